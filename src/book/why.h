/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an opening is a good one, in words. */
#ifndef BOOK_WHY_H
#define BOOK_WHY_H

#include "plan.h"

/* The commitment, not a firm one, that the slot runs into; NULL: none. */
const struct commitment *opening_rather_not(const struct plan *plan, const struct slot *slot);
/* Does it leave a free stretch before or behind it in its chair that is shorter than `least` minutes? */
bool opening_leaves_scrap(const struct plan *plan, const struct slot *slot, int least);

/* "rather not: work": where it runs into one that isn't firm; "after work", "before school": beside a commitment of the patient's that day; "closes a gap":
 * nothing is left free before or behind it; "soonest": the first of all; else "". */
const char *opening_why(struct arena *arena, const struct plan *plan, const struct slot *slot,
		bool soonest);

#endif
