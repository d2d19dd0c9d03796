/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and moments as they are said to people.
 */
#include "base/local.h"
#include "book/practice.h"

const char *
day_said(struct arena *arena, int day, int today)
{
	int year, month, mday, year_now, unused;
	char date[DATE_SAID];

	civil_date(day, &year, &month, &mday);
	civil_date(today, &year_now, &unused, &unused);
	return arena_print(arena, "%s %s", weekday_name(civil_weekday(day)),
			date_said(date, year == year_now ? NONE : year, month, mday));
}

const char *
time_said(struct arena *arena, int day, int minute, int today)
{
	char clock[CLOCK_SIZE];

	return arena_print(arena, "%s %s", day_said(arena, day, today),
			clock_said(clock, minute));
}
