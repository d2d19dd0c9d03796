/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stores on a PostgreSQL server: a practice is a schema, marked as ours by its table `store`, which
 * holds the version too. Where the login that makes it may make roles, it gets two:
 * DATABASE.PRACTICE.owner, whose the tables are, and DATABASE.PRACTICE.desk, which may read and write
 * their rows and nothing else; logins are granted one of them. Otherwise all is the login's own.
 */
#include <stdlib.h>
#include <string.h>

#include "postgres.h"

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
		code = link_ask_each(&link, practices_sql, NULL, found, context);
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
		code = link_ask_each(link, practices_sql, NULL, add_name, &names);
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
	code = link_ask_count(link, "SELECT count(*) FROM pg_database WHERE datname = current_database() "
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
	enum code code = link_ask_count(link, "SELECT count(*) FROM pg_roles WHERE rolname = $1", plain,
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
	enum code code = link_ask_count(link, "SELECT count(*) FROM pg_roles WHERE rolname = current_user "
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
	const enum code code = link_ask_count(link, "SELECT count(*) FROM pg_class c "
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
	enum code code = link_ask_count(link, "SELECT count(*) FROM pg_namespace WHERE nspname = $1",
			link->practice, &there);

	if (code == OK && there)
		code = link_ask_count(link, "SELECT count(*) WHERE has_schema_privilege($1, 'USAGE')",
				link->practice, &may);
	if (code == OK && there && !may)
		return fail(DENIED, "%s: the server doesn't let this login do it: the practice's role "
				"is needed", link->where);
	if (code == OK && there)
		code = link_ask_count(link, "SELECT count(*) FROM pg_class c "
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
	return link_ask(link, &link->arena, "SELECT quote_ident(r.rolname) FROM pg_namespace n "
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
