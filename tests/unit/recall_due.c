/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recall (desk.md section 4): previous, due, the rows there are, what is set by hand, steps. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "../support/recall.h"
#include "recall/contact.h"
#include "recall/recall.h"

static struct desk desk;
static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	recall_new(&desk);
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

static int64_t
recall_type(const char *code)
{
	struct recall_type type;

	must(recall_type_find(&desk, &arena, code, &type));
	return type.row.id;
}

static struct appointment
visit(int64_t patient, const char *type, const char *on, int state)
{
	return visit_put(&desk, patient, type, on, AT(9, 0), state);
}

static bool
recall_row(int64_t patient, const char *code, struct recall *out)
{
	const enum code found = record_first(&desk, &arena, &recall_record, out,
			"WHERE patient = $1 AND recall_type = $2", "II", patient,
			recall_type(code));

	if (found != NOT_FOUND)
		must(found);
	return found == OK;
}

/* "previous due next_visit urgent act_on", "-" for none, "no row". */
static const char *
derived(int64_t patient, const char *code)
{
	char text[5][DAY_SIZE];
	struct recall row;

	if (!recall_row(patient, code, &row))
		return "no row";
	civil_format(text[0], row.previous);
	civil_format(text[1], row.due);
	civil_format(text[2], row.next_visit);
	civil_format(text[3], row.urgent);
	civil_format(text[4], row.act_on);
	return arena_print(&arena, "%s %s %s %s %s", *text[0] ? text[0] : "-",
			*text[1] ? text[1] : "-", *text[2] ? text[2] : "-",
			*text[3] ? text[3] : "-", *text[4] ? text[4] : "-");
}

/* The due day alone. */
static const char *
due(int64_t patient, const char *code)
{
	char text[DAY_SIZE];
	struct recall row;

	if (!recall_row(patient, code, &row))
		return "no row";
	return row.due == NONE ? "-" : arena_copy(&arena, civil_format(text, row.due));
}

static const char *
act_on(int64_t patient, const char *code)
{
	char text[DAY_SIZE];
	struct recall row;

	if (!recall_row(patient, code, &row))
		return "no row";
	return row.act_on == NONE ? "-" : arena_copy(&arena, civil_format(text, row.act_on));
}

static void
at(const char *on, int minute)
{
	desk_clock_set(&desk, day_of(on), minute);
}

/* An invitation that goes out on a day, and how it ends. */
static void
contact(int64_t patient, const char *on, int outcome, const char *until)
{
	struct contact row;
	const char *said;

	at(on, AT(10, 0));
	record_blank(&contact_record, &row);
	row.patient = patient;
	row.purpose = PURPOSE_INVITATION;
	row.outcome = outcome;
	row.until = until;
	must(contact_log(&desk, &arena, &row, &said));
}

static void
test_everyone(void **state)
{
	struct patient patient;
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);

	(void)state;
	assert_string_equal(derived(ada, "exam"), "- - - 9999-12-31 0001-01-01");
	assert_string_equal(due(ada, "cleaning"), "no row");
	must(record_get(&desk, &arena, &patient_record, ada, &patient));
	patient.row.id = patient.row.rev = 0;
	patient.name = "Sato, Yui";
	patient.state = PATIENT_INACTIVE;
	put(&desk, &patient_record, &patient);
	assert_string_equal(due(patient.row.id, "exam"), "no row");
	patient.state = PATIENT_ACTIVE;
	put(&desk, &patient_record, &patient);
	assert_string_equal(due(patient.row.id, "exam"), "-");
}

