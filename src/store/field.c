/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fields: one value of a row, as it stands in the struct, outside (ISO 8601, words, digits) and in
 * JSON for people and programs.
 */
#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "field.h"

int *
field_int(const struct field *field, void *row)
{
	return (int *)(void *)((char *)row + field->offset);
}

int64_t *
field_int64(const struct field *field, void *row)
{
	return (int64_t *)(void *)((char *)row + field->offset);
}

const char **
field_chars(const struct field *field, void *row)
{
	return (const char **)(void *)((char *)row + field->offset);
}

int
field_int_of(const struct field *field, const void *row)
{
	return *(const int *)(const void *)((const char *)row + field->offset);
}

int64_t
field_int64_of(const struct field *field, const void *row)
{
	return *(const int64_t *)(const void *)((const char *)row + field->offset);
}

const char *
field_chars_of(const struct field *field, const void *row)
{
	return *(const char *const *)(const void *)((const char *)row + field->offset);
}

enum field_shape
field_shape(const struct field *field)
{
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
		return SHAPE_INT64;
	case FIELD_TEXT:
	case FIELD_STAMP:
	case FIELD_BIRTH:
		return SHAPE_CHARS;
	case FIELD_INT:
	case FIELD_FLAG:
	case FIELD_WORD:
	case FIELD_DAY:
	case FIELD_MINUTE:
		break;
	}
	return SHAPE_INT;
}

int
word_index(const char *const *words, const char *word)
{
	for (int i = 0; word && words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return NONE;
}

int
word_there(const char *const *words, const char *word)
{
	const int index = word_index(words, word);

	return index == NONE ? 0 : index;
}

/* What an int field is when nothing was put into it. */
static int
blank_int(const struct field *field)
{
	const bool optional = field->flags & OPTIONAL;

	if (!optional && (field->type == FIELD_FLAG || field->type == FIELD_WORD))
		return 0;
	return NONE;
}

void
field_set_null(const struct field *field, void *row)
{
	switch (field_shape(field)) {
	case SHAPE_INT64:
		*field_int64(field, row) = 0;
		break;
	case SHAPE_CHARS:
		*field_chars(field, row) = NULL;
		break;
	case SHAPE_INT:
		*field_int(field, row) = field->type == FIELD_FLAG ? blank_int(field) : NONE;
		break;
	}
}

void
field_take(const struct field *field, const void *from, void *row)
{
	switch (field_shape(field)) {
	case SHAPE_INT64:
		*field_int64(field, row) = field_int64_of(field, from);
		break;
	case SHAPE_CHARS:
		*field_chars(field, row) = field_chars_of(field, from);
		break;
	case SHAPE_INT:
		*field_int(field, row) = field_int_of(field, from);
		break;
	}
}

void
record_blank(const struct record *record, void *row)
{
	memset(row, 0, record->size);
	for (size_t i = 0; i < record->count; i++)
		if (field_shape(&record->fields[i]) == SHAPE_INT)
			*field_int(&record->fields[i], row) = blank_int(&record->fields[i]);
}

const struct field *
record_field(const struct record *record, const char *name)
{
	for (size_t i = 0; i < record->count; i++)
		if (strcmp(record->fields[i].name, name) == 0)
			return &record->fields[i];
	return NULL;
}

bool
field_is_null(const struct field *field, const void *row)
{
	switch (field_shape(field)) {
	case SHAPE_INT64:
		return field_int64_of(field, row) == 0;
	case SHAPE_CHARS:
		return field_chars_of(field, row) == NULL;
	case SHAPE_INT:
		break;
	}
	return field_int_of(field, row) == NONE;
}

static bool
chars_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool
field_equal(const struct field *field, const void *a, const void *b)
{
	switch (field_shape(field)) {
	case SHAPE_INT64:
		return field_int64_of(field, a) == field_int64_of(field, b);
	case SHAPE_CHARS:
		return chars_equal(field_chars_of(field, a), field_chars_of(field, b));
	case SHAPE_INT:
		break;
	}
	return field_int_of(field, a) == field_int_of(field, b);
}

const char *
field_text(struct arena *arena, const struct field *field, const void *row)
{
	char out[DAY_SIZE];

	if (field_is_null(field, row))
		return NULL;
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
		return arena_print(arena, "%lld", (long long)field_int64_of(field, row));
	case FIELD_INT:
	case FIELD_FLAG:
		return arena_print(arena, "%d", field_int_of(field, row));
	case FIELD_WORD:
		return field->words[field_int_of(field, row)];
	case FIELD_DAY:
		return arena_copy(arena, civil_format(out, field_int_of(field, row)));
	case FIELD_MINUTE:
		return arena_copy(arena, clock_format(out, field_int_of(field, row)));
	case FIELD_TEXT:
	case FIELD_STAMP:
	case FIELD_BIRTH:
		break;
	}
	return field_chars_of(field, row);
}

static enum code
parse_number(const struct field *field, const char *text, void *row)
{
	long long value;

	if (!text_parse_int(text, &value))
		return fail(INPUT, "%s: \"%s\" is no number", field->label, text);
	if (field_shape(field) == SHAPE_INT64) {
		*field_int64(field, row) = value;
		return OK;
	}
	if (value <= NONE || value > INT_MAX)
		return fail(INPUT, "%s: %s is too large", field->label, text);
	*field_int(field, row) = (int)value;
	return OK;
}

