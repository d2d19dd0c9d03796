/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is shown of the call under the cursor: whom, what she may be told, openings.
 */
#include "book/people.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/buffer.h"
#include "book/habits.h"
#include "calls.h"
#include "recall/recall.h"
#include "words.h"

#include <string.h>

#define GROWN_UP 18
#define CONTACTS_MOST 8
#define ASKED_DAYS 14
#define ASKED_MINUTES 60
#define ASKED_MOST 500		/* openings of which the nearest are taken */
#define REASONS_SEEN 3		/* beside the openings on 24 rows */

/* Kept while what she may be told is put together. */
struct telling {
	struct arena *arena;
	const struct calls_call *under;
	const struct contact_person *roles;	/* of whom is called, for others */
	size_t role_count;
	int today;
};

bool
reason_asks(const struct call_reason *reason)
{
	return reason->kind == REASON_PROMISED && reason->appointment && reason->gap.day > 0;
}

bool
reason_moves(const struct call_reason *reason)
{
	return reason_asks(reason) || (reason->kind == REASON_TO_BE_MOVED && reason->appointment);
}

bool
reason_books(const struct call_reason *reason)
{
	return reason_moves(reason) || reason->kind == REASON_RECALL || reason->kind == REASON_MISSED ||
	       reason->kind == REASON_PLANNED || reason->kind == REASON_GAP;
}

/* The first that books, if those before it are seen beside it; else the most urgent. */
static void
choose_reason(const struct calls_screen *screen, struct calls_call *under)
{
	if (screen->chosen < under->call->count) {
		under->reason = screen->chosen;
		return;
	}
	for (size_t i = 0; i < under->call->count && i < REASONS_SEEN; i++)
		if (reason_books(&under->call->reasons[i])) {
			under->reason = i;
			return;
		}
}

static const struct contact_person *
role_for(const struct telling *telling, int64_t patient)
{
	for (size_t i = 0; i < telling->role_count; i++)
		if (telling->roles[i].patient == patient)
			return &telling->roles[i];
	return NULL;
}

/* As it was agreed; else all of a child, the times of a grown-up: they agreed to be called
 * together. */
static int
may_be_told(const struct telling *telling, int64_t patient)
{
	const struct card_facts *const facts = &telling->under->whom;
	const struct contact_person *const role = role_for(telling, patient);

	if (role)
		return role->may_be_told;
	for (size_t i = 0; i < facts->house_count; i++) {
		const char *const birth = facts->house[i].birth;
		const int age = facts->house[i].row.id == patient && birth
				? patient_age(birth, telling->today) : NONE;

		if (age != NONE && age < GROWN_UP)
			return TOLD_ALL;
	}
	return TOLD_TIMES;
}

/* Had an earlier reason the same patient? */
static bool
named_before(const struct call *call, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (call->reasons[i].patient == call->reasons[n].patient)
			return true;
	return false;
}

/* "all of Tom, Lia": those of whom she may be told as much. */
static void
add_told(const struct telling *telling, struct buffer *out, int told)
{
	static const char *const heads[] = { [TOLD_NOTHING] = "nothing of",
		[TOLD_TIMES] = "times of", [TOLD_ALL] = "all of" };
	const struct call *const call = telling->under->call;
	const char *before = heads[told];

	for (size_t i = 0; i < call->count; i++) {
		const struct call_reason *const reason = &call->reasons[i];

		if (reason->patient == call->patient || named_before(call, i) ||
		    may_be_told(telling, reason->patient) != told)
			continue;
		if (before == heads[told] && out->length > 0)
			buffer_text(out, "; ");
		buffer_print(out, "%s %s", before, name_given(telling->arena, reason->name));
		before = ",";
	}
}

static enum code
load_told(struct ui *ui, struct arena *arena, struct calls_call *under, int today)
{
	struct telling telling = { .arena = arena, .under = under, .today = today };
	struct contact_person *roles;
	struct buffer told = { 0 };
	char day[DAY_SIZE];
	const enum code code = record_select(ui_desk(ui), arena, &contact_person_record, &roles,
			&telling.role_count, "where person = $1 and (until_day is null or"
			" until_day >= $2) order by position, id", "rt", under->call->patient,
			civil_format(day, today));

	if (code != OK)
		return code;
	telling.roles = roles;
	for (int level = TOLD_ALL; level >= TOLD_NOTHING; level--)
		add_told(&telling, &told, level);
	under->told = arena_copy(arena, told.bytes);
	buffer_free(&told);
	for (size_t i = 0; i < under->call->count && !under->role; i++) {
		const struct contact_person *const role = role_for(&telling,
				under->call->reasons[i].patient);

		under->role = role ? role->role : NULL;
	}
	return OK;
}

