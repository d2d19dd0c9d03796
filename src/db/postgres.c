/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The PostgreSQL driver: statements and transactions.
 *
 * A statement is prepared on the server when it is first run, with the types of the values that
 * were bound (numbers are int8, text is text; of an untyped null the server decides), and again
 * where the connection is another. Values travel as text. Results come whole, except of streams,
 * which are cursors. Every failure inside a transaction ends it there, so a write that may be
 * refused runs behind a savepoint (db_attempt).
 *
 * A write transaction begins with the practice's advisory lock, so that "is the chair free? then
 * book" can't race; a waiting desk is next in turn, and practices don't wait for each other. Its
 * end tells the other desks, by a NOTIFY outside of the transaction: inside it would make all
 * practices commit one after the other.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "postgres.h"

#define INT8_OID 20		/* pg_type.dat */
#define TEXT_OID 25
#define BOOL_OID 16
#define FETCH_ROWS 1000
#define MOST_TRIES 5		/* of beginning, where it was a deadlock */

struct handle {
	struct handle *next;		/* among the open streams */
	unsigned long connection;	/* on which it is prepared, 0: on none */
	unsigned long name;		/* of the statement on the server, or of the cursor */
	PGresult *result, *rest;	/* the rows that are here, and those after them */
	int row;			/* the one stepped to */
	bool run;			/* since the last reset */
	bool open;			/* a cursor stands on the server */
	bool broken;			/* ... or stood there when its transaction or connection ended */
	int count;			/* values that the text takes */
	struct arena arena;		/* of the arrays, each of `count` */
	const char **texts;		/* what is bound; NULL: null */
	Oid *types, *prepared;		/* of what is bound; as prepared. 0: the server decides */
	struct buffer *copies;
};

static struct link *
link_of(const struct db *db)
{
	return db->link;
}

/* Values */

/* The highest n of a $n that stands neither in quotes nor in a comment. */
static int
highest_number(const char *sql)
{
	bool quoted = false;
	int highest = 0;

	for (; *sql; sql++) {
		if (!quoted && strncmp(sql, "--", 2) == 0)
			sql += strcspn(sql, "\n") - 1;
		else if (*sql == '\'')
			quoted = !quoted;
		else if (*sql == '$' && !quoted && atoi(sql + 1) > highest)
			highest = atoi(sql + 1);
	}
	return highest;
}

static enum code
prepare(struct stmt *stmt)
{
	struct handle *const handle = calloc(1, sizeof *handle);
	size_t count;

	if (!handle)
		return db_fail_memory();
	handle->count = highest_number(stmt->sql);
	count = (size_t)handle->count;
	handle->texts = arena_take(&handle->arena, count * sizeof *handle->texts);
	handle->types = arena_take(&handle->arena, count * sizeof *handle->types);
	handle->prepared = arena_take(&handle->arena, count * sizeof *handle->prepared);
	handle->copies = arena_take(&handle->arena, count * sizeof *handle->copies);
	stmt->handle = handle;
	return OK;
}

/* A value for which the text has no place is let pass, as with SQLite. */
static void
bind(struct stmt *stmt, int n, const char *text, Oid type)
{
	struct handle *const handle = stmt->handle;
	struct buffer *copy;

	if (n < 1 || n > handle->count)
		return;
	copy = &handle->copies[n - 1];
	buffer_reset(copy);
	if (text)
		buffer_text(copy, text);
	handle->texts[n - 1] = text ? copy->bytes : NULL;
	handle->types[n - 1] = type;
}

static void
bind_int(struct stmt *stmt, int n, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)value);
	bind(stmt, n, digits, INT8_OID);
}

static void
bind_text(struct stmt *stmt, int n, const char *value)
{
	bind(stmt, n, value, TEXT_OID);
}

static void
bind_null(struct stmt *stmt, int n, enum db_type type)
{
	bind(stmt, n, NULL, type == DB_NUMBER ? INT8_OID : type == DB_TEXT ? TEXT_OID : 0);
}

/* Prepared statements */

