/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a PostgreSQL server's refusals mean: the project's codes and a sentence for the person.
 */
#include <string.h>

#include "postgres.h"

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
	return !link->conn || link->silent || link->pq.PQstatus(link->conn) != CONNECTION_OK ||
		result_has_state(link, result, "57P") || result_has_state(link, result, "08");
}

enum code
link_fail_lost(const struct link *link)
{
	if (link->silent)
		return fail(STORE, "the server doesn't answer: what was under way wasn't written: do it "
				"again later (%s)", link->where);
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
	link->conflict |= result_has_state(link, result, "40");
	if (result_has_state(link, result, "23"))
		return fail_constraint(link, result);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (result_has_state(link, result, refusals[i].state))
			return fail(refusals[i].code, "%s: %s (%s)", link->where, refusals[i].words,
					message);
	return fail(STORE, "%s: %s", link->where, message);
}
