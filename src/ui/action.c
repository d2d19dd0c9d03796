/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys: finding the row of a key and running it; the hint line from the same rows.
 */
#include "session.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define HINT_GAP 2
#define NOT_NEEDS (QUIET | HINT_ONLY)

/* Why a key does nothing now, by what it lacks. */
static const struct {
	unsigned need;
	const char *words;
} lacks[] = {
	{ NEEDS_CARRIED, "nothing is being carried" },
	{ NEEDS_EMPTY_HAND, "first put down what is carried: Enter takes the place, Esc drops it" },
	{ NEEDS_VISIT, "there is no visit under the cursor" },
	{ NEEDS_FREE, "the cursor is on no free time" },
	{ NEEDS_PATIENT, "nobody has been found yet: / finds" },
	{ NEEDS_OPENING, "there is no opening of that number" },
	{ NEEDS_ROW, "the list is empty" },
};

static unsigned
layer_has(const struct layer *layer)
{
	return layer->screen->has ? layer->screen->has(layer->state) : 0;
}

bool
action_ready(const struct layer *layer, const struct action *action)
{
	const unsigned needs = action->needs & ~(unsigned)NOT_NEEDS;

	return needs == 0 || (needs & ~layer_has(layer)) == 0;
}

static const char *
lack_words(const struct layer *layer, const struct action *action)
{
	const unsigned lacking = action->needs & ~(unsigned)NOT_NEEDS & ~layer_has(layer);

	for (size_t i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++)
		if (lacking & lacks[i].need)
			return lacks[i].words;
	return "it can't be done here";
}

/* Is `key` one of the names in `keys`? */
static bool
keys_hold(const char *keys, const char *key)
{
	const size_t length = strlen(key);

	while (keys && *keys) {
		const size_t name = strcspn(keys, " ");

		if (name == length && memcmp(keys, key, length) == 0)
			return true;
		keys += name + (keys[name] == ' ');
	}
	return false;
}

/* The first row of that key whose needs are there; else the first of that key at all. */
static const struct action *
find_action(const struct layer *layer, const struct action *actions, const char *key)
{
	const struct action *first = NULL;

	for (const struct action *action = actions; action && action->keys; action++) {
		if (!action->run || !keys_hold(action->keys, key))
			continue;
		if (action_ready(layer, action))
			return action;
		if (!first)
			first = action;
	}
	return first;
}

static void
run_action(struct ui *ui, struct layer *layer, const struct action *action)
{
	error_clear();
	if (!action_ready(layer, action)) {
		fail(INPUT, "%s: %s", action->name, lack_words(layer, action));
		session_fail(ui);
	} else if (action->run(ui, layer->state) != OK) {
		session_fail(ui);
	}
}

/* A tab's key. */
static bool
go_to_tab(struct ui *ui, const char *key)
{
	for (size_t i = 0; screens[i]; i++) {
		if (!keys_hold(screens[i]->keys, key))
			continue;
		if (!session_unsaved(ui))
			ui_go(ui, screens[i]);
		return true;
	}
	return false;
}

/* Over a question only keys with names of several letters (F1, C-l) go past it. */
static bool
goes_past(const struct layer *top, const char *key)
{
	return top->screen->kind == SCREEN_WHOLE || (key[0] && key[1]);
}

void
session_key(struct ui *ui, const struct event *event)
{
	struct layer *const top = session_top(ui);
	const struct action *action;

	if (ui->blank) {
		ui->blank = false;
		return;
	}
	error_clear();
	if (ui->message_is_error)
		ui_say(ui, "%s", "");
	if (top->screen->key && top->screen->key(ui, top->state, event->key))
		return;
	action = find_action(top, top->screen->actions, event->key);
	if (!action && !goes_past(top, event->key))
		return;
	if (!ui->desk->db && !action)
		return;			/* without a store there is nowhere else to go */
	if (!action && go_to_tab(ui, event->key))
		return;
	if (!action)
		action = find_action(top, common_actions, event->key);
	if (action)
		run_action(ui, top, action);
}

/* "a arrive" at x; false where it doesn't fit before `right`. */
static bool
draw_hint(struct grid *grid, int y, int *x, int right, const struct action *action)
{
	const size_t length = strcspn(action->keys, " ");
	char key[KEY_SIZE];

	snprintf(key, sizeof(key), "%.*s", (int)length, action->keys);
	if (*x + text_width(key) + 1 + text_width(action->name) > right)
		return false;
	if (action->run)
		grid_spot(grid, y, *x, text_width(key) + 1 + text_width(action->name), key);
	*x = grid_put(grid, y, *x, STYLE_BOLD, key) + 1;
	*x = grid_put(grid, y, *x, STYLE_NORMAL, action->name) + HINT_GAP;
	return true;
}

static void
draw_hints(const struct layer *layer, const struct action *actions, struct grid *grid, int y,
		int *x, int right)
{
	for (const struct action *action = actions; action && action->keys; action++)
		if (!(action->needs & QUIET) && action_ready(layer, action) &&
		    !draw_hint(grid, y, x, right, action))
			return;
}

void
hints_draw(struct ui *ui, struct grid *grid, int y)
{
	const char more[] = "? more";
	const struct layer *const top = session_top(ui);
	const bool whole = top->screen->kind == SCREEN_WHOLE && !top->screen->types;
	const int right = grid->cols - 1 - (whole ? (int)strlen(more) + HINT_GAP : 0);
	int x = 1;

	draw_hints(top, top->screen->actions, grid, y, &x, right);
	if (!whole)
		return;
	draw_hints(top, common_actions, grid, y, &x, right);
	grid_spot(grid, y, x, (int)strlen(more), "?");
	grid_put(grid, y, x, STYLE_NORMAL, more);
}
