/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stores on a PostgreSQL server: a practice is a schema, marked as ours by its table `store`, which
 * holds the version too. Where the login that makes it may make roles, it gets two: DATABASE.PRACTICE.owner,
 * whose the tables are, and DATABASE.PRACTICE.desk, which may read and write their rows and nothing
 * else; logins are granted one of them. Otherwise all is the login's own.
 */
#include <stdlib.h>
#include <string.h>

#include "postgres.h"

/* Asking */

/* The first column of the first row, in the arena; NULL where there is none. */
static enum code
ask(struct link *link, struct arena *arena, const char *sql, const char *value, const char **out)
{
	PGresult *const result = link->pq.PQexecParams(link->conn, sql, value ? 1 : 0, NULL, &value,
			NULL, NULL, 0);
	enum code code = OK;

	*out = NULL;
	if (!result_is_good(link, result))
		code = link_fail(link, result);
	else if (link->pq.PQntuples(result) > 0 && !link->pq.PQgetisnull(result, 0, 0))
		*out = arena_copy(arena, link->pq.PQgetvalue(result, 0, 0));
	link->pq.PQclear(result);
	return code;
}

static enum code
ask_count(struct link *link, const char *sql, const char *value, long *count)
{
	struct arena arena = {0};
	const char *text;
	const enum code code = ask(link, &arena, sql, value, &text);

	*count = text ? strtol(text, NULL, 10) : 0;
	arena_free(&arena);
	return code;
}

/* Calls found() with the first column of each row. */
static enum code
ask_each(struct link *link, const char *sql, const char *value, db_found *found, void *context)
{
	PGresult *const result = link->pq.PQexecParams(link->conn, sql, value ? 1 : 0, NULL, &value,
			NULL, NULL, 0);
	enum code code = OK;

	if (!result_is_good(link, result))
		code = link_fail(link, result);
	else
		for (int i = 0; i < link->pq.PQntuples(result); i++)
			found(context, link->pq.PQgetvalue(result, i, 0));
	link->pq.PQclear(result);
	return code;
}

/* The practices of a group */

static const char practices_sql[] =
	"SELECT n.nspname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid "
	"WHERE c.relname = 'store' AND c.relkind = 'r' AND has_schema_privilege(n.oid, 'USAGE') "
	"AND has_table_privilege(c.oid, 'SELECT') "
	"AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid "
	"AND a.attname = 'application') ORDER BY n.nspname";

enum code
postgres_practices(const char *where, db_found *found, void *context)
{
	struct link link = {0};
	enum code code = link_make(&link, where);

	if (code == OK)
		code = link_connect(&link);
	if (code == OK)
		code = ask_each(&link, practices_sql, NULL, found, context);
	link_free(&link);
	return code;
}

static void
add_name(void *context, const char *name)
{
	struct buffer *const names = context;

	buffer_print(names, "%s%s", names->length ? ", " : "", name);
}

/* The only one, where the address names none. */
static enum code
choose_practice(struct link *link)
{
	struct buffer names = {0};
	enum code code = link_connect(link);

	if (code == OK)
		code = ask_each(link, practices_sql, NULL, add_name, &names);
	link_lose(link);
	if (code == OK && !names.length)
		code = fail(NOT_FOUND, "%s: there is no practice yet: init or move-store makes one",
				link->where);
	else if (code == OK && strchr(names.bytes, ','))
		code = fail(USAGE, "%s: which practice? Name it by --practice: %s", link->where,
				names.bytes);
	else if (code == OK)
		link->practice = arena_copy(&link->arena, names.bytes);
	buffer_free(&names);
	return code;
}

/* Making one */

/* Order of text, and what is a small letter, must be the same wherever a practice is. */
static enum code
database_is_fit(struct link *link)
{
	long fit, version = link->pq.PQserverVersion(link->conn);
	enum code code;

	if (version < 140000)
		return fail(STORE, "%s: the server is too old: PostgreSQL 14 or newer is needed",
				link->where);
	code = ask_count(link, "SELECT count(*) FROM pg_database WHERE datname = current_database() "
			"AND pg_encoding_to_char(encoding) = 'UTF8' AND datcollate IN ('C', 'POSIX') "
			"AND datctype IN ('C', 'POSIX')", NULL, &fit);
	if (code == OK && !fit)
		return fail(STORE, "%s: the database orders text by a language: make one by CREATE "
				"DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'",
				link->where);
	return code;
}

