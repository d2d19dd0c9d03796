/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question before something that can't be had back: one deliberate key does it.
 */
#include "base/arena.h"
#include "base/text.h"
#include "pushed.h"

#include <string.h>

struct confirm {
	const char *question, *key, *yes_name;
	enum code (*yes)(struct ui *ui, void *below);
	void *below;			/* the state of the screen that asks */
};

static void
confirm_draw(const void *state, struct grid *grid)
{
	const struct confirm *const confirm = state;
	const int y = body_end(grid) - 2;
	int x;

	grid_rule(grid, y - 1, 0, grid->cols, "─");
	grid_blank(grid, y, 0, grid->cols);
	grid_blank(grid, y + 1, 0, grid->cols);
	grid_put(grid, y, 1, STYLE_BOLD, confirm->question);
	grid_spot(grid, y + 1, 0, grid->cols, "no");
	grid_spot(grid, y + 1, 0, 5 + text_width(confirm->yes_name), confirm->key);
	x = grid_print(grid, y + 1, 3, STYLE_BOLD, 16, "%s", confirm->key);
	x = grid_put(grid, y + 1, x + 1, STYLE_NORMAL, confirm->yes_name);
	grid_put(grid, y + 1, x + 3, STYLE_NORMAL, "any other key: no");
	grid_cursor(grid, y, 0);
}

static bool
confirm_key(struct ui *ui, void *state, const char *key)
{
	const struct confirm confirm = *(struct confirm *)state;

	ui_pop(ui);
	if (strcmp(key, confirm.key) == 0 && confirm.yes(ui, confirm.below) != OK)
		ui_say(ui, "%s", error_text());
	return true;
}

static const struct action confirm_actions[] = { ACTIONS_END };

const struct screen confirm_screen = {
	.name = "question", .kind = SCREEN_OVER, .state_size = sizeof(struct confirm),
	.kept = sizeof(struct confirm), .draw = confirm_draw, .actions = confirm_actions,
	.key = confirm_key,
};

void
ui_confirm(struct ui *ui, const char *question, const char *key, const char *yes_name,
		enum code (*yes)(struct ui *ui, void *state))
{
	void *const below = ui_top_state(ui);
	struct confirm *const confirm = ui_push(ui, &confirm_screen);

	*confirm = (struct confirm){ .question = arena_copy(ui_keep(ui), question),
		.key = arena_copy(ui_keep(ui), key), .yes_name = arena_copy(ui_keep(ui), yes_name),
		.yes = yes, .below = below };
}
