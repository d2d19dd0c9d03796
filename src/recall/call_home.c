/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The households of the calls list: one by one at first, then all at once.
 */
#include "call_home.h"

#include <stdlib.h>
#include <string.h>

#define ONE_BY_ONE 48		/* homes asked for singly before all are read: a screenful */
#define TRIES_DAYS 365		/* older attempts were about something else */

/* Everything about everybody: members by home, then as a line names them. */
struct call_ahead {
	struct member *members;
	size_t member_count;
	struct home_name *names;	/* by id */
	size_t name_count;
	struct due_list recalls;	/* most urgent first */
	const struct due_recall **by_home;
	size_t next;			/* of `recalls`, for ahead_next */
};

struct home_name {
	int64_t id;
	const char *name;
};

/* Which people: one patient, the active ones of one household, or all active ones. */
enum whose { OF_PATIENT, OF_HOUSEHOLD, OF_ALL };

struct members {
	struct member *list;
	size_t count, room;
};

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

static void
way_note(struct arena *arena, struct ways *ways, struct stmt *stmt)
{
	const int kind = word_index(reach_kind_words, db_text(stmt, 1));

	if (kind == REACH_PHONE && !ways->phone)
		ways->phone = arena_copy(arena, db_text(stmt, 2));
	ways->text = ways->text || (kind == REACH_PHONE && db_int(stmt, 3) == 1);
	ways->email = ways->email || kind == REACH_EMAIL;
	ways->letter = ways->letter || kind == REACH_ADDRESS;
}

static enum code
reach_note(struct calls *calls, struct member *member, struct stmt *stmt)
{
	const struct approach approach = { .patient = member->id, .channel = CONTACT_CALL,
		.purpose = PURPOSE_INVITATION, .reach = db_int64(stmt, 4) };
	const char *why = NULL;
	const enum code code = db_int(stmt, 5) ? reach_rest(calls->desk, &approach, &why) : OK;

	way_note(calls->arena, &member->ways, stmt);
	if (!why)
		way_note(calls->arena, &member->invited, stmt);
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

static const struct due_recall **
pointers_to(struct arena *arena, const struct due_list *list)
{
	const struct due_recall **const out =
		arena_take(arena, (list->count + 1) * sizeof *out);

	for (size_t i = 0; i < list->count; i++)
		out[i] = &list->list[i];
	return out;
}

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
	out->members = members.list;
	out->count = members.count;
	out->recalls = pointers_to(calls->arena, &recalls);
	out->recall_count = recalls.count;
	return OK;
}

/* All at once */

static enum code
names_read(struct calls *calls, struct call_ahead *ahead)
{
	int64_t count;
	struct stmt *stmt = NULL;
	bool more;
	enum code code = db_value(calls->desk->db, &count, "SELECT count(*) FROM household", "");

	if (code == OK)
		code = db_query(calls->desk->db, &stmt,
				"SELECT id, name FROM household ORDER BY id", "");
	ahead->names = arena_take(calls->arena, ((size_t)count + 1) * sizeof *ahead->names);
	while (code == OK && (code = db_step(stmt, &more)) == OK && more &&
			ahead->name_count < (size_t)count)
		ahead->names[ahead->name_count++] = (struct home_name){ .id = db_int64(stmt, 0),
			.name = arena_copy(calls->arena, db_text(stmt, 1)) };
	db_done(stmt);
	return code;
}

static int
by_home_and_order(const void *a, const void *b)
{
	const struct due_recall *const x = *(const struct due_recall *const *)a,
		*const y = *(const struct due_recall *const *)b;

	if (x->key != y->key)
		return (x->key > y->key) - (x->key < y->key);
	return (x->order > y->order) - (x->order < y->order);
}

static int
by_id(const void *a, const void *b)
{
	const struct member *const x = *(const struct member *const *)a,
		*const y = *(const struct member *const *)b;

	return (x->id > y->id) - (x->id < y->id);
}

/* The same people by id. */
static const struct member **
members_by_id(struct arena *arena, const struct call_ahead *ahead)
{
	const struct member **const out = arena_take(arena,
			(ahead->member_count + 1) * sizeof *out);

	for (size_t i = 0; i < ahead->member_count; i++)
		out[i] = &ahead->members[i];
	if (ahead->member_count > 1)
		qsort(out, ahead->member_count, sizeof *out, by_id);
	return out;
}

static enum code
ahead_read(struct calls *calls)
{
	struct call_ahead *const ahead = arena_take(calls->arena, sizeof *ahead);
	struct members members;
	enum code code;

	if ((code = members_read(calls, OF_ALL, 0, &members)) != OK ||
	    (code = names_read(calls, ahead)) != OK)
		return code;
	ahead->members = members.list;
	ahead->member_count = members.count;
	code = due_list_all(calls, members_by_id(calls->arena, ahead), ahead->member_count,
			&ahead->recalls);
	if (code != OK)
		return code;
	ahead->by_home = pointers_to(calls->arena, &ahead->recalls);
	if (ahead->recalls.count > 1)
		qsort(ahead->by_home, ahead->recalls.count, sizeof *ahead->by_home,
				by_home_and_order);
	calls->ahead = ahead;
	return OK;
}

/* Where those of `key` begin: the number of elements that stand before it. */
static size_t
first_of(const void *list, size_t count, int64_t key,
		int64_t (*key_at)(const void *list, size_t i))
{
	size_t low = 0, high = count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (key_at(list, middle) < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t
member_key(const void *list, size_t i)
{
	return ((const struct member *)list)[i].key;
}

static int64_t
recall_key(const void *list, size_t i)
{
	return ((const struct due_recall *const *)list)[i]->key;
}

static int64_t
name_key(const void *list, size_t i)
{
	return ((const struct home_name *)list)[i].id;
}

static void
home_look_up(const struct call_ahead *ahead, int64_t patient, int64_t household,
		struct home *out)
{
	const int64_t key = household_key(patient, household);
	const size_t name = first_of(ahead->names, ahead->name_count, household, name_key),
	      member = first_of(ahead->members, ahead->member_count, key, member_key),
	      recall = first_of(ahead->by_home, ahead->recalls.count, key, recall_key);

	if (name < ahead->name_count && ahead->names[name].id == household)
		out->name = ahead->names[name].name;
	out->members = ahead->members + member;
	while (member + out->count < ahead->member_count && out->members[out->count].key == key)
		out->count++;
	out->recalls = ahead->by_home + recall;
	while (recall + out->recall_count < ahead->recalls.count &&
			out->recalls[out->recall_count]->key == key)
		out->recall_count++;
}

enum code
home_find(struct calls *calls, int64_t patient, int64_t household, struct home *out)
{
	enum code code = OK;

	*out = (struct home){ 0 };
	if (!calls->ahead && calls->homes_asked++ < ONE_BY_ONE)
		return home_ask(calls, patient, household, out);
	if (!calls->ahead)
		code = ahead_read(calls);
	if (code == OK)
		home_look_up(calls->ahead, patient, household, out);
	return code;
}

bool
ahead_next(struct call_ahead *ahead, struct due_recall *out)
{
	if (ahead->next == ahead->recalls.count)
		return false;
	*out = ahead->recalls.list[ahead->next++];
	return true;
}
