/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recalls as reasons to call: streamed by `urgent` from the partial index recall_urgent, so that
 * the first page costs the same however many are due.
 */
#include "call_home.h"

#include <stdio.h>
#include <stdlib.h>

/* The last column: what was missed since the last one, looked up only where it is said; of one without a
 * due day whether she was ever here. */
#define COLUMNS "r.id, r.patient, r.due, r.urgent, r.act_on," \
	" CASE WHEN r.urgent < r.due THEN (SELECT count(*) FROM appointment a" \
	" JOIN visit_type_recall v ON v.type = a.type AND v.recall_type = r.recall_type" \
	" WHERE a.patient = r.patient AND a.state = 'missed'" \
	" AND a.day > coalesce(r.previous, ''))" \
	" WHEN r.due IS NULL AND EXISTS (SELECT 1 FROM appointment a" \
	" WHERE a.patient = r.patient AND a.state = 'done') THEN 1 ELSE 0 END"
/* $1 is the day. A next visit to come means scheduled, one gone by unsettled: both rest. */
#define TO_BE_CALLED "r.act_on <= $1 AND r.next_visit IS NULL" \
	" AND (r.paused_until IS NULL OR r.paused_until <= $1) AND p.state = 'active'"
#define ALL "SELECT r.patient, p.household, r.urgent, r.act_on, r.id" \
	" FROM recall r JOIN patient p ON p.id = r.patient" \
	" WHERE r.act_on IS NOT NULL AND " TO_BE_CALLED \
	" AND (r.urgent, r.act_on, r.id) > ($2, $3, $4) ORDER BY r.urgent, r.act_on, r.id"
/* The same in the order of the table, of all states: the coalesce keeps it from the index, of which
 * nearly all rows would have to be looked up one by one. */
#define DUE_IN_TABLE "coalesce(r.act_on, '9999-12-31') <= $1 AND r.next_visit IS NULL" \
	" AND (r.paused_until IS NULL OR r.paused_until <= $1)"

static int
day_read(struct stmt *stmt, int column)
{
	int day;

	return db_text(stmt, column) && civil_parse(db_text(stmt, column), &day) ? day : NONE;
}

static struct due_recall
recall_read(struct stmt *stmt)
{
	struct due_recall out = { .id = db_int64(stmt, 0), .patient = db_int64(stmt, 1),
		.due = day_read(stmt, 2), .urgent = day_read(stmt, 3),
		.act_on = day_read(stmt, 4) };

	if (out.due == NONE)
		out.here = db_int(stmt, 5) == 1;
	else if (out.urgent < out.due)
		out.missed = db_int(stmt, 5);
	return out;
}

static const char *
due_words(const struct calls *calls, int due)
{
	struct arena *const arena = calls->arena;
	const int late = calls->day - due;

	if (late < 0)
		return arena_print(arena, "due %s", day_said(arena, due, calls->day));
	if (late == 0)
		return "due today";
	if (late < calls->stages.overdue_days)
		return arena_print(arena, "due since %s", day_said(arena, due, calls->day));
	return arena_print(arena, "%d weeks overdue", late / 7);
}

/* Is it so long ago that she may be given up? */
static bool
wants_last_word(const struct stages *stages, int due, int today)
{
	return civil_add_months(due, stages->last_word_months) <= today;
}

static const struct due_said *
due_said(struct calls *calls, int due)
{
	struct due_said *said;

	if (!calls->said)
		calls->said = arena_take(calls->arena, DUE_SAID * sizeof *calls->said);
	said = &calls->said[(unsigned)due % DUE_SAID];
	if (!said->words || said->due != due) {
		*said = (struct due_said){ .due = due, .words = due_words(calls, due),
			.last_word = wants_last_word(&calls->stages, due, calls->day) ?
				": inactive?" : "" };
		said->both = arena_print(calls->arena, "%s%s", said->words, said->last_word);
	}
	return said;
}

/* "14 weeks overdue, missed 2" */
static const char *
recall_words(struct calls *calls, const struct due_recall *recall)
{
	const struct due_said *said;

	if (recall->due == NONE)
		return recall->here ? "no examination on record" : "never seen here";
	said = due_said(calls, recall->due);
	return recall->missed == 0 ? said->both : arena_print(calls->arena, "%s, missed %d%s",
			said->words, recall->missed, said->last_word);
}

