/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log against the tables: the rows of a table by id beside its changes by row, so that one row
 * and its past are in memory at a time. Values are compared as text, since what another program
 * put into a column need not be of its type.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "field.h"
#include "image.h"
#include "put.h"
#include "sql.h"

#define TAIL "another program wrote it; put it right by hand, or bring back a backup"

/* A stored row's stream, and a table's changes. `id` is INT64_MAX at the end. */
struct rows {
	struct stmt *stmt;
	int64_t id;
};

/* What the log says of a row. */
struct past {
	bool exists;
	bool erased;			/* a change of it was: what wasn't written since is unknown */
	int64_t rev, change;		/* the newest change's */
	const char **values;		/* of each field, NULL for null */
	bool *known;
	struct arena arena;
};

static enum code
rows_next(struct rows *rows)
{
	bool more;
	const enum code code = db_step(rows->stmt, &more);

	rows->id = code == OK && more ? db_int64(rows->stmt, 0) : INT64_MAX;
	return code;
}

/* An image's value as the store would give it as text; NULL for null. */
static const char *
value_text(struct arena *arena, const json_t *value)
{
	if (json_is_string(value))
		return arena_copy(arena, json_string_value(value));
	if (json_is_integer(value))
		return arena_print(arena, "%lld", (long long)json_integer_value(value));
	return json_is_null(value) ? NULL : "(not a value)";
}

/* Puts the image's fields over what is known. */
static enum code
past_merge(struct check *check, const struct record *record, struct past *past, const char *text)
{
	const char *name;
	json_t *image, *value;
	const enum code code = image_parse(text, &image);

	if (code == STORE) {
		error_clear();
		check_report(check, "change %lld: its image can't be read: compare with a backup",
				(long long)past->change);
		return OK;
	}
	json_object_foreach(image, name, value) {
		const struct field *const field = record_field(record, name);

		if (!field || !field_in_image(field)) {
			check_report(check, "change %lld: %s has no field \"%s\": it was altered, "
					"or another program wrote it", (long long)past->change,
					record->table, name);
			continue;
		}
		past->values[field - record->fields] = value_text(&past->arena, value);
		past->known[field - record->fields] = true;
	}
	json_decref(image);
	return code;
}

/* From nothing: a row that is made has every field, null where its image has none. */
static void
past_begin(struct past *past, const struct record *record, bool erased)
{
	past->exists = true;
	past->erased = erased;
	for (size_t i = 0; i < record->count; i++) {
		past->values[i] = NULL;
		past->known[i] = !erased;
	}
}

/* One change of the row: stmt has row, rev, id, before, after. */
static enum code
past_apply(struct check *check, const struct record *record, struct past *past,
		struct stmt *stmt)
{
	const bool had = !db_null(stmt, 3), has = !db_null(stmt, 4);

	past->rev = db_int64(stmt, 1);
	past->change = db_int64(stmt, 2);
	if (!had && !has) {
		past_begin(past, record, true);
		return OK;
	}
	if (!has) {
		past->exists = false;
		return OK;
	}
	if (!had)
		past_begin(past, record, false);
	else if (!past->exists)
		check_report(check, "change %lld is of %s %lld, which no change made: compare with "
				"a backup", (long long)past->change, record->label,
				(long long)db_int64(stmt, 0));
	return past_merge(check, record, past, db_text(stmt, 4));
}

/* All changes of the row that comes next in the log. */
static enum code
past_read(struct check *check, const struct record *record, struct past *past,
		struct rows *changes)
{
	const int64_t id = changes->id;
	enum code code = OK;

	arena_reset(&past->arena);
	past->values = arena_take(&past->arena, record->count * sizeof *past->values);
	past->known = arena_take(&past->arena, record->count * sizeof *past->known);
	past->exists = past->erased = false;
	while (code == OK && changes->id == id) {
		code = past_apply(check, record, past, changes->stmt);
		if (code == OK)
			code = rows_next(changes);
	}
	return code;
}

