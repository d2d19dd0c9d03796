/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing the Charter screen.
 */
#include "charter.h"
#include "base/text.h"

#include <string.h>

#define NAME_WIDTH 22
#define TARGET_WIDTH 8
#define NOW_WIDTH 7
#define DETAIL_ROWS 6			/* the rule, and what is said below it */
#define HEAT_NAME 16

/* Columns. */
enum { SIGN_AT = 1, NAME_AT = 3, TARGET_AT = NAME_AT + NAME_WIDTH + 1,
	NOW_AT = TARGET_AT + TARGET_WIDTH, WEEKS_AT = NOW_AT + NOW_WIDTH + 1,
	TREND_AT = WEEKS_AT + WEEKS_USUAL + 2, COUNT_AT = TREND_AT + 13,
	DEFINITION_AT = COUNT_AT + 12 };

#define DEFINED_FROM 110		/* columns that have room for definitions */

static const struct {
	const char *arrow, *words;
} trends[] = {
	[TREND_TOO_FEW] = { " ", "too few" }, [TREND_SAME] = { "→", "same" },
	[TREND_BETTER] = { "↑", "better" }, [TREND_WORSE] = { "↓", "worse" },
};

static enum style
style_of(enum standing standing)
{
	return standing == STANDING_MEETS ? STYLE_CONFIRMED
		: standing == STANDING_BELOW ? STYLE_LATE : STYLE_BOOKED;
}

/* "9 standards: 5 met, 2 not, 2 too few to say". */
static void
draw_summary(const struct charter *charter, struct grid *grid, int y)
{
	int counts[STANDING_BELOW + 1] = {0};

	for (size_t i = 0; i < charter->read.done; i++)
		counts[share_standing(&charter->read.standards[i], charter->read.measures[i].now)]++;
	if (charter->read.done < charter->read.count)
		grid_print(grid, y, 1, STYLE_NORMAL, grid->cols - 2, "%zu standards, counting: %zu",
				charter->read.count, charter->read.done);
	else
		grid_print(grid, y, 1, STYLE_NORMAL, grid->cols - 2,
				"%zu standards, the last %d weeks: %d met, %d not met, %d too few to say",
				charter->read.count, WEEKS_NOW, counts[STANDING_MEETS],
				counts[STANDING_BELOW], counts[STANDING_UNSURE]);
}

static void
draw_titles(struct grid *grid, int y)
{
	grid_put(grid, y, NAME_AT, STYLE_DIM, "Standard");
	grid_put(grid, y, TARGET_AT, STYLE_DIM, "Target");
	grid_put(grid, y, NOW_AT + NOW_WIDTH - 3, STYLE_DIM, "Now");
	grid_print(grid, y, WEEKS_AT, STYLE_DIM, WEEKS_USUAL, "%d weeks", WEEKS_USUAL);
	grid_put(grid, y, TREND_AT, STYLE_DIM, "Trend");
	grid_put(grid, y, COUNT_AT, STYLE_DIM, "All");
	if (grid->cols >= DEFINED_FROM)
		grid_put(grid, y, DEFINITION_AT, STYLE_DIM, "What it is");
}

static void
draw_share(struct grid *grid, int y, int right, enum style style, const struct standard *standard,
		struct share share)
{
	struct arena arena = {0};
	const double percent = share_percent(standard, share);

	grid_right(grid, y, right, style, percent < 0 ? "-" : arena_print(&arena, "%.1f %%", percent));
	arena_free(&arena);
}

static void
draw_measure(const struct measure *measure, struct grid *grid, int y)
{
	const enum style style = style_of(share_standing(&measure->standard, measure->now));
	const enum trend trend = share_trend(measure->before, measure->now);

	grid_sign(grid, y, SIGN_AT + 1, style);
	draw_share(grid, y, NOW_AT + NOW_WIDTH, style == STYLE_BOOKED ? STYLE_NORMAL : style,
			&measure->standard, measure->now);
	for (int i = 0; i < measure->weeks; i++)
		grid_put(grid, y, WEEKS_AT + i, STYLE_NORMAL, measure_bar(&measure->standard,
				measure->week[i]));
	grid_print(grid, y, TREND_AT, STYLE_NORMAL, 12, "%s %s", trends[trend].arrow,
			trends[trend].words);
	grid_print(grid, y, COUNT_AT, STYLE_DIM, grid->cols - COUNT_AT - 1, "%d/%d",
			measure->standard.at_most ? measure->whole.cases - measure->whole.kept
			: measure->whole.kept, measure->whole.cases);
}

