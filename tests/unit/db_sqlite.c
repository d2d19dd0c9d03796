/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQLite driver: whose file it is, its mode, other desks, copies. */
#include "../support/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db/db.h"

#define DESKS 8
#define WRITES 50

static char path[4096], other_path[4200];
static struct db *db;

static void
must(enum code code)
{
	if (code != OK)
		fail_msg("code %d: %s", code, error_text());
}

static void
refuses(enum code code, enum code expected, const char *words)
{
	if (code != expected || !strstr(error_text(), words))
		fail_msg("code %d with \"%s\", not %d with \"%s\"", code, error_text(), expected,
				words);
	error_clear();
}

static int
set_up(void **state)
{
	static int count;
	const char *const folder = getenv("TMPDIR");

	(void)state;
	error_clear();
	snprintf(path, sizeof path, "%s/sqlite-%d.db", folder ? folder : "/tmp", ++count);
	snprintf(other_path, sizeof other_path, "%s.other", path);
	must(db_open(&db, path, DB_CREATE));
	must(db_script(db, "CREATE TABLE t (a integer primary key, b text)"));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	db_close(db);
	db = NULL;
	return 0;
}

static void
close_db(void)
{
	db_close(db);
	db = NULL;
}

static void
write_file(const char *name, const char *bytes, size_t size)
{
	FILE *const file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

/* Refused, and not a byte of it or beside it is touched. */
static void
is_left_alone(const char *bytes, size_t size, const char *words)
{
	char now[4096], beside[4300];
	struct db *opened;
	FILE *file;

	write_file(other_path, bytes, size);
	refuses(db_open(&opened, other_path, DB_OPEN), STORE, words);
	refuses(db_open(&opened, other_path, DB_READ), STORE, words);
	refuses(db_open(&opened, other_path, DB_CREATE), CLASH, "exists already");
	file = fopen(other_path, "rb");
	assert_int_equal(fread(now, 1, sizeof now, file), size);
	assert_memory_equal(now, bytes, size);
	fclose(file);
	snprintf(beside, sizeof beside, "%s-wal", other_path);
	assert_int_not_equal(access(beside, F_OK), 0);
}

static void
test_foreign_files(void **state)
{
	char header[4096] = "SQLite format 3";

	(void)state;
	is_left_alone("", 0, "empty");
	is_left_alone("text\n", 5, "no store of chairtime");
	is_left_alone(header, sizeof header, "no store of chairtime");
}

static void
test_missing(void **state)
{
	struct db *opened;

	(void)state;
	refuses(db_open(&opened, other_path, DB_OPEN), NOT_FOUND, "there is no store yet");
	assert_null(opened);
	refuses(db_open(&opened, "/nowhere/at/all.db", DB_CREATE), STORE, "can't be made");
	refuses(db_open(&opened, "mysql://user:secret@host/x", DB_OPEN), STORE,
			"mysql: this program was built without");
}

static void
test_truncated(void **state)
{
	struct db *opened = NULL;
	struct stat status;
	int64_t count;
	enum code code;

	(void)state;
	must(db_script(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
			"WHERE i < 2000) INSERT INTO t SELECT i, hex(zeroblob(50)) FROM n"));
	close_db();
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(truncate(path, status.st_size / 2), 0);
	code = db_open(&opened, path, DB_OPEN);
	if (code == OK)
		code = db_value(opened, &count, "SELECT count(*) FROM t", "");
	refuses(code, STORE, "damaged");
	db_close(opened);
}

static void
test_mode(void **state)
{
	const mode_t umask_before = umask(0077);
	char folder[4200], inside[4300];
	struct stat status;
	struct db *shared;

	(void)state;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	snprintf(folder, sizeof folder, "%s.folder", path);
	snprintf(inside, sizeof inside, "%s/store.db", folder);
	assert_int_equal(mkdir(folder, 0770), 0);
	assert_int_equal(chmod(folder, 02770), 0);
	must(db_open(&shared, inside, DB_CREATE));
	must(db_script(shared, "CREATE TABLE t (a integer)"));
	assert_int_equal(stat(inside, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0660);
	strcat(inside, "-wal");
	assert_int_equal(stat(inside, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0660);
	db_close(shared);
	umask(umask_before);
}

static void
test_read_only(void **state)
{
	struct db *reader;
	int64_t count;

	(void)state;
	must(db_open(&reader, path, DB_READ));
	must(db_value(reader, &count, "SELECT count(*) FROM t", ""));
	refuses(db_run(reader, "INSERT INTO t VALUES (1, 'x')", ""), STORE, "can't be written");
	db_close(reader);
}

static void
test_versions(void **state)
{
	struct db *other;
	int64_t before, after;
	int version;

	(void)state;
	must(db_version(db, &version));
	assert_int_equal(version, 0);
	must(db_set_version(db, 7));
	must(db_open(&other, path, DB_OPEN));
	must(db_version(other, &version));
	assert_int_equal(version, 7);
	must(db_data_version(db, &before));
	must(db_run(other, "INSERT INTO t VALUES (1, 'x')", ""));
	must(db_data_version(db, &after));
	assert_true(before != after);
	must(db_data_version(db, &before));
	assert_true(before == after);
	db_close(other);
}

/* A reader sees one state, whatever is committed meanwhile. */
static void
test_one_state(void **state)
{
	struct db *other;
	int64_t count;

	(void)state;
	must(db_open(&other, path, DB_OPEN));
	must(db_read(db));
	must(db_value(db, &count, "SELECT count(*) FROM t", ""));
	must(db_run(other, "INSERT INTO t VALUES (1, 'x')", ""));
	must(db_value(db, &count, "SELECT count(*) FROM t", ""));
	assert_int_equal(count, 0);
	must(db_end(db, OK));
	must(db_value(db, &count, "SELECT count(*) FROM t", ""));
	assert_int_equal(count, 1);
	db_close(other);
}

static void
test_backup(void **state)
{
	struct db *copy;
	struct stat status;
	int64_t count;

	(void)state;
	must(db_run(db, "INSERT INTO t VALUES (1, 'x')", ""));
	must(db_backup(db, other_path));
	assert_int_equal(stat(other_path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	refuses(db_backup(db, other_path), CLASH, "exists already");
	must(db_open(&copy, other_path, DB_OPEN));
	must(db_value(copy, &count, "SELECT count(*) FROM t", ""));
	assert_int_equal(count, 1);
	db_close(copy);
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* One desk writes as fast as it can; its longest wait goes into the pipe. -1: it was refused. */
static void
write_rows(int desk, int out)
{
	struct db *own;
	double longest = 0;
	enum code code = db_open(&own, path, DB_OPEN);

	for (int i = 0; i < WRITES && code == OK; i++) {
		const double begun = seconds();

		code = db_begin(own);
		if (seconds() - begun > longest)
			longest = seconds() - begun;
		if (code == OK)
			code = db_run(own, "INSERT INTO t SELECT coalesce(max(a), 0) + 1, $1 "
					"FROM t", "i", desk);
		code = db_end(own, code);
	}
	if (code != OK)
		longest = -1;
	if (write(out, &longest, sizeof longest) != sizeof longest)
		_exit(1);
	_exit(0);
}

/* None is refused for being busy, and none writes over another. */
static void
test_eight_desks(void **state)
{
	int ends[2];
	double longest = 0, wait_of_one;
	int64_t count;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	for (int desk = 0; desk < DESKS; desk++)
		if (fork() == 0)
			write_rows(desk, ends[1]);
	for (int desk = 0; desk < DESKS; desk++) {
		assert_int_equal(read(ends[0], &wait_of_one, sizeof wait_of_one),
				sizeof wait_of_one);
		assert_true(wait_of_one >= 0);
		if (wait_of_one > longest)
			longest = wait_of_one;
	}
	while (wait(NULL) > 0)
		continue;
	print_message("# the longest wait of %d desks: %.3f s\n", DESKS, longest);
	must(db_value(db, &count, "SELECT count(*) FROM t", ""));
	assert_int_equal(count, DESKS * WRITES);
}

static void
count_finding(void *context, const char *sentence)
{
	(void)sentence;
	++*(int *)context;
}

static void
test_integrity(void **state)
{
	int count = 0;

	(void)state;
	must(db_integrity(db, count_finding, &count));
	assert_int_equal(count, 0);
	must(db_script(db, "PRAGMA foreign_keys = OFF;"
			"CREATE TABLE u (id integer primary key, t integer references t(a));"
			"INSERT INTO u VALUES (1, 5)"));
	must(db_integrity(db, count_finding, &count));
	assert_int_equal(count, 1);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_foreign_files), CASE(test_missing), CASE(test_truncated), CASE(test_mode),
		CASE(test_read_only), CASE(test_versions), CASE(test_one_state), CASE(test_backup),
		CASE(test_eight_desks), CASE(test_integrity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
