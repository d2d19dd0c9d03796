/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Streams: cursors on the server, read by STREAM_ROWS rows at a time. Outside of a transaction the
 * first one begins a block of its own, which the last one ends; a transaction that begins meanwhile first has
 * what is left of them read into memory, and so has one that ends.
 */
#include <stdio.h>

#include "postgres.h"

void
streams_end(struct link *link, const char *how)
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
		streams_end(link, "COMMIT");
}

void
streams_break(struct link *link)
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

PGresult *
stream_fetch(struct link *link, const struct handle *handle)
{
	char how_many[16];

	snprintf(how_many, sizeof how_many, "%d", STREAM_ROWS);
	return fetch(link, handle, how_many);
}

PGresult *
stream_open(struct link *link, struct handle *handle, const char *sql)
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
	statement_drop(link, handle);
	handle->name = ++link->names;
	buffer_print(&text, "DECLARE c%lu NO SCROLL CURSOR FOR %s", handle->name, sql);
	result = talk_ask(link, text.bytes, handle->count, handle->types, handle->texts);
	buffer_free(&text);
	if (!result_is_good(link, result))
		return result;
	link->pq.PQclear(result);
	handle->open = true;
	handle->next = link->streams;
	link->streams = handle;
	return stream_fetch(link, handle);
}

void
stream_close(struct link *link, struct handle *handle)
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
void
streams_drain(struct link *link)
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
