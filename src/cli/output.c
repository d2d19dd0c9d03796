/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The printer: CSV and JSON as a stream, tables by table.c, sentences cleaned.
 */
#include "cli/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "port/page.h"
#include "table.h"

#define DRAIN_AT 65536			/* bytes held before they are written */

static int
terminal_width(void)
{
	const char *const columns = getenv("COLUMNS");
	struct winsize size;
	long long width;

	if (columns && text_parse_int(columns, &width) && width > 0 && width < 10000)
		return (int)width;
	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

struct output
output_standard(void)
{
	return (struct output){.file = stdout, .notes = stderr, .width = terminal_width()};
}

/* Each line of `text` cleaned, with `before` in front of the first. */
static void
write_clean(FILE *file, const char *before, const char *text)
{
	struct arena arena = {0};

	while (*text) {
		const size_t length = strcspn(text, "\n");
		const bool returned = length && text[length] == '\n' && text[length - 1] == '\r';

		fprintf(file, "%s%s\n", before,
			text_clean(&arena, arena_copy_bytes(&arena, text, length - returned)));
		text += length + (text[length] == '\n');
		before = "";
		arena_reset(&arena);
	}
	arena_free(&arena);
}

/* Whole rows, as they are; on a terminal cleaned, so that CSV too can be looked at. */
static void
drain(struct output *out, size_t at_least)
{
	if (out->buffer.length < at_least || !out->buffer.length)
		return;
	if (isatty(fileno(out->file)))
		write_clean(out->file, "", out->buffer.bytes);
	else
		fwrite(out->buffer.bytes, 1, out->buffer.length, out->file);
	buffer_reset(&out->buffer);
}

static void
page_table_open(struct output *out)
{
	page_begin(&out->buffer, out->title ? out->title : out->columns.fields[0]->label, out->lead);
	page_table_begin(&out->buffer, &out->columns);
}

static void
page_table_close(struct output *out)
{
	page_table_end(&out->buffer);
	page_end(&out->buffer);
}

void
output_begin(struct output *out, const struct listing *listing)
{
	const char *const names = out->format == FORMAT_TABLE && listing->table ? listing->table
										: listing->keys;

	out->columns = columns_of(&out->arena, listing->record, names);
	out->rows = 0;
	if (out->format == FORMAT_TABLE)
		out->table = table_begin(&out->arena, &out->columns);
	else if (out->format == FORMAT_CSV)
		csv_write_header(&out->buffer, &out->columns);
	else if (out->format == FORMAT_HTML)
		page_table_open(out);
}

void
output_row(struct output *out, const void *row)
{
	if (out->format == FORMAT_TABLE) {
		table_row(out->table, row);
	} else if (out->format == FORMAT_CSV) {
		csv_write_row(&out->buffer, &out->columns, row);
	} else if (out->format == FORMAT_HTML) {
		page_table_row(&out->buffer, &out->columns, row);
	} else {
		buffer_text(&out->buffer, out->rows ? ",\n" : "[\n");
		json_write_row(&out->buffer, &out->columns, row);
	}
	out->rows++;
	drain(out, DRAIN_AT);
}

void
output_end(struct output *out)
{
	if (out->format == FORMAT_TABLE)
		table_write(out->table, &out->buffer, out->width);
	else if (out->format == FORMAT_JSON)
		buffer_text(&out->buffer, out->rows ? "\n]\n" : "[]\n");
	else if (out->format == FORMAT_HTML)
		page_table_close(out);
	drain(out, 0);
	buffer_free(&out->buffer);
	arena_free(&out->arena);
	out->table = NULL;
}

void
print_rows(struct output *out, const struct listing *listing, const void *rows, size_t count)
{
	output_begin(out, listing);
	for (size_t i = 0; i < count; i++)
		output_row(out, (const char *)rows + i * listing->record->size);
	output_end(out);
}

/* Label and value below each other; what is null is left out. */
static void
write_card(struct output *out, const struct columns *columns, const void *row)
{
	int widest = 0;

	for (size_t i = 0; i < columns->count; i++)
		if (text_width(columns->fields[i]->label) > widest)
			widest = text_width(columns->fields[i]->label);
	for (size_t i = 0; i < columns->count; i++) {
		const struct field *const field = columns->fields[i];
		const char *const text = table_cell(&out->arena, field, row);

		if (*text)
			buffer_print(&out->buffer, "%s%*s  %s\n", field->label,
				     widest - text_width(field->label), "", text);
	}
}

void
print_record(struct output *out, const struct listing *listing, const void *row)
{
	const bool table = out->format == FORMAT_TABLE;
	const struct columns columns =
		columns_of(&out->arena, listing->record,
			   table && listing->table ? listing->table : listing->keys);

	if (table) {
		write_card(out, &columns, row);
	} else if (out->format == FORMAT_CSV) {
		csv_write_header(&out->buffer, &columns);
		csv_write_row(&out->buffer, &columns, row);
	} else {
		json_write_row(&out->buffer, &columns, row);
		buffer_text(&out->buffer, "\n");
	}
	drain(out, 0);
	buffer_free(&out->buffer);
	arena_free(&out->arena);
}

void
print_said(struct output *out, const char *sentence)
{
	if (sentence)
		write_clean(out->format == FORMAT_TABLE ? out->file : out->notes, "", sentence);
}

/* The part on a line that is written over. */
static void
show_part(void *context, const char *part)
{
	FILE *const notes = context;

	fprintf(notes, part ? "\r%s\033[K" : "\r\033[K", part ? part : "");
	fflush(notes);
}

const struct progress *
output_progress(struct output *out, struct progress *keep)
{
	*keep = (struct progress){ show_part, out->notes };
	return isatty(fileno(out->notes)) ? keep : NULL;
}

void
print_note(struct output *out, const char *format, ...)
{
	struct arena arena = {0};
	va_list values, again;
	char *text;
	int length;

	va_start(values, format);
	va_copy(again, values);
	length = vsnprintf(NULL, 0, format, values);
	text = arena_take(&arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	va_end(values);
	fflush(out->file);
	write_clean(out->notes, "", text);
	arena_free(&arena);
}

void
print_heading(struct output *out, const char *heading)
{
	if (out->format == FORMAT_TABLE)
		fprintf(out->file, "\n%s\n", heading);
}

void
print_failure(FILE *file)
{
	write_clean(file, "chairtime: ", error_text());
}

enum code
output_flush(FILE *file)
{
	if (fflush(file) == 0 && !ferror(file))
		return OK;
	return fail_writing("output");
}
