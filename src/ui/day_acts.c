/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Day screen.
 */
#include "attempt.h"
#include "base/arena.h"
#include "day.h"
#include "goto.h"
#include "pushed.h"
#include "ui/shows.h"
#include "week.h"
#include "words.h"

static enum code
step_visit(struct ui *ui, const struct day *day, enum step step)
{
	return visit_do(ui, day->visit, step);
}

static enum code
confirm_visit(struct ui *ui, void *state)
{
	return step_visit(ui, state, STEP_CONFIRM);
}

static enum code
arrive(struct ui *ui, void *state)
{
	return step_visit(ui, state, STEP_ARRIVE);
}

static enum code
seat(struct ui *ui, void *state)
{
	return step_visit(ui, state, STEP_SEAT);
}

static enum code
done(struct ui *ui, void *state)
{
	return step_visit(ui, state, STEP_DONE);
}

/* The visit as it stands is moved to where it is carried. */
static enum code
put_moved(struct ui *ui, const struct hand *hand, const char **said)
{
	struct appointment row;
	enum code code = record_get(
			ui_desk(ui), ui_arena(ui), &appointment_record, hand->visit, &row);

	if (code == OK && row.row.rev != hand->rev)
		return fail(STALE, "%s: another desk has changed this visit since; look again",
				hand->name);
	return code != OK ? code : appointment_move(ui_desk(ui), ui_arena(ui), &row, hand->slot,
			hand->provider, NULL, said);
}

static enum code
take_place(struct ui *ui, void *state)
{
	struct hand *const hand = ui_hand(ui);
	struct day *const day = state;
	const char *said = NULL;
	const enum code code = put_moved(ui, hand, &said);

	if (code != OK)
		return code;
	hand->carries = false;
	day->visit = hand->visit;
	ui_did(ui, said);
	return OK;
}

static enum code
put_back(struct ui *ui, void *state)
{
	struct hand *const hand = ui_hand(ui);
	struct day *const day = state;

	hand->carries = false;
	day->visit = hand->visit;
	ui_say(ui, "%s stays where it was", hand->name);
	return OK;
}

static enum code
card(struct ui *ui, void *state)
{
	const struct day *const day = state;

	card_show(ui, day->loaded.selected.patient.row.id);
	return OK;
}

static enum code
move(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return carry_visit(ui, day->visit);
}

static enum code
off(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return off_show(ui, day->visit);
}

static enum code
openings(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return offers_for_visit(ui, day->visit);
}

/* The free time under the cursor. */
static struct slot
slot_here(const struct day *day)
{
	return (struct slot){ day->chair, day->day, day->minute, 0 };
}

static enum code
book_here(struct ui *ui, int64_t patient)
{
	const struct slot slot = slot_here(ui_state(ui, &day_screen));

	return offers_for_patient(ui, patient, &slot);
}

/* For who was found, on free time under the cursor there; else on free time for whoever is looked
 * up now; else for who stands there. */
static enum code
book(struct ui *ui, void *state)
{
	const struct day *const day = state;
	const struct hand *const hand = ui_hand(ui);
	const struct item *const item = day_item(day);
	const struct slot slot = slot_here(day);

	if (hand->found)
		return offers_for_patient(ui, hand->found,
				item && item->kind == ITEM_GAP ? &slot : NULL);
	if (day->visit)
		return offers_for_patient(ui, day->loaded.selected.patient.row.id, NULL);
	find_show(ui, book_here);
	return OK;
}

static enum code
note(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return note_show(ui, day->visit);
}

static enum code
question(struct ui *ui, void *state)
{
	const struct day *const day = state;
	const int64_t found = ui_hand(ui)->found;

	return question_show(ui, found ? found : day->loaded.selected.patient.row.id);
}

static enum code
edit(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return visit_form_show(ui, day->visit);
}

static enum code
calendar(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return calendar_of_visit(ui, day->visit);
}

/* What came of an attempt to reach who stands under the cursor: about the delay, where she is to be
 * told of one. */
static enum code
log_attempt(struct ui *ui, const struct day *day, const struct call_end *end)
{
	const struct appointment_line *const visit = day_item(day)->visit;
	struct call_reason about = attempt_about_visit(visit, day->loaded.today);

	if (day_to_tell(&day->loaded, visit)) {
		about.kind = REASON_LATE;
		about.minute = day_come_at(&day->loaded, visit);
		about.asked = day->loaded.selected.runs_into != NULL;
	}
	return attempt_log(ui, about, end);
}

static enum code
talked(struct ui *ui, void *state)
{
	const struct day *const day = state;
	const bool told = day_to_tell(&day->loaded, day_item(day)->visit);

	return log_attempt(ui, day, &(struct call_end){
			.outcome = told ? OUTCOME_TOLD : OUTCOME_TALKED });
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
	const struct day *const day = ui_state(ui, &day_screen);
	struct call_end end = { 0 };
	const enum code code = attempt_later(ui, text, &end);

	(void)about;
	return code == OK ? log_attempt(ui, day, &end) : code;
}

