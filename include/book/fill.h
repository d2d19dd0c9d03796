/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How full days are: each treatment chair by the half hour, and each day as a whole. What the week and
 * the month show.
 */
#ifndef BOOK_FILL_H
#define BOOK_FILL_H

#include "book/opening.h"

#define PART_MINUTES 30
#define DAY_PARTS 48

/* Minutes of a stretch: in which the chair works and is kept for nothing, or has a visit (`open`);
 * of these, those with a visit, and those without one that are still to come; and those kept by a
 * block though it works. */
struct fill {
	int open, taken, free, kept;
};

struct chair_fill {
	struct fill parts[DAY_PARTS];
	struct fill day;
};

struct day_fill {
	int day;
	struct fill all;		/* of all treatment chairs */
	int visits, unconfirmed;	/* live ones, in whatever column; booked, no yes yet */
	const char *shut;		/* why the practice is shut the whole day; NULL: it isn't */
	struct chair_fill *chairs;	/* in the order of fills.chairs */
};

struct fills {
	struct chair *chairs;		/* active treatment chairs, from left to right */
	size_t chair_count;
	struct day_fill *days;
	int day_count;
};

/* Those of the days from first to last, in the arena. */
enum code fills_load(struct desk *desk, struct arena *arena, int first, int last,
		struct fills *out);

#endif
