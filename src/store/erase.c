/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing what the log says.
 */
#include "store/erase.h"

#include <string.h>

#include "batch.h"
#include "image.h"
#include "put.h"

/* A row of which changes were gathered. */
struct erased_row {
	struct erased_row *next;
	const char *table;
	int64_t row;
};

struct erasing {
	struct desk *desk;
	struct arena *arena;
	int64_t *ids;
	size_t count, room;
	struct erased_row *rows;
};

struct erasing *
erasing_begin(struct desk *desk, struct arena *arena)
{
	struct erasing *const erasing = arena_take(arena, sizeof *erasing);

	*erasing = (struct erasing){.desk = desk, .arena = arena};
	return erasing;
}

static void
add_id(struct erasing *erasing, int64_t id)
{
	const size_t size = sizeof *erasing->ids;

	if (erasing->count == erasing->room) {
		const size_t larger = erasing->room ? erasing->room * 2 : 64;

		erasing->ids = arena_grow(erasing->arena, erasing->ids, erasing->room * size,
					  larger * size);
		erasing->room = larger;
	}
	erasing->ids[erasing->count++] = id;
}

static void
note_row(struct erasing *erasing, const char *table, int64_t id)
{
	struct erased_row *row = erasing->rows;

	while (row && (row->row != id || strcmp(row->table, table) != 0))
		row = row->next;
	if (row)
		return;
	row = arena_take(erasing->arena, sizeof *row);
	*row = (struct erased_row){erasing->rows, arena_copy(erasing->arena, table), id};
	erasing->rows = row;
}

enum code
erasing_add(struct erasing *erasing, const char *table, int64_t row)
{
	struct stmt *stmt = NULL;
	bool more = true;
	enum code code = db_query(erasing->desk->db, &stmt, "SELECT id FROM change "
			"WHERE tbl = $1 AND row = $2 AND salt IS NOT NULL ORDER BY id", "tI",
			table, row);

	note_row(erasing, table, row);
	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		add_id(erasing, db_int64(stmt, 0));
	db_done(stmt);
	return code;
}

enum code
erasing_add_gone(struct erasing *erasing, const char *table, const char *field, int64_t value)
{
	struct stmt *stmt = NULL;
	bool more = true;
	const char *const sql = arena_print(erasing->arena, "SELECT DISTINCT row FROM change "
			"WHERE tbl = $1 AND row NOT IN (SELECT id FROM %s) AND (before LIKE $2 "
			"OR before LIKE $3 OR after LIKE $2 OR after LIKE $3) ORDER BY row", table);
	const char *const inside = arena_print(erasing->arena, "%%\"%s\":%lld,%%", field,
			(long long)value);
	const char *const last = arena_print(erasing->arena, "%%\"%s\":%lld}", field,
			(long long)value);
	enum code code = db_query(erasing->desk->db, &stmt, sql, "ttt", table, inside, last);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		code = erasing_add(erasing, table, db_int64(stmt, 0));
	db_done(stmt);
	return code;
}

/* {"changes":[…]} */
static enum code
log_ids(const struct erasing *erasing)
{
	struct buffer list = {0};
	struct change change = {.tbl = "erase"};
	enum code code;

	buffer_text(&list, "{\"changes\":[");
	for (size_t i = 0; i < erasing->count; i++)
		buffer_print(&list, "%s%lld", i ? "," : "", (long long)erasing->ids[i]);
	buffer_text(&list, "]}");
	change.after = list.bytes;
	code = log_append(erasing->desk, &change);
	buffer_free(&list);
	return code;
}

/* What is left of a row is logged as if it were made now: else nobody could tell whether it is altered
 * later on. */
static enum code
log_rest(const struct erasing *erasing, const struct erased_row *row)
{
	struct desk *const desk = erasing->desk;
	const struct record *const record = record_of(desk, row->table);
	struct row *const rest = arena_take(erasing->arena, record->size);
	struct change change = {.tbl = record->table, .row = row->row};
	struct buffer image = {0};
	bool found;
	enum code code = record_find(desk, erasing->arena, record, row->row, rest, &found);

	if (code != OK || !found)
		return code;
	image_whole(&image, record, rest);
	change.rev = rest->rev;
	change.after = image.bytes;
	code = log_append(desk, &change);
	buffer_free(&image);
	return code;
}

enum code
erasing_finish(struct erasing *erasing)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < erasing->count; i++)
		code = db_run(erasing->desk->db, "UPDATE change SET before = NULL, after = NULL, "
				"salt = NULL WHERE id = $1", "I", erasing->ids[i]);
	if (code == OK)
		code = log_ids(erasing);
	for (const struct erased_row *row = erasing->rows; code == OK && row; row = row->next)
		code = log_rest(erasing, row);
	return code;
}

enum code
store_purge(struct desk *desk)
{
	return db_run(desk->db, "VACUUM", "");
}
