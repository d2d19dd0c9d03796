/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON out: a row as an object.
 */
#include "port/rows.h"

#include "base/json.h"

static void
add_value(struct buffer *buffer, struct arena *arena, const struct field *field, const void *row)
{
	const char *const at = (const char *)row + field->offset;

	if (field_is_null(field, row)) {
		buffer_text(buffer, "null");
		return;
	}
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
		json_int(buffer, *(const int64_t *)(const void *)at);
		break;
	case FIELD_INT:
		json_int(buffer, *(const int *)(const void *)at);
		break;
	case FIELD_FLAG:
		buffer_text(buffer, *(const int *)(const void *)at ? "true" : "false");
		break;
	default:
		json_text(buffer, field_text(arena, field, row));
	}
}

void
json_write_row(struct buffer *buffer, const struct columns *columns, const void *row)
{
	struct arena arena = {0};

	buffer_add(buffer, "{", 1);
	for (size_t i = 0; i < columns->count; i++) {
		buffer_text(buffer, i ? ", \"" : "\"");
		buffer_text(buffer, columns->fields[i]->name);
		buffer_text(buffer, "\": ");
		add_value(buffer, &arena, columns->fields[i], row);
	}
	buffer_add(buffer, "}", 1);
	arena_free(&arena);
}
