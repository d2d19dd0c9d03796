/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The PostgreSQL driver, by its rooms:
 *	postgres_url		an address taken to pieces, and a practice's names
 *	postgres_link		libpq, connecting, and connecting again
 *	postgres_talk		what is said to the server and heard, many things a round trip
 *	postgres_refusal	what the server's refusals mean
 *	postgres_statement	values, prepared statements, rows
 *	postgres_stream		cursors
 *	postgres_transaction	begin, attempt, commit, roll back
 *	postgres_news		what other desks did
 *	postgres_practice	practices: their making, roles, opening
 *	postgres_schema		scripts, version, the copy before a migration
 *	postgres_check		an examination
 */
#include <stdlib.h>
#include <string.h>

#include "postgres.h"

static bool
takes(const char *where)
{
	return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

static void
postgres_close(struct db *db)
{
	link_free(link_of(db));
	free(db->link);
}

static const char *
postgres_warning(struct db *db)
{
	(void)db;
	return NULL;
}

const struct db_driver postgres_driver = {
	.name = "postgres",
	.takes = takes,
	.open = postgres_open,
	.close = postgres_close,
	.warning = postgres_warning,
	.prepare = postgres_prepare,
	.finish = postgres_finish,
	.bind_int = postgres_bind_int,
	.bind_text = postgres_bind_text,
	.bind_null = postgres_bind_null,
	.step = postgres_step,
	.attempt = postgres_attempt,
	.refused = postgres_refused,
	.limit = postgres_limit,
	.ahead = postgres_ahead,
	.later = postgres_later,
	.reset = postgres_reset,
	.null = postgres_null,
	.int64 = postgres_int64,
	.text = postgres_text,
	.script = postgres_script,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.version = postgres_version,
	.set_version = postgres_set_version,
	.data_version = postgres_data_version,
	.keep = postgres_keep,
	.settle = postgres_settle, .integrity = postgres_integrity,
	.remove = postgres_remove,
	.practices = postgres_practices,
	.wake = postgres_wake,
};
