/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The card of a patient, on top of whatever screen: its keys act on the visit that is focused,
 * which is her next one to begin with.
 */
#include "book/mark.h"
#include "card.h"
#include "acts.h"
#include "attempt.h"
#include "base/arena.h"
#include "offered.h"
#include "pushed.h"
#include "store/access.h"
#include "ui/list.h"
#include "ui/shows.h"

#include <stdio.h>

#define CARD_PAGE 8

struct card {
	int64_t patient;
	struct list list;		/* over visits to come, then the timeline */
	bool timeline;			/* that alone */
	bool shut;			/* that it is looked at can't be noted, so it isn't shown */
	struct card_loaded {
		struct card_facts facts;
		struct offered offered;	/* for the visit that is focused, else for a new one */
	} loaded;
};

static size_t
rows(const struct card *card)
{
	return card->loaded.facts.coming_count + card->loaded.facts.past_count;
}

static const struct appointment_line *
focused(const struct card *card)
{
	return card_facts_visit(&card->loaded.facts, card->list.at);
}

static enum code
load_offered(struct ui *ui, struct arena *arena, struct card *card)
{
	const struct appointment_line *const visit = focused(card);
	const bool moves = visit && (visit->state == VISIT_BOOKED || visit->state == VISIT_PLANNED);

	return card->loaded.facts.patient.name ? offered_load(ui, arena, card->patient,
			moves ? visit->row.id : 0, &card->loaded.offered) : OK;
}

static enum code
card_load(struct ui *ui, struct arena *arena, void *state)
{
	struct card *const card = state;
	enum code code = card->shut ? NOT_FOUND
			: card_facts_load(ui, arena, card->patient, &card->loaded.facts);

	if (code == NOT_FOUND) {	/* what made the patient has been taken back */
		error_clear();
		card->loaded.facts = (struct card_facts){ 0 };
		code = OK;
	}
	list_clamp(&card->list, rows(card));
	return code == OK ? load_offered(ui, arena, card) : code;
}

static void
card_draw(const void *state, struct grid *grid)
{
	const struct card *const card = state;
	const int offered = card->loaded.offered.count > 0;

	if (rows(card) == 0)
		grid_cursor(grid, BODY_TOP, 0);
	if (!card->loaded.facts.patient.name)
		grid_put(grid, BODY_TOP, 1, STYLE_DIM, card->shut ? "This card isn't shown."
				: "There is no such patient (any more).");
	(card->timeline ? card_timeline_draw : card_facts_draw)(&card->loaded.facts, grid, BODY_TOP,
			1, body_end(grid) - offered, grid->cols - 1, (int)card->list.at);
	offered_draw(&card->loaded.offered, grid, body_end(grid) - 1, 1, grid->cols - 1);
}

/* Digits take an opening, arrows go over the card's rows. */
static bool
card_key(struct ui *ui, void *state, const char *key)
{
	struct card *const card = state;

	return offered_key(ui, &card->loaded.offered, key) || list_key(&card->list, key, rows(card), CARD_PAGE);
}

static unsigned
card_has(const void *state)
{
	const struct card *const card = state;

	if (!card->loaded.facts.patient.name)
		return NEEDS_EMPTY_HAND;
	return NEEDS_PATIENT | NEEDS_EMPTY_HAND | (focused(card) ? NEEDS_VISIT : 0) |
			(card->loaded.offered.count > 0 ? NEEDS_OPENING : 0);
}

/* The visit that is focused; else what she is due for. */
static void
card_subject(const void *state, struct subject *out)
{
	const struct card *const card = state;
	const struct card_facts *const facts = &card->loaded.facts;
	const struct appointment_line *const visit = focused(card);

	out->patient = card->patient;
	out->about = visit ? attempt_about_visit(visit, facts->today)
			: attempt_about_patient(&facts->patient, facts->recalls,
			facts->recall_count, facts->today);
	if (!visit)
		return;
	out->visit = visit->row.id;
	out->to_come = card->list.at < facts->coming_count;
}

static enum code
turn_timeline(struct ui *ui, void *state)
{
	struct card *const card = state;

	(void)ui;
	card->timeline = !card->timeline;
	return OK;
}

static enum code
details(struct ui *ui, void *state)
{
	details_show(ui, ((const struct card *)state)->patient);
	return OK;
}

/* The visit, where one is marked that is to come; else all calls. */
static enum code
off(struct ui *ui, void *state)
{
	const struct card *const card = state;
	const bool visit = card->list.at < card->loaded.facts.coming_count;
	const enum code code = right_check(ui_desk(ui), visit ? RIGHT_BOOK : RIGHT_RECALL);

	if (code != OK)
		return code;
	return visit ? act_off(ui, state) : act_no_more(ui, state);
}

/* With the only other of her name, to begin with. */
static enum code
one_of_two(struct ui *ui, void *state)
{
	const struct card *const card = state;
	const struct card_facts *const facts = &card->loaded.facts;

	return merge_show(ui, card->patient, facts->same_name_count == 1
			? facts->same_name[0].row.id : 0);
}

/* All that the command tells of her, or the slip of the visit that is focused. */
static enum code
on_paper(struct ui *ui, void *state)
{
	const struct card *const card = state;
	const struct appointment_line *const visit = focused(card);
	struct arena *const arena = ui_arena(ui);

	print_show(ui, card->loaded.facts.patient.name, arena_print(arena, "~/card-%lld.txt",
			(long long)card->patient), (struct sheet_choice[]){
		{ "the card", arena_print(arena, "patient show %lld", (long long)card->patient) },
		{ "slip of the visit", arena_print(arena, "slip %lld",
			visit ? (long long)visit->row.id : 0) },
	}, visit && visit->day != NONE ? 2 : 1);
	return OK;
}

