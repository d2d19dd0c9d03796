/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a calendar: its bytes, its times, what it keeps to itself, and text that would break it. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libical/ical.h>

#include "base/text.h"
#include "ical/write.h"

#define LINE_OCTETS 75

static struct ical_calendar
calendar_of(enum ical_audience audience)
{
	const struct ical_calendar calendar = {
		.audience = audience, .practice = "Riverside Dental", .address = "12 Mill Lane, Oxford",
		.phone = "555-0100", .email = "desk@example.org", .zone = "Europe/Berlin",
		.stamp = "2026-01-02T07:00:00Z", .today = civil_day(2026, 1, 2),
		.first = civil_day(2026, 11, 24), .last = civil_day(2026, 11, 24),
	};

	assert_true(zone_set("Europe/Berlin"));
	return calendar;
}

static struct appointment_line
visit_at(int day, int start, int minutes)
{
	return (struct appointment_line){
		.row = {7, 3}, .uid = "0b7c8a5e-2f0d-4c53-9a7e-5b1f6f3f2a10", .sequence = 2, .patient = 12,
		.name = "Ruiz, Elena", .provider = 1, .provider_name = "Dr Amelia Khan", .chair = 1,
		.chair_name = "Chair 1", .day = day, .start = start, .minutes = minutes,
		.type = "rootcanal", .type_name = "Root canal", .state = VISIT_BOOKED,
		.note = "nervous", .made_at = "2026-01-01T10:00:00Z",
	};
}

/* What the writer makes of these; owned by the caller. */
static char *
written(const struct ical_calendar *calendar, const struct appointment_line *visits, size_t count)
{
	struct ical *ical;
	char *text;
	size_t size;
	FILE *const stream = open_memstream(&text, &size);

	assert_int_equal(ical_open(&ical, calendar, stream), OK);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(ical_visit(ical, &visits[i], "2026-01-01T11:30:00Z"), OK);
	assert_int_equal(ical_close(ical, OK), OK);
	fclose(stream);
	return text;
}

static char *
reminded(const struct ical_calendar *calendar, const struct ical_reminder *reminder)
{
	struct ical *ical;
	char *text;
	size_t size;
	FILE *const stream = open_memstream(&text, &size);

	assert_int_equal(ical_open(&ical, calendar, stream), OK);
	assert_int_equal(ical_reminder(ical, reminder), OK);
	assert_int_equal(ical_close(ical, OK), OK);
	fclose(stream);
	return text;
}

static const char *
event_of(const char *text)
{
	const char *const event = strstr(text, "BEGIN:VEVENT");

	assert_non_null(event);
	return event;
}

static void
test_patient(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_PATIENT);
	const struct appointment_line visit = visit_at(civil_day(2026, 11, 24), 16 * 60 + 30, 45);
	char *text;

	(void)state;
	calendar.method = METHOD_PUBLISH;
	calendar.alarms[0] = 1440;
	calendar.alarms[1] = 120;
	calendar.alarm_count = 2;
	text = written(&calendar, &visit, 1);
	assert_ptr_equal(strstr(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
		"PRODID:-//chairtime//chairtime " CHAIRTIME_VERSION "//EN\r\nMETHOD:PUBLISH\r\n"
		"NAME:Riverside Dental\r\nX-WR-CALNAME:Riverside Dental\r\n"
		"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"), text);
	assert_string_equal(event_of(text),
		"BEGIN:VEVENT\r\nUID:0b7c8a5e-2f0d-4c53-9a7e-5b1f6f3f2a10\r\n"
		"SEQUENCE:2\r\nLAST-MODIFIED:20260101T113000Z\r\n"
		"DTSTART;TZID=Europe/Berlin:20261124T163000\r\n"
		"DTEND;TZID=Europe/Berlin:20261124T171500\r\n"
		"SUMMARY:Dental visit at Riverside Dental\r\n"
		"DTSTAMP:20260102T070000Z\r\nCLASS:PRIVATE\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
		"LOCATION:Riverside Dental\\, 12 Mill Lane\\, Oxford\r\n"
		"DESCRIPTION:If you can't come\\, please call 555-0100.\r\n"
		"ORGANIZER;CN=Riverside Dental:mailto:desk@example.org\r\n"
		"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\n"
		"DESCRIPTION:Dental visit at Riverside Dental\r\nEND:VALARM\r\n"
		"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT2H\r\n"
		"DESCRIPTION:Dental visit at Riverside Dental\r\nEND:VALARM\r\n"
		"END:VEVENT\r\nEND:VCALENDAR\r\n");
	free(text);
}

