/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who would take a gap: the waiting list asked of one slot.
 */
#include "book/opening.h"

#define DAY_MINUTES 1440

/* Do the days and the notice that they asked for allow it? */
static bool
would_come(const struct desk *desk, const struct wait *wait, const struct slot *gap)
{
	const int ahead = (gap->day - desk_today(desk)) * DAY_MINUTES + gap->start -
		desk_minute(desk);

	return wait->ended == NONE && (wait->first == NONE || wait->first <= gap->day) &&
	       (wait->last == NONE || wait->last >= gap->day) && ahead >= wait->notice_min;
}

static enum code
ask_fits(struct desk *desk, struct arena *arena, const struct wait *wait, const struct slot *gap,
		int64_t but, bool *fits)
{
	const struct opening_search search = {
		.patient = wait->patient, .type = wait->type, .chair = gap->chair,
		.minutes = NONE, .first = gap->day, .last = gap->day, .after = gap->start,
		.before = gap->start + gap->minutes, .commitments = true, .limit = 1, .but = but
	};
	struct opening *openings;
	size_t count = 0;
	const enum code code = openings_find(desk, arena, &search, &openings, &count);

	*fits = code == OK && count > 0;
	return code;
}

/* The first in the list that would take it, behind `after` (0: of all). */
static enum code
find_taker(struct desk *desk, struct arena *arena, const struct slot *gap, int64_t but,
		int64_t after, struct wait *taker)
{
	struct wait *waits;
	size_t count;
	bool behind = after == 0, fits = false;
	enum code code = wait_list(desk, arena, &waits, &count);

	record_blank(&wait_record, taker);
	for (size_t i = 0; i < count && code == OK && !fits; i++) {
		if (behind && would_come(desk, &waits[i], gap))
			code = ask_fits(desk, arena, &waits[i], gap, but, &fits);
		if (fits)
			*taker = waits[i];
		behind = behind || waits[i].row.id == after;
	}
	return code;
}

enum code
wait_first_for(struct desk *desk, struct arena *arena, struct slot gap, int64_t but,
		struct wait *first)
{
	return find_taker(desk, arena, &gap, but, 0, first);
}

enum code
wait_next_for(struct desk *desk, struct arena *arena, struct slot gap, int64_t but,
		struct wait *wait)
{
	return find_taker(desk, arena, &gap, but, wait->row.id, wait);
}
