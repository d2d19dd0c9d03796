/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transactions on a PostgreSQL server.
 *
 * A write transaction begins with the practice's advisory lock, so that "is the chair free? then
 * book" can't race; a waiting desk is next in turn, and practices don't wait for each other. Every
 * failure inside a transaction ends it there, so a write that may be refused runs behind a savepoint.
 * The end tells the other desks, by a NOTIFY outside of the transaction: inside it would make all
 * practices commit one after the other. The disk isn't waited for a second time because of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "postgres.h"

#define MOST_TRIES 5		/* of beginning, where it was a deadlock */

/* The number that the last statement of a beginning gave. */
static int
read_version(const struct link *link, const PGresult *result)
{
	return link->pq.PQntuples(result) == 1 && link->pq.PQnfields(result) == 1 ?
		atoi(link->pq.PQgetvalue(result, 0, 0)) : NONE;
}

static bool
is_conflict(const struct link *link, const PGresult *result)
{
	return result_has_state(link, result, "40");
}

/* One try of beginning; *again where nothing speaks against another. */
static enum code
try_begin(struct link *link, const char *sql, bool *again)
{
	PGresult *result;
	enum code code = link_again(link);

	*again = false;
	if (code != OK)
		return code;
	result = link_exec(link, sql);
	if (!result_is_good(link, result)) {
		*again = result_is_lost(link, result) || is_conflict(link, result);
		code = link_fail(link, result);
		link->pq.PQclear(link_exec(link, "ROLLBACK"));
	} else {
		link->version = read_version(link, result);
	}
	link->pq.PQclear(result);
	return code;
}

enum code
postgres_begin(struct db *db, bool write)
{
	struct link *const link = link_of(db);
	const char *const sql = write ? link->begin_write
		: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
	bool again = true;
	enum code code = OK;

	if (link->block == STREAM_BLOCK) {
		streams_drain(link);
		streams_end(link, "COMMIT");
	}
	for (int tries = 0; tries < MOST_TRIES && again; tries++) {
		if (code != OK)
			error_clear();
		code = try_begin(link, sql, &again);
	}
	if (code != OK)
		return code;
	link->block = write ? WRITE_BLOCK : READ_BLOCK;
	link->attempted = false;
	return OK;
}

/* Where it can't be put back, the transaction has failed, and its end puts it back. */
enum code
postgres_limit(struct db *db, int ms)
{
	struct link *const link = link_of(db);
	char sql[64];

	snprintf(sql, sizeof sql, "SET statement_timeout = %d", ms);
	if (ms)
		return link_run(link, sql);
	link->pq.PQclear(link_exec(link, "SET statement_timeout TO DEFAULT"));
	return OK;
}

/* Everything after the savepoint is taken back when the store refuses something there. */
enum code
postgres_attempt(struct db *db)
{
	struct link *const link = link_of(db);
	enum code code;

	if (link->block != WRITE_BLOCK)
		return OK;
	code = link_run(link, link->attempted ? "RELEASE attempt; SAVEPOINT attempt"
			: "SAVEPOINT attempt");
	link->attempted = code == OK;
	return code;
}

void
postgres_refused(struct db *db)
{
	link_of(db)->pq.PQclear(link_exec(link_of(db), "ROLLBACK TO attempt"));
}

static enum code
fail_doubt(struct db *db)
{
	db->doubt = true;
	link_lose(link_of(db));
	return fail(STORE, "%s: the connection to the server was lost while it wrote: whether it was "
			"written isn't known: look before you do it again", db->where);
}

/* What came of COMMIT, which is the first of the answers: the news' own don't count. */
static enum code
judge_commit(struct db *db, PGresult *result)
{
	struct link *const link = link_of(db);

	if (!result || (!result_is_good(link, result) && result_is_lost(link, result)))
		return fail_doubt(db);
	if (!result_is_good(link, result))
		return link_fail(link, result);
	if (strcmp(link->pq.PQcmdStatus(result), "COMMIT") != 0)
		return fail(STORE, "%s: the store gave the transaction up: nothing was written",
				db->where);
	return OK;
}

static enum code
commit_write(struct db *db)
{
	struct link *const link = link_of(db);
	PGresult *first = NULL, *result;
	enum code code;

	if (link->pq.PQsendQuery(link->conn, link->commit_write))
		first = link->pq.PQgetResult(link->conn);
	code = judge_commit(db, first);
	link->pq.PQclear(first);
	while (link->conn && (result = link->pq.PQgetResult(link->conn)))
		link->pq.PQclear(result);
	return code;
}

enum code
postgres_commit(struct db *db)
{
	struct link *const link = link_of(db);
	const enum block block = link->block;
	enum code code;

	if (block == NO_BLOCK)
		return link_fail_lost(link);
	streams_drain(link);
	code = block == WRITE_BLOCK ? commit_write(db) : link_run(link, "COMMIT");
	if (code == OK)
		link->block = NO_BLOCK;
	return code;
}

void
postgres_rollback(struct db *db)
{
	struct link *const link = link_of(db);

	if (link->block == READ_BLOCK || link->block == WRITE_BLOCK) {
		streams_drain(link);
		link->pq.PQclear(link_exec(link, "ROLLBACK"));
	}
	link->block = NO_BLOCK;
}
