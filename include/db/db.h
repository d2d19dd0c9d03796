/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The statement interface (design section 5): SQL with $1 …, values bound and read by type,
 * rows stepped one at a time, prepared statements kept and reused. An engine is one file behind
 * it (struct db_driver). SQL here is the common subset of SQLite 3.40 and PostgreSQL 15.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"		/* NONE */
#include "base/error.h"

struct arena;
struct db;
struct stmt;

enum db_mode {
	DB_OPEN,		/* the store must exist */
	DB_CREATE,		/* it must not exist yet: made, empty */
	DB_READ			/* it must exist; nothing will be written */
};

/* What `where` names: a path (SQLite) or a URL of an engine that was built in:
 * `:memory:` with DB_CREATE is one in memory, which goes when it is closed;
 * postgresql://[user@][host][:port]/group?practice=NAME, with libpq's other parameters after a `?`
 * or `&`; a practice is a schema, and may be left out where the group has only one.
 * NOT_FOUND where it must exist and doesn't, CLASH where it must not and does, STORE where it is
 * no store of this engine or can't be opened. *out is owned by the caller, closed by db_close. */
enum code db_open(struct db **out, const char *where, enum db_mode mode);
void db_close(struct db *db);

/* Is it a path, not a URL? */
bool db_is_file(const char *where);
/* Takes away a store that was made just now and came to nothing, with all that lies beside it. */
void db_remove(const char *where);

/* A process of this host that has a store open, 0 where none has, or where that can't be told. Not of a
 * store that this process has open itself. */
int db_user(const char *where);

/* The name of the engine, "sqlite": also its folder under data/schema. */
const char *db_engine(const struct db *db);
/* Where it was opened: it never holds a password. */
const char *db_where(const struct db *db);
/* A URL with the practice (NULL: the one that it names already, if any) as the last thing in it, in
 * the arena. */
const char *db_url_with_practice(struct arena *arena, const char *url, const char *practice);
/* The rest of a URL, in the arena, and what practice it names, NULL where it names none. */
const char *db_url_without_practice(struct arena *arena, const char *url, const char **practice);
/* Calls found() with the name of each practice of a group that this login may use, in order. USAGE
 * for a file, which holds one practice. */
enum code db_practices(const char *where, void (*found)(void *context, const char *name),
		void *context);
/* A sentence where the store lies on a file system that can't be trusted with it (of a network),
 * else NULL. It works, for one host; `check` and whoever opens it say the sentence. */
const char *db_warning(struct db *db);

/*
 * A statement, started with its values. `types` has a letter for each value of $1, $2 …:
 *	i int (NONE binds null)	I int64_t	r int64_t reference (0 binds null)
 *	t const char * (NULL binds null)
 * The text of `sql` is the key under which it is kept prepared: texts made of values would fill
 * the memory of it, so bind them. Text and values are copied. Until db_done() the statement is the
 * caller's; the same text asked for meanwhile is prepared a second time. STORE, here or at the
 * first step, for what the engine can't read.
 */
enum code db_query(struct db *db, struct stmt **out, const char *sql, const char *types, ...);
enum code db_vquery(struct db *db, struct stmt **out, const char *sql, const char *types,
		va_list values);

/* The same in steps, for values known only at run time: prepare, bind each (n from 1), step. */
enum code db_prepare(struct db *db, struct stmt **out, const char *sql);
void db_bind_int(struct stmt *stmt, int n, int64_t value);
void db_bind_text(struct stmt *stmt, int n, const char *value);	/* copied; NULL: null */
void db_bind_null(struct stmt *stmt, int n);

/*
 * Says, before the first step, that there may be very many rows: whatever their number only some
 * are held in memory. Without it PostgreSQL sends all rows of a statement at once, which is the
 * fastest for the few that a screen or rule reads. A stream is a cursor there, read by a thousand
 * rows at a time; other statements may run meanwhile, and it may be open across the beginning of a
 * transaction (what is left of it is then read into memory first).
 */
void db_stream(struct stmt *stmt);

/* Says, before the first step, that a question will be stepped soon, others being asked before that: a
 * server is sent it now and isn't waited for, so that all of them make one round trip. It is answered as
 * things are now: nothing that it reads is to be written in between. */
void db_ahead(struct stmt *stmt);

/* The next row: *row tells whether there was one. CLASH where a constraint refuses a write, with
 * the constraint's own words in the sentence; BUSY where other desks hold the store too long. */
enum code db_step(struct stmt *stmt, bool *row);

/* Columns of the row stepped to, from 0. Text is valid until the next step; NULL for null. */
bool db_null(struct stmt *stmt, int column);
int64_t db_int64(struct stmt *stmt, int column);	/* 0 for null */
int db_int(struct stmt *stmt, int column);		/* NONE for null */
const char *db_text(struct stmt *stmt, int column);

