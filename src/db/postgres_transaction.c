/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transactions on a PostgreSQL server.
 *
 * A write transaction begins with the practice's advisory lock, so that "is the chair free? then
 * book" can't race; a waiting desk is next in turn, and practices don't wait for each other. So desks can't
 * block each other (40P01), and at read committed none meets a serialization failure (40001), nor does a
 * snapshot that only reads. A program that writes to the tables without that lock can bring a deadlock about,
 * as can a migration that meets a reader: then db_in_conflict() says so, and a command that is one change is
 * done again (src/cli/command.c). Every
 * failure inside a transaction ends it there, so a write that may be refused runs behind a savepoint.
 * The end tells the other desks, by a NOTIFY outside of the transaction: inside it would make all
 * practices commit one after the other. The disk isn't waited for a second time because of it, and nobody
 * waits for it at all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "postgres.h"

#define MOST_TRIES 5		/* of beginning, where it was a deadlock */
#define PAUSE_MS 10		/* before the second, and longer before each other */

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
		*again = !link->silent && (result_is_lost(link, result) || is_conflict(link, result));
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
		if (code != OK) {
			error_clear();
			pause_ms(PAUSE_MS << tries);
		}
		code = try_begin(link, sql, &again);
	}
	if (code != OK)
		return code;
	link->block = write ? WRITE_BLOCK : READ_BLOCK;
	link->attempted = link->conflict = false;
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

	if (link->block != WRITE_BLOCK)
		return OK;
	if (link->attempted)
		talk_send(link, NULL, "RELEASE attempt", 0, NULL, NULL);
	talk_send(link, NULL, "SAVEPOINT attempt", 0, NULL, NULL);
	link->attempted = true;
	return OK;
}

/* Where what failed isn't the attempt but a write before it, the transaction is lost as a whole. */
void
postgres_refused(struct db *db)
{
	struct link *const link = link_of(db);

	if (!link->failed)
		link->pq.PQclear(link_exec(link, "ROLLBACK TO attempt"));
}

static enum code
fail_doubt(struct db *db)
{
	db->doubt = true;
	link_lose(link_of(db));
	return fail(STORE, "%s: the connection to the server was lost while it wrote: whether it was "
			"written isn't known: look before you do it again", db->where);
}

static enum code
judge_commit(struct db *db, PGresult *result)
{
	struct link *const link = link_of(db);

	if (link->failed)
		return link_fail(link, link->failed);
	if (!result_is_good(link, result))
		return result_is_lost(link, result) ? fail_doubt(db) : link_fail(link, result);
	if (strcmp(link->pq.PQcmdStatus(result), "COMMIT") != 0)
		return fail(STORE, "%s: the store gave the transaction up: nothing was written",
				db->where);
	return OK;
}

/* Other desks are told, by a transaction of its own, which isn't waited for. */
static void
tell_news(struct link *link)
{
	const char *const texts[] = {
		"BEGIN", "SET LOCAL synchronous_commit TO off", link->notify, "COMMIT"
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		talk_send(link, &link->news, texts[i], 0, NULL, NULL);
	if (link->conn)
		link->pq.PQflush(link->conn);
}

/* With the writes that are due. */
static enum code
commit_write(struct db *db)
{
	struct link *const link = link_of(db);
	PGresult *const result = link->failed ? NULL : talk_ask(link, "COMMIT", 0, NULL, NULL);
	const enum code code = judge_commit(db, result);

	link->pq.PQclear(result);
	if (code == OK)
		tell_news(link);
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
	link->pq.PQclear(link->failed);
	link->failed = NULL;
	link->block = NO_BLOCK;
	db->conflict = link->conflict;
}
