/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV out, by RFC 4180.
 */
#include "port/rows.h"

#include <string.h>

static bool
is_text(const struct field *field)
{
	return field->type == FIELD_TEXT;
}

/* A spreadsheet would take it for a formula; or it begins with the sign that tells so. */
static bool
is_risky(const char *text)
{
	return *text && strchr("=+-@\t\r'", *text);
}

static void
add_quoted(struct buffer *buffer, const char *text, bool risky)
{
	buffer_text(buffer, risky ? "\"'" : "\"");
	for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
		buffer_add(buffer, text, (size_t)(quote - text) + 1);
		buffer_add(buffer, "\"", 1);
	}
	buffer_text(buffer, text);
	buffer_add(buffer, "\"", 1);
}

static void
add_cell(struct buffer *buffer, const char *text, bool risky)
{
	if (!text)
		return;
	/* "" in quotes is an empty text, nothing at all is null. */
	if (!*text || strpbrk(text, "\",\r\n")) {
		add_quoted(buffer, text, risky);
		return;
	}
	if (risky)
		buffer_add(buffer, "'", 1);
	buffer_text(buffer, text);
}

void
csv_write_header(struct buffer *buffer, const struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		buffer_print(buffer, "%s%s", i ? "," : "", columns->fields[i]->name);
	buffer_text(buffer, "\r\n");
}

void
csv_write_row(struct buffer *buffer, const struct columns *columns, const void *row)
{
	struct arena arena = {0};

	for (size_t i = 0; i < columns->count; i++) {
		const struct field *const field = columns->fields[i];
		const char *const text = field_text(&arena, field, row);

		if (i)
			buffer_add(buffer, ",", 1);
		add_cell(buffer, text, text && is_text(field) && is_risky(text));
	}
	buffer_text(buffer, "\r\n");
	arena_free(&arena);
}
