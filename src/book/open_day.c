/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open days: those on which the practice has hours left by its closures; clocks that run by them.
 */
#include "plan.h"

#define SPAN_FIRST 10		/* nearly always enough */
#define SPAN 70
#define FURTHEST 366

enum code
practice_open_on(struct desk *desk, int day, bool *open)
{
	struct arena arena = {0};
	struct plan *plan;
	const enum code code = plan_load_practice(desk, &arena, day, day, &plan);

	*open = code == OK && !cells_empty(&plan->practice.open[0]);
	arena_free(&arena);
	return code;
}

/* Counts on or back within one span that begins with `day`; *left open days are still to go. */
static enum code
count_span(struct desk *desk, int day, int step, int span, int *left, int *out)
{
	struct arena arena = {0};
	const int end = day + (span - 1) * step;
	struct plan *plan;
	enum code code = plan_load_practice(desk, &arena, day < end ? day : end,
					    day < end ? end : day, &plan);

	for (int at = day; code == OK && *left > 0 && at != end + step; at += step)
		if (!cells_empty(&plan->practice.open[at - plan->first]) && --*left == 0)
			*out = at;
	arena_free(&arena);
	return code;
}

enum code
practice_open_day(struct desk *desk, int day, int n, int *out)
{
	const int step = n < 0 ? -1 : 1;
	int left = n < 0 ? -n : n, gone = 0, span = SPAN_FIRST;
	enum code code = OK;

	*out = n == 0 ? day : NONE;
	while (code == OK && left > 0 && gone < FURTHEST) {
		const int before = left;

		code = count_span(desk, day + step, step, span, &left, out);
		day += step * span;
		gone = left < before ? 0 : gone + span;
		span = SPAN;
	}
	return code;
}

/* Where the last free cell of a day ends, NONE where there is none. */
static int
last_end(const struct cells *cells)
{
	for (int cell = DAY_CELLS - 1; cell >= 0; cell--)
		if (cells_hold(cells, cell * CELL_MINUTES, CELL_MINUTES))
			return (cell + 1) * CELL_MINUTES;
	return NONE;
}

enum code
practice_closing(struct desk *desk, int day, int *minute)
{
	struct arena arena = {0};
	struct plan *plan;
	const enum code code = plan_load_practice(desk, &arena, day, day, &plan);

	*minute = code == OK ? last_end(&plan->practice.open[0]) : NONE;
	arena_free(&arena);
	return code;
}

enum code
practice_due(struct desk *desk, int day, int minute, int n, int *due_day, int *due_minute)
{
	int closing = NONE;
	enum code code = practice_open_day(desk, day, n, due_day);

	*due_minute = minute;
	if (code == OK && *due_day == NONE)
		*due_day = day + n;	/* shut for good: a clock runs all the same */
	else if (code == OK && (code = practice_closing(desk, *due_day, &closing)) == OK &&
			closing < minute)
		*due_minute = closing;
	return code;
}
