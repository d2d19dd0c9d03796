/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendars and address books as rows: made into a CSV file of their own, that lives as long as it is
 * open, so that a map says of them what it says of any other file. Private to the room.
 */
#ifndef PORT_FOREIGN_ROWS_H
#define PORT_FOREIGN_ROWS_H

#include <stdio.h>

#include "port/csv.h"

/* The rows of a file that begins as a calendar or an address book; *out is NULL where it is neither.
 * The first column is `line`, of the file itself. A row whose `finding` isn't empty ("mended",
 * "refused") says what couldn't be taken: field, value, words. */
enum code foreign_rows(const char *path, const struct csv_window *window, FILE **out);

/* Each by itself, into `out`. */
enum code calendar_rows(const char *path, const struct csv_window *window, FILE *out);
enum code vcard_rows(const char *path, FILE *out);

/* A cell, with a comma before it unless it is the first; NULL is empty. */
void rows_cell(FILE *out, bool first, const char *text);

#endif
