/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A series: the same visit several times, at equal intervals, booked all or none.
 */
#ifndef BOOK_SERIES_H
#define BOOK_SERIES_H

#include "book/opening.h"

#define SERIES_MOST 60

struct series {
	struct opening_search search;	/* of the first; the others keep its time where they can */
	int times;			/* 2 to SERIES_MOST */
	struct interval every;		/* at least a day */
	const char *note;
};

/* Where they would be: the first opening; then, on the day so many intervals later or within the
 * six days after it, the same time with the same provider, else the first opening of these days.
 * *out has `times` of them, in the arena. NOT_FOUND says which one doesn't fit. */
enum code series_find(struct desk *desk, struct arena *arena, const struct series *series,
		struct opening **out);

/* Books them as found: one batch; `series` of the others is the id of the first. CLASH as
 * appointment_book, and nothing is booked. *out has `times` visits. */
enum code series_book(struct desk *desk, struct arena *arena, const struct series *series,
		const struct opening *openings, const char *force, struct appointment **out,
		const char **said);

#endif
