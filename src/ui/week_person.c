/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Week screen of one provider: hours downwards, days beside each other, the whole day in sight.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/text.h"
#include "day.h"
#include "week.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define NAME_WHOLE 20		/* cells of a column from which names stand whole */

/* Where the rows are: minutes a row, and the minute of the first. */
struct rows {
	int top, last, step, from;
};

static int
row_y(const struct rows *rows, int minute)
{
	return minute < rows->from ? rows->top - 1
				   : rows->top + (minute - rows->from) / rows->step;
}

/* Minutes a row: the practice's own, more where the day would be far too long else. */
static int
step_of(const struct week_loaded *loaded, int rows)
{
	static const int steps[] = { 5, 10, 15, 20, 30, 60 };
	const int span = loaded->until - loaded->from;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (steps[i] >= loaded->grid && span / steps[i] <= rows + rows / 2)
			return steps[i];
	return 120;
}

/* The cursor's row in the middle third, where not all rows are seen. */
static struct rows
rows_of(const struct week *week, const struct week_layout *at)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct appointment_line *const chosen = week_visit(week);
	struct rows rows = { .top = at->top - 1, .last = at->last };	/* no hours above */
	const int seen = rows.last - rows.top;
	int most, shift;

	rows.step = step_of(loaded, seen);
	most = (loaded->until - loaded->from + rows.step - 1) / rows.step - seen;
	shift = ((chosen ? chosen->start : week->minute) - loaded->from) / rows.step - seen / 2;
	shift = shift > most ? most : shift;
	rows.from = loaded->from + (shift > 0 ? shift : 0) * rows.step;
	return rows;
}

static void
draw_labels(const struct week_loaded *loaded, const struct rows *rows, struct grid *grid)
{
	char clock[CLOCK_SIZE];

	for (int minute = rows->from, y = rows->top; minute < loaded->until && y < rows->last;
	     minute += rows->step, y++) {
		const bool now = loaded->minute >= minute && loaded->minute < minute + rows->step &&
			loaded->today >= loaded->first && loaded->today < loaded->first + WEEK;

		if (now)
			grid_print(grid, y, 1, STYLE_BOLD, 7, "▶%s",
					clock_said(clock, loaded->minute));
		else if (minute % 60 == 0)
			grid_print(grid, y, 2, STYLE_NORMAL, 6, "%s", clock_said(clock, minute));
		else
			grid_print(grid, y, 4, STYLE_DIM, 4, ":%02d", minute % 60);
	}
}

static bool
has_visit(const struct week_loaded *loaded, int day, int minute, int step)
{
	for (size_t i = 0; i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (visit->day == day && visit->start < minute + step &&
		    visit->start + visit->held > minute)
			return true;
	}
	return false;
}

/* Is nobody's in that row, and still to come? */
static bool
is_free(const struct week_loaded *loaded, int n, int minute, int step)
{
	const int day = loaded->first + n;

	return cells_hold(&loaded->free[n], minute, CELL_MINUTES) &&
	       !has_visit(loaded, day, minute, step) && (day > loaded->today ||
	       (day == loaded->today && minute + step > loaded->minute));
}

/* How long it stays free from there on. */
static int
free_minutes(const struct week_loaded *loaded, int n, int minute)
{
	int until = minute;

	while (until < loaded->until && cells_hold(&loaded->free[n], until, CELL_MINUTES))
		until += CELL_MINUTES;
	return until - minute;
}

/* What isn't worked, kept or shut is shaded; a free stretch says its length where it begins. */
static void
draw_ground(const struct week_loaded *loaded, const struct rows *rows, struct grid *grid, int n,
		int x)
{
	bool before = false;

	for (int minute = rows->from, y = rows->top; minute < loaded->until && y < rows->last;
	     minute += rows->step, y++) {
		const bool free = is_free(loaded, n, minute, rows->step);

		if (free && !before)
			grid_print(grid, y, x, STYLE_FREE, 12, "%s free %d", sign_text(STYLE_FREE),
					free_minutes(loaded, n, minute));
		else if (!cells_hold(&loaded->free[n], minute, CELL_MINUTES) &&
			 !has_visit(loaded, loaded->first + n, minute, rows->step))
			grid_sign(grid, y, x, STYLE_KEPT);
		before = free;
	}
}