/* For queries that weren't written here: each that takes longer than so many milliseconds is stopped, and
 * its step fails with BUSY. 0: no limit any more. */
enum code db_limit(struct db *db, int ms);

/* Gives the statement back. NULL is let pass. */
void db_done(struct stmt *stmt);
/* Runs a bound statement to its end and gives it back. */
enum code db_finish(struct stmt *stmt);

/* The same for a write that the store may refuse while the transaction goes on: after CLASH it is
 * as if the statement hadn't run. After any other failure inside a transaction, and after a CLASH
 * of a statement run otherwise, the transaction can only be ended. */
enum code db_attempt(struct stmt *stmt);

/* The same for a write of which nothing is read and which is never refused as long as the store is whole:
 * inside a transaction a server is sent it and isn't waited for. A failure is told by what runs next in that
 * transaction, at the latest by db_end, and nothing of it is committed then. */
enum code db_later(struct stmt *stmt);

/* A statement without rows, run to its end; and a script of several without values (DDL). */
enum code db_run(struct db *db, const char *sql, const char *types, ...);
enum code db_run_later(struct db *db, const char *sql, const char *types, ...);
enum code db_script(struct db *db, const char *sql);
/* The first column of the first row: 0 where there is none; or as text in the arena, NULL where
 * there is none. */
enum code db_value(struct db *db, int64_t *out, const char *sql, const char *types, ...);
enum code db_text_value(struct db *db, struct arena *arena, const char **out, const char *sql,
		const char *types, ...);

/* Transactions. db_begin takes the right to write at once (BEGIN IMMEDIATE; elsewhere the
 * practice's advisory lock) with retries at small random pauses, BUSY after some seconds.
 * db_read begins one that only reads, so that a load sees one state.
 * db_end(db, result): OK commits, anything else rolls back; returns the result, or why the
 * commit failed. It never writes over an error that stands. */
enum code db_begin(struct db *db);
enum code db_read(struct db *db);
enum code db_end(struct db *db, enum code result);
bool db_in_transaction(const struct db *db);
/* Was the connection lost while db_end committed, so that whether it was written isn't known? The
 * next transaction (which connects again, and waits for what is still being written) can look. */
bool db_in_doubt(const struct db *db);
/* Was the last transaction given up by the engine for another program's sake (a deadlock)? Nothing of it was
 * written: it may be done again, as a whole. */
bool db_in_conflict(const struct db *db);
/* How many write transactions were kept since it was opened. */
int64_t db_commits(const struct db *db);

/* The version number that the store itself carries (0 in an empty one), and setting it. */
enum code db_version(struct db *db, int *version);
enum code db_set_version(struct db *db, int version);

/* A whole, consistent copy while other desks work; CLASH where `path` exists. STORE where the
 * engine copies to no file by itself. */
enum code db_backup(struct db *db, const char *path);
/* The same, kept beside the store before migration `number`: FILE.before-N, or FILE.before-N.2 …
 * where that stands already; on PostgreSQL the tables in a schema NAME_before_N, CLASH where it
 * stands already. */
enum code db_keep(struct db *db, int number);
/* The engine's own examination of its file and of the foreign keys; each finding goes to
 * `found`. One that begins with these words says that what is read needn't be what was written, nor keep
 * to any constraint. */
#define DB_DAMAGED "the file is damaged"
enum code db_integrity(struct db *db, void (*found)(void *context, const char *sentence),
		void *context);
/* After much was written at once: the engine counts anew what its planner goes by, where it wouldn't
 * soon by itself. Changes nothing that can be read, and tells no failure: it is slower then. */
void db_settle(struct db *db);
/* What the store is made of, tables, indexes, views and triggers: each by what and how it is called
 * ("trigger appointment_overlap_update") and by the words that made it, in the order of the names. Nothing
 * where the engine doesn't keep these words. */
typedef void db_made_found(void *context, const char *name, const char *words);
enum code db_made(struct db *db, db_made_found *found, void *context);
/*
 * A server that is there and says nothing is waited for up to $CHAIRTIME_PATIENCE seconds (DB_PATIENCE, where
 * that says nothing), then its connection is given up and STORE told; what is asked next connects anew.
 * Meanwhile `asked` is called each second, and when a signal comes: true gives it up at once. NULL, as at the
 * beginning: nobody is asked.
 */
#define DB_PATIENCE 600
typedef bool db_waiting(int seconds);
void db_on_waiting(db_waiting *asked);
/* A number that moves when any desk commits anything: the cheap first question for news. */
enum code db_data_version(struct db *db, int64_t *version);
/* A descriptor that becomes readable when another desk commits, for whoever waits for keys; asking
 * db_data_version quiets it again. -1 where the engine has none: ask once a second. */
int db_wake(struct db *db);

#endif
