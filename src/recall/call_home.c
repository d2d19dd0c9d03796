/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The households of the calls list: one by one at first, then all at once.
 */
#include "call_home.h"

#include <stdlib.h>
#include <string.h>

#define ONE_BY_ONE 48		/* homes asked for singly before all are read: a screenful */
#define TRIES_DAYS 365		/* older attempts were about something else */

struct members {
	struct member *list;
	size_t count, room;
};

/* A home by its most urgent recall. */
struct rank {
	int urgent, act_on;
	int64_t id, patient;
	const struct home *home;
};

/* Everything about everybody: members by home, then as a line names them. */
struct call_ahead {
	struct members members;
	struct home *homes;		/* in the order of their members */
	size_t home_count;
	struct key_map by_key;		/* of homes */
	struct rank *ranks;		/* of those with a recall, most urgent first */
	size_t rank_count, next;	/* next: for ahead_next */
};

/* Which people: one patient, the active ones of one household, or all active ones. */
enum whose { OF_PATIENT, OF_HOUSEHOLD, OF_ALL };

static const char *const people_sql[] = {
#define PEOPLE "SELECT id, household, name, birth, called_first, channel, state FROM patient"
	[OF_PATIENT] = PEOPLE " WHERE id = $1",
	[OF_HOUSEHOLD] = PEOPLE " WHERE household = $1 AND state IN ('active', 'enquirer')"
		" ORDER BY id",
	[OF_ALL] = PEOPLE " WHERE state IN ('active', 'enquirer') ORDER BY id",
};

static const char *const reach_sql[] = {
/* The last column: may be refused for an invitation; by few, who are then asked. */
#define REACHES "SELECT pr.patient, r.kind, r.value, r.may_text, r.id, CASE WHEN r.id IN" \
	" (SELECT reach FROM consent WHERE purpose = 'invitation' AND allowed = 0)" \
	" THEN 1 ELSE 0 END FROM patient_reach pr JOIN reach r ON r.id = pr.reach"
#define REACHES_ORDER " ORDER BY pr.patient, pr.position, pr.id"
	[OF_PATIENT] = REACHES " WHERE pr.patient = $1 AND r.failed IS NULL" REACHES_ORDER,
	[OF_HOUSEHOLD] = REACHES " WHERE pr.patient IN (SELECT id FROM patient"
		" WHERE household = $1) AND r.failed IS NULL" REACHES_ORDER,
	[OF_ALL] = REACHES " WHERE r.failed IS NULL" REACHES_ORDER,
};

static const char *const tries_sql[] = {
#define TRIES "SELECT k.patient, k.outcome FROM contact k WHERE k.at >= $1"
#define TRIES_ORDER " ORDER BY k.patient, k.id"
	[OF_PATIENT] = TRIES " AND k.patient = $2" TRIES_ORDER,
	[OF_HOUSEHOLD] = TRIES " AND k.patient IN (SELECT id FROM patient"
		" WHERE household = $2)" TRIES_ORDER,
	[OF_ALL] = TRIES " AND k.patient IS NOT NULL" TRIES_ORDER,
};

/* Firm commitments of a day. */
static const char *const busy_sql[] = {
#define BUSY "SELECT patient, start, until_min FROM commitment WHERE firm = 1" \
	" AND (weekday IS NULL OR weekday = $1) AND (first IS NULL OR first <= $2)" \
	" AND (last IS NULL OR last >= $2)"
#define BUSY_ORDER " ORDER BY patient, start, until_min"
	[OF_PATIENT] = BUSY " AND patient = $3" BUSY_ORDER,
	[OF_HOUSEHOLD] = BUSY " AND patient IN (SELECT id FROM patient"
		" WHERE household = $3)" BUSY_ORDER,
	[OF_ALL] = BUSY BUSY_ORDER,
};

static struct member
member_read(struct calls *calls, struct stmt *stmt)
{
	struct arena *const arena = calls->arena;
	const char *const channel = db_text(stmt, 5);
	const int64_t id = db_int64(stmt, 0);

	return (struct member){ .id = id, .key = household_key(id, db_int64(stmt, 1)),
		.name = arena_copy(arena, db_text(stmt, 2)),
		.birth = arena_copy(arena, db_text(stmt, 3)),
		.active = strcmp(db_text(stmt, 6), patient_state_words[PATIENT_ACTIVE]) == 0,
		.called_first = db_int(stmt, 4), .busy_until = calls_begin_at(calls),
		.channel = channel ? word_index(channel_words, channel) : NONE };
}

