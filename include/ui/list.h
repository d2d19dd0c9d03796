/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list's place: which row is focused. It lives in the kept
 * half of a state; the rows are anybody's.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	size_t at;			/* the focused row, from 0 */
};

/* Up, Down, PageUp, PageDown (by `page` rows), Home, End, a click on a row ("@7") among `count` rows; false for another
 * key. */
bool list_key(struct list *list, const char *key, size_t count, size_t page);
/* The first row to draw in `page` lines, so that the focused one is seen. `list` isn't changed:
 * draw functions may ask. */
size_t list_top(const struct list *list, size_t count, size_t page);
/* Keeps the focus on a row that is there. */
void list_clamp(struct list *list, size_t count);

#endif