/* Months clamp, then days are added. */
static void
test_intervals(void **state)
{
	static const struct {
		const char *type, *recall, *done, *due;
	} cases[] = {
		{"exam", "exam", "2025-08-31", "2026-02-28"},
		{"exam", "exam", "2023-08-31", "2024-02-29"},
		{"exam", "exam", "2026-02-28", "2026-08-28"},
		{"exam", "exam", "2024-02-29", "2024-08-29"},
		{"exam", "exam", "2026-07-31", "2027-01-31"},
		{"cleaning", "cleaning", "2025-08-31", "2026-03-01"},
		{"cleaning", "cleaning", "2026-03-30", "2026-10-01"},
		{"cleaning", "exam", "2026-03-30", "2026-09-30"},
		{"child", "cleaning", "2026-01-15", "2026-07-16"},
		{"perio", "perio", "2025-10-31", "2026-03-01"},
		{"newpatient", "exam", "2025-12-31", "2026-06-30"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const int64_t patient = patient_new(&desk, "Case", NULL, NULL);

		visit(patient, cases[i].type, cases[i].done, VISIT_DONE);
		assert_string_equal(due(patient, cases[i].recall), cases[i].due);
	}
}

/* Only a done visit of the right type is a previous one; the latest of them. */
static void
test_previous(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	struct appointment row;

	(void)state;
	visit(ada, "filling", "2026-05-05", VISIT_DONE);
	visit(ada, "exam", "2026-05-06", VISIT_MISSED);
	visit(ada, "exam", "2026-05-07", VISIT_CANCELLED);
	visit(ada, "exam", "2026-05-08", VISIT_LEFT);
	assert_string_equal(due(ada, "exam"), "-");
	visit(ada, "exam", "2026-01-10", VISIT_DONE);
	row = visit(ada, "exam", "2026-02-10", VISIT_DONE);
	assert_string_equal(due(ada, "exam"), "2026-08-10");
	row.state = VISIT_MISSED;
	put(&desk, &appointment_record, &row);
	assert_string_equal(due(ada, "exam"), "2026-07-10");
	row.state = VISIT_DONE;
	row.day = day_of("2025-12-10");
	put(&desk, &appointment_record, &row);
	assert_string_equal(due(ada, "exam"), "2026-07-10");
}

static void
test_next_visit(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	struct appointment row = visit(ada, "cleaning", "2026-12-01", VISIT_BOOKED);

	(void)state;
	visit(ada, "filling", "2026-12-24", VISIT_BOOKED);
	visit(ada, "cleaning", "2026-11-24", VISIT_ARRIVED);
	assert_string_equal(derived(ada, "exam"), "- - 2026-12-01 9999-12-31 0001-01-01");
	row.state = VISIT_CANCELLED;
	put(&desk, &appointment_record, &row);
	assert_string_equal(derived(ada, "exam"), "- - 2026-11-24 9999-12-31 0001-01-01");
	assert_string_equal(due(ada, "cleaning"), "no row");
}

/* A visit that is given to another patient moves both. */
static void
test_other_patient(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t bo = patient_new(&desk, "Moss, Bo", NULL, NULL);
	struct appointment row = visit(ada, "exam", "2026-02-10", VISIT_DONE);

	(void)state;
	row.patient = bo;
	put(&desk, &appointment_record, &row);
	assert_string_equal(due(ada, "exam"), "-");
	assert_string_equal(due(bo, "exam"), "2026-08-10");
}

/* Cleaning and gum maintenance: one or the other, and either resets it. */
static void
test_exclusion(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t bo = patient_new(&desk, "Moss, Bo", NULL, NULL);
	const char *said = NULL;
	struct recall row;

	(void)state;
	visit(ada, "cleaning", "2026-01-05", VISIT_DONE);
	visit(ada, "perio", "2026-03-05", VISIT_DONE);
	assert_string_equal(due(ada, "cleaning"), "2026-09-06");
	assert_string_equal(due(ada, "perio"), "no row");
	visit(bo, "perio", "2026-03-05", VISIT_DONE);
	visit(bo, "cleaning", "2026-04-05", VISIT_DONE);
	assert_string_equal(due(bo, "cleaning"), "no row");
	assert_string_equal(due(bo, "perio"), "2026-08-06");

	must(recall_set(&desk, &arena, ada, recall_type("perio"), NONE, "3m", &said));
	assert_non_null(strstr(said, "instead of Cleaning"));
	assert_string_equal(due(ada, "cleaning"), "no row");
	assert_string_equal(due(ada, "perio"), "2026-06-05");
	assert_true(recall_row(ada, "perio", &row));
	assert_string_equal(row.interval, "3m");
	must(undo(&desk, 0, &(int64_t){0}));
	assert_string_equal(due(ada, "cleaning"), "2026-09-06");
}

/* A day set by hand holds until the next done visit, and comes back by undo. */
static void
test_hand_due(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const char *said = NULL;
	int64_t undone;

	(void)state;
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	must(recall_set(&desk, &arena, ada, recall_type("exam"), day_of("2026-12-24"), NULL,
			&said));
	assert_string_equal(said, "Moss, Ada: Examination due Thu 24 Dec");
	assert_string_equal(due(ada, "exam"), "2026-12-24");
	visit(ada, "exam", "2026-11-20", VISIT_DONE);
	assert_string_equal(due(ada, "exam"), "2027-05-20");
	must(undo(&desk, 0, &undone));
	assert_string_equal(due(ada, "exam"), "2026-12-24");
	must(redo(&desk, &undone));
	assert_string_equal(due(ada, "exam"), "2027-05-20");

	must(recall_set(&desk, &arena, ada, recall_type("implant"), day_of("2027-01-10"), NULL,
			&said));
	assert_string_equal(derived(ada, "implant"),
			    "- 2027-01-10 - 2027-01-10 2026-12-20");
}

static void
test_own_interval(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, "1980-05-05");
	const int64_t tom = patient_new(&desk, "Meyer, Tom", NULL, "2015-05-05");
	const int64_t exam = recall_type("exam");
	const char *said = NULL;

	(void)state;
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	must(recall_set(&desk, &arena, ada, exam, NONE, "4m+1d", &said));
	assert_string_equal(said, "Moss, Ada: Examination every 4m+1d");
	assert_string_equal(due(ada, "exam"), "2026-06-11");
	must(recall_set(&desk, &arena, ada, exam, NONE, "36m", &said));
	assert_non_null(strstr(said, "usual are 3 to 24 months"));
	must(recall_set(&desk, &arena, ada, exam, NONE, "24m", &said));
	assert_null(strstr(said, "usual"));
	must(recall_set(&desk, &arena, ada, exam, NONE, "3m", &said));
	assert_null(strstr(said, "usual"));
	must(recall_set(&desk, &arena, tom, exam, NONE, "18m", &said));
	assert_non_null(strstr(said, "usual are 3 to 12 months under 18"));
	refused(recall_set(&desk, &arena, ada, exam, NONE, "often", &said), INPUT,
		"interval often");
	must(recall_set(&desk, &arena, ada, exam, NONE, "", &said));
	assert_string_equal(due(ada, "exam"), "2026-08-10");
}

