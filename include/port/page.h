/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages: a listing as one HTML file that stands by itself, to be looked at and printed. No script, no
 * file beside it; whatever came from a store is escaped.
 */
#ifndef PORT_PAGE_H
#define PORT_PAGE_H

#include "port/rows.h"

/* Up to the body, with a heading; and to its end. `lead` is a sentence under the heading, or NULL. */
void page_begin(struct buffer *buffer, const char *title, const char *lead);
void page_end(struct buffer *buffer);
/* Text, escaped. NULL is "". */
void page_text(struct buffer *buffer, const char *text);

/* A table: its head, its rows, its end. */
void page_table_begin(struct buffer *buffer, const struct columns *columns);
void page_table_row(struct buffer *buffer, const struct columns *columns, const void *row);
void page_table_end(struct buffer *buffer);

#endif
