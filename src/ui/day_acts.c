/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Day screen.
 */
#include "acts.h"
#include "attempt.h"
#include "base/arena.h"
#include "day.h"
#include "goto.h"
#include "pushed.h"
#include "ui/shows.h"
#include "week.h"
#include "words.h"

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

/* The free time under the cursor. */
static struct slot
slot_here(const struct day *day)
{
	return (struct slot){ day->chair, day->day, day->minute, 0 };
}

/* For who was found, on free time under the cursor there; else for who stands there; else by the quick
 * line, on free time there first. */
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
	quick_line_show(ui, "", item && item->kind == ITEM_GAP ? &slot : NULL);
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

/* With whoever was found, else with who stands under the cursor. */
void
day_subject(const void *state, struct subject *out)
{
	const struct day *const day = state;
	const struct day_loaded *const loaded = &day->loaded;
	const struct item *const item = day_item(day);
	const struct appointment_line *const visit = item ? item->visit : NULL;

	out->patient = loaded->hand.found ? loaded->hand.found : visit ? visit->patient : 0;
	if (!visit || !day_has_cursor(day))
		return;
	out->visit = visit->row.id;
	out->to_come = state_is_open(visit->state);
	out->about = attempt_about_visit(visit, loaded->today);
	if (day_to_tell(loaded, visit)) {
		out->about.kind = REASON_LATE;
		out->about.minute = day_come_at(loaded, visit);
		out->about.asked = loaded->selected.runs_into != NULL;
	}
}

/* The day's sheet, or the slip of who stands under the cursor. */
static enum code
on_paper(struct ui *ui, void *state)
{
	const struct day *const day = state;
	const struct item *const item = day_item(day);
	const struct appointment_line *const visit = item && day_has_cursor(day) ? item->visit : NULL;
	struct arena *const arena = ui_arena(ui);
	char iso[DAY_SIZE], title[DAY_WORDS];

	civil_format(iso, day->day);
	print_show(ui, day_words(title, day->day, true), arena_print(arena, "~/sheet-%s.txt", iso),
			(struct sheet_choice[]){
		{ "for the desk: everything", arena_print(arena, "sheet %s --for desk", iso) },
		{ "for the treatment room: with alerts, needs and called names",
			arena_print(arena, "sheet %s --for room", iso) },
		{ "for the wall: initials only", arena_print(arena, "sheet %s --for wall", iso) },
		{ arena_print(arena, "slip of %s", visit ? visit->name : ""),
			arena_print(arena, "slip %lld", visit ? (long long)visit->row.id : 0) },
	}, visit ? 4 : 3);
	return OK;
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
forget(struct ui *ui, void *state)
{
	(void)state;
	ui_hand(ui)->found = 0;
	return OK;
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
	{ "Esc", "forget", NEEDS_EMPTY_HAND | QUIET, "Forgets who was found.", forget },
	{ "c", "confirm", NEEDS_VISIT | MAY(BOOK), "The patient has confirmed.", act_confirm },
	{ "a", "arrive", NEEDS_VISIT | MAY(BOOK), "The patient is here.", act_arrive },
	{ "s", "seat", NEEDS_VISIT | MAY(BOOK), "The patient sits in the chair.", act_seat },
	{ "d", "done", NEEDS_VISIT | MAY(BOOK), "The visit is done.", act_done },
	{ "y", "check", NEEDS_VISIT | QUIET | MAY(BOOK),
		"Who is in the chair waits for the dentist's check; again: it was made.",
		act_check },
	{ "m", "move", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Carries the visit to the first opening that fits; arrows carry it on, Enter"
		" takes the place.", act_move },
	{ "1-3", "take", HINT_ONLY | NEEDS_OPENING | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Takes the opening of that number, which is shown for who was found.", NULL },
	{ "o", "openings", NEEDS_PATIENT | NEEDS_EMPTY_HAND,
		"Numbered openings: for moving the visit, else for who was found.", act_openings },
	{ "x", "off", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(BOOK), "Takes the visit out of the book:"
		" cancelled, missed, left; asks why by a digit.", act_off },
	{ "h", "comes later", NEEDS_VISIT | NEEDS_EMPTY_HAND | QUIET | MAY(BOOK), "The patient rang that they will be late:"
		" asks when they come; till then nobody calls them.", act_comes },
	{ "b", "book", NEEDS_EMPTY_HAND | MAY(BOOK), "Books for who was found or stands there; else"
		" by a quick line.", book },
	{ "q", "question", NEEDS_PATIENT | MAY(CARE),
		"Notes what the patient says: a question, complaint, promise or opinion.",
		act_question },
	{ "f", "family", NEEDS_PATIENT | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Books the household together.", act_family },
	{ "n", "note", NEEDS_VISIT | MAY(BOOK), "Writes the visit's note.", act_note },
	{ "j", "need", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Notes what must be there before the visit: lab, xrays, letter, consent …",
		act_need },
	{ "e", "edit", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Changes the visit: type, minutes, provider, note.", act_edit_visit },
	{ "i", "calendar", NEEDS_VISIT | NEEDS_EMPTY_HAND,
		"Writes the visit into a calendar file (iCalendar) for the patient.", act_calendar_visit },
	{ "Enter", "card", NEEDS_VISIT | NEEDS_EMPTY_HAND, "Opens the patient's card.", act_card },
	{ "t", "talked", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(CONTACTS),
		"Talked to them; where we run late, they have been told when to come instead.",
		act_talked },
	{ "l", "left message", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(CONTACTS),
		"Left a message.", act_left_message },
	{ "r", "rang, nobody", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(CONTACTS),
		"Rang, nobody answered.", act_rang },
	{ "z", "not now", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(CONTACTS),
		"Not before a day, or to be called at a time, which is asked.", act_not_now },
	{ "#", "wrong no.", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(CONTACTS),
		"The number is wrong, for all whom it serves.", act_wrong_number },
	{ "w", "who fits", NEEDS_FREE | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Whom the free stretch would suit: the waiting list, due recalls, planned"
		" visits.", who_fits },
	{ "w", "waiting list", NEEDS_VISIT | NEEDS_EMPTY_HAND | MAY(BOOK),
		"Puts the patient on the waiting list for an earlier time.", act_wait },
	{ "Enter", "book", NEEDS_FREE | NEEDS_EMPTY_HAND | QUIET | MAY(BOOK), "Books at the cursor.", book },
	{ "g", "go to", 0, "Goes to a day (24.11, fri, +7), or to the next visit of whoever is named.",
		go },
	{ "v", "week", 0, "Shows the week, then the month, then the day again.", week },
	{ "p", "print", 0, "The day's sheet for the desk, the treatment room or the wall, or the slip"
		" of who stands under the cursor: here, in the pager, a file, or printed.", on_paper },
	{ "Tab", "list", 0, "Shows the day as a list, by time; again: as columns. Right after somebody was found: the"
		" card.", day_turn_list },
	{ "<", "more a row", QUIET, "More minutes a row.", day_coarser },
	{ ">", "less a row", QUIET, "Fewer minutes a row.", day_finer },
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
