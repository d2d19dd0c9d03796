/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line to be typed, for what needs no more.
 */
#include "base/arena.h"
#include "base/text.h"
#include "pushed.h"
#include "ui/typing.h"

struct prompt {
	const char *titles[PROMPT_KINDS];	/* Tab goes from one to the next */
	size_t title_count, kind;
	enum code (*accept_kind)(struct ui *ui, int64_t about, size_t kind, const char *text);
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
	x = grid_put(grid, y, 1, STYLE_BOLD, prompt->titles[prompt->kind]) + 2;
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
	return prompt->accept ? prompt->accept(ui, prompt->about, prompt->input.text)
		: prompt->accept_kind(ui, prompt->about, prompt->kind, prompt->input.text);
}

static enum code
prompt_turn(struct ui *ui, void *state)
{
	struct prompt *const prompt = state;

	(void)ui;
	prompt->kind = (prompt->kind + 1) % prompt->title_count;
	return OK;
}

static unsigned
prompt_has(const void *state)
{
	const struct prompt *const prompt = state;

	return prompt->title_count > 1 ? NEEDS_ROW : 0;
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
	{ "Tab", "another kind", NEEDS_ROW, "Takes it for something else: the next kind.",
		prompt_turn },
	{ "Esc", "back", 0, "Drops what was typed.", prompt_leave },
	ACTIONS_END
};

const struct screen prompt_screen = {
	.name = "line", .kind = SCREEN_OVER, .state_size = sizeof(struct prompt),
	.kept = sizeof(struct prompt), .draw = prompt_draw, .actions = prompt_actions,
	.types = true, .key = prompt_key, .has = prompt_has,
};

void
ui_prompt(struct ui *ui, const char *title, const char *text, int64_t about,
		enum code (*accept)(struct ui *ui, int64_t about, const char *text))
{
	struct prompt *const prompt = ui_push(ui, &prompt_screen);

	prompt->titles[0] = arena_copy(ui_keep(ui), title);
	prompt->title_count = 1;
	prompt->accept = accept;
	prompt->about = about;
	typing_set(&prompt->input, text);
}

void
ui_prompt_kinds(struct ui *ui, const char *const *titles, size_t count, int64_t about,
		enum code (*accept)(struct ui *ui, int64_t about, size_t kind, const char *text))
{
	struct prompt *const prompt = ui_push(ui, &prompt_screen);

	for (size_t i = 0; i < count; i++)
		prompt->titles[i] = arena_copy(ui_keep(ui), titles[i]);
	prompt->title_count = count;
	prompt->accept_kind = accept;
	prompt->about = about;
}
