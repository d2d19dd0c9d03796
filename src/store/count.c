/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many rows a record has.
 */
#include "store/record.h"

#include "store/desk.h"

enum code
record_count(struct desk *desk, const struct record *record, int64_t *count)
{
	struct arena arena = {0};
	const char *const sql = arena_print(&arena, "SELECT count(*) FROM %s", record->table);
	const enum code code = db_value(desk->db, count, sql, "");

	arena_free(&arena);
	return code;
}
