/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports: which visits and recalls are in a calendar, for whom, and what the log adds. */
#include "../support/unit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/desk.h"
#include "ical/export.h"
#include "recall/recall.h"

static struct desk desk;
static struct arena arena;
static int64_t ruiz, wang;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, recall_found(&desk)));
	ruiz = patient_new(&desk, "Ruiz, Elena", "555-0101", NULL);
	wang = patient_new(&desk, "Wang Xiaoming", "555-0102", NULL);
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

static struct appointment
visit_new(int64_t patient, int day, int start, int state)
{
	struct visit_type type;
	struct chair chair;
	struct provider provider;
	struct appointment visit;

	must(visit_type_find(&desk, &arena, "exam", &type));
	must(record_first(&desk, &arena, &chair_record, &chair, "order by id", ""));
	must(record_first(&desk, &arena, &provider_record, &provider, "order by id", ""));
	record_blank(&appointment_record, &visit);
	visit.uid = desk_uuid(&desk, &arena);
	visit.sequence = 0;
	visit.patient = patient;
	visit.type = type.row.id;
	visit.provider = provider.row.id;
	visit.chair = chair.row.id;
	visit.chair_kind = chair.kind;
	visit.day = day;
	visit.start = start;
	visit.minutes = visit.held = 30;
	visit.pattern = "XXXXXX";
	visit.state = state;
	visit.made_at = "2026-11-01T09:00:00Z";
	visit.made_by = "kim";
	put(&desk, &appointment_record, &visit);
	return visit;
}

static void
setting(const char *name, const char *value)
{
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, setting_put(&desk, name, value)));
}

/* A copy without folds, in the arena. */
static const char *
unfolded(const char *text)
{
	char *const copy = arena_copy(&arena, text), *end = copy;

	for (const char *at = copy; *at; at++) {
		if (strncmp(at, "\r\n ", 3) == 0)
			at += 2;
		else
			*end++ = *at;
	}
	*end = '\0';
	return copy;
}

/* The text of an export. */
static const char *
exported(struct ical_choice choice, int64_t wanted)
{
	char *text;
	const char *copy;
	size_t size;
	int64_t count;
	FILE *const stream = open_memstream(&text, &size);

	must(ical_export_visits(&desk, &choice, stream, &count));
	fclose(stream);
	copy = unfolded(text);
	free(text);
	assert_int_equal(count, wanted);
	return copy;
}

static struct ical_choice
all(void)
{
	return (struct ical_choice){.from = NONE, .to = NONE};
}

static int64_t
count_of(const char *text, const char *part)
{
	int64_t count = 0;

	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		count++;
	return count;
}

static void
test_live_only(void **state)
{
	const char *text;

	(void)state;
	for (int i = VISIT_BOOKED; i <= VISIT_CANCELLED; i++)
		visit_new(ruiz, TODAY - 7 + i, AT(9, 0), i);
	text = exported(all(), 4);
	assert_int_equal(count_of(text, "BEGIN:VEVENT"), 4);
	assert_int_equal(count_of(text, "STATUS:CONFIRMED"), 4);
	assert_int_equal(count_of(text, "BEGIN:VALARM"), 0);
	assert_null(strstr(text, "Ruiz"));
}

static void
test_empty(void **state)
{
	const char *const text = exported(all(), 0);

	(void)state;
	assert_int_equal(count_of(text, "BEGIN:VTIMEZONE"), 1);
	assert_non_null(strstr(text, "END:VCALENDAR\r\n"));
}

static void
test_choices(void **state)
{
	const struct appointment first = visit_new(ruiz, TODAY, AT(15, 0), VISIT_BOOKED);
	struct ical_choice choice;

	(void)state;
	visit_new(ruiz, TODAY + 1, AT(9, 0), VISIT_BOOKED);
	visit_new(wang, TODAY + 2, AT(9, 0), VISIT_BOOKED);
	exported(all(), 3);
	exported((struct ical_choice){.visit = first.row.id, .from = NONE, .to = NONE}, 1);
	exported((struct ical_choice){.patient = ruiz, .from = NONE, .to = NONE}, 2);
	exported((struct ical_choice){.chair = first.chair, .from = NONE, .to = NONE}, 3);
	exported((struct ical_choice){.chair = first.chair + 1, .from = NONE, .to = NONE}, 0);
	exported((struct ical_choice){.provider = first.provider, .from = NONE, .to = NONE}, 3);
	choice = all();
	choice.from = TODAY + 1;
	exported(choice, 2);
	choice.to = TODAY + 1;
	exported(choice, 1);
}

