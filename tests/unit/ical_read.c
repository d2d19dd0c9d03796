/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars from elsewhere: zones, rules, exceptions, changes; and files that other projects test
 * themselves by, each read or refused with a sentence (../shared/data/ics, skipped where absent). */
#include "../support/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/civil.h"
#include "ical/read.h"

#define SECONDS 20		/* for all the files */

static struct buffer said;	/* a line an event, a line a finding */
static int events, findings;

static enum code
take(void *context, const struct ical_event *event)
{
	char day[DAY_SIZE], last[DAY_SIZE], start[CLOCK_SIZE], until[CLOCK_SIZE];

	(void)context;
	events++;
	buffer_print(&said, "%s %s-%s%s%s %s%s\n", civil_format(day, event->day),
		clock_format(start, event->start),
		event->last == event->day ? "" : civil_format(last, event->last),
		event->last == event->day ? "" : " ", clock_format(until, event->until),
		event->summary, event->all_day ? " (day)" : "");
	assert_true(event->last >= event->day);
	assert_true(event->until >= 0 && event->until <= 1440);
	return OK;
}

static void
report(void *context, bool mended, int line, const char *field, const char *value,
		const char *words)
{
	(void)context;
	(void)value;
	assert_true(line > 0);
	findings++;
	buffer_print(&said, "%d %s %s: %s\n", line, mended ? "mended" : "refused", field, words);
}

static enum code
read_file(const char *path, int from, int to)
{
	const struct ical_reading reading = {.from = from, .to = to, .zone = "Europe/Berlin",
		.take = take, .report = report};

	assert_true(zone_set("Europe/Berlin"));
	events = findings = 0;
	buffer_reset(&said);
	return ical_read(path, &reading);
}

static const char *
path_of(const char *name)
{
	static char path[256];
	const char *const folder = getenv("TMPDIR");

	snprintf(path, sizeof path, "%s/%s.%ld", folder && *folder ? folder : "/tmp", name,
		(long)getpid());
	return path;
}

/* What a calendar of these lines gives, in 2026. */
static const char *
read_text(const char *lines)
{
	const char *const path = path_of("ical_read.ics");
	FILE *const file = fopen(path, "w");
	enum code code;

	assert_non_null(file);
	fprintf(file, "BEGIN:VCALENDAR\n%sEND:VCALENDAR\n", lines);
	fclose(file);
	code = read_file(path, civil_day(2026, 1, 1), civil_day(2026, 12, 31));
	unlink(path);
	assert_int_equal(code, OK);
	return said.bytes ? said.bytes : "";
}

#define EVENT(lines) "BEGIN:VEVENT\nUID:a\nSUMMARY:x\n" lines "END:VEVENT\n"

static void
test_zones(void **state)
{
	(void)state;
	assert_string_equal(read_text(EVENT("DTSTART:20260706T090000\nDTEND:20260706T100000\n")),
		"2026-07-06 09:00-10:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART:20260706T070000Z\nDURATION:PT1H\n")),
		"2026-07-06 09:00-10:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART;TZID=America/New_York:20260706T090000\n"
		"DTEND;TZID=America/New_York:20260706T100000\n")), "2026-07-06 15:00-16:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART;TZID=Eastern Standard Time:20260106T230000\n"
		"DURATION:PT2H\n")), "2026-01-07 05:00-07:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART;TZID=/freeassociation.sourceforge.net/"
		"Asia/Kolkata:20260106T120000\nDURATION:PT30M\n")), "2026-01-06 07:30-08:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART;TZID=Mars/Olympus:20260106T120000\n"
		"DURATION:PT30M\n")),
		"5 mended TZID: no such zone: taken as the practice's\n"
		"2026-01-06 12:00-12:30 x\n");
	/* From one zone into another. */
	assert_string_equal(read_text(EVENT("DTSTART;TZID=Europe/London:20260706T090000\n"
		"DTEND;TZID=Europe/Berlin:20260706T110000\n")), "2026-07-06 10:00-11:00 x\n");
}

