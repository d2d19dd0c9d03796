/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an engine must be able to do. kept.c keeps the statements, db.c knows when a transaction is
 * open; a driver does what it is told with its own handles. Private to src/db.
 */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include <stddef.h>

#include "db/db.h"

/* A prepared statement; `handle` is the driver's. */
struct stmt {
	struct db *db;
	struct stmt *next;		/* in its bucket */
	void *handle;
	uint64_t key;			/* of its text */
	bool lent;			/* between db_prepare and db_done */
	bool stream;			/* db_stream() was asked for since */
	char sql[];
};

#define DB_BUCKETS 256			/* powers of two */
#define DB_RECENT 128

struct db {
	const struct db_driver *driver;
	void *link;			/* the driver's */
	struct stmt *buckets[DB_BUCKETS];	/* by the key of the text */
	struct stmt *recent[DB_RECENT];		/* by the address of the text asked for */
	size_t kept;
	bool begun;			/* a transaction is open */
	bool writes;			/* it is, or the last was, one that may write */
	bool conflict;			/* the last one was given up for another's sake */
	int64_t commits;		/* write transactions that were kept */
	bool doubt;			/* whether the last commit was written isn't known */
	char where[];
};

/* Returns STORE with its sentence. */
enum code db_fail_memory(void);
/* Milliseconds of a clock that nobody sets. */
int64_t monotonic_ms(void);
/* Finishes all statements that are kept: on closing. */
void db_forget(struct db *db);

typedef void db_found(void *context, const char *sentence);

/* What a null stands for, where an engine must know the type of each value. */
enum db_type { DB_ANY, DB_NUMBER, DB_TEXT };

/* Asked each second by a driver that waits for a server: is it given up, which has said nothing for so
 * long? */
bool db_gives_up(int seconds);

struct db_driver {
	const char *name;
	/* Is `where` for this engine? The drivers are asked in turn. */
	bool (*takes)(const char *where);
	/* Fills db->link; on failure leaves nothing open. */
	enum code (*open)(struct db *db, enum db_mode mode);
	void (*close)(struct db *db);
	const char *(*warning)(struct db *db);

	enum code (*prepare)(struct stmt *stmt);
	void (*finish)(struct stmt *stmt);
	/* n counts from 1: the value of $n. The text is copied. */
	void (*bind_int)(struct stmt *stmt, int n, int64_t value);
	void (*bind_text)(struct stmt *stmt, int n, const char *value);
	void (*bind_null)(struct stmt *stmt, int n, enum db_type type);
	enum code (*step)(struct stmt *stmt, bool *row);
	/* Of db_attempt: before the first step, and after a refusal. NULL where a refused statement
	 * leaves the transaction as it was. */
	enum code (*attempt)(struct db *db);
	void (*refused)(struct db *db);
	/* How long each statement may take from now on; 0: any time. */
	enum code (*limit)(struct db *db, int ms);
	/* Of db_ahead and db_later. NULL where nothing is gained by them. False: it must be run as ever. */
	void (*ahead)(struct stmt *stmt);
	bool (*later)(struct stmt *stmt);
	/* Ready for other values; those bound are forgotten. */
	void (*reset)(struct stmt *stmt);

	bool (*null)(struct stmt *stmt, int column);
	int64_t (*int64)(struct stmt *stmt, int column);
	const char *(*text)(struct stmt *stmt, int column);

	enum code (*script)(struct db *db, const char *sql);
	enum code (*begin)(struct db *db, bool write);
	enum code (*commit)(struct db *db);
	void (*rollback)(struct db *db);

	enum code (*version)(struct db *db, int *version);
	enum code (*set_version)(struct db *db, int version);
	enum code (*data_version)(struct db *db, int64_t *version);
	enum code (*backup)(struct db *db, const char *path);	/* NULL: db_backup says how */
	enum code (*keep)(struct db *db, int number);
	void (*remove)(const char *where);
	int (*user)(const char *where);	/* NULL: it isn't known */
	enum code (*practices)(const char *where, db_found *found, void *context);
	int (*wake)(struct db *db);	/* NULL: there is none */
	void (*settle)(struct db *db);	/* NULL: there is nothing to count */
	enum code (*integrity)(struct db *db, db_found *found, void *context);
	/* NULL: it isn't known */
	enum code (*made)(struct db *db, db_made_found *found, void *context);
};

extern const struct db_driver sqlite_driver, postgres_driver;

#endif
