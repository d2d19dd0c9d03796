/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What shuts or keeps time: closures, blocks, and the school's holidays.
 */
#include "book/setup.h"

#include "base/text.h"
#include "book/moving.h"
#include "store/change.h"
#include "watched.h"

#define DAY_MINUTES (24 * 60)
#define WEEK 7

/* "Dr Lee is away" */
static enum code
who_is_shut(struct desk *desk, struct arena *arena, const struct closure *closure,
		const char **said)
{
	struct provider provider;
	struct chair chair;
	enum code code = OK;

	*said = "the practice is shut";
	if (closure->provider) {
		code = record_get(desk, arena, &provider_record, closure->provider, &provider);
		if (code == OK)
			*said = arena_print(arena, "%s is away", provider.name);
	} else if (closure->chair) {
		code = record_get(desk, arena, &chair_record, closure->chair, &chair);
		if (code == OK)
			*said = arena_print(arena, "%s is shut", chair.name);
	}
	return code;
}

enum code
closure_said(struct desk *desk, struct arena *arena, const struct closure *closure,
		const char **said)
{
	const enum code code = who_is_shut(desk, arena, closure, said);

	if (code == OK && !text_is_blank(closure->note))
		*said = arena_print(arena, "%s (%s)", *said, closure->note);
	return code;
}

static enum code
closure_check(struct closure *closure)
{
	if (closure->last == NONE)
		closure->last = closure->first;
	if (closure->first == NONE || closure->last < closure->first)
		return fail(INPUT, "closure: its last day is before its first");
	if ((closure->start == NONE) != (closure->until_min == NONE))
		return fail(INPUT, "closure: it has a time to begin and one to end, or neither");
	if (closure->start != NONE && closure->until_min <= closure->start)
		return fail(INPUT, "closure: it ends before it begins");
	return OK;
}

enum code
closure_save(struct desk *desk, struct closure *closure)
{
	const bool fresh = closure->row.id == 0;
	struct arena arena = {0};
	const char *why;
	enum code code = closure_check(closure);

	if (code == OK)
		code = closure_said(desk, &arena, closure, &why);
	if (code == OK)
		code = watched_put(desk, &closure_record, closure, fresh ? closure->first : NONE,
				   fresh ? closure->last : NONE, why);
	arena_free(&arena);
	return code;
}

enum code
closure_remove(struct desk *desk, const struct closure *closure)
{
	return watched_remove(desk, &closure_record, closure, closure->first, closure->last,
			      "a closure was taken away");
}

static enum code
block_check(const struct block *block)
{
	if ((block->day == NONE) == (block->weekday == NONE))
		return fail(INPUT, "block: it is on a day, or each week on a weekday");
	if (block->minutes < 1 || block->start == NONE ||
	    block->start + block->minutes > DAY_MINUTES)
		return fail(INPUT, "block: it lasts from 1 minute on and ends by midnight");
	if (block->kind == BLOCK_TYPE && !block->type)
		return fail(INPUT, "block: for which visit type?");
	return OK;
}

enum code
block_save(struct desk *desk, struct block *block)
{
	const bool dated = block->row.id == 0 && block->day != NONE;
	struct arena arena = {0};
	enum code code = block_check(block);

	if (code == OK)
		code = watched_put(desk, &block_record, block, dated ? block->day : NONE,
				   dated ? block->day : NONE,
				   arena_print(&arena, "the time is kept: %s", block->note ?
					       block->note : block_kind_words[block->kind]));
	arena_free(&arena);
	return code;
}

static enum code
put_blocks(struct desk *desk, struct block *block, unsigned weekdays)
{
	enum code code = OK;
	bool first = true;

	for (int weekday = 0; weekday < WEEK && code == OK; weekday++) {
		if (!(weekdays & 1u << weekday))
			continue;
		if (!first)
			block->row = (struct row){0, 0};
		first = false;
		block->weekday = weekday;
		code = block_save(desk, block);
	}
	return code;
}

enum code
blocks_save(struct desk *desk, struct block *block, unsigned weekdays)
{
	const enum code code = weekdays ? batch_begin(desk, NULL, NULL) : block_save(desk, block);

	return code == OK && weekdays ? batch_end(desk, put_blocks(desk, block, weekdays)) : code;
}

enum code
block_remove(struct desk *desk, const struct block *block)
{
	return watched_remove(desk, &block_record, block, NONE, NONE, "a block was taken away");
}

enum code
holiday_save(struct desk *desk, struct holiday *holiday)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	if (holiday->last == NONE)
		holiday->last = holiday->first;
	if (holiday->first == NONE || holiday->last < holiday->first)
		return batch_end(desk, fail(INPUT, "holiday: its last day is before its first"));
	if (text_is_blank(holiday->name))
		return batch_end(desk, fail(INPUT, "holiday: its name is empty"));
	return batch_end(desk, record_put(desk, &holiday_record, holiday));
}

enum code
holiday_remove(struct desk *desk, const struct holiday *holiday)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_remove(desk, &holiday_record, holiday)) : code;
}
