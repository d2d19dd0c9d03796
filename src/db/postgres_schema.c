/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of a practice on a PostgreSQL server: scripts that make and change them, their version,
 * and their copy before a migration.
 */
#include "postgres.h"

/* As the owner of the tables, so that they are the owner's whoever of those in the role it is. */
enum code
postgres_script(struct db *db, const char *sql)
{
	struct link *const link = db->link;
	struct arena arena = {0};
	enum code code = OK;

	if (link->owner)
		code = link_run(link, arena_print(&arena, "SET ROLE %s", link->owner));
	if (code == OK)
		code = link_run(link, sql);
	if (code == OK && link->owner)
		code = link_run(link, "RESET ROLE");
	arena_free(&arena);
	return code;
}

enum code
postgres_version(struct db *db, int *version)
{
	const struct link *const link = link_of(db);
	int64_t value = link->version;
	enum code code = OK;

	if (link->block != WRITE_BLOCK || value == NONE)
		code = db_value(db, &value, "SELECT version FROM store "
				"WHERE application = 'chairtime'", "");
	*version = (int)value;
	return code;
}

enum code
postgres_set_version(struct db *db, int version)
{
	struct arena arena = {0};
	const enum code code = postgres_script(db, arena_print(&arena,
			"UPDATE store SET version = %d", version));

	link_of(db)->version = NONE;
	arena_free(&arena);
	return code;
}

/* Texts that make the copies of tables. */
static void
add_statement(void *context, const char *sql)
{
	struct buffer *const script = context;

	buffer_text(script, sql);
	buffer_text(script, ";");
}

enum code
postgres_keep(struct db *db, int number)
{
	struct link *const link = db->link;
	struct arena arena = {0};
	struct buffer script = {0};
	const char *const copy = arena_print(&arena, "%s_before_%d", link->practice, number);
	enum code code;

	buffer_print(&script, "BEGIN ISOLATION LEVEL REPEATABLE READ; CREATE SCHEMA %s;", copy);
	code = link_ask_each(link, arena_print(&arena,
			"SELECT format('CREATE TABLE %%I.%%I AS TABLE %%I.%%I', '%s', relname, "
			"nspname, relname) FROM pg_class c "
			"JOIN pg_namespace n ON n.oid = c.relnamespace "
			"WHERE nspname = $1 AND relkind = 'r' ORDER BY relname", copy),
			link->practice, add_statement, &script);
	buffer_text(&script, "COMMIT");
	if (code == OK)
		code = link_run(link, script.bytes);
	if (code != OK)
		link->pq.PQclear(link_exec(link, "ROLLBACK"));
	buffer_free(&script);
	arena_free(&arena);
	return code;
}

/* A desk's login may not, which the server says by a warning. */
void
postgres_settle(struct db *db)
{
	postgres_script(db, "DO $$ DECLARE name text; BEGIN"
			" FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
			" WHERE schemaname = current_schema() LOOP"
			" EXECUTE 'ANALYZE ' || name; END LOOP; END $$");
	error_clear();
}
