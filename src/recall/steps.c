/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recalls whose step of today is something written: who is to get a text, an e-mail or a letter.
 */
#include "call_parts.h"

struct stepping {
	struct desk *desk;
	struct arena *arena;
	struct rules rules;
	struct rests rests;
	struct stages stages;
	struct key_set homes;		/* to which something goes today */
	struct recall_step *list;
	size_t count, room;
};

static void
step_add(struct stepping *at, const struct recall_step *step)
{
	const size_t size = sizeof *step;

	if (at->count == at->room) {
		const size_t larger = at->room ? at->room * 2 : 16;

		at->list = arena_grow(at->arena, at->list, at->room * size, larger * size);
		at->room = larger;
	}
	at->list[at->count++] = *step;
}

/* The step whose day has come last, where it is a written one; whoever was asked for a call, or has
 * no due day, is called. */
static void
step_read(struct stepping *at, struct stmt *stmt)
{
	const int64_t patient = db_int64(stmt, 1), household = db_int64(stmt, 2);
	const int64_t key = household_key(patient, household);
	const int today = desk_today(at->desk);
	const struct rule *const rule = rules_of(&at->rules, db_int64(stmt, 3));
	const struct cadence_step *step;
	int due, previous = NONE;

	if (!rule || !db_text(stmt, 4) || !civil_parse(db_text(stmt, 4), &due))
		return;
	if (db_text(stmt, 5) && !civil_parse(db_text(stmt, 5), &previous))
		previous = NONE;
	step = rule_step(rule, due, today);
	if (!step || step->channel == CHANNEL_CALL || rests_why(&at->rests, patient,
			PATIENT_ACTIVE, household, PURPOSE_INVITATION))
		return;
	if (key_set_add(&at->homes, at->arena, key))
		step_add(at, &(struct recall_step){ .recall = db_int64(stmt, 0),
			.patient = patient, .household = household, .channel = step->channel,
			.due = due, .stage = recall_stage(&at->stages, previous, due, today) });
}

static enum code
steps_read(struct stepping *at)
{
	char today[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(at->desk->db, &stmt,
			"SELECT r.id, r.patient, p.household, r.recall_type, r.due, r.previous"
			" FROM recall r JOIN patient p ON p.id = r.patient"
			" WHERE r.act_on IS NOT NULL AND r.act_on <= $1 AND r.next_visit IS NULL"
			" AND (r.paused_until IS NULL OR r.paused_until <= $1)"
			" AND p.state = 'active' ORDER BY r.urgent, r.act_on, r.id", "t",
			civil_format(today, desk_today(at->desk)));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		step_read(at, stmt);
	db_done(stmt);
	return code;
}

enum code
recall_steps_today(struct desk *desk, struct arena *arena, struct recall_step **out, size_t *count)
{
	struct stepping at = { .desk = desk, .arena = arena, .stages = recall_stages(desk) };
	enum code code;

	if ((code = rules_load(desk, arena, &at.rules)) == OK &&
	    (code = rests_load(desk, arena, desk_today(desk), PURPOSE_INVITATION,
			&at.rests)) == OK)
		code = steps_read(&at);
	*out = at.list;
	*count = at.count;
	return code;
}
