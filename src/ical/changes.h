/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of occurrences: those that a file changes by components of their own (RECURRENCE-ID), so that
 * the rule doesn't give them a second time, and those that an event leaves out (EXDATE). A whole day
 * stands for whatever begins on it. Private to the room.
 */
#ifndef ICAL_CHANGES_H
#define ICAL_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Empty is {0}. */
struct changed_occurrences {
	struct changed_occurrence {
		uint64_t uid;		/* its hash */
		long minutes;		/* of the practice's wall time, since 1970 */
		bool whole_day;
	} *list;
	size_t count, room;
	bool sorted;
};

/* False where there are more than can be held. */
bool changes_add(struct changed_occurrences *changes, const char *uid, long minutes,
		bool whole_day);
bool changes_have(struct changed_occurrences *changes, const char *uid, long minutes);
void changes_free(struct changed_occurrences *changes);

#endif
