/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A visit's way through a guest's calendar: invited, moved, called off; and as an object kept. */
#include "../support/unit.h"

#include <string.h>

#include "../support/desk.h"
#include "ical/invite.h"

static struct desk desk;
static struct arena arena;
static int64_t ruiz;
static const char *said;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	ruiz = patient_new(&desk, "Ruiz, Elena", "555-0101", NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	desk_close(&desk);
	arena_free(&arena);
	return 0;
}

static void
practice_email(void)
{
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, setting_put(&desk, "email", "desk@example.org")));
}

static struct appointment
book(int minute)
{
	struct visit_type type;
	struct appointment visit;
	struct booking asked = {.patient = ruiz};

	must(visit_type_find(&desk, &arena, "exam", &type));
	asked.type = type.row.id;
	asked.force = "a test";
	asked.slot = (struct slot){.day = desk_today(&desk) + 7, .start = minute, .minutes = 30};
	must(appointment_book(&desk, &arena, &asked, &visit, &said));
	return visit;
}

static const char *
invitation(int64_t visit, enum ical_method method)
{
	static const char *text;

	must(ical_invitation(&desk, &arena, visit, method, "elena@example.org", "Elena Ruiz", &text));
	return text;
}

static void
assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("%s\nhas no %s", text, part);
}

static void
test_way(void **state)
{
	struct appointment visit;
	const char *text;

	(void)state;
	practice_email();
	visit = book(10 * 60);
	text = invitation(visit.row.id, METHOD_REQUEST);
	assert_has(text, "\r\nMETHOD:REQUEST\r\n");
	assert_has(text, "\r\nSEQUENCE:0\r\n");
	assert_has(text, "\r\nSTATUS:CONFIRMED\r\n");
	assert_has(text, "ORGANIZER;");
	assert_has(text, "ATTENDEE;CN=Elena Ruiz;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;\r\n"
		" RSVP=TRUE:mailto:elena@example.org\r\n");
	assert_has(text, "BEGIN:VTIMEZONE\r\n");
	assert_has(text, "BEGIN:VALARM\r\n");

	must(appointment_move(&desk, &arena, &visit, (struct slot){.day = visit.day,
		.start = 11 * 60, .minutes = 30}, 0, "a test", &said));
	text = invitation(visit.row.id, METHOD_REQUEST);
	assert_has(text, "\r\nSEQUENCE:1\r\n");
	assert_has(text, visit.uid);

	must(appointment_cancel(&desk, &arena, &visit, BY_PRACTICE, "a test", false, &said));
	text = invitation(visit.row.id, METHOD_CANCEL);
	assert_has(text, "\r\nMETHOD:CANCEL\r\n");
	assert_has(text, "\r\nSEQUENCE:2\r\n");
	assert_has(text, "\r\nSTATUS:CANCELLED\r\n");
	assert_has(text, visit.uid);
	assert_null(strstr(text, "VALARM"));
}

/* One event an invitation, and nothing that names a treatment. */
static void
test_alone(void **state)
{
	struct appointment visit;
	const char *event;

	(void)state;
	practice_email();
	visit = book(10 * 60);
	event = strstr(invitation(visit.row.id, METHOD_REQUEST), "BEGIN:VEVENT");
	assert_non_null(event);
	assert_null(strstr(event + 1, "BEGIN:VEVENT"));
	assert_null(strstr(event, "Exam"));
}

static void
test_refused(void **state)
{
	struct appointment visit;
	const char *text;

	(void)state;
	visit = book(10 * 60);
	assert_int_equal(ical_invitation(&desk, &arena, visit.row.id, METHOD_REQUEST,
		"elena@example.org", NULL, &text), INPUT);
	error_clear();
	practice_email();
	must(appointment_cancel(&desk, &arena, &visit, BY_PATIENT, "a test", false, &said));
	assert_int_equal(ical_invitation(&desk, &arena, visit.row.id, METHOD_REQUEST,
		"elena@example.org", NULL, &text), CLASH);
	error_clear();
	assert_int_equal(ical_object(&desk, &arena, visit.row.id, "4b8c.7", FOR_STAFF, &text), CLASH);
	error_clear();
	assert_int_equal(ical_object(&desk, &arena, 999, "4b8c.7", FOR_STAFF, &text), NOT_FOUND);
	error_clear();
}

/* An object is the same whenever it is asked for, until its row changes. */
static void
test_object(void **state)
{
	struct appointment visit;
	const char *first, *second;

	(void)state;
	visit = book(10 * 60);
	must(ical_object(&desk, &arena, visit.row.id, "4b8c.7", FOR_STAFF, &first));
	desk_clock_move(&desk, 24 * 60);
	must(ical_object(&desk, &arena, visit.row.id, "4b8c.7", FOR_STAFF, &second));
	assert_string_equal(first, second);
	assert_null(strstr(first, "METHOD"));
	assert_null(strstr(first, "X-WR-CALNAME"));
	assert_null(strstr(first, "ATTENDEE"));
	assert_has(first, "\r\nDTSTAMP:");
	must(appointment_step(&desk, &arena, &visit, STEP_CONFIRM, &said));
	must(ical_object(&desk, &arena, visit.row.id, "4b8c.7", FOR_STAFF, &second));
	assert_string_not_equal(first, second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_way, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_object, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
