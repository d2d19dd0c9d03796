/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The card of a patient, on top of whatever screen: its keys act on the visit that is focused,
 * which is her next one to begin with.
 */
#include "card.h"
#include "attempt.h"
#include "base/arena.h"
#include "pushed.h"
#include "ui/list.h"
#include "ui/shows.h"

#define CARD_PAGE 8

struct card {
	int64_t patient;
	struct list list;		/* over visits to come, then the timeline */
	struct card_loaded {
		struct card_facts facts;
	} loaded;
};

static size_t
rows(const struct card *card)
{
	return card->loaded.facts.coming_count + card->loaded.facts.past_count;
}

static enum code
card_load(struct ui *ui, struct arena *arena, void *state)
{
	struct card *const card = state;
	enum code code = card_facts_load(ui, arena, card->patient, &card->loaded.facts);

	if (code == NOT_FOUND) {	/* what made the patient has been taken back */
		error_clear();
		card->loaded.facts = (struct card_facts){ 0 };
		code = OK;
	}
	list_clamp(&card->list, rows(card));
	return code;
}

static void
card_draw(const void *state, struct grid *grid)
{
	const struct card *const card = state;

	if (rows(card) == 0)
		grid_cursor(grid, BODY_TOP, 0);
	if (!card->loaded.facts.patient.name)
		grid_put(grid, BODY_TOP, 1, STYLE_DIM, "There is no such patient (any more).");
	card_facts_draw(&card->loaded.facts, grid, BODY_TOP, 1, body_end(grid), grid->cols - 1,
			(int)card->list.at);
}

/* The arrows go over the card's rows. */
static bool
card_key(struct ui *ui, void *state, const char *key)
{
	struct card *const card = state;

	(void)ui;
	return list_key(&card->list, key, rows(card), CARD_PAGE);
}

static const struct appointment_line *
focused(const struct card *card)
{
	return card_facts_visit(&card->loaded.facts, card->list.at);
}

static unsigned
card_has(const void *state)
{
	const struct card *const card = state;

	if (!card->loaded.facts.patient.name)
		return NEEDS_EMPTY_HAND;
	return NEEDS_PATIENT | NEEDS_EMPTY_HAND | (focused(card) ? NEEDS_VISIT : 0);
}

static enum code
step_focused(struct ui *ui, const struct card *card, enum step step)
{
	return visit_do(ui, focused(card)->row.id, step);
}

static enum code
confirm_visit(struct ui *ui, void *state)
{
	return step_focused(ui, state, STEP_CONFIRM);
}

static enum code
arrive(struct ui *ui, void *state)
{
	return step_focused(ui, state, STEP_ARRIVE);
}

static enum code
seat(struct ui *ui, void *state)
{
	return step_focused(ui, state, STEP_SEAT);
}

static enum code
done(struct ui *ui, void *state)
{
	return step_focused(ui, state, STEP_DONE);
}

static enum code
book(struct ui *ui, void *state)
{
	const struct card *const card = state;

	return offers_for_patient(ui, card->patient, NULL);
}

static enum code
move(struct ui *ui, void *state)
{
	return carry_visit(ui, focused(state)->row.id);
}

static enum code
openings(struct ui *ui, void *state)
{
	return offers_for_visit(ui, focused(state)->row.id);
}

static enum code
off(struct ui *ui, void *state)
{
	return off_show(ui, focused(state)->row.id);
}

static enum code
note(struct ui *ui, void *state)
{
	return note_show(ui, focused(state)->row.id);
}

static enum code
question(struct ui *ui, void *state)
{
	const struct card *const card = state;

	return question_show(ui, card->patient);
}

static enum code
edit(struct ui *ui, void *state)
{
	const struct card *const card = state;

	return patient_form_edit(ui, card->patient);
}

static enum code
calendar(struct ui *ui, void *state)
{
	const struct card *const card = state;

	return calendar_of_patient(ui, card->patient);
}

/* What came of an attempt to reach her: about the visit that is focused, else what she is due
 * for. */
static enum code
log_attempt(struct ui *ui, const struct card *card, const struct call_end *end)
{
	const struct card_facts *const facts = &card->loaded.facts;
	const struct appointment_line *const visit = focused(card);

	return attempt_log(ui, visit ? attempt_about_visit(visit, facts->today)
			: attempt_about_patient(&facts->patient, facts->recalls,
			facts->recall_count, facts->today), end);
}

static enum code
talked(struct ui *ui, void *state)
{
	return log_attempt(ui, state, &(struct call_end){ .outcome = OUTCOME_TALKED });
}

