/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports: one file data/report/NAME.sql each, built into the program. Its first lines say all that
 * is to be known of it:
 *
 *	-- What it counts, in one sentence
 *	-- by: provider weekday		what it can be grouped by
 *	-- columns: group text, visits int	what it gives, in its order
 *	-- table: visits		which of them a table on a screen shows; else all
 *	-- of: day			it is a state of the last day; by month, of the month's last day
 *	-- gives: waits			a case has, instead of its figures, the minutes that it waited (wait);
 *					the columns are visits, within, minutes, median and p90, made of these
 *	-- makes: NAME SQL		a column that is no sum, by the sums of the others
 *
 * The query takes $1 and $2, the first and the last day as text, $3, the word that it is grouped by
 * ("": nothing), $4, now (UTC). A row is one case: its group (grp), by name the columns that are summed,
 * 1 where it counts for one and 0 where it doesn't, and its day, start, patient, provider (each may be
 * null but the day) and words, so that a figure opens into its people. The first of the columns is what
 * the others are a part of. What happened stands on its day, so that a long span can be counted year by
 * year. A report is a listing, so whatever prints listings prints it; a new one is a file. Beside the SQL
 * of both engines it may use the functions of days (chairtime(5)).
 */
#ifndef CARE_REPORT_H
#define CARE_REPORT_H

#include "base/progress.h"
#include "care/measure.h"
#include "store/desk.h"

struct report {
	const char *name, *help;
	const char *by;			/* words with blanks between */
	struct record record;		/* of its rows */
	const char *ungrouped;		/* the names of its columns but the group's */
	const char *table;		/* those that a table shows, but the group; NULL: all */
	const char *sql;
	const char *makes;		/* as the head has it; NULL: every column is a sum */
	bool of_day, waits;
};

/* NOT_FOUND, with the names of all, where there is none of that name. In the arena. */
enum code report_find(struct arena *arena, const char *name, struct report *out);
/* "missed, waiting": the names of all reports. */
const char *report_names(struct arena *arena);

/* Its rows, `count` of record.size each, in the arena, by group (weekdays in their order). Days NONE:
 * no bound (of a state of a day: today, and by month a year); by NULL: not grouped. progress may be
 * NULL. USAGE for what it can't be grouped by. */
enum code report_run(struct desk *desk, struct arena *arena, const struct report *report, int from,
		int to, const char *by, const struct progress *progress, void **rows,
		size_t *count);

/* Which of a report's cases: of days (NONE: no bound), of a group (NULL: of all). */
struct report_span {
	int from, to;
	const char *by, *group;
};
/* The people behind a figure, in the arena: those who don't count for it first (kept 0), the latest
 * first; `only` those who count (1), or don't and yet for the first figure (0), NONE: all cases. At most
 * `most`, 0: all. USAGE for what is no figure of people. */
enum code report_cases(struct desk *desk, struct arena *arena, const struct report *report,
		const struct report_span *span, const char *figure, int only, size_t most,
		struct case_line **out, size_t *count);

#endif
