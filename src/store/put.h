/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing a row and its change, for record_put and undo. Private to src/store.
 */
#ifndef STORE_PUT_H
#define STORE_PUT_H

#include "store/desk.h"

/* A new row, its id and rev set and settled. */
enum code put_new(struct desk *desk, const struct record *record, void *row);
/* A stored row is removed (by undo alone), its rev moved on in the log. CLASH where others refer to
 * it. */
enum code put_away(struct desk *desk, const struct record *record, const void *old);
/* Over the stored row `old`, settled: moves the row's rev and writes it, where a field differs
 * or a change is being taken back. */
enum code put_over(struct desk *desk, const struct record *record, const void *old, void *row);

/* record_get, where it isn't an error that there is no such row. */
enum code record_find(struct desk *desk, struct arena *arena, const struct record *record,
		int64_t id, void *row, bool *found);

/* The stored record of that table, or NULL where there is none. */
const struct record *record_of(const struct desk *desk, const char *table);

#endif