static size_t
listed(const char *due_by)
{
	struct recall_line *lines;
	size_t count;

	must(recall_due(&desk, &arena, day_of(due_by), 0, &lines, &count));
	return count;
}

static void
test_stop_and_pause(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t exam = recall_type("exam");
	const char *said = NULL;

	(void)state;
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	assert_int_equal(listed("2026-11-24"), 1);
	must(recall_stop(&desk, &arena, ada, exam, STOPPED_COST, &said));
	assert_string_equal(said, "Moss, Ada: Examination stopped (cost)");
	assert_string_equal(act_on(ada, "exam"), "-");
	assert_int_equal(listed("2026-11-24"), 0);
	must(recall_resume(&desk, &arena, ada, exam, &said));
	assert_int_equal(listed("2026-11-24"), 1);

	must(recall_pause(&desk, &arena, ada, exam, day_of("2026-12-01"), &said));
	assert_int_equal(listed("2026-11-24"), 0);
	at("2026-11-30", AT(23, 59));
	assert_int_equal(listed("2026-11-30"), 0);
	at("2026-12-01", 0);
	assert_int_equal(listed("2026-12-01"), 1);
	refused(recall_pause(&desk, &arena, ada, exam, day_of("2026-12-01"), &said), INPUT,
		"a day after today");
}

/* Stopped against one visit: she comes all the same, and it goes on. */
static void
test_stopped_ends(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const char *said = NULL;

	(void)state;
	visit(ada, "exam", "2026-01-10", VISIT_DONE);
	must(recall_stop(&desk, &arena, ada, recall_type("exam"), STOPPED_ASKED, &said));
	assert_int_equal(listed("2027-12-31"), 0);
	visit(ada, "exam", "2026-05-10", VISIT_DONE);
	assert_int_equal(listed("2027-12-31"), 1);
	assert_string_equal(act_on(ada, "exam"), "2026-10-20");
	must(undo(&desk, 0, &(int64_t){0}));
	assert_int_equal(listed("2027-12-31"), 0);
}

