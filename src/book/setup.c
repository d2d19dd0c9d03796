/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold of the practice's set-up beyond the store's own constraints.
 */
#include "book/setup.h"

#include <string.h>

#include "base/text.h"
#include "store/change.h"

#define DAY_MINUTES (24 * 60)

/* Writes it, in a batch of its own where none is begun. */
static enum code
put(struct desk *desk, const struct record *record, void *row)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, record, row)) : code;
}

/* What people choose a row by is there, and no other row has it. `tail` asks for those others. */
static enum code
check_word(struct desk *desk, const struct record *record, const char *what, const char *tail,
		const char *word, int64_t id)
{
	struct arena arena = {0};
	void *others;
	size_t count;
	enum code code;

	if (text_is_blank(word))
		return fail(INPUT, "%s: the %s is empty", record->label, what);
	code = record_select(desk, &arena, record, &others, &count, tail, "tI", word, id);
	if (code == OK && count)
		code = fail(CLASH, "%s: there is a %s already", record->label, word);
	arena_free(&arena);
	return code;
}

static enum code
check_name(struct desk *desk, const struct record *record, const char *name, int64_t id)
{
	return check_word(desk, record, "name", "where name = $1 and id <> $2", name, id);
}

static enum code
last_position(struct desk *desk, int *position)
{
	struct arena arena = {0};
	struct chair last;
	const enum code code = record_first(desk, &arena, &chair_record, &last,
			"order by position desc", "");

	*position = code == OK ? last.position : 0;
	arena_free(&arena);
	return code == NOT_FOUND ? OK : code;
}

enum code
chair_save(struct desk *desk, struct chair *chair)
{
	enum code code = check_name(desk, &chair_record, chair->name, chair->row.id);

	if (code == OK && chair->position == NONE) {
		code = last_position(desk, &chair->position);
		chair->position++;
	}
	return code == OK ? put(desk, &chair_record, chair) : code;
}

enum code
provider_save(struct desk *desk, struct provider *provider)
{
	const enum code code = check_name(desk, &provider_record, provider->name,
			provider->row.id);

	return code == OK ? put(desk, &provider_record, provider) : code;
}

static enum code
check_pattern(const char *pattern)
{
	if (strspn(pattern, "XD/") == strlen(pattern))
		return OK;
	return fail(INPUT, "pattern \"%s\": a letter for each 5 minutes is wanted: X provider, "
		    "D checker, / chair only", pattern);
}

enum code
visit_type_save(struct desk *desk, struct arena *arena, struct visit_type *type)
{
	enum code code = check_name(desk, &visit_type_record, type->name, type->row.id);

	if (code == OK)
		code = check_word(desk, &visit_type_record, "code",
				  "where code = $1 and id <> $2", type->code, type->row.id);
	if (code == OK && (type->minutes < 1 || type->minutes > DAY_MINUTES))
		code = fail(INPUT, "minutes: from 1 to 1440");
	if (code == OK && text_is_blank(type->pattern))
		type->pattern = pattern_for(arena, "", type->minutes);
	if (code == OK)
		code = check_pattern(type->pattern);
	return code == OK ? put(desk, &visit_type_record, type) : code;
}

enum code
closure_save(struct desk *desk, struct closure *closure)
{
	if (closure->last == NONE)
		closure->last = closure->first;
	if (closure->first == NONE || closure->last < closure->first)
		return fail(INPUT, "closure: its last day is before its first");
	if ((closure->start == NONE) != (closure->until_min == NONE))
		return fail(INPUT, "closure: it has a time to begin and one to end, or neither");
	if (closure->start != NONE && closure->until_min <= closure->start)
		return fail(INPUT, "closure: it ends before it begins");
	return put(desk, &closure_record, closure);
}

enum code
block_save(struct desk *desk, struct block *block)
{
	if ((block->day == NONE) == (block->weekday == NONE))
		return fail(INPUT, "block: it is on a day, or each week on a weekday");
	if (block->minutes < 1 || block->start == NONE ||
	    block->start + block->minutes > DAY_MINUTES)
		return fail(INPUT, "block: it lasts from 1 minute on and ends by midnight");
	if (block->kind == BLOCK_TYPE && !block->type)
		return fail(INPUT, "block: for which visit type?");
	return put(desk, &block_record, block);
}
