/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, times of day, months that clamp, intervals, and their texts. */
#include "../support/unit.h"

#include <string.h>

#include "base/civil.h"

static int
day_of(const char *text)
{
	int day = NONE;

	if (!civil_parse(text, &day))
		fail_msg("\"%s\" should be a day", text);
	return day;
}

static void
test_known_days(void **state)
{
	static const struct { const char *text; int day, weekday; } rows[] = {
		{"1970-01-01", 0, 3}, {"1969-12-31", -1, 2}, {"2000-02-29", 11016, 1},
		{"2000-03-01", 11017, 2}, {"1900-03-01", -25508, 3}, {"2038-01-19", 24855, 1},
		{"2038-01-20", 24856, 2}, {"2100-02-28", 47540, 6}, {"2100-03-01", 47541, 0},
		{"2026-11-24", 20781, 1}, {"0001-01-01", -719162, 0}, {"9999-12-31", 2932896, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[DAY_SIZE];

		assert_int_equal(day_of(rows[i].text), rows[i].day);
		assert_int_equal(civil_weekday(rows[i].day), rows[i].weekday);
		assert_string_equal(civil_format(out, rows[i].day), rows[i].text);
	}
}

/* Counting every day from 1 January of the year 1 meets each date once, in order: the round trip
 * of them all, with texts for those of 1900 to 2100. */
static void
test_every_day(void **state)
{
	int day = -719162;

	(void)state;
	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int mday = 1; mday <= civil_month_days(year, month); mday++, day++) {
				int y, m, d;
				char out[DAY_SIZE];

				civil_date(day, &y, &m, &d);
				if (y != year || m != month || d != mday ||
				    civil_day(year, month, mday) != day)
					fail_msg("%04d-%02d-%02d is not day %d", year, month, mday,
						 day);
				if (year >= 1900 && year <= 2100)
					assert_int_equal(day_of(civil_format(out, day)), day);
			}
		}
	}
	assert_int_equal(day, 2932896 + 1);
}

static void
test_leap_years(void **state)
{
	(void)state;
	assert_int_equal(civil_month_days(2024, 2), 29);
	assert_int_equal(civil_month_days(2026, 2), 28);
	assert_int_equal(civil_month_days(1900, 2), 28);
	assert_int_equal(civil_month_days(2000, 2), 29);
	assert_int_equal(civil_month_days(2100, 2), 28);
	assert_int_equal(day_of("2024-03-01") - day_of("2024-02-28"), 2);
	assert_int_equal(day_of("2100-03-01") - day_of("2100-02-28"), 1);
	assert_true(civil_exists(2024, 2, 29));
	assert_false(civil_exists(2100, 2, 29));
	assert_false(civil_exists(0, 1, 1));
	assert_false(civil_exists(10000, 1, 1));
}

static void
test_no_days(void **state)
{
	static const char *const rows[] = {
		"", "2026", "2026-11", "2026-11-", "2026-11-2", "2026-11-241", "2026-1-24",
		"26-11-24", "2026/11/24", "2026-11-24 ", " 2026-11-24", "2026-11-24T09:00",
		"2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31",
		"2026-02-29", "2100-02-29", "1900-02-29", "0000-01-01", "-026-11-24",
		"+026-11-24", "2O26-11-24", "today",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int day = 4711;

		if (civil_parse(rows[i], &day) || day != 4711)
			fail_msg("\"%s\" is no day", rows[i]);
	}
}

