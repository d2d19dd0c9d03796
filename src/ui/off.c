/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking a visit out of the book: why, by a digit; what becomes of her visit; and with Enter it
 * is done, when it has been said what.
 */
#include "base/local.h"
#include "base/arena.h"
#include "pushed.h"
#include "book/moving.h"
#include "recall/calls.h"
#include "store/change.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum off_act { OFF_CANCEL, OFF_GONE, OFF_MISS, OFF_LEAVE };

static const struct reason {
	const char *words;
	enum off_act act;
	enum cancelled_by by;
	bool away;		/* of the provider */
} reasons[] = {
	{ "ill", OFF_CANCEL, BY_PATIENT, false },
	{ "work or school", OFF_CANCEL, BY_PATIENT, false },
	{ "another reason", OFF_CANCEL, BY_PATIENT, false },
	{ "provider away", OFF_CANCEL, BY_PRACTICE, true },
	{ "another reason", OFF_CANCEL, BY_PRACTICE, false },
	{ "missed: did not come", OFF_MISS, BY_PATIENT, false },
	{ "left before being seen", OFF_LEAVE, BY_PATIENT, false },
	{ "moves away, wants no more calls", OFF_GONE, BY_PATIENT, false },
};
#define REASONS (sizeof(reasons) / sizeof(reasons[0]))

static bool
cancels(const struct reason *reason)
{
	return reason->act == OFF_CANCEL || reason->act == OFF_GONE;
}

enum off_stage { ASK_WHY, ASK_KEEP, ASK_ENTER };

struct off {
	int64_t visit;
	enum off_stage stage;
	const struct reason *reason;
	bool keep;
	bool all;			/* of its provider from it on, that day */
	struct off_loaded {
		int today;
		struct appointment_line visit;
		struct patient_line first;	/* who would take the gap; name NULL: nobody */
		int since;			/* on the waiting list */
	} loaded;
};

/* Who would take the gap, once it is about to be one. */
static enum code
load_first(struct ui *ui, struct arena *arena, struct off *off)
{
	const struct appointment_line *const visit = &off->loaded.visit;
	const struct slot gap = { visit->chair, visit->day, visit->start, visit->minutes };
	struct wait first;
	enum code code;

	if (off->stage != ASK_ENTER || off->all || !cancels(off->reason) || !visit->chair)
		return OK;
	code = wait_first_for(ui_desk(ui), arena, gap, off->visit, &first);
	if (code != OK || !first.row.id)
		return code;
	off->loaded.since = first.since;
	return record_get(ui_desk(ui), arena, &patient_line_record, first.patient,
			&off->loaded.first);
}

static enum code
off_load(struct ui *ui, struct arena *arena, void *state)
{
	struct off *const off = state;

	enum code code;

	off->loaded.today = desk_today(ui_desk(ui));
	code = record_get(ui_desk(ui), arena, &appointment_line_record, off->visit,
			&off->loaded.visit);
	return code == OK ? load_first(ui, arena, off) : code;
}

static void
draw_why(struct grid *grid, int y)
{
	for (size_t i = 0; i < REASONS; i++) {
		grid_digit_spot(grid, y + (int)i, 0, grid->cols, i + 1);
		grid_print(grid, y + (int)i, 3, STYLE_BOLD, 2, "%zu", i + 1);
		grid_print(grid, y + (int)i, 5, STYLE_NORMAL, 60, "%s%s",
				!cancels(&reasons[i]) ? "" : reasons[i].by == BY_PATIENT
				? "patient: " : "practice: ", reasons[i].words);
	}
}

/* May all that the provider has from this visit on go at once? */
static bool
may_go_all(const struct off *off)
{
	const struct appointment_line *const visit = &off->loaded.visit;

	return off->reason->act == OFF_CANCEL && off->reason->away && visit->provider_name &&
			visit->start != NONE;
}

