/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom a gap would suit, pushed over the screen: those who wait, who are due, whose visit is
 * planned; a digit or Enter gives it to one of them.
 */
#include "base/local.h"
#include "base/arena.h"
#include "pushed.h"
#include "recall/fit.h"
#include "take.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "words.h"

#define FITS_MOST 9

struct fits {
	struct slot gap;
	struct list list;
	struct fits_loaded {
		struct fit_line *lines;
		size_t count;
	} loaded;
};

static enum code
fits_load(struct ui *ui, struct arena *arena, void *state)
{
	struct fits *const fits = state;
	const enum code code = gap_fits(ui_desk(ui), arena, fits->gap, FITS_MOST,
			&fits->loaded.lines, &fits->loaded.count);

	list_clamp(&fits->list, fits->loaded.count);
	return code;
}

static void
draw_fit(const struct fit_line *fit, size_t n, struct grid *grid, int y)
{
	const int right = fit->phone ? grid_right(grid, y, grid->cols - 1, STYLE_BOLD, fit->phone)
				     : grid->cols - 1;
	char clock[CLOCK_SIZE];

	grid_row_spot(grid, y, 0, grid->cols, n);
	grid_print(grid, y, 3, STYLE_BOLD, 2, "%zu", n + 1);
	grid_text(grid, y, 5, STYLE_NORMAL, fit->name, 22);
	grid_print(grid, y, 28, STYLE_NORMAL, 18, "%s %s %d", clock_said(clock, fit->start),
			fit->type, fit->minutes);
	grid_text(grid, y, 47, STYLE_DIM, fit->why, right - 48);
}

static void
fits_draw(const void *state, struct grid *grid)
{
	const struct fits *const fits = state;
	const struct fits_loaded *const loaded = &fits->loaded;
	const int y = body_end(grid) - FITS_MOST - 2;
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "Who fits %s %s, %d min",
			day_words(day, fits->gap.day, false), clock_said(clock, fits->gap.start),
			fits->gap.minutes);
	for (size_t i = 0; i < loaded->count; i++)
		draw_fit(&loaded->lines[i], i, grid, y + 2 + (int)i);
	if (loaded->count > 0) {
		grid_focus(grid, y + 2 + (int)fits->list.at, 1, grid->cols - 2);
		return;
	}
	grid_put(grid, y + 2, 3, STYLE_DIM, "nobody who waits, is due or is planned");
	grid_cursor(grid, y + 1, 0);
}

/* What her visit leaves is offered in turn. */
static enum code
take(struct ui *ui, struct fits *fits, size_t n)
{
	const char *said = NULL;
	struct slot next;
	const enum code code = gap_take(ui_desk(ui), ui_arena(ui), fits->gap,
			&fits->loaded.lines[n], &next, &said);

	if (code != OK)
		return code;
	ui_did(ui, said);
	fits->gap = next;
	fits->list = (struct list){ 0 };
	if (!next.minutes)
		ui_pop(ui);
	return OK;
}

static enum code
take_marked(struct ui *ui, void *state)
{
	struct fits *const fits = state;

	return take(ui, fits, fits->list.at);
}

static enum code
card(struct ui *ui, void *state)
{
	const struct fits *const fits = state;

	card_show(ui, fits->loaded.lines[fits->list.at].patient);
	return OK;
}

/* Digits take, arrows move. */
static bool
fits_key(struct ui *ui, void *state, const char *key)
{
	struct fits *const fits = state;
	const size_t n = (size_t)(key[0] - '1');

	if (key[1] || key[0] < '1' || key[0] > '9')
		return list_key(&fits->list, key, fits->loaded.count, FITS_MOST);
	if (n >= fits->loaded.count)
		ui_say(ui, "There is nobody %s", key);
	else if (take(ui, fits, n) != OK)
		ui_say(ui, "%s", error_text());
	return true;
}

static unsigned
fits_has(const void *state)
{
	const struct fits *const fits = state;

	return fits->loaded.count > 0 ? NEEDS_ROW | NEEDS_PATIENT : 0;
}

static const struct action fits_actions[] = {
	{ "Enter", "give it", NEEDS_ROW | MAY(BOOK),
		"Gives the gap to who is marked: books it for them, or moves their visit there.",
		take_marked },
	{ "1-9", "give", HINT_ONLY | NEEDS_ROW | MAY(BOOK),
		"Gives it to the one of that number.", NULL },
	{ "Tab", "card", NEEDS_ROW, "Opens the card of who is marked.", card },
	{ "Esc", "back", 0, "Leaves the gap as it is.", ui_back },
	ACTIONS_END
};

const struct screen fits_screen = {
	.name = "who fits", .kind = SCREEN_OVER, .state_size = sizeof(struct fits),
	.kept = offsetof(struct fits, loaded), .load = fits_load, .draw = fits_draw,
	.actions = fits_actions, .key = fits_key, .has = fits_has,
};

enum code
fits_show(struct ui *ui, struct slot gap)
{
	struct fits *const fits = ui_push(ui, &fits_screen);

	fits->gap = gap;
	return OK;
}
