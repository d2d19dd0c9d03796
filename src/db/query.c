/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A statement and its values in one call: asked, run to its end, or read for the one value that it gives.
 */
#include <assert.h>
#include <stdarg.h>

#include "base/arena.h"
#include "driver.h"

static void
bind_number(struct stmt *stmt, int n, int64_t value, int64_t null)
{
	if (value == null)
		stmt->db->driver->bind_null(stmt, n, DB_NUMBER);
	else
		db_bind_int(stmt, n, value);
}

/* The letters are those of db_query(). */
static void
bind_values(struct stmt *stmt, const char *types, va_list values)
{
	for (int n = 1; types && *types; types++, n++)
		switch (*types) {
		case 'i':
			bind_number(stmt, n, va_arg(values, int), NONE);
			break;
		case 'I':
			db_bind_int(stmt, n, va_arg(values, int64_t));
			break;
		case 'r':
			bind_number(stmt, n, va_arg(values, int64_t), 0);
			break;
		case 't':
			db_bind_text(stmt, n, va_arg(values, const char *));
			break;
		default:
			assert(!"a type letter that db_query doesn't know");
		}
}

enum code
db_vquery(struct db *db, struct stmt **out, const char *sql, const char *types, va_list values)
{
	const enum code code = db_prepare(db, out, sql);

	if (code == OK)
		bind_values(*out, types, values);
	return code;
}

enum code
db_query(struct db *db, struct stmt **out, const char *sql, const char *types, ...)
{
	va_list values;
	enum code code;

	va_start(values, types);
	code = db_vquery(db, out, sql, types, values);
	va_end(values);
	return code;
}

enum code
db_run(struct db *db, const char *sql, const char *types, ...)
{
	struct stmt *stmt;
	va_list values;
	enum code code;

	va_start(values, types);
	code = db_vquery(db, &stmt, sql, types, values);
	va_end(values);
	return code == OK ? db_finish(stmt) : code;
}

enum code
db_run_later(struct db *db, const char *sql, const char *types, ...)
{
	struct stmt *stmt;
	va_list values;
	enum code code;

	va_start(values, types);
	code = db_vquery(db, &stmt, sql, types, values);
	va_end(values);
	return code == OK ? db_later(stmt) : code;
}

/* The one row of a query, where there is one; the statement is given back by db_done. */
static enum code
ask_one(struct db *db, struct stmt **stmt, bool *row, const char *sql, const char *types,
		va_list values)
{
	const enum code code = db_vquery(db, stmt, sql, types, values);

	*row = false;
	return code == OK ? db_step(*stmt, row) : code;
}

enum code
db_value(struct db *db, int64_t *out, const char *sql, const char *types, ...)
{
	struct stmt *stmt;
	va_list values;
	bool row;
	enum code code;

	*out = 0;
	va_start(values, types);
	code = ask_one(db, &stmt, &row, sql, types, values);
	va_end(values);
	if (code == OK && row)
		*out = db_int64(stmt, 0);
	db_done(stmt);
	return code;
}

enum code
db_text_value(struct db *db, struct arena *arena, const char **out, const char *sql,
		const char *types, ...)
{
	struct stmt *stmt;
	va_list values;
	bool row;
	enum code code;

	*out = NULL;
	va_start(values, types);
	code = ask_one(db, &stmt, &row, sql, types, values);
	va_end(values);
	if (code == OK && row)
		*out = arena_copy(arena, db_text(stmt, 0));
	db_done(stmt);
	return code;
}
