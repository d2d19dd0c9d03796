/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The examination of an SQLite store: its pages, its references, and that every value is of its
 * column's type. SQLite takes any value in any column; one of another type can read the same as
 * what was there, so nobody who compares values would see it.
 */
#include "sqlite_check.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"

static enum code
find_damage(struct db *db, db_found *found, void *context)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(db, &stmt, "PRAGMA integrity_check", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		const char *const text = db_text(stmt, 0);
		char sentence[512];

		if (strcmp(text, "ok") == 0)
			continue;
		snprintf(sentence, sizeof sentence, DB_DAMAGED ": %s: bring back a backup "
				"with `chairtime restore`", text);
		found(context, sentence);
	}
	db_done(stmt);
	return code;
}

static enum code
find_orphans(struct db *db, db_found *found, void *context)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(db, &stmt, "PRAGMA foreign_key_check", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		char sentence[256];

		snprintf(sentence, sizeof sentence, "%s %lld refers to a row of %s that isn't "
				"there: another program wrote it; bring back a backup or mend the "
				"row", db_text(stmt, 0), (long long)db_int64(stmt, 1),
				db_text(stmt, 2));
		found(context, sentence);
	}
	db_done(stmt);
	return code;
}

/* The query for a table's rows that hold what can't be there: a fraction or text where a whole number
 * belongs, bytes or a text with a NUL in it where a text does. It gives the row's first column and
 * the name of the column; NULL where the table has none to look at. */
static enum code
strange_query(struct db *db, struct arena *arena, const char *table, const char **query)
{
	struct buffer cases = {0};
	const char *first = NULL;
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(db, &stmt, "SELECT name, type FROM pragma_table_info($1)", "t",
			table);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		const char *const name = db_text(stmt, 0);

		first = first ? first : arena_copy(arena, name);
		if (strcasecmp(db_text(stmt, 1), "integer") == 0)
			buffer_print(&cases, " WHEN typeof(\"%s\") NOT IN ('integer', 'null') "
					"THEN '%s'", name, name);
		else
			buffer_print(&cases, " WHEN typeof(\"%s\") NOT IN ('text', 'null') "
					"OR instr(\"%s\", char(0)) > 0 THEN '%s'", name, name,
					name);
	}
	db_done(stmt);
	*query = first ? arena_print(arena, "SELECT \"%s\", strange FROM (SELECT \"%s\", CASE%s END "
			"AS strange FROM \"%s\") WHERE strange IS NOT NULL", first, first, cases.bytes,
			table) : NULL;
	buffer_free(&cases);
	return code;
}

static enum code
find_strange_in(struct db *db, const char *table, db_found *found, void *context)
{
	struct arena arena = {0};
	struct stmt *stmt = NULL;
	const char *query;
	bool row = true;
	enum code code = strange_query(db, &arena, table, &query);

	if (code == OK && query)
		code = db_query(db, &stmt, query, "");
	while (code == OK && stmt && (code = db_step(stmt, &row)) == OK && row) {
		char sentence[256];

		snprintf(sentence, sizeof sentence, "%s %.60s: %s holds a value of another type: "
				"another program wrote it; bring back a backup or mend the row",
				table, db_text(stmt, 0), db_text(stmt, 1));
		found(context, sentence);
	}
	db_done(stmt);
	arena_free(&arena);
	return code;
}

static enum code
find_strange(struct db *db, db_found *found, void *context)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(db, &stmt, "SELECT name FROM sqlite_schema WHERE type = 'table' "
			"AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		code = find_strange_in(db, db_text(stmt, 0), found, context);
	db_done(stmt);
	return code;
}

enum code
sqlite_integrity(struct db *db, db_found *found, void *context)
{
	enum code code = find_damage(db, found, context);

	if (code == OK)
		code = find_orphans(db, found, context);
	return code == OK ? find_strange(db, found, context) : code;
}

enum code
sqlite_made(struct db *db, db_made_found *found, void *context)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(db, &stmt, "SELECT type || ' ' || name AS called, sql "
			"FROM sqlite_schema WHERE sql IS NOT NULL "
			"AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY called", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		found(context, db_text(stmt, 0), db_text(stmt, 1));
	db_done(stmt);
	return code;
}