static void
draw_keep(const struct off *off, struct grid *grid, int y)
{
	const struct appointment_line *const visit = &off->loaded.visit;
	char clock[CLOCK_SIZE];

	if (may_go_all(off)) {
		grid_put(grid, y + 2, 3, STYLE_BOLD, "w");
		grid_print(grid, y + 2, 5, STYLE_NORMAL, grid->cols - 6,
				"whole rest of the day: %s is away from %s on", visit->provider_name,
				clock_said(clock, visit->start));
	}
	grid_put(grid, y, 3, STYLE_BOLD, "p");
	grid_put(grid, y, 5, STYLE_NORMAL, "keep the visit as planned: it waits for a new time");
	grid_put(grid, y + 1, 3, STYLE_BOLD, "z");
	grid_put(grid, y + 1, 5, STYLE_NORMAL, "none for now");
}

static void
draw_first(const struct off *off, struct grid *grid, int y)
{
	const struct patient_line *const first = &off->loaded.first;
	char day[DAY_WORDS];

	grid_print(grid, y, 5, STYLE_NORMAL, grid->cols - 6,
			"first for it: %s, waiting since %s  %s", first->name,
			day_short(day, off->loaded.since, off->loaded.today),
			first->phone ? first->phone : "");
}

static void
draw_all(const struct off *off, struct grid *grid, int y)
{
	const struct appointment_line *const visit = &off->loaded.visit;
	char clock[CLOCK_SIZE];

	grid_print(grid, y, 3, STYLE_NORMAL, grid->cols - 4, "%s is away from %s to the end of the day",
			visit->provider_name, clock_said(clock, visit->start));
	grid_print(grid, y + 1, 3, STYLE_NORMAL, grid->cols - 4,
			"%s visits are marked and stay in sight until they are told: see Calls",
			sign_text(STYLE_TO_MOVE));
	grid_put(grid, y + 4, 3, STYLE_BOLD, "Enter does it");
}

static void
draw_enter(const struct off *off, struct grid *grid, int y)
{
	const struct appointment_line *const visit = &off->loaded.visit;
	char clock[CLOCK_SIZE];

	grid_print(grid, y, 3, STYLE_NORMAL, grid->cols - 4, "%s: %s%s",
			cancels(off->reason) ? "Cancelled" : "Noted", off->reason->words,
			!cancels(off->reason) ? "" : off->keep
			? "; the visit stays as planned" : "; no visit is kept");
	if (cancels(off->reason) && visit->start != NONE)
		grid_print(grid, y + 1, 3, STYLE_FREE, grid->cols - 4,
				"%s %s in %s becomes free: %d min", sign_text(STYLE_FREE),
				clock_said(clock, visit->start), visit->chair_name,
				visit->minutes);
	if (off->loaded.first.name)
		draw_first(off, grid, y + 2);
	grid_put(grid, y + 4, 3, STYLE_BOLD, "Enter does it");
}

static void
off_draw(const void *state, struct grid *grid)
{
	const struct off *const off = state;
	const struct appointment_line *const visit = &off->loaded.visit;
	const int y = body_end(grid) - (int)REASONS - 2;
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	if (!visit->name)
		return;
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "Off: %s · %s %d · %s %s",
			visit->name, visit->type_name, visit->minutes,
			day_words(day, visit->day, false), clock_said(clock, visit->start));
	grid_cursor(grid, y + 1, 0);
	if (off->stage == ASK_WHY)
		draw_why(grid, y + 2);
	else if (off->stage == ASK_KEEP)
		draw_keep(off, grid, y + 2);
	else
		(off->all ? draw_all : draw_enter)(off, grid, y + 2);
}

/* A digit gives the reason, a letter says what becomes of her visit. */
static bool
off_key(struct ui *ui, void *state, const char *key)
{
	struct off *const off = state;
	const size_t n = (size_t)(key[0] - '1');

	(void)ui;
	if (key[1])
		return false;
	if (off->stage == ASK_WHY && key[0] >= '1' && n < REASONS) {
		off->reason = &reasons[n];
		off->keep = off->all = false;
		off->stage = off->reason->act == OFF_CANCEL ? ASK_KEEP : ASK_ENTER;
	} else if (off->stage == ASK_KEEP && (key[0] == 'p' || key[0] == 'z')) {
		off->keep = key[0] == 'p';
		off->all = false;
		off->stage = ASK_ENTER;
	} else if (off->stage == ASK_KEEP && key[0] == 'w' && may_go_all(off)) {
		off->all = true;
		off->stage = ASK_ENTER;
	}
	return true;
}

