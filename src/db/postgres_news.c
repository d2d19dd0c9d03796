/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * News of other desks: the number that moves, and what wakes whoever waits for keys.
 */
#include "postgres.h"

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
enum code
postgres_data_version(struct db *db, int64_t *version)
{
	const enum code code = db_value(db, version, "SELECT max(id) FROM change", "");

	forget_news(link_of(db));
	return code;
}

int
postgres_wake(struct db *db)
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