static void
draw_line(const struct charter *charter, size_t n, struct grid *grid, int y)
{
	const struct standard *const standard = &charter->read.standards[n];

	grid_text(grid, y, NAME_AT + 1, STYLE_NORMAL, standard->name, NAME_WIDTH - 1);
	grid_print(grid, y, TARGET_AT, STYLE_DIM, TARGET_WIDTH, "%s %d %%",
			standard->at_most ? "<=" : ">=", standard->target);
	if (grid->cols >= DEFINED_FROM)
		grid_text(grid, y, DEFINITION_AT, STYLE_DIM, standard->definition,
				grid->cols - DEFINITION_AT - 1);
	if (n < charter->read.done)
		draw_measure(&charter->read.measures[n], grid, y);
	if (n == charter->list.at)
		grid_focus(grid, y, 0, grid->cols);
}

/* "Now 94.1 % of 312, likely 91 to 96; the nine weeks before 90.0 % of 702" */
static void
draw_figures(const struct measure *measure, struct grid *grid, int y)
{
	const struct standard *const standard = &measure->standard;
	struct arena arena = {0};
	double low, high;
	const char *words = "No case in these weeks.";

	share_interval(standard, measure->now, &low, &high);
	if (measure->now.cases > 0)
		words = arena_print(&arena, "Now %.1f %% of %d, likely %.0f to %.0f.",
				share_percent(standard, measure->now), measure->now.cases, low, high);
	if (measure->before.cases > 0)
		words = arena_print(&arena, "%s Before: %.1f %% of %d.", words,
				share_percent(standard, measure->before), measure->before.cases);
	grid_text(grid, y, 1, STYLE_NORMAL, words, grid->cols - 2);
	arena_free(&arena);
}

static void
draw_heat(const struct heat *heat, struct grid *grid, int y, int last)
{
	if (heat->count == 0 || last - y < (int)heat->count + 2)
		return;
	grid_put(grid, y, 1, STYLE_DIM, "Where it slips");
	for (int i = 0; i < heat->hours; i++)
		grid_print(grid, y, HEAT_NAME + 3 * i, STYLE_DIM, 2, "%02d", heat->first_hour + i);
	for (size_t n = 0; n < heat->count; n++) {
		grid_text(grid, ++y, 1, STYLE_NORMAL, heat->rows[n], HEAT_NAME - 2);
		for (int i = 0; i < heat->hours; i++)
			for (int cell = 0; cell < 2; cell++)
				grid_put(grid, y, HEAT_NAME + 3 * i + cell, STYLE_NORMAL, heat_block(
						heat->cells[n * (size_t)heat->hours + (size_t)i]));
	}
	grid_put(grid, y + 1, 1, STYLE_DIM, heat_legend);
}

static void
draw_detail(const struct charter *charter, struct grid *grid, int y)
{
	const struct standard *const standard = charter_standard(charter);
	const struct measure *const measure = charter_measure(charter);
	const char *const since = charter->loaded.since;

	grid_rule(grid, y++, 0, grid->cols, "─");
	if (!standard)
		return;
	y = grid_rows(grid, y, 1, STYLE_BOLD, grid->cols - 2, standard->definition, 2,
			body_end(grid));
	if (measure)
		draw_figures(measure, grid, y);
	grid_print(grid, ++y, 1, STYLE_NORMAL, grid->cols - 2, "Target %s %d %%%s%s.",
			standard->at_most ? "at most" : "at least", standard->target,
			since ? ", set " : ", as it came", since ? since : "");
	draw_heat(&charter->loaded.heat, grid, y + 2, body_end(grid) - 1);
}

void
charter_draw(const void *state, struct grid *grid)
{
	const struct charter *const charter = state;
	const size_t count = charter->read.count;
	const int top = BODY_TOP + 3, most = body_end(grid) - DETAIL_ROWS - top;
	const size_t rows = count < (size_t)most ? count : (size_t)most;
	size_t n = list_top(&charter->list, count, rows);

	grid_text(grid, BODY_TOP, 1, STYLE_BOLD, charter->loaded.aim ? charter->loaded.aim
			: "Say what you aim at:  :charter aim Nobody waits unasked", grid->cols - 2);
	draw_summary(charter, grid, BODY_TOP + 1);
	if (charter->loaded.programme)
		grid_text(grid, body_end(grid) - 1, 1, STYLE_BOLD, charter->loaded.programme,
				grid->cols - 2);
	draw_titles(grid, BODY_TOP + 2);
	for (size_t row = 0; row < rows; row++, n++)
		draw_line(charter, n, grid, top + (int)row);
	draw_detail(charter, grid, top + (int)rows);
	if (count == 0)
		grid_cursor(grid, top, 0);
}
