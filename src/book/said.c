/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and moments as they are said to people.
 */
#include "book/practice.h"

#define MONTHS 12

static const char *const month_names[MONTHS] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

const char *
day_said(struct arena *arena, int day, int today)
{
	int year, month, mday, year_now, month_now, mday_now;

	civil_date(day, &year, &month, &mday);
	civil_date(today, &year_now, &month_now, &mday_now);
	if (year == year_now)
		return arena_print(arena, "%s %d %s", weekday_name(civil_weekday(day)), mday,
				month_names[month - 1]);
	return arena_print(arena, "%s %d %s %d", weekday_name(civil_weekday(day)), mday,
			month_names[month - 1], year);
}

const char *
time_said(struct arena *arena, int day, int minute, int today)
{
	char clock[CLOCK_SIZE];

	return arena_print(arena, "%s %s", day_said(arena, day, today),
			clock_format(clock, minute));
}
