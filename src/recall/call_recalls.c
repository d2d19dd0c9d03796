/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recalls as reasons to call: streamed by `urgent` from the partial index recall_urgent, so that
 * the first page costs the same however many are due.
 */
#include "call_home.h"

#include <stdlib.h>

/* What was missed since the last one, and whether one without a due day was ever here, is looked up
 * only where it is said. */
#define COLUMNS "r.id, r.patient, r.previous, r.due, r.urgent, r.act_on," \
	" CASE WHEN r.urgent < r.due THEN (SELECT count(DISTINCT a.id) FROM appointment a" \
	" JOIN visit_type_recall v ON v.type = a.type AND v.recall_type = r.recall_type" \
	" WHERE a.patient = r.patient AND a.state = 'missed'" \
	" AND a.day > coalesce(r.previous, '')) ELSE 0 END," \
	" CASE WHEN r.due IS NULL AND EXISTS (SELECT 1 FROM appointment a" \
	" WHERE a.patient = r.patient AND a.state = 'done') THEN 1 ELSE 0 END"
#define WHOSE ", p.household, p.name"
/* $1 is the day. A next visit to come means scheduled, one gone by unsettled: both rest. */
#define TO_BE_CALLED "r.act_on <= $1 AND r.next_visit IS NULL" \
	" AND (r.paused_until IS NULL OR r.paused_until <= $1) AND p.state = 'active'"
#define ALL "SELECT " COLUMNS WHOSE " FROM recall r JOIN patient p ON p.id = r.patient" \
	" WHERE r.act_on IS NOT NULL AND " TO_BE_CALLED \
	" ORDER BY r.urgent, r.act_on, r.id"
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

/* All but whose it is. */
static struct due_recall
recall_read(struct stmt *stmt)
{
	return (struct due_recall){ .id = db_int64(stmt, 0), .patient = db_int64(stmt, 1),
		.previous = day_read(stmt, 2), .due = day_read(stmt, 3),
		.urgent = day_read(stmt, 4), .act_on = day_read(stmt, 5),
		.missed = db_int(stmt, 6), .here = db_int(stmt, 7) == 1 };
}

