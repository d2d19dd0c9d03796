/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * On paper: which sheet, by a digit; then shown here, in the pager, in a file, or printed.
 */
#include "base/arena.h"
#include "base/text.h"
#include "pushed.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define SHEETS_MOST 6
#define WORDS_MOST 12

struct print {
	const char *title, *file;
	struct sheet_choice sheets[SHEETS_MOST];
	size_t count, at;
};

void
print_show(struct ui *ui, const char *title, const char *file, const struct sheet_choice *sheets,
		size_t count)
{
	struct print *const print = ui_push(ui, &print_screen);

	print->title = arena_copy(ui_keep(ui), title);
	print->file = arena_copy(ui_keep(ui), file);
	for (size_t i = 0; i < count && i < SHEETS_MOST; i++)
		print->sheets[print->count++] = (struct sheet_choice){
			arena_copy(ui_keep(ui), sheets[i].name),
			arena_copy(ui_keep(ui), sheets[i].command) };
}

static void
print_draw(const void *state, struct grid *grid)
{
	const struct print *const print = state;
	const int y = body_end(grid) - (int)print->count - 2;

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "On paper: %s", print->title);
	for (size_t i = 0; i < print->count; i++) {
		grid_print(grid, y + 2 + (int)i, 3, STYLE_BOLD, 2, "%zu", i + 1);
		grid_text(grid, y + 2 + (int)i, 5, STYLE_NORMAL, print->sheets[i].name,
				grid->cols - 6);
		grid_digit_spot(grid, y + 2 + (int)i, 0, grid->cols, i + 1);
	}
	grid_focus(grid, y + 2 + (int)print->at, 1, grid->cols - 2);
}

static bool
print_key(struct ui *ui, void *state, const char *key)
{
	struct print *const print = state;
	const size_t n = (size_t)(key[0] - '1');

	(void)ui;
	if (key[1] || key[0] < '1' || n >= print->count)
		return false;
	print->at = n;
	return true;
}

/* The words of the chosen sheet's command, and behind them `more` (NULL: none); in the arena of the
 * key, ended by NULL. */
static int
words_of(struct ui *ui, const struct print *print, char *words[WORDS_MOST], const char *more,
		const char *value)
{
	char *list = arena_copy(ui_arena(ui), print->sheets[print->at].command), *rest;
	int count = 0;

	for (char *word; count < WORDS_MOST - 3 && (word = strtok_r(list, " ", &rest)); list = NULL)
		words[count++] = word;
	if (more)
		words[count++] = arena_copy(ui_arena(ui), more);
	if (value)
		words[count++] = arena_copy(ui_arena(ui), value);
	words[count] = NULL;
	return count;
}

static enum code
here(struct ui *ui, void *state)
{
	const struct print print = *(struct print *)state;
	char *words[WORDS_MOST];
	const int count = words_of(ui, &print, words, NULL, NULL);
	const char *const title = arena_copy(ui_arena(ui), print.title);

	ui_pop(ui);
	return command_show(ui, title, count, words);
}

/* With the terminal in other hands. */
static enum code
outside(struct ui *ui, const struct print *print, const char *how, const char *said)
{
	char *words[WORDS_MOST];
	const int count = words_of(ui, print, words, how, NULL);

	ui_outside(ui, count, words, said);
	ui_pop(ui);
	return OK;
}

static enum code
in_pager(struct ui *ui, void *state)
{
	return outside(ui, state, "--page", NULL);
}

static enum code
on_printer(struct ui *ui, void *state)
{
	return outside(ui, state, "--lp", "Given to the printer");
}

/* By its ending a page for a browser, or a table for a spreadsheet. */
static const char *
format_of(const char *path)
{
	const char *const end = strrchr(path, '.');

	return !end ? NULL : strcmp(end, ".html") == 0 ? "--html" :
			strcmp(end, ".csv") == 0 ? "--csv" : NULL;
}

static enum code
write_file(struct ui *ui, int64_t about, const char *path)
{
	const struct print *const print = ui_top_state(ui);
	const char *const format = format_of(path);
	char *words[WORDS_MOST];
	int count;
	enum code code;

	(void)about;
	if (text_is_blank(path))
		return OK;
	count = words_of(ui, print, words, "-o", path_at_home(ui_arena(ui), path));
	if (format)
		words[count++] = arena_copy(ui_arena(ui), format);
	words[count] = NULL;
	code = command_show(ui, "", count, words);
	if (code == OK) {
		ui_say(ui, "Written: %s", path);
		ui_pop(ui);
	}
	return code;
}

static enum code
into_file(struct ui *ui, void *state)
{
	const struct print *const print = state;

	ui_prompt(ui, "Into which file? .html for a browser, .csv for a table", print->file, 0,
			write_file);
	return OK;
}

static enum code
up(struct ui *ui, void *state)
{
	struct print *const print = state;

	(void)ui;
	print->at -= print->at > 0;
	return OK;
}

static enum code
down(struct ui *ui, void *state)
{
	struct print *const print = state;

	(void)ui;
	print->at += print->at + 1 < print->count;
	return OK;
}

static const struct action print_actions[] = {
	{ "Enter", "show it", 0, "Shows it here.", here },
	{ "l p", "print", 0, "Prints it (lp).", on_printer },
	{ "f", "file", 0, "Writes it into a file, whose name is asked: text, or by its ending HTML or"
		" CSV.", into_file },
	{ "m", "pager", 0, "Shows it through $PAGER, else less.", in_pager },
	{ "1-6", "which", HINT_ONLY, "Which sheet.", NULL },
	{ "Esc", "back", 0, "Goes back.", ui_back },
	{ "Up", "up", QUIET, "The sheet above.", up },
	{ "Down", "down", QUIET, "The sheet below.", down },
	ACTIONS_END
};

const struct screen print_screen = {
	.name = "on paper", .kind = SCREEN_OVER, .state_size = sizeof(struct print),
	.kept = sizeof(struct print), .draw = print_draw, .actions = print_actions,
	.key = print_key,
};