/* The visit, and all calls. */
static enum code
do_gone(struct ui *ui, const struct off *off, struct appointment *visit, const char **said)
{
	struct desk *const desk = ui_desk(ui);
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = appointment_cancel(desk, ui_arena(ui), visit, off->reason->by, off->reason->words,
			false, said);
	if (code == OK)
		code = call_off(desk, ui_arena(ui), visit->patient, STOPPED_MOVED, said);
	return batch_end(desk, code);
}

static enum code
off_do(struct ui *ui, const struct off *off, const char **said)
{
	struct desk *const desk = ui_desk(ui);
	struct arena *const arena = ui_arena(ui);
	struct appointment row;
	const enum code code = record_get(desk, arena, &appointment_record, off->visit, &row);

	if (code != OK)
		return code;
	if (off->all)
		return provider_away(desk, arena, &row, NULL, said);
	if (off->reason->act == OFF_CANCEL)
		return appointment_cancel(desk, arena, &row, off->reason->by, off->reason->words,
				off->keep, said);
	if (off->reason->act == OFF_GONE)
		return do_gone(ui, off, &row, said);
	return appointment_step(desk, arena, &row,
			off->reason->act == OFF_MISS ? STEP_MISS : STEP_LEAVE, said);
}

/* Who would take the gap is at hand: on the Day screen, `b` books it for them. */
static void
say_off(struct ui *ui, const struct off *off, const char *said)
{
	const struct patient_line *const first = &off->loaded.first;

	if (first->name) {
		ui_hand(ui)->found = first->row.id;
		said = arena_print(ui_arena(ui), "%s is off; b offers the gap to %s",
				off->loaded.visit.name, first->name);
	}
	ui_did(ui, said);
}

static enum code
off_enter(struct ui *ui, void *state)
{
	const struct off *const off = state;
	const char *said = NULL;
	enum code code;

	if (off->stage != ASK_ENTER) {
		ui_say(ui,
				off->stage == ASK_WHY ? "Why? A digit says it" :
							"p keeps it, z doesn't");
		return OK;
	}
	code = off_do(ui, off, &said);
	if (code == OK) {
		say_off(ui, off, said);
		ui_pop(ui);
	}
	return code;
}

static enum code
off_back(struct ui *ui, void *state)
{
	struct off *const off = state;

	if (off->stage == ASK_WHY)
		ui_pop(ui);
	else
		off->stage = off->stage == ASK_ENTER && off->reason->act == OFF_CANCEL ? ASK_KEEP
										     : ASK_WHY;
	return OK;
}

static const struct action off_actions[] = {
	{ "1-8", "why", HINT_ONLY, "Why: by the patient, by the practice, missed, left, moves away.", NULL },
	{ "p", "planned", HINT_ONLY, "Keeps the visit as planned.", NULL },
	{ "z", "none", HINT_ONLY, "Keeps none.", NULL },
	{ "w", "whole rest", HINT_ONLY | NEEDS_ROW, "Of a provider who is away: all from this visit to the end of the"
		" day; what can't stay is marked as to be moved.", NULL },
	{ "Enter", "do it", 0, "Takes the visit out of the book.", off_enter },
	{ "Esc", "back", 0, "A question back; from the first, leaves.", off_back },
	ACTIONS_END
};

static unsigned
off_has(const void *state)
{
	const struct off *const off = state;

	return off->stage == ASK_KEEP && may_go_all(off) ? NEEDS_ROW : 0;
}

const struct screen off_screen = {
	.name = "off", .kind = SCREEN_OVER, .state_size = sizeof(struct off),
	.kept = offsetof(struct off, loaded), .load = off_load, .draw = off_draw,
	.actions = off_actions, .key = off_key, .has = off_has,
};

enum code
off_show(struct ui *ui, int64_t visit)
{
	struct off *const off = ui_push(ui, &off_screen);

	off->visit = visit;
	return OK;
}
