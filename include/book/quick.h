/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick line (desk.md section 3): what a receptionist types while talking, "ruiz cleaning amy
 * tue,thu after 15", read into what is looked for and what is booked. Its grammar stands in
 * chairtime(7). Words come in any order; what isn't understood is marked with its place, so that
 * a screen can underline it, and never guessed at.
 */
#ifndef BOOK_QUICK_H
#define BOOK_QUICK_H

#include "base/date.h"
#include "book/series.h"

#define QUICK_LISTED 9			/* candidates */

/* Bytes of the line that can't be taken, and why: "isn't understood". */
struct quick_mark {
	size_t at, length;
	const char *why;
};

struct quick {
	/* What was said of the visit; what wasn't is 0, NONE or NULL. */
	struct opening_search search;
	int at;				/* the minute at which it begins */
	bool now;			/* a walk-in: booked and arrived at once */
	bool squeeze;			/* into a squeeze column */
	bool asap;			/* the soonest, whatever the notice */
	int times;			/* x8 */
	struct interval every;		/* every 6w */
	const char *note;

	/* The rows that it names. */
	const struct patient_line *patient;
	const struct visit_type *type;
	const struct provider *provider;
	const struct chair *chair;

	/* The words that were taken for the patient's, and those whom they find where there are
	 * several (then `patient` is NULL), at most QUICK_LISTED. */
	const char *name;
	struct patient_line *candidates;
	size_t candidate_count;

	struct quick_mark *marks;	/* in the order of the line */
	size_t mark_count;
};

/* Reads a line, in the arena. Marks are no failure: the codes are the store's. Days count from the
 * desk's today, dates are of `order`. */
enum code quick_read(struct desk *desk, struct arena *arena, const char *line,
		enum date_order order, struct quick *out);

/* One of those whom the name finds is meant: the line is as if it named that one alone. */
void quick_choose(struct quick *quick, size_t candidate);

/* What was understood, in words: "Ruiz, Elena; Cleaning; Amy; Tue, Thu; from 15:00". */
const char *quick_said(struct desk *desk, struct arena *arena, const struct quick *quick);

/* OK where it can be booked: nothing is marked, one patient and a type are known. Else INPUT, a line
 * each: the line with what is marked underlined, or those whom its name finds. */
enum code quick_check(struct arena *arena, const char *line, const struct quick *quick);

/* Narrows its search to the minute at which the visit is to begin, where one is said. Needs a type. */
void quick_window(struct quick *quick);

/* The series that a checked line says; false where it says none. */
bool quick_series(const struct quick *quick, struct series *out);

/* Books what a checked line says: the time that it names where it names day and time; now, or the
 * squeeze column; else the first opening. NOT_FOUND where there is none; CLASH as appointment_book.
 * A walk-in has arrived. One batch. Not for a series. */
enum code quick_book(struct desk *desk, struct arena *arena, const struct quick *quick,
		const char *force, struct appointment *out, const char **said);

#endif
