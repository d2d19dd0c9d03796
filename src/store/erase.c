/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing what the log says.
 */
#include "store/erase.h"

#include "batch.h"

struct erasing {
	struct desk *desk;
	struct arena *arena;
	int64_t *ids;
	size_t count, room;
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

enum code
erasing_add(struct erasing *erasing, const char *table, int64_t row)
{
	struct stmt *stmt = NULL;
	bool more = true;
	enum code code = db_query(erasing->desk->db, &stmt, "SELECT id FROM change "
			"WHERE tbl = $1 AND row = $2 AND salt IS NOT NULL ORDER BY id", "tI",
			table, row);

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

enum code
erasing_finish(struct erasing *erasing)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < erasing->count; i++)
		code = db_run(erasing->desk->db, "UPDATE change SET before = NULL, after = NULL, "
				"salt = NULL WHERE id = $1", "I", erasing->ids[i]);
	return code == OK ? log_ids(erasing) : code;
}

enum code
store_purge(struct desk *desk)
{
	return db_run(desk->db, "VACUUM", "");
}
