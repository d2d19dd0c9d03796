/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sheet of a day: what stands in each chair's column besides visits, the hours that it spans,
 * and the marks at visits. (Visits are day_visits, free stretches day_gaps.)
 */
#ifndef BOOK_SHEET_H
#define BOOK_SHEET_H

#include "book/appointment.h"

/* A stretch of a chair's day that is kept for something, or shut. */
struct kept {
	struct slot slot;
	bool shut;			/* a closure: nobody works */
	const char *words;		/* "lunch", "kept: emergency", "holiday" */
};

/* By chair position and start, of all active chairs; a block of the whole practice comes once for
 * each chair. Provider's own blocks and closures aren't a chair's. */
enum code day_kept(struct desk *desk, struct arena *arena, int day, struct kept **out,
		size_t *count);

/* The practice's first and last minute of that day: both NONE where it has no hours. Closures
 * play no part: a shut day has its rows too. */
enum code day_hours(struct desk *desk, struct arena *arena, int day, int *start, int *until);

/* What is marked at a visit: alerts of its patient that hold that day, needs that aren't there. */
struct visit_mark {
	int64_t visit;
	bool alert, need;
	const char *words;		/* the first alert's, else the need's: "lab: Moore" */
};
/* The marks of the visits of a day (as day_visits gave them); those without marks have none. */
enum code visit_marks(struct desk *desk, struct arena *arena, int day,
		const struct appointment_line *visits, size_t visit_count, struct visit_mark **out,
		size_t *count);

/* When each visit of today will begin (minutes), from what has begun and ended along its chair and
 * its provider: in the order of the visits, which are as day_visits gives them. Who is late herself
 * is foreseen where she is booked. In the arena. */
const int *day_foreseen(const struct desk *desk, struct arena *arena,
		const struct appointment_line *visits, size_t count);

/* The alerts of a patient that hold on a day, and the open needs of her visits to come. */
enum code patient_alerts(struct desk *desk, struct arena *arena, int64_t patient, int day,
		struct alert **out, size_t *count);
enum code patient_needs(struct desk *desk, struct arena *arena, int64_t patient, struct need **out,
		size_t *count);

#endif
