/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The address of a practice on a PostgreSQL server, taken to pieces: how to connect, and the names
 * that follow from the practice's.
 */
#include <stdlib.h>
#include <string.h>

#include "postgres.h"

/* What is said where the URL and the environment say nothing. */
static const struct {
	const char *key, *value, *variable;
} ours[] = {
	{"connect_timeout", "10", "PGCONNECT_TIMEOUT"},
	{"tcp_user_timeout", "15000", NULL},
	{"keepalives_idle", "30", NULL},	/* a network that swallows all is found out */
	{"keepalives_interval", "5", NULL},
	{"keepalives_count", "3", NULL},
	{"fallback_application_name", "chairtime", NULL}
};
#define OURS (sizeof ours / sizeof *ours)

/* What was said of a key, in the address before the environment; "" where nothing was. */
static const char *
said_of(const struct link *link, const char *key, const char *variable)
{
	const char *said = getenv(variable);

	for (size_t i = 0; link->keys[i]; i++)
		if (strcmp(link->keys[i], key) == 0)
			said = link->values[i];
	return said ? said : "";
}

/* Of several hosts each may take its time. */
static int
connect_seconds(const struct link *link)
{
	const char *host = said_of(link, "host", "PGHOST");
	int hosts = 1;

	for (; *host; host++)
		hosts += *host == ',';
	return atoi(said_of(link, "connect_timeout", "PGCONNECT_TIMEOUT")) * hosts;
}

/* The keys and values for PQconnectStartParams. Of a key that stands twice the last one counts. */
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
	link->connect_seconds = connect_seconds(link);
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

enum code
link_read_url(struct link *link, const char *where)
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
	link->begin_write = arena_print(arena, "BEGIN; SELECT pg_advisory_xact_lock(%lld);"
			"SELECT version FROM store WHERE application = 'chairtime'",
			(long long)lock_number(practice));
	link->notify = arena_print(arena, "NOTIFY \"chairtime %s\"", practice);
	link->session = arena_print(arena,
			"SET search_path TO %s;"
			"SET lock_timeout TO '10s';"
			"SET client_min_messages TO error;"
			/* A practice lies in memory, and its questions are short: by index, for the
			 * first rows, not compiled. */
			"SET random_page_cost TO 1.1; SET cursor_tuple_fraction TO 0.02; SET jit TO off;"
			"SET default_transaction_isolation TO 'read committed';"
			"SET default_transaction_read_only TO %s", link->schema,
			mode == DB_READ ? "on" : "off");
	return OK;
}
