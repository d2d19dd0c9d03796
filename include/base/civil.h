/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil time (design section 4): a day is a count of days since 1970-01-01, a time of day is
 * minutes since midnight, both in the practice's wall time. No zone enters here but in the
 * three zone_ functions at the end.
 */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <limits.h>
#include <stdbool.h>
#include <time.h>

/* No day, no minute, no number: what a null of the store is in an int. */
#define NONE INT_MIN

/* Room for "2026-11-24", "09:00", "2026-11-24T09:00", "2026-11-24T15:04:05Z" and the NUL. */
#define DAY_SIZE 16
#define CLOCK_SIZE 8
#define STAMP_SIZE 32

/* Days are from 0001-01-01 to 9999-12-31; dates out of them are refused by the parsers. */
int civil_day(int year, int month, int day);		/* month 1-12; the day must exist */
void civil_date(int day, int *year, int *month, int *mday);
int civil_weekday(int day);				/* 0 Monday … 6 Sunday */
int civil_month_days(int year, int month);		/* 28 … 31 */
bool civil_exists(int year, int month, int mday);

/* "2026-11-24", exactly. False, and nothing written, where it is no date. */
bool civil_parse(const char *text, int *day);
/* "09:00" or "9:00", 0:00 to 23:59 (and "24:00" as an end). */
bool clock_parse(const char *text, int *minute);
/* "2026-11-24T09:00", also with a blank for the T and with seconds, which are dropped. */
bool moment_parse(const char *text, int *day, int *minute);

/* ISO 8601; NONE gives "". They return `out`. */
char *civil_format(char out[DAY_SIZE], int day);
char *clock_format(char out[CLOCK_SIZE], int minute);

/* Month steps clamp: 31 Aug + 6 months = 28 or 29 Feb. */
int civil_add_months(int day, int months);	/* stops at the first and last day there is */

/* Years and months, then weeks and days: "6m+1d", "1y", "6w", "1y6m", "36m1d"; each unit at most
 * once, in this order, a plus between them if one likes. */
struct interval {
	int months, days;
};
bool interval_parse(const char *text, struct interval *out);
int interval_add(int day, struct interval interval);
/* Rough length in days, for comparing with limits: a month counts 30.44. */
int interval_days(struct interval interval);

/* A weekday's name, "Mon" …, 0 Monday; and back: "mon", "Monday", "monday" (English, for files
 * and the command line). */
const char *weekday_name(int weekday);
bool weekday_parse(const char *text, int *weekday);

/* The zone of the process is that of the practice: called when a store is opened. False, and
 * nothing changed, where the system has no such zone (needs its zone files, package tzdata). */
bool zone_set(const char *name);
/* Does the system know a zone of that name? */
bool zone_known(const char *name);
/* Where the system's file of a zone's rules is, or would be; "" for a name that can be none. */
#define ZONE_PATH_SIZE 512
char *zone_path(const char *name, char out[ZONE_PATH_SIZE]);
/* The system's zone as a name ("Europe/Berlin"), "UTC" where that can't be told. `out` >= 64. */
char *zone_system(char *out, size_t size);
/* Wall time of an instant, and the instant of a wall time: an hour that occurs twice is the
 * first, one that doesn't exist moves on by the gap. */
void zone_local(time_t instant, int *day, int *minute);
time_t zone_instant(int day, int minute);
/* "2026-11-24T15:04:05Z", exactly. */
char *stamp_format(char out[STAMP_SIZE], time_t instant);
bool stamp_parse(const char *text, time_t *instant);

#endif
