/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a visit was last written.
 */
#include "changed.h"

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
