/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rooms of the whole house, for desk_open: every record, and what follows from a write.
 */
#ifndef CLI_ROOMS_H
#define CLI_ROOMS_H

#include "store/desk.h"

extern const struct rooms chairtime_rooms;

#endif
