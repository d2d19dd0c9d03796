/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * VTIMEZONE: what a reader that knows nothing but the component makes of wall times must be what
 * the C library says, on each side of every change in the years it is for.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../src/ical/zone.h"
#include "base/civil.h"

#define DAY_SECONDS 86400

/* The component as any client reads it: written, parsed again, made a zone. */
static icaltimezone *
zone_read_back(const char *name, int first_year, int last_year, icalcomponent **parsed)
{
	icalcomponent *component;
	icaltimezone *const zone = icaltimezone_new();
	char *text;

	assert_true(zone_set(name));
	component = zone_component("Practice", first_year, last_year);
	text = icalcomponent_as_ical_string_r(component);
	icalcomponent_free(component);
	*parsed = icalparser_parse_string(text);
	free(text);
	assert_non_null(*parsed);
	assert_true(icaltimezone_set_component(zone, *parsed));
	assert_string_equal(icaltimezone_get_tzid(zone), "Practice");
	return zone;
}

/* Every six hours of these years, and each hour of the days on which the clock changes. */
static void
assert_same_offsets(const char *name, int first_year, int last_year)
{
	const time_t begin = zone_instant(civil_day(first_year, 1, 1), 0);
	const time_t end = zone_instant(civil_day(last_year, 12, 31), 1439);
	icalcomponent *parsed;
	icaltimezone *const zone = zone_read_back(name, first_year, last_year, &parsed);
	struct tm last = {0};

	for (time_t now = begin; now <= end; now += last.tm_hour < 6 ? 3600 : 6 * 3600) {
		struct icaltimetype utc = icaltime_from_timet_with_zone(now, 0,
				icaltimezone_get_utc_timezone());
		int daylight;

		localtime_r(&now, &last);
		if (icaltimezone_get_utc_offset_of_utc_time(zone, &utc, &daylight) != last.tm_gmtoff)
			fail_msg("%s: another offset at %lld", name, (long long)now);
	}
	icaltimezone_free(zone, 1);
}

static void
test_offsets(void **state)
{
	static const char *const zones[] = {
		"Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Santiago",
		"Australia/Sydney", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata",
		"Asia/Tokyo", "Pacific/Auckland", "Pacific/Chatham", "UTC",
	};

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		if (!zone_set(zones[i]))
			continue;
		assert_same_offsets(zones[i], 2026, 2026);
		assert_same_offsets(zones[i], 2037, 2040);
	}
}

/* A zone that gave up its changes, in the year it did and after it. */
static void
test_given_up(void **state)
{
	(void)state;
	assert_same_offsets("Europe/Istanbul", 2015, 2018);
	assert_same_offsets("Europe/Istanbul", 2017, 2017);
	assert_same_offsets("America/Sao_Paulo", 2018, 2021);
	assert_same_offsets("Asia/Pyongyang", 2014, 2019);
}

static char *
zone_text(const char *name, int first_year, int last_year)
{
	icalcomponent *component;
	char *text;

	assert_true(zone_set(name));
	component = zone_component(name, first_year, last_year);
	text = icalcomponent_as_ical_string_r(component);
	icalcomponent_free(component);
	return text;
}

static void
test_cut(void **state)
{
	char *const text = zone_text("Europe/Berlin", 2026, 2026);

	(void)state;
	assert_string_equal(text,
		"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
		"BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
		"TZNAME:CEST\r\nRDATE:20250330T020000\r\nRDATE:20260329T020000\r\nEND:DAYLIGHT\r\n"
		"BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
		"TZNAME:CET\r\nRDATE:20251026T030000\r\nRDATE:20261025T030000\r\nEND:STANDARD\r\n"
		"END:VTIMEZONE\r\n");
	free(text);
}

static void
test_without_changes(void **state)
{
	char *const text = zone_text("Asia/Tokyo", 2026, 2050);

	(void)state;
	assert_string_equal(text,
		"BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n"
		"BEGIN:STANDARD\r\nDTSTART:20260101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
		"TZNAME:JST\r\nEND:STANDARD\r\n"
		"END:VTIMEZONE\r\n");
	free(text);
}

/* Where the law calls winter the exception, summer is DAYLIGHT all the same. */
static void
test_winter_exception(void **state)
{
	char *const text = zone_text("Europe/Dublin", 2026, 2026);
	const char *const summer = strstr(text, "BEGIN:DAYLIGHT");

	(void)state;
	assert_non_null(summer);
	assert_non_null(strstr(summer, "TZOFFSETTO:+0100\r\nTZNAME:IST"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offsets), cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_cut), cmocka_unit_test(test_without_changes),
		cmocka_unit_test(test_winter_exception),
	};

	return libical_load() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
