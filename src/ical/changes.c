/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changed occurrences: a few bytes each, sorted when first asked.
 */
#include "changes.h"

#include <stdlib.h>

#define MOST 1000000
#define DAY_MINUTES 1440

/* FNV-1a. */
static uint64_t
hash_of(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return hash;
}

static bool
make_room(struct changed_occurrences *changes)
{
	const size_t room = changes->room ? 2 * changes->room : 64;
	struct changed_occurrence *const list = realloc(changes->list, room * sizeof *list);

	if (!list)
		return false;
	changes->list = list;
	changes->room = room;
	return true;
}

bool
changes_add(struct changed_occurrences *changes, const char *uid, long minutes, bool whole_day)
{
	if (changes->count == MOST || (changes->count == changes->room && !make_room(changes)))
		return false;
	changes->list[changes->count++] =
		(struct changed_occurrence){hash_of(uid), minutes, whole_day};
	changes->sorted = false;
	return true;
}

static int
by_uid_and_time(const void *a, const void *b)
{
	const struct changed_occurrence *const p = a, *const q = b;

	if (p->uid != q->uid)
		return p->uid < q->uid ? -1 : 1;
	return (p->minutes > q->minutes) - (p->minutes < q->minutes);
}

/* The first at or behind a uid and a time. */
static size_t
place_of(const struct changed_occurrences *changes, const struct changed_occurrence *wanted)
{
	size_t low = 0, high = changes->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (by_uid_and_time(&changes->list[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
changes_have(struct changed_occurrences *changes, const char *uid, long minutes)
{
	const long midnight = minutes - ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
	struct changed_occurrence wanted = {hash_of(uid), midnight, false};

	if (changes->count == 0)
		return false;
	if (!changes->sorted)
		qsort(changes->list, changes->count, sizeof *changes->list, by_uid_and_time);
	changes->sorted = true;
	for (size_t at = place_of(changes, &wanted); at < changes->count; at++) {
		const struct changed_occurrence *const change = &changes->list[at];

		if (change->uid != wanted.uid || change->minutes > minutes)
			return false;
		if (change->minutes == minutes ||
		    (change->whole_day && change->minutes == midnight))
			return true;
	}
	return false;
}

void
changes_free(struct changed_occurrences *changes)
{
	free(changes->list);
	*changes = (struct changed_occurrences){0};
}
