/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of recall as the store has them: types, cadences, which visits reset which type.
 */
#include "rules.h"

#define STEPS_AT_ONCE 16

static enum code
types_load(struct desk *desk, struct arena *arena, struct rules *out)
{
	struct recall_type *types;
	enum code code = record_select(desk, arena, &recall_type_record, &types, &out->count,
			"ORDER BY id", "");

	if (code != OK)
		return code;
	out->rules = arena_take(arena, out->count * sizeof *out->rules);
	for (size_t i = 0; i < out->count; i++) {
		struct rule *const rule = &out->rules[i];

		*rule = (struct rule){ .id = types[i].row.id, .excludes = types[i].excludes,
			.code = types[i].code, .name = types[i].name,
			.everyone = types[i].everyone, .age_from = types[i].age_from,
			.age_to = types[i].age_to, .rides_with = types[i].rides_with };
		out->by_age |= rule->age_from != NONE || rule->age_to != NONE;
		if (!interval_parse(types[i].interval, &rule->interval))
			return fail(STORE, "recall type %s: its interval %s is none; set another",
					rule->code, types[i].interval);
	}
	return OK;
}

const struct rule *
rules_of(const struct rules *rules, int64_t recall_type)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rules[i].id == recall_type)
			return &rules->rules[i];
	return NULL;
}

bool
rules_exclude(const struct rule *a, const struct rule *b)
{
	return a && b && a != b && (a->excludes == b->id || b->excludes == a->id);
}

static void
step_add(struct rule *rule, struct arena *arena, const struct cadence_step *step)
{
	const size_t size = sizeof *step, count = rule->step_count;

	if (count % STEPS_AT_ONCE == 0)
		rule->steps = arena_grow(arena, rule->steps, count * size,
				(count + STEPS_AT_ONCE) * size);
	rule->steps[rule->step_count++] = *step;
}

/* The rules are read at every booking: of their many steps just what is asked of them. */
static enum code
cadences_ask(struct desk *desk, struct stmt **asked)
{
	const enum code code = db_query(desk->db, asked, "SELECT recall_type, days, channel"
			" FROM cadence ORDER BY recall_type, days", "");

	if (code == OK)
		db_ahead(*asked);
	return code;
}

static enum code
cadences_load(struct stmt *stmt, struct arena *arena, const struct rules *rules)
{
	size_t i = 0;
	bool more;
	enum code code;

	while ((code = db_step(stmt, &more)) == OK && more) {
		const struct cadence_step step = { db_int(stmt, 1),
			word_there(channel_words, db_text(stmt, 2)) };
		const int64_t type = db_int64(stmt, 0);

		while (i < rules->count && rules->rules[i].id < type)
			i++;
		if (i < rules->count && rules->rules[i].id == type)
			step_add(&rules->rules[i], arena, &step);
	}
	return code;
}

/* One row of visit_type_recall: its own rule, and those that it excludes. */
static void
resets_add(struct rules *rules, const struct visit_type_recall *row)
{
	const struct rule *const satisfied = rules_of(rules, row->recall_type);

	if (!satisfied)
		return;
	for (size_t i = 0; i < rules->count; i++) {
		const struct rule *const rule = &rules->rules[i];

		if (rule == satisfied || rules_exclude(rule, satisfied))
			rules->resets[rules->resets_count++] =
				(struct resets){ row->type, i, rule == satisfied };
	}
}

enum code
rules_load(struct desk *desk, struct arena *arena, struct rules *out)
{
	struct visit_type_recall *rows;
	struct stmt *asked, *cadences = NULL;
	size_t count;
	enum code code = record_ask(desk, &asked, &visit_type_recall_record, "ORDER BY id", "");

	*out = (struct rules){ 0 };
	if (code == OK)
		code = cadences_ask(desk, &cadences);
	if (code == OK)
		code = types_load(desk, arena, out);
	if (code == OK)
		code = cadences_load(cadences, arena, out);
	db_done(cadences);
	if (code != OK) {
		db_done(asked);
		return code;
	}
	code = record_answer(asked, arena, &visit_type_recall_record, &rows, &count);
	if (code != OK)
		return code;
	out->resets = arena_take(arena, count * out->count * sizeof *out->resets);
	for (size_t i = 0; i < count; i++)
		resets_add(out, &rows[i]);
	return OK;
}

const struct cadence_step *
rule_step(const struct rule *rule, int due, int today)
{
	const struct cadence_step *step = NULL;

	if (due == NONE)
		return NULL;
	for (size_t i = 0; i < rule->step_count; i++)
		if ((long long)due + rule->steps[i].days <= today)
			step = &rule->steps[i];
	return step;
}
