/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recalls as reasons to call: streamed by `urgent` from the partial index recall_urgent, so that
 * the first page costs the same however many are due.
 */
#include "call_parts.h"

#define COLUMNS "r.patient, p.household, p.name, p.state, r.id, r.previous, r.due, r.urgent"
/* $1 is the day. A next visit to come means scheduled, one gone by unsettled: both rest. */
#define TO_BE_CALLED "r.act_on <= $1 AND r.next_visit IS NULL" \
	" AND (r.paused_until IS NULL OR r.paused_until <= $1) AND p.state = 'active'"

static int
day_read(struct stmt *stmt, int column)
{
	int day;

	return db_text(stmt, column) && civil_parse(db_text(stmt, column), &day) ? day : NONE;
}

static void
recall_read(const struct calls *calls, struct stmt *stmt, struct found *out)
{
	*out = (struct found){ .household = db_int64(stmt, 1), .until = "", .minute = NONE,
		.since = NONE, .state = word_index(patient_state_words, db_text(stmt, 3)),
		.previous = day_read(stmt, 5), .due = day_read(stmt, 6),
		.urgent = day_read(stmt, 7) };
	out->reason = (struct call_reason){ .kind = REASON_RECALL, .patient = db_int64(stmt, 0),
		.name = arena_copy(calls->arena, db_text(stmt, 2)), .recall = db_int64(stmt, 4) };
}

static enum code
was_ever_here(const struct calls *calls, int64_t patient, bool *here)
{
	int64_t found;
	const enum code code = db_value(calls->desk->db, &found,
			"SELECT 1 FROM appointment WHERE patient = $1 AND state = 'done' LIMIT 1",
			"I", patient);

	*here = found != 0;
	return code;
}

static enum code
missed_count(const struct calls *calls, int64_t recall, int previous, int64_t *count)
{
	char since[DAY_SIZE];

	return db_value(calls->desk->db, count,
			"SELECT count(DISTINCT a.id) FROM recall r"
			" JOIN appointment a ON a.patient = r.patient AND a.state = 'missed'"
			" JOIN visit_type_recall v"
			" ON v.type = a.type AND v.recall_type = r.recall_type"
			" WHERE r.id = $1 AND a.day > $2", "It", recall,
			previous == NONE ? "" : civil_format(since, previous));
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
	if (late < 14)
		return arena_print(arena, "due since %s", day_said(arena, due, calls->day));
	return arena_print(arena, "%d weeks overdue", late / 7);
}

enum code
recall_words(const struct calls *calls, struct found *found)
{
	struct arena *const arena = calls->arena;
	const char *const name = given_name(arena, found->reason.name);
	int64_t missed = 0;
	bool here;
	enum code code;

	if (found->due == NONE) {
		code = was_ever_here(calls, found->reason.patient, &here);
		found->reason.words = here ? "no examination on record" : "never seen here";
		found->reason.say = arena_print(arena, "Would %s like a first check-up?", name);
		return code;
	}
	found->reason.words = due_words(calls, found->due);
	found->reason.say = arena_print(arena, found->due > calls->day ?
			"A visit for %s falls due %s." : "%s has been due a visit since %s.", name,
			day_said(arena, found->due, calls->day));
	if (found->urgent >= found->due)
		return OK;
	code = missed_count(calls, found->reason.recall, found->previous, &missed);
	if (missed > 0)
		found->reason.words = arena_print(arena, "%s, missed %lld", found->reason.words,
				(long long)missed);
	return code;
}

static enum code
stream_begin(struct calls *calls)
{
	char today[DAY_SIZE];

	calls->streaming = true;
	return db_query(calls->desk->db, &calls->stream, "SELECT " COLUMNS
			" FROM recall r JOIN patient p ON p.id = r.patient"
			" WHERE r.act_on IS NOT NULL AND " TO_BE_CALLED
			" ORDER BY r.urgent, r.act_on, r.id", "t", civil_format(today, calls->day));
}

/* Does it rest, and resting ones aren't asked for? */
static bool
is_left_out(const struct calls *calls, struct found *found)
{
	found->rest = rests_why(&calls->rests, found->reason.patient, found->state,
			found->household, PURPOSE_INVITATION);
	return found->rest && !calls->rested;
}

enum code
recall_stream_next(struct calls *calls, struct found *out, bool *more)
{
	bool found = false;
	enum code code = calls->streaming ? OK : stream_begin(calls);

	*more = true;
	while (code == OK && !found && (code = db_step(calls->stream, more)) == OK && *more) {
		const int64_t key = household_key(db_int64(calls->stream, 0),
				db_int64(calls->stream, 1));

		if (key_set_has(&calls->seen, key))
			continue;
		recall_read(calls, calls->stream, out);
		found = !is_left_out(calls, out) && key_set_add(&calls->seen, calls->arena, key);
	}
	return code;
}

/* Who has a recall of the day. The coalesce keeps to the order of the table: nearly all rows of the
 * index would have to be looked up one by one. */
static enum code
due_find(const struct calls *calls, struct key_set *patients)
{
	char today[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(calls->desk->db, &stmt,
			"SELECT r.patient FROM recall r"
			" WHERE coalesce(r.act_on, '9999-12-31') <= $1 AND r.next_visit IS NULL"
			" AND (r.paused_until IS NULL OR r.paused_until <= $1)", "t",
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
	struct found found = { .state = PATIENT_ACTIVE };
	struct stmt *stmt = NULL;
	bool more;
	enum code code = due_find(calls, &patients);

	if (code == OK)
		code = db_query(calls->desk->db, &stmt, "SELECT id, household FROM patient"
				" WHERE state = 'active'", "");
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		found.reason.patient = db_int64(stmt, 0);
		found.household = db_int64(stmt, 1);
		if (key_set_has(&patients, found.reason.patient) && !is_left_out(calls, &found))
			key_set_add(homes, calls->arena,
					household_key(found.reason.patient, found.household));
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
recalls_query(const struct calls *calls, int64_t patient, int64_t household, struct stmt **out)
{
	char today[DAY_SIZE];

	civil_format(today, calls->day);
	if (household)
		return db_query(calls->desk->db, out, "SELECT " COLUMNS
				" FROM patient p JOIN recall r ON r.patient = p.id"
				" WHERE p.household = $2 AND " TO_BE_CALLED
				" ORDER BY r.urgent, r.id", "tI", today, household);
	return db_query(calls->desk->db, out, "SELECT " COLUMNS
			" FROM patient p JOIN recall r ON r.patient = p.id"
			" WHERE p.id = $2 AND " TO_BE_CALLED " ORDER BY r.urgent, r.id",
			"tI", today, patient);
}

enum code
recall_reasons_add(struct calls *calls, int64_t patient, int64_t household,
		struct found_list *list)
{
	struct found found;
	struct stmt *stmt;
	bool more;
	enum code code = recalls_query(calls, patient, household, &stmt);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		recall_read(calls, stmt, &found);
		if (has_recall_of(list, found.reason.patient) || is_left_out(calls, &found))
			continue;
		code = recall_words(calls, &found);
		found_add(list, calls->arena, &found);
	}
	db_done(stmt);
	return code;
}
