/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the PostgreSQL driver share: libpq, a connection to the practice's server, and
 * what the server's refusals mean. Private to src/db/postgres*.c.
 */
#ifndef DB_POSTGRES_H
#define DB_POSTGRES_H

#include <libpq-fe.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "driver.h"

/* libpq is loaded when the first URL is opened: with all that it needs it takes longer to load
 * than a whole command on a file. */
#define LIBPQ_FUNCTIONS(of) \
	of(PQclear) of(PQcmdStatus) of(PQconnectdbParams) \
	of(PQconnectionNeedsPassword) of(PQconninfoFree) of(PQconninfoParse) of(PQconsumeInput) \
	of(PQdb) of(PQerrorMessage) of(PQescapeIdentifier) of(PQexec) of(PQexecParams) \
	of(PQexecPrepared) of(PQfinish) of(PQfreemem) of(PQftype) of(PQgetResult) \
	of(PQgetisnull) of(PQgetvalue) of(PQnotifies) of(PQntuples) of(PQprepare) \
	of(PQresultErrorField) of(PQresultStatus) of(PQsendQuery) of(PQserverVersion) \
	of(PQsetNoticeProcessor) of(PQsocket) of(PQstatus) of(PQtransactionStatus)

struct libpq {
#define LIBPQ_MEMBER(name) __typeof__(name) *name;
	LIBPQ_FUNCTIONS(LIBPQ_MEMBER)
};

struct handle;

enum block {
	NO_BLOCK,
	STREAM_BLOCK,		/* begun by a stream outside of transactions, for as long as it is open */
	READ_BLOCK,
	WRITE_BLOCK
};

struct link {
	struct libpq pq;
	struct arena arena;		/* of what follows */
	const char *where;		/* for sentences: it never holds a password */
	const char **keys, **values;	/* how to connect, ended by NULL */
	const char *practice;		/* NULL: the group as a whole */
	const char *schema;		/* the practice as an SQL identifier */
	const char *begin_write;	/* with the practice's lock */
	const char *commit_write;	/* with the news for other desks */
	const char *session;		/* what is set on each new connection */
	const char *owner;		/* the role that its tables are made by; NULL: this login */
	PGconn *conn;			/* NULL: lost */
	unsigned long connection;	/* the how manieth: prepared statements belong to one */
	unsigned long listening;	/* the connection on which news are asked for */
	unsigned long names;		/* given to statements and cursors */
	enum block block;
	bool attempted;			/* this transaction has a savepoint */
	struct handle *streams;		/* open */
	struct buffer dropped;		/* statements that the server may forget */
};

/* Takes a URL to pieces and loads libpq: all of `link` but the connection. On failure `link` holds
 * nothing. USAGE for a URL that isn't one, or holds a password; STORE without libpq. */
enum code link_make(struct link *link, const char *where);
void link_free(struct link *link);

/* Names the practice whose link it is: a schema. INPUT where no schema can be called that. */
enum code link_set_practice(struct link *link, const char *practice, enum db_mode mode);

/* Connects; STORE with a sentence. */
enum code link_connect(struct link *link);
/* Where the connection was lost: connects again, trying for some seconds. */
enum code link_again(struct link *link);
/* Gives a lost connection up, with all that stood on it. */
void link_lose(struct link *link);
/* The connection or transaction in which the open streams stood is gone. */
void break_streams(struct link *link);

/* Runs a text of one or more statements. NULL where there is no connection. The caller clears it. */
PGresult *link_exec(struct link *link, const char *sql);
/* The same, where only success counts. */
enum code link_run(struct link *link, const char *sql);

bool result_is_good(const struct link *link, const PGresult *result);
/* Is this failure a lost connection (or a server that goes down)? Asked after each. */
bool result_is_lost(const struct link *link, const PGresult *result);
/* Does the failure's SQLSTATE begin with it? */
bool result_has_state(const struct link *link, const PGresult *result, const char *prefix);
/* The code and sentence of a failure; a lost connection is given up. */
enum code link_fail(struct link *link, const PGresult *result);
enum code link_fail_lost(const struct link *link);

/* Milliseconds of the monotonic clock, and a pause. */
int64_t monotonic_ms(void);
void pause_ms(int milliseconds);

/* The store as a whole: see struct db_driver. */
enum code postgres_open(struct db *db, enum db_mode mode);
enum code postgres_version(struct db *db, int *version);
enum code postgres_set_version(struct db *db, int version);
enum code postgres_script(struct db *db, const char *sql);
enum code postgres_keep(struct db *db, int number);
enum code postgres_integrity(struct db *db, db_found *found, void *context);
void postgres_remove(const char *where);
enum code postgres_practices(const char *where, db_found *found, void *context);

#endif