static void
member_add(struct arena *arena, struct members *members, struct member member)
{
	const size_t size = sizeof *members->list;

	if (members->count == members->room) {
		const size_t larger = members->room ? members->room * 2 : 4;

		members->list = arena_grow(arena, members->list, members->room * size,
				larger * size);
		members->room = larger;
	}
	members->list[members->count++] = member;
}

static enum code
people_read(struct calls *calls, enum whose whose, int64_t of, struct members *out)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(calls->desk->db, &stmt, people_sql[whose],
			whose == OF_ALL ? "" : "I", of);

	if (code == OK && whose == OF_ALL)
		db_stream(stmt);
	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		member_add(calls->arena, out, member_read(calls, stmt));
	db_done(stmt);
	return code;
}

/* A number or address of hers. */
struct way {
	int kind;
	const char *value;		/* a telephone's; else NULL */
	bool text;
};

static struct way
way_read(struct arena *arena, struct stmt *stmt)
{
	const int kind = word_index(reach_kind_words, db_text(stmt, 1));

	if (kind != REACH_PHONE)
		return (struct way){ .kind = kind };
	return (struct way){ .kind = kind, .value = arena_copy(arena, db_text(stmt, 2)),
		.text = db_int(stmt, 3) == 1 };
}

static void
way_note(struct ways *ways, const struct way *way)
{
	if (!ways->phone)
		ways->phone = way->value;
	ways->text = ways->text || way->text;
	ways->email = ways->email || way->kind == REACH_EMAIL;
	ways->letter = ways->letter || way->kind == REACH_ADDRESS;
}

static enum code
reach_note(struct calls *calls, struct member *member, struct stmt *stmt)
{
	const struct way way = way_read(calls->arena, stmt);
	const char *why = NULL;
	enum code code = OK;

	if (db_int(stmt, 5))
		code = reach_rest(calls->desk, &(struct approach){ .patient = member->id,
				.channel = CONTACT_CALL, .purpose = PURPOSE_INVITATION,
				.reach = db_int64(stmt, 4) }, &why);
	way_note(&member->ways, &way);
	if (!why)
		way_note(&member->invited, &way);
	return code;
}

/* Commitments one after the other are one. */
static enum code
busy_note(struct calls *calls, struct member *member, struct stmt *stmt)
{
	(void)calls;
	if (db_int(stmt, 1) <= member->busy_until && db_int(stmt, 2) > member->busy_until)
		member->busy_until = db_int(stmt, 2);
	return OK;
}

/* A call to a household is a contact of each whom it was about. */
static enum code
try_note(struct calls *calls, struct member *member, struct stmt *stmt)
{
	const char *const outcome = db_text(stmt, 1);
	const int kind = outcome ? word_index(outcome_words, outcome) : NONE;

	(void)calls;
	if (kind == OUTCOME_NO_ANSWER)
		member->tries++;
	else if (kind != OUTCOME_WRONG_NUMBER)
		member->tries = 0;
	return OK;
}

/* Gives each row to the member whose id is its first column; both are in the order of ids. */
static enum code
rows_note(struct calls *calls, struct stmt *stmt, const struct members *members,
		enum code (*note)(struct calls *calls, struct member *member, struct stmt *stmt))
{
	size_t i = 0;
	enum code code;
	bool more;

	while ((code = db_step(stmt, &more)) == OK && more) {
		const int64_t patient = db_int64(stmt, 0);

		while (i < members->count && members->list[i].id < patient)
			i++;
		if (i < members->count && members->list[i].id == patient)
			code = note(calls, &members->list[i], stmt);
		if (code != OK)
			break;
	}
	return code;
}

static enum code
reaches_read(struct calls *calls, enum whose whose, int64_t of, const struct members *members)
{
	struct stmt *stmt;
	enum code code = db_query(calls->desk->db, &stmt, reach_sql[whose],
			whose == OF_ALL ? "" : "I", of);

	if (code == OK && whose == OF_ALL)
		db_stream(stmt);
	if (code == OK)
		code = rows_note(calls, stmt, members, reach_note);
	db_done(stmt);
	return code;
}

