/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the lines and the pane of the Day screen pick out of the day, one after the other by time.
 */
#include "day_parts.h"

/* A visit that comes next: booked and not late, or waiting. */
bool
day_is_next(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	return visit->day == loaded->today && (visit->state == VISIT_ARRIVED ||
	       (visit->state == VISIT_BOOKED && visit_expected(visit) >= loaded->minute));
}

bool
day_is_late(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	return visit->state == VISIT_BOOKED && visit->day == loaded->today &&
	       visit_expected(visit) < loaded->minute;
}

/* The visit after `last` (NULL: the first) by time, of those that `picks` picks. */
const struct appointment_line *
day_next_visit(const struct day_loaded *loaded, const struct appointment_line *last,
		bool (*picks)(const struct day_loaded *, const struct appointment_line *))
{
	const struct appointment_line *best = NULL;

	for (size_t i = 0; i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (!picks(loaded, visit))
			continue;
		if (last && (visit->start < last->start ||
		    (visit->start == last->start && visit <= last)))
			continue;
		if (!best || visit->start < best->start)
			best = visit;
	}
	return best;
}

const struct item *
day_next_gap(const struct day_loaded *loaded, const struct item *last, const struct chair **chair)
{
	const struct item *best = NULL;

	for (size_t n = 0; n < loaded->column_count; n++)
		for (size_t i = 0; i < loaded->columns[n].count; i++) {
			const struct item *const item = &loaded->columns[n].items[i];

			if (item->kind != ITEM_GAP || (last && (item->start < last->start ||
			    (item->start == last->start && item <= last))))
				continue;
			if (!best || item->start < best->start) {
				best = item;
				*chair = loaded->columns[n].chair;
			}
		}
	return best;
}
