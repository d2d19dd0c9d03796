/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rests (desk.md section 5): who is not to be contacted now, and why. The causes of a day are few,
 * so they are read once and looked up for each household.
 */
#include "rest.h"

#include <stdlib.h>
#include <string.h>

#include "rules.h"

#define MOURNING_DAYS 30
#define CALL_FROM (8 * 60)
#define CALL_UNTIL (20 * 60)

enum rest_kind { REST_CALLED, REST_RANG, REST_COMPLAINT, REST_MOURNING, REST_REFUSED, REST_QUEUED };

void
calling_hours(struct desk *desk, int *from, int *until)
{
	*from = setting_int(desk, "call_from", CALL_FROM);
	*until = setting_int(desk, "call_until", CALL_UNTIL);
}

int64_t
household_key(int64_t patient, int64_t household)
{
	return household ? -household : patient;
}

static void
rest_add(struct rests *rests, struct arena *arena, const struct rest *rest)
{
	const size_t size = sizeof *rest;

	if (rests->count == rests->room) {
		const size_t larger = rests->room ? rests->room * 2 : 16;

		rests->list = arena_grow(arena, rests->list, rests->room * size, larger * size);
		rests->room = larger;
	}
	rests->list[rests->count++] = *rest;
}

static bool
by_voice(const char *channel)
{
	return strcmp(channel, contact_channel_words[CONTACT_CALL]) == 0 ||
		strcmp(channel, contact_channel_words[CONTACT_DESK]) == 0;
}

static bool
rests_after(const char *purpose)
{
	return strcmp(purpose, purpose_words[PURPOSE_INVITATION]) == 0 ||
		strcmp(purpose, purpose_words[PURPOSE_OPINION]) == 0;
}

/* A contact of the day: talk of any kind, and every invitation, leaves the rest of the day free;
 * a reminder that goes out beside it doesn't. */
static void
contact_rests(struct rests *rests, struct arena *arena, struct stmt *stmt)
{
	const char *const outcome = db_text(stmt, 3);
	const int kind = outcome ? word_index(outcome_words, outcome) : NONE;
	struct rest rest = { .key = household_key(db_int64(stmt, 0), db_int64(stmt, 1)) };
	char clock[CLOCK_SIZE];
	time_t instant;
	int day;

	if (kind == OUTCOME_WRONG_NUMBER || !stamp_parse(db_text(stmt, 2), &instant) ||
			(!by_voice(db_text(stmt, 4)) && !rests_after(db_text(stmt, 5))))
		return;
	zone_local(instant, &day, &rest.minute);
	rest.kind = kind == OUTCOME_NO_ANSWER ? REST_RANG : REST_CALLED;
	rest.why = arena_print(arena, rest.kind == REST_RANG ? "rang %s, nobody" :
			"in contact today %s", clock_format(clock, rest.minute));
	rest_add(rests, arena, &rest);
}

static enum code
contacts_load(struct rests *rests, struct arena *arena)
{
	char first[STAMP_SIZE], next[STAMP_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(rests->desk->db, &stmt,
			"SELECT k.patient, p.household, k.at, k.outcome, k.channel, k.purpose"
			" FROM contact k JOIN patient p ON p.id = k.patient"
			" WHERE k.at >= $1 AND k.at < $2", "tt",
			stamp_format(first, zone_instant(rests->day, 0)),
			stamp_format(next, zone_instant(rests->day + 1, 0)));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		contact_rests(rests, arena, stmt);
	db_done(stmt);
	return code;
}

static enum code
complaints_load(struct rests *rests, struct arena *arena)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(rests->desk->db, &stmt,
			"SELECT n.patient, p.household FROM concern n"
			" JOIN patient p ON p.id = n.patient"
			" WHERE n.kind = 'complaint' AND n.answered IS NULL AND n.withdrawn IS NULL"
			" AND n.due > ''", "");

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		rest_add(rests, arena, &(struct rest){ .kind = REST_COMPLAINT,
			.key = household_key(db_int64(stmt, 0), db_int64(stmt, 1)),
			.why = "an open complaint" });
	db_done(stmt);
	return code;
}

/* An invitation that waits in the outbox is as good as made; of several the first one goes. */
static enum code
queued_load(struct rests *rests, struct arena *arena)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(rests->desk->db, &stmt,
			"SELECT m.patient, p.household, m.channel FROM message m"
			" JOIN patient p ON p.id = m.patient WHERE m.state = 'waiting'"
			" AND m.purpose IN ('invitation', 'opinion')"
			" AND ($1 = 0 OR m.id < $1)", "I", rests->before);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		rest_add(rests, arena, &(struct rest){ .kind = REST_QUEUED,
			.key = household_key(db_int64(stmt, 0), db_int64(stmt, 1)),
			.why = arena_print(arena, "%s waits to be sent", db_text(stmt, 2)) });
	db_done(stmt);
	return code;
}

