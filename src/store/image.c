/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Images of rows, written by the field table and read by jansson.
 */
#include "image.h"

#include <string.h>

#include "field.h"

bool
field_in_image(const struct field *field)
{
	return field_is_logged(field) && strcmp(field->name, "id") != 0 &&
		strcmp(field->name, "rev") != 0;
}

static void
add_value(struct buffer *image, const struct field *field, const void *row)
{
	char day[DAY_SIZE];

	if (field_is_null(field, row)) {
		buffer_add(image, "null", 4);
		return;
	}
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
		json_int(image, field_int64_of(field, row));
		return;
	case FIELD_INT:
	case FIELD_FLAG:
	case FIELD_MINUTE:
		json_int(image, field_int_of(field, row));
		return;
	case FIELD_WORD:
		json_text(image, field->words[field_int_of(field, row)]);
		return;
	case FIELD_DAY:
		json_text(image, civil_format(day, field_int_of(field, row)));
		return;
	case FIELD_TEXT:
	case FIELD_STAMP:
	case FIELD_BIRTH:
		json_text(image, field_chars_of(field, row));
		return;
	}
}

/* Adds `,"name":value`, or with a brace for the comma where it is the first. */
static void
add_member(struct buffer *image, const struct field *field, const void *row)
{
	buffer_add(image, image->length ? "," : "{", 1);
	buffer_add(image, "\"", 1);
	buffer_text(image, field->name);
	buffer_add(image, "\":", 2);
	add_value(image, field, row);
}

void
image_whole(struct buffer *image, const struct record *record, const void *row)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field_in_image(field) && !field_is_null(field, row))
			add_member(image, field, row);
	}
	buffer_text(image, image->length ? "}" : "{}");
}

size_t
image_differences(struct buffer *before, struct buffer *after, const struct record *record,
		const void *old, const void *row)
{
	size_t count = 0;

	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (!field_in_image(field) || field_equal(field, old, row))
			continue;
		add_member(before, field, old);
		add_member(after, field, row);
		count++;
	}
	if (count) {
		buffer_add(before, "}", 1);
		buffer_add(after, "}", 1);
	}
	return count;
}

enum code
image_parse(const char *text, json_t **image)
{
	json_error_t why = { .text = "no object" };

	*image = text ? json_loadb(text, strlen(text), 0, &why) : json_object();
	if (json_is_object(*image))
		return OK;
	json_decref(*image);
	*image = NULL;
	return fail(STORE, "an image of the log can't be read: %s: see `chairtime check`",
			why.text);
}

/* A number, or text that stands for one, as the field keeps it. */
static bool
int_of(const struct field *field, const json_t *value, int *out)
{
	const char *const text = json_string_value(value);

	if (field->type == FIELD_WORD) {
		*out = text ? word_index(field->words, text) : NONE;
		return *out != NONE;
	}
	if (field->type == FIELD_DAY)
		return text && civil_parse(text, out);
	if (!json_is_integer(value) || json_integer_value(value) <= NONE ||
			json_integer_value(value) > INT_MAX)
		return false;
	*out = (int)json_integer_value(value);
	return true;
}

bool
image_put(struct arena *arena, const struct field *field, const json_t *value, void *row)
{
	if (!value || json_is_null(value)) {
		field_set_null(field, row);
		return true;
	}
	switch (field_shape(field)) {
	case SHAPE_INT64:
		*field_int64(field, row) = json_integer_value(value);
		return json_is_integer(value);
	case SHAPE_CHARS:
		*field_chars(field, row) = arena_copy(arena, json_string_value(value));
		return json_is_string(value);
	case SHAPE_INT:
		break;
	}
	return int_of(field, value, field_int(field, row));
}

enum code
image_put_all(struct arena *arena, const struct record *record, const json_t *image, void *row)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)image, name, value) {
		const struct field *const field = record_field(record, name);

		if (!field || !field_in_image(field) || !image_put(arena, field, value, row))
			return fail(STORE, "the log has a %s with a %s that can't be: see "
					"`chairtime check`", record->label, name);
	}
	return OK;
}