static enum code
parse_flag(const struct field *field, const char *text, void *row)
{
	static const char *const words[] = { "0", "1", "no", "yes", "false", "true", NULL };
	const int index = word_index(words, text);

	if (index == NONE)
		return fail(INPUT, "%s: \"%s\" is neither yes nor no", field->label, text);
	*field_int(field, row) = index & 1;
	return OK;
}

static enum code
parse_word(struct arena *arena, const struct field *field, const char *text, void *row)
{
	const int index = word_index(field->words, text);
	const char *list = field->words[0];

	if (index != NONE) {
		*field_int(field, row) = index;
		return OK;
	}
	for (int i = 1; field->words[i]; i++)
		list = arena_print(arena, "%s, %s", list, field->words[i]);
	return fail(INPUT, "%s: \"%s\" is none of %s", field->label, text, list);
}

static enum code
parse_stamp(struct arena *arena, const struct field *field, const char *text, void *row)
{
	time_t instant;

	if (!stamp_parse(text, &instant))
		return fail(INPUT, "%s: \"%s\" is no moment: write 2026-11-24T15:04:05Z",
				field->label, text);
	*field_chars(field, row) = arena_copy(arena, text);
	return OK;
}

/* A day, or its year alone. */
static enum code
parse_birth(struct arena *arena, const struct field *field, const char *text, void *row)
{
	const bool year = strlen(text) == 4 && strspn(text, "0123456789") == 4;
	int day;

	if (!year && !civil_parse(text, &day))
		return fail(INPUT, "%s: \"%s\" is no day: write 1985-03-14, or 1985", field->label,
				text);
	*field_chars(field, row) = arena_copy(arena, text);
	return OK;
}

/* What isn't UTF-8 would stand otherwise in the log than in the table. */
enum code
field_check(const struct field *field, const char *text)
{
	const size_t most = field->flags & LONG ? LONG_TEXT_MOST : TEXT_MOST;
	size_t length = strlen(text), count = 0;

	if (!text_valid(text, length))
		return fail(INPUT, "%s: the text isn't UTF-8", field->label);
	if (length <= most)
		return OK;
	while (length-- > 0)
		count += ((unsigned char)text[length] & 0xC0) != 0x80;
	return count <= most ? OK : fail(INPUT, "%s: it has %zu characters, at most %zu are kept: "
			"shorten it", field->label, count, most);
}

enum code
field_parse(struct arena *arena, const struct field *field, const char *text, void *row)
{
	if (!text || !*text) {
		field_set_null(field, row);
		return OK;
	}
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
	case FIELD_INT:
		return parse_number(field, text, row);
	case FIELD_FLAG:
		return parse_flag(field, text, row);
	case FIELD_WORD:
		return parse_word(arena, field, text, row);
	case FIELD_DAY:
		if (civil_parse(text, field_int(field, row)))
			return OK;
		return fail(INPUT, "%s: \"%s\" is no day: write 2026-11-24", field->label, text);
	case FIELD_MINUTE:
		if (clock_parse(text, field_int(field, row)))
			return OK;
		return fail(INPUT, "%s: \"%s\" is no time of day: write 9:00", field->label, text);
	case FIELD_STAMP:
		return parse_stamp(arena, field, text, row);
	case FIELD_BIRTH:
		return parse_birth(arena, field, text, row);
	case FIELD_TEXT:
		break;
	}
	*field_chars(field, row) = arena_copy(arena, text);
	return field_check(field, text);
}

static void
json_field(struct buffer *buffer, const struct field *field, const void *row)
{
	char out[DAY_SIZE];

	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
		json_int(buffer, field_int64_of(field, row));
		return;
	case FIELD_INT:
		json_int(buffer, field_int_of(field, row));
		return;
	case FIELD_FLAG:
		buffer_text(buffer, field_int_of(field, row) ? "true" : "false");
		return;
	case FIELD_WORD:
		json_text(buffer, field->words[field_int_of(field, row)]);
		return;
	case FIELD_DAY:
		json_text(buffer, civil_format(out, field_int_of(field, row)));
		return;
	case FIELD_MINUTE:
		json_text(buffer, clock_format(out, field_int_of(field, row)));
		return;
	case FIELD_TEXT:
	case FIELD_STAMP:
	case FIELD_BIRTH:
		json_text(buffer, field_chars_of(field, row));
		return;
	}
}

void
record_json(struct buffer *buffer, const struct record *record, const void *row)
{
	const char *comma = "";

	buffer_text(buffer, "{");
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field->flags & HIDDEN)
			continue;
		buffer_text(buffer, comma);
		json_text(buffer, field->name);
		buffer_text(buffer, ":");
		if (field_is_null(field, row))
			buffer_text(buffer, "null");
		else
			json_field(buffer, field, row);
		comma = ",";
	}
	buffer_text(buffer, "}");
}

void *
row_copy(struct arena *arena, const struct record *record, const void *row)
{
	void *const copy = arena_take(arena, record->size);

	memcpy(copy, row, record->size);
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field_shape(field) == SHAPE_CHARS)
			*field_chars(field, copy) = arena_copy(arena, field_chars_of(field, row));
	}
	return copy;
}
