/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables for people: columns aligned by cells of the terminal, cut with … where there is no room.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "port/rows.h"

struct table;

/* An empty table with a header of the fields' labels, in the arena; LONG fields stand last. */
struct table *table_begin(struct arena *arena, const struct columns *columns);
void table_row(struct table *table, const void *row);
/* Writes it in at most `width` cells a line; 0: as wide as it is. */
void table_write(const struct table *table, struct buffer *buffer, int width);

/* A field as a person reads it: cleaned, "" for null, yes or nothing for a flag. */
const char *table_cell(struct arena *arena, const struct field *field, const void *row);

#endif