static enum code
tries_read(struct calls *calls, enum whose whose, int64_t of, const struct members *members)
{
	char since[STAMP_SIZE];
	struct stmt *stmt;
	enum code code = db_query(calls->desk->db, &stmt, tries_sql[whose],
			whose == OF_ALL ? "t" : "tI", stamp_format(since,
			zone_instant(calls->day - TRIES_DAYS, 0)), of);

	if (code == OK && whose == OF_ALL)
		db_stream(stmt);
	if (code == OK)
		code = rows_note(calls, stmt, members, try_note);
	db_done(stmt);
	return code;
}

static enum code
busy_read(struct calls *calls, enum whose whose, int64_t of, const struct members *members)
{
	char day[DAY_SIZE];
	struct stmt *stmt;
	enum code code;

	if (calls->minute == NONE)
		return OK;
	code = db_query(calls->desk->db, &stmt, busy_sql[whose], whose == OF_ALL ? "it" : "itI",
			civil_weekday(calls->day), civil_format(day, calls->day), of);
	if (code == OK && whose == OF_ALL)
		db_stream(stmt);
	if (code == OK)
		code = rows_note(calls, stmt, members, busy_note);
	db_done(stmt);
	return code;
}

/* By home; in it who is called first, then the eldest. */
static int
by_home_and_age(const void *a, const void *b)
{
	const struct member *const x = a, *const y = b;
	const int first = y->called_first - x->called_first;

	if (x->key != y->key)
		return (x->key > y->key) - (x->key < y->key);
	if (first || !x->birth != !y->birth)
		return first ? first : !x->birth ? -1 : 1;
	if (x->birth && strcmp(x->birth, y->birth) != 0)
		return strcmp(x->birth, y->birth);
	return (x->id > y->id) - (x->id < y->id);
}

static enum code
members_read(struct calls *calls, enum whose whose, int64_t of, struct members *out)
{
	enum code code;

	*out = (struct members){ 0 };
	if ((code = people_read(calls, whose, of, out)) != OK ||
	    (code = reaches_read(calls, whose, of, out)) != OK ||
	    (code = busy_read(calls, whose, of, out)) != OK ||
	    (code = tries_read(calls, whose, of, out)) != OK)
		return code;
	if (out->count > 1)
		qsort(out->list, out->count, sizeof *out->list, by_home_and_age);
	return OK;
}

enum code
member_find(struct calls *calls, int64_t patient, struct member *out)
{
	struct members members;
	const enum code code = members_read(calls, OF_PATIENT, patient, &members);

	if (code == OK && members.count == 1)
		*out = members.list[0];
	return code;
}

/* One by one */

static enum code
home_ask(struct calls *calls, int64_t patient, int64_t household, struct home *out)
{
	struct db *const db = calls->desk->db;
	struct due_list recalls = { 0 };
	struct members members;
	enum code code = members_read(calls, household ? OF_HOUSEHOLD : OF_PATIENT,
			household ? household : patient, &members);

	if (code == OK && household)
		code = db_text_value(db, calls->arena, &out->name,
				"SELECT name FROM household WHERE id = $1", "I", household);
	if (code == OK)
		code = due_list_read(calls, patient, household, &recalls);
	if (code != OK)
		return code;
	out->household = household;
	out->members = members.list;
	out->count = members.count;
	out->recalls = recalls.list;
	out->recall_count = recalls.count;
	return OK;
}

/* All at once */

/* The homes of all members, who stand by home. */
static void
homes_make(struct arena *arena, struct call_ahead *ahead)
{
	const struct members *const members = &ahead->members;

	ahead->homes = arena_take(arena, (members->count + 1) * sizeof *ahead->homes);
	key_map_make(&ahead->by_key, arena, members->count);
	for (size_t i = 0; i < members->count; i++) {
		const struct member *const member = &members->list[i];

		if (i == 0 || member->key != member[-1].key) {
			struct home *const home = &ahead->homes[ahead->home_count++];

			home->household = member->key < 0 ? -member->key : 0;
			home->members = member;
			key_map_put(&ahead->by_key, member->key, home);
		}
		ahead->homes[ahead->home_count - 1].count++;
	}
}

