/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: each rule of design section 5. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/toy.h"
#include "store/change.h"

static struct desk kim, lee;
static struct arena arena;
static struct toy_visit visit;

/* Kim has booked a visit at 9:00; Lee sits at another desk of the same store. */
static int
set_up(void **state)
{
	static int count;
	char name[32];

	(void)state;
	error_clear();
	snprintf(name, sizeof name, "undo-%d.db", count++);
	toy_open(&kim, toy_path(name), "Kim", DB_CREATE);
	toy_open(&lee, toy_path(name), "Lee", DB_OPEN);
	toy_stock(&kim);
	toy_visit_blank(&visit, 20500, 540);
	toy_ok(batch_begin(&kim, NULL, NULL));
	toy_ok(record_put(&kim, &toy_visit_record, &visit));
	toy_ok(batch_end(&kim, OK));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	desk_close(&kim);
	desk_close(&lee);
	arena_free(&arena);
	return 0;
}

static void
load(void)
{
	toy_ok(record_get(&kim, &arena, &toy_visit_record, visit.row.id, &visit));
}

static void
put(struct desk *desk)
{
	toy_ok(batch_begin(desk, NULL, NULL));
	toy_ok(record_put(desk, &toy_visit_record, &visit));
	toy_ok(batch_end(desk, OK));
}

static void
move(struct desk *desk, int start)
{
	load();
	visit.start = start;
	put(desk);
}

static void
take_back(struct desk *desk, enum code expected)
{
	int64_t batch;

	toy_code(undo(desk, 0, &batch), expected);
}

static void
do_again(struct desk *desk, enum code expected)
{
	int64_t batch;

	toy_code(redo(desk, &batch), expected);
}

static int
next_visit(void)
{
	struct toy_recall recall;

	toy_ok(record_first(&kim, &arena, &toy_recall_record, &recall, "", ""));
	return recall.next_visit;
}

static void
test_a_move_and_back(void **state)
{
	(void)state;
	move(&kim, 600);
	assert_int_equal(visit.sequence, 1);
	take_back(&kim, OK);
	load();
	assert_int_equal(visit.start, 540);
	assert_int_equal(visit.sequence, 2);	/* both only go up */
	assert_int_equal(visit.row.rev, 3);
	do_again(&kim, OK);
	load();
	assert_int_equal(visit.start, 600);
	assert_int_equal(visit.sequence, 3);
	assert_int_equal(visit.row.rev, 4);
	do_again(&kim, NOT_FOUND);
	take_back(&kim, OK);
	load();
	assert_int_equal(visit.start, 540);
}

/* One after the other, and forth in the same order. */
static void
test_several(void **state)
{
	(void)state;
	move(&kim, 600);
	move(&kim, 660);
	take_back(&kim, OK);
	take_back(&kim, OK);
	load();
	assert_int_equal(visit.start, 540);
	do_again(&kim, OK);
	load();
	assert_int_equal(visit.start, 600);
	do_again(&kim, OK);
	load();
	assert_int_equal(visit.start, 660);
	do_again(&kim, NOT_FOUND);
}

static void
test_a_creation_goes_and_comes(void **state)
{
	const struct toy_visit made = visit;
	struct toy_visit back;

	(void)state;
	assert_int_equal(next_visit(), 20500);
	take_back(&kim, OK);
	toy_code(record_get(&kim, &arena, &toy_visit_record, made.row.id, &back), NOT_FOUND);
	assert_int_equal(next_visit(), NONE);
	do_again(&kim, OK);
	toy_ok(record_get(&kim, &arena, &toy_visit_record, made.row.id, &back));
	assert_string_equal(back.uid, made.uid);
	assert_int_equal(back.sequence, made.sequence);
	assert_true(back.row.rev > made.row.rev);
	assert_int_equal(next_visit(), 20500);
	take_back(&kim, OK);
	do_again(&kim, OK);
}

/* A whole batch: the patient, and the recall that followed from her. */
static void
test_consequences_go_too(void **state)
{
	struct toy_patient patient;
	int64_t count;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "Haddad, Rima";
	toy_ok(batch_begin(&kim, NULL, NULL));
	toy_ok(record_put(&kim, &toy_patient_record, &patient));
	toy_ok(batch_end(&kim, OK));
	take_back(&kim, OK);
	toy_ok(db_value(kim.db, &count, "SELECT count(*) FROM recall", ""));
	assert_int_equal(count, 1);
	toy_ok(db_value(kim.db, &count, "SELECT count(*) FROM patient_word", ""));
	assert_int_equal(count, 1);
	do_again(&kim, OK);
	toy_ok(db_value(kim.db, &count, "SELECT count(*) FROM patient_word", ""));
	assert_int_equal(count, 2);
}