/* A zone that the file itself explains, before or behind its use. */
static void
test_own_zone(void **state)
{
	(void)state;
	assert_string_equal(read_text(
		EVENT("DTSTART;TZID=Here:20260706T090000\nDURATION:PT1H\n")
		"BEGIN:VTIMEZONE\nTZID:Here\n"
		"BEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"
		"TZOFFSETFROM:-0200\nTZOFFSETTO:-0300\nEND:STANDARD\n"
		"BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
		"TZOFFSETFROM:-0300\nTZOFFSETTO:-0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
		EVENT("DTSTART;TZID=Here:20261206T090000\nDURATION:PT1H\n")),
		"2026-07-06 13:00-14:00 x\n2026-12-06 13:00-14:00 x\n");
}

static void
test_lengths(void **state)
{
	(void)state;
	assert_string_equal(read_text(EVENT("DTSTART;VALUE=DATE:20261225\n")),
		"2026-12-25 00:00-24:00 x (day)\n");
	assert_string_equal(read_text(EVENT("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\n")),
		"2026-12-25 00:00-2026-12-26 24:00 x (day)\n");
	assert_string_equal(read_text(EVENT("DTSTART:20261225T220000\nDURATION:PT2H\n")),
		"2026-12-25 22:00-24:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART:20261225T220000\nDTEND:20261225T210000\n")),
		"2 mended DTEND: ends before it begins: has no length\n2026-12-25 22:00-22:00 x\n");
}

static void
test_rules(void **state)
{
	(void)state;
	/* Nine o'clock stays nine o'clock when the clock changes. */
	assert_string_equal(read_text(EVENT("DTSTART:20260327T090000\nDURATION:PT1H\n"
		"RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260328T090000\n")),
		"2026-03-27 09:00-10:00 x\n2026-03-29 09:00-10:00 x\n2026-03-30 09:00-10:00 x\n");
	/* By UTC it doesn't. */
	assert_string_equal(read_text(EVENT("DTSTART:20260328T080000Z\nDURATION:PT1H\n"
		"RRULE:FREQ=DAILY;COUNT=2\n")),
		"2026-03-28 09:00-10:00 x\n2026-03-29 10:00-11:00 x\n");
	/* UNTIL is UTC: 8:00Z is the last morning's 9:00. */
	assert_string_equal(read_text(EVENT("DTSTART;TZID=Europe/Berlin:20260101T090000\n"
		"DURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260102T080000Z\n")),
		"2026-01-01 09:00-10:00 x\n2026-01-02 09:00-10:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART;TZID=Asia/Tokyo:20260101T090000\n"
		"DURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260102T000000Z\n")),
		"2026-01-01 01:00-02:00 x\n2026-01-02 01:00-02:00 x\n");
	/* Extra dates, one of them given by the rule already, and a date alone as exception. */
	assert_string_equal(read_text(EVENT("DTSTART:20260101T090000\nDURATION:PT1H\n"
		"RRULE:FREQ=DAILY;COUNT=2\nRDATE:20260102T090000,20260105T100000\n"
		"RDATE;VALUE=PERIOD:20260106T090000/PT3H\nEXDATE;VALUE=DATE:20260101\n")),
		"2026-01-02 09:00-10:00 x\n2026-01-05 10:00-11:00 x\n2026-01-06 09:00-12:00 x\n");
	/* What began long ago is in step. */
	assert_string_equal(read_text(EVENT("DTSTART:19990106T090000\nDURATION:PT1H\n"
		"RRULE:FREQ=WEEKLY;INTERVAL=26\n")),
		"2026-06-03 09:00-10:00 x\n2026-12-02 09:00-10:00 x\n");
	assert_string_equal(read_text(EVENT("DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY\n")),
		"2026-12-25 00:00-24:00 x (day)\n");
}

static void
test_changes(void **state)
{
	(void)state;
	/* A change stands before what it changes; a cancelled one is none. */
	assert_string_equal(read_text(
		EVENT("RECURRENCE-ID:20260102T090000\nDTSTART:20260102T150000\nDURATION:PT1H\n")
		EVENT("RECURRENCE-ID:20260103T090000\nDTSTART:20260103T090000\nSTATUS:CANCELLED\n")
		EVENT("DTSTART:20260101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\n")),
		"2026-01-02 15:00-16:00 x\n9 refused STATUS: cancelled: left out\n"
		"2026-01-01 09:00-10:00 x\n2026-01-04 09:00-10:00 x\n");
}