static void
test_staff(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_STAFF);
	const struct appointment_line visit = visit_at(civil_day(2026, 11, 24), 540, 45);
	char *text = written(&calendar, &visit, 1);

	(void)state;
	assert_non_null(strstr(text, "\r\nSUMMARY:E.R. #12\r\n"));
	assert_non_null(strstr(text, "\r\nLOCATION:Chair 1\r\n"));
	assert_null(strstr(text, "METHOD"));
	assert_null(strstr(text, "ORGANIZER"));
	assert_null(strstr(text, "Ruiz"));
	assert_null(strstr(text, "Elena"));
	free(text);

	calendar.names = true;
	text = written(&calendar, &visit, 1);
	assert_non_null(strstr(text, "\r\nSUMMARY:Ruiz\\, Elena: Root canal\r\n"));
	free(text);
}

/* Whatever the audience: no treatment, no note, unless the practice says so. */
static void
test_private(void **state)
{
	const struct ical_calendar calendars[] = {calendar_of(FOR_PATIENT), calendar_of(FOR_STAFF)};
	struct appointment_line visit = visit_at(civil_day(2026, 11, 24), 540, 45);
	char *text;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		text = written(&calendars[i], &visit, 1);
		assert_null(strstr(text, "Root"));
		assert_null(strstr(text, "root"));
		assert_null(strstr(text, "nervous"));
		free(text);
	}
	visit.public_name = "Check-up";
	text = written(&calendars[0], &visit, 1);
	assert_non_null(strstr(text, "\r\nSUMMARY:Check-up at Riverside Dental\r\n"));
	free(text);
}

static void
test_no_organizer_no_method(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_PATIENT);
	const struct appointment_line visit = visit_at(civil_day(2026, 11, 24), 540, 45);
	char *text;

	(void)state;
	calendar.email = NULL;
	text = written(&calendar, &visit, 1);
	assert_null(strstr(text, "ORGANIZER"));
	assert_null(strstr(text, "METHOD"));
	free(text);
}

static void
test_times(void **state)
{
	static const struct {
		int year, month, mday, start, minutes;
		const char *from, *until;
	} rows[] = {
		{2026, 3, 29, 570, 60, "20260329T093000", "20260329T103000"},	/* clocks forward */
		{2026, 3, 29, 90, 120, "20260329T013000", "20260329T033000"},
		{2026, 10, 25, 60, 180, "20261025T010000", "20261025T040000"},	/* and back */
		{2028, 2, 29, 0, 5, "20280229T000000", "20280229T000500"},
		{2026, 12, 31, 1380, 60, "20261231T230000", "20270101T000000"},
		{2028, 2, 29, 1395, 45, "20280229T231500", "20280301T000000"},
		{2038, 1, 19, 254, 30, "20380119T041400", "20380119T044400"},
		{2050, 7, 1, 600, 30, "20500701T100000", "20500701T103000"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const int day = civil_day(rows[i].year, rows[i].month, rows[i].mday);
		const struct appointment_line visit = visit_at(day, rows[i].start, rows[i].minutes);
		struct ical_calendar calendar = calendar_of(FOR_STAFF);
		char line[160], *text;

		calendar.first = calendar.last = day;
		text = written(&calendar, &visit, 1);
		snprintf(line, sizeof line, "\r\nDTSTART;TZID=Europe/Berlin:%s\r\n"
			"DTEND;TZID=Europe/Berlin:%s\r\n", rows[i].from, rows[i].until);
		if (!strstr(text, line))
			fail_msg("no %s in %s", line, text);
		free(text);
	}
}

static size_t
count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		count++;
	return count;
}

