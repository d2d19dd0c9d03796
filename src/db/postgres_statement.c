/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Statements on a PostgreSQL server: their values, where they are prepared, running and stepping.
 *
 * A statement is prepared on the server when it is first run, with the types of the values that were
 * bound (numbers are int8, text is text; of an untyped null the server decides), and again where the
 * connection is another. Values travel as text. Results come whole, except of streams. Preparing and
 * running travel together (postgres_talk.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "postgres.h"

#define INT8_OID 20		/* pg_type.dat */
#define TEXT_OID 25
#define BOOL_OID 16

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

enum code
postgres_prepare(struct stmt *stmt)
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

void
postgres_bind_int(struct stmt *stmt, int n, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)value);
	bind(stmt, n, digits, INT8_OID);
}

void
postgres_bind_text(struct stmt *stmt, int n, const char *value)
{
	bind(stmt, n, value, TEXT_OID);
}

void
postgres_bind_null(struct stmt *stmt, int n, enum db_type type)
{
	bind(stmt, n, NULL, type == DB_NUMBER ? INT8_OID : type == DB_TEXT ? TEXT_OID : 0);
}

/* Prepared statements */

/* The server forgets it, when next something is prepared. */
void
statement_drop(struct link *link, struct handle *handle)
{
	if (handle->connection == link->connection)
		buffer_print(&link->dropped, "DEALLOCATE s%lu;", handle->name);
	handle->connection = 0;
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

/* The answer to a statement that was asked ahead, or is asked now. */
static PGresult *
ask(struct stmt *stmt)
{
	struct link *const link = link_of(stmt->db);
	struct handle *const handle = stmt->handle;
	PGresult *result;

	if (stmt->stream)
		return stream_open(link, handle, stmt->sql);
	if (!handle->sent && !handle->result)
		talk_send_prepared(link, handle, handle, stmt->sql);
	talk_settle(link);
	result = handle->result;
	handle->result = NULL;
	return result;
}

/* Was it skipped, since something before it had failed? */
static bool
was_skipped(const struct link *link, const PGresult *result)
{
	return link->pq.PQresultStatus(result) == PGRES_PIPELINE_ABORTED;
}

/* A write of this transaction, for which nobody waited, has failed: this is told in the place of what
 * was asked now. */
static enum code
fail_late(struct link *link, PGresult *result)
{
	link->pq.PQclear(result);
	return link_fail(link, link->failed);
}

/* Outside of a transaction, what only reads may be asked again, whatever became of the connection. */
static bool
may_ask_again(const struct stmt *stmt, const PGresult *result)
{
	const struct link *const link = link_of(stmt->db);

	return !stmt->db->begun && only_reads(stmt->sql) && !link->silent &&
		!result_is_good(link, result) && result_is_lost(link, result);
}

/* A failure: what was begun for streams alone is over, so that the next statement isn't refused. */
static enum code
fail_run(struct link *link, PGresult *result)
{
	const enum code code = link_fail(link, result);

	link->pq.PQclear(result);
	if (link->block == STREAM_BLOCK)
		streams_break(link);
	streams_end(link, "ROLLBACK");
	return code;
}

static void
take_rows(struct link *link, struct handle *handle, PGresult *result)
{
	handle->result = result;
	handle->row = -1;
	handle->run = true;
	if (count_rows(link, handle) < STREAM_ROWS)
		stream_close(link, handle);
}

/* Outside of a transaction a lost connection is made again, and what only reads is asked again. */
static enum code
run(struct stmt *stmt)
{
	struct db *const db = stmt->db;
	struct link *const link = link_of(db);
	PGresult *result;
	enum code code = OK;

	if (db->begun && link->block == NO_BLOCK)
		return link_fail_lost(link);
	if (!link->conn)
		code = link_again(link);
	if (code != OK)
		return code;
	result = ask(stmt);
	if (may_ask_again(stmt, result)) {
		link->pq.PQclear(result);
		link_lose(link);
		code = link_again(link);
		if (code != OK)
			return code;
		result = ask(stmt);
	}
	if (link->failed)
		return fail_late(link, result);
	if (was_skipped(link, result)) {
		link->pq.PQclear(result);
		result = ask(stmt);
	}
	if (!result_is_good(link, result))
		return fail_run(link, result);
	take_rows(link, stmt->handle, result);
	return OK;
}

void
postgres_ahead(struct stmt *stmt)
{
	struct link *const link = link_of(stmt->db);
	struct handle *const handle = stmt->handle;

	if (link->conn && !link->failed && !stmt->stream && !handle->sent &&
			!(stmt->db->begun && link->block == NO_BLOCK))
		talk_send_prepared(link, handle, handle, stmt->sql);
}

bool
postgres_later(struct stmt *stmt)
{
	struct link *const link = link_of(stmt->db);

	if (!link->conn || link->failed || link->block != WRITE_BLOCK)
		return false;
	talk_send_prepared(link, stmt->handle, NULL, stmt->sql);
	return true;
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
		next = stream_fetch(link, handle);
	if (handle->open && !result_is_good(link, next))
		return fail_run(link, next);
	handle->rest = NULL;
	link->pq.PQclear(handle->result);
	handle->result = next;
	handle->row = 0;
	if (handle->open && count_rows(link, handle) < STREAM_ROWS)
		stream_close(link, handle);
	return OK;
}

enum code
postgres_step(struct stmt *stmt, bool *row)
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

void
postgres_reset(struct stmt *stmt)
{
	struct link *const link = link_of(stmt->db);
	struct handle *const handle = stmt->handle;

	if (handle->sent)
		talk_settle(link);	/* nobody wants it any more */
	stream_close(link, handle);
	link->pq.PQclear(handle->result);
	link->pq.PQclear(handle->rest);
	handle->result = handle->rest = NULL;
	handle->run = handle->broken = false;
	for (int i = 0; i < handle->count; i++) {
		handle->texts[i] = NULL;
		handle->types[i] = 0;
	}
}

void
postgres_finish(struct stmt *stmt)
{
	struct handle *const handle = stmt->handle;

	talk_settle(link_of(stmt->db));	/* it may be what is being prepared */
	postgres_reset(stmt);
	statement_drop(link_of(stmt->db), handle);
	for (int i = 0; i < handle->count; i++)
		buffer_free(&handle->copies[i]);
	arena_free(&handle->arena);
	free(handle);
}

/* Columns */

bool
postgres_null(struct stmt *stmt, int column)
{
	const struct handle *const handle = stmt->handle;

	return link_of(stmt->db)->pq.PQgetisnull(handle->result, handle->row, column);
}

/* A comparison is 0 or 1, as with SQLite. */
const char *
postgres_text(struct stmt *stmt, int column)
{
	const struct libpq *const pq = &link_of(stmt->db)->pq;
	const struct handle *const handle = stmt->handle;
	const char *text;

	if (postgres_null(stmt, column))
		return NULL;
	text = pq->PQgetvalue(handle->result, handle->row, column);
	if (pq->PQftype(handle->result, column) == BOOL_OID)
		return *text == 't' ? "1" : "0";
	return text;
}

int64_t
postgres_int64(struct stmt *stmt, int column)
{
	const char *const text = postgres_text(stmt, column);

	return text ? strtoll(text, NULL, 10) : 0;
}