static void
test_others_refer(void **state)
{
	struct toy_patient patient;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "Haddad, Rima";
	toy_ok(batch_begin(&kim, NULL, NULL));
	toy_ok(record_put(&kim, &toy_patient_record, &patient));
	toy_ok(batch_end(&kim, OK));
	toy_visit_blank(&visit, 20501, 540);
	visit.patient = patient.row.id;
	put(&lee);
	{
		int64_t batch;

		assert_int_equal(undo(&kim, 0, &batch), CLASH);
	}
	assert_string_equal(error_text(), "patient 2: can't be taken back, since other rows refer "
			"to it");
	error_clear();
}

/* Two desks that changed different fields of a row can each undo. */
static void
test_two_fields(void **state)
{
	(void)state;
	move(&kim, 600);
	load();
	visit.note = "tea";
	put(&lee);
	take_back(&kim, OK);
	load();
	assert_int_equal(visit.start, 540);
	assert_string_equal(visit.note, "tea");
	take_back(&lee, OK);
	load();
	assert_null(visit.note);
}

static void
test_the_same_field(void **state)
{
	int64_t batch;

	(void)state;
	move(&kim, 600);
	desk_clock_move(&lee, 101);
	move(&lee, 660);
	load();
	visit.note = "later";
	desk_clock_move(&kim, 200);
	put(&kim);
	take_back(&kim, OK);
	assert_int_equal(undo(&kim, 0, &batch), CLASH);
	assert_string_equal(error_text(), "visit 1: Start was changed by Lee at 10:41, so it isn't "
			"taken back");
	error_clear();
	load();
	assert_int_equal(visit.start, 660);
}

static void
test_another_visit_is_there_now(void **state)
{
	struct toy_visit other;
	int64_t batch;

	(void)state;
	move(&kim, 600);
	toy_visit_blank(&other, 20500, 540);
	toy_ok(batch_begin(&lee, NULL, NULL));
	toy_ok(record_put(&lee, &toy_visit_record, &other));
	toy_ok(batch_end(&lee, OK));
	assert_int_equal(undo(&kim, 0, &batch), CLASH);
	assert_non_null(strstr(error_text(), "overlap"));
	error_clear();
	load();
	assert_int_equal(visit.start, 600);
}

static void
test_redo_ends_with_a_write(void **state)
{
	(void)state;
	move(&kim, 600);
	take_back(&kim, OK);
	load();
	visit.note = "x";
	put(&kim);
	do_again(&kim, NOT_FOUND);
}

/* Another desk's writes don't end it; its undo is its own. */
static void
test_each_desk_its_own(void **state)
{
	(void)state;
	move(&kim, 600);
	take_back(&lee, NOT_FOUND);
	take_back(&kim, OK);
	load();
	visit.note = "x";
	put(&lee);
	do_again(&lee, NOT_FOUND);
	do_again(&kim, OK);
	load();
	assert_int_equal(visit.start, 600);
}

static void
put_in_batch(const char *kind, int start)
{
	load();
	visit.start = start;
	toy_ok(batch_begin(&kim, kind, NULL));
	toy_ok(record_put(&kim, &toy_visit_record, &visit));
	toy_ok(batch_end(&kim, OK));
}

static void
test_kinds(void **state)
{
	int64_t imported, sent, undone;

	(void)state;
	move(&kim, 570);
	put_in_batch("import", 600);
	imported = batch_id(&kim);
	put_in_batch("send", 660);
	sent = batch_id(&kim);
	assert_int_equal(undo(&kim, sent, &undone), CLASH);
	assert_non_null(strstr(error_text(), "send"));
	error_clear();
	assert_int_equal(undo(&kim, imported, &undone), CLASH);	/* sent wrote over it */
	error_clear();
	move(&kim, 600);
	toy_code(undo(&kim, 0, &undone), OK);
	toy_code(undo(&kim, 99999, &undone), NOT_FOUND);
	move(&lee, 600);
	toy_code(undo(&kim, imported, &undone), OK);
	load();
	assert_int_equal(visit.start, 570);
	toy_code(undo(&kim, imported, &undone), CLASH);
}

static void
test_replay(void **state)
{
	struct desk copy;
	struct toy_visit replayed;
	int64_t count = 0, ours = 0;

	(void)state;
	move(&kim, 600);
	take_back(&kim, OK);
	take_back(&kim, OK);
	do_again(&kim, OK);
	toy_open(&copy, toy_path("undo-copy.db"), "Kim", DB_CREATE);
	toy_ok(store_replay(&kim, &copy));
	load();
	toy_ok(record_get(&copy, &arena, &toy_visit_record, visit.row.id, &replayed));
	for (size_t i = 0; i < toy_visit_record.count; i++)
		assert_true(field_equal(&toy_visit_record.fields[i], &visit, &replayed));
	toy_ok(db_value(copy.db, &count, "SELECT count(*) FROM change", ""));
	toy_ok(db_value(kim.db, &ours, "SELECT count(*) FROM change", ""));
	assert_int_equal(count, ours);
	desk_close(&copy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_move_and_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_several, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_creation_goes_and_comes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_consequences_go_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_others_refer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_two_fields, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_the_same_field, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_another_visit_is_there_now, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_redo_ends_with_a_write, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_each_desk_its_own, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_replay, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
