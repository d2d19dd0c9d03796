/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Day screen tells of the visit under the cursor, and of what is carried or offered.
 */
#include "base/arena.h"
#include "base/local.h"
#include "book/rule.h"
#include "day_parts.h"
#include "words.h"

#define CONTACTS_SEEN 20		/* back to which one is looked for about a visit */

/* The last contact about this visit, in words. */
static enum code
load_said(struct ui *ui, struct arena *arena, const struct appointment_line *visit,
		struct day_loaded *loaded)
{
	struct contact_line *contacts;
	size_t count;
	char day[DAY_WORDS];
	int contact_day, minute;
	time_t at;
	const enum code code = contacts_of_patient(
			ui_desk(ui), arena, visit->patient, CONTACTS_SEEN, &contacts, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		if (contacts[i].appointment != visit->row.id || !stamp_parse(contacts[i].at, &at))
			continue;
		zone_local(at, &contact_day, &minute);
		loaded->selected.said = arena_print(arena, "%s %s, %s",
				contact_channel_words[contacts[i].channel],
				day_words(day, contact_day, false), contacts[i].outcome == NONE
				? "no answer yet" : outcome_words[contacts[i].outcome]);
		break;
	}
	return code;
}

static bool
is_member(const struct patient_line *members, size_t count, int64_t patient)
{
	for (size_t i = 0; i < count; i++)
		if (members[i].row.id == patient)
			return true;
	return false;
}

/* Who of the household has a visit that day too; and when they are to come, of those to be told. */
static enum code
load_with_her(struct ui *ui, struct arena *arena, int64_t patient, struct day_loaded *loaded)
{
	struct selected *const selected = &loaded->selected;
	struct patient_line *members;
	size_t count;
	char clock[CLOCK_SIZE];
	const enum code code = household_members(ui_desk(ui), arena, selected->patient.household,
			&members, &count);

	for (size_t i = 0; code == OK && i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (visit->patient == patient || !state_is_open(visit->state) ||
		    !is_member(members, count, visit->patient))
			continue;
		selected->with_her = arena_print(arena, "%s%s%s %s", selected->with_her ?
				selected->with_her : "", selected->with_her ? ", " : "",
				name_given(arena, visit->name), clock_said(clock, visit->start));
		if (selected->say && day_to_tell(loaded, visit))
			selected->say = arena_print(arena, "%s and %s", selected->say,
					clock_said(clock, day_come_at(loaded, visit)));
	}
	return code;
}

/* What to say of a delay; what a later start would run into is asked. */
static enum code
load_say(struct ui *ui, struct arena *arena, const struct appointment_line *visit,
		struct day_loaded *loaded)
{
	struct selected *const selected = &loaded->selected;
	const int come = day_come_at(loaded, visit);
	char clock[CLOCK_SIZE];
	const enum code code = told_runs_into(ui_desk(ui), arena, visit, come,
			&selected->runs_into);

	clock_said(clock, come);
	selected->say = selected->runs_into ? arena_print(arena, "could you come at %s, into your %s?",
			clock, selected->runs_into) : arena_print(arena, "come at %s", clock);
	return code;
}

static enum code
load_selected(struct ui *ui, struct arena *arena, struct day *day)
{
	const struct item *const item = day_item(day);
	struct day_loaded *const loaded = &day->loaded;
	enum code code;

	if (!item || !item->visit)
		return OK;
	code = record_get(ui_desk(ui), arena, &patient_line_record, item->visit->patient,
			&loaded->selected.patient);
	if (code == OK)
		code = load_said(ui, arena, item->visit, loaded);
	if (code == OK && state_is_open(item->visit->state))
		code = next_commitment(ui_desk(ui), arena, item->visit,
				&loaded->selected.next_of_hers);
	if (code == OK && day_to_tell(loaded, item->visit))
		code = load_say(ui, arena, item->visit, loaded);
	if (code == OK && loaded->selected.patient.household)
		code = load_with_her(ui, arena, item->visit->patient, loaded);
	return code;
}

/* Whether what is carried can stand where it is now, by the rules that booking asks. */
static enum code
load_refused(struct ui *ui, struct arena *arena, struct day_loaded *loaded)
{
	const struct hand *const hand = &loaded->hand;
	struct appointment visit;
	struct broken_rule *broken;
	size_t count;
	enum code code;

	if (!hand->carries)
		return OK;
	code = record_get(ui_desk(ui), arena, &appointment_record, hand->visit, &visit);
	if (code != OK)
		return code;
	visit.chair = hand->slot.chair;
	visit.day = hand->slot.day;
	visit.start = hand->slot.start;
	visit.provider = hand->provider;
	code = booking_rules_ask(ui_desk(ui), arena, &visit, &broken, &count);
	for (size_t i = 0; code == OK && i < count && !loaded->refused; i++)
		if (broken[i].rule->kind != RULE_WARN)
			loaded->refused = broken[i].why;
	return code;
}

/* Openings for who was found, until the cursor moves: for moving the visit of theirs that it stands
 * on, else for a new one. */
static enum code
load_offered(struct ui *ui, struct arena *arena, struct day *day)
{
	const struct item *const item = day_item(day);
	const int64_t found = day->loaded.hand.found;
	const bool theirs = item && item->visit && item->visit->patient == found &&
			item->visit->state == VISIT_BOOKED;

	if (!found || day->loaded.hand.carries)
		return OK;
	return offered_load(ui, arena, found, theirs ? day->visit : 0, &day->loaded.offered);
}

enum code
day_load_about(struct ui *ui, struct arena *arena, struct day *day)
{
	enum code code = load_refused(ui, arena, &day->loaded);

	if (code == OK)
		code = load_selected(ui, arena, day);
	return code == OK ? load_offered(ui, arena, day) : code;
}
