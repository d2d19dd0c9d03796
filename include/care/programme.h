/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programmes: a run of 13 weeks against the standards, with its baseline of the 13 weeks before.
 */
#ifndef CARE_PROGRAMME_H
#define CARE_PROGRAMME_H

#include "base/progress.h"
#include "care/measure.h"

struct programme {
	struct row row;
	int start;			/* its first day */
	int ended;			/* its last day; NONE: it runs */
	const char *note;		/* what it is for */
};
struct programme_note {
	struct row row;
	int64_t programme;
	int day;
	const char *who, *text;
};
extern const struct record programme_record, programme_note_record;

/* One batch each. *said tells what was done, in the arena. */

/* Begins one on a day (NONE: today). INPUT without its words; CLASH while another runs. */
enum code programme_start(struct desk *desk, struct arena *arena, int day, const char *note,
		const char **said);
/* What was done in the one that runs. NOT_FOUND where none does. */
enum code programme_add_note(struct desk *desk, struct arena *arena, const char *text,
		const char **said);
/* Ends it on a day (NONE: today). */
enum code programme_end(struct desk *desk, struct arena *arena, int day, const char **said);

/* The one of an id; 0: the one that runs, else the latest. NOT_FOUND where there is none. */
enum code programme_load(struct desk *desk, struct arena *arena, int64_t id, struct programme *out);
enum code programme_notes(struct desk *desk, struct arena *arena, const struct programme *programme,
		struct programme_note **out, size_t *count);

/* Which week of it today is (1 …), or how many it had; at most 13. */
int programme_week(const struct desk *desk, const struct programme *programme);
/* Its last day so far: today, or the day on which it ended; at most 13 weeks. */
int programme_last(const struct desk *desk, const struct programme *programme);

/* A standard before and during it. */
struct programme_line {
	struct measure before, during;
};
/* Each standard that is measured; progress (NULL: none) is told of each. */
enum code programme_measure(struct desk *desk, struct arena *arena,
		const struct programme *programme, const struct progress *progress,
		struct programme_line **out, size_t *count);
/* What can be said of one, in words: "better", "worse", "no difference seen", "too few to say". */
const char *programme_words(const struct programme_line *line);

#endif
