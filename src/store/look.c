/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a store holds, asked in words that every version of the schema knows.
 */
#include <string.h>

#include "store/backup.h"

static enum code
look_at_end(struct db *db, struct arena *arena, struct store_look *out)
{
	struct stmt *stmt;
	bool row = false;
	enum code code = db_query(db, &stmt, "SELECT id, hash, at, who FROM change "
			"ORDER BY id DESC LIMIT 1", "");

	if (code == OK)
		code = db_step(stmt, &row);
	if (code == OK && row) {
		out->newest = db_int64(stmt, 0);
		out->hash = arena_copy(arena, db_text(stmt, 1));
		out->at = arena_copy(arena, db_text(stmt, 2));
		out->who = arena_copy(arena, db_text(stmt, 3));
	}
	db_done(stmt);
	return code;
}

static enum code
look_around(struct db *db, struct arena *arena, struct store_look *out)
{
	enum code code = db_version(db, &out->version);

	if (code == OK)
		code = db_value(db, &out->changes, "SELECT count(*) FROM change", "");
	if (code == OK)
		code = db_value(db, &out->patients, "SELECT count(*) FROM patient", "");
	if (code == OK)
		code = db_value(db, &out->visits, "SELECT count(*) FROM appointment", "");
	if (code == OK)
		code = db_text_value(db, arena, &out->practice,
				"SELECT value FROM setting WHERE name = $1", "t", "name");
	return code == OK ? look_at_end(db, arena, out) : code;
}

enum code
store_look(struct db *db, struct arena *arena, struct store_look *out)
{
	const bool begun = db_in_transaction(db);
	enum code code = begun ? OK : db_read(db);

	*out = (struct store_look){0};
	if (code != OK)
		return code;
	code = look_around(db, arena, out);
	return begun ? code : db_end(db, code);
}

enum code
store_look_held(struct db *db, const struct store_look *look, bool *held)
{
	struct arena arena = {0};
	const char *hash;
	const enum code code = db_text_value(db, &arena, &hash,
			"SELECT hash FROM change WHERE id = $1", "I", look->newest);

	*held = hash && look->hash && strcmp(hash, look->hash) == 0;
	arena_free(&arena);
	return code;
}
