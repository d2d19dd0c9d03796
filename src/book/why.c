/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What speaks for an opening.
 */
#include "why.h"

/* The commitment of that day that ends last before the slot, or begins first behind it. */
static const struct commitment *
beside(const struct plan *plan, const struct slot *slot, bool before)
{
	const int end = slot->start + slot->minutes;
	const struct commitment *best = NULL;

	for (size_t i = 0; i < plan->commitment_count; i++) {
		const struct commitment *const row = &plan->commitments[i];

		if (!commitment_is_on(row, &plan->holidays, slot->day))
			continue;
		if (before && row->until_min <= slot->start &&
		    (!best || row->until_min > best->until_min))
			best = row;
		if (!before && row->start >= end && (!best || row->start < best->start))
			best = row;
	}
	return best;
}

/* Is the cell at that minute free in the chair, in the practice's hours? */
static bool
is_free(const struct plan *plan, const struct slot *slot, int minute)
{
	const struct cells free = plan_chair(plan, slot->chair, slot->day);

	return cells_hold(&free, minute, CELL_MINUTES);
}

/* Does another visit stand in the chair then? */
static bool
is_busy(const struct plan *plan, const struct slot *slot, int minute)
{
	const struct lane *const lane = plan_chair_lane(plan, slot->chair);

	return minute >= 0 && minute + CELL_MINUTES <= DAY_CELLS * CELL_MINUTES &&
	       !cells_hold(&lane->idle[plan_index(plan, slot->day)], minute, CELL_MINUTES);
}

static bool
closes_gap(const struct plan *plan, const struct slot *slot)
{
	const int before = slot->start - CELL_MINUTES, behind = slot->start + slot->minutes;

	return !is_free(plan, slot, before) && !is_free(plan, slot, behind) &&
	       (is_busy(plan, slot, before) || is_busy(plan, slot, behind));
}

const struct commitment *
opening_rather_not(const struct plan *plan, const struct slot *slot)
{
	for (size_t i = 0; i < plan->commitment_count; i++) {
		const struct commitment *const row = &plan->commitments[i];

		if (!row->firm && commitment_is_on(row, &plan->holidays, slot->day) &&
		    row->start < slot->start + slot->minutes && row->until_min > slot->start)
			return row;
	}
	return NULL;
}

/* Minutes that stay free in the chair from a minute on, in that direction, up to `most`. */
static int
stays_free(const struct plan *plan, const struct slot *slot, int minute, int step, int most)
{
	int minutes = 0;

	while (minutes < most && minute >= 0 && minute + CELL_MINUTES <= DAY_CELLS * CELL_MINUTES &&
	       is_free(plan, slot, minute)) {
		minutes += CELL_MINUTES;
		minute += step;
	}
	return minutes;
}

bool
opening_leaves_scrap(const struct plan *plan, const struct slot *slot, int least)
{
	const int before = stays_free(plan, slot, slot->start - CELL_MINUTES, -CELL_MINUTES, least);
	const int behind = stays_free(plan, slot, slot->start + slot->minutes, CELL_MINUTES, least);

	return (before > 0 && before < least) || (behind > 0 && behind < least);
}

static const char *
note_of(const struct commitment *commitment)
{
	return commitment->note ? commitment->note : "other things";
}

const char *
opening_why(struct arena *arena, const struct plan *plan, const struct slot *slot, bool soonest)
{
	const struct commitment *const before = beside(plan, slot, true);
	const struct commitment *const behind = beside(plan, slot, false);
	const struct commitment *const unwanted = opening_rather_not(plan, slot);

	if (unwanted)
		return arena_print(arena, "rather not: %s", note_of(unwanted));
	if (before)
		return arena_print(arena, "after %s", note_of(before));
	if (behind)
		return arena_print(arena, "before %s", note_of(behind));
	if (closes_gap(plan, slot))
		return "closes a gap";
	return soonest ? "soonest" : "";
}