/* Of a gap that is offered: the places in it. */
static void
narrow_to_gap(const struct call_reason *reason, struct opening_search *search)
{
	search->type = reason->type;
	search->chair = reason->gap.chair;
	search->first = search->last = reason->gap.day;
	search->after = reason->gap.start;
	search->before = reason->gap.start + reason->gap.minutes;
	search->one_a_day = false;
	search->but = reason->appointment;
}

/* Of another time that was asked for: from an hour before it on, that day and the two weeks after. */
static void
narrow_to_asked(const struct call_reason *reason, struct opening_search *search)
{
	search->first = reason->gap.day;
	search->last = reason->gap.day + ASKED_DAYS;
	search->after = reason->gap.start > ASKED_MINUTES ? reason->gap.start - ASKED_MINUTES : 0;
	search->one_a_day = search->ranked = false;
	search->limit = ASKED_MOST;
}

/* The visit itself, elsewhere. */
static enum code
of_visit(struct ui *ui, struct arena *arena, const struct call_reason *reason,
		struct opening_search *search)
{
	struct appointment visit;
	const enum code code = record_get(ui_desk(ui), arena, &appointment_record,
			reason->appointment, &visit);

	if (code != OK)
		return code;
	search->type = visit.type;
	search->minutes = visit.minutes;
	search->first = NONE;
	search->but = reason->appointment;
	if (reason_asks(reason))
		narrow_to_asked(reason, search);
	return OK;
}

static enum code
load_openings(struct ui *ui, struct arena *arena, const struct calls_call *under,
		struct calls_offers *out)
{
	const struct call_reason *const reason = &under->call->reasons[under->reason];
	struct opening_search search = { .patient = reason->patient, .first = NONE, .last = NONE,
		.minutes = NONE, .after = NONE, .before = NONE, .commitments = true,
		.one_a_day = true, .ranked = true, .limit = OFFERS };
	struct wanted wanted;
	enum code code = recall_wanted(ui_desk(ui), arena, reason->patient, &wanted);

	if (code != OK || (!wanted.type && reason->kind != REASON_GAP && !reason_moves(reason)))
		return code;
	out->planned = wanted.planned;
	search.type = wanted.type;
	search.first = wanted.not_before;
	if (reason->kind == REASON_GAP)
		narrow_to_gap(reason, &search);
	if (reason_moves(reason))
		code = of_visit(ui, arena, reason, &search);
	if (code == OK)
		code = record_get(ui_desk(ui), arena, &visit_type_record, search.type, &out->type);
	if (code == OK)
		code = openings_find(ui_desk(ui), arena, &search, &out->openings,
				&out->count);
	if (code == OK && reason_asks(reason))
		out->count = openings_nearest(out->openings, out->count,
				reason->gap.day, reason->gap.start, OFFERS);
	if (out->count > OFFERS)
		out->count = OFFERS;
	return code;
}

/* Is somebody among them already? */
static bool
is_among(const struct together_search *search, int64_t patient)
{
	for (size_t i = 0; i < search->count; i++)
		if (search->members[i].patient == patient)
			return true;
	return false;
}

/* Those of the household who are due, each with the visit that she most likely comes for. */
static enum code
together_fill(struct ui *ui, struct arena *arena, const struct call *call,
		struct together_search *search)
{
	struct wanted wanted;
	enum code code = OK;

	*search = (struct together_search){ .how = TOGETHER_ROW, .when = { .first = NONE,
		.last = NONE, .minutes = NONE, .after = NONE, .before = NONE,
		.commitments = true } };
	for (size_t i = 0; code == OK && i < call->count && search->count < TOGETHER_MOST; i++) {
		const struct call_reason *const reason = &call->reasons[i];

		if (reason->kind != REASON_RECALL || is_among(search, reason->patient))
			continue;
		code = recall_wanted(ui_desk(ui), arena, reason->patient, &wanted);
		if (code == OK && wanted.type && !wanted.planned)
			search->members[search->count++] = (struct together_member){
				.patient = reason->patient, .type = wanted.type };
	}
	return code;
}

/* Three days on which all of them can come, one after the other where that can be. None: each is
 * offered her own. */
static enum code
load_together(struct ui *ui, struct arena *arena, const struct call *call, struct calls_offers *out)
{
	struct together_search search;
	enum code code = together_fill(ui, arena, call, &search);

	if (code != OK || search.count < 2)
		return code;
	out->openings = arena_take(arena, OFFERS * sizeof *out->openings);
	while (code == OK && out->count < OFFERS) {
		struct opening **const set = &out->sets[out->count];

		code = together_find(ui_desk(ui), arena, &search, set);
		if (code == NOT_FOUND && search.how == TOGETHER_ROW && !out->count) {
			error_clear();
			search.how = TOGETHER_DAY;
			code = together_find(ui_desk(ui), arena, &search, set);
		}
		if (code != OK)
			break;
		out->openings[out->count++] = (*set)[0];
		search.when.first = (*set)[0].slot.day + 1;
	}
	if (code == NOT_FOUND) {
		error_clear();
		code = OK;
	}
	if (out->count > 0)
		out->together = search;
	return code;
}

