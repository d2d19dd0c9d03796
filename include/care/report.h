/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports: one file data/report/NAME.sql each, built into the program. Its first lines say all that
 * is to be known of it:
 *
 *	-- What it counts, in one sentence
 *	-- by: provider weekday		what it can be grouped by
 *	-- columns: group text, visits int	what the query gives, in its order
 *
 * The query takes $1 and $2, the first and the last day as text, and $3, the word that it is grouped
 * by ("": nothing). Its first column is the group. A report is a listing, so whatever prints
 * listings prints it; a new one is a file.
 */
#ifndef CARE_REPORT_H
#define CARE_REPORT_H

#include "store/desk.h"

struct report {
	const char *name, *help;
	const char *by;			/* words with blanks between */
	struct record record;		/* of its rows */
	const char *ungrouped;		/* the names of its columns but the group's */
	const char *sql;
};

/* NOT_FOUND, with the names of all, where there is none of that name. In the arena. */
enum code report_find(struct arena *arena, const char *name, struct report *out);
/* "missed, waiting": the names of all reports. */
const char *report_names(struct arena *arena);

/* Its rows, `count` of record.size each, in the arena. Days NONE: no bound; by NULL: not grouped.
 * USAGE for what it can't be grouped by. */
enum code report_run(struct desk *desk, struct arena *arena, const struct report *report, int from,
		int to, const char *by, void **rows, size_t *count);

#endif