/* Is it prepared here, for values of these types? */
static bool
is_prepared(const struct link *link, const struct handle *handle)
{
	if (!link->conn || handle->connection != link->connection)
		return false;
	for (int i = 0; i < handle->count; i++)
		if (handle->types[i] && handle->prepared[i] &&
				handle->types[i] != handle->prepared[i])
			return false;
	return true;
}

/* The server forgets it, when next something is prepared. */
static void
drop(struct link *link, struct handle *handle)
{
	if (handle->connection == link->connection)
		buffer_print(&link->dropped, "DEALLOCATE s%lu;", handle->name);
	handle->connection = 0;
}

static void
forget_dropped(struct link *link)
{
	if (!link->dropped.length || link->pq.PQtransactionStatus(link->conn) == PQTRANS_INERROR)
		return;
	link->pq.PQclear(link_exec(link, link->dropped.bytes));
	buffer_reset(&link->dropped);
}

/* NULL where it is prepared; else the failure. */
static PGresult *
prepare_there(struct link *link, struct handle *handle, const char *sql)
{
	char name[32];
	PGresult *result;

	if (is_prepared(link, handle))
		return NULL;
	drop(link, handle);
	forget_dropped(link);
	handle->name = ++link->names;
	snprintf(name, sizeof name, "s%lu", handle->name);
	result = link->pq.PQprepare(link->conn, name, sql, handle->count, handle->types);
	if (!result_is_good(link, result))
		return result;
	link->pq.PQclear(result);
	handle->connection = link->connection;
	if (handle->count)
		memcpy(handle->prepared, handle->types,
				(size_t)handle->count * sizeof *handle->types);
	return NULL;
}

static PGresult *
execute(struct link *link, struct handle *handle, const char *sql)
{
	PGresult *const failure = prepare_there(link, handle, sql);
	char name[32];

	if (failure)
		return failure;
	snprintf(name, sizeof name, "s%lu", handle->name);
	return link->pq.PQexecPrepared(link->conn, name, handle->count, handle->texts, NULL, NULL,
			0);
}

/* Streams */

static void
end_stream_block(struct link *link, const char *how)
{
	if (link->block != STREAM_BLOCK)
		return;
	link->pq.PQclear(link_exec(link, how));
	link->block = NO_BLOCK;
}

/* The cursor is gone; when the last of those goes that began a block of their own, so does that. */
static void
leave_stream(struct link *link, struct handle *handle)
{
	struct handle **place = &link->streams;

	if (!handle->open)
		return;
	while (*place != handle)
		place = &(*place)->next;
	*place = handle->next;
	handle->open = false;
	if (!link->streams)
		end_stream_block(link, "COMMIT");
}

void
break_streams(struct link *link)
{
	for (struct handle *handle = link->streams; handle; handle = handle->next) {
		handle->open = false;
		handle->broken = true;
	}
	link->streams = NULL;
}

static PGresult *
fetch(struct link *link, const struct handle *handle, const char *how_many)
{
	char sql[64];

	snprintf(sql, sizeof sql, "FETCH %s FROM c%lu", how_many, handle->name);
	return link_exec(link, sql);
}

/* A cursor, inside a transaction, with its first rows. */
static PGresult *
open_stream(struct link *link, struct handle *handle, const char *sql)
{
	struct buffer text = {0};
	PGresult *result;

	if (link->block == NO_BLOCK) {
		result = link_exec(link, "BEGIN");
		if (!result_is_good(link, result))
			return result;
		link->pq.PQclear(result);
		link->block = STREAM_BLOCK;
	}
	drop(link, handle);
	handle->name = ++link->names;
	buffer_print(&text, "DECLARE c%lu NO SCROLL CURSOR FOR %s", handle->name, sql);
	result = link->pq.PQexecParams(link->conn, text.bytes, handle->count, handle->types,
			handle->texts, NULL, NULL, 0);
	buffer_free(&text);
	if (!result_is_good(link, result))
		return result;
	link->pq.PQclear(result);
	handle->open = true;
	handle->next = link->streams;
	link->streams = handle;
	return fetch(link, handle, "1000");
}

static void
close_stream(struct link *link, struct handle *handle)
{
	char sql[32];

	if (!handle->open)
		return;
	snprintf(sql, sizeof sql, "CLOSE c%lu", handle->name);
	if (link->block != STREAM_BLOCK || link->streams != handle || handle->next)
		link->pq.PQclear(link_exec(link, sql));
	leave_stream(link, handle);
}

