/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The other terminal: a script of keys, whose screens are printed as text. One step a line.
 */
#include "base/arena.h"
#include "base/civil.h"
#include "base/text.h"
#include "cli/output.h"
#include "ui/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define STEP_SIZE 4096
#define SIDE_MOST 1000			/* rows or columns of a screen */
#define MINUTES_MOST (60 * 24 * 366)	/* that a script moves the clock at once */
#define BLANKS " \t\r\n"

struct script {
	struct terminal terminal;	/* first: the ops get it */
	struct script_options options;
	struct event *events;		/* all of them: steps end with a tick */
	size_t count, room, next;
	int steps;			/* printed so far */
	char **screen;			/* the last one drawn, a line a row */
	int lines;
	struct arena arena;		/* of `screen` */
};

static const char *const key_names[] = { "Up", "Down", "Left", "Right", "Home", "End", "PageUp",
	"PageDown", "Enter", "Tab", "BTab", "Esc", "Space", "BSpace", "Delete", "Insert", "F1",
	"F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", NULL };

static struct event *
add_event(struct script *script, enum event_kind kind)
{
	if (script->count == script->room) {
		script->room = script->room ? 2 * script->room : 64;
		script->events = realloc(script->events, script->room * sizeof(struct event));
		if (!script->events)
			abort();
	}
	script->events[script->count] = (struct event){ .kind = kind };
	return &script->events[script->count++];
}

static void
add_key(struct script *script, const char *name, size_t length)
{
	struct event *const event = add_event(script, EVENT_KEY);

	memcpy(event->key, name, length < KEY_SIZE ? length : KEY_SIZE - 1);
}

static void
add_typed(struct script *script, const char *text, bool underscores)
{
	int width;

	while (*text) {
		const size_t length = text_cluster(text, &width);

		if ((underscores && *text == '_') || *text == ' ')
			add_key(script, "Space", strlen("Space"));
		else
			add_key(script, text, length);
		text += length;
	}
}

static bool
is_key_name(const char *word)
{
	if (strncmp(word, "C-", 2) == 0 && word[2] >= 'a' && word[2] <= 'z' && word[3] == '\0')
		return true;
	for (size_t i = 0; key_names[i]; i++)
		if (strcmp(key_names[i], word) == 0)
			return true;
	return false;
}

/* "120x40" */
static bool
parse_size(const char *text, int *cols, int *rows)
{
	char *end;
	const long wide = strtol(text, &end, 10);
	const long high = *end == 'x' ? strtol(end + 1, &end, 10) : 0;

	if (*end || wide < 1 || high < 1 || wide > SIDE_MOST || high > SIDE_MOST)
		return false;
	*cols = (int)wide;
	*rows = (int)high;
	return true;
}

static enum code
add_word(struct script *script, const char *word, int line)
{
	if (is_key_name(word)) {
		add_key(script, word, strlen(word));
	} else if (strncmp(word, "text:", 5) == 0) {
		add_typed(script, word + 5, true);
	} else if (strncmp(word, "size:", 5) == 0) {
		struct event *const event = add_event(script, EVENT_RESIZE);

		if (!parse_size(word + 5, &event->day, &event->minutes))
			return fail(INPUT, "script, line %d: \"%s\" is no size (120x40)", line,
					word);
	} else if (strncmp(word, "click:", 6) == 0) {
		struct event *const event = add_event(script, EVENT_CLICK);

		if (sscanf(word + 6, "%d,%d", &event->x, &event->y) != 2)
			return fail(INPUT, "script, line %d: \"%s\" is no place (click:10,5)", line,
					word);
	} else if (strncmp(word, "wheel:", 6) == 0) {
		add_event(script, EVENT_WHEEL)->minutes = strcmp(word + 6, "up") == 0 ? -1 : 1;
	} else if (strncmp(word, "wait:", 5) != 0) {
		add_typed(script, word, false);
	}
	return OK;
}