/* For all of the household where nobody has been chosen by hand, else for that one. */
static enum code
load_offers(struct ui *ui, struct calls_screen *screen)
{
	const struct calls_call *const under = &screen->loaded.under;
	struct arena *const arena = &screen->found.arena;
	struct calls_offers *const out = &screen->found.offers;
	enum code code = OK;

	if (under->call->reasons[under->reason].kind == REASON_RECALL &&
	    screen->chosen == CHOSEN_NONE)
		code = load_together(ui, arena, under->call, out);
	return code == OK && out->together.count == 0 ? load_openings(ui, arena, under, out) : code;
}

/* Are they of what is under the cursor? */
static bool
offers_fit(const struct calls_screen *screen)
{
	const struct calls_found *const found = &screen->found;

	return found->change && found->key == screen->key &&
	       found->reason == screen->loaded.under.reason && found->chosen == screen->chosen;
}

bool
calls_offers_wanted(const struct calls_screen *screen)
{
	const struct calls_call *const under = &screen->loaded.under;

	return under->call && reason_books(&under->call->reasons[under->reason]) &&
	       !(offers_fit(screen) && screen->found.change == screen->read.change &&
	       screen->found.minute == screen->read.minute);
}

/* Whatever comes of it, it has been tried: a failure isn't tried over and over. */
enum code
calls_offers_find(struct ui *ui, struct calls_screen *screen)
{
	struct calls_call *const under = &screen->loaded.under;
	struct calls_found *const found = &screen->found;
	enum code code;

	arena_reset(&found->arena);
	*found = (struct calls_found){ .arena = found->arena, .change = screen->read.change,
		.minute = screen->read.minute, .key = screen->key, .reason = under->reason,
		.chosen = screen->chosen };
	code = load_offers(ui, screen);
	if (code != OK)
		found->offers = (struct calls_offers){ 0 };
	under->offers = &found->offers;
	return code;
}

/* They take longer than anything else here: where they aren't known yet, the key is answered first.
 * Those of before stand until there are others. */
static void
offers_show(struct ui *ui, struct calls_screen *screen)
{
	static const struct calls_offers nothing;
	struct calls_call *const under = &screen->loaded.under;

	if (!reason_books(&under->call->reasons[under->reason]))
		under->offers = &nothing;
	else if (offers_fit(screen))
		under->offers = &screen->found.offers;
	if (calls_offers_wanted(screen))
		ui_soon(ui);
}

/* Who is often late is asked to come sooner when her visit is confirmed. */
static enum code
say_sooner(struct ui *ui, struct arena *arena, const struct call_reason *reason, const char **say)
{
	struct appointment visit;
	struct habits habits;
	char clock[CLOCK_SIZE];
	enum code code = patient_habits(ui_desk(ui), reason->patient, &habits);

	if (code != OK || !habits.sooner)
		return code;
	code = record_get(ui_desk(ui), arena, &appointment_record, reason->appointment, &visit);
	if (code == OK && visit.start != NONE && visit.told_start == NONE)
		*say = arena_print(arena, "%s Please come at %s.", *say,
				clock_said(clock, visit.start - habits.sooner));
	return code;
}

static enum code
load_says(struct ui *ui, struct arena *arena, struct calls_call *under)
{
	const struct call *const call = under->call;
	enum code code = OK;

	under->says = arena_take(arena, (call->count + 1) * sizeof *under->says);
	for (size_t i = 0; code == OK && i < call->count; i++) {
		under->says[i] = call_say(ui_desk(ui), arena, &call->reasons[i]);
		if (call->reasons[i].kind == REASON_UNCONFIRMED)
			code = say_sooner(ui, arena, &call->reasons[i], &under->says[i]);
	}
	return code;
}

enum code
calls_call_load(struct ui *ui, struct arena *arena, struct calls_screen *screen)
{
	struct calls_call *const under = &screen->loaded.under;
	enum code code;

	under->call = &screen->loaded.lines[screen->list.at];
	choose_reason(screen, under);
	code = card_facts_load(ui, arena, under->call->patient, &under->whom);
	if (code == OK)
		code = load_says(ui, arena, under);
	if (code == OK)
		code = load_told(ui, arena, under, screen->loaded.today);
	for (size_t i = 0; code == OK && i < under->call->count && !under->second_home; i++)
		code = second_home_said(ui_desk(ui), arena, under->call->reasons[i].patient,
				&under->second_home);
	if (code == OK)
		code = contacts_of_patient(ui_desk(ui), arena,
				under->call->reasons[under->reason].patient, CONTACTS_MOST,
				&under->contacts, &under->contact_count);
	if (code == OK)
		offers_show(ui, screen);
	return code;
}
