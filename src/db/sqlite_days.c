/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions of days for SQL, by base/civil.h.
 */
#include "sqlite_days.h"

#include <sqlite3.h>

#include "base/civil.h"

/* False for null too. */
static bool
read_day(sqlite3_value *value, int *day)
{
	const char *const text = (const char *)sqlite3_value_text(value);

	return text && civil_parse(text, day);
}

static bool
read_interval(sqlite3_value *value, struct interval *interval)
{
	const char *const text = (const char *)sqlite3_value_text(value);

	return text && interval_parse(text, interval);
}

static void
give_text(sqlite3_context *context, const char *text)
{
	sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* Where an argument is none, nothing is given: that is null. */
static void
day_after(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct interval interval;
	char text[DAY_SIZE];
	int day;

	(void)count;
	if (read_day(values[0], &day) && read_interval(values[1], &interval))
		give_text(context, civil_format(text, interval_add(day, interval)));
}

static void
day_before(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct interval interval;
	char text[DAY_SIZE];
	int day;

	(void)count;
	if (read_day(values[0], &day) && read_interval(values[1], &interval))
		give_text(context, civil_format(text, interval_add(day,
				(struct interval){-interval.months, -interval.days})));
}

static void
day_weekday(sqlite3_context *context, int count, sqlite3_value **values)
{
	static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	int day;

	(void)count;
	if (read_day(values[0], &day))
		sqlite3_result_text(context, names[civil_weekday(day)], -1, SQLITE_STATIC);
}

static void
day_stamp(sqlite3_context *context, int count, sqlite3_value **values)
{
	char text[STAMP_SIZE];
	int day;

	(void)count;
	if (read_day(values[0], &day) && sqlite3_value_type(values[1]) != SQLITE_NULL)
		give_text(context, stamp_format(text,
				zone_instant(day, sqlite3_value_int(values[1]))));
}

static void
stamp_day(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *const stamp = (const char *)sqlite3_value_text(values[0]);
	char text[DAY_SIZE];
	time_t instant;
	int day, minute;

	(void)count;
	if (!stamp || !stamp_parse(stamp, &instant))
		return;
	zone_local(instant, &day, &minute);
	give_text(context, civil_format(text, day));
}

int
sqlite_days_add(struct sqlite3 *sqlite)
{
	static const struct {
		const char *name;
		int count;
		void (*run)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{"day_after", 2, day_after}, {"day_before", 2, day_before},
		{"day_weekday", 1, day_weekday}, {"day_stamp", 2, day_stamp},
		{"stamp_day", 1, stamp_day},
	};
	int result = SQLITE_OK;

	for (size_t i = 0; result == SQLITE_OK && i < sizeof functions / sizeof functions[0]; i++)
		result = sqlite3_create_function_v2(sqlite, functions[i].name, functions[i].count,
				SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
				functions[i].run, NULL, NULL, NULL);
	return result;
}
