/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is said to the server and heard from it. A round trip costs more than most questions do, so what
 * needs no answer at once is sent without waiting and is due: questions that are asked ahead, writes
 * whose result nobody reads, savepoints, the news for other desks. Whoever needs an answer settles:
 * then the answers of all that is due are heard, in one trip (libpq's pipeline mode).
 *
 * Behind a failure the server skips what came with it. A question that was skipped is asked again alone
 * when its rows are wanted. The failure of a write that nobody waited for stays with the transaction:
 * whatever runs next in it tells it, and its commit, which isn't sent then.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "postgres.h"

#define SECOND_MS 1000

/* Waiting */

/* Until the next answer is here, or the connection is lost; false: it is given up. */
static bool
await(struct link *link)
{
	const struct libpq *const pq = &link->pq;
	const int64_t since = monotonic_ms();

	while (!link->silent) {
		struct pollfd poll_for = { .fd = pq->PQsocket(link->conn), .events = POLLIN };
		const int unsent = pq->PQflush(link->conn);

		if (unsent < 0 || !pq->PQisBusy(link->conn))
			return true;
		if (unsent)
			poll_for.events |= POLLOUT;
		if (poll(&poll_for, 1, SECOND_MS) <= 0)
			link->silent = db_gives_up((int)((monotonic_ms() - since) / SECOND_MS));
		else if (!pq->PQconsumeInput(link->conn))
			return true;
	}
	return false;
}

static PGresult *
hear(struct link *link)
{
	return link->conn && await(link) ? link->pq.PQgetResult(link->conn) : NULL;
}

/* What is due */

/* Without a connection it comes to nothing, which is found out when the answer is wanted. */
static bool
begin_sending(struct link *link)
{
	if (link->due_count + 2 > MOST_DUE)
		talk_settle(link);
	return link->conn && (link->due_count || link->pq.PQenterPipelineMode(link->conn));
}

static void
add_due(struct link *link, struct handle *prepared, struct handle *asked)
{
	link->due[link->due_count++] = (struct due){ prepared, asked };
	if (asked)
		asked->sent = true;
}

void
talk_send(struct link *link, struct handle *asked, const char *sql, int count, const Oid *types,
		const char *const *values)
{
	if (begin_sending(link) && link->pq.PQsendQueryParams(link->conn, sql, count, types, values,
			NULL, NULL, 0))
		add_due(link, NULL, asked);
}

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

static void
forget_dropped(struct link *link)
{
	if (!link->dropped.length || link->pq.PQtransactionStatus(link->conn) == PQTRANS_INERROR)
		return;
	link->pq.PQclear(link_exec(link, link->dropped.bytes));
	buffer_reset(&link->dropped);
}

static void
send_preparing(struct link *link, struct handle *handle, struct handle *asked, const char *sql)
{
	char name[32];

	statement_drop(link, handle);
	if (link->conn)
		forget_dropped(link);
	handle->name = ++link->names;
	snprintf(name, sizeof name, "s%lu", handle->name);
	if (!begin_sending(link) || !link->pq.PQsendPrepare(link->conn, name, sql, handle->count,
			handle->types))
		return;
	add_due(link, handle, asked);
	handle->connection = link->connection;
	if (handle->count)
		memcpy(handle->prepared, handle->types,
				(size_t)handle->count * sizeof *handle->types);
}

void
talk_send_prepared(struct link *link, struct handle *handle, struct handle *asked, const char *sql)
{
	char name[32];

	if (!is_prepared(link, handle))
		send_preparing(link, handle, asked, sql);
	snprintf(name, sizeof name, "s%lu", handle->name);
	if (begin_sending(link) && link->pq.PQsendQueryPrepared(link->conn, name, handle->count,
			handle->texts, NULL, NULL, 0))
		add_due(link, NULL, asked);
}

/* An answer goes where it belongs; of a question whose preparing failed that failure is it. That the connection
 * was lost says nothing of a write: what came of it is the commit's to find out. */
static void
deliver(struct link *link, const struct due *due, PGresult *result)
{
	const bool good = result_is_good(link, result);

	if (due->prepared && !good)
		due->prepared->connection = 0;
	if (due->asked && !due->asked->result && !(due->prepared && good))
		due->asked->result = result;
	else if (!due->asked && !good && !link->failed && !result_is_lost(link, result))
		link->failed = result;
	else
		link->pq.PQclear(result);
	if (due->asked && !due->prepared)
		due->asked->sent = false;
}

void
talk_settle(struct link *link)
{
	const size_t count = link->due_count;

	if (!count)
		return;
	if (link->conn)
		link->pq.PQpipelineSync(link->conn);
	for (size_t i = 0; i < count; i++) {
		PGresult *const result = hear(link);

		if (result)
			link->pq.PQclear(hear(link));	/* the end of it */
		deliver(link, &link->due[i], result);
	}
	link->due_count = 0;
	link->pq.PQclear(hear(link));	/* that all is heard */
	if (link->conn)
		link->pq.PQexitPipelineMode(link->conn);
}

/* Asking and hearing */

PGresult *
talk_ask(struct link *link, const char *sql, int count, const Oid *types, const char *const *values)
{
	struct handle asked = {0};

	talk_send(link, &asked, sql, count, types, values);
	talk_settle(link);
	return asked.result;
}

PGresult *
link_exec(struct link *link, const char *sql)
{
	PGresult *kept = NULL, *result;

	talk_settle(link);
	if (!link->conn || !link->pq.PQsendQuery(link->conn, sql))
		return NULL;
	while ((result = hear(link))) {
		if (kept && !result_is_good(link, kept)) {
			link->pq.PQclear(result);
			continue;
		}
		link->pq.PQclear(kept);
		kept = result;
	}
	return kept;
}

enum code
link_run(struct link *link, const char *sql)
{
	PGresult *const result = link_exec(link, sql);
	const enum code code = result_is_good(link, result) ? OK : link_fail(link, result);

	link->pq.PQclear(result);
	return code;
}