/* An alarm for a day gone by would ring as the file is opened. */
static void
test_alarms_to_come(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_PATIENT);
	const struct appointment_line visits[] = {
		visit_at(calendar.today - 1, 540, 30), visit_at(calendar.today, 540, 30),
	};
	char *text;

	(void)state;
	calendar.alarms[0] = 120;
	calendar.alarm_count = 1;
	calendar.first = calendar.today - 1;
	text = written(&calendar, visits, 2);
	assert_int_equal(count_of(text, "BEGIN:VEVENT"), 2);
	assert_int_equal(count_of(text, "BEGIN:VALARM"), 1);
	free(text);
}

/* Lines end in CRLF, have at most 75 octets and whole characters (RFC 5545, 3.1). */
static void
assert_folded(const char *text)
{
	const char *end;

	for (const char *at = text; *at; at = end + 2) {
		end = strstr(at, "\r\n");
		assert_non_null(end);
		assert_null(memchr(at, '\n', (size_t)(end - at)));
		assert_true(end - at <= LINE_OCTETS);
		assert_true(text_valid(at, (size_t)(end - at)));
	}
}

/* The summary as a reader of the whole text gets it, in the arena. */
static const char *
summary_read(struct arena *arena, const char *text)
{
	icalcomponent *const calendar = icalparser_parse_string(text);
	const char *summary;

	assert_non_null(calendar);
	summary = icalcomponent_get_summary(icalcomponent_get_first_component(calendar,
			ICAL_VEVENT_COMPONENT));
	summary = arena_copy(arena, summary);
	icalcomponent_free(calendar);
	return summary;
}

/* Names of every length and in scripts of one to four octets a character come back whole. */
static void
test_folding(void **state)
{
	static const char *const parts[] = {"x", "\xc5\x99", "\xe7\x8e\x8b", "\xf0\x9f\xa6\xb7",
		"e\xcc\x81", "\xd8\xb9 ", "a, ", ";\\"};
	struct ical_calendar calendar = calendar_of(FOR_STAFF);
	struct arena arena = {0};

	(void)state;
	calendar.names = true;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		for (int length = 1; length < 200; length += length < 80 ? 1 : 7) {
			struct appointment_line visit = visit_at(calendar.first, 540, 30);
			struct buffer name = {0};
			char *text;

			for (int n = 0; n < length; n++)
				buffer_text(&name, parts[i]);
			visit.name = name.bytes;
			visit.type_name = "Exam";
			text = written(&calendar, &visit, 1);
			assert_folded(text);
			assert_string_equal(summary_read(&arena, text),
				ical_line(&arena, arena_print(&arena, "%s: Exam", name.bytes)));
			free(text);
			buffer_free(&name);
			arena_reset(&arena);
		}
	}
	arena_free(&arena);
}

/* Nobody's name begins a line of its own, and no control reaches the file. */
static void
test_hostile(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_STAFF);
	struct appointment_line visit = visit_at(calendar.first, 540, 30);
	char *text;

	(void)state;
	calendar.names = true;
	visit.name = "A\r\nEND:VEVENT\nBEGIN:VEVENT\r\nX\x1b[2J\x7f\xff\xe2\x80\xae\tB\x01";
	visit.chair_name = "\r\n";
	text = written(&calendar, &visit, 1);
	assert_folded(text);
	assert_int_equal(count_of(text, "\r\nBEGIN:VEVENT\r\n"), 1);
	assert_int_equal(count_of(text, "\r\nEND:VEVENT\r\n"), 1);
	for (const char *at = text; *at; at++)
		assert_true((unsigned char)*at >= ' ' || *at == '\r' || *at == '\n');
	assert_null(strstr(text, "\x7f"));
	assert_null(strstr(text, "\xff"));
	assert_null(strstr(text, "\xe2\x80\xae"));
	free(text);
}

