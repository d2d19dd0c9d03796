/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a card says, loaded from every room that knows something of a patient.
 */
#include "book/people.h"
#include "book/mark.h"
#include "base/arena.h"
#include "card.h"
#include "ui/screen.h"

#include <stdlib.h>

#define CONTACTS_MOST 50

/* Booked ones of days gone by are unsettled: they are to be seen, so they are to come. */
static void
sort_visits(struct arena *arena, struct card_facts *facts)
{
	facts->coming = arena_take(arena, (facts->visit_count + 1) * sizeof(*facts->coming));
	for (size_t i = facts->visit_count; i > 0; i--) {
		const struct appointment_line *const visit = &facts->visits[i - 1];

		if (state_is_open(visit->state) || visit->state == VISIT_PLANNED)
			facts->coming[facts->coming_count++] = visit;
	}
}

static int
past_compare(const void *a, const void *b)
{
	const struct past *const left = a, *const right = b;

	return (left->day < right->day) - (left->day > right->day);
}

static void
add_past_visits(struct card_facts *facts)
{
	for (size_t i = 0; i < facts->visit_count; i++) {
		const struct appointment_line *const visit = &facts->visits[i];

		if (visit->day != NONE && !state_is_open(visit->state))
			facts->past[facts->past_count++] = (struct past){ visit->day, visit, NULL, NULL };
	}
}

static void
add_past_concerns(struct card_facts *facts)
{
	for (size_t i = 0; i < facts->concern_count; i++) {
		const struct concern_line *const line = &facts->concerns[i];
		int day, minute;

		if (concern_is_open(line))
			continue;
		concern_moment(line->answered ? line->answered : line->withdrawn, &day, &minute);
		facts->past[facts->past_count++] = (struct past){ day, NULL, NULL, line };
	}
}

static enum code
load_concerns(struct ui *ui, struct arena *arena, int64_t patient, struct card_facts *facts)
{
	const struct concern_filter filter = { .due_by = NONE, .kind = NONE, .outcome = NONE,
		.closed_from = NONE, .patient = patient, .closed = true };

	return concerns_load(ui_desk(ui), arena, &filter, &facts->concerns, &facts->concern_count);
}

static enum code
load_past(struct ui *ui, struct arena *arena, int64_t patient, struct card_facts *facts)
{
	struct contact_line *contacts;
	size_t count;
	time_t at;
	int day, minute;
	const enum code code = contacts_of_patient(
			ui_desk(ui), arena, patient, CONTACTS_MOST, &contacts, &count);

	if (code != OK)
		return code;
	facts->past = arena_take(arena, (facts->visit_count + count +
			facts->concern_count + 1) * sizeof(struct past));
	for (size_t i = 0; i < count; i++)
		if (stamp_parse(contacts[i].at, &at)) {
			zone_local(at, &day, &minute);
			facts->past[facts->past_count++] = (struct past){ day, NULL, &contacts[i], NULL };
		}
	add_past_visits(facts);
	add_past_concerns(facts);
	qsort(facts->past, facts->past_count, sizeof(struct past), past_compare);
	return OK;
}

static enum code
load_visits(struct ui *ui, struct arena *arena, int64_t patient, struct card_facts *facts)
{
	const enum code code = patient_visits(ui_desk(ui), arena, patient, 0, &facts->visits,
			&facts->visit_count);

	if (code != OK)
		return code;
	sort_visits(arena, facts);
	return load_past(ui, arena, patient, facts);
}

/* The others of the household: the one whose card it is goes out. */
static enum code
load_house(struct ui *ui, struct arena *arena, struct card_facts *facts)
{
	const enum code code = household_members(ui_desk(ui), arena, facts->patient.household,
			&facts->house, &facts->house_count);
	size_t kept = 0;

	for (size_t i = 0; code == OK && i < facts->house_count; i++)
		if (facts->house[i].row.id != facts->patient.row.id)
			facts->house[kept++] = facts->house[i];
	facts->house_count = kept;
	return code;
}

static enum code
load_people(struct ui *ui, struct arena *arena, int64_t patient, struct card_facts *facts)
{
	struct desk *const desk = ui_desk(ui);
	enum code code = record_select(desk, arena, &contact_person_record, &facts->speakers,
			&facts->speaker_count, "where patient = $1 order by position, id", "r",
			patient);

	if (code == OK)
		code = record_select(desk, arena, &commitment_record, &facts->commitments,
				&facts->commitment_count, "where patient = $1 order by id", "r",
				patient);
	if (code == OK)
		code = patient_reaches(desk, arena, patient, &facts->reaches, &facts->reach_count);
	if (code == OK && facts->patient.household)
		code = load_house(ui, arena, facts);
	if (code == OK)
		code = second_home_said(desk, arena, patient, &facts->second_home);
	return code == OK ? patients_same_name(desk, arena, patient, &facts->same_name,
			&facts->same_name_count) : code;
}

enum code
card_facts_load(struct ui *ui, struct arena *arena, int64_t patient, struct card_facts *facts)
{
	struct desk *const desk = ui_desk(ui);
	struct mark *marks;
	size_t mark_count;
	enum code code = record_get(desk, arena, &patient_line_record, patient, &facts->patient);

	facts->today = desk_today(desk);
	facts->minute = desk_minute(desk);
	if (code == OK)
		code = marks_load(desk, arena, &marks, &mark_count);
	if (code == OK)
		facts->looked_at_by = mark_looked_at_by(marks, mark_count, patient);
	if (code == OK)
		code = load_concerns(ui, arena, patient, facts);
	if (code == OK)
		code = load_visits(ui, arena, patient, facts);
	if (code == OK)
		code = patient_habits(desk, patient, &facts->habits);
	if (code == OK)
		code = recall_of_patient(
				desk, arena, patient, &facts->recalls, &facts->recall_count);
	if (code == OK)
		code = patient_alerts(desk, arena, patient, facts->today, &facts->alerts,
				&facts->alert_count);
	if (code == OK)
		code = patient_needs(desk, arena, patient, &facts->needs, &facts->need_count);
	return code == OK ? load_people(ui, arena, patient, facts) : code;
}

const struct appointment_line *
card_facts_visit(const struct card_facts *facts, size_t row)
{
	if (row < facts->coming_count)
		return facts->coming[row];
	row -= facts->coming_count;
	return row < facts->past_count ? facts->past[row].visit : NULL;
}
