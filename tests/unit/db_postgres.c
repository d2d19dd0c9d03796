/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What only a server can do to a desk: very many rows, a connection that is lost, locks and deadlocks
 * of other programs. Skipped without a server (tests/on-postgres).
 */
#include "../support/unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "db/db.h"
#include "../support/where.h"

#define MANY 300000
#define FLAT_KB 4096

static struct db *db, *other;	/* two connections to one practice */

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
	db = other = NULL;
	if (stores_are_files())
		return 0;
	snprintf(name, sizeof name, "postgres-%d.db", count++);
	must(db_open(&db, store_where(name), DB_CREATE));
	must(db_script(db, "CREATE TABLE t (a integer primary key, b text);"
			"CREATE TABLE change (id integer primary key);"
			"INSERT INTO t VALUES (1, 'x'), (2, 'y')"));
	must(db_open(&other, store_where(name), DB_OPEN));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	db_close(db);
	db_close(other);
	return 0;
}

static void
need_server(void)
{
	if (stores_are_files())
		skip();
}

static int64_t
number(struct db *from, const char *sql)
{
	int64_t value;

	must(db_value(from, &value, sql, ""));
	return value;
}

/* Streams */

static long
peak_kb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* Reads all rows; gives by how much the peak of memory grew. */
static long
read_many(bool stream)
{
	const long before = peak_kb();
	struct stmt *stmt;
	int64_t sum = 0;
	int rows = 0;
	bool row;

	must(db_query(db, &stmt, "SELECT n, repeat('x', 40) FROM generate_series(1, $1) n",
			"I", (int64_t)MANY));
	if (stream)
		db_stream(stmt);
	for (must(db_step(stmt, &row)); row; must(db_step(stmt, &row)), rows++)
		sum += db_int64(stmt, 0);
	db_done(stmt);
	assert_int_equal(rows, MANY);
	assert_true(sum == (int64_t)MANY * (MANY + 1) / 2);
	return peak_kb() - before;
}

/* A stream holds a thousand rows; all at once they take many times more. */
static void
test_stream_is_flat(void **state)
{
	long flat, whole;

	(void)state;
	need_server();
#ifdef __SANITIZE_ADDRESS__
	skip();		/* it keeps what was freed, so nothing is flat */
#endif
	flat = read_many(true);
	whole = read_many(false);
	assert_in_range(flat, 0, FLAT_KB);
	assert_true(whole > 4 * FLAT_KB);
}

static void
step_to(struct stmt *stmt, int64_t wanted)
{
	bool row;

	must(db_step(stmt, &row));
	assert_true(row);
	assert_int_equal(db_int64(stmt, 0), wanted);
}

/* Two streams, other statements and transactions take nothing from each other. */
static void
test_streams_beside(void **state)
{
	struct stmt *first, *second;
	bool row;

	(void)state;
	need_server();
	must(db_query(db, &first, "SELECT n FROM generate_series(1, 2500) n", ""));
	db_stream(first);
	must(db_query(db, &second, "SELECT -n FROM generate_series(1, 2500) n", ""));
	db_stream(second);
	for (int64_t i = 1; i <= 2500; i++) {
		step_to(first, i);
		step_to(second, -i);
		if (i == 1200) {
			must(db_begin(db));
			must(db_run(db, "INSERT INTO t VALUES (3, 'z')", ""));
			must(db_end(db, OK));
		}
		if (i % 1000 == 0)
			assert_int_equal(number(db, "SELECT count(*) FROM t"), i < 1200 ? 2 : 3);
	}
	must(db_step(first, &row));
	assert_false(row);
	db_done(first);
	db_done(second);
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 3);
}

/* Lost connections */

static int64_t
session(struct db *from)
{
	return number(from, "SELECT pg_backend_pid()");
}

/* Ends the first connection's session, as a server that goes down does. */
static void
cut(void)
{
	must(db_run(other, "SELECT pg_terminate_backend($1::int, 10000)", "I", session(db)));
}