static enum code
names_read(struct calls *calls, struct call_ahead *ahead)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(calls->desk->db, &stmt, "SELECT id, name FROM household", "");

	if (code == OK)
		db_stream(stmt);
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		struct home *const home = key_map_find(&ahead->by_key,
				household_key(0, db_int64(stmt, 0)));

		if (home)
			home->name = arena_copy(calls->arena, db_text(stmt, 1));
	}
	db_done(stmt);
	return code;
}

/* Gives each home its recalls, most urgent first: how many they are has been counted. */
static void
recalls_share(struct arena *arena, struct call_ahead *ahead, const struct due_list *recalls,
		const struct key_map *people)
{
	struct due_recall *free = arena_take(arena, (recalls->count + 1) * sizeof *free);

	for (size_t i = 0; i < ahead->home_count; i++) {
		ahead->homes[i].recalls = free;
		free += ahead->homes[i].recall_count;
		ahead->homes[i].recall_count = 0;
	}
	for (size_t i = 0; i < recalls->count; i++) {
		struct home *const home = key_map_find(people, recalls->list[i].patient);

		home->recalls[home->recall_count++] = recalls->list[i];
	}
	for (size_t i = 0; i < ahead->home_count; i++)
		if (ahead->homes[i].recall_count > 1)
			qsort(ahead->homes[i].recalls, ahead->homes[i].recall_count,
					sizeof *free, due_by_urgency);
}

static int
by_rank(const void *a, const void *b)
{
	const struct rank *const x = a, *const y = b;

	if (x->urgent != y->urgent)
		return x->urgent - y->urgent;
	if (x->act_on != y->act_on)
		return x->act_on - y->act_on;
	return (x->id > y->id) - (x->id < y->id);
}

static void
homes_rank(struct calls *calls, struct call_ahead *ahead)
{
	ahead->ranks = arena_take(calls->arena, (ahead->home_count + 1) * sizeof *ahead->ranks);
	for (size_t i = 0; i < ahead->home_count; i++) {
		const struct home *const home = &ahead->homes[i];
		const struct due_recall *const first = due_first(calls, home);

		if (first)
			ahead->ranks[ahead->rank_count++] = (struct rank){ first->urgent,
				first->act_on, first->id, first->patient, home };
	}
	qsort(ahead->ranks, ahead->rank_count, sizeof *ahead->ranks, by_rank);
}

static enum code
recalls_read(struct calls *calls, struct call_ahead *ahead)
{
	struct key_map people;		/* homes, by the active ones of their members */
	struct due_list recalls = { 0 };
	enum code code;

	key_map_make(&people, calls->arena, ahead->members.count);
	for (size_t i = 0; i < ahead->home_count; i++) {
		struct home *const home = &ahead->homes[i];

		for (size_t n = 0; n < home->count; n++)
			if (home->members[n].active)
				key_map_put(&people, home->members[n].id, home);
	}
	code = due_list_all(calls, &people, &recalls);
	if (code != OK)
		return code;
	recalls_share(calls->arena, ahead, &recalls, &people);
	homes_rank(calls, ahead);
	return OK;
}

static enum code
ahead_read(struct calls *calls)
{
	struct call_ahead *const ahead = arena_take(calls->arena, sizeof *ahead);
	enum code code = members_read(calls, OF_ALL, 0, &ahead->members);

	if (code == OK) {
		homes_make(calls->arena, ahead);
		code = names_read(calls, ahead);
	}
	if (code == OK)
		code = recalls_read(calls, ahead);
	if (code == OK)
		calls->ahead = ahead;
	return code;
}

enum code
home_find(struct calls *calls, int64_t patient, int64_t household, struct home *out)
{
	const struct home *home;
	enum code code = OK;

	*out = (struct home){ 0 };
	if (!calls->ahead && (calls->paged || calls->homes_asked++ < ONE_BY_ONE))
		return home_ask(calls, patient, household, out);
	if (!calls->ahead)
		code = ahead_read(calls);
	if (code == OK && (home = key_map_find(&calls->ahead->by_key,
			household_key(patient, household))))
		*out = *home;
	return code;
}

bool
ahead_next(struct call_ahead *ahead, int64_t *patient, int64_t *household)
{
	const struct rank *rank;

	if (ahead->next == ahead->rank_count)
		return false;
	rank = &ahead->ranks[ahead->next++];
	*patient = rank->patient;
	*household = rank->home->household;
	return true;
}
