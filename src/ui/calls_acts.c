/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Calls screen: what came of a call, one key each; then on to the next household.
 */
#include "acts.h"
#include "attempt.h"
#include "base/arena.h"
#include "base/text.h"
#include "calls.h"
#include "pushed.h"
#include "store/change.h"
#include "take.h"
#include "ui/shows.h"

#include <stdio.h>

static void
go_on(struct calls_screen *screen)
{
	calls_point(screen, screen->list.at + 1);
	if (!screen->key && screen->list.at > 0)
		screen->list.at--;	/* the last one: what comes in its place */
}

/* Logs the call, in the caller's batch or one of its own. */
static enum code
log_call(struct ui *ui, const struct calls_screen *screen, const struct call_end *end,
		const char **said)
{
	struct call_end full = *end;

	full.note = screen->note[0] ? screen->note : NULL;
	return call_log(ui_desk(ui), ui_arena(ui), screen->loaded.under.call, &full, said);
}

enum code
calls_end(struct ui *ui, struct calls_screen *screen, const struct call_end *end)
{
	const char *said = NULL;
	const enum code code = log_call(ui, screen, end, &said);

	if (code != OK)
		return code;
	ui_did(ui, said);
	screen->note[0] = '\0';
	go_on(screen);
	return OK;
}

/* What is still to be said when these kinds of a patient (0: of all) are dealt with. */
static bool
is_left(const struct call *call, int64_t patient, unsigned kinds)
{
	for (size_t i = 0; i < call->count; i++) {
		const struct call_reason *const reason = &call->reasons[i];

		if (!(kinds & 1u << reason->kind) || (patient && reason->patient != patient))
			return true;
	}
	return false;
}

enum code
calls_settle(struct ui *ui, struct calls_screen *screen, int64_t patient, unsigned kinds,
		int outcome)
{
	const struct call_end end = { .outcome = outcome };
	enum code code;

	screen->chosen = CHOSEN_NONE;
	if (is_left(screen->loaded.under.call, patient, kinds))
		return OK;
	code = log_call(ui, screen, &end, NULL);
	if (code == OK) {
		screen->note[0] = '\0';
		go_on(screen);
	}
	return code;
}

/* A new visit, or the planned one, or the one that is moved, at this opening. */
static enum code
take_opening(struct ui *ui, const struct calls_call *under, const struct opening *opening,
		const char **said)
{
	const struct call_reason *const reason = &under->call->reasons[under->reason];
	const bool own = reason->kind == REASON_PLANNED || reason->kind == REASON_GAP ||
		reason_moves(reason);
	const struct taking what = { .patient = reason->patient, .type = under->offers->type.row.id,
		.visit = own ? reason->appointment : under->offers->planned,
		.replaces = reason->kind == REASON_MISSED ? reason->appointment : 0 };

	return opening_take(ui, &what, opening, said);
}

/* What a new visit answers. */
#define BOOKED_KINDS (1u << REASON_RECALL | 1u << REASON_MISSED | 1u << REASON_PLANNED | \
		1u << REASON_PROMISED | 1u << REASON_GAP)

/* What a digit answers. */
static unsigned
answered_kinds(const struct call_reason *reason)
{
	return reason->kind == REASON_TO_BE_MOVED ? 1u << REASON_TO_BE_MOVED : BOOKED_KINDS;
}

/* All who come together, each at the opening of that set. */
static enum code
take_set(struct ui *ui, const struct calls_call *under, size_t n, const char **said)
{
	struct appointment *visits;

	return together_book(ui_desk(ui), ui_arena(ui), &under->offers->together, under->offers->sets[n], NULL,
			&visits, said);
}

