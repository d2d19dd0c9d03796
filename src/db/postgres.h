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
	of(PQclear) of(PQcmdStatus) of(PQconnectPoll) of(PQconnectStartParams) \
	of(PQconnectionNeedsPassword) \
	of(PQconninfoFree) of(PQconninfoParse) of(PQconsumeInput) of(PQdb) \
	of(PQenterPipelineMode) of(PQerrorMessage) of(PQescapeIdentifier) of(PQexitPipelineMode) \
	of(PQfinish) of(PQflush) of(PQfreemem) of(PQftype) of(PQgetResult) of(PQgetisnull) \
	of(PQgetvalue) of(PQisBusy) of(PQnfields) of(PQnotifies) of(PQntuples) \
	of(PQpipelineSync) of(PQresultErrorField) of(PQresultStatus) of(PQsendPrepare) \
	of(PQsendQuery) of(PQsendQueryParams) of(PQsendQueryPrepared) of(PQserverVersion) \
	of(PQsetNoticeProcessor) of(PQsetnonblocking) of(PQsocket) of(PQstatus) \
	of(PQtransactionStatus)

struct libpq {
#define LIBPQ_MEMBER(name) __typeof__(name) *name;	/* NOLINT(bugprone-macro-parentheses) */
	LIBPQ_FUNCTIONS(LIBPQ_MEMBER)
};

/* A statement of db.c's, and what stands for it on the server. */
struct handle {
	struct handle *next;		/* among the open streams */
	unsigned long connection;	/* on which it is prepared, 0: on none */
	unsigned long name;		/* of the statement on the server, or of the cursor */
	PGresult *result, *rest;	/* the rows that are here, and those after them */
	int row;			/* the one stepped to */
	bool sent;			/* it is due: the server was asked and not heard yet */
	bool run;			/* since the last reset */
	bool open;			/* a cursor stands on the server */
	bool broken;			/* ... or stood there when its transaction or connection ended */
	int count;			/* values that the text takes */
	struct arena arena;		/* of the arrays, each of `count` */
	const char **texts;		/* what is bound; NULL: null */
	Oid *types, *prepared;		/* of what is bound; as prepared. 0: the server decides */
	struct buffer *copies;
};

enum block {
	NO_BLOCK,
	STREAM_BLOCK,		/* begun by a stream outside of transactions, for as long as it is open */
	READ_BLOCK,
	WRITE_BLOCK
};

/* What the server was sent and hasn't answered yet. */
struct due {
	struct handle *prepared;	/* whose preparing it is; NULL: of none */
	struct handle *asked;		/* who gets the answer; NULL: nobody waits for it */
};
#define MOST_DUE 64

struct link {
	struct libpq pq;
	struct arena arena;		/* of what follows */
	const char *where;		/* for sentences: it never holds a password */
	const char **keys, **values;	/* how to connect, ended by NULL */
	int connect_seconds;		/* then a server that is being connected to is given up; 0: never */
	const char *practice;		/* NULL: the group as a whole */
	const char *schema;		/* the practice as an SQL identifier */
	const char *begin_write;	/* with the practice's lock, and what version it has */
	const char *notify;		/* the news for other desks */
	const char *session;		/* what is set on each new connection */
	const char *owner;		/* the role that its tables are made by; NULL: this login */
	PGconn *conn;			/* NULL: lost */
	unsigned long connection;	/* the how manieth: prepared statements belong to one */
	unsigned long listening;	/* the connection on which news are asked for */
	unsigned long names;		/* given to statements and cursors */
	enum block block;
	int version;			/* of the store, as this write transaction found it; NONE: ask */
	bool conflict;			/* this transaction was given up: a deadlock, a serialization failure */
	bool attempted;			/* this transaction has a savepoint */
	struct handle *streams;		/* open */
	struct due due[MOST_DUE];	/* in the order in which it was sent */
	size_t due_count;
	struct handle news;		/* gets the answers to what other desks are told */
	PGresult *failed;		/* of this transaction: a write for which nobody waited */
	bool silent;			/* the server was waited for too long, and given up */
	int64_t shut_until;		/* monotonic, in ms: nobody connects before */
	struct buffer dropped;		/* statements that the server may forget */
};

static inline struct link *
link_of(const struct db *db)
{
	return db->link;
}

/* postgres_url.c */

/* Reads the practice and how to connect. USAGE for a URL that isn't one, or holds a password. */
enum code link_read_url(struct link *link, const char *where);
/* Names the practice whose link it is: a schema. INPUT where no schema can be called that. */
enum code link_set_practice(struct link *link, const char *practice, enum db_mode mode);

/* postgres_link.c */

/* Takes a URL to pieces and loads libpq: all of `link` but the connection. On failure `link` holds
 * nothing. USAGE for a URL that isn't one, or holds a password; STORE without libpq. */
enum code link_make(struct link *link, const char *where);
void link_free(struct link *link);

