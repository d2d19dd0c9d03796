/* SPDX-License-Identifier: GPL-3.0-or-later */
/* desk: what the rooms of src/store ask of it. Private to src/store. */
#ifndef STORE_DESK_PRIVATE_H
#define STORE_DESK_PRIVATE_H

#include "store/desk.h"

/* Takes the practice's name, zone and whether it is a demonstration from the settings. */
enum code desk_read_settings(struct desk *desk);

#endif
