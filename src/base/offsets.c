/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of offsets: the C library is set to the zone for a moment and asked week by week, each
 * change is searched to the second.
 */
#include "base/offsets.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/civil.h"

#define DAY_SECONDS ((time_t)86400)
#define STEP (7 * DAY_SECONDS)		/* no law holds for less */
#define FIRST_YEAR 1970
#define LAST_YEAR 2100

static long
offset_at(time_t instant)
{
	struct tm wall;

	return localtime_r(&instant, &wall) ? wall.tm_gmtoff : 0;
}

/* The first second after `before` with the offset of `after`. */
static time_t
change_search(time_t before, time_t after)
{
	const long old = offset_at(before);

	while (after - before > 1) {
		const time_t middle = before + (after - before) / 2;

		if (offset_at(middle) == old)
			before = middle;
		else
			after = middle;
	}
	return after;
}

static void
offsets_add(struct arena *arena, struct offsets *offsets, time_t since, long seconds)
{
	const size_t size = sizeof *offsets->list, count = offsets->count;

	if ((count & (count - 1)) == 0)
		offsets->list = arena_grow(arena, offsets->list, count * size,
			(count ? 2 * count : 1) * size);
	offsets->list[offsets->count++] = (struct offset){since, seconds};
}

static void
offsets_fill(struct arena *arena, struct offsets *out)
{
	const time_t end = (time_t)civil_day(LAST_YEAR, 12, 31) * DAY_SECONDS;
	time_t at = (time_t)civil_day(FIRST_YEAR, 1, 1) * DAY_SECONDS;
	long seconds = offset_at(at);

	*out = (struct offsets){NULL, 0};
	offsets_add(arena, out, at, seconds);
	for (; at < end; at += STEP) {
		if (offset_at(at + STEP) == seconds)
			continue;
		seconds = offset_at(at + STEP);
		offsets_add(arena, out, change_search(at, at + STEP), seconds);
	}
}

bool
offsets_read(struct arena *arena, const char *name, struct offsets *out)
{
	const char *const own = getenv("TZ");
	char *const kept = own ? arena_copy(arena, own) : NULL;
	const bool known = zone_set(name);

	if (!known)
		return false;
	offsets_fill(arena, out);
	if (kept)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	return true;
}

/* The offset in force at an instant. */
static long
in_force(const struct offsets *offsets, time_t instant)
{
	size_t low = 0, high = offsets->count;

	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;

		if (offsets->list[middle].since <= instant)
			low = middle;
		else
			high = middle;
	}
	return offsets->list[low].seconds;
}

time_t
offsets_instant(const struct offsets *offsets, time_t wall)
{
	const long before = in_force(offsets, wall - DAY_SECONDS);
	const long after = in_force(offsets, wall + DAY_SECONDS);
	const long ahead = before > after ? before : after;
	const long behind = before > after ? after : before;

	if (in_force(offsets, wall - ahead) == ahead)
		return wall - ahead;
	if (in_force(offsets, wall - behind) == behind)
		return wall - behind;
	return wall - before;
}