/* Homes in which somebody died aren't contacted for a month. */
static enum code
deaths_load(struct rests *rests, struct arena *arena)
{
	char since[STAMP_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(rests->desk->db, &stmt,
			"SELECT p.household FROM patient p"
			" WHERE p.state = 'deceased' AND p.household IS NOT NULL"
			" AND EXISTS (SELECT 1 FROM change c"
			" WHERE c.tbl = 'patient' AND c.row = p.id AND c.at >= $1"
			" AND c.after LIKE '%\"state\":\"deceased\"%')", "t",
			stamp_format(since, zone_instant(rests->day - MOURNING_DAYS, 0)));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		rest_add(rests, arena, &(struct rest){ .kind = REST_MOURNING,
			.key = household_key(0, db_int64(stmt, 0)),
			.why = "a death in the home" });
	db_done(stmt);
	return code;
}

/* Patients of whom no number or address is left that may be used for the purpose: the latest
 * consent of each is what holds. */
static enum code
refusals_load(struct rests *rests, struct arena *arena, enum purpose purpose)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(rests->desk->db, &stmt,
			"SELECT DISTINCT pr.patient FROM consent c"
			" CROSS JOIN patient_reach pr"	/* refusals are few: they come first */
			" WHERE pr.reach = c.reach AND c.purpose = $1 AND c.allowed = 0"
			" AND (c.patient IS NULL OR c.patient = pr.patient)"
			" AND NOT EXISTS (SELECT 1 FROM patient_reach q"
			" JOIN reach r ON r.id = q.reach"
			" WHERE q.patient = pr.patient AND r.failed IS NULL"
			" AND coalesce((SELECT e.allowed FROM consent e"
			" WHERE e.reach = q.reach AND e.purpose = $1"
			" AND (e.patient IS NULL OR e.patient = q.patient)"
			" ORDER BY e.at DESC, e.id DESC LIMIT 1), 1) = 1)", "t",
			purpose_words[purpose]);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		rest_add(rests, arena, &(struct rest){ .kind = REST_REFUSED,
			.key = db_int64(stmt, 0), .why = "doesn't want it" });
	db_done(stmt);
	return code;
}

static int
by_key(const void *a, const void *b)
{
	const struct rest *const x = a, *const y = b;

	if (x->key != y->key)
		return (x->key > y->key) - (x->key < y->key);
	return x->kind - y->kind;
}

static enum code
load(struct rests *rests, struct arena *arena, enum purpose purpose)
{
	enum code code;

	if ((code = contacts_load(rests, arena)) != OK ||
	    (code = complaints_load(rests, arena)) != OK ||
	    (code = deaths_load(rests, arena)) != OK ||
	    (code = queued_load(rests, arena)) != OK ||
	    (code = refusals_load(rests, arena, purpose)) != OK)
		return code;
	if (rests->count > 0)
		qsort(rests->list, rests->count, sizeof *rests->list, by_key);
	return OK;
}

enum code
rests_load(struct desk *desk, struct arena *arena, int day, enum purpose purpose,
		struct rests *out)
{
	*out = (struct rests){ .desk = desk, .day = day,
		.minute = day == desk_today(desk) ? desk_minute(desk) : NONE };
	return load(out, arena, purpose);
}

enum code
rests_read(struct desk *desk, struct arena *arena, enum purpose purpose, struct rests **out)
{
	*out = arena_take(arena, sizeof **out);
	return rests_load(desk, arena, desk_today(desk), purpose, *out);
}

