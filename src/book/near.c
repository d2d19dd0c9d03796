/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Openings near a time that somebody asked for.
 */
#include "book/opening.h"

#include <stdlib.h>

#define DAY_MINUTES (24 * 60)

static int
distance(const struct opening *opening, int day, int start)
{
	return abs(opening->slot.day - day) * DAY_MINUTES + abs(opening->slot.start - start);
}

/* Is one of that time among the first? */
static bool
is_named(const struct opening *openings, size_t count, const struct slot *slot)
{
	for (size_t i = 0; i < count; i++)
		if (openings[i].slot.day == slot->day && openings[i].slot.start == slot->start)
			return true;
	return false;
}

size_t
openings_nearest(struct opening *openings, size_t count, int day, int start, size_t most)
{
	size_t named = 0;

	while (named < most) {
		size_t best = count;
		struct opening moved;

		for (size_t i = named; i < count; i++)
			if (!is_named(openings, named, &openings[i].slot) && (best == count ||
			    distance(&openings[i], day, start) <
			    distance(&openings[best], day, start)))
				best = i;
		if (best == count)
			break;
		moved = openings[best];
		moved.why = distance(&moved, day, start) == 0 ? "as asked" : NULL;
		openings[best] = openings[named];
		openings[named++] = moved;
	}
	return named;
}