/* Reads what is left of all open streams, since the transaction that they stand in ends. */
static void
drain_streams(struct link *link)
{
	struct handle *next;

	for (struct handle *handle = link->streams; handle; handle = next) {
		PGresult *const result = fetch(link, handle, "ALL");

		next = handle->next;
		if (result_is_good(link, result))
			handle->rest = result;
		else
			link->pq.PQclear(result);
		handle->broken = !handle->rest;
		handle->open = false;
	}
	link->streams = NULL;
}

/* Running and stepping */

static int
count_rows(const struct link *link, const struct handle *handle)
{
	return handle->result ? link->pq.PQntuples(handle->result) : 0;
}

static bool
only_reads(const char *sql)
{
	return strncasecmp(sql, "SELECT", 6) == 0;
}

static PGresult *
send(struct stmt *stmt)
{
	struct link *const link = link_of(stmt->db);

	return stmt->stream ? open_stream(link, stmt->handle, stmt->sql)
		: execute(link, stmt->handle, stmt->sql);
}

/* A failure: what was begun for streams alone is over, so that the next statement isn't refused. */
static enum code
fail_run(struct link *link, PGresult *result)
{
	const enum code code = link_fail(link, result);

	link->pq.PQclear(result);
	if (link->block == STREAM_BLOCK)
		break_streams(link);
	end_stream_block(link, "ROLLBACK");
	return code;
}

/* Outside of a transaction a lost connection is made again, and what only reads is asked again. */
static enum code
run(struct stmt *stmt)
{
	struct db *const db = stmt->db;
	struct link *const link = link_of(db);
	struct handle *const handle = stmt->handle;
	PGresult *result;
	enum code code = OK;

	if (db->begun && link->block == NO_BLOCK)
		return link_fail_lost(link);
	if (!link->conn)
		code = link_again(link);
	if (code != OK)
		return code;
	result = send(stmt);
	if (!db->begun && only_reads(stmt->sql) && !result_is_good(link, result) &&
			result_is_lost(link, result)) {
		link->pq.PQclear(result);
		link_lose(link);
		code = link_again(link);
		if (code != OK)
			return code;
		result = send(stmt);
	}
	if (!result_is_good(link, result))
		return fail_run(link, result);
	handle->result = result;
	handle->row = -1;
	handle->run = true;
	if (count_rows(link, handle) < FETCH_ROWS)
		close_stream(link, handle);
	return OK;
}

/* The rows after those that are here: drained ones, or some more of the cursor's. */
static enum code
turn_page(struct link *link, struct handle *handle)
{
	PGresult *next = handle->rest;

	if (handle->broken)
		return fail(STORE, "%s: the rows ended with their transaction: look again",
				link->where);
	if (handle->open)
		next = fetch(link, handle, "1000");
	if (handle->open && !result_is_good(link, next))
		return fail_run(link, next);
	handle->rest = NULL;
	link->pq.PQclear(handle->result);
	handle->result = next;
	handle->row = 0;
	if (handle->open && count_rows(link, handle) < FETCH_ROWS)
		close_stream(link, handle);
	return OK;
}

static enum code
step(struct stmt *stmt, bool *row)
{
	struct link *const link = link_of(stmt->db);
	struct handle *const handle = stmt->handle;
	enum code code = handle->run ? OK : run(stmt);

	if (code != OK)
		return code;
	if (handle->row < count_rows(link, handle))
		handle->row++;
	if (handle->row >= count_rows(link, handle) &&
			(handle->open || handle->rest || handle->broken))
		code = turn_page(link, handle);
	*row = code == OK && handle->row < count_rows(link, handle);
	return code;
}

static void
reset(struct stmt *stmt)
{
	struct link *const link = link_of(stmt->db);
	struct handle *const handle = stmt->handle;

	close_stream(link, handle);
	link->pq.PQclear(handle->result);
	link->pq.PQclear(handle->rest);
	handle->result = handle->rest = NULL;
	handle->run = handle->broken = false;
	for (int i = 0; i < handle->count; i++) {
		handle->texts[i] = NULL;
		handle->types[i] = 0;
	}
}