/* The first cause of a key, or the place behind the list. */
static const struct rest *
rests_of(const struct rests *rests, int64_t key)
{
	size_t low = 0, high = rests->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (rests->list[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return rests->list + low;
}

/* After a call that nobody answered the household rests for 3 hours; where the day doesn't have
 * them any more, until the next. */
static bool
still_rests(const struct rests *rests, const struct rest *rang)
{
	const int again = rang->minute + CALL_AGAIN_MINUTES;
	int from, until;

	calling_hours(rests->desk, &from, &until);
	return rests->minute == NONE || again > until || rests->minute < again;
}

const char *
rests_today(const struct rests *rests, int64_t key, int since)
{
	const struct rest *const end = rests->list + rests->count;

	for (const struct rest *rest = rests_of(rests, key); rest < end && rest->key == key;
			rest++) {
		if (rest->kind == REST_CALLED && (since == NONE || since <= rest->minute))
			return rest->why;
		if (rest->kind == REST_RANG && still_rests(rests, rest))
			return rest->why;
	}
	return NULL;
}

enum code
rests_ended(struct desk *desk, int since, bool *ended)
{
	const int today = desk_today(desk), minute = desk_minute(desk);
	char first[STAMP_SIZE], last[STAMP_SIZE];
	int64_t count = 0;
	enum code code = OK;

	if (minute > since)
		code = db_value(desk->db, &count, "SELECT count(*) FROM contact"
				" WHERE outcome = 'no_answer' AND at >= $1 AND at < $2", "tt",
				stamp_format(first, zone_instant(today, since + 1 - CALL_AGAIN_MINUTES)),
				stamp_format(last, zone_instant(today, minute + 1 - CALL_AGAIN_MINUTES)));
	*ended = minute < since || count > 0;
	return code;
}

static const char *
rests_kind(const struct rests *rests, int64_t key, enum rest_kind kind)
{
	const struct rest *const end = rests->list + rests->count;

	for (const struct rest *rest = rests_of(rests, key); rest < end && rest->key == key; rest++)
		if (rest->kind == (int)kind)
			return rest->why;
	return NULL;
}

/* Of these nobody is invited; each in words. */
static const char *
state_rests(int state)
{
	switch (state) {
	case PATIENT_INACTIVE:
		return "inactive";
	case PATIENT_MOVED:
		return "moved away";
	case PATIENT_LEFT:
		return "left us";
	case PATIENT_DISMISSED:
		return "dismissed";
	default:
		return NULL;
	}
}

const char *
rests_why(const struct rests *rests, int64_t patient, int state, int64_t household,
		enum purpose purpose)
{
	const int64_t key = household_key(patient, household);
	const char *why = state == PATIENT_DECEASED ? "deceased" : NULL;

	if (why || purpose == PURPOSE_SERVICE)
		return why;
	if ((why = rests_kind(rests, patient, REST_REFUSED)) || purpose == PURPOSE_REMINDER)
		return why;
	if ((why = state_rests(state)) || (why = rests_kind(rests, key, REST_COMPLAINT)) ||
			(why = rests_today(rests, key, NONE)) ||
			(why = rests_kind(rests, key, REST_QUEUED)))
		return why;
	return rests_kind(rests, key, REST_MOURNING);
}

/* Nobody is rung up or woken by a text at night; letters and e-mail wait by themselves. */
static const char *
hours_rest(struct desk *desk, struct arena *arena, int channel)
{
	const int minute = desk_minute(desk);
	char first[CLOCK_SIZE], last[CLOCK_SIZE];
	int from, until;

	calling_hours(desk, &from, &until);
	if (channel == CONTACT_EMAIL || channel == CONTACT_LETTER ||
			(minute >= from && minute < until))
		return NULL;
	return arena_print(arena, "before %s or after %s", clock_format(first, from),
			clock_format(last, until));
}

/* What the latest word about a number and purpose allows; nothing said: allowed. */
static enum code
reach_allows(struct desk *desk, const struct approach *approach, bool *allowed)
{
	int64_t refused;
	const enum code code = db_value(desk->db, &refused,
			"SELECT 1 - e.allowed FROM consent e WHERE e.reach = $1 AND e.purpose = $2"
			" AND (e.patient IS NULL OR e.patient = $3)"
			" ORDER BY e.at DESC, e.id DESC LIMIT 1", "ItI", approach->reach,
			purpose_words[approach->purpose], approach->patient);

	*allowed = !refused;
	return code;
}

enum code
reach_rest(struct desk *desk, const struct approach *approach, const char **why)
{
	struct arena arena = { 0 };
	struct reach reach;
	bool allowed = true;
	enum code code = record_get(desk, &arena, &reach_record, approach->reach, &reach);

	*why = NULL;
	if (code == OK)
		code = reach_allows(desk, approach, &allowed);
	if (code == OK && reach.failed)
		*why = "the number or address doesn't work";
	else if (code == OK && approach->channel == CONTACT_TEXT && !reach.may_text)
		*why = "may not be texted";
	else if (code == OK && !allowed && (approach->channel != CONTACT_CALL ||
			approach->purpose == PURPOSE_INVITATION ||
			approach->purpose == PURPOSE_OPINION))
		*why = "refused on this number or address";
	arena_free(&arena);
	return code;
}

enum code
contact_rest(struct desk *desk, struct arena *arena, const struct approach *approach,
		const char **why)
{
	struct patient row;
	struct rests rests = { .desk = desk, .day = desk_today(desk), .minute = desk_minute(desk),
		.before = approach->message };
	enum code code;

	*why = NULL;
	if ((code = record_get(desk, arena, &patient_record, approach->patient, &row)) != OK ||
	    (code = load(&rests, arena, approach->purpose)) != OK)
		return code;
	*why = rests_why(&rests, approach->patient, row.state, row.household, approach->purpose);
	if (!*why && approach->purpose != PURPOSE_SERVICE)
		*why = hours_rest(desk, arena, approach->channel);
	if (!*why && approach->reach)
		code = reach_rest(desk, approach, why);
	return code;
}