static void
test_patient(void **state)
{
	const char *text;

	(void)state;
	visit_new(ruiz, TODAY, AT(15, 0), VISIT_BOOKED);
	setting("phone", "555-0100");
	setting("email", "desk@example.org");
	text = exported((struct ical_choice){.patient = ruiz, .from = NONE, .to = NONE}, 1);
	assert_non_null(strstr(text, "\r\nSUMMARY:Dental visit at Riverside Dental\r\n"));
	assert_non_null(strstr(text, "\r\nMETHOD:PUBLISH\r\n"));
	assert_non_null(strstr(text, "please call 555-0100."));
	assert_int_equal(count_of(text, "TRIGGER:-P1D\r\n"), 1);
	assert_int_equal(count_of(text, "TRIGGER:-PT2H\r\n"), 1);

	setting("email", "front desk <desk@example.org>");
	text = exported((struct ical_choice){.patient = ruiz, .from = NONE, .to = NONE}, 1);
	assert_null(strstr(text, "METHOD"));
	assert_null(strstr(text, "example.org"));

	setting("alarm_minutes", "30, soon, -5, 0");
	text = exported((struct ical_choice){.patient = ruiz, .from = NONE, .to = NONE}, 1);
	assert_int_equal(count_of(text, "BEGIN:VALARM"), 1);
	assert_int_equal(count_of(text, "TRIGGER:-PT30M\r\n"), 1);
}

static void
test_names(void **state)
{
	(void)state;
	visit_new(ruiz, TODAY, AT(15, 0), VISIT_BOOKED);
	setting("ics_private", "0");
	setting("staff_alarm_minutes", "10");
	assert_non_null(strstr(exported(all(), 1), "\r\nSUMMARY:Ruiz\\, Elena: "));
	assert_int_equal(count_of(exported(all(), 1), "TRIGGER:-PT10M\r\n"), 1);
}

/* LAST-MODIFIED is the log's word, SEQUENCE and UID are the row's. */
static void
test_changed(void **state)
{
	struct appointment visit = visit_new(ruiz, TODAY, AT(15, 0), VISIT_BOOKED);
	const struct ical_choice choice = {.visit = visit.row.id, .from = NONE, .to = NONE};
	const char *const before = exported(choice, 1);
	const char *after, *line;

	(void)state;
	assert_non_null(strstr(before, "\r\nLAST-MODIFIED:20261124T104200Z\r\n"));
	desk_clock_move(&desk, 60);
	visit.start = AT(16, 0);
	put(&desk, &appointment_record, &visit);
	after = exported(choice, 1);
	assert_non_null(strstr(after, "\r\nLAST-MODIFIED:20261124T114200Z\r\n"));
	assert_non_null(strstr(after, "\r\nDTSTAMP:20261124T114200Z\r\n"));
	line = arena_print(&arena, "\r\nSEQUENCE:%d\r\n", visit.sequence);
	assert_non_null(strstr(after, line));
	line = arena_print(&arena, "\r\nUID:%s\r\n", visit.uid);
	assert_non_null(strstr(before, line));
	assert_non_null(strstr(after, line));
}

static void
test_refused(void **state)
{
	const struct appointment visit = visit_new(ruiz, TODAY, AT(9, 0), VISIT_CANCELLED);
	struct ical_choice choice = all();
	FILE *const stream = tmpfile();
	int64_t count;

	(void)state;
	choice.visit = visit.row.id;
	refused(ical_export_visits(&desk, &choice, stream, &count), CLASH, "is cancelled");
	choice.visit = 999;
	refused(ical_export_visits(&desk, &choice, stream, &count), NOT_FOUND, "999");
	assert_int_equal(ftell(stream), 0);
	assert_false(db_in_transaction(desk.db));
	fclose(stream);
}

/* Recalls. Everyone has an exam due without a day; Ruiz's gets one. */
static const char *
recalled(bool todo, int64_t written, int64_t resting)
{
	const struct ical_recalls which = {.due_by = TODAY, .todo = todo};
	struct ical_recall_count count;
	char *text;
	const char *copy;
	size_t size;
	FILE *const stream = open_memstream(&text, &size);

	must(ical_export_recalls(&desk, &which, stream, &count));
	fclose(stream);
	copy = unfolded(text);
	free(text);
	assert_int_equal(count.written, written);
	assert_int_equal(count.resting, resting);
	return copy;
}