static void
draw_name(const struct week_loaded *loaded, const struct appointment_line *visit,
		struct grid *grid, int y, int x, int cells)
{
	const struct visit_look look = visit_look(visit, loaded->today, loaded->minute);
	struct arena arena = { 0 };

	grid_blank(grid, y, x, cells);
	grid_sign(grid, y, x, look.style);
	grid_text(grid, y, x + 2, look.style, cells >= NAME_WHOLE ? visit->name :
			name_family(&arena, visit->name), cells - 2);
	grid_tint(grid, y, x + 2, cells - 2, tint_of(&loaded->tints, visit));
	arena_free(&arena);
}

/* Its name; below it what it is, then a line down to its end. */
static void
draw_visit(const struct week_loaded *loaded, const struct rows *rows, struct grid *grid,
		const struct appointment_line *visit, int x, int cells)
{
	const int first = row_y(rows, visit->start);
	const int end = row_y(rows, visit->start + visit->held + rows->step - 1);

	for (int y = first + 1; y < end && y < rows->last; y++) {
		if (y < rows->top)
			continue;
		grid_text(grid, y, x, STYLE_DIM, "│", 1);
		if (y == first + 1)
			grid_print(grid, y, x + 2, STYLE_NORMAL, cells - 2, "%s %d",
					visit->type_name, visit->minutes);
		grid_tint(grid, y, x, cells, tint_of(&loaded->tints, visit));
	}
	if (first >= rows->top && first < rows->last)
		draw_name(loaded, visit, grid, first, x, cells);
}

/* How many visits begin in the row in which one does, beside it. */
static int
begin_with(const struct week_loaded *loaded, const struct rows *rows,
		const struct appointment_line *one)
{
	int count = -1;

	for (size_t i = 0; i < loaded->visit_count; i++)
		count += loaded->visits[i].day == one->day &&
			 row_y(rows, loaded->visits[i].start) == row_y(rows, one->start);
	return count;
}

static void
draw_chosen(const struct week_loaded *loaded, const struct rows *rows,
		const struct appointment_line *chosen, struct grid *grid, int x, int width)
{
	const int y = row_y(rows, chosen->start);

	if (y < rows->top || y >= rows->last)
		return;
	draw_name(loaded, chosen, grid, y, x, width - 2);
	grid_focus(grid, y, x - 1, width - 1);
}

/* From the last to the first, so that of two in a row the earlier one is seen. */
static void
draw_visits(const struct week *week, const struct rows *rows, struct grid *grid, int day, int x,
		int width)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct appointment_line *const chosen = week_visit(week);

	for (size_t i = loaded->visit_count; i-- > 0;) {
		const struct appointment_line *const visit = &loaded->visits[i];
		const int y = row_y(rows, visit->start);
		const int others = begin_with(loaded, rows, visit);

		if (visit->day != day)
			continue;
		draw_visit(loaded, rows, grid, visit, x, width - 2);
		if (others > 0 && y >= rows->top && y < rows->last)
			grid_print(grid, y, x + width - 4, STYLE_DIM, 2, "+%d", others);
	}
	if (chosen && chosen->day == day)
		draw_chosen(loaded, rows, chosen, grid, x, width);
}

void
week_draw_person(const struct week *week, const struct week_layout *at, struct grid *grid)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct rows rows = rows_of(week, at);

	draw_labels(loaded, &rows, grid);
	for (int column = 0; column < loaded->day_count; column++) {
		const int n = loaded->days[column], x = at->x + column * at->width;

		for (int y = rows.top; y < rows.last; y++)
			week_spot(grid, y, x - 1, at->width, loaded->first + n,
					rows.from + (y - rows.top) * rows.step);
		draw_ground(loaded, &rows, grid, n, x);
		draw_visits(week, &rows, grid, loaded->first + n, x, at->width);
		if (loaded->first + n == week->day && !week_visit(week))
			grid_focus(grid, rows.top, x - 1, at->width - 1);
	}
}
