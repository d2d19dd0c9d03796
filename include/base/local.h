/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and times of day as they are said to people: by the habit of the locale (LC_TIME). What is
 * kept in files or read by programs is ISO 8601 (civil.h).
 *
 * Of the locale two things count: whether the month comes before the day, and whether hours are
 * counted twice to twelve. The names of days and months are English, as all that the program says.
 * Without a locale (C, POSIX) it is "24 Nov" and "13:15".
 */
#ifndef BASE_LOCAL_H
#define BASE_LOCAL_H

#include <stdbool.h>

#include "base/civil.h"

#define DATE_SAID 16

bool local_month_first(void);
bool local_twelve_hours(void);

/* "13:15", or "1:15p"; NONE gives "". They return `out`. */
char *clock_said(char out[CLOCK_SIZE], int minute);
/* "24 Nov" or "Nov 24", the year behind it unless it is NONE: "24 Nov 2026", "Nov 24, 2026". */
char *date_said(char out[DATE_SAID], int year, int month, int mday);

#endif