static void
test_clock(void **state)
{
	static const struct { const char *text; int minute; } good[] = {
		{"00:00", 0}, {"0:00", 0}, {"09:00", 540}, {"9:00", 540}, {"9:05", 545},
		{"23:59", 1439}, {"24:00", 1440},
	};
	static const char *const bad[] = {
		"", "9", "9:", ":00", "9:0", "9:60", "24:01", "25:00", "99:99", "009:00",
		"9:000", "9.00", " 9:00", "9:00 ", "-9:00", "9:00am",
	};
	char out[CLOCK_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		int minute = NONE;

		assert_true(clock_parse(good[i].text, &minute));
		assert_int_equal(minute, good[i].minute);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int minute = 4711;

		if (clock_parse(bad[i], &minute) || minute != 4711)
			fail_msg("\"%s\" is no time of day", bad[i]);
	}
	for (int minute = 0; minute <= 1440; minute++) {
		int again = NONE;

		assert_true(clock_parse(clock_format(out, minute), &again));
		assert_int_equal(again, minute);
		assert_int_equal(strlen(out), 5);
	}
	assert_string_equal(clock_format(out, NONE), "");
}

static void
test_moment(void **state)
{
	static const char *const good[] = {
		"2026-11-24T09:05", "2026-11-24 09:05", "2026-11-24 09:05:59",
		"2026-11-24T09:05:00",
	};
	static const char *const bad[] = {
		"", "2026-11-24", "2026-11-24T", "2026-11-24T9:05", "2026-11-24T09:05Z",
		"2026-11-24T09:05:", "2026-11-24T09:05:60", "2026-11-24T24:00",
		"2026-11-24  09:05", "2026-11-24x09:05", "2026-02-30T09:05",
		"2026-11-24T09:05:00Z", "2026-11-24T09:05 ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		int day = NONE, minute = NONE;

		assert_true(moment_parse(good[i], &day, &minute));
		assert_int_equal(day, 20781);
		assert_int_equal(minute, 545);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int day = 1, minute = 2;

		if (moment_parse(bad[i], &day, &minute) || day != 1 || minute != 2)
			fail_msg("\"%s\" is no moment", bad[i]);
	}
}

