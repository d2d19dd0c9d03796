/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statement interface: values and their places, rows, statements kept, transactions. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "db/db.h"
#include "../support/where.h"

static struct db *db;

static void
must(enum code code)
{
	if (code != OK)
		fail_msg("code %d: %s", code, error_text());
}

static int
set_up(void **state)
{
	static int count;
	char name[32];

	(void)state;
	error_clear();
	snprintf(name, sizeof name, "statement-%d.db", count++);
	must(db_open(&db, store_where(name), DB_CREATE));
	must(db_script(db, "CREATE TABLE t (a integer primary key, b text, c integer);"
			"CREATE TABLE u (a integer references t(a), d integer unique)"));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	db_close(db);
	return 0;
}

/* To SQLite $2 would be the first, if numbers weren't looked up. */
static void
test_places(void **state)
{
	struct stmt *stmt;
	bool row;

	(void)state;
	must(db_query(db, &stmt, "SELECT $2, $1, $3, $1", "tti", "one", "two", 3));
	must(db_step(stmt, &row));
	assert_true(row);
	assert_string_equal(db_text(stmt, 0), "two");
	assert_string_equal(db_text(stmt, 1), "one");
	assert_int_equal(db_int(stmt, 2), 3);
	assert_string_equal(db_text(stmt, 3), "one");
	must(db_step(stmt, &row));
	assert_false(row);
	db_done(stmt);
}

static void
test_types(void **state)
{
	const int64_t large = INT64_C(9007199254740993);
	struct stmt *stmt;
	bool row;

	(void)state;
	must(db_query(db, &stmt, "SELECT $1, $2, $3, $4, $5, $6, $7", "iIrtitr", -5, large,
			(int64_t)7, "x\n'", NONE, NULL, (int64_t)0));
	must(db_step(stmt, &row));
	assert_int_equal(db_int(stmt, 0), -5);
	assert_true(db_int64(stmt, 1) == large);
	assert_int_equal(db_int64(stmt, 2), 7);
	assert_string_equal(db_text(stmt, 3), "x\n'");
	for (int i = 4; i < 7; i++) {
		assert_true(db_null(stmt, i));
		assert_null(db_text(stmt, i));
		assert_int_equal(db_int(stmt, i), NONE);
		assert_int_equal(db_int64(stmt, i), 0);
	}
	db_done(stmt);
}

/* What was bound before is forgotten, in a statement that was kept. */
static void
test_kept(void **state)
{
	const char *const sql = "SELECT $1, $2";
	struct stmt *first, *second;
	bool row;

	(void)state;
	must(db_query(db, &first, sql, "tt", "a", "b"));
	must(db_step(first, &row));
	db_done(first);
	must(db_query(db, &second, sql, "t", "c"));
	assert_ptr_equal(first, second);
	must(db_step(second, &row));
	assert_string_equal(db_text(second, 0), "c");
	assert_true(db_null(second, 1));
	db_done(second);
}

/* The text counts, not where it stands. */
static void
test_changing_text(void **state)
{
	char sql[] = "SELECT 1";
	int64_t value;

	(void)state;
	must(db_value(db, &value, sql, ""));
	assert_int_equal(value, 1);
	sql[7] = '2';
	must(db_value(db, &value, sql, ""));
	assert_int_equal(value, 2);
}

/* The same text while it runs is a second statement. */
static void
test_nested(void **state)
{
	const char *const sql = "SELECT a FROM t ORDER BY a";
	struct stmt *outer, *inner;
	bool row;

	(void)state;
	must(db_script(db, "INSERT INTO t VALUES (1, 'x', 1), (2, 'y', 2)"));
	must(db_query(db, &outer, sql, ""));
	must(db_step(outer, &row));
	must(db_query(db, &inner, sql, ""));
	assert_ptr_not_equal(outer, inner);
	must(db_step(inner, &row));
	assert_int_equal(db_int(inner, 0), 1);
	db_done(inner);
	must(db_step(outer, &row));
	assert_int_equal(db_int(outer, 0), 2);
	db_done(outer);
}

static void
test_many_texts(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		char sql[64];
		int64_t value;

		snprintf(sql, sizeof sql, "SELECT %d", i);
		must(db_value(db, &value, sql, ""));
		assert_int_equal(value, i);
	}
}

static void
clashes(const char *sql, const char *words)
{
	assert_int_equal(db_run(db, sql, ""), CLASH);
	assert_non_null(strstr(error_text(), words));
	error_clear();
}

static void
test_constraints(void **state)
{
	(void)state;
	must(db_script(db, "INSERT INTO t VALUES (1, 'x', 1); INSERT INTO u VALUES (1, 5)"));
	clashes("INSERT INTO u VALUES (1, 5)", "u.d");
	clashes("INSERT INTO u VALUES (9, 6)", "FOREIGN KEY");
	clashes("DELETE FROM t", "FOREIGN KEY");
}

static void
test_bad_sql(void **state)
{
	struct stmt *stmt;
	bool row;
	enum code code;

	(void)state;
	code = db_query(db, &stmt, "SELECT a FROM nowhere", "");
	if (code == OK)
		code = db_step(stmt, &row);
	db_done(stmt);
	assert_int_equal(code, STORE);
	assert_non_null(strstr(error_text(), "nowhere"));
	error_clear();
	db_done(NULL);
}

static int64_t
count_rows(void)
{
	int64_t count;

	must(db_value(db, &count, "SELECT count(*) FROM t", ""));
	return count;
}

static void
test_transactions(void **state)
{
	(void)state;
	assert_false(db_in_transaction(db));
	must(db_begin(db));
	assert_true(db_in_transaction(db));
	must(db_run(db, "INSERT INTO t (a) VALUES ($1)", "i", 1));
	assert_int_equal(db_end(db, STALE), STALE);
	assert_string_equal(error_text(), "");
	assert_int_equal(count_rows(), 0);
	must(db_begin(db));
	must(db_run(db, "INSERT INTO t (a) VALUES ($1)", "i", 1));
	must(db_end(db, OK));
	assert_int_equal(count_rows(), 1);
	assert_false(db_in_transaction(db));
}

/* The failure of the transaction doesn't write over why it failed. */
static void
test_first_error_stands(void **state)
{
	(void)state;
	must(db_begin(db));
	assert_int_equal(db_end(db, fail(INPUT, "the first")), INPUT);
	assert_string_equal(error_text(), "the first");
	error_clear();
}

static void
test_texts(void **state)
{
	struct arena arena = {0};
	const char *text;

	(void)state;
	must(db_text_value(db, &arena, &text, "SELECT 'x' WHERE $1 = 1", "i", 1));
	assert_string_equal(text, "x");
	must(db_text_value(db, &arena, &text, "SELECT 'x' WHERE $1 = 1", "i", 2));
	assert_null(text);
	arena_free(&arena);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_places), CASE(test_types), CASE(test_kept), CASE(test_changing_text),
		CASE(test_nested), CASE(test_many_texts), CASE(test_constraints),
		CASE(test_bad_sql), CASE(test_transactions), CASE(test_first_error_stands),
		CASE(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
