/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The `:` line: a command line on the open desk, its output in a page of its own.
 */
#include "base/arena.h"
#include "base/split.h"
#include "base/text.h"
#include "cli/command.h"
#include "pushed.h"
#include "ui/shows.h"
#include "ui/typing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


struct command_line {
	struct typing input;
};

enum code
command_open(struct ui *ui, void *state)
{
	(void)state;
	ui_push(ui, &command_screen);
	return OK;
}

static void
command_draw(const void *state, struct grid *grid)
{
	const struct command_line *const line = state;
	const int y = body_end(grid) - 1;

	grid_blank(grid, y, 0, grid->cols);
	grid_put(grid, y, 0, STYLE_BOLD, ">:");
	typing_draw(&line->input, grid, y, 2, grid->cols - 3, true);
}

/* What stands behind `book`, once it is no option: then it is a quick line. */
static const char *
quick_said_by(const char *text)
{
	static const char word[] = "book ";
	const char *const said = text + strlen(word);

	if (strncmp(text, word, strlen(word)) != 0 || !*said || *said == '-' || *said == ' ')
		return NULL;
	return said;
}

static bool
command_key(struct ui *ui, void *state, const char *key)
{
	struct command_line *const line = state;
	const char *said;

	if (!typing_key(&line->input, key))
		return false;
	said = quick_said_by(line->input.text);
	if (said) {
		ui_pop(ui);
		quick_line_show(ui, said, NULL);
	}
	return true;
}

/* Runs it, its output and notes in one text. */
static enum code
run_words(struct ui *ui, int argc, char **argv, char **text)
{
	size_t size = 0;
	FILE *const file = open_memstream(text, &size);
	struct output out = { .file = file, .notes = file, .width = ui_cols(ui) - 2 };
	enum code code;

	if (!file)
		abort();
	code = command_run(ui_desk(ui), argc, argv, &out);
	output_flush(file);
	fclose(file);
	return code;
}

/* One line is said, more are shown. */
static void
show_output(struct ui *ui, const char *title, char *text)
{
	const size_t first = strcspn(text, "\n");

	if (text[first] && text[first + 1]) {
		ui_page(ui, title, text);
	} else {
		text[first] = '\0';
		ui_say(ui, "%s", *text ? text : title);
	}
}

enum code
command_show(struct ui *ui, const char *title, int argc, char **argv)
{
	char *text = NULL;
	const enum code code = run_words(ui, argc, argv, &text);

	if (code == OK)
		show_output(ui, title, text);
	free(text);
	return code;
}

static enum code
command_enter(struct ui *ui, void *state)
{
	struct command_line *const line = state;
	const char *const title = arena_print(ui_arena(ui), ":%s", line->input.text);
	size_t argc;
	char **const argv = split_words(ui_arena(ui), line->input.text, &argc);

	ui_pop(ui);
	if (argc == 0)
		return OK;
	if (argc == 1 && (strcmp(argv[0], "quit") == 0 || strcmp(argv[0], "q") == 0)) {
		ui_leave(ui);
		return OK;
	}
	if (argc == 1 && strcmp(argv[0], "outbox") == 0) {
		outbox_show(ui);
		return OK;
	}
	if (argc == 1 && strcmp(argv[0], "close") == 0) {
		closing_show(ui);
		return OK;
	}
	return command_show(ui, title, (int)argc, argv);
}

static enum code
command_leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action command_actions[] = {
	{ "Enter", "run", 0, "Runs the command line; quit leaves.", command_enter },
	{ "Esc", "back", 0, "Drops the line.", command_leave },
	ACTIONS_END
};

const struct screen command_screen = {
	.name = "command line", .kind = SCREEN_OVER, .state_size = sizeof(struct command_line),
	.kept = sizeof(struct command_line), .draw = command_draw, .actions = command_actions,
	.types = true, .key = command_key,
};
