/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The booking rules asked of a visit that isn't being booked here.
 */
#include "book/rule.h"
#include "plan.h"

/* What the rules look at. */
struct asked {
	struct patient patient;
	struct visit_type type;
	struct provider provider;
	struct chair chair;
	struct plan *plan;
};

/* The row of an id where there is one. */
static enum code
load_row(struct desk *desk, struct arena *arena, const struct record *record, int64_t id,
		void *row)
{
	return id ? record_get(desk, arena, record, id, row) : OK;
}

static enum code
load(struct desk *desk, struct arena *arena, const struct appointment *visit, struct asked *out)
{
	enum code code = record_get(desk, arena, &patient_record, visit->patient, &out->patient);

	if (code == OK)
		code = record_get(desk, arena, &visit_type_record, visit->type, &out->type);
	if (code == OK)
		code = load_row(desk, arena, &provider_record, visit->provider, &out->provider);
	if (code == OK)
		code = load_row(desk, arena, &chair_record, visit->chair, &out->chair);
	if (code != OK)
		return code;
	return plan_load_visit(desk, arena, visit, &out->plan);
}

/* The stored row that it changes, where there is one. */
static enum code
load_before(struct desk *desk, struct arena *arena, const struct appointment *visit,
		struct appointment *before, bool *there)
{
	const enum code code = record_first(desk, arena, &appointment_record, before,
					    "where id = $1", "r", visit->row.id);

	*there = code == OK;
	return code == NOT_FOUND ? OK : code;
}

static size_t
rules_count(void)
{
	size_t count = 0;

	while (booking_rules[count].name)
		count++;
	return count;
}

/* Every rule that doesn't hold. */
static enum code
ask_all(const struct rule_case *at, struct broken_rule **out, size_t *count)
{
	const struct booking_rule *next = booking_rules;
	enum code code;

	*out = arena_take(at->arena, (rules_count() + 1) * sizeof **out);
	while ((code = rule_next_broken(at, &next, &(*out)[*count])) == OK && (*out)[*count].rule)
		++*count;
	return code;
}

enum code
booking_rules_ask(struct desk *desk, struct arena *arena, const struct appointment *visit,
		struct broken_rule **out, size_t *count)
{
	struct asked asked = {0};
	struct appointment before;
	struct rule_case at = {
		.desk = desk, .arena = arena, .visit = visit, .patient = &asked.patient,
		.type = &asked.type, .provider = visit->provider ? &asked.provider : NULL,
		.chair = visit->chair ? &asked.chair : NULL
	};
	bool there = false;
	enum code code;

	*out = NULL;
	*count = 0;
	if (visit->day == NONE || visit->start == NONE)
		return fail(INPUT, "slot: a visit needs a day and a time");
	code = load(desk, arena, visit, &asked);
	if (code == OK)
		code = load_before(desk, arena, visit, &before, &there);
	at.plan = asked.plan;
	at.before = there ? &before : NULL;
	return code == OK ? ask_all(&at, out, count) : code;
}