static void
test_months_clamp(void **state)
{
	static const struct { const char *from; int months; const char *to; } rows[] = {
		{"2026-08-31", 6, "2027-02-28"}, {"2027-08-31", 6, "2028-02-29"},
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
		{"2026-11-24", 6, "2027-05-24"}, {"2026-12-31", 2, "2027-02-28"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -1, "2025-12-15"},
		{"2026-01-15", -13, "2024-12-15"}, {"2026-05-31", 0, "2026-05-31"},
		{"2099-11-30", 3, "2100-02-28"}, {"1999-11-30", 3, "2000-02-29"},
		{"9999-06-30", 7, "9999-12-31"}, {"0001-03-31", -3, "0001-01-01"},
		{"2026-01-01", 2000000000, "9999-12-31"}, {"2026-01-01", NONE, "0001-01-01"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[DAY_SIZE];

		civil_format(out, civil_add_months(day_of(rows[i].from), rows[i].months));
		assert_string_equal(out, rows[i].to);
	}
}

static void
test_intervals(void **state)
{
	static const struct { const char *text; int months, days; } good[] = {
		{"6m", 6, 0}, {"6m+1d", 6, 1}, {"1y", 12, 0}, {"6w", 0, 42}, {"1y6m", 18, 0},
		{"36m1d", 36, 1}, {"1y+6m+2w+3d", 18, 17}, {"10d", 0, 10}, {"0d", 0, 0},
		{"2y3d", 24, 3},
	};
	static const char *const bad[] = {
		"", "6", "m", "6 m", "3 weeks", "6m ", "6m+", "+6m", "6m++1d", "-6m", "6m-1d",
		"1d6m", "6m6m", "6M", "6x", "6mm", "1.5y", "99999999999999999999m",
		"9999y9999y", "999999m", "9999999d",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct interval interval = {NONE, NONE};

		if (!interval_parse(good[i].text, &interval))
			fail_msg("\"%s\" should be an interval", good[i].text);
		assert_int_equal(interval.months, good[i].months);
		assert_int_equal(interval.days, good[i].days);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct interval interval = {1, 2};

		if (interval_parse(bad[i], &interval) || interval.months != 1 || interval.days != 2)
			fail_msg("\"%s\" is no interval", bad[i]);
	}
}

/* Months clamp first, then days are added. */
static void
test_interval_add(void **state)
{
	static const struct { const char *from; struct interval step; const char *to; } rows[] = {
		{"2026-08-31", {6, 1}, "2027-03-01"}, {"2026-08-30", {6, 1}, "2027-03-01"},
		{"2026-08-31", {0, 42}, "2026-10-12"}, {"2023-02-28", {12, 1}, "2024-02-29"},
		{"2026-11-24", {36, 1}, "2029-11-25"}, {"9999-12-01", {0, 3000000}, "9999-12-31"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[DAY_SIZE];

		civil_format(out, interval_add(day_of(rows[i].from), rows[i].step));
		assert_string_equal(out, rows[i].to);
	}
	assert_int_equal(interval_days((struct interval){12, 0}), 365);
	assert_int_equal(interval_days((struct interval){6, 1}), 183);
	assert_int_equal(interval_days((struct interval){0, 42}), 42);
}

static void
test_weekdays(void **state)
{
	(void)state;
	for (int weekday = 0; weekday < 7; weekday++) {
		int again = NONE;

		assert_true(weekday_parse(weekday_name(weekday), &again));
		assert_int_equal(again, weekday);
	}
	for (int day = -1000; day < 1000; day++)
		assert_int_equal((civil_weekday(day) + 1) % 7, civil_weekday(day + 1));
	assert_string_equal(weekday_name(civil_weekday(day_of("2026-11-24"))), "Tue");
}

static void
test_weekday_names(void **state)
{
	static const char *const bad[] = {"", "mo", "mond", "mondays", "0", "mon "};
	int weekday = NONE;

	(void)state;
	assert_true(weekday_parse("mon", &weekday));
	assert_int_equal(weekday, 0);
	assert_true(weekday_parse("SUNDAY", &weekday));
	assert_int_equal(weekday, 6);
	assert_true(weekday_parse("Thursday", &weekday));
	assert_int_equal(weekday, 3);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(weekday_parse(bad[i], &weekday));
	assert_int_equal(weekday, 3);
}

static void
test_stamps(void **state)
{
	static const struct { const char *text; long long instant; } rows[] = {
		{"1970-01-01T00:00:00Z", 0}, {"1969-12-31T23:59:59Z", -1},
		{"2038-01-19T03:14:07Z", 2147483647}, {"2038-01-19T03:14:08Z", 2147483648},
		{"2026-11-24T15:04:05Z", 1795532645}, {"2100-03-01T00:00:00Z", 4107542400},
		{"1900-01-01T00:00:01Z", -2208988799}, {"2024-02-29T12:00:00Z", 1709208000},
	};
	static const char *const bad[] = {
		"", "2026-11-24T15:04:05", "2026-11-24 15:04:05Z", "2026-11-24T15:04Z",
		"2026-11-24T24:00:00Z", "2026-11-24T15:04:60Z", "2026-02-30T15:04:05Z",
		"2026-11-24T15:04:05Zulu", "2026-11-24T15:04:05+01:00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[STAMP_SIZE];
		time_t instant = 4711;

		assert_true(stamp_parse(rows[i].text, &instant));
		assert_true(instant == (time_t)rows[i].instant);
		assert_string_equal(stamp_format(out, instant), rows[i].text);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		time_t instant = 4711;

		if (stamp_parse(bad[i], &instant) || instant != 4711)
			fail_msg("\"%s\" is no stamp", bad[i]);
	}
}

static void
test_none(void **state)
{
	char out[DAY_SIZE] = "x";

	(void)state;
	assert_ptr_equal(civil_format(out, NONE), out);
	assert_string_equal(out, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_leap_years),
		cmocka_unit_test(test_no_days),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_moment),
		cmocka_unit_test(test_months_clamp),
		cmocka_unit_test(test_intervals),
		cmocka_unit_test(test_interval_add),
		cmocka_unit_test(test_weekdays),
		cmocka_unit_test(test_weekday_names),
		cmocka_unit_test(test_stamps),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
