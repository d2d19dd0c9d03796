/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of which the calls of the day are made: reasons, households, lines. Private to
 * src/recall.
 */
#ifndef RECALL_CALL_PARTS_H
#define RECALL_CALL_PARTS_H

#include "recall/calls.h"
#include "rest.h"
#include "rules.h"

/* A reason with what orders and groups it. */
struct found {
	struct call_reason reason;
	int64_t household;
	int state;		/* of the patient */
	const char *until;	/* "11:00", "today", "" */
	int minute;		/* by when, NONE: some time */
	int since;		/* the minute of today at which it arose, NONE: before today */
	size_t order;		/* in which it was found */
	const char *rest;	/* why it rests, NULL: it doesn't */
};

struct found_list {
	struct found *list;
	size_t count, room;
};

/* Those of one household, one after the other in the list. */
struct group {
	const struct found *first;
	size_t count;
};

/* A set of household keys. */
struct key_set {
	int64_t *keys;		/* 0: a free place */
	size_t count, room;	/* room is a power of two, or 0 */
};
bool key_set_has(const struct key_set *set, int64_t key);
/* True where the key was not in it yet. Never 0. */
bool key_set_add(struct key_set *set, struct arena *arena, int64_t key);

/* What stands for each of some keys. */
struct key_map {
	int64_t *keys;		/* 0: a free place */
	void **values;
	size_t room;		/* a power of two */
};
/* For at most `count` keys. */
void key_map_make(struct key_map *map, struct arena *arena, size_t count);
void key_map_put(struct key_map *map, int64_t key, void *value);
void *key_map_find(const struct key_map *map, int64_t key);	/* NULL: it isn't there */

/* What is said of a due day; one that many share is put in words once. */
#define DUE_SAID 1024		/* a power of two: nearly three years of days */
struct due_said {
	int due;
	const char *words;	/* "14 weeks overdue"; NULL: nothing has been said here yet */
	const char *last_word;	/* ": inactive?" where it is so long ago; else "" */
	const char *both;
};

struct calls {
	struct desk *desk;
	struct arena *arena;
	int day, minute;	/* minute NONE: the list of another day, so that no clock counts */
	int call_from, call_until;	/* when somebody is here who may call */
	int open_next;			/* the next open day; NONE: none */
	int confirm_until;		/* the last day in which visits are to be confirmed; NONE */
	bool cut_off;			/* it is past the cut-off for visits up to open_next */
	unsigned only;
	bool rested, paged;
	struct rests rests;
	struct stages stages;
	struct found_list small;
	struct group *groups;
	size_t group_count, next_group;
	struct key_set seen;
	struct found_list reasons;	/* of the line that is being made */
	struct due_said *said;	/* by the lowest bits of the day; NULL: no recall yet */
	struct stmt *stream;	/* recalls by urgent; NULL: not begun, or paused */
	struct place {
		char urgent[DAY_SIZE], act_on[DAY_SIZE];
		int64_t recall;
	} behind;		/* what the stream has given already */
	size_t homes_asked;	/* one by one */
	struct call_ahead *ahead;	/* all homes, once the first are made; NULL: not yet */
};

/* The first minute from now on at which somebody may be called; NONE where no clock counts. */
int calls_begin_at(const struct calls *calls);
bool calls_want(const struct calls *calls, enum call_reason_kind kind);
void found_add(struct found_list *list, struct arena *arena, const struct found *found);

/* All reasons but the recalls, in the order of desk.md section 5; those that rest only where asked
 * for. */
enum code small_reasons_load(struct calls *calls);

/* Those of the day's own course: who is to be told that we run late, to whom a gap is offered
 * first. */
enum code late_reasons_load(struct calls *calls);
enum code gap_reasons_load(struct calls *calls);
/* Adds one of a patient; not where the patient isn't to be called at all, or rests. */
void small_add(struct calls *calls, struct found *found);
/* "Thu 26 Nov 09:00", "yesterday 14:00", "today 10:30" */
const char *moment_said(const struct calls *calls, int day, int minute);

/* The next household of the stream that is to be called and isn't in `seen`: a patient with a
 * recall. */
enum code recall_stream_next(struct calls *calls, int64_t *patient, int64_t *household,
		bool *more);
/* The keys of all households that it would give, small reasons or not: for counting. */
enum code recall_homes_find(struct calls *calls, struct key_set *homes);

/* The line of a household, or of a patient without one (household 0), from calls->reasons, its small
 * ones, to which its recalls are added where these are wanted. */
enum code call_make(struct calls *calls, int64_t patient, int64_t household, struct call *out);

/* "Farah" of "Siddiqui, Farah" and of "Farah Siddiqui"; and "Siddiqui". */
const char *given_name(struct arena *arena, const char *name);
const char *family_name(struct arena *arena, const char *name);

#endif
