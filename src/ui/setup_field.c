/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of a record as they are typed on a form: words by their beginning, days in any form,
 * references by name.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/patient.h"
#include "book/practice.h"
#include "recall/recall.h"
#include "setup.h"
#include "words.h"

#include <string.h>

static const char *const flag_words[] = { "no", "yes", NULL };

/* What may be referred to: how it is found, and by which field it is called. */
static const struct {
	const char *table;
	const struct record *record;
	const char *name;
	const char *tail;
} referred[] = {
	{ "provider", &provider_record, "name", "where active = 1 order by id" },
	{ "chair", &chair_record, "name", "where active = 1 order by position, id" },
	{ "visit_type", &visit_type_record, "code", "order by id" },
	{ "recall_type", &recall_type_record, "code", "order by id" },
	{ "patient", &patient_record, "name", NULL },	/* too many to choose from */
};
#define REFERRED (sizeof(referred) / sizeof(referred[0]))

static size_t
referred_index(const struct field *field)
{
	size_t i = 0;

	while (i < REFERRED - 1 && strcmp(referred[i].table, field->refers) != 0)
		i++;
	return i;
}

static enum code
find_referred(struct desk *desk, struct arena *arena, const struct field *field, const char *text,
		int64_t *id)
{
	union {
		struct provider provider;
		struct chair chair;
		struct visit_type visit_type;
		struct recall_type recall_type;
		struct patient patient;
		struct row row;
	} row;
	enum code code;

	if (strcmp(field->refers, "provider") == 0)
		code = provider_find(desk, arena, text, &row.provider);
	else if (strcmp(field->refers, "chair") == 0)
		code = chair_find(desk, arena, text, &row.chair);
	else if (strcmp(field->refers, "visit_type") == 0)
		code = visit_type_find(desk, arena, text, &row.visit_type);
	else if (strcmp(field->refers, "patient") == 0)
		code = patient_find(desk, arena, text, &row.patient);
	else
		code = recall_type_find(desk, arena, text, &row.recall_type);
	if (code == OK)
		*id = row.row.id;
	return code;
}

static int64_t *
field_id(const struct field *field, void *row)
{
	return (int64_t *)((char *)row + field->offset);
}

/* The name of what it refers to. */
static const char *
referred_text(struct desk *desk, struct arena *arena, const struct field *field, const void *row)
{
	const size_t i = referred_index(field);
	const struct record *const record = referred[i].record;
	const int64_t id = *(const int64_t *)((const char *)row + field->offset);
	void *const of = arena_take(arena, record->size);

	if (!id || record_get(desk, arena, record, id, of) != OK)
		return "";
	return field_text(arena, record_field(record, referred[i].name), of);
}

const char *
setup_field_text(struct desk *desk, struct arena *arena, const struct field *field,
		const void *row)
{
	const char *text;

	if (field->type == FIELD_REF)
		return referred_text(desk, arena, field, row);
	text = field_text(arena, field, row);
	if (!text)
		return "";
	if (field->type == FIELD_FLAG)
		return flag_words[strcmp(text, "0") != 0];
	return text;
}

/* The one word that `text` begins; NONE where it is none, or several. */
static int
word_typed(const char *const *words, const char *text)
{
	const size_t length = strlen(text);
	int found = NONE;

	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], text) == 0)
			return i;
		if (strncmp(words[i], text, length) != 0)
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

/* By a type's form alone; who is named is looked up when it is saved. */
static const char *
refuse_form(const struct field *field, const char *text)
{
	long long number;
	int value;

	switch (field->type) {
	case FIELD_WORD:
		return word_typed(field->words, text) == NONE ? "none of the words" : NULL;
	case FIELD_FLAG:
		return word_typed(flag_words, text) == NONE ? "yes or no" : NULL;
	case FIELD_INT:
		return text_parse_int(text, &number) ? NULL : "no number";
	case FIELD_MINUTE:
		return clock_parse(text, &value) ? NULL : "no time; 8:00";
	case FIELD_DAY:
		return day_typed(text, 0, &value) ? NULL : "no day; 24.11.2026";
	default:
		return NULL;
	}
}

const char *
setup_field_refuse(const struct field *field, const char *text)
{
	if (!text_is_blank(text))
		return refuse_form(field, text);
	return field->flags & OPTIONAL || field->type == FIELD_FLAG ? NULL : "is needed";
}

enum code
setup_field_take(struct desk *desk, struct arena *arena, const struct field *field,
		const char *text, void *row)
{
	char iso[DAY_SIZE];
	int value;

	if (text_is_blank(text))
		return field_parse(arena, field, "", row);
	switch (field->type) {
	case FIELD_REF:
		return find_referred(desk, arena, field, text, field_id(field, row));
	case FIELD_WORD:
		value = word_typed(field->words, text);
		return field_parse(arena, field, value == NONE ? text : field->words[value], row);
	case FIELD_FLAG:
		value = word_typed(flag_words, text);
		return field_parse(arena, field, value == 1 ? "1" : "0", row);
	case FIELD_DAY:
		if (!day_typed(text, desk_today(desk), &value))
			return fail(INPUT, "%s: \"%s\" is no day", field->label, text);
		return field_parse(arena, field, civil_format(iso, value), row);
	default:
		return field_parse(arena, field, text, row);
	}
}

const char *
setup_field_hint(const struct field *field)
{
	switch (field->type) {
	case FIELD_REF:
		return "the beginning of a name";
	case FIELD_WORD:
		return "one of those below";
	case FIELD_FLAG:
		return "yes or no";
	case FIELD_MINUTE:
		return "like 8:00";
	case FIELD_DAY:
		return "like 24.11.2026, fri, +7";
	default:
		return NULL;
	}
}

static const char *
join(struct arena *arena, const char *list, const char *word)
{
	return arena_print(arena, "%s%s%s", list, *list ? ", " : "", word);
}

enum code
setup_field_choices(struct desk *desk, struct arena *arena, const struct field *field,
		const char **choices)
{
	const struct record *record;
	const char *rows;
	size_t count, i;
	enum code code;

	*choices = "";
	for (i = 0; field->words && field->words[i]; i++)
		*choices = join(arena, *choices, field->words[i]);
	if (field->type != FIELD_REF || !referred[referred_index(field)].tail)
		return OK;
	record = referred[referred_index(field)].record;
	code = record_select(desk, arena, record, &rows, &count,
			referred[referred_index(field)].tail, "");
	for (i = 0; code == OK && i < count; i++)
		*choices = join(arena, *choices, field_text(arena, record_field(record,
				referred[referred_index(field)].name), rows + i * record->size));
	return code;
}