/* Connects; STORE with a sentence. */
enum code link_connect(struct link *link);
/* Where the connection was lost: connects again, trying for some seconds. */
enum code link_again(struct link *link);
/* Gives a lost connection up, with all that stood on it. */
void link_lose(struct link *link);

/* A pause. */
void pause_ms(int milliseconds);

/* postgres_talk.c */

/* Sends a statement without waiting: its answer goes to `asked` (NULL: a failure of it ends the
 * transaction), when what is due is settled. */
void talk_send(struct link *link, struct handle *asked, const char *sql, int count,
		const Oid *types, const char *const *values);
/* The same of a statement that is kept prepared, with what is bound; prepared first where it must be. */
void talk_send_prepared(struct link *link, struct handle *handle, struct handle *asked,
		const char *sql);
/* Hears all answers that are due. Then nothing is. */
void talk_settle(struct link *link);
/* Sends one and hears its answer; NULL where there is no connection. The caller clears it. */
PGresult *talk_ask(struct link *link, const char *sql, int count, const Oid *types,
		const char *const *values);

/* Runs a text of one or more statements: gives the first failure, else the last answer. NULL where
 * there is no connection. The caller clears it. */
PGresult *link_exec(struct link *link, const char *sql);
/* The same, where only success counts. */
enum code link_run(struct link *link, const char *sql);

/* postgres_ask.c: `value` is that of $1, NULL where there is none. */

/* The first column of the first row, in the arena; NULL where there is none. */
enum code link_ask(struct link *link, struct arena *arena, const char *sql, const char *value,
		const char **out);
/* The same, as a number; 0 where there is none. */
enum code link_ask_count(struct link *link, const char *sql, const char *value, long *count);
/* Calls found() with the first column of each row. */
enum code link_ask_each(struct link *link, const char *sql, const char *value, db_found *found,
		void *context);

/* postgres_refusal.c */

bool result_is_good(const struct link *link, const PGresult *result);
/* Is this failure a lost connection (or a server that goes down)? Asked after each. */
bool result_is_lost(const struct link *link, const PGresult *result);
/* Does the failure's SQLSTATE begin with it? */
bool result_has_state(const struct link *link, const PGresult *result, const char *prefix);
/* The code and sentence of a failure; a lost connection is given up. */
enum code link_fail(struct link *link, const PGresult *result);
enum code link_fail_lost(const struct link *link);

/* postgres_stream.c */

/* A cursor, inside a transaction, with its first rows; or the failure. */
PGresult *stream_open(struct link *link, struct handle *handle, const char *sql);
/* Its next rows, fewer than STREAM_ROWS where these are the last. */
PGresult *stream_fetch(struct link *link, const struct handle *handle);
/* Closes it where it is open; with the last of those that began a block of their own that ends. */
void stream_close(struct link *link, struct handle *handle);
/* Reads what is left of all open streams, since the transaction that they stand in ends. */
void streams_drain(struct link *link);
/* The connection or transaction in which the open streams stood is gone. */
void streams_break(struct link *link);
/* Ends the block that was begun for streams alone, by COMMIT or ROLLBACK; none: nothing is done. */
void streams_end(struct link *link, const char *how);
#define STREAM_ROWS 1000

/* postgres_statement.c, and what else struct db_driver asks for */

/* The server forgets the prepared statement, when next something is prepared. */
void statement_drop(struct link *link, struct handle *handle);

enum code postgres_prepare(struct stmt *stmt);
void postgres_finish(struct stmt *stmt);
void postgres_bind_int(struct stmt *stmt, int n, int64_t value);
void postgres_bind_text(struct stmt *stmt, int n, const char *value);
void postgres_bind_null(struct stmt *stmt, int n, enum db_type type);
enum code postgres_step(struct stmt *stmt, bool *row);
void postgres_reset(struct stmt *stmt);
bool postgres_null(struct stmt *stmt, int column);
int64_t postgres_int64(struct stmt *stmt, int column);
const char *postgres_text(struct stmt *stmt, int column);

enum code postgres_begin(struct db *db, bool write);
enum code postgres_limit(struct db *db, int ms);
enum code postgres_attempt(struct db *db);
void postgres_refused(struct db *db);
void postgres_ahead(struct stmt *stmt);
bool postgres_later(struct stmt *stmt);
enum code postgres_commit(struct db *db);
void postgres_rollback(struct db *db);

enum code postgres_data_version(struct db *db, int64_t *version);
int postgres_wake(struct db *db);

enum code postgres_practices(const char *where, db_found *found, void *context);
enum code postgres_open(struct db *db, enum db_mode mode);
void postgres_remove(const char *where);

enum code postgres_script(struct db *db, const char *sql);
enum code postgres_version(struct db *db, int *version);
enum code postgres_set_version(struct db *db, int version);
enum code postgres_keep(struct db *db, int number);
enum code postgres_integrity(struct db *db, db_found *found, void *context);
void postgres_settle(struct db *db);

#endif