static enum code
left_message(struct ui *ui, void *state)
{
	return log_attempt(ui, state, &(struct call_end){ .outcome = OUTCOME_LEFT_MESSAGE });
}

static enum code
rang(struct ui *ui, void *state)
{
	return log_attempt(ui, state, &(struct call_end){ .outcome = OUTCOME_NO_ANSWER });
}

static enum code
wrong_number(struct ui *ui, void *state)
{
	return log_attempt(ui, state, &(struct call_end){ .outcome = OUTCOME_WRONG_NUMBER });
}

static enum code
put_off(struct ui *ui, int64_t about, const char *text)
{
	const struct card *const card = ui_top_state(ui);
	struct call_end end = { 0 };
	const enum code code = attempt_later(ui, text, &end);

	(void)about;
	return code == OK ? log_attempt(ui, card, &end) : code;
}

static enum code
not_now(struct ui *ui, void *state)
{
	(void)state;
	attempt_ask_later(ui, put_off);
	return OK;
}

/* For an earlier time of the visit that is focused, where it is to come. */
static enum code
waiting_list(struct ui *ui, void *state)
{
	const struct card *const card = state;

	return card->list.at < card->loaded.facts.coming_count
		? wait_with_visit(ui, focused(card)->row.id)
		: wait_without_visit(ui, card->patient);
}

/* The day of the focused visit, which stays in the book's place there. */
static enum code
show_day(struct ui *ui, void *state)
{
	const struct appointment_line *const visit = focused(state);

	if (visit->day == NONE)
		return fail(INPUT, "the visit is planned: it has no day yet");
	day_show(ui, visit->day, visit->row.id);
	return OK;
}

static enum code
leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action card_actions[] = {
	{ "b", "book", NEEDS_PATIENT, "Books another visit.", book },
	{ "o", "openings", NEEDS_VISIT, "Numbered openings for moving the visit.", openings },
	{ "m", "move", NEEDS_VISIT, "Carries the visit to the first opening that fits.", move },
	{ "c", "confirm", NEEDS_VISIT, "The patient has confirmed the visit.", confirm_visit },
	{ "x", "off", NEEDS_VISIT, "Takes the visit out of the book; asks why by a digit.", off },
	{ "q", "question", NEEDS_PATIENT, "Notes a question, to be answered within an open day.",
		question },
	{ "n", "note", NEEDS_VISIT, "Writes the visit's note.", note },
	{ "e", "edit", NEEDS_PATIENT, "Changes what is known of the patient.", edit },
	{ "i", "calendar", NEEDS_PATIENT, "Writes all visits to come into a calendar file"
		" (iCalendar) for the patient.", calendar },
	{ "Enter g", "day", NEEDS_VISIT, "Shows the day of the visit.", show_day },
	{ "Esc", "back", 0, "Goes back.", leave },
	{ "a", "arrive", NEEDS_VISIT, "The patient is here.", arrive },
	{ "s", "seat", NEEDS_VISIT, "The patient sits in the chair.", seat },
	{ "d", "done", NEEDS_VISIT, "The visit is done.", done },
	{ "t", "talked", NEEDS_PATIENT, "Talked to them; what was to be said is said.", talked },
	{ "l", "left message", NEEDS_PATIENT, "Left a message.", left_message },
	{ "r", "rang, nobody", NEEDS_PATIENT, "Rang, nobody answered.", rang },
	{ "z", "not now", NEEDS_PATIENT, "Not before a day, or to be called at a time, which is"
		" asked.", not_now },
	{ "#", "wrong no.", NEEDS_PATIENT, "The number is wrong, for all whom it serves.",
		wrong_number },
	{ "w", "waiting list", NEEDS_PATIENT, "Puts the patient on the waiting list: for an earlier"
		" time of the visit, else for what is due.", waiting_list },
	{ "Up", "up", QUIET, "The visit or contact above.", NULL },
	{ "Down", "down", QUIET, "The visit or contact below.", NULL },
	ACTIONS_END
};

const struct screen card_screen = {
	.name = "card", .kind = SCREEN_WHOLE, .state_size = sizeof(struct card),
	.kept = offsetof(struct card, loaded), .load = card_load, .draw = card_draw,
	.actions = card_actions, .key = card_key, .has = card_has, .tab = "Patients",
};

void
card_show(struct ui *ui, int64_t patient)
{
	struct card *const card = ui_push(ui, &card_screen);

	card->patient = patient;
}
