/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A CSV file is fed to libcsv a line at a time, so that a row is known by the line it began on; a
 * line without end is not waited for.
 */
#include "port/csv.h"
#include "base/text.h"
#include "foreign_rows.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ROW_BYTES ((size_t)1 << 20)
#define PIECE_BYTES ((size_t)1 << 16)

struct csv_file {
	const char *path;
	FILE *file;
	const struct csv_window *window;
	bool foreign;			/* made of a calendar or address book: cell 0 is the line there */
	struct csv_parser parser;
	struct arena header_arena, row_arena;
	const char **header, **cells;
	size_t header_count, count, room;
	bool begun;			/* more than empty lines were read of it */
	bool complete;			/* libcsv has ended a row */
	bool malformed;			/* a cell of it isn't UTF-8 */
	int line, row_line;
	size_t row_bytes;
	long long size, done;
	char piece[PIECE_BYTES + 1];	/* of a line, at most, ended by NUL */
};

static void
cell_read(void *bytes, size_t length, void *context)
{
	struct csv_file *const file = context;

	if (!text_valid(bytes ? bytes : "", length))
		file->malformed = true;
	if (file->count == file->room) {
		const size_t room = file->room ? 2 * file->room : 32;

		file->cells = arena_grow(&file->row_arena, file->cells,
				file->room * sizeof(*file->cells), room * sizeof(*file->cells));
		file->room = room;
	}
	file->cells[file->count++] = arena_copy_bytes(&file->row_arena, bytes ? bytes : "", length);
}

static void
row_read(int terminator, void *context)
{
	struct csv_file *const file = context;

	(void)terminator;
	file->complete = true;
}

static enum code
broken(const struct csv_file *file)
{
	return fail(INPUT, "%s:%d: the quotes of this row don't match: a quote inside a quoted cell "
			"is doubled", file->path, file->row_line);
}

static void
row_begin(struct csv_file *file)
{
	arena_reset(&file->row_arena);
	file->cells = NULL;
	file->count = file->room = 0;
	file->row_bytes = 0;
	file->begun = file->complete = file->malformed = false;
	file->row_line = file->line + 1;
}

/* The next bytes of the file, up to the end of a line or of the room. */
static size_t
read_piece(struct csv_file *file)
{
	size_t length = 0;
	int c;

	while (length < PIECE_BYTES && (c = getc_unlocked(file->file)) != EOF) {
		file->piece[length++] = (char)c;
		if (c == '\n') {
			file->line++;
			break;
		}
	}
	file->piece[length] = '\0';
	return length;
}

/* A line, or a piece of a long one, into the parser; *ended at the end of the file. */
static enum code
feed(struct csv_file *file, bool *ended)
{
	const bool first = file->done == 0;
	const char *text = file->piece;
	size_t length = read_piece(file);

	if (length == 0) {
		*ended = true;
		if (ferror(file->file))
			return fail(WORLD, "%s: %s", file->path, strerror(errno));
		if (csv_fini(&file->parser, cell_read, row_read, file) != 0)
			return broken(file);
		return OK;
	}
	file->done += (long long)length;
	file->row_bytes += length;
	if (first && length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		length -= 3;
	}
	file->begun |= length > strspn(text, "\r\n");
	if (file->row_bytes > ROW_BYTES)
		return fail(INPUT, "%s:%d: this row is longer than 1 MiB: is a quote missing?",
				file->path, file->row_line);
	if (csv_parse(&file->parser, text, length, cell_read, row_read, file) != length)
		return broken(file);
	return OK;
}

enum code
csv_next(struct csv_file *file, bool *more)
{
	bool ended = false;
	enum code code;

	row_begin(file);
	while (!file->complete && !ended) {
		if (!file->begun)
			file->row_line = file->line + 1;
		if ((code = feed(file, &ended)) != OK)
			return code;
	}
	*more = file->complete;
	if (file->malformed)
		return fail(INPUT, "%s:%d: a cell isn't UTF-8 text: convert the file first, "
				"for instance with iconv", file->path, file->row_line);
	return OK;
}

static enum code
header_read(struct csv_file *file)
{
	bool more;
	enum code code = csv_next(file, &more);

	if (code != OK)
		return code;
	if (!more)
		return fail(INPUT, "%s: the file is empty: its first line must name the columns",
				file->path);
	file->header_count = file->count;
	file->header = arena_take(&file->header_arena, file->count * sizeof(*file->header));
	for (size_t i = 0; i < file->count; i++) {
		for (size_t j = 0; j < i; j++)
			if (strcmp(file->cells[i], file->header[j]) == 0)
				return fail(INPUT, "%s:1: the column '%s' is named twice",
						file->path, file->cells[i]);
		file->header[i] = arena_copy(&file->header_arena, file->cells[i]);
	}
	return OK;
}

/* Begins to read `file->file`, whose header comes first. */
static enum code
begin(struct csv_file *file, struct csv_file **out)
{
	struct stat status;
	enum code code;

	if (fstat(fileno(file->file), &status) == 0)
		file->size = status.st_size;
	csv_init(&file->parser, CSV_STRICT | CSV_STRICT_FINI);
	code = header_read(file);
	if (code != OK) {
		csv_close(file);
		return code;
	}
	*out = file;
	return OK;
}

enum code
csv_open_any(struct csv_file **out, const char *path, const struct csv_window *window)
{
	struct csv_file *const file = calloc(1, sizeof(*file));
	enum code code;

	if (!file)
		return fail(WORLD, "%s: no memory", path);
	file->path = arena_copy(&file->header_arena, path);
	file->window = window;
	code = foreign_rows(path, window, &file->file);
	file->foreign = file->file != NULL;
	if (code == OK && !file->foreign)
		file->file = fopen(path, "rb");
	if (code == OK && !file->file)
		code = fail(WORLD, "%s: %s", path, strerror(errno));
	if (code == OK)
		return begin(file, out);
	arena_free(&file->header_arena);
	free(file);
	return code;
}

enum code
csv_open(struct csv_file **out, const char *path)
{
	return csv_open_any(out, path, NULL);
}

enum code
csv_open_again(struct csv_file **out, const struct csv_file *file)
{
	return csv_open_any(out, file->path, file->window);
}

bool
csv_is_foreign(const struct csv_file *file)
{
	return file->foreign;
}

void
csv_close(struct csv_file *file)
{
	if (!file)
		return;
	csv_free(&file->parser);
	fclose(file->file);
	arena_free(&file->row_arena);
	arena_free(&file->header_arena);
	free(file);
}

int
csv_line(const struct csv_file *file)
{
	return file->foreign && file->count ? atoi(file->cells[0]) : file->row_line;
}

const char *
csv_cell(const struct csv_file *file, size_t column)
{
	return column < file->count ? file->cells[column] : "";
}

size_t
csv_cells(const struct csv_file *file)
{
	return file->count;
}

size_t
csv_columns(const struct csv_file *file)
{
	return file->header_count;
}

const char *
csv_column_name(const struct csv_file *file, size_t column)
{
	return file->header[column];
}

int
csv_column(const struct csv_file *file, const char *name)
{
	for (size_t i = 0; i < file->header_count; i++)
		if (strcmp(file->header[i], name) == 0)
			return (int)i;
	return -1;
}

const char *
csv_path(const struct csv_file *file)
{
	return file->path;
}

double
csv_progress(const struct csv_file *file)
{
	return file->size > 0 ? (double)file->done / (double)file->size : 1;
}