static struct due_recall
due_read(const struct calls *calls, struct stmt *stmt)
{
	struct due_recall out = recall_read(stmt);

	out.household = db_int64(stmt, 8);
	out.key = household_key(out.patient, out.household);
	out.name = arena_copy(calls->arena, db_text(stmt, 9));
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

/* "14 weeks overdue, missed 2" and what to say. */
static void
words_add(const struct calls *calls, const struct due_recall *recall, struct call_reason *reason)
{
	struct arena *const arena = calls->arena;
	const char *const name = given_name(arena, recall->name);

	if (recall->due == NONE) {
		reason->words = recall->here ? "no examination on record" : "never seen here";
		reason->say = arena_print(arena, "Would %s like a first check-up?", name);
		return;
	}
	reason->words = due_words(calls, recall->due);
	reason->say = arena_print(arena, recall->due > calls->day ?
			"A visit for %s falls due %s." : "%s has been due a visit since %s.", name,
			day_said(arena, recall->due, calls->day));
	if (recall->missed > 0)
		reason->words = arena_print(arena, "%s, missed %d", reason->words,
				recall->missed);
	if (civil_add_months(recall->due, calls->stages.last_word_months) > calls->day)
		return;
	reason->words = arena_print(arena, "%s: inactive?", reason->words);
	reason->say = arena_print(arena, "Would %s like to come back? If not: x, 9, inactive.",
			name);
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
	char today[DAY_SIZE];
	const enum code code = db_query(calls->desk->db, &calls->stream, ALL, "t",
			civil_format(today, calls->day));

	if (code == OK)
		db_stream(calls->stream);
	calls->streaming = true;
	return code;
}

/* The next recall: from the statement, or, once all are read, from memory, all over again. */
static enum code
due_next(struct calls *calls, struct due_recall *out, bool *more)
{
	enum code code;

	if (calls->ahead) {
		*more = ahead_next(calls->ahead, out);
		return OK;
	}
	code = calls->streaming ? OK : stream_begin(calls);
	if (code == OK && (code = db_step(calls->stream, more)) == OK && *more)
		*out = due_read(calls, calls->stream);
	return code;
}

enum code
recall_stream_next(struct calls *calls, int64_t *patient, int64_t *household, bool *more)
{
	struct due_recall recall;
	enum code code;

	while ((code = due_next(calls, &recall, more)) == OK && *more) {
		*patient = recall.patient;
		*household = recall.household;
		if (!key_set_has(&calls->seen, recall.key) &&
		    !is_left_out(calls, recall.patient, recall.household) &&
		    key_set_add(&calls->seen, calls->arena, recall.key))
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
		return db_query(db, out, "SELECT " COLUMNS WHOSE
				" FROM patient p JOIN recall r ON r.patient = p.id"
				" WHERE p.household = $2 AND " TO_BE_CALLED
				" ORDER BY r.urgent, r.act_on, r.id", "tI", today, household);
	return db_query(db, out, "SELECT " COLUMNS WHOSE
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
	recall.order = list->count;
	list->list[list->count++] = recall;
}

enum code
due_list_read(struct calls *calls, int64_t patient, int64_t household, struct due_list *out)
{
	struct stmt *stmt;
	bool more;
	enum code code = dues_query(calls, patient, household, &stmt);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		due_add(calls->arena, out, due_read(calls, stmt));
	db_done(stmt);
	return code;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct due_recall *const x = a, *const y = b;

	if (x->urgent != y->urgent)
		return x->urgent - y->urgent;
	if (x->act_on != y->act_on)
		return x->act_on - y->act_on;
	return (x->id > y->id) - (x->id < y->id);
}

static int
by_patient(const void *key, const void *element)
{
	const int64_t id = *(const int64_t *)key;
	const struct member *const member = *(const struct member *const *)element;

	return (id > member->id) - (id < member->id);
}

/* Of an active patient: it is put beside the others. */
static void
due_of(struct arena *arena, struct due_list *list, struct due_recall recall,
		const struct member *const *people, size_t count)
{
	const struct member *const *const found = bsearch(&recall.patient, people, count,
			sizeof *people, by_patient);

	if (!found || !(*found)->active)
		return;
	recall.key = (*found)->key;
	recall.household = recall.key < 0 ? -recall.key : 0;
	recall.name = (*found)->name;
	due_add(arena, list, recall);
}

/* In the order of the table, which costs less than to follow the index; then by urgency. */
enum code
due_list_all(struct calls *calls, const struct member *const *people, size_t count,
		struct due_list *out)
{
	char today[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(calls->desk->db, &stmt, "SELECT " COLUMNS " FROM recall r"
			" WHERE " DUE_IN_TABLE, "t", civil_format(today, calls->day));

	if (code == OK)
		db_stream(stmt);
	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		due_of(calls->arena, out, recall_read(stmt), people, count);
	db_done(stmt);
	if (out->count > 1)
		qsort(out->list, out->count, sizeof *out->list, by_urgency);
	for (size_t i = 0; i < out->count; i++)
		out->list[i].order = i;
	return code;
}

void
recall_reasons_add(struct calls *calls, const struct home *home, struct found_list *list)
{
	for (size_t i = 0; i < home->recall_count; i++) {
		const struct due_recall *const recall = home->recalls[i];
		struct found found = { .household = recall->household, .until = "",
			.minute = NONE, .since = NONE, .state = PATIENT_ACTIVE,
			.rest = rest_of(calls, recall->patient, recall->household) };

		if ((found.rest && !calls->rested) || has_recall_of(list, recall->patient))
			continue;
		found.reason = (struct call_reason){ .kind = REASON_RECALL,
			.patient = recall->patient, .name = recall->name, .recall = recall->id };
		words_add(calls, recall, &found.reason);
		found_add(list, calls->arena, &found);
	}
}
