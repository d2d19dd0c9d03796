/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offsets of other zones than the practice's, as tables: a file from elsewhere says when something
 * takes place in its own zone, the book keeps the practice's (zone_local in base/civil.h).
 */
#ifndef BASE_OFFSETS_H
#define BASE_OFFSETS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct arena;

/* From an instant on, wall time is so many seconds ahead of UTC. */
struct offset {
	time_t since;
	long seconds;
};

/* By `since`, the first of them holding before, too. Never empty. */
struct offsets {
	struct offset *list;
	size_t count;
};

/* The system's zone of that name, from 1970 to 2100; the table lies in the arena. False where the
 * system has none. The process's own zone stays as it is. */
bool offsets_read(struct arena *arena, const char *name, struct offsets *out);

/* The instant of a wall time, in seconds since 1970 as if it were UTC: an hour that occurs twice is
 * the first, one that doesn't exist moves on by the gap. */
time_t offsets_instant(const struct offsets *offsets, time_t wall);

#endif
