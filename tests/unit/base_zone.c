/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone: days on which the clock changes, forwards and back, and names of zones. */
#include "../support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"

/* `wall` happens at `instant`, which reads `again` on the wall. */
struct change {
	const char *zone, *wall, *instant, *again;
};

static const struct change changes[] = {
	/* spring: 02:00 to 03:00 there is nothing; the clock moves on by the gap */
	{"Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00Z", "2026-03-29T01:59"},
	{"Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00"},
	{"Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z", "2026-03-29T03:30"},
	{"Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z", "2026-03-29T03:00"},
	/* autumn: 02:00 to 03:00 twice; the first is meant */
	{"Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59:00Z", "2026-10-25T01:59"},
	{"Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00:00Z", "2026-10-25T02:00"},
	{"Europe/Berlin", "2026-10-25T02:59", "2026-10-25T00:59:00Z", "2026-10-25T02:59"},
	{"Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z", "2026-10-25T03:00"},
	{"America/New_York", "2026-03-08T02:15", "2026-03-08T07:15:00Z", "2026-03-08T03:15"},
	{"America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00Z", "2026-03-08T03:00"},
	{"America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z", "2026-11-01T01:30"},
	{"America/New_York", "2026-11-01T02:00", "2026-11-01T07:00:00Z", "2026-11-01T02:00"},
	/* half an hour: UTC+10:30 and +11 */
	{"Australia/Lord_Howe", "2026-10-04T01:59", "2026-10-03T15:29:00Z", "2026-10-04T01:59"},
	{"Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40:00Z", "2026-10-04T02:40"},
	{"Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-03T15:30:00Z", "2026-10-04T02:30"},
	{"Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z", "2026-04-05T01:45"},
	{"Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30:00Z", "2026-04-05T02:00"},
	/* Samoa had no 30 December 2011 */
	{"Pacific/Apia", "2011-12-29T12:00", "2011-12-29T22:00:00Z", "2011-12-29T12:00"},
	{"Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z", "2011-12-31T12:00"},
	/* the gap at midnight */
	{"America/Santiago", "2026-09-06T00:30", "2026-09-06T04:30:00Z", "2026-09-06T01:30"},
	/* beyond 2038, by the rule; and no rule at all */
	{"Europe/Berlin", "2040-07-01T09:00", "2040-07-01T07:00:00Z", "2040-07-01T09:00"},
	{"Europe/Berlin", "2038-01-19T04:15", "2038-01-19T03:15:00Z", "2038-01-19T04:15"},
	{"Asia/Kathmandu", "2026-11-24T09:00", "2026-11-24T03:15:00Z", "2026-11-24T09:00"},
	{"UTC", "2026-11-24T09:00", "2026-11-24T09:00:00Z", "2026-11-24T09:00"},
};

static void
check_change(const struct change *row)
{
	char stamp[STAMP_SIZE], day_text[DAY_SIZE], clock_text[CLOCK_SIZE];
	int day, minute;
	time_t instant;

	assert_true(zone_set(row->zone));
	assert_true(moment_parse(row->wall, &day, &minute));
	instant = zone_instant(day, minute);
	if (strcmp(stamp_format(stamp, instant), row->instant) != 0)
		fail_msg("%s %s: %s", row->zone, row->wall, stamp);
	zone_local(instant, &day, &minute);
	assert_memory_equal(civil_format(day_text, day), row->again, 10);
	assert_string_equal(clock_format(clock_text, minute), row->again + 11);
}

static void
test_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
		check_change(&changes[i]);
}

/* Over two years, every half hour of Berlin's clock: the wall time that is read back is the one
 * that was asked for, but on one night; and time never runs backwards but on another. */
static void
test_every_half_hour(void **state)
{
	time_t before = 0;
	const int first = civil_day(2026, 1, 1), last = civil_day(2027, 12, 31);
	int moved = 0;

	(void)state;
	assert_true(zone_set("Europe/Berlin"));
	for (int day = first; day <= last; day++) {
		for (int minute = 0; minute < 24 * 60; minute += 30) {
			const time_t instant = zone_instant(day, minute);
			int day_again, minute_again;

			zone_local(instant, &day_again, &minute_again);
			assert_int_equal(day_again, day);
			moved += minute_again != minute;
			assert_true(minute_again == minute || minute_again == minute + 60);
			if (before && minute != 3 * 60)
				assert_true(instant - before == 1800);
			before = instant;
		}
	}
	assert_int_equal(moved, 2 * 2);
}

static void
test_no_zones(void **state)
{
	static const char *const bad[] = {
		"", "Europe", "Europe/Nowhere", "../../../etc/passwd", "/etc/localtime",
		"Europe/../Europe/Berlin", "zone.tab", "berlin", ".",
	};
	int day, minute;

	(void)state;
	assert_true(zone_set("Europe/Berlin"));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (zone_set(bad[i]))
			fail_msg("\"%s\" is no zone", bad[i]);
	zone_local(0, &day, &minute);		/* nothing changed */
	assert_int_equal(minute, 60);
}

static void
test_system(void **state)
{
	char out[64];

	(void)state;
	setenv("TZ", "America/New_York", 1);
	assert_string_equal(zone_system(out, sizeof out), "America/New_York");
	setenv("TZ", ":Europe/Prague", 1);
	assert_string_equal(zone_system(out, sizeof out), "Europe/Prague");
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);	/* a rule is no name */
	assert_string_equal(zone_system(out, sizeof out), "UTC");
	unsetenv("TZ");
	assert_true(zone_set(zone_system(out, sizeof out)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_every_half_hour),
		cmocka_unit_test(test_no_zones),
		cmocka_unit_test(test_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
