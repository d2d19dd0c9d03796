/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line to be typed, for what needs no more.
 */
#include "base/arena.h"
#include "base/text.h"
#include "pushed.h"
#include "ui/typing.h"

struct prompt {
	const char *title;
	int64_t about;
	enum code (*accept)(struct ui *ui, int64_t about, const char *text);
	struct typing input;
};

static void
prompt_draw(const void *state, struct grid *grid)
{
	const struct prompt *const prompt = state;
	const int y = body_end(grid) - 1;
	int x;

	grid_rule(grid, y - 1, 0, grid->cols, "─");
	grid_blank(grid, y, 0, grid->cols);
	grid_put(grid, y, 0, STYLE_BOLD, ">");
	x = grid_put(grid, y, 1, STYLE_BOLD, prompt->title) + 2;
	typing_draw(&prompt->input, grid, y, x, grid->cols - x - 1, true);
}

static bool
prompt_key(struct ui *ui, void *state, const char *key)
{
	struct prompt *const prompt = state;

	(void)ui;
	return typing_key(&prompt->input, key);
}

static enum code
prompt_enter(struct ui *ui, void *state)
{
	const struct prompt *const prompt = state;

	ui_pop(ui);
	return prompt->accept(ui, prompt->about, prompt->input.text);
}

static enum code
prompt_leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action prompt_actions[] = {
	{ "Enter", "take it", 0, "Takes what was typed.", prompt_enter },
	{ "Esc", "back", 0, "Drops what was typed.", prompt_leave },
	ACTIONS_END
};

const struct screen prompt_screen = {
	.name = "line", .kind = SCREEN_OVER, .state_size = sizeof(struct prompt),
	.kept = sizeof(struct prompt), .draw = prompt_draw, .actions = prompt_actions,
	.types = true, .key = prompt_key,
};

void
ui_prompt(struct ui *ui, const char *title, const char *text, int64_t about,
		enum code (*accept)(struct ui *ui, int64_t about, const char *text))
{
	struct prompt *const prompt = ui_push(ui, &prompt_screen);

	prompt->title = arena_copy(ui_keep(ui), title);
	prompt->accept = accept;
	prompt->about = about;
	typing_set(&prompt->input, text);
}
