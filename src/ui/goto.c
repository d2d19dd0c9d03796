/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line that asks for a day, or whose next visit.
 */
#include "goto.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/patient.h"
#include "pushed.h"
#include "ui/shows.h"
#include "ui/typing.h"
#include "words.h"

struct going {
	struct typing input;
	void (*went)(struct ui *ui, int day);
};

static void
goto_draw(const void *state, struct grid *grid)
{
	const struct going *const going = state;
	const int y = body_end(grid) - 1;
	int x;

	grid_rule(grid, y - 1, 0, grid->cols, "─");
	grid_blank(grid, y, 0, grid->cols);
	grid_put(grid, y, 0, STYLE_BOLD, ">");
	x = grid_put(grid, y, 1, STYLE_BOLD, "Go to day") + 2;
	typing_draw(&going->input, grid, y, x, grid->cols - x - 1, true);
	if (!going->input.text[0])
		grid_put(grid, y, x + 2, STYLE_DIM,
				"24.11, fri, +7; or a name: to the next visit");
}

static bool
goto_key(struct ui *ui, void *state, const char *key)
{
	struct going *const going = state;

	(void)ui;
	return typing_key(&going->input, key);
}

/* To the next visit of the one whom the words find. */
static enum code
go_to_visit(struct ui *ui, const char *text)
{
	struct patient patient;
	struct appointment_line visit;
	enum code code = patient_find(ui_desk(ui), ui_arena(ui), text, &patient);

	if (code == NOT_FOUND) {
		error_clear();
		return fail(INPUT, "%s: neither a day (24.11, 24 Nov, fri, +7, 2026-11-24) nor "
				"anybody's name", text);
	}
	if (code == OK)
		code = patient_next_visit(ui_desk(ui), ui_arena(ui), patient.row.id, &visit);
	if (code == OK)
		day_show(ui, visit.day, visit.row.id);
	return code;
}

static enum code
goto_enter(struct ui *ui, void *state)
{
	const struct going *const going = state;
	void (*const went)(struct ui *, int) = going->went;
	const char *const text = arena_copy(ui_arena(ui), going->input.text);
	int day;

	ui_pop(ui);
	if (text_is_blank(text))
		return OK;
	if (!day_typed(text, desk_today(ui_desk(ui)), &day))
		return go_to_visit(ui, text);
	went(ui, day);
	return OK;
}

static enum code
goto_leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action goto_actions[] = {
	{ "Enter", "go", 0, "Goes to the day, or to the next visit of who is named.", goto_enter },
	{ "Esc", "back", 0, "Stays.", goto_leave },
	ACTIONS_END
};

const struct screen goto_screen = {
	.name = "go to", .kind = SCREEN_OVER, .state_size = sizeof(struct going),
	.kept = sizeof(struct going), .draw = goto_draw, .actions = goto_actions,
	.types = true, .key = goto_key,
};

void
goto_ask(struct ui *ui, void (*went)(struct ui *ui, int day))
{
	struct going *const going = ui_push(ui, &goto_screen);

	going->went = went;
}