/* "+10m" or a moment. */
static enum code
add_clock(struct script *script, const char *text, int line)
{
	struct event *const event = add_event(script, EVENT_NOW);
	char *end;
	long minutes;

	if (text && *text == '+') {
		minutes = strtol(text + 1, &end, 10);
		event->kind = EVENT_CLOCK;
		event->minutes = (int)minutes;
		if (end > text + 1 && strcmp(end, "m") == 0 && minutes <= MINUTES_MOST)
			return OK;
	} else if (text && moment_parse(text, &event->day, &event->minutes)) {
		return OK;
	}
	return fail(INPUT, "script, line %d: now +10m, or now 2026-11-24T11:00", line);
}

static enum code
add_desk(struct script *script, const char *name, int line)
{
	struct event *const event = add_event(script, EVENT_DESK);

	if (!name)
		return fail(INPUT, "script, line %d: desk NAME", line);
	snprintf(event->key, sizeof(event->key), "%s", name);
	return OK;
}

static enum code
add_step(struct script *script, char *step, int line)
{
	char *rest = NULL, *word = strtok_r(step, BLANKS, &rest);
	enum code code = OK;

	if (!word || *word == '#')
		return OK;
	if (strcmp(word, "now") == 0)
		code = add_clock(script, strtok_r(NULL, BLANKS, &rest), line);
	else if (strcmp(word, "desk") == 0)
		code = add_desk(script, strtok_r(NULL, BLANKS, &rest), line);
	else
		for (; word && code == OK; word = strtok_r(NULL, BLANKS, &rest))
			code = add_word(script, word, line);
	add_event(script, EVENT_TICK);
	return code;
}

static enum code
read_steps(struct script *script, const char *path)
{
	FILE *const file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	char step[STEP_SIZE];
	enum code code = OK;

	if (!file)
		return fail(WORLD, "script %s: %s", path, strerror(errno));
	for (int line = 1; code == OK && fgets(step, sizeof(step), file); line++)
		code = add_step(script, step, line);
	if (code == OK && ferror(file))
		code = fail(WORLD, "script %s: can't be read", path);
	if (file != stdin)
		fclose(file);
	return code;
}

static void
script_draw(struct terminal *terminal, const struct grid *grid)
{
	struct script *const script = (struct script *)terminal;

	arena_reset(&script->arena);
	script->lines = grid->rows;
	script->screen = arena_take(&script->arena, (size_t)grid->rows * sizeof(char *));
	for (int y = 0; y < grid->rows; y++)
		script->screen[y] = grid_line(&script->arena, grid, y);
}

/* Who reads along has it before the next key acts. Nothing is done behind a screen that can't be
 * written: the script is over. */
static bool
print_screen(struct script *script)
{
	fprintf(script->options.out, "--- %d\n", script->steps);
	for (int y = 0; y < script->lines; y++)
		fprintf(script->options.out, "%s\n", script->screen[y]);
	return output_flush(script->options.out) == OK;
}

static void
script_next(struct terminal *terminal, struct event *event)
{
	struct script *const script = (struct script *)terminal;
	bool over = script->next == script->count;

	if (script->next > 0 && script->events[script->next - 1].kind == EVENT_TICK) {
		script->steps++;
		if ((!script->options.last_only || over) && !print_screen(script))
			over = true;
	}
	*event = (struct event){ .kind = EVENT_END };
	if (over)
		return;
	*event = script->events[script->next++];
	if (event->kind == EVENT_RESIZE) {
		terminal->cols = event->day;
		terminal->rows = event->minutes;
	}
}

static void
script_close(struct terminal *terminal)
{
	struct script *const script = (struct script *)terminal;

	fflush(script->options.out);
	arena_free(&script->arena);
	free(script->events);
	free(script);
}

enum code
script_open(struct terminal **out, const struct script_options *options)
{
	struct script *const script = calloc(1, sizeof(*script));
	enum code code;

	if (!script)
		abort();
	script->options = *options;
	script->terminal = (struct terminal){ .rows = options->rows ? options->rows : 24,
		.cols = options->cols ? options->cols : 80,
		.unhurried = true, .draw = script_draw, .next = script_next, .close = script_close };
	terminal_charset(&script->terminal);
	code = read_steps(script, options->path);
	if (code == OK)
		*out = &script->terminal;
	else
		script_close(&script->terminal);
	return code;
}
