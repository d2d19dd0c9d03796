/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Set-up screen: its pages on the left, the rows of one beside them.
 */
#include "setup.h"
#include "base/arena.h"
#include "ui/list.h"
#include "ui/shows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGES_WIDTH 17
#define ROWS_TOP (BODY_TOP + 2)	/* of the table, its header first */

struct setup_loaded {
	char *rows;
	size_t count;
};

struct setup {
	size_t page;
	struct list list;
	struct setup_loaded loaded;
};

static size_t
page_count(void)
{
	size_t count = 0;

	while (setup_pages[count].name)
		count++;
	return count;
}

static const struct setup_page *
page_of(const struct setup *setup)
{
	return &setup_pages[setup->page];
}

static enum code
setup_load(struct ui *ui, struct arena *arena, void *state)
{
	struct setup *const setup = state;
	const struct setup_page *const page = page_of(setup);
	struct setup_loaded *const loaded = &setup->loaded;
	const enum code code = page->list
		? page->list(ui_desk(ui), arena, &loaded->rows, &loaded->count)
		: record_select(ui_desk(ui), arena, page->listing.record, &loaded->rows,
				&loaded->count, page->tail, "");

	list_clamp(&setup->list, loaded->count);
	return code;
}

static void
draw_pages(const struct setup *setup, struct grid *grid)
{
	for (size_t i = 0; i < page_count(); i++)
		grid_print(grid, BODY_TOP + (int)i, 1, i == setup->page ? STYLE_BOLD : STYLE_NORMAL,
				PAGES_WIDTH - 2, i == setup->page ? "[%s]" : " %s",
				setup_pages[i].name);
}

/* The rows as the command line's table has them: a header, then a line a row. */
static char *
table_text(const struct setup *setup, int width)
{
	char *text = NULL;
	size_t size = 0;
	FILE *const file = open_memstream(&text, &size);
	struct output out = { .file = file, .notes = file, .width = width };

	if (!file)
		abort();
	print_rows(&out, &page_of(setup)->listing, setup->loaded.rows, setup->loaded.count);
	output_flush(file);
	fclose(file);
	return text;
}

static void
draw_rows(const struct setup *setup, struct grid *grid, int x)
{
	const int top = ROWS_TOP + 1, rows = body_end(grid) - top;
	const size_t first = list_top(&setup->list, setup->loaded.count, (size_t)rows);
	char *const text = table_text(setup, grid->cols - x - 1), *rest = text, *line;

	line = strsep(&rest, "\n");
	grid_put(grid, ROWS_TOP, x, STYLE_DIM, line);
	for (size_t i = 0; i < setup->loaded.count && (line = strsep(&rest, "\n")); i++) {
		const int y = top + (int)i - (int)first;

		if (i < first || y >= body_end(grid))
			continue;
		grid_put(grid, y, x, STYLE_NORMAL, line);
		if (i == setup->list.at)
			grid_focus(grid, y, x - 1, grid->cols - x);
	}
	free(text);
}

static void
setup_draw(const void *state, struct grid *grid)
{
	const struct setup *const setup = state;
	const int x = PAGES_WIDTH + 2;

	draw_pages(setup, grid);
	for (int y = BODY_TOP; y < body_end(grid); y++)
		grid_rule(grid, y, PAGES_WIDTH - 1, 1, "│");
	grid_put(grid, BODY_TOP, x, STYLE_DIM, page_of(setup)->about);
	if (setup->loaded.count > 0)
		draw_rows(setup, grid, x);
	else
		grid_put(grid, ROWS_TOP + 1, x, STYLE_DIM, "none yet");
}

static bool
setup_key(struct ui *ui, void *state, const char *key)
{
	struct setup *const setup = state;

	(void)ui;
	return list_key(&setup->list, key, setup->loaded.count, 10);
}

static unsigned
setup_has(const void *state)
{
	return ((const struct setup *)state)->loaded.count > 0 ? NEEDS_ROW : 0;
}

/* The id of the row under the cursor. */
static int64_t
marked(const struct setup *setup)
{
	const char *const row = setup->loaded.rows +
		setup->list.at * page_of(setup)->listing.record->size;

	return ((const struct row *)row)->id;
}

static enum code
edit(struct ui *ui, void *state)
{
	const struct setup *const setup = state;

	return setup_form_show(ui, page_of(setup), marked(setup));
}

static enum code
add(struct ui *ui, void *state)
{
	const struct setup_page *const page = page_of(state);

	if (page->form.fixed)
		return fail(INPUT, "%s: there are no others; Enter changes one", page->name);
	return setup_form_show(ui, page, 0);
}

static enum code
take_away(struct ui *ui, void *state)
{
	const struct setup *const setup = state;
	const struct setup_page *const page = page_of(setup);
	const char *said = "taken away";
	const enum code code = page->form.remove(ui_desk(ui), ui_arena(ui), marked(setup), &said);

	if (code == OK)
		ui_did(ui, said);
	return code;
}

static enum code
off(struct ui *ui, void *state)
{
	const struct setup_page *const page = page_of(state);

	if (!page->form.remove)
		return fail(INPUT, "%s: nothing is taken away here; Enter changes it", page->name);
	ui_confirm(ui, "Take away what is under the cursor?", "y", "take it away", take_away);
	return OK;
}

static void
turn_page(struct setup *setup, size_t by)
{
	setup->page = (setup->page + by) % page_count();
	setup->list.at = 0;
}

static enum code
next_page(struct ui *ui, void *state)
{
	(void)ui;
	turn_page(state, 1);
	return OK;
}

static enum code
page_before(struct ui *ui, void *state)
{
	(void)ui;
	turn_page(state, page_count() - 1);
	return OK;
}

static const struct action setup_actions[] = {
	{ "Enter e", "change", NEEDS_ROW, "Changes what is under the cursor.", edit },
	{ "C-n +", "new", 0, "A new one.", add },
	{ "x", "take away", NEEDS_ROW, "Takes away what is under the cursor, after a question.",
		off },
	{ "Right Tab", "next page", 0, "Goes to the next page of Set-up.", next_page },
	{ "Left BTab", "page before", 0, "Goes to the page before.", page_before },
	{ "Up", "up", QUIET, "Marks the row above.", NULL },
	{ "Down", "down", QUIET, "Marks the row below.", NULL },
	ACTIONS_END
};

const struct screen setup_screen = {
	.name = "Set-up", .keys = "S F6", .kind = SCREEN_WHOLE, .state_size = sizeof(struct setup),
	.kept = offsetof(struct setup, loaded), .load = setup_load, .draw = setup_draw,
	.actions = setup_actions, .key = setup_key, .has = setup_has,
};