const char *
call_say(struct desk *desk, struct arena *arena, const struct call_reason *reason)
{
	const int today = desk_today(desk);
	const struct stages stages = recall_stages(desk);
	const char *name;

	if (reason->say)
		return reason->say;
	name = given_name(arena, reason->name);
	if (reason->due == NONE)
		return arena_print(arena, "Would %s like a first check-up?", name);
	if (wants_last_word(&stages, reason->due, today))
		return arena_print(arena, "Would %s like to come back? If not: x, 9, inactive.",
				name);
	return arena_print(arena, reason->due > today ? "A visit for %s falls due %s." :
			"%s has been due a visit since %s.", name,
			day_said(arena, reason->due, today));
}

static const char *
rest_of(const struct calls *calls, int64_t patient, int64_t household)
{
	return rests_why(&calls->rests, patient, PATIENT_ACTIVE, household, PURPOSE_INVITATION);
}

/* Does it rest, and resting ones aren't asked for? */
static bool
is_left_out(const struct calls *calls, int64_t patient, int64_t household)
{
	return !calls->rested && rest_of(calls, patient, household);
}

static enum code
stream_begin(struct calls *calls)
{
	const struct place *const behind = &calls->behind;
	char today[DAY_SIZE];
	const enum code code = db_query(calls->desk->db, &calls->stream, ALL, "tttI",
			civil_format(today, calls->day), behind->urgent, behind->act_on,
			behind->recall);

	if (code == OK)
		db_stream(calls->stream);
	return code;
}

static void
place_note(struct place *behind, struct stmt *stmt)
{
	snprintf(behind->urgent, sizeof behind->urgent, "%s", db_text(stmt, 2));
	snprintf(behind->act_on, sizeof behind->act_on, "%s", db_text(stmt, 3));
	behind->recall = db_int64(stmt, 4);
}

/* Whose the next recall is: from the statement, or, once all are read, from memory, all over again. */
static enum code
due_next(struct calls *calls, int64_t *patient, int64_t *household, bool *more)
{
	enum code code;

	if (calls->ahead) {
		*more = ahead_next(calls->ahead, patient, household);
		return OK;
	}
	code = calls->stream ? OK : stream_begin(calls);
	if (code == OK && (code = db_step(calls->stream, more)) == OK && *more) {
		*patient = db_int64(calls->stream, 0);
		*household = db_int64(calls->stream, 1);
		place_note(&calls->behind, calls->stream);
	}
	return code;
}

enum code
recall_stream_next(struct calls *calls, int64_t *patient, int64_t *household, bool *more)
{
	enum code code;

	while ((code = due_next(calls, patient, household, more)) == OK && *more) {
		const int64_t key = household_key(*patient, *household);

		if (!key_set_has(&calls->seen, key) && !is_left_out(calls, *patient, *household) &&
		    key_set_add(&calls->seen, calls->arena, key))
			break;
	}
	return code;
}

/* Who has a recall of the day. */
static enum code
due_find(const struct calls *calls, struct key_set *patients)
{
	char today[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(calls->desk->db, &stmt,
			"SELECT r.patient FROM recall r WHERE " DUE_IN_TABLE, "t",
			civil_format(today, calls->day));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		key_set_add(patients, calls->arena, db_int64(stmt, 0));
	db_done(stmt);
	return code;
}

enum code
recall_homes_find(struct calls *calls, struct key_set *homes)
{
	struct key_set patients = { 0 };
	struct stmt *stmt = NULL;
	bool more;
	enum code code = due_find(calls, &patients);

	if (code == OK)
		code = db_query(calls->desk->db, &stmt, "SELECT id, household FROM patient"
				" WHERE state = 'active'", "");
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const int64_t patient = db_int64(stmt, 0), household = db_int64(stmt, 1);

		if (key_set_has(&patients, patient) && !is_left_out(calls, patient, household))
			key_set_add(homes, calls->arena, household_key(patient, household));
	}
	db_done(stmt);
	return code;
}

