/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures of standards as rows of a listing. Private to src/cli.
 */
#ifndef CLI_CHARTER_ROWS_H
#define CLI_CHARTER_ROWS_H

#include "care/measure.h"
#include "cli/command.h"

/* One share; percent, low and high with one decimal as text, since they are no whole numbers. */
struct share_line {
	const char *group;
	int cases, kept;
	const char *percent, *low, *high;
	int target;
};
extern const struct record share_line_record;
struct share_line share_line_of(struct arena *arena, const struct standard *standard,
		const char *group, struct share share);

/* A standard: its target, what it is now, and its weeks. */
struct charter_line {
	const char *standard, *name, *group, *sense;
	int target, cases, kept;
	const char *percent, *low, *high, *now, *trend, *weeks, *definition;
	const char *aim;		/* asked: "at least 90" */
};
extern const struct record charter_line_record;
extern const struct listing charter_by_listing;

/* A row a standard of the days from first to last; grouped, a row a group of each. */
enum code charter_rows(struct input *in, int first, int last, enum group by,
		struct charter_line **out, size_t *count);
/* A standard's measured weeks as a row. */
struct charter_line charter_line_of(struct arena *arena, const struct measure *measure);

#endif
