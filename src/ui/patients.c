/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Patients screen: a search box, the list that narrows with each letter, and where there is
 * room the card of the one that is marked.
 */
#include "base/arena.h"
#include "card.h"
#include "patient_row.h"
#include "pushed.h"
#include "store/access.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "ui/typing.h"

#include <string.h>

#define FOUND_MOST 100
#define CARD_FROM 120		/* columns that have room for the card beside the list; */
#define WHOLE_FROM 150		/* then also for when the others are due */
#define LIST_WIDTH 76
#define LIST_NARROW 65

struct patients {
	struct typing typing;
	struct list list;
	struct patients_loaded {
		struct patient_line *patients;
		size_t count;
		int today;
		struct card_facts facts;
	} loaded;
};

static enum code
patients_load(struct ui *ui, struct arena *arena, void *state)
{
	struct patients *const screen = state;
	struct patients_loaded *const loaded = &screen->loaded;
	enum code code = patient_search(ui_desk(ui), arena, screen->typing.text, FOUND_MOST,
			&loaded->patients, &loaded->count);

	loaded->today = desk_today(ui_desk(ui));
	list_clamp(&screen->list, loaded->count);
	if (code == OK && loaded->count > 0)
		code = card_facts_load(ui, arena, loaded->patients[screen->list.at].row.id,
				&loaded->facts);
	return code;
}

static void
draw_list(const struct patients *screen, struct grid *grid, int y, int last, int until)
{
	const struct patients_loaded *const loaded = &screen->loaded;
	const size_t page = (size_t)(last - y);
	const size_t top = list_top(&screen->list, loaded->count, page);

	for (size_t i = top; i < loaded->count && y < last; i++, y++) {
		grid_row_spot(grid, y, 0, until, i);
		patient_row_draw(&loaded->patients[i], loaded->today, grid, y, 2, until);
		if (i == screen->list.at)
			grid_focus(grid, y, 1, until - 1);
	}
}

static void
patients_draw(const void *state, struct grid *grid)
{
	const struct patients *const screen = state;
	const struct patients_loaded *const loaded = &screen->loaded;
	const bool beside = grid->cols >= CARD_FROM;
	const int until = !beside ? grid->cols - 1
			: 2 + (grid->cols >= WHOLE_FROM ? LIST_WIDTH : LIST_NARROW);

	if (loaded->count > 0)
		patient_row_head(grid, BODY_TOP + 2, 2, until);
	else
		grid_put(grid, BODY_TOP + 3, 2, STYLE_DIM,
				screen->typing.text[0] ? "nobody of that name or number" :
							 "Name parts in any order, the end of a "
							 "telephone number, a birth date");
	draw_list(screen, grid, BODY_TOP + 3, body_end(grid), until);
	if (beside) {
		for (int y = BODY_TOP; y < body_end(grid); y++)
			grid_rule(grid, y, until + 1, 1, "│");
		card_facts_draw(&loaded->facts, grid, BODY_TOP, until + 4, body_end(grid),
				grid->cols - 1, -1);
	}
	grid_put(grid, BODY_TOP, 1, STYLE_BOLD, "Find");
	typing_draw(&screen->typing, grid, BODY_TOP, 7, until - 8, true);
}

static bool
patients_key(struct ui *ui, void *state, const char *key)
{
	struct patients *const screen = state;

	(void)ui;
	if (list_key(&screen->list, key, screen->loaded.count, 10))
		return true;
	if (strcmp(key, "/") == 0 && !screen->typing.text[0])
		return true;		/* this is the search already */
	if (!typing_key(&screen->typing, key))
		return false;
	screen->list.at = 0;
	return true;
}

static unsigned
patients_has(const void *state)
{
	const struct patients *const screen = state;

	return screen->loaded.count > 0 ? NEEDS_ROW : 0;
}

static enum code
open_card(struct ui *ui, void *state)
{
	const struct patients *const screen = state;
	const int64_t patient = screen->loaded.patients[screen->list.at].row.id;

	ui_hand(ui)->found = patient;
	card_show(ui, patient);
	return OK;
}

static enum code
new_patient(struct ui *ui, void *state)
{
	const struct patients *const screen = state;

	return patient_form_new(ui, screen->typing.text);
}

/* Empties the box; from an empty one, to the day. */
static enum code
leave(struct ui *ui, void *state)
{
	struct patients *const screen = state;

	if (screen->typing.text[0])
		typing_set(&screen->typing, "");
	else
		ui_go(ui, &day_screen);
	return OK;
}

/* Where the card stands beside the list, who rests on somebody looks at it. */
static enum code
patients_later(struct ui *ui, struct arena *arena, void *state)
{
	const struct patients *const screen = state;

	(void)arena;
	if (ui_cols(ui) < CARD_FROM || screen->loaded.count == 0)
		return OK;
	return access_note_read(ui_desk(ui), ACCESS_CARD,
			screen->loaded.patients[screen->list.at].row.id, NULL);
}

static const struct action patients_actions[] = {
	{ "Enter Tab", "card", NEEDS_ROW, "Opens the card of who is marked; the verbs work there.",
		open_card },
	{ "C-n", "new patient", MAY(PATIENTS), "A new patient, of the name typed.", new_patient },
	{ "Esc", "empty", 0, "Empties the box; from an empty one, goes to the day.", leave },
	{ "Up", "up", QUIET, "Marks the one above.", NULL },
	{ "Down", "down", QUIET, "Marks the one below.", NULL },
	ACTIONS_END
};

const struct screen patients_screen = {
	.name = "Patients", .keys = "P F3", .kind = SCREEN_WHOLE,
	.state_size = sizeof(struct patients), .kept = offsetof(struct patients, loaded),
	.load = patients_load, .draw = patients_draw, .actions = patients_actions,
	.types = true, .key = patients_key, .later = patients_later, .has = patients_has,
};
