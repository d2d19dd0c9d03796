/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows on their way out as CSV (RFC 4180) and JSON (RFC 8259): the header, the cells and the keys
 * come from the record's field table. They are written into a buffer that its owner drains, so
 * that an export of any length takes no more memory than a row.
 */
#ifndef PORT_ROWS_H
#define PORT_ROWS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "store/record.h"

/* The fields of a record that are shown, in that order. */
struct columns {
	const struct field **fields;
	size_t count;
};

/* The fields that `names` lists with blanks between; NULL: all that aren't HIDDEN or ASKED.
 * A name that the record hasn't is a programmer's mistake. In the arena. */
struct columns columns_of(struct arena *arena, const struct record *record, const char *names);

/* A line of names; a line of cells, as in field_text, null an empty cell. Lines end in CRLF. A text
 * that begins with = + - @ TAB CR or ' gets one ' before it, so that no spreadsheet takes it for
 * a formula (the importer takes one ' away). */
void csv_write_header(struct buffer *buffer, const struct columns *columns);
void csv_write_row(struct buffer *buffer, const struct columns *columns, const void *row);

/* An object: ids and numbers as numbers, flags true or false, all else text; null where null. */
void json_write_row(struct buffer *buffer, const struct columns *columns, const void *row);

#endif
