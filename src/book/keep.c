/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Blocks in a plan: spans kept for something. One kept for the visit type that is planned is
 * free for it, and each is free from its own `opens_before` on.
 */
#include "plan.h"

#define DAY_MINUTES 1440

/* A weekly row's days, or its one day. */
bool
block_is_on(const struct block *block, int day)
{
	if (block->day != NONE)
		return block->day == day;
	return block->weekday == civil_weekday(day) &&
	       (block->since == NONE || day >= block->since) &&
	       (block->until_day == NONE || day <= block->until_day);
}

/* Is its time near enough that it is given to anybody? */
bool
block_has_opened(const struct desk *desk, const struct block *block, int day)
{
	const int64_t ahead = ((int64_t)day - desk_today(desk)) * DAY_MINUTES + block->start -
			      desk_minute(desk);

	return block->opens_before != NONE && ahead <= block->opens_before;
}

static void
keep(struct lane *lane, const struct block *block, int n)
{
	if (lane)
		cells_clear(&lane->unkept[n], block->start, block->start + block->minutes);
}

static void
keep_days(struct plan *plan, const struct block *block)
{
	if (block->type && block->type == plan->type)
		return;
	for (int n = 0; n < plan->days; n++) {
		const int day = plan->first + n;

		if (!block_is_on(block, day) || block_has_opened(plan->desk, block, day))
			continue;
		if (block->chair)
			keep(plan_chair_lane(plan, block->chair), block, n);
		if (block->provider)
			keep(plan_provider_lane(plan, block->provider), block, n);
		if (!block->chair && !block->provider)
			keep(&plan->practice, block, n);
	}
}

enum code
plan_ask_blocks(struct plan *plan)
{
	char first[DAY_SIZE], last[DAY_SIZE];

	return record_ask(plan->desk, &plan->asked.blocks, &block_record,
			  "where day is null or day between $1 and $2", "tt",
			  civil_format(first, plan->first),
			  civil_format(last, plan->first + plan->days - 1));
}

enum code
plan_load_blocks(struct plan *plan)
{
	struct block *blocks;
	size_t count;
	enum code code = plan_answer(plan, &plan->asked.blocks, &block_record, &blocks, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		keep_days(plan, &blocks[i]);
	return code;
}
