/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: clean on what the program wrote, and finding each thing that another program altered. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/toy.h"
#include "../support/where.h"
#include "store/backup.h"
#include "store/change.h"
#include "store/erase.h"

static struct desk desk;
static struct arena arena;
static char findings[4096];

static int
set_up(void **state)
{
	static int count;
	struct toy_visit visit;
	int64_t batch;
	char name[32];

	(void)state;
	error_clear();
	snprintf(name, sizeof name, "check-%d.db", count++);
	toy_open(&desk, toy_path(name), "Kim", DB_CREATE);
	toy_stock(&desk);
	for (int i = 0; i < 3; i++) {
		toy_visit_blank(&visit, 20500, 540 + 60 * i);
		toy_ok(batch_begin(&desk, NULL, NULL));
		toy_ok(record_put(&desk, &toy_visit_record, &visit));
		toy_ok(batch_end(&desk, OK));
	}
	toy_ok(undo(&desk, 0, &batch));
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
note(void *context, const char *sentence)
{
	const size_t used = strlen(findings);

	(void)context;
	snprintf(findings + used, sizeof findings - used, "%s\n", sentence);
}

static int64_t
count_findings(void)
{
	int64_t count;

	findings[0] = '\0';
	toy_ok(store_check(&desk, note, NULL, &count));
	return count;
}

/* What another program does to the file is found, `times`, and said with these words. */
static void
finds(const char *sql, int64_t times, const char *words)
{
	int64_t count;

	toy_ok(db_script(desk.db, sql));
	count = count_findings();
	if (count != times || !strstr(findings, words))
		fail_msg("%lld findings, not %lld with \"%s\":\n%s", (long long)count,
				(long long)times, words, findings);
}

static void
test_clean(void **state)
{
	(void)state;
	assert_int_equal(count_findings(), 0);
	assert_string_equal(findings, "");
}

static void
test_a_field(void **state)
{
	(void)state;
	finds("UPDATE appointment SET note = 'x' WHERE id = 1", 1,
			"visit 1: note is x in the table and null in the log");
}

/* A value that isn't of the column's type is no null. */
static void
test_no_day(void **state)
{
	(void)state;
	finds("UPDATE recall SET note = 5", 1, "recall 1: note is 5 in the table");
}

static void
test_steady_fields(void **state)
{
	(void)state;
	finds("UPDATE appointment SET uid = 'x' WHERE id = 1", 1, "visit 1: uid is x");
}

static void
test_sequence(void **state)
{
	(void)state;
	finds("UPDATE appointment SET sequence = 9 WHERE id = 1", 1, "visit 1: sequence is 9");
}

static void
test_rev(void **state)
{
	(void)state;
	finds("UPDATE appointment SET rev = 9 WHERE id = 1", 1, "visit 1: rev is 9");
}

static void
test_a_row_put_in(void **state)
{
	(void)state;
	finds("INSERT INTO chair (id, rev, name, kind, position, active) "
			"VALUES (7, 1, 'x', 'squeeze', 1, 1)", 1,
			"chair 7 stands in the table, and no change made it");
}

static void
test_a_row_taken_out(void **state)
{
	(void)state;
	finds("DELETE FROM appointment WHERE id = 2", 1, "visit 2 stands in the log");
}

static void
test_a_row_that_was_taken_back(void **state)
{
	(void)state;
	finds("INSERT INTO appointment (id, rev, uid, sequence, patient, type, minutes, held, "
			"pattern, state, confirmed, made_at, made_by) VALUES "
			"(3, 1, 'u', 0, 1, 1, 30, 30, 'X', 'planned', 'yes', '', '')", 1,
			"visit 3 was taken back");
}

static void
test_derived_field(void **state)
{
	(void)state;
	finds("UPDATE recall SET next_visit = '2026-01-01'", 1,
			"recall 1: next_visit is 2026-01-01 and would be derived as 2026-02-16");
}

static void
test_derived_table(void **state)
{
	(void)state;
	finds("INSERT INTO patient_word VALUES ('aa', 1)", 1, "patient_word: isn't what");
}

static void
test_derived_table_empty(void **state)
{
	(void)state;
	finds("DELETE FROM patient_word", 1, "patient_word: isn't what");
}

static void
test_overlap(void **state)
{
	(void)state;
	finds(stores_are_files() ? "DROP TRIGGER appointment_overlap_update;"
			"UPDATE appointment SET start = 550 WHERE id = 2"
			: "ALTER TABLE appointment DROP CONSTRAINT "
			"\"overlap: another live visit is in that chair then\";"
			"UPDATE appointment SET start = 550 WHERE id = 2", 3, "visits 1 and 2 overlap on 2026-02-16 in chair 1");
}

static void
test_orphan(void **state)
{
	(void)state;
	finds(stores_are_files() ? "PRAGMA foreign_keys = OFF;"
			"UPDATE appointment SET patient = 77 WHERE id = 1; PRAGMA foreign_keys = ON"
			: "RESET ROLE; SET session_replication_role TO replica;"
			"UPDATE appointment SET patient = 77 WHERE id = 1;"
			"SET session_replication_role TO origin", 2,
			"appointment 1 refers to a row of patient that isn't there");
}

static void
test_an_image(void **state)
{
	(void)state;
	finds("UPDATE change SET after = replace(after, '540', '545') WHERE tbl = 'appointment' "
			"AND row = 1; UPDATE appointment SET start = 545 WHERE id = 1", 1,
			"of appointment 1 was altered");
}

static void
test_who(void **state)
{
	(void)state;
	finds("UPDATE change SET who = 'Lee' WHERE id = 3", 1, "the chain of the log breaks at "
			"change 3");
}

/* Whoever mends the digest breaks the chain. */
static void
test_digest(void **state)
{
	(void)state;
	finds("UPDATE change SET digest = 'x' WHERE id = 3", 2,
			"the chain of the log breaks at change 3");
}

static void
test_hash(void **state)
{
	(void)state;
	finds("UPDATE change SET hash = 'x' WHERE id = 3", 2, "breaks at change 4");
}

static void
test_a_change_taken_out(void **state)
{
	(void)state;
	finds("DELETE FROM change WHERE tbl = 'chair'", 2, "the log goes from change 0 to 2");
}

static void
test_blanked(void **state)
{
	(void)state;
	finds("UPDATE change SET before = NULL, after = NULL, salt = NULL WHERE id = 4", 1,
			"change 4 of patient 1 was blanked, and no erase names it");
}

static void
test_erased(void **state)
{
	(void)state;
	toy_ok(batch_begin(&desk, "erase", "{\"changes\":[4]}"));
	toy_ok(batch_end(&desk, OK));
	toy_ok(db_script(desk.db, "UPDATE change SET before = NULL, after = NULL, salt = NULL "
			"WHERE id = 4"));
	assert_int_equal(count_findings(), 0);
}

static void
test_unknown_table(void **state)
{
	(void)state;
	finds("UPDATE change SET tbl = 'chairs' WHERE tbl = 'chair'", 3,
			"is of a table \"chairs\" that isn't known");
}

/* What is left of a row stands in the log again, so that it is as well kept as any other. */
static void
test_rest_of_erased(void **state)
{
	struct erasing *erasing;

	(void)state;
	toy_ok(batch_begin(&desk, "erase", NULL));
	erasing = erasing_begin(&desk, &arena);
	toy_ok(erasing_add(erasing, "appointment", 1));
	toy_ok(erasing_finish(erasing));
	toy_ok(batch_end(&desk, OK));
	assert_int_equal(count_findings(), 0);
	finds("UPDATE appointment SET start = 550 WHERE id = 1", 1, "visit 1: start is 550");
}

/* Another type that reads the same: only SQLite takes it. */
static void
test_types(void **state)
{
	(void)state;
	if (!stores_are_files())
		skip();
	finds("UPDATE change SET who = CAST(who AS BLOB) WHERE id = 3", 1, "change 3: who holds");
	finds("UPDATE appointment SET note = 'a' || char(0) || 'b' WHERE id = 1", 3,
			"appointment 1: note holds");
	finds("UPDATE appointment SET sequence = 0.5 WHERE id = 2", 5,
			"appointment 2: sequence holds");
}

static void
test_schema(void **state)
{
	(void)state;
	if (!stores_are_files())
		skip();
	finds("DROP TRIGGER appointment_overlap_insert", 1,
			"trigger appointment_overlap_insert isn't there");
	finds("CREATE VIEW mine AS SELECT 1", 1, "");
	finds("CREATE TRIGGER theirs AFTER INSERT ON patient BEGIN SELECT 1; END", 2,
			"trigger theirs was put in by another program");
	finds("CREATE TRIGGER appointment_overlap_insert AFTER INSERT ON patient BEGIN SELECT 1; END",
			2, "trigger appointment_overlap_insert isn't as this program makes it");
}

static void
test_counter(void **state)
{
	(void)state;
	finds("UPDATE counter SET value = 1 WHERE name = 'appointment'", 1,
			"the counter of appointment stands at 1, and id 3 was given");
	toy_ok(store_mend(&desk));
	assert_int_equal(count_findings(), 0);
}

/* What follows from the rows is derived anew; what doesn't, isn't touched. */
static void
test_mend(void **state)
{
	(void)state;
	finds("UPDATE recall SET next_visit = '2026-01-01'; DELETE FROM patient_word;"
			"UPDATE appointment SET note = 'x' WHERE id = 1", 3, "--mend");
	toy_ok(store_mend(&desk));
	assert_int_equal(count_findings(), 1);
}

static void
seal_finds(const char *head, int64_t times, const char *words)
{
	int64_t count;

	findings[0] = '\0';
	toy_ok(store_check_seal(&desk, head, note, NULL, &count));
	assert_int_equal(count, times);
	assert_true(times == 0 || strstr(findings, words));
}

static void
test_seal(void **state)
{
	const char *head;
	int64_t count;

	(void)state;
	toy_ok(store_seal(&desk, &arena, &head));
	seal_finds(head, 0, NULL);
	assert_int_equal(count_findings(), 0);
	toy_code(store_check_seal(&desk, "12:ab", note, NULL, &count), INPUT);
	toy_ok(db_script(desk.db, "UPDATE change SET hash = digest WHERE tbl = 'seal'"));
	seal_finds(head, 1, "isn't the one that was sealed");
	toy_ok(db_script(desk.db, "DELETE FROM change WHERE tbl = 'seal'"));
	assert_int_equal(count_findings(), 0);
	seal_finds(head, 1, "it was cut short");
}

static void
test_backup(void **state)
{
	char path[4096];

	(void)state;
	snprintf(path, sizeof path, "%s", file_where("check-backup.db"));
	toy_ok(store_backup(&desk, path, NULL, "."));
	toy_code(store_backup(&desk, path, NULL, "."), CLASH);
	desk_close(&desk);
	toy_open(&desk, path, "Kim", DB_OPEN);
	assert_int_equal(count_findings(), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_clean), CASE(test_a_field), CASE(test_no_day), CASE(test_steady_fields),
		CASE(test_sequence), CASE(test_rev), CASE(test_a_row_put_in),
		CASE(test_a_row_taken_out), CASE(test_a_row_that_was_taken_back),
		CASE(test_derived_field), CASE(test_derived_table), CASE(test_derived_table_empty),
		CASE(test_overlap), CASE(test_orphan), CASE(test_an_image), CASE(test_who),
		CASE(test_digest), CASE(test_hash), CASE(test_a_change_taken_out),
		CASE(test_blanked), CASE(test_erased), CASE(test_unknown_table),
		CASE(test_rest_of_erased), CASE(test_types), CASE(test_schema), CASE(test_counter), CASE(test_mend), CASE(test_seal),
		CASE(test_backup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
