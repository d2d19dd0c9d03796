/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables: cells are held until the widths of all are known.
 */
#include "table.h"

#include <langinfo.h>
#include <string.h>

#include "base/text.h"

#define GAP 2				/* cells between columns */
#define NARROWEST 4			/* no column of more is cut to less */
#define FAIR 20				/* what words keep while labels can still give way */

struct table {
	struct arena *arena;
	size_t columns, rows, room;
	const struct field **fields;
	const char **cells;		/* the labels, then row after row */
	int *widths;			/* of the widest cell, labels left out */
};

static bool
is_number(const struct field *field)
{
	return field->type == FIELD_ID || field->type == FIELD_REF || field->type == FIELD_INT;
}

/* Lines of a text one behind the other. */
static const char *
on_one_line(struct arena *arena, const char *text)
{
	char *const line = arena_copy(arena, text);
	size_t end = 0;

	for (const char *from = line; *from; from++)
		if (*from != '\n' && *from != '\r')
			line[end++] = *from;
		else if (end > 0 && line[end - 1] != ' ')
			line[end++] = ' ';
	line[end] = '\0';
	return line;
}

const char *
table_cell(struct arena *arena, const struct field *field, const void *row)
{
	const char *const text = field_text(arena, field, row);

	if (!text)
		return "";
	if (field->type == FIELD_FLAG)
		return strcmp(text, "0") == 0 ? "" : "yes";
	return text_clean(arena, strpbrk(text, "\r\n") ? on_one_line(arena, text) : text);
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
		labels[i] = table->fields[i]->label;
	return table;
}

void
table_row(struct table *table, const void *row)
{
	const char **const cells = add_row(table);

	for (size_t i = 0; i < table->columns; i++)
		measure(table, i, cells[i] = table_cell(table->arena, table->fields[i], row));
}

/* Cells of a line; a column without any takes no gap either. */
static int
line_width(const int *widths, size_t count)
{
	int total = 0;

	for (size_t i = 0; i < count; i++)
		total += widths[i] ? widths[i] + (total ? GAP : 0) : 0;
	return total;
}

/* Takes from the widest column that is above its least, cell by cell, until the line fits. */
static void
narrow(int *widths, const int *least, size_t count, int room)
{
	while (line_width(widths, count) > room) {
		size_t at = count;

		for (size_t i = 0; i < count; i++)
			if (widths[i] > least[i] && (at == count || widths[i] >= widths[at]))
				at = i;
		if (at == count)
			return;
		widths[at]--;
	}
}

static bool
is_words(const struct field *field)
{
	return field->type == FIELD_TEXT || field->type == FIELD_WORD;
}

/* How far a column may be cut in each round: long words, then labels that are wider than what
 * stands below, then words, and numbers and days only at last. */
static int
least_width(const struct table *table, size_t column, const int *widths, int round)
{
	const bool words = is_words(table->fields[column]);
	const int content = table->widths[column];

	if (round == 0 && table->fields[column]->flags & LONG)
		return NARROWEST;
	if (round == 0)
		return words ? FAIR : widths[column];
	if (round == 1)
		return content > NARROWEST ? content : NARROWEST;
	return words || round == 3 ? NARROWEST : widths[column];
}

/* The widths with which a line fits, columns in which nothing stands left out where they must. */
static int *
fitted(const struct table *table, int room)
{
	const size_t count = table->columns;
	int *const widths = arena_take(table->arena, count * sizeof *widths);
	int *const least = arena_take(table->arena, count * sizeof *least);

	for (size_t i = 0; i < count; i++) {
		const int label = text_width(table->cells[i]);

		widths[i] = label > table->widths[i] ? label : table->widths[i];
	}
	if (room == 0)
		return widths;
	for (size_t i = 0; i < count && table->rows > 1; i++)
		if (!table->widths[i] && line_width(widths, count) > room)
			widths[i] = 0;
	for (int round = 0; round < 4; round++) {
		for (size_t i = 0; i < count; i++)
			least[i] = least_width(table, i, widths, round);
		narrow(widths, least, count, room);
	}
	return widths;
}

static void
write_padding(struct buffer *buffer, int cells)
{
	static const char blanks[] = "                ";
	const int most = (int)sizeof blanks - 1;

	for (; cells > 0; cells -= most)
		buffer_add(buffer, blanks, (size_t)(cells < most ? cells : most));
}

/* The text in exactly `width` cells, `more` at its end where it is cut. */
static void
write_cell(struct buffer *buffer, const char *text, int width, bool right, const char *more)
{
	const int needed = text_width(text);
	struct arena arena = {0};
	const char *cut;

	if (needed <= width) {
		write_padding(buffer, right ? width - needed : 0);
		buffer_text(buffer, text);
		write_padding(buffer, right ? 0 : width - needed);
		return;
	}
	cut = arena_copy_bytes(&arena, text, text_fit(text, width - text_width(more)));
	buffer_text(buffer, cut);
	buffer_text(buffer, more);
	write_padding(buffer, width - text_width(more) - text_width(cut));
	arena_free(&arena);
}

/* One line, without blanks at its end. */
static void
write_line(const struct table *table, struct buffer *buffer, size_t row, const int *widths)
{
	const char *const more = row == 0 ? "" :
		strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? "…" : "~";
	const char **const cells = table->cells + row * table->columns;
	bool first = true;

	for (size_t i = 0; i < table->columns; i++) {
		if (!widths[i])
			continue;
		write_padding(buffer, first ? 0 : GAP);
		write_cell(buffer, cells[i], widths[i], is_number(table->fields[i]), more);
		first = false;
	}
	while (buffer->length && buffer->bytes[buffer->length - 1] == ' ')
		buffer->bytes[--buffer->length] = '\0';
	buffer_text(buffer, "\n");
}

void
table_write(const struct table *table, struct buffer *buffer, int width)
{
	const int *const widths = fitted(table, width);

	for (size_t row = 0; row < table->rows; row++)
		write_line(table, buffer, row, widths);
}
