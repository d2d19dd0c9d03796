/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reaching into rows by their field tables. Private to src/store.
 */
#ifndef STORE_FIELD_H
#define STORE_FIELD_H

#include "store/record.h"

/* How a field is kept in its struct: each type is one of three. */
enum field_shape { SHAPE_INT, SHAPE_INT64, SHAPE_CHARS };
enum field_shape field_shape(const struct field *field);

/* Where a field lies in a row, by its shape; and its value. */
int *field_int(const struct field *field, void *row);
int64_t *field_int64(const struct field *field, void *row);
const char **field_chars(const struct field *field, void *row);
int field_int_of(const struct field *field, const void *row);
int64_t field_int64_of(const struct field *field, const void *row);
const char *field_chars_of(const struct field *field, const void *row);

/* Takes the value that another row has; a text stays that row's. */
void field_take(const struct field *field, const void *from, void *row);
void field_set_null(const struct field *field, void *row);

/* Written with its row and logged: neither DERIVED nor ASKED. */
static inline bool
field_is_logged(const struct field *field)
{
	return !(field->flags & (DERIVED | ASKED));
}

/* Whether a text can be written: UTF-8, not longer than its field takes. INPUT with a sentence. */
enum code field_check(const struct field *field, const char *text);

/* A row with its texts, in the arena. */
void *row_copy(struct arena *arena, const struct record *record, const void *row);

#endif
