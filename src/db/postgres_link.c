/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A connection to a PostgreSQL server: libpq loaded, connecting, and connecting again.
 */
#include <dlfcn.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "postgres.h"

#ifdef __APPLE__
#define LIBPQ_FILE "libpq.5.dylib"
#else
#define LIBPQ_FILE "libpq.so.5"
#endif

#define AGAIN_MS 8000		/* then a lost server is given up */
#define PAUSE_MOST_MS 400
#define SHUT_MS 3000		/* then it is tried again, where connecting was given up */
#define SECOND_MS 1000		/* how often a waiting desk looks at the time and at its keys */

void
pause_ms(int milliseconds)
{
	const struct timespec pause = {
		.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L
	};

	nanosleep(&pause, NULL);
}

/* libpq */

/* Where each of its functions goes. */
static const struct {
	const char *name;
	size_t offset;
} functions[] = {
#define LIBPQ_ROW(name) { #name, offsetof(struct libpq, name) },
	LIBPQ_FUNCTIONS(LIBPQ_ROW)
};

static enum code
libpq_load(struct libpq *pq)
{
	void *const library = dlopen(LIBPQ_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool whole = true;

	if (!library)
		return fail(STORE, "PostgreSQL's library " LIBPQ_FILE " isn't on this machine: "
				"install it (libpq5, libpq, postgresql-libs)");
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		void *const place = dlsym(library, functions[i].name);

		memcpy((char *)pq + functions[i].offset, &place, sizeof place);
		whole = whole && place;
	}
	dlclose(library);
	return whole ? OK : fail(STORE, LIBPQ_FILE ": it is too old: version 14 or newer is needed");
}

enum code
link_make(struct link *link, const char *where)
{
	enum code code = libpq_load(&link->pq);

	if (code == OK) {
		link->where = arena_copy(&link->arena, where);
		code = link_read_url(link, where);
	}
	if (code != OK)
		link_free(link);
	return code;
}

void
link_free(struct link *link)
{
	talk_settle(link);
	link_lose(link);
	if (link->news.result)		/* else libpq needn't be there */
		link->pq.PQclear(link->news.result);
	buffer_free(&link->dropped);
	arena_free(&link->arena);
}

/* Connecting */

static void
hear_nothing(void *context, const char *notice)
{
	(void)context;
	(void)notice;
}

/* libpq's sentence without its line ends. */
static const char *
link_message(struct link *link, struct arena *arena)
{
	char *const text = arena_copy(arena, link->pq.PQerrorMessage(link->conn));
	size_t length = strlen(text);

	while (length > 0 && text[length - 1] == '\n')
		text[--length] = '\0';
	for (char *at = text; *at; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	return text;
}

static enum code
fail_connecting(struct link *link)
{
	struct arena arena = {0};
	const bool password = link->pq.PQconnectionNeedsPassword(link->conn);
	const char *const why = link_message(link, &arena);
	const enum code code = password ?
		fail(STORE, "%s: the server wants a password: put it into ~/.pgpass (mode 0600) or "
				"a service file", link->where) :
		fail(STORE, "%s: the server can't be used: %s", link->where, why);

	arena_free(&arena);
	return code;
}

static bool
takes_too_long(const struct link *link, int64_t since)
{
	const int seconds = (int)((monotonic_ms() - since) / SECOND_MS);

	return (link->connect_seconds > 0 && seconds >= link->connect_seconds) || db_gives_up(seconds);
}

/* Until it is connected, has failed or is given up. Then all that was under way fails at once, so that who has
 * given it up by a key isn't asked again by each query of that key. */
static void
await_connection(struct link *link)
{
	const int64_t since = monotonic_ms();
	PostgresPollingStatusType wants = PGRES_POLLING_WRITING;

	if (link->pq.PQstatus(link->conn) == CONNECTION_BAD)
		return;
	while (!link->silent && wants != PGRES_POLLING_OK && wants != PGRES_POLLING_FAILED) {
		struct pollfd poll_for = { .fd = link->pq.PQsocket(link->conn),
			.events = wants == PGRES_POLLING_READING ? POLLIN : POLLOUT };

		if (poll(&poll_for, 1, SECOND_MS) > 0)
			wants = link->pq.PQconnectPoll(link->conn);
		else
			link->silent = takes_too_long(link, since);
	}
	if (link->silent)
		link->shut_until = monotonic_ms() + SHUT_MS;
}

static enum code
fail_silent(const struct link *link)
{
	return fail(STORE, "the server can't be used: it doesn't answer (%s)", link->where);
}

enum code
link_connect(struct link *link)
{
	enum code code = OK;

	link->silent = monotonic_ms() < link->shut_until;
	if (link->silent)
		return fail_silent(link);
	link->conn = link->pq.PQconnectStartParams(link->keys, link->values, 0);
	if (!link->conn)
		return db_fail_memory();
	await_connection(link);
	link->connection++;
	buffer_reset(&link->dropped);
	if (link->silent)
		code = fail_silent(link);
	else if (link->pq.PQstatus(link->conn) != CONNECTION_OK)
		code = fail_connecting(link);
	link->pq.PQsetNoticeProcessor(link->conn, hear_nothing, NULL);
	link->pq.PQsetnonblocking(link->conn, 1);
	if (code == OK && link->session)
		code = link_run(link, link->session);
	if (code != OK)
		link_lose(link);
	return code;
}

enum code
link_again(struct link *link)
{
	const int64_t until = monotonic_ms() + AGAIN_MS;
	int pause = 20;
	enum code code = link->conn ? OK : link_connect(link);

	while (code == STORE && !link->silent && monotonic_ms() < until) {
		error_clear();
		pause_ms(pause);
		pause = pause * 2 < PAUSE_MOST_MS ? pause * 2 : PAUSE_MOST_MS;
		code = link_connect(link);
	}
	return code;
}

void
link_lose(struct link *link)
{
	if (link->conn)
		link->pq.PQfinish(link->conn);
	link->conn = NULL;
	talk_settle(link);	/* without a connection: nothing comes any more */
	streams_break(link);
	link->block = NO_BLOCK;
	link->attempted = false;
}