/* The list: due by the day or with no day; not scheduled, which is a matter of today. */
static void
test_list(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t bo = patient_new(&desk, "Moss, Bo", NULL, NULL);
	struct recall_line *lines;
	size_t count;

	(void)state;
	visit(bo, "exam", "2026-05-24", VISIT_DONE);
	must(recall_due(&desk, &arena, day_of("2026-11-24"), 0, &lines, &count));
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].patient, bo);
	assert_int_equal(lines[0].stage, STAGE_DUE);
	assert_int_equal(lines[1].patient, ada);
	assert_int_equal(lines[1].stage, STAGE_NO_HISTORY);
	assert_int_equal(lines[1].due, NONE);
	assert_int_equal(listed("2026-11-23"), 1);
	visit(ada, "exam", "2026-11-24", VISIT_BOOKED);
	assert_int_equal(listed("2026-11-24"), 1);
	at("2026-11-25", AT(8, 0));
	assert_int_equal(listed("2026-11-24"), 2);
	must(recall_due(&desk, &arena, day_of("2026-11-25"), recall_type("cleaning"), &lines,
			&count));
	assert_int_equal(count, 0);
}

static void
test_stages(void **state)
{
	static const struct {
		const char *previous, *due, *today;
		int stage;
	} cases[] = {
		{"", "", "2026-11-24", STAGE_NO_HISTORY},
		{"", "2026-11-25", "2026-11-24", STAGE_NOT_DUE},
		{"2026-05-24", "2026-11-24", "2026-11-24", STAGE_DUE},
		{"2026-05-24", "2026-11-24", "2026-12-07", STAGE_DUE},
		{"2026-05-24", "2026-11-24", "2026-12-08", STAGE_OVERDUE},
		{"2026-05-24", "2026-11-24", "2027-11-23", STAGE_OVERDUE},
		{"2026-05-24", "2026-11-24", "2027-11-24", STAGE_REACTIVATION},
		{"2023-08-29", "2024-02-29", "2025-02-28", STAGE_REACTIVATION},
	};

	static const struct stages stages = {14, 12, 24};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(recall_stage(&stages, day_of(cases[i].previous), day_of(cases[i].due),
					      day_of(cases[i].today)), cases[i].stage);
}

/* The next step lies after the last counted contact; due 2026-08-10. */
static void
test_steps(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);

	(void)state;
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	assert_string_equal(act_on(ada, "exam"), "2026-07-20");
	contact(ada, "2026-07-20", OUTCOME_LEFT_MESSAGE, NULL);
	assert_string_equal(act_on(ada, "exam"), "2026-08-03");
	contact(ada, "2026-08-04", OUTCOME_NO_ANSWER, NULL);
	assert_string_equal(act_on(ada, "exam"), "2026-08-03");
	contact(ada, "2026-08-05", OUTCOME_WRONG_NUMBER, NULL);
	assert_string_equal(act_on(ada, "exam"), "2026-08-03");
	contact(ada, "2026-08-24", OUTCOME_TALKED, NULL);
	assert_string_equal(act_on(ada, "exam"), "2026-09-24");
	contact(ada, "2026-08-25", OUTCOME_NOT_UNTIL, "2026-11-01");
	assert_string_equal(act_on(ada, "exam"), "2026-11-01");
	contact(ada, "2026-11-01", OUTCOME_NO_ANSWER, NULL);
	assert_string_equal(act_on(ada, "exam"), "2026-11-01");
	contact(ada, "2026-11-02", OUTCOME_CALL_AT, "2026-11-03T15:00");
	assert_string_equal(act_on(ada, "exam"), "2026-11-03");
	contact(ada, "2026-11-03", OUTCOME_TALKED, NULL);
	assert_string_equal(act_on(ada, "exam"), "2026-11-08");
	contact(ada, "2026-12-08", OUTCOME_LEFT_MESSAGE, NULL);
	assert_string_equal(act_on(ada, "exam"), "2027-08-10");
	contact(ada, "2028-08-09", OUTCOME_TALKED, NULL);
	contact(ada, "2028-08-10", OUTCOME_TALKED, NULL);
	assert_string_equal(act_on(ada, "exam"), "-");
	visit(ada, "exam", "2028-08-30", VISIT_DONE);
	assert_string_equal(act_on(ada, "exam"), "2029-02-07");
}

