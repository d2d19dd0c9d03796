/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the log tells of a visit, and of the store. Private to the room. */
#ifndef ICAL_CHANGED_H
#define ICAL_CHANGED_H

#include "book/appointment.h"

/* UTC, in the arena; NULL where the log has no word of it. */
enum code visit_changed(struct desk *desk, struct arena *arena, int64_t visit, const char **at);

/* Which store this is, the right half of its own UIDs: the hash of its first change, which is made by
 * chance and never altered after. In the arena. */
enum code store_name(struct desk *desk, struct arena *arena, const char **name);

#endif
