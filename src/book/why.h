/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an opening is a good one, in words. */
#ifndef BOOK_WHY_H
#define BOOK_WHY_H

#include "plan.h"

/* "after work", "before school": beside a commitment of the patient's that day; "closes a gap":
 * nothing is left free before or behind it; "soonest": the first of all; else "". */
const char *opening_why(struct arena *arena, const struct plan *plan, const struct slot *slot,
		bool soonest);

#endif
