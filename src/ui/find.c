/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding somebody from any screen: the list narrows with each letter, Enter takes the one that
 * is marked.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/patient.h"
#include "patient_row.h"
#include "pushed.h"
#include "ui/typing.h"
#include "ui/list.h"
#include "ui/shows.h"

#include <stdio.h>

#define FOUND_MOST 8

struct find {
	struct typing input;
	struct list list;
	enum code (*found)(struct ui *ui, int64_t patient);	/* NULL: show them */
	enum code (*other)(struct ui *ui, const char *name);	/* NULL: nobody else is meant */
	struct find_loaded {
		struct patient_line *patients;
		size_t count;
		int today;
	} loaded;
};

void
find_show(struct ui *ui, enum code (*found)(struct ui *ui, int64_t patient))
{
	struct find *const find = ui_push(ui, &find_screen);

	find->found = found;
}

void
find_show_any(struct ui *ui, enum code (*found)(struct ui *ui, int64_t patient),
		enum code (*other)(struct ui *ui, const char *name))
{
	struct find *const find = ui_push(ui, &find_screen);

	find->found = found;
	find->other = other;
}

enum code
find_open(struct ui *ui, void *state)
{
	(void)state;
	find_show(ui, NULL);
	return OK;
}

static enum code
find_load(struct ui *ui, struct arena *arena, void *state)
{
	struct find *const find = state;
	const enum code code = patient_search(ui_desk(ui), arena, find->input.text, FOUND_MOST,
			&find->loaded.patients, &find->loaded.count);

	find->loaded.today = desk_today(ui_desk(ui));
	list_clamp(&find->list, find->loaded.count);
	return code;
}

static void
find_draw(const void *state, struct grid *grid)
{
	const struct find *const find = state;
	const int y = body_end(grid) - FOUND_MOST - 2, phone = patient_row_phone(2, grid->cols - 1);

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int i = 1; i <= FOUND_MOST + 1; i++)
		grid_blank(grid, y + i, 0, grid->cols);
	for (size_t i = 0; i < find->loaded.count; i++) {
		grid_row_spot(grid, y + 2 + (int)i, 0, grid->cols, i);
		patient_row_draw(&find->loaded.patients[i], find->loaded.today, grid,
				y + 2 + (int)i, 2, grid->cols - 1);
	}
	if (find->loaded.count > 0)
		grid_focus(grid, y + 2 + (int)find->list.at, 1, grid->cols - 2);
	else if (find->input.text[0])
		grid_put(grid, y + 2, 2, STYLE_DIM, find->other
				? "no patient: Enter notes it for that name"
				: "nobody; name parts, the end of a number, a birth date");
	if (find->loaded.count > 0)
		patient_row_head(grid, y + 1, 2, grid->cols - 1);
	grid_blank(grid, y + 1, 0, phone);
	grid_put(grid, y + 1, 1, STYLE_BOLD, "Find");
	typing_draw(&find->input, grid, y + 1, 7, (find->loaded.count > 0 ? phone : grid->cols) - 8,
			true);
}

static bool
find_key(struct ui *ui, void *state, const char *key)
{
	struct find *const find = state;

	(void)ui;
	if (typing_key(&find->input, key)) {
		find->list.at = 0;
		return true;
	}
	return list_key(&find->list, key, find->loaded.count, FOUND_MOST);
}

static unsigned
find_has(const void *state)
{
	const struct find *const find = state;

	return (find->loaded.count > 0 ? NEEDS_ROW : 0) |
	       (find->loaded.count == 0 && find->other && !text_is_blank(find->input.text)
			? NEEDS_FREE : 0);
}

static const struct patient_line *
marked(const struct find *find)
{
	return &find->loaded.patients[find->list.at];
}

/* A visit of today that isn't over yet, 0: none. */
static enum code
visit_today(struct ui *ui, int64_t patient, int64_t *visit)
{
	struct appointment_line *visits;
	size_t count;
	const int today = desk_today(ui_desk(ui));
	const enum code code =
			patient_visits(ui_desk(ui), ui_arena(ui), patient, 0, &visits, &count);

	*visit = 0;
	for (size_t i = 0; code == OK && i < count; i++)
		if (visits[i].day == today && state_is_open(visits[i].state) &&
		    (!*visit || visits[i].state == VISIT_BOOKED))
			*visit = visits[i].row.id;
	return code;
}

static enum code
find_enter(struct ui *ui, void *state)
{
	const struct find *const find = state;
	const int64_t patient = marked(find)->row.id;
	enum code (*const found)(struct ui *, int64_t) = find->found;
	int64_t visit;
	enum code code;

	ui_pop(ui);
	if (found)
		return found(ui, patient);
	code = visit_today(ui, patient, &visit);
	if (code != OK)
		return code;
	if (visit)
		day_show(ui, desk_today(ui_desk(ui)), visit);
	else
		card_show(ui, patient);
	ui_hand(ui)->found = patient;
	return OK;
}

static enum code
find_card(struct ui *ui, void *state)
{
	const int64_t patient = marked(state)->row.id;

	ui_pop(ui);
	ui_hand(ui)->found = patient;
	card_show(ui, patient);
	return OK;
}

static enum code
find_new(struct ui *ui, void *state)
{
	const struct find *const find = state;
	const char *const typed = arena_copy(ui_arena(ui), find->input.text);

	ui_pop(ui);
	return patient_form_new(ui, typed);
}

static enum code
find_other(struct ui *ui, void *state)
{
	const struct find *const find = state;
	enum code (*const other)(struct ui *, const char *) = find->other;
	const char *const typed = arena_copy(ui_arena(ui), find->input.text);

	ui_pop(ui);
	return other(ui, typed);
}

static enum code
find_leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action find_actions[] = {
	{ "Enter", "take", NEEDS_ROW,
		"Takes who is marked: shows the visit of today, else the card.", find_enter },
	{ "Enter", "no patient", NEEDS_FREE, "Where nobody is found and who calls may be no patient: goes on"
		" with the name that was typed.", find_other },
	{ "Tab", "card", NEEDS_ROW, "Opens the card of who is marked.", find_card },
	{ "C-n", "new patient", MAY(PATIENTS), "A new patient of the name typed.", find_new },
	{ "Esc", "back", 0, "Leaves the search.", find_leave },
	{ "Up", "up", QUIET, "Marks the one above.", NULL },
	{ "Down", "down", QUIET, "Marks the one below.", NULL },
	ACTIONS_END
};

const struct screen find_screen = {
	.name = "find", .kind = SCREEN_OVER, .state_size = sizeof(struct find),
	.kept = offsetof(struct find, loaded), .load = find_load, .draw = find_draw,
	.actions = find_actions, .types = true, .key = find_key, .has = find_has,
};
