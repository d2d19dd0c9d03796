/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Live visits in a plan: they take their chair for as long as they hold it, their provider for
 * their X cells, and their patient.
 */
#include "book/sheet.h"
#include "plan.h"

/* What is read of a visit. */
struct taken {
	int64_t id, chair, provider, checker;
	bool treatment;
	int start, held;
	const char *pattern;
};

/* Clears of a provider's cells those of the visit's X letters. */
static void
take_provider(struct cells *cells, const struct taken *taken)
{
	const int letters = (taken->held + CELL_MINUTES - 1) / CELL_MINUTES;
	const int end = taken->start + taken->held;
	int length;

	for (int from = 0; pattern_run(taken->pattern, letters, 'X', &from, &length);
	     from += length) {
		const int start = taken->start + from * CELL_MINUTES;
		const int until = start + length * CELL_MINUTES;

		cells_clear(cells, start, until < end ? until : end);
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
	struct lane *const provider = plan_provider_lane(plan, taken->provider);

	if (chair && taken->treatment)
		cells_clear(&chair->idle[n], taken->start, taken->start + taken->held);
	if (provider)
		take_provider(&provider->idle[n], taken);
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

/* Where a visit of today is foreseen: it takes chair and provider then too. */
static void
take_foreseen(struct plan *plan, const struct appointment_line *visit, int start)
{
	struct lane *const chair = plan_chair_lane(plan, visit->chair);
	struct lane *const provider = plan_provider_lane(plan, visit->provider);
	const struct taken taken = {
		.start = start, .held = visit->held, .pattern = visit->pattern
	};

	if (chair && visit->chair_kind == CHAIR_TREATMENT)
		cells_clear(&chair->foreseen, start, start + visit->held);
	if (provider)
		take_provider(&provider->foreseen, &taken);
}

/* Today's visits but the one that isn't to be there. */
static enum code
others_today(const struct plan *plan, struct appointment_line **out, size_t *count)
{
	size_t kept = 0;
	const enum code code = day_visits(plan->desk, plan->arena, desk_today(plan->desk), false,
			out, count);

	for (size_t i = 0; code == OK && i < *count; i++)
		if ((*out)[i].row.id != plan->but)
			(*out)[kept++] = (*out)[i];
	*count = kept;
	return code;
}

enum code
plan_load_foreseen(struct plan *plan)
{
	struct appointment_line *visits;
	const int *starts;
	size_t count;
	enum code code;

	if (plan->today == NONE)
		return OK;
	code = others_today(plan, &visits, &count);
	if (code != OK)
		return code;
	starts = day_foreseen(plan->desk, plan->arena, visits, count);
	for (size_t i = 0; i < count; i++)
		if (starts[i] != NONE && starts[i] != visits[i].start)
			take_foreseen(plan, &visits[i], starts[i]);
	return OK;
}

enum code
plan_ask_visits(struct plan *plan)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	const enum code code = db_query(plan->desk->db, &plan->asked.visits,
		"select day, id, chair, provider, checker, chair_kind = 'treatment', start, held, "
		"pattern from appointment where day between $1 and $2 "
		"and state in ('booked', 'arrived', 'seated', 'done')", "tt",
		civil_format(first, plan->first),
		civil_format(last, plan->first + plan->days - 1));

	if (code == OK)
		db_ahead(plan->asked.visits);
	return code;
}

enum code
plan_load_visits(struct plan *plan)
{
	struct stmt *const stmt = plan->asked.visits;
	enum code code;
	bool row;
	int day;

	while ((code = db_step(stmt, &row)) == OK && row) {
		const struct taken taken = {
			.id = db_int64(stmt, 1), .chair = db_int64(stmt, 2),
			.provider = db_int64(stmt, 3), .checker = db_int64(stmt, 4),
			.treatment = db_int(stmt, 5) == 1, .start = db_int(stmt, 6),
			.held = db_int(stmt, 7), .pattern = db_text(stmt, 8)
		};

		if (taken.id != plan->but && civil_parse(db_text(stmt, 0), &day))
			take(plan, &taken, day - plan->first);
	}
	return code;
}

enum code
plan_ask_patient(struct plan *plan, int64_t patient)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	const enum code code = db_query(plan->desk->db, &plan->asked.own_visits,
		"select day, start, held from appointment where patient = $1 "
		"and day between $2 and $3 and id <> $4 "
		"and state in ('booked', 'arrived', 'seated', 'done')", "rttI", patient,
		civil_format(first, plan->first),
		civil_format(last, plan->first + plan->days - 1), plan->but);

	if (code != OK)
		return code;
	db_ahead(plan->asked.own_visits);
	return plan_ask_commitments(plan, patient);
}

static enum code
load_own_visits(struct plan *plan)
{
	struct stmt *const stmt = plan->asked.own_visits;
	enum code code;
	bool row;
	int day;

	while ((code = db_step(stmt, &row)) == OK && row)
		if (civil_parse(db_text(stmt, 0), &day))
			cells_clear(&plan->patient.idle[day - plan->first], db_int(stmt, 1),
				    db_int(stmt, 1) + db_int(stmt, 2));
	return code;
}

enum code
plan_load_patient(struct plan *plan, int64_t patient)
{
	enum code code;

	lane_make(plan, &plan->patient, patient);
	if (patient == 0)
		return OK;
	code = load_own_visits(plan);
	return code == OK ? plan_load_commitments(plan, patient) : code;
}
