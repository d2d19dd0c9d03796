/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the yardstick programs share: SQLite's own C interface and nothing else, opened with the
 * same settings as the program's own door to it (src/db/sqlite.c). Every error ends the program.
 */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline void
bare_ask(sqlite3 *db, int result, const char *what)
{
	if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
		return;
	fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
	exit(3);
}

static inline void
bare_run(sqlite3 *db, const char *sql)
{
	bare_ask(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static inline sqlite3 *
bare_open(const char *path)
{
	sqlite3 *db;

	bare_ask(NULL, sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			NULL), path);
	sqlite3_busy_timeout(db, 10000);
	bare_run(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
			"PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;"
			"PRAGMA trusted_schema = OFF; PRAGMA journal_mode = WAL");
	return db;
}

static inline sqlite3_stmt *
bare_prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;

	bare_ask(db, sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL), sql);
	return stmt;
}

/* Binds from the first place on, by letter: l long long, t text that stays where it is (NULL:
 * null), 0 null. */
static inline void
bare_bind(sqlite3_stmt *stmt, const char *types, ...)
{
	va_list values;

	va_start(values, types);
	for (int n = 1; *types; types++, n++) {
		if (*types == 'l')
			sqlite3_bind_int64(stmt, n, va_arg(values, long long));
		else if (*types == 't')
			sqlite3_bind_text(stmt, n, va_arg(values, const char *), -1, SQLITE_STATIC);
		else
			sqlite3_bind_null(stmt, n);
	}
	va_end(values);
}

/* Runs a bound statement to its end. */
static inline void
bare_step(sqlite3 *db, sqlite3_stmt *stmt)
{
	bare_ask(db, sqlite3_step(stmt), sqlite3_sql(stmt));
	sqlite3_reset(stmt);
}

/* The first column of the first row. */
static inline long long
bare_value(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *const stmt = bare_prepare(db, sql);
	long long value;

	bare_ask(db, sqlite3_step(stmt), sql);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static inline double
bare_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