static void
test_busy(void **state)
{
	(void)state;
	assert_string_equal(read_text("BEGIN:VFREEBUSY\nUID:b\n"
		"FREEBUSY:20260105T080000Z/20260105T090000Z,20260105T120000Z/PT30M\n"
		"FREEBUSY;FBTYPE=FREE:20260105T100000Z/PT1H\nEND:VFREEBUSY\n"),
		"2026-01-05 09:00-10:00 \n2026-01-05 13:00-13:30 \n");
}

static void
test_refusals(void **state)
{
	(void)state;
	assert_string_equal(read_text(EVENT("DTSTART:20261340T090000\n")),
		"5 refused DTSTART: begins at no time that there is\n");
	assert_string_equal(read_text(EVENT("")),
		"2 refused DTSTART: begins at no time that there is\n");
	assert_string_equal(read_text(EVENT("DTSTART:20260101T090000\nDURATION:PT1H\n"
		"RRULE:FREQ=SECONDLY\n")),
		"7 mended RRULE: can't be followed\n"
		"2026-01-01 09:00-10:00 x\n");
	assert_string_equal(read_text("BEGIN:VTODO\nSUMMARY:y\nEND:VTODO\nnonsense\n"),
		"2 refused VTODO: takes up no time: left out\n"
		"5 refused line: no name and value with a colon between\n");
	assert_int_equal(read_file("/nowhere/at.all", 0, 1), WORLD);
	error_clear();
}

/* Other projects' files. */

static const char *
shared(const char *name)
{
	static char path[512];
	const char *const folder = getenv("SHARED");

	snprintf(path, sizeof path, "%s/data/ics/%s", folder ? folder : "../shared", name);
	return path;
}

static void
read_folder(const char *name)
{
	DIR *const folder = opendir(shared(name));
	const struct dirent *entry;

	if (!folder)
		skip();
	while ((entry = readdir(folder))) {
		char path[1024];
		enum code code;

		if (!strstr(entry->d_name, ".ics"))
			continue;
		snprintf(path, sizeof path, "%s/%s", shared(name), entry->d_name);
		code = read_file(path, civil_day(1970, 1, 1), civil_day(2036, 12, 31));
		if (code != OK)
			assert_true(code == INPUT && *error_text());
		else if (events + findings == 0)
			fail_msg("%s: nothing taken, nothing said", path);
		error_clear();
	}
	closedir(folder);
}

static void
test_others(void **state)
{
	const clock_t begun = clock();

	(void)state;
	read_folder("libical");
	read_folder("khal");
	read_folder("calcurse");
	assert_true((clock() - begun) / CLOCKS_PER_SEC < SECONDS);
}

/* Each rule of libical's own test gives its number of occurrences. */
static void
test_counts(void **state)
{
	FILE *const file = fopen(shared("libical/recur.txt"), "r");
	struct buffer one = {0};
	char line[512];
	int expected = -1, rules = 0;

	(void)state;
	if (!file)
		skip();
	while (fgets(line, sizeof line, file)) {
		sscanf(line, "X-EXPECT-NUMEVENTS: %d", &expected);
		if (strncmp(line, "BEGIN", 5) == 0) {
			buffer_reset(&one);
			expected = -1;
		}
		buffer_text(&one, line);
		if (strncmp(line, "END:VEVENT", 10) == 0 && expected >= 0) {
			const char *const path = path_of("ical_rule.ics");
			FILE *const copy = fopen(path, "w");

			fputs(one.bytes, copy);
			fclose(copy);
			assert_int_equal(read_file(path, civil_day(1970, 1, 1),
				civil_day(2090, 1, 1)), OK);
			unlink(path);
			if (events != expected)
				fail_msg("%s\n%d occurrences\n%s", one.bytes, events, said.bytes);
			rules++;
		}
	}
	fclose(file);
	buffer_free(&one);
	assert_true(rules > 40);
}

static int
tear_down(void **state)
{
	(void)state;
	buffer_free(&said);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zones), cmocka_unit_test(test_own_zone),
		cmocka_unit_test(test_lengths), cmocka_unit_test(test_rules),
		cmocka_unit_test(test_changes), cmocka_unit_test(test_busy),
		cmocka_unit_test(test_refusals), cmocka_unit_test(test_others),
		cmocka_unit_test(test_counts),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