/* Who only asks doesn't notice it. */
static void
test_lost_between(void **state)
{
	int64_t before;

	(void)state;
	need_server();
	before = session(db);
	cut();
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 2);
	assert_int_not_equal(session(db), before);
	cut();
	must(db_begin(db));
	must(db_run(db, "INSERT INTO t VALUES (3, 'z')", ""));
	must(db_end(db, OK));
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 3);
}

/* In a transaction it is said at each step of it; nothing was written, and the next one works. */
static void
test_lost_within(void **state)
{
	enum code code;

	(void)state;
	need_server();
	must(db_begin(db));
	must(db_run(db, "INSERT INTO t VALUES (3, 'z')", ""));
	cut();
	code = db_run(db, "INSERT INTO t VALUES (4, 'z')", "");
	assert_int_equal(code, STORE);
	assert_non_null(strstr(error_text(), "the connection to the server was lost: what was under "
			"way wasn't written: do it again"));
	error_clear();
	assert_int_equal(db_run(db, "INSERT INTO t VALUES (5, 'z')", ""), STORE);
	assert_int_equal(db_end(db, OK), STORE);
	assert_false(db_in_doubt(db));
	error_clear();
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 2);
	must(db_begin(db));
	must(db_run(db, "INSERT INTO t VALUES (3, 'z')", ""));
	must(db_end(db, OK));
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 3);
}

/* While it commits it isn't known what came of it, and this is what is said. */
static void
test_lost_at_the_end(void **state)
{
	(void)state;
	need_server();
	must(db_begin(db));
	must(db_run(db, "INSERT INTO t VALUES (3, 'z')", ""));
	cut();
	assert_int_equal(db_end(db, OK), STORE);
	assert_true(db_in_doubt(db));
	assert_non_null(strstr(error_text(), "whether it was written isn't known"));
	error_clear();
	must(db_begin(db));
	assert_false(db_in_doubt(db));
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 2);
	must(db_end(db, OK));
}

static void
test_lost_stream(void **state)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = OK;

	(void)state;
	need_server();
	must(db_query(db, &stmt, "SELECT n FROM generate_series(1, 5000) n", ""));
	db_stream(stmt);
	step_to(stmt, 1);
	cut();
	while (code == OK && row)
		code = db_step(stmt, &row);
	db_done(stmt);
	assert_int_equal(code, STORE);
	error_clear();
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 2);
}

/* Locks */

/* A desk waits for the one that writes, and then sees what it wrote. */
static void *
write_slowly(void *unused)
{
	(void)unused;
	db_run(other, "INSERT INTO t SELECT 3, 'z' FROM pg_sleep(0.3)", "");
	db_end(other, OK);
	return NULL;
}

static void
test_writers_take_turns(void **state)
{
	pthread_t thread;

	(void)state;
	need_server();
	must(db_begin(other));
	assert_int_equal(pthread_create(&thread, NULL, write_slowly, NULL), 0);
	must(db_begin(db));
	assert_int_equal(number(db, "SELECT count(*) FROM t"), 3);
	must(db_end(db, OK));
	pthread_join(thread, NULL);
}

/* Another program holds one row and wants ours, we hold ours and want its. */
static void *
lock_crosswise(void *unused)
{
	(void)unused;
	db_script(other, "UPDATE t SET b = 'theirs' WHERE a = 1");
	return NULL;
}

static void
test_deadlock(void **state)
{
	pthread_t thread;
	enum code code;

	(void)state;
	need_server();
	must(db_run(db, "SET deadlock_timeout TO '10ms'", ""));	/* so that it meets us */
	must(db_script(other, "BEGIN; UPDATE t SET b = 'theirs' WHERE a = 2"));
	must(db_begin(db));
	must(db_run(db, "UPDATE t SET b = 'ours' WHERE a = 1", ""));
	assert_int_equal(pthread_create(&thread, NULL, lock_crosswise, NULL), 0);
	while (number(db, "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <>"
			" pg_backend_pid()") == 0)
		must(db_run(db, "SELECT pg_sleep(0.05)", ""));
	code = db_run(db, "UPDATE t SET b = 'ours' WHERE a = 2", "");
	assert_int_equal(code, BUSY);
	assert_non_null(strstr(error_text(), "nothing was done, try again"));
	assert_int_equal(db_end(db, code), BUSY);
	error_clear();
	pthread_join(thread, NULL);
	must(db_script(other, "COMMIT"));
	must(db_begin(db));
	must(db_run(db, "UPDATE t SET b = 'ours' WHERE a = 2", ""));
	must(db_end(db, OK));
	assert_int_equal(number(other, "SELECT count(*) FROM t WHERE b = 'theirs'"), 1);
}

