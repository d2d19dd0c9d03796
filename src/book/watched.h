/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of the set-up after which visits may have to be moved. */
#ifndef BOOK_WATCHED_H
#define BOOK_WATCHED_H

#include "book/moving.h"

/* Writes a row of the set-up, in a batch of its own or as a part of the caller's, and marks the visits
 * of these days (NONE: no bound) that can't stay where they are. */
enum code watched_put(struct desk *desk, const struct record *record, void *row, int first,
		int last, const char *why);
/* The same for a row that is taken away. */
enum code watched_remove(struct desk *desk, const struct record *record, const void *row, int first,
		int last, const char *why);
/* The same for a change of several rows. */
enum code watched_change(struct desk *desk, enum code (*change)(struct desk *desk, void *context),
		void *context, int first, int last, const char *why);

#endif
