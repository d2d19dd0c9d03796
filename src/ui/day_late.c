/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running late on the Day screen: when a visit is foreseen to begin, and who is to be told before
 * she leaves home.
 */
#include "day.h"

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

	return visit->state == VISIT_BOOKED && visit->day == loaded->today &&
	       expected > loaded->minute &&
	       foreseen(loaded, visit) - expected >= loaded->late;
}

int
day_come_at(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	const int begin = foreseen(loaded, visit);

	return begin - begin % ROUGHLY;
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
				clock_format(clock, foreseen(loaded, visit)));
	if (day_to_tell(loaded, visit))
		snprintf(look->remark2, sizeof(look->remark2), "not told");
	else if (visit->told_start != NONE)
		snprintf(look->remark2, sizeof(look->remark2), "told %s",
				clock_format(clock, visit->told_start));
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
