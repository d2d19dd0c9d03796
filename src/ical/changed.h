/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a visit was last written, by the log. Private to the room. */
#ifndef ICAL_CHANGED_H
#define ICAL_CHANGED_H

#include "book/appointment.h"

/* UTC, in the arena; NULL where the log has no word of it. */
enum code visit_changed(struct desk *desk, struct arena *arena, int64_t visit, const char **at);

#endif
