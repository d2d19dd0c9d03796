/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a visit was last written; which store it is.
 */
#include "changed.h"

#define STORE_DIGITS 32		/* of the first change's hash */

enum code
visit_changed(struct desk *desk, struct arena *arena, int64_t visit, const char **at)
{
	struct stmt *stmt = NULL;
	bool row = false;
	enum code code = db_query(desk->db, &stmt, "select at from change"
			" where tbl = 'appointment' and row = $1 order by id desc limit 1", "r", visit);

	if (code == OK)
		code = db_step(stmt, &row);
	*at = code == OK && row ? arena_copy(arena, db_text(stmt, 0)) : NULL;
	db_done(stmt);
	return code;
}

enum code
store_name(struct desk *desk, struct arena *arena, const char **name)
{
	const char *hash;
	const enum code code = db_text_value(desk->db, arena, &hash,
			"select hash from change order by id limit 1", "");

	*name = arena_print(arena, "%.*s", STORE_DIGITS, code == OK && hash ? hash : "empty");
	return code;
}
