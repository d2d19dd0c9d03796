/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The examination of a practice on a PostgreSQL server: constraints that somebody switched off, and
 * references to nothing.
 */
#include "postgres.h"

/* A constraint that holds for new rows only, or a trigger of one that somebody switched off. */
static const char slack_sql[] =
	"SELECT format('the constraint \"%s\" of %s isn''t held: somebody switched it off', conname, "
	"conrelid::regclass) FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace "
	"WHERE n.nspname = $1 AND (NOT k.convalidated OR EXISTS (SELECT 1 FROM pg_trigger t "
	"WHERE t.tgconstraint = k.oid AND t.tgenabled <> 'O')) ORDER BY 1";

/* The one that keeps two visits from a chair, where somebody took it out. */
static const char missing_sql[] =
	"SELECT 'the constraint \"overlap\" isn''t there: another program removed it; bring back a "
	"backup, or add it as data/schema/postgres/0002-overlap.sql does' WHERE NOT EXISTS ("
	"SELECT 1 FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace "
	"WHERE n.nspname = $1 AND k.contype = 'x' AND k.conname LIKE 'overlap:%')";

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
		orphans->code = link_ask_each(orphans->link, sql, NULL, orphans->found,
				orphans->context);
}

enum code
postgres_integrity(struct db *db, db_found *found, void *context)
{
	struct link *const link = db->link;
	struct orphans orphans = { link, found, context, OK };
	enum code code = link_ask_each(link, slack_sql, link->practice, found, context);

	if (code == OK)
		code = link_ask_each(link, missing_sql, link->practice, found, context);
	if (code == OK)
		code = link_ask_each(link, references_sql, link->practice, find_orphans, &orphans);
	return code == OK ? orphans.code : code;
}