static bool
has_recall_of(const struct found_list *list, int64_t patient)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->list[i].reason.kind == REASON_RECALL &&
				list->list[i].reason.patient == patient)
			return true;
	return false;
}

static enum code
dues_query(const struct calls *calls, int64_t patient, int64_t household, struct stmt **out)
{
	struct db *const db = calls->desk->db;
	char today[DAY_SIZE];

	civil_format(today, calls->day);
	if (household)
		return db_query(db, out, "SELECT " COLUMNS
				" FROM patient p JOIN recall r ON r.patient = p.id"
				" WHERE p.household = $2 AND " TO_BE_CALLED
				" ORDER BY r.urgent, r.act_on, r.id", "tI", today, household);
	return db_query(db, out, "SELECT " COLUMNS
			" FROM patient p JOIN recall r ON r.patient = p.id"
			" WHERE p.id = $2 AND " TO_BE_CALLED
			" ORDER BY r.urgent, r.act_on, r.id", "tI", today, patient);
}

static void
due_add(struct arena *arena, struct due_list *list, struct due_recall recall)
{
	const size_t size = sizeof *list->list;

	if (list->count == list->room) {
		const size_t larger = list->room ? list->room * 2 : 4;

		list->list = arena_grow(arena, list->list, list->room * size, larger * size);
		list->room = larger;
	}
	list->list[list->count++] = recall;
}

enum code
due_list_read(struct calls *calls, int64_t patient, int64_t household, struct due_list *out)
{
	struct stmt *stmt;
	bool more;
	enum code code = dues_query(calls, patient, household, &stmt);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		due_add(calls->arena, out, recall_read(stmt));
	db_done(stmt);
	return code;
}

/* Of an active patient: it is put beside the others. */
static void
due_of(struct arena *arena, struct due_list *list, struct due_recall recall,
		const struct key_map *people)
{
	struct home *const home = key_map_find(people, recall.patient);

	if (!home)
		return;
	home->recall_count++;
	due_add(arena, list, recall);
}

/* In the order of the table, which costs less than to follow the index. */
enum code
due_list_all(struct calls *calls, const struct key_map *people, struct due_list *out)
{
	char today[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(calls->desk->db, &stmt, "SELECT " COLUMNS " FROM recall r"
			" WHERE " DUE_IN_TABLE, "t", civil_format(today, calls->day));

	if (code == OK)
		db_stream(stmt);
	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		due_of(calls->arena, out, recall_read(stmt), people);
	db_done(stmt);
	return code;
}

int
due_by_urgency(const void *a, const void *b)
{
	const struct due_recall *const x = a, *const y = b;

	if (x->urgent != y->urgent)
		return x->urgent - y->urgent;
	if (x->act_on != y->act_on)
		return x->act_on - y->act_on;
	return (x->id > y->id) - (x->id < y->id);
}

const struct due_recall *
due_first(const struct calls *calls, const struct home *home)
{
	for (size_t i = 0; i < home->recall_count; i++)
		if (!is_left_out(calls, home->recalls[i].patient, home->household))
			return &home->recalls[i];
	return NULL;
}

static const char *
name_in(const struct home *home, int64_t patient)
{
	for (size_t i = 0; i < home->count; i++)
		if (home->members[i].id == patient)
			return home->members[i].name;
	return "";
}

void
recall_reasons_add(struct calls *calls, const struct home *home, struct found_list *list)
{
	for (size_t i = 0; i < home->recall_count; i++) {
		const struct due_recall *const recall = &home->recalls[i];
		struct found found = { .household = home->household, .until = "",
			.minute = NONE, .since = NONE, .state = PATIENT_ACTIVE,
			.rest = rest_of(calls, recall->patient, home->household) };

		if ((found.rest && !calls->rested) || has_recall_of(list, recall->patient))
			continue;
		found.reason = (struct call_reason){ .kind = REASON_RECALL,
			.patient = recall->patient, .name = name_in(home, recall->patient),
			.recall = recall->id, .due = recall->due,
			.words = recall_words(calls, recall) };
		found_add(list, calls->arena, &found);
	}
}