static void
test_reminders(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_STAFF);
	struct ical_reminder reminder = {
		.uid = "recall-1@x", .day = civil_day(2026, 12, 31), .summary = "Recall: E.R. #12",
		.description = "two\nlines",
	};
	char *text;

	(void)state;
	calendar.first = calendar.last = NONE;
	text = reminded(&calendar, &reminder);
	assert_null(strstr(text, "VTIMEZONE"));
	assert_string_equal(event_of(text),
		"BEGIN:VEVENT\r\nUID:recall-1@x\r\nDTSTAMP:20260102T070000Z\r\nCLASS:PRIVATE\r\n"
		"SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
		"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"
		"SUMMARY:Recall: E.R. #12\r\nDESCRIPTION:two\\nlines\r\n"
		"END:VEVENT\r\nEND:VCALENDAR\r\n");
	free(text);

	reminder.todo = true;
	reminder.description = NULL;
	text = reminded(&calendar, &reminder);
	assert_non_null(strstr(text, "BEGIN:VTODO\r\n"));
	assert_non_null(strstr(text, "\r\nSTATUS:NEEDS-ACTION\r\nDUE;VALUE=DATE:20261231\r\n"));
	free(text);

	reminder.day = NONE;
	text = reminded(&calendar, &reminder);
	assert_null(strstr(text, "DUE"));
	free(text);
}

static void
test_initials(void **state)
{
	static const struct {
		const char *name, *initials;
	} rows[] = {
		{"Ruiz, Elena", "E.R. #5"}, {"Elena Ruiz", "E.R. #5"},
		{"Garc\xc3\xad""a M\xc3\xa1rquez, Gabriel Jos\xc3\xa9", "G.J.G. #5"},
		{"  \xc5\x98""eho\xc5\x99\t\xc5\x81ukasz ", "\xc5\x98.\xc5\x81. #5"},
		{"\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e", "\xe7\x8e\x8b. #5"},
		{"e\xcc\x81va", "e\xcc\x81. #5"}, {"P00012", "P. #5"}, {",", "#5"}, {"", "#5"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(ical_initials(&arena, rows[i].name, 5), rows[i].initials);
	arena_free(&arena);
}

/* RFC 5546's own table, as libical has it: no component gets a complaint. */
static void
test_restrictions(void **state)
{
	struct ical_calendar calendar = calendar_of(FOR_PATIENT);
	const struct appointment_line visit = visit_at(calendar.first, 540, 30);
	icalcomponent *parsed;
	char *text;

	(void)state;
	calendar.alarms[0] = 90;
	calendar.alarm_count = 1;
	text = written(&calendar, &visit, 1);
	parsed = icalparser_parse_string(text);
	assert_true(icalrestriction_check(parsed));
	assert_int_equal(icalcomponent_count_errors(parsed), 0);
	icalcomponent_free(parsed);
	free(text);
}

static void
test_refused(void **state)
{
	const struct ical_calendar calendar = calendar_of(FOR_STAFF);
	const struct appointment_line visit = visit_at(calendar.first, 540, 30);
	FILE *const full = fopen("/dev/full", "w");
	struct ical *ical;
	enum code code;

	(void)state;
	if (!full)
		skip();
	error_clear();
	assert_int_equal(ical_open(&ical, &calendar, full), OK);
	code = ical_visit(ical, &visit, NULL);
	assert_int_equal(ical_close(ical, code), WORLD);
	assert_non_null(strstr(error_text(), "can't be written"));
	fclose(full);
	error_clear();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_patient), cmocka_unit_test(test_staff),
		cmocka_unit_test(test_private), cmocka_unit_test(test_no_organizer_no_method),
		cmocka_unit_test(test_times), cmocka_unit_test(test_alarms_to_come),
		cmocka_unit_test(test_folding), cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_reminders), cmocka_unit_test(test_initials),
		cmocka_unit_test(test_restrictions), cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
