/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks: what other desks have in their hands just now. An opening that one of them offers, a card
 * that she looks at: words beside it, never a lock. They are no part of the book: nothing of them is
 * logged, undo doesn't know them, and they end by themselves.
 */
#ifndef BOOK_MARK_H
#define BOOK_MARK_H

#include "book/opening.h"

#define MARK_MINUTES 5		/* that one holds */

/* A mark of another desk that holds now. */
struct mark {
	const char *who;
	int64_t patient;		/* that is being looked at; 0: it is an opening */
	struct slot slot;		/* that is being offered */
};

/* This desk offers these openings, and no others any more; count 0: none. */
enum code marks_offer(struct desk *desk, const struct opening *openings, size_t count);
/* This desk looks at a patient, and at no other any more; 0: at none. */
enum code marks_look(struct desk *desk, int64_t patient);
/* Those of the other desks, in the arena. */
enum code marks_load(struct desk *desk, struct arena *arena, struct mark **out, size_t *count);

/* Who offers an opening that overlaps the slot in its chair, who looks at a patient: NULL nobody. */
const char *mark_offered_by(const struct mark *marks, size_t count, const struct slot *slot);
const char *mark_looked_at_by(const struct mark *marks, size_t count, int64_t patient);

/* A copy of the store was made now; and on which day one was last, NONE: never. */
enum code mark_backed_up(struct desk *desk);
enum code mark_last_backup(struct desk *desk, int *day);

#endif
