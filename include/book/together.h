/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several patients booked together (desk.md section 3): a household of up to eight side by side, one
 * after the other, or on the same day. One act, one batch: all or none.
 */
#ifndef BOOK_TOGETHER_H
#define BOOK_TOGETHER_H

#include "book/opening.h"

#define TOGETHER_MOST 8
#define TOGETHER_APART 30	/* minutes from one to the next, at most */

enum together {
	TOGETHER_SIDE,		/* all begin at once */
	TOGETHER_ROW,		/* in the order given, at most TOGETHER_APART between two */
	TOGETHER_DAY		/* the same day */
};
extern const char *const together_words[];

struct together_member {
	int64_t patient, type;
	int64_t provider;	/* 0: whoever may do the type and is free */
	int64_t planned;	/* a planned visit of that type that is given the time; 0: a new one */
};

struct together_search {
	struct together_member members[TOGETHER_MOST];
	size_t count;
	enum together how;
	/* first, last, after, before, weekdays, notice and commitments hold for all; the rest isn't
	 * looked at. */
	struct opening_search when;
};

/* The soonest day on which all fit, with an opening for each member in their order, in the arena: what
 * one takes isn't offered to the next. NOT_FOUND where there is none; INPUT for fewer than two or more
 * than eight. */
enum code together_find(struct desk *desk, struct arena *arena,
		const struct together_search *search, struct opening **out);

/* Books them as found, in one batch. CLASH as appointment_book, with nothing booked. *out has a visit for
 * each member. */
enum code together_book(struct desk *desk, struct arena *arena,
		const struct together_search *search, const struct opening *openings,
		const char *force, struct appointment **out, const char **said);

#endif
