/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measuring standards: how many of how many, in which week, of whom; and what numbers so small can say.
 */
#ifndef CARE_MEASURE_H
#define CARE_MEASURE_H

#include "care/standard.h"

/* `kept` of `cases`. */
struct share {
	int kept, cases;
};

/* Percent of a standard's share: of what was kept, or, where the target is an `at most`, of what
 * failed. -1: no case. */
double share_percent(const struct standard *standard, struct share share);
/* Wilson's interval of 95 % around it, in percent. */
void share_interval(const struct standard *standard, struct share share, double *low, double *high);
/* Does the figure meet the target? UNSURE: there is no case, or fewer than 10 that leave it open. */
enum standing { STANDING_MEETS, STANDING_UNSURE, STANDING_BELOW };
enum standing share_standing(const struct standard *standard, struct share share);

/* From one span to a later one, by Newcombe's interval of the difference of 95 %: better, worse, no
 * difference that could be told, or too few cases to tell anything (fewer than 10 in either). */
enum trend { TREND_TOO_FEW, TREND_SAME, TREND_BETTER, TREND_WORSE };
enum trend share_trend(struct share before, struct share after);
extern const char *const trend_words[];

#define WEEK_DAYS 7
#define WEEKS_MOST 53
#define WEEKS_USUAL 13
#define WEEKS_NOW 4			/* the last ones, which are "now" */

/* A standard over weeks of seven days; the last one ends on the last day asked for. */
struct measure {
	struct standard standard;
	int weeks;
	struct share week[WEEKS_MOST];
	struct share whole;		/* all of them */
	struct share now;		/* the last WEEKS_NOW */
	struct share before;		/* those before these */
};
/* Of a standard that is a state of a day each week is its last day, the whole and `now` are the last
 * day, `before` is the last day of the weeks before these. */
enum code measure_weeks(struct desk *desk, struct arena *arena, const struct standard *standard,
		int last, int weeks, struct measure *out);

/* One case, as a listing: the people behind a figure. */
struct case_line {
	int day;
	int64_t patient;		/* 0: none */
	const char *name, *phone;
	int64_t visit;
	const char *provider_name;
	int start;
	int kept;
	const char *words;
};
extern const struct record case_line_record;
/* The latest first, at most `most` (0: all); only those that failed, or all. */
enum code measure_cases(struct desk *desk, struct arena *arena, const struct standard *standard,
		int first, int last, bool failed, size_t most, struct case_line **out, size_t *count);

/* By provider, weekday, hour or month, in their order; and crossed with the hour of the day, for a
 * heat map. */
enum group { GROUP_NONE, GROUP_PROVIDER, GROUP_WEEKDAY, GROUP_HOUR, GROUP_MONTH };
extern const char *const group_words[];

struct group_line {
	const char *group;
	int hour;			/* NONE: not crossed */
	struct share share;
};
enum code measure_groups(struct desk *desk, struct arena *arena, const struct standard *standard,
		int first, int last, enum group by, bool hours, struct group_line **out, size_t *count);

/* A heat map of what fails: a row a group, a column an hour. */
struct heat {
	const char **rows;		/* the groups */
	size_t count;
	int first_hour, hours;
	struct share *cells;		/* row by row */
};
enum code measure_heat(struct desk *desk, struct arena *arena, const struct standard *standard,
		int first, int last, enum group by, struct heat *out);
/* The block character of a cell: the more fails, the darker; a blank where there is no case. */
const char *heat_block(struct share share);
/* What they mean, in words. */
extern const char heat_legend[];

/* A bar of eight heights for a share of a standard, a middle dot without a case. The target is at six of
 * an `at least`, a height is 5 points; at three of an `at most`, of which nought is the lowest. */
const char *measure_bar(const struct standard *standard, struct share share);

#endif
