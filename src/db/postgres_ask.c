/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions of the driver's own to a PostgreSQL server, with at most one value.
 */
#include <stdlib.h>

#include "postgres.h"

/* The first column of the first row, in the arena; NULL where there is none. */
enum code
link_ask(struct link *link, struct arena *arena, const char *sql, const char *value, const char **out)
{
	PGresult *const result = talk_ask(link, sql, value ? 1 : 0, NULL, &value);
	enum code code = OK;

	*out = NULL;
	if (!result_is_good(link, result))
		code = link_fail(link, result);
	else if (link->pq.PQntuples(result) > 0 && !link->pq.PQgetisnull(result, 0, 0))
		*out = arena_copy(arena, link->pq.PQgetvalue(result, 0, 0));
	link->pq.PQclear(result);
	return code;
}

enum code
link_ask_count(struct link *link, const char *sql, const char *value, long *count)
{
	struct arena arena = {0};
	const char *text;
	const enum code code = link_ask(link, &arena, sql, value, &text);

	*count = text ? strtol(text, NULL, 10) : 0;
	arena_free(&arena);
	return code;
}

/* Calls found() with the first column of each row. */
enum code
link_ask_each(struct link *link, const char *sql, const char *value, db_found *found, void *context)
{
	PGresult *const result = talk_ask(link, sql, value ? 1 : 0, NULL, &value);
	enum code code = OK;

	if (!result_is_good(link, result))
		code = link_fail(link, result);
	else
		for (int i = 0; i < link->pq.PQntuples(result); i++)
			found(context, link->pq.PQgetvalue(result, i, 0));
	link->pq.PQclear(result);
	return code;
}