static void
compare_value(struct check *check, const struct record *record, const struct past *past,
		int64_t id, size_t i, const char *stored)
{
	const char *const logged = past->values[i];

	if (stored == logged || (stored && logged && strcmp(stored, logged) == 0))
		return;
	check_report(check, "%s %lld: %s is %.60s in the table and %.60s in the log (change %lld): "
			TAIL, record->label, (long long)id, record->fields[i].name,
			stored ? stored : "null", logged ? logged : "null",
			(long long)past->change);
}

/* The stored row, whose columns are those of the record's select, against its past. */
static void
compare_row(struct check *check, const struct record *record, const struct past *past,
		struct rows *rows)
{
	int column = 0;

	if (db_int64(rows->stmt, 1) != past->rev)
		check_report(check, "%s %lld: rev is %lld in the table and %lld in the log: " TAIL,
				record->label, (long long)rows->id,
				(long long)db_int64(rows->stmt, 1), (long long)past->rev);
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field_in_image(field) && past->known[i])
			compare_value(check, record, past, rows->id, i,
					db_text(rows->stmt, column));
		column += !(field->flags & ASKED);
	}
}

/* The lower id of the two streams. */
static enum code
check_next(struct check *check, const struct record *record, struct past *past,
		struct rows *rows, struct rows *changes)
{
	const int64_t id = changes->id;
	enum code code;

	if (rows->id < id) {
		check_report(check, "%s %lld stands in the table, and no change made it: " TAIL,
				record->label, (long long)rows->id);
		return rows_next(rows);
	}
	code = past_read(check, record, past, changes);
	if (code != OK)
		return code;
	if (rows->id > id) {
		if (past->exists && !past->erased)
			check_report(check, "%s %lld stands in the log (change %lld) and not in "
					"the table: another program removed it; bring back a "
					"backup", record->label, (long long)id,
					(long long)past->change);
		return OK;
	}
	if (past->exists)
		compare_row(check, record, past, rows);
	else
		check_report(check, "%s %lld was taken back (change %lld) and stands in the table: "
				TAIL, record->label, (long long)id, (long long)past->change);
	return rows_next(rows);
}

static enum code
check_table(struct check *check, const struct record *record)
{
	struct desk *const desk = check->desk;
	struct arena arena = {0};
	struct past past = {0};
	struct rows rows = {0}, changes = {0};
	enum code code = db_query(desk->db, &rows.stmt, arena_print(&arena, "%s ORDER BY id",
			texts_of(desk, record)->select), "");

	if (code == OK)
		code = db_query(desk->db, &changes.stmt, "SELECT row, rev, id, before, after "
				"FROM change WHERE tbl = $1 ORDER BY row, id", "t", record->table);
	if (code == OK) {
		db_stream(rows.stmt);
		db_stream(changes.stmt);
		code = rows_next(&rows);
	}
	if (code == OK)
		code = rows_next(&changes);
	while (code == OK && (rows.id != INT64_MAX || changes.id != INT64_MAX))
		code = check_next(check, record, &past, &rows, &changes);
	db_done(rows.stmt);
	db_done(changes.stmt);
	arena_free(&past.arena);
	arena_free(&arena);
	return code;
}

/* Changes of tables that this program doesn't know. */
static enum code
check_tables_known(struct check *check)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(check->desk->db, &stmt,
			"SELECT tbl, min(id) FROM change GROUP BY tbl ORDER BY tbl", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		const char *const table = db_text(stmt, 0);

		if (!kind_is(table) && !record_of(check->desk, table))
			check_report(check, "change %lld is of a table \"%s\" that isn't known: it "
					"was altered, or another program wrote it",
					(long long)db_int64(stmt, 1), table);
	}
	db_done(stmt);
	return code;
}

enum code
check_rows(struct check *check)
{
	const struct record *const *record = check->desk->rooms->records;
	enum code code = check_tables_known(check);

	for (; *record && code == OK; record++)
		if (texts_of(check->desk, *record)->insert)
			code = check_table(check, *record);
	return code;
}