/* Once a day however many; a contact before the previous visit is over and done with. */
static void
test_contacts_counted(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	struct recall_line *lines;
	size_t count;

	(void)state;
	contact(ada, "2026-01-10", OUTCOME_TALKED, NULL);
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	contact(ada, "2026-08-11", OUTCOME_LEFT_MESSAGE, NULL);
	contact(ada, "2026-08-11", OUTCOME_TALKED, NULL);
	contact(ada, "2026-08-30", OUTCOME_TALKED, NULL);
	contact(ada, "2026-09-01", OUTCOME_NO_ANSWER, NULL);
	must(recall_of_patient(&desk, &arena, ada, &lines, &count));
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].contacts, 2);
	assert_int_equal(lines[0].last_contact, day_of("2026-09-01"));
}

/* 28 days for a missed visit, 14 for an unanswered attempt, both since previous. */
static void
test_urgent(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);

	(void)state;
	visit(ada, "exam", "2026-01-05", VISIT_MISSED);
	contact(ada, "2026-01-06", OUTCOME_NO_ANSWER, NULL);
	assert_string_equal(derived(ada, "exam"), "- - - 9999-12-31 0001-01-01");
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	assert_string_equal(derived(ada, "exam"),
			    "2026-02-10 2026-08-10 - 2026-08-10 2026-07-20");
	visit(ada, "exam", "2026-09-05", VISIT_MISSED);
	visit(ada, "filling", "2026-09-06", VISIT_MISSED);
	visit(ada, "cleaning", "2026-09-07", VISIT_MISSED);
	assert_string_equal(derived(ada, "exam"),
			    "2026-02-10 2026-08-10 - 2026-06-15 2026-07-20");
	contact(ada, "2026-10-06", OUTCOME_NO_ANSWER, NULL);
	contact(ada, "2026-10-07", OUTCOME_NO_ANSWER, NULL);
	contact(ada, "2026-10-08", OUTCOME_LEFT_MESSAGE, NULL);
	assert_string_equal(derived(ada, "exam"),
			    "2026-02-10 2026-08-10 - 2026-05-18 2026-11-08");
}

/* A rule that changes moves everybody, and makes the rows that it asks for. */
static void
test_rule_changes(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	struct recall_type type;
	struct visit_type_recall satisfied;
	struct visit_type filling;
	int64_t undone;

	(void)state;
	visit(ada, "exam", "2026-02-10", VISIT_DONE);
	visit(ada, "filling", "2026-03-10", VISIT_DONE);
	must(recall_type_find(&desk, &arena, "exam", &type));
	type.interval = "12m";
	put(&desk, &recall_type_record, &type);
	assert_string_equal(due(ada, "exam"), "2027-02-10");
	must(visit_type_find(&desk, &arena, "filling", &filling));
	record_blank(&visit_type_recall_record, &satisfied);
	satisfied.type = filling.row.id;
	satisfied.recall_type = recall_type("implant");
	put(&desk, &visit_type_recall_record, &satisfied);
	assert_string_equal(due(ada, "implant"), "2027-03-10");
	must(undo(&desk, 0, &undone));
	assert_string_equal(due(ada, "implant"), "no row");
	must(undo(&desk, 0, &undone));
	assert_string_equal(due(ada, "exam"), "2026-08-10");
}

static struct recall_type
type_of(const char *code)
{
	struct recall_type type;

	must(recall_type_find(&desk, &arena, code, &type));
	return type;
}

/* For whom it is is asked of the due day: too young, it waits for the birthday; outgrown, it ends. */
static void
test_ages(void **state)
{
	const int64_t kid = patient_new(&desk, "Moss, Kid", NULL, "2015-03-31");
	const int64_t year = patient_new(&desk, "Moss, Year", NULL, "2015");
	struct recall_type type = type_of("exam");
	struct recall_line *lines;
	size_t count;

	(void)state;
	visit(kid, "exam", "2026-01-10", VISIT_DONE);
	visit(year, "exam", "2026-01-10", VISIT_DONE);
	type.age_from = 12;
	must(recall_type_put(&desk, &arena, &type, NULL));
	assert_string_equal(due(kid, "exam"), "2027-03-31");
	assert_string_equal(due(year, "exam"), "2027-01-01");
	type = type_of("exam");
	type.age_from = NONE;
	type.age_to = 11;
	must(recall_type_put(&desk, &arena, &type, NULL));
	assert_string_equal(derived(kid, "exam"), "2026-01-10 2026-07-10 - 2026-07-10 2026-06-19");
	visit(kid, "exam", "2026-10-10", VISIT_DONE);
	assert_string_equal(derived(kid, "exam"), "2026-10-10 - - 9999-12-31 -");
	must(recall_due(&desk, &arena, day_of("2030-01-01"), type.row.id, &lines, &count));
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].patient, year);
	type = type_of("exam");
	type.age_from = 20;
	refused(recall_type_put(&desk, &arena, &type, NULL), INPUT, "the wrong way round");
}

