/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Set-up screen, and that of a patient's details: pages on the left, the rows of one beside them.
 */
#include "setup.h"
#include "acts.h"
#include "pushed.h"
#include "base/arena.h"
#include "ui/list.h"
#include "ui/shows.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGES_WIDTH 17
#define OWNER_CELLS 24
#define WORDS_MOST 8
#define MARKED_ROWS 3		/* below the table, at the least, for the row under the cursor */
#define ROWS_TOP (BODY_TOP + 2)	/* of the table, its header first */

struct setup_loaded {
	char *rows;
	size_t count;
	const char *whose;		/* the owner's name; NULL: none */
	int64_t me;			/* the person who has signed in; 0: nobody */
};

struct setup {
	const struct setup_page *pages;
	int64_t owner;
	size_t page;
	struct list list;
	struct setup_loaded loaded;
};

static size_t
page_count(const struct setup *setup)
{
	size_t count = 0;

	while (setup->pages[count].name)
		count++;
	return count;
}

static const struct setup_page *
page_of(const struct setup *setup)
{
	return &setup->pages[setup->page];
}

static enum code
load_owner(struct ui *ui, struct arena *arena, struct setup *setup)
{
	struct patient patient;
	const enum code code = setup->owner ? record_get(ui_desk(ui), arena, &patient_record,
			setup->owner, &patient) : OK;

	if (setup->owner && code == OK)
		setup->loaded.whose = patient.name;
	return code;
}

static enum code
load_rows(struct ui *ui, struct arena *arena, struct setup *setup)
{
	const struct setup_page *const page = page_of(setup);
	struct setup_loaded *const loaded = &setup->loaded;

	return page->list ? page->list(ui_desk(ui), arena, setup->owner, &loaded->rows, &loaded->count)
		: record_select(ui_desk(ui), arena, page->listing.record, &loaded->rows,
				&loaded->count, page->tail, setup->owner ? "I" : "", setup->owner);
}

static enum code
setup_load(struct ui *ui, struct arena *arena, void *state)
{
	struct setup *const setup = state;
	enum code code = load_owner(ui, arena, setup);

	if (code == OK)
		code = load_rows(ui, arena, setup);
	setup->loaded.me = ui_desk(ui)->person;
	list_clamp(&setup->list, setup->loaded.count);
	return code;
}

static void
draw_pages(const struct setup *setup, struct grid *grid)
{
	const struct list pages = { .at = setup->page };
	const size_t rows = (size_t)(body_end(grid) > BODY_TOP ? body_end(grid) - BODY_TOP : 1);
	const size_t first = list_top(&pages, page_count(setup), rows);

	for (size_t i = first; i < page_count(setup) && i < first + rows; i++) {
		const int y = BODY_TOP + (int)(i - first);
		char key[SPOT_KEY];

		grid_print(grid, y, 1, i == setup->page ? STYLE_BOLD : STYLE_NORMAL,
				PAGES_WIDTH - 2, i == setup->page ? "[%s]" : " %s",
				setup->pages[i].name);
		snprintf(key, sizeof(key), "@page %zu", i);
		grid_spot(grid, y, 0, PAGES_WIDTH - 1, key);
	}
}

static void
print_table(struct output *out, const struct setup *setup)
{
	print_rows(out, &page_of(setup)->listing, setup->loaded.rows, setup->loaded.count);
}

/* All that is known of the row under the cursor, but for ids. */
static void
print_marked(struct output *out, const struct setup *setup)
{
	const struct record *const record = page_of(setup)->listing.record;
	struct arena arena = { 0 };
	const char *keys = "";

	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field->type != FIELD_ID && field->type != FIELD_REF && !(field->flags & (HIDDEN | ASKED)))
			keys = arena_print(&arena, "%s %s", keys, field->name);
	}
	print_record(out, &(struct listing){ .record = record, .keys = keys },
			setup->loaded.rows + setup->list.at * record->size);
	arena_free(&arena);
}

