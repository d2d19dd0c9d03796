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
	return plan_load_for(desk, arena, visit->day, visit->day, visit->type, visit->row.id,
			     visit->patient, &out->plan);
}

static size_t
rules_count(void)
{
	size_t count = 0;

	while (booking_rules[count].name)
		count++;
	return count;
}

enum code
booking_rules_ask(struct desk *desk, struct arena *arena, const struct appointment *visit,
		struct broken_rule **out, size_t *count)
{
	struct asked asked;
	enum code code = load(desk, arena, visit, &asked);
	const struct rule_case at = {
		.desk = desk, .arena = arena, .visit = visit, .patient = &asked.patient,
		.type = &asked.type, .plan = asked.plan,
		.provider = visit->provider ? &asked.provider : NULL,
		.chair = visit->chair ? &asked.chair : NULL,
	};

	*out = arena_take(arena, rules_count() * sizeof **out);
	*count = 0;
	for (const struct booking_rule *rule = booking_rules; rule->name && code == OK; rule++) {
		const char *why = NULL;

		if (!rule->holds(&at, &why, &code) && code == OK)
			(*out)[(*count)++] = (struct broken_rule){rule, why};
	}
	return code;
}
