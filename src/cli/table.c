/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables: cells are held until the widths of all are known, the widest columns give way first.
 */
#include "table.h"

#include <langinfo.h>
#include <string.h>

#include "base/text.h"

#define GAP 2				/* cells between columns */
#define NARROWEST 4			/* no column is cut to less */

struct table {
	struct arena *arena;
	size_t columns, rows, room;
	const struct field **fields;
	const char **cells;		/* the labels, then row after row */
	int *widths;
};

static bool
is_number(const struct field *field)
{
	return field->type == FIELD_ID || field->type == FIELD_REF || field->type == FIELD_INT;
}

const char *
table_cell(struct arena *arena, const struct field *field, const void *row)
{
	const char *const text = field_text(arena, field, row);

	if (!text)
		return "";
	if (field->type == FIELD_FLAG)
		return strcmp(text, "0") == 0 ? "" : "yes";
	return text_clean(arena, text);
}

/* The next row of cells. */
static const char **
add_row(struct table *table)
{
	const size_t size = table->columns * sizeof *table->cells;

	if (table->rows == table->room) {
		const size_t room = table->room ? 2 * table->room : 16;

		table->cells = arena_grow(table->arena, table->cells, table->room * size,
			room * size);
		table->room = room;
	}
	return table->cells + table->columns * table->rows++;
}

static void
measure(struct table *table, size_t column, const char *text)
{
	const int width = text_width(text);

	if (width > table->widths[column])
		table->widths[column] = width;
}

/* Short fields first, LONG ones last, else as they came. */
static void
order_fields(struct table *table, const struct columns *columns)
{
	for (unsigned last = 0; last <= LONG; last += LONG)
		for (size_t i = 0; i < columns->count; i++)
			if ((columns->fields[i]->flags & LONG) == last)
				table->fields[table->columns++] = columns->fields[i];
}

struct table *
table_begin(struct arena *arena, const struct columns *columns)
{
	struct table *const table = arena_take(arena, sizeof *table);
	const char **labels;

	table->arena = arena;
	table->fields = arena_take(arena, columns->count * sizeof *table->fields);
	table->widths = arena_take(arena, columns->count * sizeof *table->widths);
	order_fields(table, columns);
	labels = add_row(table);
	for (size_t i = 0; i < table->columns; i++)
		measure(table, i, labels[i] = table->fields[i]->label);
	return table;
}

void
table_row(struct table *table, const void *row)
{
	const char **const cells = add_row(table);

	for (size_t i = 0; i < table->columns; i++)
		measure(table, i, cells[i] = table_cell(table->arena, table->fields[i], row));
}

static size_t
widest(const int *widths, size_t count)
{
	size_t out = 0;

	for (size_t i = 1; i < count; i++)
		if (widths[i] >= widths[out])
			out = i;
	return out;
}

/* Takes from the widest column, cell by cell, until the line fits. */
static void
narrow(int *widths, size_t count, int room)
{
	int total = GAP * ((int)count - 1);

	for (size_t i = 0; i < count; i++)
		total += widths[i];
	while (total > room) {
		const size_t at = widest(widths, count);

		if (widths[at] <= NARROWEST)
			return;
		widths[at]--;
		total--;
	}
}

static void
write_padding(struct buffer *buffer, int cells)
{
	buffer_print(buffer, "%*s", cells > 0 ? cells : 0, "");
}

/* The text in exactly `width` cells; the last of a line isn't padded. */
static void
write_cell(struct buffer *buffer, const char *text, int width, bool right, bool last)
{
	const char *const more = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? "…" : "~";
	const int needed = text_width(text);
	size_t length;

	if (needed <= width) {
		write_padding(buffer, right ? width - needed : 0);
		buffer_text(buffer, text);
		write_padding(buffer, right || last ? 0 : width - needed);
		return;
	}
	length = text_fit(text, width - 1);
	buffer_add(buffer, text, length);
	buffer_text(buffer, more);
	if (!last) {
		struct arena arena = {0};

		write_padding(buffer, width - 1 -
			      text_width(arena_copy_bytes(&arena, text, length)));
		arena_free(&arena);
	}
}

static void
trim_end(struct buffer *buffer)
{
	while (buffer->length && buffer->bytes[buffer->length - 1] == ' ')
		buffer->bytes[--buffer->length] = '\0';
}

void
table_write(const struct table *table, struct buffer *buffer, int width)
{
	int *const widths = arena_take(table->arena, table->columns * sizeof *widths);

	memcpy(widths, table->widths, table->columns * sizeof *widths);
	if (width > 0)
		narrow(widths, table->columns, width);
	for (size_t row = 0; row < table->rows; row++) {
		for (size_t i = 0; i < table->columns; i++) {
			write_cell(buffer, table->cells[row * table->columns + i], widths[i],
				   is_number(table->fields[i]), i + 1 == table->columns);
			if (i + 1 < table->columns)
				write_padding(buffer, GAP);
		}
		trim_end(buffer);
		buffer_text(buffer, "\n");
	}
}