static enum code
not_now(struct ui *ui, void *state)
{
	(void)state;
	attempt_ask_later(ui, put_off);
	return OK;
}

static enum code
who_fits(struct ui *ui, void *state)
{
	const struct day *const day = state;
	const struct item *const item = day_item(day);

	return fits_show(ui, (struct slot){ day->chair, day->day, item->start,
			item->until - item->start });
}

static enum code
waiting_list(struct ui *ui, void *state)
{
	const struct day *const day = state;

	return wait_with_visit(ui, day->visit);
}

/* The sheet of the day as the command prints it. */
static enum code
sheet(struct ui *ui, void *state)
{
	const struct day *const day = state;
	char command[] = "day", iso[DAY_SIZE], title[DAY_WORDS], *argv[] = { command, iso, NULL };

	civil_format(iso, day->day);
	return command_show(ui, day_words(title, day->day, true), 2, argv);
}

static void
went_to(struct ui *ui, int to)
{
	struct day *const day = ui_state(ui, &day_screen);

	day->day = to;
	day->visit = 0;
	if (ui_hand(ui)->carries)
		ui_hand(ui)->slot.day = to;
}

static enum code
go(struct ui *ui, void *state)
{
	(void)state;
	goto_ask(ui, went_to);
	return OK;
}

static enum code
week(struct ui *ui, void *state)
{
	const struct day *const day = state;

	week_show(ui, day->day, day->chair);
	return OK;
}

const struct action day_actions[] = {
	{ "Enter", "take", NEEDS_CARRIED, "Puts what is carried where it stands.", take_place },
	{ "Esc", "leave it", NEEDS_CARRIED, "Leaves what is carried where it was.", put_back },
	{ "c", "confirm", NEEDS_VISIT, "The patient has confirmed.", confirm_visit },
	{ "a", "arrive", NEEDS_VISIT, "The patient is here.", arrive },
	{ "s", "seat", NEEDS_VISIT, "The patient sits in the chair.", seat },
	{ "d", "done", NEEDS_VISIT, "The visit is done.", done },
	{ "m", "move", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Carries the visit to the first opening"
		" that fits; arrows carry it on, Enter takes the place.", move },
	{ "o", "openings", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"Numbered openings for moving the visit.", openings },
	{ "x", "off", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Takes the visit out of the book:"
		" cancelled, missed, left; asks why by a digit.", off },
	{ "b", "book", NEEDS_EMPTY_HAND, "Books for who was found, or at the cursor.", book },
	{ "q", "question", NEEDS_PATIENT, "Notes a question of the patient, to be answered within"
		" an open day.", question },
	{ "n", "note", NEEDS_VISIT, "Writes the visit's note.", note },
	{ "e", "edit", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"Changes the visit: type, minutes, provider, note.", edit },
	{ "i", "calendar", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"Writes the visit into a calendar file (iCalendar) for the patient.", calendar },
	{ "Enter", "card", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Opens the patient's card.", card },
	{ "t", "talked", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Talked to them; where we run late, they"
		" have been told when to come instead.", talked },
	{ "l", "left message", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Left a message.", left_message },
	{ "r", "rang, nobody", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Rang, nobody answered.", rang },
	{ "z", "not now", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"Not before a day, or to be called at a time, which is asked.", not_now },
	{ "#", "wrong no.", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"The number is wrong, for all whom it serves.", wrong_number },
	{ "w", "who fits", NEEDS_FREE | NEEDS_EMPTY_HAND, "Whom the free stretch would suit: the"
		" waiting list, due recalls, planned visits.", who_fits },
	{ "w", "waiting list", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"Puts the patient on the waiting list for an earlier time.", waiting_list },
	{ "Enter", "book", NEEDS_FREE | NEEDS_EMPTY_HAND | QUIET, "Books at the cursor.", book },
	{ "g", "go to", 0, "Goes to a day (24.11, fri, +7), or to the next visit of whoever is named.",
		go },
	{ "v", "week", 0, "Shows the week, then the month, then the day again.", week },
	{ "p", "sheet", 0, "Shows the day sheet as text; on paper: chairtime day | lpr.", sheet },
	{ ", [", "day back", 0, "A day back.", day_back },
	{ ". ]", "day on", 0, "A day on.", day_on },
	{ "Home", "today", 0, "Goes to today and now.", day_today },
	{ "Up", "up", QUIET, "Moves up: to what stands above, or what is carried by a step.",
		day_up },
	{ "Down", "down", QUIET, "Moves down.", day_down },
	{ "Left", "left", QUIET, "Moves to the chair on the left.", day_left },
	{ "Right", "right", QUIET, "Moves to the chair on the right.", day_right },
	{ "PageUp", "first", QUIET, "Moves to the beginning of the day.", day_first },
	{ "PageDown", "last", QUIET, "Moves to the end of the day.", day_last },
	ACTIONS_END
};
