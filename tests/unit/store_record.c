/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records through the one writer: round trips, refusals, the log that they leave. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/toy.h"
#include "store/change.h"

static struct desk desk;
static struct arena arena;

static int
set_up(void **state)
{
	static int count;
	char name[32];

	(void)state;
	error_clear();
	snprintf(name, sizeof name, "record-%d.db", count++);
	toy_open(&desk, toy_path(name), "Kim", DB_CREATE);
	toy_stock(&desk);
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
put_patient(struct toy_patient *patient)
{
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(record_put(&desk, &toy_patient_record, patient));
	toy_ok(batch_end(&desk, OK));
}

static void
last_change(struct change *change)
{
	toy_ok(record_first(&desk, &arena, &change_record, change,
			"WHERE tbl = 'patient' ORDER BY id DESC LIMIT 1", ""));
}

static void
test_round_trip(void **state)
{
	static const char *const hostile[] = { "'; DROP TABLE patient; --", "a\033[2Jb\nc\td\"e\\",
		"\xD8\xA7\xD9\x84\xD8\xB9", "Zo\xC3\xAB \xE7\x89\x99", "x\xC2\x85y\x7F", "" };

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct toy_patient patient, back;

		record_blank(&toy_patient_record, &patient);
		patient.name = hostile[i];
		patient.note = hostile[i];
		put_patient(&patient);
		assert_int_equal(patient.row.rev, 1);
		toy_ok(record_get(&desk, &arena, &toy_patient_record, patient.row.id, &back));
		assert_string_equal(back.name, hostile[i]);
		assert_string_equal(back.note, hostile[i]);
		assert_int_equal(back.state, 0);
	}
}

static void
test_malformed_text(void **state)
{
	struct toy_patient patient;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "half a \xC3";
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_code(record_put(&desk, &toy_patient_record, &patient), INPUT);
	assert_int_equal(patient.row.id, 0);
	toy_ok(batch_end(&desk, OK));
	assert_int_equal(batch_id(&desk), 0);
}

static void
test_images(void **state)
{
	struct toy_patient patient;
	struct change change;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "Nov\xC3\xA1k";
	put_patient(&patient);
	last_change(&change);
	assert_null(change.before);
	assert_string_equal(change.after, "{\"called_first\":0,\"name\":\"Nov\xC3\xA1k\","
			"\"state\":\"enquirer\"}");
	patient.note = "tea";
	put_patient(&patient);
	last_change(&change);
	assert_string_equal(change.before, "{\"note\":null}");
	assert_string_equal(change.after, "{\"note\":\"tea\"}");
	assert_int_equal(change.rev, 2);
	assert_string_equal(change.at, "2026-11-24T09:00:00Z");
	assert_string_equal(change.who, "Kim");
	put_patient(&patient);
	assert_int_equal(patient.row.rev, 2);
	assert_int_equal(batch_id(&desk), 0);
}

static void
test_stale(void **state)
{
	struct toy_patient mine, theirs;

	(void)state;
	toy_ok(record_get(&desk, &arena, &toy_patient_record, 1, &mine));
	theirs = mine;
	theirs.note = "first";
	put_patient(&theirs);
	mine.note = "second";
	toy_ok(batch_begin(&desk, NULL, NULL));
	assert_int_equal(record_put(&desk, &toy_patient_record, &mine), STALE);
	assert_string_equal(error_text(), "patient 1: changed by Kim at 09:00: look again");
	error_clear();
	assert_int_equal(batch_end(&desk, STALE), STALE);
}

static void
test_overlap_is_refused(void **state)
{
	struct toy_visit one, two;

	(void)state;
	toy_visit_blank(&one, 20000, 540);
	toy_visit_blank(&two, 20000, 560);
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(record_put(&desk, &toy_visit_record, &one));
	assert_int_equal(record_put(&desk, &toy_visit_record, &two), CLASH);
	assert_non_null(strstr(error_text(), "overlap"));
	error_clear();
	assert_int_equal(two.row.rev, 0);
	two.start = 570;
	toy_ok(record_put(&desk, &toy_visit_record, &two));
	toy_ok(batch_end(&desk, OK));
}

static void
test_consequences(void **state)
{
	struct toy_visit visit;
	struct toy_recall recall;

	(void)state;
	toy_visit_blank(&visit, 20500, 540);
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(record_put(&desk, &toy_visit_record, &visit));
	toy_ok(batch_end(&desk, OK));
	toy_ok(record_first(&desk, &arena, &toy_recall_record, &recall, "WHERE patient = $1", "I",
			(int64_t)1));
	assert_int_equal(recall.next_visit, 20500);
	assert_int_equal(recall.row.rev, 1);
}

static void
test_ids_are_never_given_twice(void **state)
{
	struct toy_patient patient;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "A";
	patient.row.id = 70;
	put_patient(&patient);
	record_blank(&toy_patient_record, &patient);
	patient.name = "B";
	put_patient(&patient);
	assert_int_equal(patient.row.id, 71);
}

static void
test_batches(void **state)
{
	struct toy_patient patient;
	struct change change;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "C";
	toy_ok(batch_begin(&desk, "import", "{\"file\":\"x\"}"));
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(record_put(&desk, &toy_patient_record, &patient));
	toy_ok(batch_end(&desk, OK));
	toy_ok(batch_end(&desk, OK));
	toy_ok(record_first(&desk, &arena, &change_record, &change, "WHERE id = $1", "I",
			batch_id(&desk)));
	assert_string_equal(change.tbl, "import");
	assert_string_equal(change.after, "{\"file\":\"x\"}");
	toy_ok(batch_begin(&desk, "import", NULL));
	toy_ok(batch_end(&desk, OK));
	assert_int_equal(batch_id(&desk), 0);
	toy_ok(batch_begin(&desk, "seal", NULL));
	toy_ok(batch_end(&desk, OK));
	assert_int_not_equal(batch_id(&desk), 0);
}

/* A part that fails after it wrote takes the whole with it. */
static void
test_spoiled_batch(void **state)
{
	struct toy_patient patient;

	(void)state;
	record_blank(&toy_patient_record, &patient);
	patient.name = "D";
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(record_put(&desk, &toy_patient_record, &patient));
	toy_code(batch_end(&desk, CLASH), CLASH);
	toy_code(batch_end(&desk, OK), CLASH);
	toy_code(record_get(&desk, &arena, &toy_patient_record, patient.row.id, &patient),
			NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_malformed_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_images, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stale, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_overlap_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_consequences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ids_are_never_given_twice, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_batches, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_spoiled_batch, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
