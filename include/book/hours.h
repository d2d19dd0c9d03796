/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting hours, of the practice, a provider or a chair: weekly ones from a day on, and those of one
 * day.
 */
#ifndef BOOK_HOURS_H
#define BOOK_HOURS_H

#include "book/practice.h"

struct span {
	int start, until;		/* minutes since midnight */
};

struct new_hours {
	int64_t provider, chair;	/* both 0: the practice's */
	unsigned weekdays;		/* bit 0 Monday … */
	const struct span *spans;	/* of each of these weekdays */
	size_t count;			/* 0: shut */
	int since;			/* the first day they hold */
	int until_day;			/* the last one, after which those of before hold again;
					 * 0 or NONE: no bound */
	int every_weeks;		/* every n-th week, counted from that of `since`; 0: each */
	bool beside;			/* the hours that hold already go on: those of other weeks */
};

/* "08:00-12:00,13:00-17:00"; "" is shut. INPUT where it can't be read, or a span ends before it
 * begins or overlaps another. In the arena. */
enum code spans_parse(struct arena *arena, const char *text, struct span **out, size_t *count);

/* "mon-fri", "mon,wed": bit 0 Monday …; false where it names none, or something else. */
bool weekdays_parse(const char *text, unsigned *bits);

/* Ends the hours that these weekdays had on the day before `since` and begins the new ones; what
 * held until then stays on record. INPUT where a provider or chair without hours of its own is to
 * be shut on some: those of the practice would go on holding. Visits that would stand outside are
 * marked as to be moved. One batch. */
enum code hours_set(struct desk *desk, const struct new_hours *asked);

/* The hours of one day instead of the weekly ones. */
struct day_hours {
	int64_t provider, chair;	/* both 0: the practice's */
	int day;
	bool usual;			/* the weekly ones again */
	const struct span *spans;
	size_t count;			/* 0: shut */
};
/* Visits are marked as by hours_set. INPUT where the day is past, or usual and has no others. */
enum code hours_set_day(struct desk *desk, const struct day_hours *asked);

#endif
