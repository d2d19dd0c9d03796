/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a household's line on the calls list is made of: its people with how they are reached, and
 * its recalls. The first lines ask for theirs one by one, so that a page is there at once; whoever
 * reads on gets the others from memory, read by one query for each kind of thing. Private to
 * src/recall.
 */
#ifndef RECALL_CALL_HOME_H
#define RECALL_CALL_HOME_H

#include "call_parts.h"

/* What she has that works. */
struct ways {
	const char *phone;		/* the first number; NULL: none */
	bool text, email, letter;
};

struct member {
	int64_t id, key;		/* key: household_key */
	bool active;			/* else an enquirer */
	const char *name, *birth;
	int called_first, channel;	/* channel: what she prefers; NONE: nothing said */
	struct ways ways, invited;	/* how she is reached at all; how she may be invited */
	int busy_until;			/* when she can come to the telephone, today: now, or when her
					 * commitments end; NONE: no clock counts */
	int tries;			/* unanswered attempts since somebody was reached */
};

/* A recall that is to be called today. */
struct due_recall {
	int64_t id, patient;
	int due, urgent, act_on;
	int missed;			/* visits since the last one; looked up only where `urgent` says so */
	bool here;			/* ever been here; looked up only where nothing is due */
};

/* A household, or one patient alone. */
struct home {
	int64_t household;		/* 0: one patient alone */
	const char *name;		/* of the household; NULL: none */
	const struct member *members;	/* called first, then by age; of a household the active ones */
	size_t count;
	struct due_recall *recalls;	/* most urgent first */
	size_t recall_count;
};

/* Fills *out, owned by the list's arena. */
enum code home_find(struct calls *calls, int64_t patient, int64_t household, struct home *out);

/* Fills phone and best of a line whose reasons stand: the number to ring and the best way now. */
void call_best(const struct calls *calls, const struct member *whom, struct call *out);

/* One patient by herself, of any state. */
enum code member_find(struct calls *calls, int64_t patient, struct member *out);

/* The next of all homes read ahead that have a recall, most urgent first, with one of its patients;
 * false: there is none. */
bool ahead_next(struct call_ahead *ahead, int64_t *patient, int64_t *household);

/* From call_recalls.c. */

/* The recalls of a home, a patient once, added to its reasons; what rests only where asked for. */
void recall_reasons_add(struct calls *calls, const struct home *home, struct found_list *list);
struct due_list {
	struct due_recall *list;
	size_t count, room;
};
/* Those of a household, or of a patient (household 0), most urgent first. */
enum code due_list_read(struct calls *calls, int64_t patient, int64_t household,
		struct due_list *out);
/* Those of all of these people, a map of struct home by patient, in no order; each home's recall_count
 * goes up by its own. */
enum code due_list_all(struct calls *calls, const struct key_map *people, struct due_list *out);
/* Orders two of them: most urgent first. */
int due_by_urgency(const void *a, const void *b);
/* The most urgent one of a home that isn't left out; NULL: all are. */
const struct due_recall *due_first(const struct calls *calls, const struct home *home);

#endif