/* As the command line has it: of a table a header, then a line a row. */
static char *
printed(const struct setup *setup, void (*print)(struct output *, const struct setup *), int width)
{
	char *text = NULL;
	size_t size = 0;
	FILE *const file = open_memstream(&text, &size);
	struct output out = { .file = file, .notes = file, .width = width };

	if (!file)
		abort();
	print(&out, setup);
	output_flush(file);
	fclose(file);
	return text;
}

static void
draw_rows(const struct setup *setup, struct grid *grid, int x)
{
	const int top = ROWS_TOP + 1, rows = body_end(grid) - top;
	const size_t first = list_top(&setup->list, setup->loaded.count, (size_t)rows);
	char *const text = printed(setup, print_table, grid->cols - x - 1), *rest = text, *line;

	line = strsep(&rest, "\n");
	grid_put(grid, ROWS_TOP, x, STYLE_DIM, line);
	for (size_t i = 0; i < setup->loaded.count && (line = strsep(&rest, "\n")); i++) {
		const int y = top + (int)i - (int)first;

		if (i < first || y >= body_end(grid))
			continue;
		grid_put(grid, y, x, STYLE_NORMAL, line);
		grid_row_spot(grid, y, x - 1, grid->cols - x, i);
		if (i == setup->list.at)
			grid_focus(grid, y, x - 1, grid->cols - x);
	}
	free(text);
}

/* Below the table, where there is room: of long words no row shows more than their beginning. */
static void
draw_marked(const struct setup *setup, struct grid *grid, int x)
{
	int y = ROWS_TOP + 1 + (int)setup->loaded.count + 1;
	char *text, *rest, *line;

	if (body_end(grid) - y < MARKED_ROWS)
		return;
	text = rest = printed(setup, print_marked, 0);
	grid_rule(grid, y++, x, grid->cols - x, "─");
	while (y < body_end(grid) && (line = strsep(&rest, "\n")))
		if (*line)
			y = grid_rows(grid, y, x, STYLE_NORMAL, grid->cols - x - 1, line,
					body_end(grid) - y, body_end(grid));
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
	if (setup->loaded.whose)
		grid_text(grid, BODY_TOP, grid_text(grid, BODY_TOP, x, STYLE_BOLD,
				setup->loaded.whose, OWNER_CELLS) + 2, STYLE_DIM,
				page_of(setup)->about, grid->cols);
	else
		grid_put(grid, BODY_TOP, x, STYLE_DIM, page_of(setup)->about);
	if (setup->loaded.count > 0) {
		draw_rows(setup, grid, x);
		draw_marked(setup, grid, x);
	} else
		grid_put(grid, ROWS_TOP + 1, x, STYLE_DIM, "none yet");
}

