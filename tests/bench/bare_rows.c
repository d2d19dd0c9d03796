/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bare_rows FROM TO: the closures that an import wrote into FROM, with their changes in the log, written
 * into TO (a store as FROM was before) by a bare loop through SQLite's own C interface, in one commit.
 * They are read before the clock starts. Prints milliseconds: the inserts of the yardstick of
 * `import ics`.
 */
#include <string.h>

#include "bare.h"

#define PLACES 32		/* columns of a table, at most */

struct rows {
	const char *table;
	int columns;
	long count, room;
	sqlite3_value **values;	/* one row after the other */
};

static void
read_rows(sqlite3 *db, const char *sql, struct rows *rows)
{
	sqlite3_stmt *const stmt = bare_prepare(db, sql);
	int result;

	rows->columns = sqlite3_column_count(stmt);
	while ((result = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (rows->count == rows->room) {
			rows->room = rows->room ? rows->room * 2 : 1024;
			rows->values = realloc(rows->values, (size_t)(rows->room * rows->columns) *
					sizeof *rows->values);
			if (!rows->values)
				abort();
		}
		for (int i = 0; i < rows->columns; i++)
			rows->values[rows->count * rows->columns + i] =
				sqlite3_value_dup(sqlite3_column_value(stmt, i));
		rows->count++;
	}
	bare_ask(db, result, sql);
	sqlite3_finalize(stmt);
}

static sqlite3_stmt *
insert_into(sqlite3 *db, const struct rows *rows)
{
	char sql[64 + 2 * PLACES], places[2 * PLACES + 1] = "";

	for (int i = 0; i < rows->columns && i < PLACES; i++)
		memcpy(places + 2 * i, i ? ",?" : " ?", 3);
	snprintf(sql, sizeof sql, "insert into %s values (%s)", rows->table, places);
	return bare_prepare(db, sql);
}

static void
put_row(sqlite3 *db, sqlite3_stmt *stmt, const struct rows *rows, long row)
{
	for (int i = 0; i < rows->columns; i++)
		sqlite3_bind_value(stmt, i + 1, rows->values[row * rows->columns + i]);
	bare_step(db, stmt);
}

/* A row and its change, in turn, as any program writes them that keeps a log. */
static void
put_all(sqlite3 *db, const struct rows *closures, const struct rows *changes)
{
	sqlite3_stmt *const closure = insert_into(db, closures);
	sqlite3_stmt *const change = insert_into(db, changes);

	bare_run(db, "BEGIN IMMEDIATE");
	for (long i = 0; i < closures->count || i < changes->count; i++) {
		if (i < changes->count)
			put_row(db, change, changes, i);
		if (i < closures->count)
			put_row(db, closure, closures, i);
	}
	bare_run(db, "COMMIT");
	sqlite3_finalize(closure);
	sqlite3_finalize(change);
}

int
main(int count, char **arguments)
{
	struct rows closures = { .table = "closure" }, changes = { .table = "change" };
	struct timespec begin, end;
	char sql[128];
	sqlite3 *from, *to;

	if (count != 3) {
		fprintf(stderr, "usage: bare_rows FROM TO\n");
		return 2;
	}
	from = bare_open(arguments[1]);
	to = bare_open(arguments[2]);
	snprintf(sql, sizeof sql, "select * from change where id > %lld order by id",
			bare_value(to, "select max(id) from change"));
	read_rows(from, sql, &changes);
	snprintf(sql, sizeof sql, "select * from closure where id > %lld order by id",
			bare_value(to, "select coalesce(max(id), 0) from closure"));
	read_rows(from, sql, &closures);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	put_all(to, &closures, &changes);
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%ld rows in %.1f ms\n", closures.count + changes.count,
			1e3 * (double)(end.tv_sec - begin.tv_sec) +
			1e-6 * (double)(end.tv_nsec - begin.tv_nsec));
	sqlite3_close(from);
	sqlite3_close(to);
	return 0;
}
