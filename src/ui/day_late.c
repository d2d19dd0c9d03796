/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running late on the Day screen: when a visit is foreseen to begin, and who is to be told before
 * she leaves home.
 */
#include "base/local.h"
#include "day_parts.h"

#include <stdio.h>
#include <string.h>

#define ROUGHLY 5		/* minutes of difference that aren't worth a remark */

static int
foreseen(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	return loaded->foreseen ? loaded->foreseen[visit - loaded->visits] : visit->start;
}

bool
day_to_tell(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	const int expected = visit_expected(visit);

	return visit->state == VISIT_BOOKED && !visit->to_move && visit->day == loaded->today &&
	       expected > loaded->minute &&
	       foreseen(loaded, visit) - expected >= loaded->late;
}

int
day_ends_at(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	const int begin = foreseen(loaded, visit);

	return visit->state == VISIT_BOOKED && visit->day == loaded->today &&
	       begin - visit->start >= ROUGHLY ? begin + visit->minutes : NONE;
}

int
day_come_at(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	const int begin = foreseen(loaded, visit);

	return begin - begin % ROUGHLY;
}

/* The visit that comes next in a column, else the one that sits in the chair; NULL: neither. */
static const struct appointment_line *
next_of_column(const struct day_loaded *loaded, const struct column *column)
{
	const struct appointment_line *next = NULL, *seated = NULL;

	for (size_t i = 0; i < column->count; i++) {
		const struct appointment_line *const visit = column->items[i].visit;

		if (visit && visit->state == VISIT_SEATED)
			seated = visit;
		else if (visit && state_is_open(visit->state) && visit->start > loaded->minute &&
			 (!next || visit->start < next->start))
			next = visit;
	}
	return next ? next : seated;
}

int
day_column_late(const struct day_loaded *loaded, const struct column *column)
{
	const struct appointment_line *const next = next_of_column(loaded, column);
	int late;

	if (!loaded->foreseen || !next)
		return 0;
	late = foreseen(loaded, next) - next->start;
	return late >= ROUGHLY ? late : 0;
}

/* "~11:25 / not told" at a visit to come. */
static void
look_foreseen(const struct day_loaded *loaded, const struct appointment_line *visit,
		struct visit_look *look)
{
	char clock[CLOCK_SIZE];

	if (visit->state != VISIT_BOOKED || visit->day != loaded->today || *look->remark)
		return;
	if (foreseen(loaded, visit) - visit->start >= ROUGHLY)
		snprintf(look->remark, sizeof(look->remark), "~%s",
				clock_said(clock, day_come_at(loaded, visit)));
	if (day_to_tell(loaded, visit))
		snprintf(look->remark2, sizeof(look->remark2), "not told");
	else if (visit->told_start != NONE)
		snprintf(look->remark2, sizeof(look->remark2), "told %s",
				clock_said(clock, visit->told_start));
}

struct visit_look
day_look(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	struct visit_look look = visit_look(visit, loaded->today, loaded->minute);

	look_foreseen(loaded, visit, &look);
	return look;
}

/* Whom of one provider's there is to tell, and the longest delay; 0: nobody, or said before. */
static int
tell_of_provider(const struct day_loaded *loaded, size_t first, int *delay)
{
	const struct appointment_line *const of = &loaded->visits[first];
	int tell = 0;

	*delay = 0;
	for (size_t i = 0; i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];
		const int late = foreseen(loaded, visit) - visit_expected(visit);

		if (visit->provider != of->provider || !day_to_tell(loaded, visit))
			continue;
		if (i < first)
			return 0;
		tell++;
		if (late > *delay)
			*delay = late;
	}
	return tell;
}

int
day_draw_tells(const struct day_loaded *loaded, struct grid *grid, int y, int x, int right)
{
	const int from = x;

	for (size_t i = 0; i < loaded->visit_count && x < right; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];
		int delay;
		const int tell = day_to_tell(loaded, visit)
				? tell_of_provider(loaded, i, &delay) : 0;

		if (!tell)
			continue;
		if (x > from)
			x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
		x = grid_print(grid, y, x, STYLE_LATE, right - x, "%s +%d: tell %d",
				*visit_provider(visit) ? visit_provider(visit) : "we run", delay,
				tell);
	}
	return x;
}