static bool
setup_key(struct ui *ui, void *state, const char *key)
{
	struct setup *const setup = state;
	size_t page;

	(void)ui;
	if (sscanf(key, "@page %zu", &page) == 1 && page < page_count(setup)) {
		setup->page = page;
		setup->list.at = 0;
		return true;
	}
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

/* Her own row on the page of people anybody changes: her secret is hers. */
static const struct record *
setup_writes(const void *state)
{
	const struct setup *const setup = state;
	const bool mine = page_of(setup)->own && setup->loaded.count > 0 && setup->loaded.me != 0 &&
		marked(setup) == setup->loaded.me;

	return mine ? NULL : page_of(setup)->writes;
}

static enum code
edit(struct ui *ui, void *state)
{
	const struct setup *const setup = state;

	return setup_form_show(ui, page_of(setup), setup->owner, marked(setup));
}

static enum code
add(struct ui *ui, void *state)
{
	const struct setup *const setup = state;
	const struct setup_page *const page = page_of(setup);

	const enum code code = right_check(ui_desk(ui), right_of(ui_desk(ui), page->writes));

	if (code != OK)		/* the cursor may stand on her own row */
		return code;
	if (page->form.fixed)
		return fail(INPUT, "%s: there are no others; Enter changes one", page->name);
	return setup_form_show(ui, page, setup->owner, 0);
}

static enum code
take_away(struct ui *ui, void *state)
{
	const struct setup *const setup = state;
	const struct setup_page *const page = page_of(setup);
	const char *said = "taken away";
	const enum code code = page->form.remove(ui_desk(ui), ui_arena(ui), setup->owner,
			marked(setup), &said);

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
	const size_t pages = page_count(setup);

	assert(pages > 0);
	setup->page = (setup->page + by) % pages;
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
	turn_page(state, page_count(state) - 1);
	return OK;
}

/* What was changed of the row under the cursor, when and by whom. */
static enum code
history(struct ui *ui, void *state)
{
	const struct setup *const setup = state;
	const struct setup_page *const page = page_of(setup);
	const char *command = NULL;
	char *list, *rest, *words[WORDS_MOST];
	int count = 0;
	enum code code = OK;

	if (page->history)
		code = page->history(ui_desk(ui), ui_arena(ui), marked(setup), &command);
	else if (page->table)
		command = arena_print(ui_arena(ui), "journal --row %s:%lld", page->table,
				(long long)marked(setup));
	if (code == OK && !command)
		return fail(INPUT, "%s: no history is told here; :journal has it", page->name);
	if (code != OK)
		return code;
	list = arena_copy(ui_arena(ui), command);
	for (char *word; count < WORDS_MOST - 1 && (word = strtok_r(list, " ", &rest)); list = NULL)
		words[count++] = word;
	words[count] = NULL;
	return command_show(ui, page->name, count, words);
}

#define SETUP_ACTIONS \
	{ "Enter e", "change", NEEDS_ROW | MAY_WRITE, "Changes what is under the cursor.", edit }, \
	{ "C-n +", "new", MAY_WRITE, "A new one.", add }, \
	{ "x", "take away", NEEDS_ROW | MAY_WRITE, \
		"Takes away what is under the cursor, after a question.", off }, \
	{ "Right Tab", "next page", 0, "Goes to the next page.", next_page }, \
	{ "Left BTab", "page before", QUIET, "Goes to the page before.", page_before }, \
	{ "v", "history", NEEDS_ROW, "What was changed of what is under the cursor, when and by" \
		" whom.", history }, \
	{ "Up", "up", QUIET, "Marks the row above.", NULL }, \
	{ "Down", "down", QUIET, "Marks the row below.", NULL }

static const struct action setup_actions[] = {
	SETUP_ACTIONS,
	ACTIONS_END
};

static void
setup_start(struct ui *ui, void *state)
{
	(void)ui;
	((struct setup *)state)->pages = setup_pages;
}

const struct screen setup_screen = {
	.name = "Set-up", .keys = "S F6", .kind = SCREEN_WHOLE, .state_size = sizeof(struct setup),
	.kept = offsetof(struct setup, loaded), .load = setup_load, .draw = setup_draw,
	.actions = setup_actions, .key = setup_key, .has = setup_has, .writes = setup_writes,
	.start = setup_start,
};

static const struct action details_actions[] = {
	{ "Esc", "back", 0, "Back to the card.", act_back },
	SETUP_ACTIONS,
	ACTIONS_END
};

const struct screen details_screen = {
	.name = "details", .kind = SCREEN_WHOLE, .state_size = sizeof(struct setup),
	.kept = offsetof(struct setup, loaded), .load = setup_load, .draw = setup_draw,
	.actions = details_actions, .key = setup_key, .has = setup_has, .writes = setup_writes,
	.tab = "Patients",
};

void
details_show(struct ui *ui, int64_t patient)
{
	struct setup *const setup = ui_push(ui, &details_screen);

	setup->pages = detail_pages;
	setup->owner = patient;
}
