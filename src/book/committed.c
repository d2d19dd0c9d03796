/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commitments in a plan: when the patient can't come, and where she is a child, when nobody of those
 * who bring her can. Of several who bring her one is enough.
 */
#include "plan.h"

#define BROUGHT_UNTIL 16	/* years: who is younger is brought by a contact person */

/* Is it a day of the school's holidays? */
static bool
is_holiday(const struct holidays *holidays, int day)
{
	for (size_t i = 0; i < holidays->count; i++)
		if (day >= holidays->rows[i].first && day <= holidays->rows[i].last)
			return true;
	return false;
}

/* Weekly ones have first and last as their days of effect; dated ones take these days. */
bool
commitment_is_on(const struct commitment *commitment, const struct holidays *holidays, int day)
{
	const bool dated = commitment->weekday == NONE;
	const int last = dated && commitment->last == NONE ? commitment->first : commitment->last;

	if (dated && commitment->first == NONE)
		return false;
	if (commitment->not_holidays && is_holiday(holidays, day))
		return false;
	return (dated || commitment->weekday == civil_weekday(day)) &&
	       (commitment->first == NONE || day >= commitment->first) &&
	       (last == NONE || day <= last);
}

static enum code
ask_holidays(struct desk *desk, struct stmt **asked, int first, int last)
{
	char from[DAY_SIZE], to[DAY_SIZE];

	return record_ask(desk, asked, &holiday_record,
			"where last >= $1 and first <= $2 order by first, id", "tt",
			civil_format(from, first), civil_format(to, last));
}

enum code
holidays_load(struct desk *desk, struct arena *arena, int first, int last, struct holidays *out)
{
	struct holiday *rows = NULL;
	struct stmt *asked;
	enum code code = ask_holidays(desk, &asked, first, last);

	if (code == OK)
		code = record_answer(asked, arena, &holiday_record, &rows, &out->count);
	out->rows = rows;
	return code;
}

static enum code
ask_committed(const struct plan *plan, struct stmt **asked, int64_t patient)
{
	return record_ask(plan->desk, asked, &commitment_record, "where patient = $1 order by id",
			"r", patient);
}

/* Clears what somebody's firm commitments take; her rows are given. */
static enum code
keep_committed(const struct plan *plan, struct stmt **asked, struct cells *unkept,
		struct commitment **rows, size_t *count)
{
	const enum code code = plan_answer(plan, asked, &commitment_record, rows, count);

	for (size_t i = 0; code == OK && i < *count; i++)
		for (int n = 0; n < plan->days; n++) {
			const struct commitment *const row = &(*rows)[i];

			if (row->firm && commitment_is_on(row, &plan->holidays, plan->first + n))
				cells_clear(&unkept[n], row->start, row->until_min);
		}
	return code;
}

/* Those who bring a child: contact persons of today who are patients too. */
static enum code
bringers_load(struct plan *plan, int64_t patient, struct contact_person **out, size_t *count)
{
	char today[DAY_SIZE];
	struct patient *child;
	size_t found;
	enum code code = plan_answer(plan, &plan->asked.patient, &patient_record, &child, &found);
	int age;

	*count = 0;
	if (code != OK)
		return code;
	if (!found)
		return fail(NOT_FOUND, "%s %lld: there is none", patient_record.label,
				(long long)patient);
	age = child->birth ? patient_age(child->birth, desk_today(plan->desk)) : NONE;
	if (age == NONE || age >= BROUGHT_UNTIL)
		return OK;
	return record_select(plan->desk, plan->arena, &contact_person_record, out, count,
			"where patient = $1 and person is not null and may_book = 1"
			" and (since is null or since <= $2)"
			" and (until_day is null or until_day >= $2) order by position, id", "rt",
			patient, civil_format(today, desk_today(plan->desk)));
}

/* What speaks for or against a time is also what the first who brings her does. */
static void
add_rows(struct plan *plan, const struct commitment *rows, size_t count)
{
	const size_t size = sizeof *rows;

	plan->commitments = arena_grow(plan->arena, plan->commitments,
			plan->commitment_count * size, (plan->commitment_count + count) * size);
	for (size_t i = 0; i < count; i++)
		plan->commitments[plan->commitment_count++] = rows[i];
}

/* Where all who bring her are kept, she can't come either. */
static enum code
keep_for_bringers(struct plan *plan, const struct contact_person *people, size_t people_count)
{
	const size_t size = (size_t)plan->days * sizeof(struct cells);
	struct cells *const any = arena_take(plan->arena, size);
	enum code code = OK;

	for (size_t i = 0; code == OK && i < people_count; i++) {
		struct cells *const unkept = arena_take(plan->arena, size);
		struct commitment *rows;
		struct stmt *asked;
		size_t count;

		for (int n = 0; n < plan->days; n++)
			unkept[n] = cells_all();
		code = ask_committed(plan, &asked, people[i].person);
		if (code == OK)
			code = keep_committed(plan, &asked, unkept, &rows, &count);
		for (int n = 0; code == OK && n < plan->days; n++)
			any[n] = cells_or(any[n], &unkept[n]);
		if (code == OK && i == 0)
			add_rows(plan, rows, count);
	}
	for (int n = 0; code == OK && n < plan->days; n++)
		plan->patient.unkept[n] = cells_and(plan->patient.unkept[n], &any[n]);
	return code;
}

enum code
plan_ask_commitments(struct plan *plan, int64_t patient)
{
	struct plan_asked *const asked = &plan->asked;
	enum code code = ask_holidays(plan->desk, &asked->holidays, plan->first,
			plan->first + plan->days - 1);

	if (code == OK)
		code = ask_committed(plan, &asked->commitments, patient);
	if (code == OK)
		code = record_ask(plan->desk, &asked->patient, &patient_record, "where id = $1", "r",
				patient);
	return code;
}

enum code
plan_load_commitments(struct plan *plan, int64_t patient)
{
	struct contact_person *people;
	struct holiday *holidays = NULL;
	size_t people_count = 0;
	enum code code = plan_answer(plan, &plan->asked.holidays, &holiday_record, &holidays,
			&plan->holidays.count);

	plan->holidays.rows = holidays;
	if (code == OK)
		code = keep_committed(plan, &plan->asked.commitments, plan->patient.unkept,
				&plan->commitments, &plan->commitment_count);
	if (code == OK)
		code = bringers_load(plan, patient, &people, &people_count);
	if (code == OK && people_count)
		code = keep_for_bringers(plan, people, people_count);
	return code;
}

const struct commitment *
plan_commitment(const struct plan *plan, int day, int start, int until)
{
	for (size_t i = 0; i < plan->commitment_count; i++) {
		const struct commitment *const row = &plan->commitments[i];

		if (row->firm && commitment_is_on(row, &plan->holidays, day) &&
		    row->start < until && row->until_min > start)
			return row;
	}
	return NULL;
}
