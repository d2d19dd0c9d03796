/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the row of a small table that a person names. */
#ifndef BOOK_NAME_H
#define BOOK_NAME_H

#include "store/desk.h"

/* The one row that `text` names: by its id; else by one of the fields `names` (ends with NULL)
 * whole, without case and accents; else by the beginning of one. The row is copied to *out.
 * NOT_FOUND, or INPUT where several match: the sentence lists them. */
enum code name_find(struct desk *desk, struct arena *arena, const struct record *record,
		const char *const *names, const char *text, void *out);

#endif