/* A role of the practice's, as an SQL identifier; NULL where the name would be too long. */
static const char *
role_name(struct link *link, const char *what)
{
	const char *const database = link->pq.PQdb(link->conn);
	char *const plain = arena_print(&link->arena, "%s.%s.%s", database, link->practice, what);
	char *quoted;
	const char *name;

	if (strlen(plain) > 63)
		return NULL;
	quoted = link->pq.PQescapeIdentifier(link->conn, plain, strlen(plain));
	name = arena_copy(&link->arena, quoted);
	link->pq.PQfreemem(quoted);
	return name;
}

static enum code
make_role(struct link *link, const char *role)
{
	struct arena arena = {0};
	long there;
	char *const plain = arena_copy_bytes(&arena, role + 1, strlen(role) - 2);
	enum code code = ask_count(link, "SELECT count(*) FROM pg_roles WHERE rolname = $1", plain,
			&there);

	if (code == OK && !there)
		code = link_run(link, arena_print(&arena, "CREATE ROLE %s NOLOGIN", role));
	arena_free(&arena);
	return code;
}

/* The two roles, and a schema of the owner's. */
static enum code
make_schema_with_roles(struct link *link, const char *owner, const char *desk)
{
	struct arena arena = {0};
	enum code code = make_role(link, owner);

	if (code == OK)
		code = make_role(link, desk);
	if (code == OK)
		code = link_run(link, arena_print(&arena, "GRANT %s TO CURRENT_USER;"
			"CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s; SET LOCAL ROLE %s",
			owner, link->schema, owner, owner));
	if (code == OK)
		code = link_run(link, arena_print(&arena, "GRANT USAGE ON SCHEMA %s TO %s;"
			"ALTER DEFAULT PRIVILEGES IN SCHEMA %s "
			"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s",
			link->schema, desk, link->schema, desk));
	arena_free(&arena);
	return code;
}

static enum code
make_schema(struct link *link)
{
	struct arena arena = {0};
	long may = 0;
	const char *const owner = role_name(link, "owner"), *const desk = role_name(link, "desk");
	enum code code = ask_count(link, "SELECT count(*) FROM pg_roles WHERE rolname = current_user "
			"AND (rolcreaterole OR rolsuper)", NULL, &may);

	if (code == OK && may && owner && desk)
		code = make_schema_with_roles(link, owner, desk);
	else if (code == OK)
		code = link_run(link, arena_print(&arena, "CREATE SCHEMA IF NOT EXISTS %s",
				link->schema));
	if (code == OK)
		code = link_run(link,
			"CREATE TABLE store (application text NOT NULL, version integer NOT NULL);"
			"INSERT INTO store VALUES ('chairtime', 0)");
	if (code == OK && may && owner && desk)
		code = link_run(link, arena_print(&arena,
			"REVOKE INSERT, UPDATE, DELETE ON store FROM %s; RESET ROLE", desk));
	arena_free(&arena);
	return code;
}

/* A schema that somebody made for it, with nothing in it, is taken. */
static enum code
schema_is_free(struct link *link)
{
	long things;
	const enum code code = ask_count(link, "SELECT count(*) FROM pg_class c "
			"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1",
			link->practice, &things);

	return code == OK && things ? fail(CLASH, "%s: exists already", link->where) : code;
}

/* btree_gist belongs to the whole database, and isn't any practice's. Two who make practices at once
 * take turns. */
static enum code
create(struct link *link)
{
	enum code code = database_is_fit(link);

	if (code == OK)
		code = link_run(link, "BEGIN; SELECT pg_advisory_xact_lock(1128817010)");
	if (code == OK)
		code = schema_is_free(link);
	if (code == OK)
		code = link_run(link, "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public");
	if (code == OK)
		code = make_schema(link);
	if (code == OK)
		return link_run(link, "COMMIT");
	link->pq.PQclear(link_exec(link, "ROLLBACK"));
	return code;
}

/* Its roles stay: somebody may be in them. */
void
postgres_remove(const char *where)
{
	struct link link = {0};
	enum code code = link_make(&link, where);

	if (code == OK && link.practice)
		code = link_set_practice(&link, link.practice, DB_OPEN);
	if (code == OK && link.schema && link_connect(&link) == OK)
		link_run(&link, arena_print(&link.arena, "DROP SCHEMA %s CASCADE", link.schema));
	link_free(&link);
}

/* Opening one */