/* A refused write takes nothing else of its transaction with it. */
static void
test_attempt(void **state)
{
	struct stmt *stmt;

	(void)state;
	need_server();
	must(db_begin(db));
	must(db_run(db, "INSERT INTO t VALUES (3, 'z')", ""));
	for (int64_t id = 1; id <= 4; id++) {
		must(db_query(db, &stmt, "INSERT INTO t VALUES ($1, 'w')", "I", id));
		assert_int_equal(db_attempt(stmt), id <= 3 ? CLASH : OK);
		error_clear();
	}
	must(db_end(db, OK));
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 4);
}

/* The failure of a write that nobody waited for is told by what comes next, whatever that is; nothing of
 * its transaction is written, not by an attempt that is taken back either. */
static void
test_later(void **state)
{
	struct stmt *stmt;
	int64_t value;

	(void)state;
	need_server();
	must(db_begin(db));
	must(db_run_later(db, "INSERT INTO t VALUES (3, 'z')", ""));
	must(db_query(db, &stmt, "INSERT INTO t VALUES (4, 'z')", ""));
	must(db_attempt(stmt));
	must(db_run_later(db, "INSERT INTO t VALUES (1, 'z')", ""));
	must(db_query(db, &stmt, "INSERT INTO t VALUES (5, 'z')", ""));
	assert_int_equal(db_attempt(stmt), CLASH);
	assert_non_null(strstr(error_text(), "UNIQUE constraint failed: t.a"));
	error_clear();
	assert_int_equal(db_value(db, &value, "SELECT count(*) FROM t", ""), CLASH);
	error_clear();
	assert_int_equal(db_end(db, OK), CLASH);
	error_clear();
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 2);
	must(db_begin(db));
	must(db_run_later(db, "INSERT INTO t VALUES (1, 'z')", ""));
	assert_int_equal(db_end(db, OK), CLASH);
	assert_false(db_in_doubt(db));
	error_clear();
	must(db_begin(db));
	must(db_run_later(db, "INSERT INTO t VALUES (3, 'z')", ""));
	must(db_end(db, OK));
	assert_int_equal(number(other, "SELECT count(*) FROM t"), 3);
}

/* Questions asked ahead are answered in any order, or not at all; one that fails takes no other with it. */
static void
test_ahead(void **state)
{
	struct stmt *first, *second, *wrong;
	bool row;

	(void)state;
	need_server();
	must(db_query(db, &wrong, "SELECT 1 / $1", "I", (int64_t)0));
	db_ahead(wrong);
	must(db_query(db, &first, "SELECT a FROM t WHERE a = $1", "I", (int64_t)1));
	db_ahead(first);
	must(db_query(db, &second, "SELECT a FROM t WHERE a = $1", "I", (int64_t)2));
	db_ahead(second);
	step_to(second, 2);
	step_to(first, 1);
	assert_int_equal(db_step(wrong, &row), INPUT);
	error_clear();
	db_done(wrong);
	db_done(first);
	must(db_step(second, &row));
	assert_false(row);
	db_done(second);
	must(db_query(db, &first, "SELECT a FROM t WHERE a = $1", "I", (int64_t)1));
	db_ahead(first);
	db_done(first);
	must(db_query(db, &first, "SELECT a FROM t WHERE a = $1", "I", (int64_t)1));
	db_ahead(first);
	cut();
	step_to(first, 1);
	db_done(first);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_stream_is_flat), CASE(test_streams_beside), CASE(test_lost_between),
		CASE(test_lost_within), CASE(test_lost_at_the_end), CASE(test_lost_stream),
		CASE(test_writers_take_turns), CASE(test_deadlock), CASE(test_attempt),
		CASE(test_later), CASE(test_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
