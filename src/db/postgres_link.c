/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A connection to a PostgreSQL server: libpq loaded, the URL taken to pieces, connecting and
 * connecting again, and what the server's refusals mean.
 */
#include <dlfcn.h>
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

int64_t
monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
pause_ms(int milliseconds)
{
	const struct timespec pause = {
		.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L
	};

	nanosleep(&pause, NULL);
}

/* libpq */

static enum code
libpq_load(struct libpq *pq)
{
	void *const library = dlopen(LIBPQ_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool whole = library != NULL;
	void *place;

	if (!library)
		return fail(STORE, "PostgreSQL's library " LIBPQ_FILE " isn't on this machine: "
				"install it (libpq5, libpq, postgresql-libs)");
#define LIBPQ_LOAD(name) \
	place = dlsym(library, #name); \
	memcpy(&pq->name, &place, sizeof place); \
	whole = whole && place;
	LIBPQ_FUNCTIONS(LIBPQ_LOAD)
	dlclose(library);
	return whole ? OK : fail(STORE, LIBPQ_FILE ": it is too old: version 14 or newer is needed");
}

/* The URL */

/* What is said where the URL and the environment say nothing. */
static const struct {
	const char *key, *value, *variable;
} ours[] = {
	{"connect_timeout", "10", "PGCONNECT_TIMEOUT"},
	{"tcp_user_timeout", "15000", NULL},
	{"keepalives_idle", "30", NULL},
	{"fallback_application_name", "chairtime", NULL}
};
#define OURS (sizeof ours / sizeof *ours)

/* The keys and values for PQconnectdbParams. Of a key that stands twice the last one counts. */
static void
take_options(struct link *link, const PQconninfoOption *said)
{
	size_t count = 0, room = OURS + 2;

	for (const PQconninfoOption *option = said; option->keyword; option++)
		room++;
	link->keys = arena_take(&link->arena, room * sizeof *link->keys);
	link->values = arena_take(&link->arena, room * sizeof *link->values);
	for (size_t i = 0; i < OURS; i++)
		if (!ours[i].variable || !getenv(ours[i].variable)) {
			link->keys[count] = ours[i].key;
			link->values[count++] = ours[i].value;
		}
	for (const PQconninfoOption *option = said; option->keyword; option++)
		if (option->val) {
			link->keys[count] = arena_copy(&link->arena, option->keyword);
			link->values[count++] = arena_copy(&link->arena, option->val);
		}
	link->keys[count] = "client_encoding";
	link->values[count] = "UTF8";
}

static bool
holds_password(const PQconninfoOption *option)
{
	for (; option->keyword; option++)
		if (option->val && (strcmp(option->keyword, "password") == 0 ||
				strcmp(option->keyword, "sslpassword") == 0))
			return true;
	return false;
}

static enum code
url_read(struct link *link, const char *where)
{
	const char *const url = db_url_without_practice(&link->arena, where,
			&link->practice);
	char *why = NULL;
	PQconninfoOption *const said = link->pq.PQconninfoParse(url, &why);
	enum code code = OK;

	if (!said)
		code = fail(USAGE, "--db: no address of a server: write it as in "
				"postgresql://host/group?practice=riverside");
	else if (holds_password(said))
		code = fail(USAGE, "--db: a password doesn't belong in an address, where others can "
				"read it: put it into ~/.pgpass or a service file");
	else
		take_options(link, said);
	if (said)
		link->pq.PQconninfoFree(said);
	link->pq.PQfreemem(why);
	return code;
}

enum code
link_make(struct link *link, const char *where)
{
	enum code code = libpq_load(&link->pq);

	if (code == OK) {
		link->where = arena_copy(&link->arena, where);
		code = url_read(link, where);
	}
	if (code != OK)
		link_free(link);
	return code;
}

void
link_free(struct link *link)
{
	if (link->conn)
		link->pq.PQfinish(link->conn);
	link->conn = NULL;
	buffer_free(&link->dropped);
	arena_free(&link->arena);
}

/* The practice */

/* A name that needs no thought wherever it is written. */
static bool
is_schema_name(const char *name)
{
	const size_t length = strlen(name);

	return length > 0 && length <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
		strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length &&
		strncmp(name, "pg_", 3) != 0 && strcmp(name, "public") != 0 &&
		strcmp(name, "information_schema") != 0;
}

/* FNV-1a: the practice's number among the advisory locks. */
static uint64_t
lock_number(const char *practice)
{
	uint64_t number = 0xcbf29ce484222325;

	for (; *practice; practice++)
		number = (number ^ (unsigned char)*practice) * 0x100000001b3;
	return number;
}

enum code
link_set_practice(struct link *link, const char *practice, enum db_mode mode)
{
	struct arena *const arena = &link->arena;

	if (!is_schema_name(practice))
		return fail(INPUT, "--practice: \"%s\" can't be its name on a server: small letters, "
				"digits and _ are, at most 40, a letter first", practice);
	link->practice = arena_copy(arena, practice);
	link->schema = arena_print(arena, "\"%s\"", practice);
	link->begin_write = arena_print(arena, "BEGIN; SELECT pg_advisory_xact_lock(%lld)",
			(long long)lock_number(practice));
	link->commit_write = arena_print(arena, "COMMIT; NOTIFY \"chairtime %s\"", practice);
	link->session = arena_print(arena,
			"SET search_path TO %s;"
			"SET lock_timeout TO '10s';"
			"SET client_min_messages TO error;"
			"SET cursor_tuple_fraction TO 1;"
			"SET default_transaction_isolation TO 'read committed';"
			"SET default_transaction_read_only TO %s", link->schema,
			mode == DB_READ ? "on" : "off");
	return OK;
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

enum code
link_connect(struct link *link)
{
	enum code code = OK;

	link->conn = link->pq.PQconnectdbParams(link->keys, link->values, 0);
	if (!link->conn)
		return db_fail_memory();
	link->connection++;
	buffer_reset(&link->dropped);
	if (link->pq.PQstatus(link->conn) != CONNECTION_OK)
		code = fail_connecting(link);
	link->pq.PQsetNoticeProcessor(link->conn, hear_nothing, NULL);
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

	while (code == STORE && monotonic_ms() < until) {
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
	break_streams(link);
	link->block = NO_BLOCK;
	link->attempted = false;
}

PGresult *
link_exec(struct link *link, const char *sql)
{
	return link->conn ? link->pq.PQexec(link->conn, sql) : NULL;
}

enum code
link_run(struct link *link, const char *sql)
{
	PGresult *const result = link_exec(link, sql);
	const enum code code = result_is_good(link, result) ? OK : link_fail(link, result);

	link->pq.PQclear(result);
	return code;
}

/* Refusals */

bool
result_is_good(const struct link *link, const PGresult *result)
{
	const ExecStatusType status = link->pq.PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static const char *
result_field(const struct link *link, const PGresult *result, int field)
{
	const char *const text = link->pq.PQresultErrorField(result, field);

	return text ? text : "";
}

bool
result_has_state(const struct link *link, const PGresult *result, const char *prefix)
{
	return strncmp(result_field(link, result, PG_DIAG_SQLSTATE), prefix, strlen(prefix)) == 0;
}

bool
result_is_lost(const struct link *link, const PGresult *result)
{
	return !link->conn || link->pq.PQstatus(link->conn) != CONNECTION_OK ||
		result_has_state(link, result, "57P") || result_has_state(link, result, "08");
}

enum code
link_fail_lost(const struct link *link)
{
	return fail(STORE, "%s: the connection to the server was lost: what was under way wasn't "
			"written: do it again", link->where);
}

/* "Key (a, b)=(1, 2) already exists." gives "table.a, table.b": as SQLite says it. */
static const char *
key_columns(struct arena *arena, const char *table, const char *detail)
{
	const char *const start = strchr(detail, '(');
	struct buffer words = {0};
	const char *text, *name = start ? start + 1 : "";

	while (*name && *name != ')') {
		const size_t length = strcspn(name, ",)");

		buffer_print(&words, "%s%s.%.*s", words.length ? ", " : "", table, (int)length,
				name);
		name += length;
		name += strspn(name, ", ");
	}
	text = arena_copy(arena, words.bytes ? words.bytes : table);
	buffer_free(&words);
	return text;
}

/* In the words that SQLite has for it; an exclusion constraint is called by its own sentence. */
static enum code
fail_constraint(const struct link *link, const PGresult *result)
{
	const char *const table = result_field(link, result, PG_DIAG_TABLE_NAME);
	const char *const name = result_field(link, result, PG_DIAG_CONSTRAINT_NAME);
	struct arena arena = {0};

	if (result_has_state(link, result, "23505"))
		fail(CLASH, "the store refuses it: UNIQUE constraint failed: %s", key_columns(&arena,
				table, result_field(link, result, PG_DIAG_MESSAGE_DETAIL)));
	else if (result_has_state(link, result, "23503"))
		fail(CLASH, "the store refuses it: FOREIGN KEY constraint failed");
	else if (result_has_state(link, result, "23502"))
		fail(CLASH, "the store refuses it: NOT NULL constraint failed: %s.%s", table,
				result_field(link, result, PG_DIAG_COLUMN_NAME));
	else if (result_has_state(link, result, "23514"))
		fail(CLASH, "the store refuses it: CHECK constraint failed: %s", name);
	else
		fail(CLASH, "the store refuses it: %s", name);
	arena_free(&arena);
	return CLASH;
}

/* By the beginning of its SQLSTATE (PostgreSQL's manual, appendix A). */
static const struct {
	const char *state;
	enum code code;
	const char *words;
} refusals[] = {
	{"40", BUSY, "other desks hold the store: nothing was done, try again"},
	{"55P03", BUSY, "other desks hold the store: nothing was done, try again"},
	{"57014", BUSY, "the server took too long: nothing was done, try again"},
	{"42501", DENIED, "the server doesn't let this login do it: the practice's role is needed"},
	{"25006", STORE, "can't be written: the server is a copy of another, or lets only read"},
	{"25P02", STORE, "an earlier failure ended the transaction: nothing was written"},
	{"53100", STORE, "the server's disk is full, so nothing was written: make room and do it "
			"again"},
	{"53300", STORE, "the server has too many connections: close other programs"},
	{"42P06", CLASH, "exists already"},
	{"22", INPUT, "the store can't hold that value"},
};

enum code
link_fail(struct link *link, const PGresult *result)
{
	const char *const message = result_field(link, result, PG_DIAG_MESSAGE_PRIMARY);

	if (result_is_lost(link, result)) {
		link_lose(link);
		return link_fail_lost(link);
	}
	if (result_has_state(link, result, "23"))
		return fail_constraint(link, result);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (result_has_state(link, result, refusals[i].state))
			return fail(refusals[i].code, "%s: %s (%s)", link->where, refusals[i].words,
					message);
	return fail(STORE, "%s: %s", link->where, message);
}
