/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rests: why somebody isn't to be contacted now, for many at once. Private to src/recall;
 * contact_rest is the same for one.
 */
#ifndef RECALL_REST_H
#define RECALL_REST_H

#include "recall/calls.h"

#define CALL_AGAIN_MINUTES 180	/* after a call that nobody answered */

/* One cause of rest. The key is that of a household or of a patient. */
struct rest {
	int64_t key;
	int kind;
	int minute;		/* of a contact today */
	const char *why;
};

struct rests {
	struct desk *desk;
	int day, minute;	/* the day asked about; NONE: not today, so that no clock counts */
	int64_t before;		/* a message that is to go: only those queued before it count; 0: all */
	struct rest *list;	/* by key */
	size_t count, room;
};

/* The key that stands for everybody who is called together. */
int64_t household_key(int64_t patient, int64_t household);
/* What rests on a day, for this purpose. In the arena. */
enum code rests_load(struct desk *desk, struct arena *arena, int day, enum purpose purpose,
		struct rests *out);
/* Why a reason that arose at `since` (NONE: before today) is dealt with by a contact of today. */
const char *rests_today(const struct rests *rests, int64_t key, int since);

/* The hours in which people are called: minutes of the day. */
void calling_hours(struct desk *desk, int *from, int *until);

#endif
