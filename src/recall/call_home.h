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
	int64_t id, patient, key;
	int64_t household;
	const char *name;		/* the patient's */
	int previous, due, urgent, act_on;
	int missed;			/* visits since `previous`; looked up only where `urgent` says so */
	bool here;			/* ever been here; looked up only where nothing is due */
	size_t order;			/* in the list, most urgent first */
};

/* A household, or one patient alone. */
struct home {
	const char *name;		/* of the household; NULL: none */
	const struct member *members;	/* called first, then by age; of a household the active ones */
	size_t count;
	const struct due_recall *const *recalls;	/* most urgent first */
	size_t recall_count;
};

/* Fills *out, owned by the list's arena. */
enum code home_find(struct calls *calls, int64_t patient, int64_t household, struct home *out);

/* Fills phone and best of a line whose reasons stand: the number to ring and the best way now. */
void call_best(const struct calls *calls, const struct member *whom, struct call *out);

/* One patient by herself, of any state. */
enum code member_find(struct calls *calls, int64_t patient, struct member *out);

/* The next of all recalls read ahead, most urgent first; false: there is none. */
bool ahead_next(struct call_ahead *ahead, struct due_recall *out);

/* From call_recalls.c. */

/* The recalls of a home, a patient once, added to its reasons; what rests only where asked for. */
void recall_reasons_add(struct calls *calls, const struct home *home, struct found_list *list);
struct due_list {
	struct due_recall *list;
	size_t count, room;
};
/* Those of a household, or of a patient (household 0). */
enum code due_list_read(struct calls *calls, int64_t patient, int64_t household,
		struct due_list *out);
/* Those of all of these people, who stand by id. */
enum code due_list_all(struct calls *calls, const struct member *const *people, size_t count,
		struct due_list *out);

#endif
