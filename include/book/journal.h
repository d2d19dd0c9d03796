/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: the log of changes by whom, when, where, about whom and what; and, for the patient who
 * asks, who saw and who changed what of hers. Both want the right "journal".
 */
#ifndef BOOK_JOURNAL_H
#define BOOK_JOURNAL_H

#include "store/access.h"
#include "store/change.h"

/* Of what; each part that isn't given lets everything pass. */
struct journal_filter {
	int64_t patient;		/* her rows, those that were taken back too; 0 */
	const char *table;		/* a record's table; NULL */
	int64_t row;			/* of that table; 0: each */
	const char *who, *desk;		/* NULL */
	int from, to;			/* days, both counted; NONE */
	const char *act;		/* a word of journal_acts; NULL */
	int64_t limit;			/* the newest so many; 0: all */
};

/* What a change did to its row, or the kind of its batch; NULL-terminated. */
extern const char *const journal_acts[];

/* The table that a word means: its own name, or what a row of it is called ("visit"); NULL where there
 * is none. */
const char *journal_table(const struct desk *desk, const char *word);

/* The changes, newest first. DENIED. */
enum code journal_changes(struct desk *desk, struct arena *arena, const struct journal_filter *filter,
		struct change **out, size_t *count);

/* Who signed in, who was refused and who looked at what, by the filter's who, desk and days, newest first;
 * about everybody (its patient isn't asked). DENIED. */
enum code journal_access(struct desk *desk, struct arena *arena, const struct journal_filter *filter,
		struct access **out, size_t *count);

/* A look at a patient's data, or a change of it, without a name of anybody else's. */
struct seen_line {
	const char *at, *who, *desk;
	const char *act;		/* a word of access_words or journal_acts */
	const char *what;		/* "visit 12: day, start" */
};
extern const struct record seen_line_record;
/* Of the filter's patient, newest first. That it was asked is noted as a look is. DENIED. */
enum code journal_seen(struct desk *desk, struct arena *arena, const struct journal_filter *filter,
		struct seen_line **out, size_t *count);

#endif
