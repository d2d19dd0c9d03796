/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading CSV (RFC 4180) a row at a time, by libcsv: cells may be quoted and hold line ends; the
 * first row names the columns; a byte order mark is skipped.
 */
#ifndef PORT_CSV_H
#define PORT_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct csv_file;

/* What of a calendar is made rows: events within these days. */
struct csv_window {
	int from, to, today;
	const char *zone;		/* the practice's */
};

/* Opens a file and reads its header. WORLD where it can't be read; INPUT where it has no header, or
 * one that names a column twice. *out is closed by csv_close. */
enum code csv_open(struct csv_file **out, const char *path);
void csv_close(struct csv_file *file);
/* The same of a file that may be a calendar or an address book: then its rows are its events within
 * the window, its cards. The window is kept and must outlive it. */
enum code csv_open_any(struct csv_file **out, const char *path, const struct csv_window *window);
/* The same file from its beginning once more. */
enum code csv_open_again(struct csv_file **out, const struct csv_file *file);
/* Is it such a calendar or address book? Then a row may be there again, and `finding` of one that isn't
 * empty says what couldn't be taken. */
bool csv_is_foreign(const struct csv_file *file);

/* The next row; *more is false at the end. INPUT, naming the line, where the quoting is broken, a
 * cell isn't UTF-8, or a row is longer than 1 MiB. */
enum code csv_next(struct csv_file *file, bool *more);

/* Of the row read: the line it began on, its cells. A cell that the row lacks is "". Valid until
 * the next csv_next. */
int csv_line(const struct csv_file *file);
const char *csv_cell(const struct csv_file *file, size_t column);
/* Cells beyond the header's are bad input of a row: their number tells. */
size_t csv_cells(const struct csv_file *file);

/* The header. csv_column is the index of a name (as it stands, case and all), or -1. */
size_t csv_columns(const struct csv_file *file);
const char *csv_column_name(const struct csv_file *file, size_t column);
int csv_column(const struct csv_file *file, const char *name);

const char *csv_path(const struct csv_file *file);
/* How much of the file has been read, 0 to 1: for a progress line. */
double csv_progress(const struct csv_file *file);

#endif
