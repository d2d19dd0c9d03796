/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold of the practice's set-up beyond the store's own constraints.
 */
#include "book/setup.h"

#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "store/change.h"
#include "watched.h"

#define DAY_MINUTES (24 * 60)

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

/* Writes whoever or whatever visits stand with: who isn't in use any more can't keep them. */
static enum code
save_active(struct desk *desk, const struct record *record, void *row, const char *name,
		const char *gone)
{
	struct arena arena = {0};
	const enum code code = watched_put(desk, record, row, NONE, NONE,
					   arena_print(&arena, "%s %s", name, gone));

	arena_free(&arena);
	return code;
}

/* Visits carry their chair's kind, by which they overlap or don't: it stays once there are any. */
static enum code
check_kind(struct desk *desk, const struct chair *chair)
{
	struct arena arena = {0};
	struct chair before;
	int64_t visits = 0;
	enum code code = record_get(desk, &arena, &chair_record, chair->row.id, &before);

	if (code == OK && before.kind != chair->kind)
		code = db_value(desk->db, &visits, "SELECT count(*) FROM appointment"
				" WHERE chair = $1", "I", chair->row.id);
	arena_free(&arena);
	return code == OK && visits > 0
		? fail(CLASH, "%s has visits: it stays %s; add another and take this one out of use",
		       chair->name, chair_kind_words[before.kind]) : code;
}

enum code
chair_save(struct desk *desk, struct chair *chair)
{
	enum code code = check_name(desk, &chair_record, chair->name, chair->row.id);

	if (code == OK && chair->row.id)
		code = check_kind(desk, chair);
	if (code == OK && chair->position == NONE) {
		code = last_position(desk, &chair->position);
		chair->position++;
	}
	return code != OK ? code : save_active(desk, &chair_record, chair, chair->name,
					       "isn't in use any more");
}

static enum code
check_colour(const char *colour)
{
	if (!colour || word_index(colour_words, colour) != NONE)
		return OK;
	return fail(INPUT, "colour \"%s\": red, green, yellow, blue, magenta or cyan", colour);
}

enum code
provider_save(struct desk *desk, struct provider *provider)
{
	enum code code = check_name(desk, &provider_record, provider->name, provider->row.id);

	if (code == OK)
		code = check_colour(provider->colour);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = save_active(desk, &provider_record, provider, provider->name, "isn't here any more");
	if (code == OK)
		code = planned_open(desk, provider);
	return batch_end(desk, code);
}

static enum code
check_pattern(const char *pattern)
{
	if (strspn(pattern, "XD/") == strlen(pattern))
		return OK;
	return fail(INPUT, "pattern \"%s\": a letter for each 5 minutes is wanted: X provider, "
		    "D checker, / chair only", pattern);
}

/* Words of need_kind_words, with blanks between. */
static enum code
check_needs(const char *needs)
{
	struct arena arena = {0};
	char *list = arena_copy(&arena, needs ? needs : ""), *state;
	enum code code = OK;

	for (char *word; code == OK && (word = strtok_r(list, " ,", &state)); list = NULL)
		if (word_index(need_kind_words, word) == NONE)
			code = fail(INPUT, "needs \"%s\": lab, xrays, letter, interpreter, clearance, "
				    "consent, deposit or other are wanted", word);
	arena_free(&arena);
	return code;
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
	if (code == OK)
		code = check_needs(type->needs);
	if (code == OK)
		code = check_colour(type->colour);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, record_put(desk, &visit_type_record, type)) : code;
}