static void
set_due(int64_t patient, const char *code, int day)
{
	struct recall_type type;
	const char *said;

	must(recall_type_find(&desk, &arena, code, &type));
	must(recall_set(&desk, &arena, patient, type.row.id, day, NULL, &said));
}

static void
join(int64_t patient, int64_t other)
{
	struct patient row;

	must(record_get(&desk, &arena, &patient_record, patient, &row));
	must(patient_join(&desk, &row, other));
}

static void
test_recall_events(void **state)
{
	const char *text;

	(void)state;
	set_due(ruiz, "exam", TODAY - 30);
	text = recalled(false, 2, 0);
	assert_int_equal(count_of(text, "BEGIN:VEVENT"), 2);
	assert_int_equal(count_of(text, "DTSTART;VALUE=DATE:20261124\r\n"), 2);
	assert_non_null(strstr(text, "due 2026-10-25"));
	assert_non_null(strstr(text, "no visit yet"));
	assert_null(strstr(text, "Ruiz"));
	assert_null(strstr(text, "555-0101"));
	setting("ics_private", "0");
	text = recalled(false, 2, 0);
	assert_non_null(strstr(text, "\r\nSUMMARY:Recall: Ruiz\\, Elena\r\n"));
	assert_non_null(strstr(text, "555-0101"));
}

static void
test_recall_todos(void **state)
{
	const char *text;

	(void)state;
	set_due(ruiz, "exam", TODAY - 30);
	text = recalled(true, 2, 0);
	assert_int_equal(count_of(text, "BEGIN:VTODO"), 2);
	assert_int_equal(count_of(text, "DUE;VALUE=DATE:20261025\r\n"), 1);
	assert_int_equal(count_of(text, "DUE"), 1);
	assert_string_equal(text, recalled(true, 2, 0));
}

/* Two recalls of each of two in one household are one entry that names each once. */
static void
test_recall_household(void **state)
{
	const char *text;

	(void)state;
	join(wang, ruiz);
	set_due(ruiz, "cleaning", TODAY - 3);
	set_due(wang, "cleaning", TODAY - 2);
	text = recalled(false, 1, 0);
	assert_int_equal(count_of(text, "BEGIN:VEVENT"), 1);
	assert_non_null(strstr(text, "\r\nUID:recall-household-"));
	assert_int_equal(count_of(strstr(text, "SUMMARY:"), "E.R. #"), 3);
	assert_int_equal(count_of(strstr(text, "SUMMARY:"), "W.X. #"), 3);
}

static void
test_recall_resting(void **state)
{
	const char *text;

	(void)state;
	must(db_begin(desk.db));
	must(db_end(desk.db, db_run(desk.db, "insert into concern (id, rev, kind, patient, text, owner,"
		" opened, due) values (1, 1, 'complaint', $1, 'waited', 'kim', '2026-11-23T09:00:00Z',"
		" '2026-11-24T09:00:00Z')", "r", ruiz)));
	text = recalled(false, 1, 1);
	assert_int_equal(count_of(text, "BEGIN:VEVENT"), 1);
	assert_null(strstr(text, "E.R."));
}

static void
test_recall_folder(void **state)
{
	const struct ical_recalls which = {.due_by = TODAY};
	struct ical_recall_count count;
	const char *path;

	(void)state;
	must(ical_export_recall_folder(&desk, &which, "recalls", &count));
	assert_int_equal(count.written, 2);
	path = arena_print(&arena, "recalls/recall-patient-%" PRId64 ".ics", ruiz);
	assert_int_equal(access(path, R_OK), 0);
	path = arena_print(&arena, "recalls/recall-patient-%" PRId64 ".ics", wang);
	assert_int_equal(access(path, R_OK), 0);
	refused(ical_export_recall_folder(&desk, &which, "no/such/folder", &count), WORLD,
		"no/such/folder");
}

int
main(void)
{
#define WITH_DESK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_DESK(test_live_only), WITH_DESK(test_empty), WITH_DESK(test_choices),
		WITH_DESK(test_patient), WITH_DESK(test_names), WITH_DESK(test_changed),
		WITH_DESK(test_refused), WITH_DESK(test_recall_events), WITH_DESK(test_recall_todos),
		WITH_DESK(test_recall_household), WITH_DESK(test_recall_resting),
		WITH_DESK(test_recall_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
