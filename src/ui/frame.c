/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame around every screen: the top line, the tabs, the message, the keys.
 */
#include "base/local.h"
#include "session.h"
#include "base/text.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define ROWS_LEAST 16
#define COLS_LEAST 60
#define PRACTICE_LEAST 6	/* cells of its name that the top line keeps */
#define DUE_GAP 3

int
body_end(const struct grid *grid)
{
	return grid->rows - 2;
}

/* What is due, before column `right`, where it takes at most `cells`; gives its own column. */
static int
draw_due(struct ui *ui, struct grid *grid, int right, int cells)
{
	if (!ui->due[0] || text_width(ui->due) + DUE_GAP > cells)
		return right;
	grid_put(grid, 0, right - DUE_GAP, STYLE_NORMAL, " · ");
	return grid_right(grid, 0, right - DUE_GAP, STYLE_LATE, ui->due);
}

/* Who is at this desk, and whether it is but practice; gives the column before it. */
static int
draw_who(const struct desk *desk, struct grid *grid, bool covered)
{
	char line[256];

	snprintf(line, sizeof(line), "%s%s%s", desk->demo ? "PRACTICE RUN" : "",
			desk->demo && !covered ? " · " : "", covered ? "" : desk->who);
	return grid_right(grid, 0, grid->cols - 1, desk->demo ? STYLE_ALERT : STYLE_NORMAL, line);
}

/* `covered`: nothing but the practice and the time. */
static void
draw_top(struct ui *ui, struct grid *grid, bool covered)
{
	const struct desk *const desk = ui->desk;
	char day[DAY_WORDS], clock[CLOCK_SIZE], line[256];
	int x, right = draw_who(desk, grid, covered);

	day_words(day, desk_today(desk), true);
	snprintf(line, sizeof(line), " · %s · %s", day, clock_said(clock, desk_minute(desk)));
	if (!covered)
		right = draw_due(ui, grid, right, right - text_width(line) - PRACTICE_LEAST);
	x = grid_text(grid, 0, 1, STYLE_BOLD, desk->practice, right - 2 - text_width(line));
	grid_text(grid, 0, x, STYLE_BOLD, line, right - 1 - x);
}

/* The tab that is shown: that of the highest screen that names one, else the lowest one's. */
static const char *
shown_tab(struct ui *ui)
{
	for (size_t n = ui->pushed_count; n > 0; n--)
		if (session_layer(ui, n)->screen->tab)
			return session_layer(ui, n)->screen->tab;
	return session_layer(ui, 0)->screen->name;
}

/* Who is put aside, at the end of the tabs' row; where there is no room for names how many. */
static void
draw_aside(struct ui *ui, struct grid *grid, int x)
{
	const char *words = arena_print(&ui->arena, "- %s", aside_names(&ui->arena, &ui->aside));

	if (ui->aside.count == 0)
		return;
	if (text_width(words) > grid->cols - 1 - x)
		words = arena_print(&ui->arena, "- %zu aside", ui->aside.count);
	grid_right(grid, 1, grid->cols - 1, STYLE_BOLD, words);
}

static void
draw_tabs(struct ui *ui, struct grid *grid)
{
	const char *const tab = shown_tab(ui);
	int x = 1;

	if (!ui->desk->db)
		return;
	for (size_t i = 0; screens[i]; i++) {
		const bool shown = strcmp(tab, screens[i]->name) == 0;
		char name[64];

		if (ui->counts[i] > 0)
			snprintf(name, sizeof(name), "%s %d", screens[i]->name, ui->counts[i]);
		else
			snprintf(name, sizeof(name), "%s", screens[i]->name);
		grid_spot(grid, 1, x, text_width(name) + 2, strrchr(screens[i]->keys, ' ') + 1);
		x = grid_print(grid, 1, x, shown ? STYLE_BOLD : STYLE_NORMAL, grid->cols,
				shown ? "[%s]" : "%s", name) + 2;
	}
	draw_aside(ui, grid, x + 2);
}

/* On one line; what stands behind the message is never cut for its sake. */
static void
draw_message(struct ui *ui, struct grid *grid)
{
	const enum style style = ui->message_is_error ? STYLE_ERROR : STYLE_NORMAL;
	const char *const then = ui->then ? ui->then : "";
	char *const clean = arena_copy(&ui->arena, ui->message);
	int x;

	for (char *c = clean; *c; c++)
		if (*c == '\n')
			*c = ' ';
	x = grid_text(grid, grid->rows - 2, 1, style, clean, grid->cols - 2 - text_width(then));
	grid_put(grid, grid->rows - 2, x, style, then);
}

static bool
too_small(struct grid *grid)
{
	if (grid->rows >= ROWS_LEAST && grid->cols >= COLS_LEAST)
		return false;
	grid_print(grid, grid->rows / 2, 0, STYLE_NORMAL, grid->cols,
			"chairtime needs %dx%d, has %dx%d", COLS_LEAST, ROWS_LEAST, grid->cols,
			grid->rows);
	return true;
}

void
session_draw(struct ui *ui, struct grid *grid)
{
	const bool covered = session_top(ui)->screen->covers;
	size_t tabs;

	ui->rows = grid->rows;
	ui->cols = grid->cols;
	grid_clear(grid);
	if (ui->blank || too_small(grid))
		return;
	draw_top(ui, grid, covered);
	if (!covered)
		draw_tabs(ui, grid);
	tabs = grid->spot_count;
	for (size_t n = session_lowest(ui); n < session_layers(ui); n++) {
		const struct layer *const layer = session_layer(ui, n);

		grid_unfocus(grid);
		grid->spot_count = tabs;	/* what lies below it can't be reached */
		layer->screen->draw(layer->state, grid);
	}
	draw_message(ui, grid);
	hints_draw(ui, grid, grid->rows - 1);
}