static void
finish(struct stmt *stmt)
{
	struct handle *const handle = stmt->handle;

	reset(stmt);
	drop(link_of(stmt->db), handle);
	for (int i = 0; i < handle->count; i++)
		buffer_free(&handle->copies[i]);
	arena_free(&handle->arena);
	free(handle);
}

/* Columns */

static bool
column_null(struct stmt *stmt, int column)
{
	const struct handle *const handle = stmt->handle;

	return link_of(stmt->db)->pq.PQgetisnull(handle->result, handle->row, column);
}

/* A comparison is 0 or 1, as with SQLite. */
static const char *
column_text(struct stmt *stmt, int column)
{
	const struct libpq *const pq = &link_of(stmt->db)->pq;
	const struct handle *const handle = stmt->handle;
	const char *text;

	if (column_null(stmt, column))
		return NULL;
	text = pq->PQgetvalue(handle->result, handle->row, column);
	if (pq->PQftype(handle->result, column) == BOOL_OID)
		return *text == 't' ? "1" : "0";
	return text;
}

static int64_t
column_int64(struct stmt *stmt, int column)
{
	const char *const text = column_text(stmt, column);

	return text ? strtoll(text, NULL, 10) : 0;
}

/* Transactions */

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
	}
	link->pq.PQclear(result);
	return code;
}

static enum code
begin(struct db *db, bool write)
{
	struct link *const link = link_of(db);
	const char *const sql = write ? link->begin_write
		: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
	bool again = true;
	enum code code = OK;

	if (link->block == STREAM_BLOCK) {
		drain_streams(link);
		end_stream_block(link, "COMMIT");
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

/* Everything after the savepoint is taken back when the store refuses something there. */
static enum code
attempt(struct db *db)
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

static void
refused(struct db *db)
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

static enum code
commit(struct db *db)
{
	struct link *const link = link_of(db);
	const enum block block = link->block;
	enum code code;

	if (block == NO_BLOCK)
		return link_fail_lost(link);
	drain_streams(link);
	code = block == WRITE_BLOCK ? commit_write(db) : link_run(link, "COMMIT");
	if (code == OK)
		link->block = NO_BLOCK;
	return code;
}

static void
rollback(struct db *db)
{
	struct link *const link = link_of(db);

	if (link->block == READ_BLOCK || link->block == WRITE_BLOCK) {
		drain_streams(link);
		link->pq.PQclear(link_exec(link, "ROLLBACK"));
	}
	link->block = NO_BLOCK;
}

/* News */

static void
forget_news(struct link *link)
{
	PGnotify *news;

	if (!link->conn || !link->pq.PQconsumeInput(link->conn))
		return;
	while ((news = link->pq.PQnotifies(link->conn)))
		link->pq.PQfreemem(news);
}

/* The end of the log. A desk that isn't told (its connection goes through a pool, or broke) finds out
 * by asking all the same. */
static enum code
data_version(struct db *db, int64_t *version)
{
	const enum code code = db_value(db, version, "SELECT max(id) FROM change", "");

	forget_news(link_of(db));
	return code;
}

static int
wake(struct db *db)
{
	struct link *const link = link_of(db);
	struct arena arena = {0};

	if (link->conn && link->listening != link->connection && link->block == NO_BLOCK) {
		link->pq.PQclear(link_exec(link, arena_print(&arena, "LISTEN \"chairtime %s\"",
				link->practice)));
		link->listening = link->connection;
		arena_free(&arena);
	}
	return link->conn ? link->pq.PQsocket(link->conn) : -1;
}

/* The driver */

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
	.prepare = prepare,
	.finish = finish,
	.bind_int = bind_int,
	.bind_text = bind_text,
	.bind_null = bind_null,
	.step = step,
	.attempt = attempt,
	.refused = refused,
	.reset = reset,
	.null = column_null,
	.int64 = column_int64,
	.text = column_text,
	.script = postgres_script,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.version = postgres_version,
	.set_version = postgres_set_version,
	.data_version = data_version,
	.keep = postgres_keep,
	.integrity = postgres_integrity,
	.remove = postgres_remove,
	.practices = postgres_practices,
	.wake = wake,
};
