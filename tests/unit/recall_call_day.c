/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons to call from the course of the day: late, to be moved, a gap's first offer. */
#include "../support/unit.h"

#include <string.h>

#include "../support/desk.h"
#include "../support/recall.h"
#include "book/setup.h"
#include "recall/calls.h"

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

static struct appointment
book(int64_t patient, const char *type, int64_t chair, int day, int start)
{
	struct visit_type row;
	struct booking booking = { .patient = patient, .slot = { chair, day, start, NONE },
		.force = "as it was" };
	struct appointment visit;
	const char *said;

	must(visit_type_find(&desk, &arena, type, &row));
	booking.type = row.row.id;
	must(appointment_book(&desk, &arena, &booking, &visit, &said));
	return visit;
}

/* The first call for one of these kinds; reasons NULL: none. */
static struct call
first_call(unsigned only)
{
	const struct calls_options options = { .day = NONE, .only = only };
	struct calls *list;
	struct call call = { 0 };
	bool more;

	must(calls_open(&desk, &arena, &options, &list));
	must(calls_next(list, &call, &more));
	calls_close(list);
	return more ? call : (struct call){ 0 };
}

/* A visit that began late makes the next one of its chair late; from 10 minutes on she is warned,
 * with the time rounded down; told, it counts from there. */
static void
test_late(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t bo = patient_new(&desk, "Berg, Bo", NULL, NULL);
	const unsigned late = 1u << REASON_LATE;
	struct appointment first, next;
	const char *said;
	struct call call;

	(void)state;
	desk_clock_set(&desk, TODAY, AT(9, 0));
	first = book(ada, "exam", 1, TODAY, AT(10, 0));
	next = book(bo, "exam", 1, TODAY, AT(11, 0));
	desk_clock_set(&desk, TODAY, AT(10, 42));
	assert_null(first_call(late).reasons);
	must(appointment_step(&desk, &arena, &first, STEP_SEAT, &said));
	call = first_call(late);
	assert_string_equal(call.name, "Berg, Bo");
	assert_string_equal(call.why, "we run 12 late");
	assert_string_equal(call.by, "10:50");
	assert_non_null(strstr(call.reasons[0].say, "12 minutes late: please come at 11:10."));
	must(call_log(&desk, &arena, &call, &(struct call_end){ .outcome = OUTCOME_NO_ANSWER },
			&said));
	must(record_get(&desk, &arena, &appointment_record, next.row.id, &next));
	assert_int_equal(next.told_start, NONE);
	must(call_log(&desk, &arena, &call, &(struct call_end){ .outcome = OUTCOME_TALKED },
			&said));
	must(record_get(&desk, &arena, &appointment_record, next.row.id, &next));
	assert_int_equal(next.told_start, AT(11, 10));
	assert_null(first_call(late).reasons);
}

/* A later start that runs into what else she has is asked, not told: it holds once she agreed, not by
 * a message. */
static void
test_late_into_commitment(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t bo = patient_new(&desk, "Berg, Bo", NULL, NULL);
	const unsigned late = 1u << REASON_LATE;
	struct appointment first, next;
	struct commitment work;
	const char *said;
	struct call call;

	(void)state;
	desk_clock_set(&desk, TODAY, AT(9, 0));
	record_blank(&commitment_record, &work);
	work.patient = bo;
	work.weekday = civil_weekday(TODAY);
	work.start = AT(11, 30);
	work.until_min = AT(17, 0);
	work.firm = 1;
	work.note = "work";
	put(&desk, &commitment_record, &work);
	first = book(ada, "exam", 1, TODAY, AT(10, 0));
	next = book(bo, "exam", 1, TODAY, AT(11, 0));
	desk_clock_set(&desk, TODAY, AT(10, 42));
	must(appointment_step(&desk, &arena, &first, STEP_SEAT, &said));
	call = first_call(late);
	assert_non_null(strstr(call.reasons[0].say,
			"could you come at 11:10, into your work from 11:30"));
	must(call_log(&desk, &arena, &call,
			&(struct call_end){ .outcome = OUTCOME_LEFT_MESSAGE }, &said));
	must(record_get(&desk, &arena, &appointment_record, next.row.id, &next));
	assert_int_equal(next.told_start, NONE);
	must(call_log(&desk, &arena, &call, &(struct call_end){ .outcome = OUTCOME_TALKED },
			&said));
	must(record_get(&desk, &arena, &appointment_record, next.row.id, &next));
	assert_int_equal(next.told_start, AT(11, 10));
}

/* Visits in a closure of the practice, of their chair: only where they overlap. */
static void
test_to_be_moved(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	struct closure closure;

	(void)state;
	book(ada, "exam", 1, TODAY + 1, AT(9, 0));
	record_blank(&closure_record, &closure);
	closure.first = closure.last = TODAY + 1;
	closure.chair = 1;
	closure.start = AT(9, 30);
	closure.until_min = AT(12, 0);
	must(closure_save(&desk, &closure));
	assert_null(first_call(1u << REASON_TO_BE_MOVED).reasons);
	closure.start = AT(9, 25);
	must(closure_save(&desk, &closure));
	assert_string_equal(first_call(1u << REASON_TO_BE_MOVED).why,
			    "to be moved: Wed 09:00, Chair 1 is shut");
	closure.chair = 2;
	must(closure_save(&desk, &closure));
	assert_null(first_call(1u << REASON_TO_BE_MOVED).reasons);
}

static void
wait_for(int64_t patient, const char *type)
{
	struct visit_type row;
	struct wait wait;

	must(visit_type_find(&desk, &arena, type, &row));
	record_blank(&wait_record, &wait);
	wait.patient = patient;
	wait.type = row.row.id;
	must(wait_add(&desk, &arena, &wait));
}

/* A gap of today goes to who has waited longest; who doesn't want it today, to the next. */
static void
test_gap(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", NULL, NULL);
	const int64_t bo = patient_new(&desk, "Berg, Bo", NULL, NULL);
	const unsigned gap = 1u << REASON_GAP;
	const char *said;
	struct call call;

	(void)state;
	assert_null(first_call(gap).reasons);
	wait_for(ada, "exam");
	call = first_call(gap);
	assert_string_equal(call.name, "Moss, Ada");
	assert_non_null(strstr(call.why, "offer first"));
	assert_int_equal(call.reasons[0].gap.start, AT(10, 45));
	must(call_log(&desk, &arena, &call, &(struct call_end){ .outcome = OUTCOME_TALKED },
			&said));
	assert_null(first_call(gap).reasons);
	wait_for(bo, "exam");
	assert_string_equal(first_call(gap).name, "Berg, Bo");
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, wait_end(&desk, &arena, first_call(gap).reasons[0].wait)));
	assert_null(first_call(gap).reasons);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_late, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_late_into_commitment, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_to_be_moved, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_gap, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("recall_call_day", tests, NULL, NULL);
}
