/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One card of two: whose other card it is, what each has and what will be; Enter does it.
 */
#include "base/arena.h"
#include "pushed.h"
#include "ui/list.h"
#include "ui/shows.h"

#include <string.h>

#define PAGE 15
#define WHAT_CELLS 20
#define LINES_TOP (BODY_TOP + 3)

struct merge {
	int64_t keep, away;		/* away 0: not chosen yet */
	struct list list;
	struct merge_line *lines;	/* as it was when the other card was chosen */
	size_t count;
};

static void
draw_line(const struct merge_line *line, struct grid *grid, int y)
{
	const int cells = (grid->cols - WHAT_CELLS - 3) / 3;
	const char *const values[] = { line->stays, line->goes, line->then };

	grid_text(grid, y, 3, STYLE_NORMAL, line->what, WHAT_CELLS - 2);
	for (int i = 0; i < 3; i++)
		grid_text(grid, y, WHAT_CELLS + 2 + i * cells, i == 2 ? STYLE_BOLD : STYLE_NORMAL,
				values[i], cells - 2);
}

static void
draw_head(const struct merge *merge, struct grid *grid)
{
	const int cells = (grid->cols - WHAT_CELLS - 3) / 3;

	grid_put(grid, BODY_TOP, 1, STYLE_BOLD, "One card of two");
	if (!merge->away)
		grid_put(grid, BODY_TOP + 2, 3, STYLE_DIM, "Whose other card is it? Tab looks for it.");
	else {
		grid_print(grid, LINES_TOP - 1, WHAT_CELLS + 2, STYLE_DIM, cells - 2, "#%lld stays",
				(long long)merge->keep);
		grid_print(grid, LINES_TOP - 1, WHAT_CELLS + 2 + cells, STYLE_DIM, cells - 2,
				"#%lld goes", (long long)merge->away);
		grid_put(grid, LINES_TOP - 1, WHAT_CELLS + 2 + 2 * cells, STYLE_DIM, "then");
	}
}

static bool
loses(const struct merge *merge, const char *what)
{
	for (size_t i = 0; i < merge->count; i++)
		if (merge->lines[i].lost && (!what || strcmp(merge->lines[i].what, what) == 0))
			return true;
	return false;
}

static void
draw_doubt(const struct merge *merge, struct grid *grid)
{
	if (!loses(merge, NULL))
		return;
	grid_sign(grid, BODY_TOP + 1, 1, STYLE_ALERT);
	if (loses(merge, "Birth"))
		grid_put(grid, BODY_TOP + 1, 3, STYLE_ALERT, "Two birth dates: is it the same person?");
	else
		grid_print(grid, BODY_TOP + 1, 3, STYLE_ALERT, grid->cols - 4,
				"Where the two differ, what #%lld has stays.", (long long)merge->keep);
}

static void
merge_draw(const void *state, struct grid *grid)
{
	const struct merge *const merge = state;
	const size_t page = (size_t)(body_end(grid) > LINES_TOP ? body_end(grid) - LINES_TOP : 1);
	const size_t first = list_top(&merge->list, merge->count, page);

	draw_head(merge, grid);
	draw_doubt(merge, grid);
	for (size_t i = first; i < merge->count && i < first + page; i++) {
		const int y = LINES_TOP + (int)(i - first);

		draw_line(&merge->lines[i], grid, y);
		if (merge->lines[i].lost)
			grid_sign(grid, y, 1, STYLE_ALERT);
		grid_row_spot(grid, y, 0, grid->cols, i);
		if (i == merge->list.at)
			grid_focus(grid, y, 0, grid->cols);
	}
	if (merge->count == 0)
		grid_cursor(grid, BODY_TOP, 0);
}

static bool
merge_key(struct ui *ui, void *state, const char *key)
{
	struct merge *const merge = state;

	(void)ui;
	return list_key(&merge->list, key, merge->count, PAGE);
}

static unsigned
merge_has(const void *state)
{
	return ((const struct merge *)state)->away ? NEEDS_ROW : 0;
}

/* The other card: what would become of it. */
static enum code
choose(struct ui *ui, int64_t away)
{
	struct merge *const merge = ui_top_state(ui);
	const enum code code = patient_merge_look(ui_desk(ui), ui_keep(ui), merge->keep, away,
			&merge->lines, &merge->count);

	merge->list.at = 0;
	merge->away = code == OK ? away : 0;
	if (code != OK)
		merge->count = 0;
	return code;
}

static enum code
find_other(struct ui *ui, void *state)
{
	(void)state;
	find_show(ui, choose);
	return OK;
}

static enum code
do_merge(struct ui *ui, void *state)
{
	const struct merge *const merge = state;
	struct patient kept;
	enum code code = patient_merge(ui_desk(ui), merge->keep, merge->away);

	if (code == OK)
		code = record_get(ui_desk(ui), ui_arena(ui), &patient_record, merge->keep, &kept);
	if (code != OK)
		return code;
	if (ui_hand(ui)->found == merge->away)
		ui_hand(ui)->found = merge->keep;
	ui_did(ui, arena_print(ui_arena(ui), "%s is one patient now, #%lld; #%lld is gone",
			kept.name, (long long)merge->keep, (long long)merge->away));
	ui_pop(ui);
	return OK;
}

static const struct action merge_actions[] = {
	{ "Enter", "make one", NEEDS_ROW | MAY(PATIENTS),
		"Makes one card of both: what the other has becomes this one's.", do_merge },
	{ "Tab", "another", 0, "Looks for the other card by name, number or birth date.", find_other },
	{ "Esc", "back", 0, "Leaves both as they are.", ui_back },
	{ "Up", "up", QUIET, "The line above.", NULL },
	{ "Down", "down", QUIET, "The line below.", NULL },
	ACTIONS_END
};

const struct screen merge_screen = {
	.name = "one card of two", .kind = SCREEN_WHOLE, .state_size = sizeof(struct merge),
	.kept = sizeof(struct merge), .draw = merge_draw, .actions = merge_actions,
	.key = merge_key, .has = merge_has, .tab = "Patients",
};

enum code
merge_show(struct ui *ui, int64_t keep, int64_t away)
{
	struct merge *const merge = ui_push(ui, &merge_screen);

	merge->keep = keep;
	return away ? choose(ui, away) : find_other(ui, merge);
}
