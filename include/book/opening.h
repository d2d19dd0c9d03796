/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Openings: where a given visit would fit (desk.md section 3). A day of a chair or a person is a
 * bitmap of 5-minute cells; a visit fits where the chair's bits are free for its length, the
 * provider's for its X cells and the checker's for its D cells, which may slide within its last
 * half. Openings are the booking rules asked of many slots: what is listed can be booked
 * unforced, what is not listed can't.
 */
#ifndef BOOK_OPENING_H
#define BOOK_OPENING_H

#include "book/appointment.h"

#define CELL_MINUTES 5
#define DAY_CELLS 288

/* A day's cells, bit i of word i / 64 the five minutes from 5 i on; set = free. */
struct cells {
	uint64_t words[5];
};

void cells_fill(struct cells *cells, int start, int until);	/* minutes; inside the cells */
void cells_clear(struct cells *cells, int start, int until);	/* odd times rounded outwards */
bool cells_hold(const struct cells *cells, int start, int minutes);	/* all free? */
/* The cells from which `count` free ones follow, by shift-and-AND. */
struct cells cells_runs(const struct cells *cells, int count);

/*
 * The free cells of every active chair and provider for a span of days, loaded by a few queries:
 * hours − closures − blocks − live visits, in the arena. Blocks kept for `type` count as free
 * for it.
 */
struct plan;
enum code plan_load(struct desk *desk, struct arena *arena, int first, int last, int64_t type,
		int64_t but /* a visit whose own cells count as free, or 0 */, struct plan **out);
struct cells plan_chair(const struct plan *plan, int64_t chair, int day);
struct cells plan_provider(const struct plan *plan, int64_t provider, int day);
struct cells plan_practice(const struct plan *plan, int day);	/* hours less closures */

/* What is looked for. Zero, NONE or NULL: no bound. */
struct opening_search {
	int64_t patient, type, provider, checker, chair;
	int minutes;			/* 0 or NONE: the type's */
	int first, last;		/* days; first NONE: today; last NONE: `first` + 90 */
	int after, before;		/* minutes: it begins at or after, ends at or before */
	unsigned weekdays;		/* bit 0 Monday …; 0: any */
	int notice;			/* minutes from now on before which nothing is offered */
	bool commitments;		/* heed the patient's firm commitments */
	bool one_a_day;			/* the first of a day, on ten days that have one; */
	bool ranked;			/* or the best of it: see openings_find */
	size_t limit;			/* 0: no bound */
	int64_t but;			/* a visit that would be moved */
};

struct opening {
	struct slot slot;
	int64_t provider, checker;
	const char *chair_name, *provider_name;
	const char *why;		/* "after work", "closes a gap", "soonest" */
	bool rather_not;		/* the patient would rather not come then */
};
/* A listing record, so that openings print like any other rows. */
struct opening_line {
	int day, start, minutes;
	int64_t chair;
	const char *chair_name;
	int64_t provider;
	const char *provider_name, *why;
};
extern const struct record opening_line_record;

/*
 * Soonest first: by day, start, chair position; never NOT_FOUND: *count is 0. Each is a start on
 * the grid (setting `grid`: 15 minutes, a multiple of 5) in one treatment chair; they may
 * overlap. The provider is the one asked for, else the first who may do the type and is free: the
 * patient's own before others, then by id; the same of the checker. A booking that leaves them
 * open takes the same.
 *
 * Ranked, a day's opening isn't its first but its best: one when the patient would rather not come stands
 * behind any other, one that leaves a stretch free in its chair that is of no use (shorter than two
 * steps of the grid) behind one that doesn't, and of those that are alike the soonest is taken. Days on
 * which she would rather not come then stand behind the others.
 *
 * What speaks against any booking of a patient (patient_state, the conditions deposit and
 * ask_manager) doesn't hide openings: it is said when one is taken. A start in the past is never
 * listed.
 */
enum code openings_find(struct desk *desk, struct arena *arena, const struct opening_search *search,
		struct opening **out, size_t *count);

/* Free stretches of a day in each chair of at least `minutes`, for the Day screen. */
enum code day_gaps(struct desk *desk, struct arena *arena, int day, int minutes,
		struct slot **out, size_t *count);

/* Brings those that are nearest to a moment to the front, nearest first, one for each time; how many
 * they are, at most `most`. One at that very time says so. */
size_t openings_nearest(struct opening *openings, size_t count, int day, int start, size_t most);

#endif
