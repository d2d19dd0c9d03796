/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command prints: one printer over listings, as a table, CSV, JSON or a page of HTML. Nothing that came from
 * a store or a file reaches a terminal raw (text_clean).
 *
 * A listing is an array of objects in JSON and has its header even when empty. A single record,
 * made or changed by a command, is one object.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdio.h>

#include "base/arena.h"
#include "base/progress.h"
#include "port/rows.h"

enum format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_HTML };

/* A record with the choice of its fields, names with blanks between. */
struct listing {
	const struct record *record;
	const char *keys;		/* of CSV and JSON; NULL: all that aren't HIDDEN or ASKED */
	const char *table;		/* columns of a table; NULL: as keys */
};

struct table;

struct output {
	FILE *file;			/* what was asked for */
	FILE *notes;			/* what a person should hear beside it */
	enum format format;
	int width;			/* cells that a table may take; 0: as wide as it is */
	const char *title, *lead;	/* of a page (FORMAT_HTML): its heading, a sentence under it */

	/* private, between output_begin and output_end */
	struct arena arena;
	struct buffer buffer;
	struct columns columns;
	struct table *table;
	size_t rows;
};

/* Standard output and standard error. Tables are as wide as $COLUMNS, else as the terminal; on
 * a pipe as wide as they are. */
struct output output_standard(void);

/* A stream of rows. CSV and JSON are written as they come; a table holds its cells to the end,
 * since its widths are those of all. */
void output_begin(struct output *out, const struct listing *listing);
void output_row(struct output *out, const void *row);
void output_end(struct output *out);

/* All rows of an array at once. */
void print_rows(struct output *out, const struct listing *listing, const void *rows, size_t count);

/* One record: fields below each other, a row of CSV, an object of JSON. */
void print_record(struct output *out, const struct listing *listing, const void *row);

/* A sentence of its own line for whoever asked, cleaned; to the notes where the output is for
 * a program (CSV, JSON). NULL and "" print nothing. */
void print_said(struct output *out, const char *sentence);

/* A line beside the output: a warning, progress of what was done. printf-like, cleaned. */
void print_note(struct output *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* For a terminal: `keep`, filled so that each part stands on a line of the notes that is written over.
 * NULL where the notes aren't a terminal: nobody waits. */
const struct progress *output_progress(struct output *out, struct progress *keep);

/* A heading line in a table's output, after an empty line; nothing in CSV and JSON. */
void print_heading(struct output *out, const char *heading);

/* The error that stands, as `chairtime: WHAT: WHY`, a line each for its lines. */
void print_failure(FILE *file);

/* Flushes. WORLD where what was printed could not be written (a full disk): asked while `errno` still
 * says why. */
enum code output_flush(FILE *file);

#endif