enum code
calls_book(struct ui *ui, struct calls_screen *screen, size_t n)
{
	const struct calls_call *const under = &screen->loaded.under;
	const struct call_reason *const reason = calls_reason(screen);
	const int64_t patient = reason->patient;
	const bool together = under->offers->together.count > 0;
	const char *said = NULL;
	enum code code = batch_begin(ui_desk(ui), NULL, NULL);

	if (code != OK)
		return code;
	code = together ? take_set(ui, under, n, &said) :
		take_opening(ui, under, &under->offers->openings[n], &said);
	if (code == OK && reason->wait)
		code = wait_end(ui_desk(ui), ui_arena(ui), reason->wait);
	if (code == OK)
		code = calls_settle(ui, screen, together ? 0 : patient, together ? CALLS_RECALL :
				answered_kinds(reason), OUTCOME_BOOKED);
	code = batch_end(ui_desk(ui), code);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

/* Booked by way of other openings: as if by a digit. */
static enum code
booked_elsewhere(struct ui *ui, int64_t patient)
{
	struct calls_screen *const screen = ui_state(ui, &calls_screen);

	return calls_settle(ui, screen, patient, BOOKED_KINDS, OUTCOME_BOOKED);
}

static enum code
book_other(struct ui *ui, void *state)
{
	const enum code code = offers_for_patient(ui, calls_reason(state)->patient, NULL);

	if (code == OK)
		offers_then(ui, booked_elsewhere);
	return code;
}

/* For the visit that the reason is about; where there is none, for a new one. */
static enum code
openings(struct ui *ui, void *state)
{
	const struct call_reason *const reason = calls_reason(state);

	if (!reason->appointment || (reason_books(reason) && reason->kind != REASON_TO_BE_MOVED))
		return book_other(ui, state);
	return offers_for_visit(ui, reason->appointment);
}

static enum code
talked(struct ui *ui, void *state)
{
	return calls_end(ui, state, &(struct call_end){ .outcome = OUTCOME_TALKED });
}

static enum code
left_message(struct ui *ui, void *state)
{
	return calls_end(ui, state, &(struct call_end){ .outcome = OUTCOME_LEFT_MESSAGE });
}

static enum code
rang(struct ui *ui, void *state)
{
	return calls_end(ui, state, &(struct call_end){ .outcome = OUTCOME_NO_ANSWER });
}

static enum code
wrong_number(struct ui *ui, void *state)
{
	return calls_end(ui, state, &(struct call_end){ .outcome = OUTCOME_WRONG_NUMBER });
}

static enum code
confirm_visit(struct ui *ui, int64_t id, const char **said)
{
	struct appointment visit;
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, id,
			&visit);

	return code != OK ? code : appointment_step(ui_desk(ui), ui_arena(ui), &visit, STEP_CONFIRM,
			said);
}

static enum code
confirm_visits(struct ui *ui, struct calls_screen *screen, const char **said, size_t *count)
{
	const struct call *const call = screen->loaded.under.call;
	enum code code = OK;

	for (size_t i = 0; code == OK && i < call->count; i++) {
		if (call->reasons[i].kind != REASON_UNCONFIRMED)
			continue;
		code = confirm_visit(ui, call->reasons[i].appointment, said);
		++*count;
	}
	if (code == OK && *count > 0)
		code = calls_settle(ui, screen, 0, 1u << REASON_UNCONFIRMED, OUTCOME_TALKED);
	return code;
}

/* All visits of the household that wait for it. */
static enum code
confirm(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;
	const char *const name = screen->loaded.under.call->name, *said = NULL;
	size_t count = 0;
	enum code code = batch_begin(ui_desk(ui), NULL, NULL);

	if (code != OK)
		return code;
	code = batch_end(ui_desk(ui), confirm_visits(ui, screen, &said, &count));
	if (code != OK)
		return code;
	if (count == 0)
		return fail(INPUT, "confirm: no visit of theirs waits for it");
	ui_did(ui, count == 1 ? said : arena_print(ui_arena(ui), "%s: %zu visits confirmed", name,
			count));
	return OK;
}

static enum code
put_off(struct ui *ui, int64_t about, const char *text)
{
	struct calls_screen *const screen = ui_state(ui, &calls_screen);
	struct call_end end = { 0 };
	const enum code code = attempt_later(ui, text, &end);

	(void)about;
	return code == OK ? calls_end(ui, screen, &end) : code;
}

static enum code
not_now(struct ui *ui, void *state)
{
	(void)state;
	attempt_ask_later(ui, put_off);
	return OK;
}

/* A visit leaves the book, with its own reasons; else the recall is at an end. */
static enum code
off(struct ui *ui, void *state)
{
	const struct call_reason *const reason = calls_reason(state);

	const bool leaves = reason->appointment && (!reason_books(reason) ||
		reason->kind == REASON_TO_BE_MOVED);
	const enum code code = right_check(ui_desk(ui), leaves ? RIGHT_BOOK : RIGHT_CONTACTS);

	if (code != OK)
		return code;
	if (leaves)
		return off_show(ui, reason->appointment);
	calls_off_show(ui, reason->patient);
	return OK;
}

static enum code
keep_note(struct ui *ui, int64_t about, const char *text)
{
	struct calls_screen *const screen = ui_state(ui, &calls_screen);

	(void)about;
	snprintf(screen->note, sizeof(screen->note), "%s", text_is_blank(text) ? "" : text);
	if (screen->note[0])
		ui_say(ui, "It is kept with what comes of this call");
	return OK;
}

static enum code
note(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;

	ui_prompt(ui, "Note of this call", screen->note, 0, keep_note);
	return OK;
}

static enum code
edit(struct ui *ui, void *state)
{
	const struct calls_screen *const screen = state;

	return patient_form_edit(ui, screen->loaded.under.call->patient);
}

