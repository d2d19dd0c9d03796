/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines above the Day screen's columns: who is next, who is late, what is free, whom to call.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/text.h"
#include "day_parts.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define NEXT_SEEN 2		/* visits in the line */

static void
draw_next_line(const struct day_loaded *loaded, struct grid *grid, int y, int right)
{
	const struct appointment_line *visit = NULL;
	struct arena arena = { 0 };
	char clock[CLOCK_SIZE];
	int x = grid_put(grid, y, 1, STYLE_BOLD, "Next") + 2;

	for (int i = 0; i < NEXT_SEEN && (visit = day_next_visit(loaded, visit, day_is_next)); i++) {
		const struct visit_look look = day_look(loaded, visit);

		if (i > 0)
			x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
		x = grid_print(grid, y, x, STYLE_NORMAL, right - x, "%s %s",
				clock_said(clock, visit->start),
				name_family(&arena, visit->name));
		if (look.style != STYLE_BOOKED)
			x = grid_text(grid, y, x + 1, look.style, visit->state == VISIT_ARRIVED ?
					look.remark : sign_text(look.style), right - x - 1);
	}
	arena_free(&arena);
}

static void
draw_late_line(const struct day_loaded *loaded, struct grid *grid, int y, int right)
{
	const struct appointment_line *visit = NULL;
	struct arena arena = { 0 };
	int x = grid_put(grid, y, 1, STYLE_BOLD, "Late") + 2;

	while ((visit = day_next_visit(loaded, visit, day_is_late)) && x < right) {
		if (x > 7)
			x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
		x = grid_print(grid, y, x, STYLE_LATE, right - x, "%s %d, not here",
				name_family(&arena, visit->name),
				loaded->minute - visit_expected(visit));
	}
	if (x > 7 && x < right && day_next_visit(loaded, NULL, day_to_tell))
		x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
	x = day_draw_tells(loaded, grid, y, x, right);
	if (x == 7)
		grid_put(grid, y, x, STYLE_DIM, "nobody");
	arena_free(&arena);
}

static void
draw_call_line(const struct day_calls *calls, struct grid *grid, int y, int x)
{
	const bool at_hour = calls->count > 0 && strchr(calls->by[0], ':');
	char by[32];

	if (calls->count == 0)
		return;
	snprintf(by, sizeof(by), "%s%s", at_hour ? " by " : "  ", calls->by[0]);
	x = grid_put(grid, y, x, STYLE_BOLD, "Call") + 2;
	x = grid_text(grid, y, x, STYLE_NORMAL, calls->name[0],
			grid->cols - 1 - x - text_width(by));
	grid_put(grid, y, x, STYLE_NORMAL, by);
}

int
day_draw_head(const struct day *day, struct grid *grid, int y)
{
	const struct day_loaded *const loaded = &day->loaded;
	const int middle = grid->cols - 28;
	const struct chair *chair = NULL;
	const struct item *gap = NULL;
	char words[DAY_WORDS], clock[CLOCK_SIZE];
	int x;

	if (day->day != loaded->today) {
		x = grid_put(grid, y, 1, STYLE_BOLD, day_words(words, day->day, true));
		grid_print(grid, y, x, STYLE_NORMAL, 40, "  %s",
				day->day < loaded->today ? "past" : loaded->shut ? "no hours" : "");
	} else {
		draw_next_line(loaded, grid, y, middle - 2);
		draw_late_line(loaded, grid, y + 1, middle - 2);
	}
	grid_put(grid, y, middle, STYLE_BOLD, "Free");
	gap = day_next_gap(loaded, NULL, &chair);
	if (gap)
		grid_print(grid, y, middle + 6, STYLE_FREE, grid->cols, "%s %s %d min",
				clock_said(clock, gap->start), chair->name,
				gap->until - gap->start);
	else
		grid_put(grid, y, middle + 6, STYLE_DIM, "nothing");
	draw_call_line(&day->calls, grid, y + 1, middle);
	return y + 2;
}
