/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys: finding the row of a key and running it; the hint line from the same rows.
 */
#include "session.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define HINT_GAP 2
#define NEEDS (NEEDS_VISIT | NEEDS_PATIENT | NEEDS_OPENING | NEEDS_FREE | NEEDS_CARRIED | \
	NEEDS_EMPTY_HAND | NEEDS_ROW)

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
	const unsigned needs = action->needs & NEEDS;

	return needs == 0 || (needs & ~layer_has(layer)) == 0;
}

/* Whoever has signed in may look. */
static enum right
right_wanted(const struct ui *ui, const struct layer *layer, const struct action *action)
{
	const struct record *record;

	if (!(action->needs & MAY_WRITE))
		return (enum right)(action->needs >> MAY_SHIFT);
	record = layer->screen->writes ? layer->screen->writes(layer->state) : NULL;
	return record ? right_of(ui->desk, record) : RIGHT_LOOK;
}

bool
action_allowed(const struct ui *ui, const struct layer *layer, const struct action *action)
{
	const enum right right = right_wanted(ui, layer, action);

	return right == RIGHT_LOOK || ui->rights & (1u << right);
}

/* Asked anew: they may have been given or taken at another desk. */
static enum code
check_allowed(struct ui *ui, const struct layer *layer, const struct action *action)
{
	const enum right right = right_wanted(ui, layer, action);

	return right == RIGHT_LOOK ? OK : right_check(ui->desk, right);
}

static const char *
lack_words(const struct layer *layer, const struct action *action)
{
	const unsigned lacking = action->needs & NEEDS & ~layer_has(layer);

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
	} else if (check_allowed(ui, layer, action) != OK || action->run(ui, layer->state) != OK) {
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
draw_hints(const struct ui *ui, const struct layer *layer, const struct action *actions,
		struct grid *grid, int y, int *x, int right)
{
	for (const struct action *action = actions; action && action->keys; action++)
		if (!(action->needs & QUIET) && action_ready(layer, action) &&
		    action_allowed(ui, layer, action) && !draw_hint(grid, y, x, right, action))
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

	draw_hints(ui, top, top->screen->actions, grid, y, &x, right);
	if (!whole)
		return;
	draw_hints(ui, top, common_actions, grid, y, &x, right);
	grid_spot(grid, y, x, (int)strlen(more), "?");
	grid_put(grid, y, x, STYLE_NORMAL, more);
}