static enum code
filter(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;
	const bool last = screen->filter == FILTER_COUNT - 1;

	screen->filter = (screen->filter + 1) % FILTER_COUNT;
	screen->list.at = 0;
	return last ? figures_show(ui) : OK;
}

/* Another reason of the same call: the keys are for it. */
static enum code
choose(struct calls_screen *screen, size_t to)
{
	if (to < screen->loaded.under.call->count)
		screen->chosen = to;
	return OK;
}

static enum code
reason_back(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;

	(void)ui;
	return choose(screen, screen->loaded.under.reason - 1);
}

static enum code
reason_on(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;

	(void)ui;
	return choose(screen, screen->loaded.under.reason + 1);
}

/* Of a gap: whom else it would suit. */
static enum code
who_fits(struct ui *ui, void *state)
{
	const struct call_reason *const reason = calls_reason(state);

	return reason->kind == REASON_GAP ? fits_show(ui, reason->gap) : act_wait(ui, state);
}

/* The patient and the visit that the chosen reason is about. */
void
calls_subject(const void *state, struct subject *out)
{
	const struct call_reason *const reason = calls_reason(state);

	if (!reason)
		return;
	out->patient = reason->patient;
	out->visit = reason->appointment;
	out->to_come = reason->appointment && reason->kind != REASON_MISSED;
	out->about = *reason;
}

const struct action calls_actions[] = {
	{ "t", "talked", NEEDS_ROW | MAY(CONTACTS),
		"Talked to them; what was to be said is said.", talked },
	{ "l", "left message", NEEDS_ROW | MAY(CONTACTS), "Left a message.", left_message },
	{ "r", "rang, nobody", NEEDS_ROW | MAY(CONTACTS),
		"Rang, nobody answered: they come again in 3 hours, or the next day.", rang },
	{ "z", "not now", NEEDS_ROW | MAY(CONTACTS),
		"Not before a day, or to be called at a time, which is asked.", not_now },
	{ "1-3", "book", NEEDS_OPENING | HINT_ONLY | MAY(BOOK),
		"Books the opening of that number, or moves the visit there.", NULL },
	{ "c", "confirm", NEEDS_ROW | MAY(BOOK),
		"All visits of the household are confirmed.", confirm },
	{ "x", "off", NEEDS_ROW, "Wants no more calls, or the visit leaves the book;"
		" asks why by a digit.", off },
	{ "#", "wrong no.", NEEDS_ROW | MAY(CONTACTS),
		"The number is wrong, for all whom it serves.", wrong_number },
	{ "b", "book other", NEEDS_ROW | MAY(BOOK),
		"Books another opening or another type of visit.", book_other },
	{ "o", "openings", NEEDS_ROW, "More openings: for moving the visit, or for a new one.",
		openings },
	{ "f", "family", NEEDS_ROW | MAY(BOOK), "Books the household together.", act_family },
	{ "m", "move", NEEDS_VISIT | NEEDS_ROW | MAY(BOOK),
		"Carries the visit to the first opening that fits.", act_move },
	{ "q", "question", NEEDS_ROW | MAY(CARE),
		"Notes what whom the call is about says: a question, complaint, promise or"
		" opinion.", act_question },
	{ "j", "need", NEEDS_VISIT | MAY(BOOK),
		"Notes what must be there before the visit.", act_need },
	{ "w", "who fits", NEEDS_ROW | MAY(BOOK),
		"Whom the gap of the call would suit; else puts the patient on the waiting"
		" list.", who_fits },
	{ "n", "note", NEEDS_ROW | MAY(CONTACTS),
		"A note that is kept with what comes of the call.", note },
	{ "e", "edit", NEEDS_ROW | MAY(PATIENTS), "Changes what is known of who is called.", edit },
	{ "i", "calendar", NEEDS_VISIT, "Writes the visit into a calendar file (iCalendar) for the"
		" patient.", act_calendar_visit },
	{ "Enter Tab", "card", NEEDS_ROW, "Opens the card of whom the call is about.", act_card },
	{ "g", "its day", NEEDS_VISIT, "Shows the day of the visit.", act_show_day },
	{ "v", "which", 0, "Shows all calls; those with a recall; to confirm; care; what was made"
		" today; and then the figures of recall.", filter },
	{ "Right", "next reason", NEEDS_ROW | QUIET, "Chooses the next reason of the call.",
		reason_on },
	{ "Left", "reason before", NEEDS_ROW | QUIET, "Chooses the reason before.", reason_back },
	{ "Up", "up", QUIET, "The household above.", NULL },
	{ "Down", "down", QUIET, "The household below.", NULL },
	ACTIONS_END
};
