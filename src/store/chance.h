/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chance: the beginning of a desk's source of it. Private to src/store. */
#ifndef STORE_CHANCE_H
#define STORE_CHANCE_H

#include "store/desk.h"

/* Reads $CHAIRTIME_SEED, mixes in the desk's name. */
enum code chance_make(struct desk *desk);

#endif
