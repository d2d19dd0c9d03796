/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and times of day as people write them, read from folded words (text_fold). Each reader
 * takes as many words as belong to it and tells how many: 0 where the words don't begin with what
 * it reads. What no form is wrong about is read; what is no day of the calendar isn't.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"

/* How 3/12 is read: 3 December or March 12. */
enum date_order { DAY_FIRST, MONTH_FIRST };
enum date_order date_order_local(void);		/* by the locale, LC_TIME */

/* A day, or a run of days; both NONE where the end isn't said. */
struct days {
	int first, last;
};

/*
 * today, tomorrow; 2026-12-03, 3.12., 3.12.26, 3/12, 12/3/2026, 3-12-2026; 3 dec, 3rd of
 * december 2026, dec 3; 3rd; in jan, january, dec 2026; this week, next month, week 49; next thu,
 * this thu; in 6 months, in a week, in 6w, +10d. Without its year a day is the next such one from
 * today on; where day and month can only be read one way they are, whatever the order. `in 6
 * months` has no last day. A week is from Monday to Sunday.
 */
size_t days_read(const char *const *words, size_t count, int today, enum date_order order,
		struct days *out);

/* tue; tue/thu; mon-fri: bit 0 Monday … A beginning of three letters and more is enough. */
size_t weekdays_read(const char *const *words, size_t count, unsigned *out);

/* 15:30, 15.30, 15h30, 15h, 3pm, 3:30 pm, noon; a bare hour (15) only where `bare`. Without am or
 * pm and without a nought before it an hour from 1 to 6 is one of the afternoon. */
size_t clock_read(const char *const *words, size_t count, bool bare, int *minute);

/* 45m, 45 min, 45', 1h, 1h30, 1.5h, 2 hours: minutes, at least 1 and at most a day. With an h behind
 * it a number up to 4 is a length, from 5 on a time of day. */
size_t length_read(const char *const *words, size_t count, int *minutes);

/* 6w, 6m+1d; 6 weeks, a month, week: of at least a day. */
size_t interval_read(const char *const *words, size_t count, struct interval *out);

#endif