static enum code
examine(struct link *link)
{
	long marked = 0, there, may = 0;
	enum code code = ask_count(link, "SELECT count(*) FROM pg_namespace WHERE nspname = $1",
			link->practice, &there);

	if (code == OK && there)
		code = ask_count(link, "SELECT count(*) WHERE has_schema_privilege($1, 'USAGE')",
				link->practice, &may);
	if (code == OK && there && !may)
		return fail(DENIED, "%s: the server doesn't let this login do it: the practice's role "
				"is needed", link->where);
	if (code == OK && there)
		code = ask_count(link, "SELECT count(*) FROM pg_class c "
				"JOIN pg_namespace n ON n.oid = c.relnamespace "
				"JOIN pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = $1 "
				"AND c.relname = 'store' AND a.attname = 'application'",
				link->practice, &marked);
	if (code == OK && !there)
		return fail(NOT_FOUND, "%s: there is no store yet: init, demo, restore or import csv "
				"makes one", link->where);
	if (code == OK && !marked)
		return fail(STORE, "%s: no store of chairtime: it was left as it is", link->where);
	return code;
}

/* The role that the tables are made by, where it isn't this login. */
static enum code
find_owner(struct link *link)
{
	return ask(link, &link->arena, "SELECT quote_ident(r.rolname) FROM pg_namespace n "
			"JOIN pg_roles r ON r.oid = n.nspowner WHERE n.nspname = $1 "
			"AND r.rolname <> current_user", link->practice, &link->owner);
}

static enum code
open_practice(struct link *link, enum db_mode mode)
{
	enum code code = OK;

	if (!link->practice && mode == DB_CREATE)
		return fail(USAGE, "%s: which practice? Name it by --practice NAME", link->where);
	if (!link->practice)
		code = choose_practice(link);
	if (code == OK)
		code = link_set_practice(link, link->practice, mode);
	if (code == OK)
		code = link_connect(link);
	if (code == OK)
		code = mode == DB_CREATE ? create(link) : examine(link);
	return code == OK ? find_owner(link) : code;
}

enum code
postgres_open(struct db *db, enum db_mode mode)
{
	struct link *const link = calloc(1, sizeof *link);
	enum code code;

	if (!link)
		return db_fail_memory();
	code = link_make(link, db->where);
	if (code == OK)
		code = open_practice(link, mode);
	if (code == OK) {
		db->link = link;
		return OK;
	}
	link_free(link);
	free(link);
	return code;
}

/* Its schema */

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
	int64_t value;
	const enum code code = db_value(db, &value, "SELECT version FROM store "
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
	code = ask_each(link, arena_print(&arena,
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

/* Examination */

/* A constraint that holds for new rows only, or a trigger of one that somebody switched off. */
static const char slack_sql[] =
	"SELECT format('the constraint \"%s\" of %s isn''t held: somebody switched it off', conname, "
	"conrelid::regclass) FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace "
	"WHERE n.nspname = $1 AND (NOT k.convalidated OR EXISTS (SELECT 1 FROM pg_trigger t "
	"WHERE t.tgconstraint = k.oid AND t.tgenabled <> 'O')) ORDER BY 1";

/* For each reference of one column a query for the rows that refer to nothing. */
static const char references_sql[] =
	"SELECT format('SELECT format(''%1$s %%s refers to a row of %3$s that isn''''t there: another "
	"program wrote it; bring back a backup or mend the row'', a.id) FROM %1$I a "
	"WHERE a.%2$I IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %3$I b WHERE b.id = a.%2$I)', "
	"o.relname, f.attname, r.relname) FROM pg_constraint k "
	"JOIN pg_namespace n ON n.oid = k.connamespace "
	"JOIN pg_class o ON o.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid "
	"JOIN pg_attribute f ON f.attrelid = k.conrelid AND f.attnum = k.conkey[1] "
	"WHERE n.nspname = $1 AND k.contype = 'f' AND EXISTS (SELECT 1 FROM pg_attribute i "
	"WHERE i.attrelid = k.conrelid AND i.attname = 'id') ORDER BY 1";

struct orphans {
	struct link *link;
	db_found *found;
	void *context;
	enum code code;
};

static void
find_orphans(void *context, const char *sql)
{
	struct orphans *const orphans = context;

	if (orphans->code == OK)
		orphans->code = ask_each(orphans->link, sql, NULL, orphans->found,
				orphans->context);
}

enum code
postgres_integrity(struct db *db, db_found *found, void *context)
{
	struct link *const link = db->link;
	struct orphans orphans = { link, found, context, OK };
	enum code code = ask_each(link, slack_sql, link->practice, found, context);

	if (code == OK)
		code = ask_each(link, references_sql, link->practice, find_orphans, &orphans);
	return code == OK ? orphans.code : code;
}