/* Who pays allows so many a calendar year, or one after so long. */
static void
test_plan(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const char *said;

	(void)state;
	visit(ada, "cleaning", "2026-01-10", VISIT_DONE);
	must(recall_plan(&desk, &arena, ada, recall_type("cleaning"), "2/y", &said));
	assert_string_equal(said, "Moss, Ada: Cleaning paid for 2/y");
	assert_string_equal(due(ada, "cleaning"), "2026-07-11");
	visit(ada, "child", "2026-05-31", VISIT_DONE);
	assert_string_equal(due(ada, "cleaning"), "2027-01-01");
	must(recall_plan(&desk, &arena, ada, recall_type("cleaning"), "9m+1d", &said));
	assert_string_equal(said, "Moss, Ada: Cleaning paid for 9m+1d, not before Mon 1 Mar 2027");
	assert_string_equal(due(ada, "cleaning"), "2027-03-01");
	must(recall_plan(&desk, &arena, ada, recall_type("cleaning"), "1m", &said));
	assert_string_equal(due(ada, "cleaning"), "2026-12-01");
	must(recall_plan(&desk, &arena, ada, recall_type("cleaning"), "", &said));
	assert_string_equal(due(ada, "cleaning"), "2026-12-01");
	refused(recall_plan(&desk, &arena, ada, recall_type("cleaning"), "often", &said), INPUT,
			"2/y");
}

/* Bitewings are no call of their own while a cleaning, or gum maintenance instead, is. */
static void
test_riding(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);

	(void)state;
	visit(ada, "cleaning", "2026-01-10", VISIT_DONE);
	must(recall_set(&desk, &arena, ada, recall_type("bitewings"), day_of("2026-06-01"), NULL,
			NULL));
	assert_string_equal(derived(ada, "bitewings"), "- 2026-06-01 - 2026-06-01 -");
	must(recall_stop(&desk, &arena, ada, recall_type("cleaning"), STOPPED_COST, NULL));
	assert_string_equal(act_on(ada, "bitewings"), "2026-05-11");
	must(recall_set(&desk, &arena, ada, recall_type("perio"), day_of("2026-05-01"), NULL,
			NULL));
	must(recall_resume(&desk, &arena, ada, recall_type("perio"), NULL));
	assert_string_equal(act_on(ada, "bitewings"), "-");
}

static void
test_cadence(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL), exam = recall_type("exam");
	const char *said;
	struct cadence_line *steps;
	size_t count;

	(void)state;
	visit(ada, "exam", "2026-01-10", VISIT_DONE);
	assert_string_equal(act_on(ada, "exam"), "2026-06-19");
	must(cadence_set(&desk, &arena, exam, -30, CHANNEL_LETTER, &said));
	assert_string_equal(said, "Examination: letter 30 days before due");
	assert_string_equal(act_on(ada, "exam"), "2026-06-10");
	must(cadence_set(&desk, &arena, exam, -30, CHANNEL_CALL, &said));
	must(cadence_load(&desk, &arena, exam, &steps, &count));
	assert_int_equal(count, 11);
	assert_int_equal(steps[0].days, -30);
	assert_int_equal(steps[0].channel, CHANNEL_CALL);
	must(cadence_drop(&desk, &arena, exam, -30, &said));
	assert_string_equal(act_on(ada, "exam"), "2026-06-19");
	refused(cadence_drop(&desk, &arena, exam, -30, &said), NOT_FOUND, "no step 30 days");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_everyone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_intervals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_previous, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_next_visit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other_patient, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_exclusion, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hand_due, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_own_interval, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stop_and_pause, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stopped_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
		cmocka_unit_test(test_stages),
		cmocka_unit_test_setup_teardown(test_steps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_contacts_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_urgent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rule_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ages, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_plan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_riding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cadence, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("recall_due", tests, NULL, NULL);
}