static const struct action card_actions[] = {
	{ "b", "book", NEEDS_PATIENT | MAY(BOOK), "Books another visit.", act_book },
	{ "f", "family", NEEDS_PATIENT | MAY(BOOK), "Books the household together.", act_family },
	{ "1-3", "take", HINT_ONLY | NEEDS_OPENING | MAY(BOOK),
		"Takes the opening of that number, in the last line: for moving the visit, else"
		" for a new one.", NULL },
	{ "o", "openings", NEEDS_PATIENT, "Numbered openings: for moving the visit, else for a new"
		" one.", act_openings },
	{ "m", "move", NEEDS_VISIT | MAY(BOOK),
		"Carries the visit to the first opening that fits.", act_move },
	{ "c", "confirm", NEEDS_VISIT | MAY(BOOK),
		"The patient has confirmed the visit.", act_confirm },
	{ "x", "off", NEEDS_PATIENT, "Takes the visit to come out of the book; where none is marked:"
		" wants no more calls, has moved away, has died; asks why by a digit.", off },
	{ "q", "question", NEEDS_PATIENT | MAY(CARE),
		"Notes what the patient says: a question, complaint, promise or opinion.",
		act_question },
	{ "n", "note", NEEDS_VISIT | MAY(BOOK), "Writes the visit's note.", act_note },
	{ "j", "need", NEEDS_VISIT | MAY(BOOK),
		"Notes what must be there before the visit.", act_need },
	{ "e", "edit", NEEDS_PATIENT | MAY(PATIENTS),
		"Changes what is known of the patient.", act_edit_patient },
	{ "i", "calendar", NEEDS_PATIENT, "Writes all visits to come into a calendar file"
		" (iCalendar) for the patient.", act_calendar_patient },
	{ "Tab", "details", NEEDS_PATIENT, "Numbers and consent, home, who speaks for them, when they"
		" can't come, alerts: to be changed.", details },
	{ "Enter g", "day", NEEDS_VISIT, "Shows the day of the visit.", act_show_day },
	{ "Esc", "back", 0, "Goes back.", act_back },
	{ "a", "arrive", NEEDS_VISIT | MAY(BOOK), "The patient is here.", act_arrive },
	{ "s", "seat", NEEDS_VISIT | MAY(BOOK), "The patient sits in the chair.", act_seat },
	{ "d", "done", NEEDS_VISIT | MAY(BOOK), "The visit is done.", act_done },
	{ "y", "check", NEEDS_VISIT | QUIET | MAY(BOOK),
		"Who is in the chair waits for the dentist's check; again: it was made.",
		act_check },
	{ "h", "comes later", NEEDS_VISIT | QUIET | MAY(BOOK), "The patient rang that they will be late:"
		" asks when they come; till then nobody calls them.", act_comes },
	{ "t", "talked", NEEDS_PATIENT | MAY(CONTACTS),
		"Talked to them; what was to be said is said.", act_talked },
	{ "l", "left message", NEEDS_PATIENT | MAY(CONTACTS), "Left a message.", act_left_message },
	{ "r", "rang, nobody", NEEDS_PATIENT | MAY(CONTACTS), "Rang, nobody answered.", act_rang },
	{ "z", "not now", NEEDS_PATIENT | MAY(CONTACTS),
		"Not before a day, or to be called at a time, which is asked.", act_not_now },
	{ "#", "wrong no.", NEEDS_PATIENT | MAY(CONTACTS),
		"The number is wrong, for all whom it serves.", act_wrong_number },
	{ "w", "waiting list", NEEDS_PATIENT | MAY(BOOK),
		"Puts the patient on the waiting list: for an earlier time of the visit, else for"
		" what is due.", act_wait },
	{ "k", "one of two", NEEDS_PATIENT | MAY(PATIENTS), "Makes one card of two of the same person:"
		" what each has is shown before.", one_of_two },
	{ "v", "timeline", NEEDS_PATIENT, "Shows the whole timeline; again: the card.",
		turn_timeline },
	{ "p", "print", NEEDS_PATIENT, "The card as text, or the slip of the visit: here, in the"
		" pager, a file, or printed.", on_paper },
	{ "Up", "up", QUIET, "The visit or contact above.", NULL },
	{ "Down", "down", QUIET, "The visit or contact below.", NULL },
	ACTIONS_END
};

/* Other desks see that she is being looked at here. */
static enum code
card_later(struct ui *ui, struct arena *arena, void *state)
{
	(void)arena;
	return marks_look(ui_desk(ui), ((const struct card *)state)->patient);
}

const struct screen card_screen = {
	.name = "card", .kind = SCREEN_WHOLE, .state_size = sizeof(struct card),
	.kept = offsetof(struct card, loaded), .load = card_load, .draw = card_draw,
	.later = card_later,
	.actions = card_actions, .key = card_key, .has = card_has, .subject = card_subject, .tab = "Patients",
};

void
card_show(struct ui *ui, int64_t patient)
{
	const enum code noted = access_note_read(ui_desk(ui), ACCESS_CARD, patient, NULL);
	struct card *const card = ui_push(ui, &card_screen);

	card->patient = patient;
	card->shut = noted != OK;
	if (noted != OK)
		ui_say(ui, "%s", error_text());
}
