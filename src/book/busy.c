/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Live visits in a plan: they take their chair for as long as they hold it, their provider for
 * their X cells, and their patient; and a patient's firm commitments.
 */
#include "plan.h"

/* What is read of a visit. */
struct taken {
	int64_t id, chair, provider, checker;
	bool treatment;
	int start, held;
	const char *pattern;
};

static void
take_provider(struct plan *plan, const struct taken *taken, int n)
{
	struct lane *const lane = plan_provider_lane(plan, taken->provider);
	const int letters = (taken->held + CELL_MINUTES - 1) / CELL_MINUTES;
	const int end = taken->start + taken->held;
	int length;

	if (!lane)
		return;
	for (int from = 0; pattern_run(taken->pattern, letters, 'X', &from, &length);
	     from += length) {
		const int start = taken->start + from * CELL_MINUTES;
		const int until = start + length * CELL_MINUTES;

		cells_clear(&lane->idle[n], start, until < end ? until : end);
	}
}

/* Notes where the dentist is owed. */
static void
take_checker(struct plan *plan, const struct taken *taken, int n)
{
	const int letters = (taken->held + CELL_MINUTES - 1) / CELL_MINUTES;
	int from = 0, length;

	if (!taken->checker || !pattern_run(taken->pattern, letters, 'D', &from, &length))
		return;
	if (plan->check_count == plan->check_room) {
		const size_t larger = plan->check_room ? plan->check_room * 2 : 32;

		plan->checks = arena_grow(plan->arena, plan->checks,
					  plan->check_room * sizeof *plan->checks,
					  larger * sizeof *plan->checks);
		plan->check_room = larger;
	}
	plan->checks[plan->check_count++] = (struct check){
		taken->checker, taken->id, plan->first + n, taken->start + from * CELL_MINUTES
	};
}

static void
take(struct plan *plan, const struct taken *taken, int n)
{
	struct lane *const chair = plan_chair_lane(plan, taken->chair);

	if (chair && taken->treatment)
		cells_clear(&chair->idle[n], taken->start, taken->start + taken->held);
	if (taken->provider)
		take_provider(plan, taken, n);
	take_checker(plan, taken, n);
}

void
plan_take(struct plan *plan, int n, const struct slot *slot, int64_t provider, int64_t checker,
		const char *pattern)
{
	const struct taken taken = {
		.chair = slot->chair, .provider = provider, .checker = checker, .treatment = true,
		.start = slot->start, .held = slot->minutes, .pattern = pattern
	};

	take(plan, &taken, n);
}

enum code
plan_load_visits(struct plan *plan)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	struct stmt *stmt = NULL;
	bool row;
	int day;
	enum code code = db_query(plan->desk->db, &stmt,
		"select day, id, chair, provider, checker, chair_kind = 'treatment', start, held, "
		"pattern from appointment where day between $1 and $2 "
		"and state in ('booked', 'arrived', 'seated', 'done')", "tt",
		civil_format(first, plan->first),
		civil_format(last, plan->first + plan->days - 1));

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		const struct taken taken = {
			.id = db_int64(stmt, 1), .chair = db_int64(stmt, 2),
			.provider = db_int64(stmt, 3), .checker = db_int64(stmt, 4),
			.treatment = db_int(stmt, 5) == 1, .start = db_int(stmt, 6),
			.held = db_int(stmt, 7), .pattern = db_text(stmt, 8)
		};

		if (taken.id != plan->but && civil_parse(db_text(stmt, 0), &day))
			take(plan, &taken, day - plan->first);
	}
	db_done(stmt);
	return code;
}

static enum code
load_own_visits(struct plan *plan, int64_t patient)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	struct stmt *stmt = NULL;
	bool row;
	int day;
	enum code code = db_query(plan->desk->db, &stmt,
		"select day, start, held from appointment where patient = $1 "
		"and day between $2 and $3 and id <> $4 "
		"and state in ('booked', 'arrived', 'seated', 'done')", "rttI", patient,
		civil_format(first, plan->first),
		civil_format(last, plan->first + plan->days - 1), plan->but);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		if (civil_parse(db_text(stmt, 0), &day))
			cells_clear(&plan->patient.idle[day - plan->first], db_int(stmt, 1),
				    db_int(stmt, 1) + db_int(stmt, 2));
	db_done(stmt);
	return code;
}

/* Weekly ones have first and last as their days of effect; dated ones take these days. */
bool
commitment_is_on(const struct commitment *commitment, int day)
{
	const bool dated = commitment->weekday == NONE;
	const int last = dated && commitment->last == NONE ? commitment->first : commitment->last;

	if (dated && commitment->first == NONE)
		return false;
	return (dated || commitment->weekday == civil_weekday(day)) &&
	       (commitment->first == NONE || day >= commitment->first) &&
	       (last == NONE || day <= last);
}

static enum code
load_commitments(struct plan *plan, int64_t patient)
{
	enum code code = record_select(plan->desk, plan->arena, &commitment_record,
				       &plan->commitments, &plan->commitment_count,
				       "where patient = $1 order by id", "r", patient);

	if (code != OK)
		return code;
	for (size_t i = 0; i < plan->commitment_count; i++)
		for (int n = 0; n < plan->days; n++) {
			const struct commitment *const row = &plan->commitments[i];

			if (row->firm && commitment_is_on(row, plan->first + n))
				cells_clear(&plan->patient.unkept[n], row->start, row->until_min);
		}
	return OK;
}

const struct commitment *
plan_commitment(const struct plan *plan, int day, int start, int until)
{
	for (size_t i = 0; i < plan->commitment_count; i++) {
		const struct commitment *const row = &plan->commitments[i];

		if (row->firm && commitment_is_on(row, day) && row->start < until &&
		    row->until_min > start)
			return row;
	}
	return NULL;
}

enum code
plan_load_patient(struct plan *plan, int64_t patient)
{
	enum code code;

	lane_make(plan, &plan->patient, patient);
	if (patient == 0)
		return OK;
	code = load_own_visits(plan, patient);
	return code == OK ? load_commitments(plan, patient) : code;
}
