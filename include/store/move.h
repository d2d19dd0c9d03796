/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving a whole practice from one store to another, of whatever engine: every row of every table,
 * derived ones too, the log as it stands and the counters.
 */
#ifndef STORE_MOVE_H
#define STORE_MOVE_H

#include "store/desk.h"

struct move {
	/* How far it is, at most every 1,000 rows; may be NULL. */
	void (*progress)(void *context, int64_t rows, int64_t all);
	void *context;
	int64_t rows;			/* filled in: how many were copied */
};

/*
 * Copies what `from` holds into `to`, which must be empty, by one state of `from`, while other desks
 * go on, and in one transaction of `to`; then reads both again and compares the number and a hash of
 * the rows of each table. Memory is flat. CLASH where `to` isn't empty, STORE where what arrived
 * isn't what was sent: then nothing was written. The desk `to` is to be closed after it, since its
 * settings are others now.
 */
enum code store_move(struct desk *from, struct desk *to, struct move *move);

#endif
