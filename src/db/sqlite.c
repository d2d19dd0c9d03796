/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SQLite driver: the one file that knows SQLite's library.
 *
 * Values are bound by name, since SQLite numbers $1 … by first appearance.
 */
#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/newfile.h"
#include "driver.h"
#include "sqlite_check.h"
#include "sqlite_days.h"
#include "sqlite_file.h"
#include "sqlite_pauses.h"

#define IN_MEMORY ":memory:"
#define LIMIT_STEPS 10000		/* of SQLite's machine, between looks at a limit */

struct link {
	sqlite3 *sqlite;
	char *path;			/* absolute */
	struct pauses pauses;		/* while another desk writes */
	int limit;			/* in ms, of each statement; 0: none */
	int64_t limited_until;		/* monotonic, in ms; of the one that runs */
	bool network;			/* it lies on a network file system */
	bool logged;			/* it has a write-ahead log */
};

struct handle {
	sqlite3_stmt *stmt;
	int count;
	int place[];			/* of $1, $2 …, 0 where the text has none */
};

static sqlite3 *
sqlite_of(const struct db *db)
{
	return ((const struct link *)db->link)->sqlite;
}

static sqlite3_stmt *
stmt_of(const struct stmt *stmt)
{
	return ((const struct handle *)stmt->handle)->stmt;
}

/* Errors */

/* The system's error number of a failure. Of a commit SQLite forgets it, but its files don't: first the
 * write-ahead log, which is written first. */
static int
system_number(sqlite3 *sqlite)
{
	int number = sqlite3_system_errno(sqlite);
	sqlite3_file *log = NULL;

	if (!number)
		sqlite3_file_control(sqlite, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
	if (log && log->pMethods)
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &number);
	if (!number)
		sqlite3_file_control(sqlite, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
	return number;
}

/* A place that takes no more says so itself; else it may be the disk. */
static enum code
fail_refused(const char *where, sqlite3 *sqlite)
{
	const int number = system_number(sqlite);

	if (number == EDQUOT || number == EFBIG)
		return fail(STORE, "%s: nothing was written: %s", where, error_words(number));
	return fail(STORE, "%s: the file system refuses it (%s), so nothing was written: see its "
			"room and limits, and the system's log for a failing disk", where,
			number ? strerror(number) : sqlite3_errmsg(sqlite));
}

static enum code
fail_written(const char *where, sqlite3 *sqlite, int result)
{
	switch (result & 0xff) {
	case SQLITE_FULL:
		return fail(STORE, "%s: the disk is full, so nothing was written: make room and "
				"do it again", where);
	case SQLITE_READONLY:
		return fail(STORE, "%s: can't be written: see the owner and mode of the file and "
				"its folder", where);
	case SQLITE_CANTOPEN:
		return fail(STORE, "%s: its log beside it (-wal, -shm) can't be opened (%s): see the owner "
				"and mode of its folder; where nothing can be written only backups are read",
				where, strerror(system_number(sqlite)));
	case SQLITE_IOERR:
		return fail_refused(where, sqlite);
	default:
		return fail(STORE, "%s: %s", where, sqlite3_errmsg(sqlite));
	}
}

/* The code and the sentence for what SQLite answered. */
static enum code
fail_sqlite(const struct db *db, int result)
{
	sqlite3 *const sqlite = sqlite_of(db);

	switch (result & 0xff) {
	case SQLITE_CONSTRAINT:
		return fail(CLASH, "the store refuses it: %s", sqlite3_errmsg(sqlite));
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fail(BUSY, "%s: other desks hold the store: nothing was done, try again",
				db->where);
	case SQLITE_INTERRUPT:
		return fail(BUSY, "%s: it took too long: nothing was done", db->where);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail(STORE, "%s: the file is damaged (%s): bring back a backup with "
				"`chairtime restore`", db->where, sqlite3_errmsg(sqlite));
	default:
		return fail_written(db->where, sqlite, result);
	}
}

/* Limits */

/* SQLite's progress handler: other than 0 stops the statement. */
static int
is_overdue(void *context)
{
	return monotonic_ms() >= ((const struct link *)context)->limited_until;
}

static enum code
sqlite_limit(struct db *db, int ms)
{
	struct link *const link = db->link;

	link->limit = ms;
	link->limited_until = monotonic_ms() + ms;
	sqlite3_progress_handler(link->sqlite, ms ? LIMIT_STEPS : 0, ms ? is_overdue : NULL, link);
	return OK;
}

/* Opening */

static bool
takes(const char *where)
{
	return db_is_file(where);
}

static int
run_text(sqlite3 *sqlite, const char *sql)
{
	return sqlite3_exec(sqlite, sql, NULL, NULL, NULL);
}

/* The id is written before the file turns to a write-ahead log, so that it stands in the header
 * of the file itself from the first moment. */
static int
mark_new(sqlite3 *sqlite)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA application_id = %d", SQLITE_FILE_ID);
	return run_text(sqlite, sql);
}

/* A backup has no write-ahead log. It gets one with its first transaction that writes, when it is known that
 * it may be written. */
static int
begin_log(struct link *link)
{
	int result = SQLITE_OK;

	if (!link->logged)
		result = run_text(link->sqlite, "PRAGMA journal_mode = WAL");
	link->logged = result == SQLITE_OK;
	return result;
}

static int
set_up(struct link *link, enum db_mode mode)
{
	sqlite3 *const sqlite = link->sqlite;
	int result;

	sqlite3_extended_result_codes(sqlite, 1);
	sqlite3_busy_handler(sqlite, pauses_wait, &link->pauses);
	sqlite3_db_config(sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	result = mode == DB_CREATE ? mark_new(sqlite) : SQLITE_OK;
	if (result == SQLITE_OK)
		result = sqlite_days_add(sqlite);
	if (result == SQLITE_OK)
		result = run_text(sqlite,
			"PRAGMA synchronous = FULL;"
			"PRAGMA foreign_keys = ON;"
			"PRAGMA temp_store = MEMORY;"
			"PRAGMA cache_size = -8192;"
			"PRAGMA trusted_schema = OFF");
	/* Who only reads is a command, and mostly passes through: exports stay under 16 MB. */
	if (result == SQLITE_OK && mode == DB_READ)
		return run_text(sqlite, "PRAGMA query_only = ON; PRAGMA cache_size = -4096");
	return result == SQLITE_OK && mode == DB_CREATE ? begin_log(link) : result;
}

static void
link_free(struct link *link)
{
	sqlite3_close(link->sqlite);
	free(link->path);
	free(link);
}

static bool
in_memory(const struct db *db)
{
	return strcmp(db->where, IN_MEMORY) == 0;
}

static enum code
link_open(struct db *db, enum db_mode mode)
{
	struct link *const link = calloc(1, sizeof *link);
	int result;
	enum code code = OK;

	if (!link)
		return db_fail_memory();
	pauses_begin(&link->pauses);
	link->path = in_memory(db) ? strdup(db->where) : realpath(db->where, NULL);
	if (!link->path) {
		free(link);
		return fail(STORE, "%s: %s", db->where, strerror(errno));
	}
	link->network = !in_memory(db) && sqlite_file_is_remote(link->path);
	db->link = link;
	/* Nobody asks how much memory it has: it needn't count, with a lock around each piece. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	result = sqlite3_open_v2(link->path, &link->sqlite,
			SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (result == SQLITE_OK)
		result = set_up(link, mode);
	if (result != SQLITE_OK) {
		code = fail_sqlite(db, result);
		link_free(link);
		db->link = NULL;
	}
	return code;
}

static enum code
sqlite_open(struct db *db, enum db_mode mode)
{
	enum code code;

	if (in_memory(db) && mode == DB_CREATE)
		return link_open(db, mode);
	code = mode == DB_CREATE ? sqlite_file_make(db->where) : sqlite_file_examine(db->where);
	if (code != OK)
		return code;
	code = link_open(db, mode);
	if (code != OK && mode == DB_CREATE)
		unlink(db->where);
	return code;
}

static void
sqlite_close(struct db *db)
{
	link_free(db->link);
}

static const char *
sqlite_warning(struct db *db)
{
	return ((const struct link *)db->link)->network ?
		"the store lies on a network file system, where desks on two hosts can destroy it: "
		"keep it on a local disk and let desks come by SSH" : NULL;
}

/* Statements */

static int
highest_number(sqlite3_stmt *stmt)
{
	int highest = 0;

	for (int i = sqlite3_bind_parameter_count(stmt); i > 0; i--) {
		const char *const name = sqlite3_bind_parameter_name(stmt, i);
		const int number = name && *name == '$' ? atoi(name + 1) : 0;

		if (number > highest)
			highest = number;
	}
	return highest;
}

/* NULL where there is no memory. */
static struct handle *
handle_make(sqlite3_stmt *stmt)
{
	const int count = highest_number(stmt);
	struct handle *const handle = calloc(1, sizeof *handle + (size_t)count * sizeof(int));
	char name[16];

	if (!handle)
		return NULL;
	handle->stmt = stmt;
	handle->count = count;
	for (int n = 1; n <= count; n++) {
		snprintf(name, sizeof name, "$%d", n);
		handle->place[n - 1] = sqlite3_bind_parameter_index(stmt, name);
	}
	return handle;
}

static enum code
sqlite_prepare(struct stmt *stmt)
{
	sqlite3_stmt *prepared;
	const int result = sqlite3_prepare_v3(sqlite_of(stmt->db), stmt->sql, -1,
			SQLITE_PREPARE_PERSISTENT, &prepared, NULL);

	if (result != SQLITE_OK)
		return fail_sqlite(stmt->db, result);
	stmt->handle = handle_make(prepared);
	if (stmt->handle)
		return OK;
	sqlite3_finalize(prepared);
	return db_fail_memory();
}

static void
sqlite_finish(struct stmt *stmt)
{
	sqlite3_finalize(stmt_of(stmt));
	free(stmt->handle);
}

/* Where $n stands. A value for which the text has no place is let pass, as PostgreSQL would. */
static int
place_of(const struct stmt *stmt, int n)
{
	const struct handle *const handle = stmt->handle;

	return n >= 1 && n <= handle->count ? handle->place[n - 1] : 0;
}

static void
sqlite_bind_int(struct stmt *stmt, int n, int64_t value)
{
	const int place = place_of(stmt, n);

	if (place)
		sqlite3_bind_int64(stmt_of(stmt), place, value);
}

static void
sqlite_bind_text(struct stmt *stmt, int n, const char *value)
{
	const int place = place_of(stmt, n);

	if (place)
		sqlite3_bind_text(stmt_of(stmt), place, value, -1, SQLITE_TRANSIENT);
}

static void
sqlite_bind_null(struct stmt *stmt, int n, enum db_type type)
{
	const int place = place_of(stmt, n);

	(void)type;
	if (place)
		sqlite3_bind_null(stmt_of(stmt), place);
}

static enum code
sqlite_step(struct stmt *stmt, bool *row)
{
	struct link *const link = stmt->db->link;
	int result;

	if (link->limit && !sqlite3_stmt_busy(stmt_of(stmt)))
		link->limited_until = monotonic_ms() + link->limit;
	result = sqlite3_step(stmt_of(stmt));
	*row = result == SQLITE_ROW;
	return result == SQLITE_ROW || result == SQLITE_DONE ? OK : fail_sqlite(stmt->db, result);
}

static void
sqlite_reset(struct stmt *stmt)
{
	sqlite3_reset(stmt_of(stmt));
	sqlite3_clear_bindings(stmt_of(stmt));
}

static bool
column_null(struct stmt *stmt, int column)
{
	return sqlite3_column_type(stmt_of(stmt), column) == SQLITE_NULL;
}

static int64_t
column_int64(struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt_of(stmt), column);
}

static const char *
column_text(struct stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt_of(stmt), column);
}

static enum code
sqlite_script(struct db *db, const char *sql)
{
	const int result = run_text(sqlite_of(db), sql);

	return result == SQLITE_OK ? OK : fail_sqlite(db, result);
}

/* Transactions */

static enum code
sqlite_begin(struct db *db, bool write)
{
	const int result = write ? begin_log(db->link) : SQLITE_OK;

	if (result != SQLITE_OK)
		return fail_sqlite(db, result);
	return sqlite_script(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
}

/* After some failures SQLite has rolled back by itself. */
static enum code
sqlite_commit(struct db *db)
{
	if (sqlite3_get_autocommit(sqlite_of(db)))
		return fail(STORE, "%s: the store gave the transaction up: nothing was written",
				db->where);
	return sqlite_script(db, "COMMIT");
}

static void
sqlite_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(sqlite_of(db)))
		run_text(sqlite_of(db), "ROLLBACK");
}

/* The store as a whole */

static enum code
sqlite_version(struct db *db, int *version)
{
	int64_t value;
	const enum code code = db_value(db, &value, "PRAGMA user_version", "");

	*version = (int)value;
	return code;
}

static enum code
sqlite_set_version(struct db *db, int version)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
	return sqlite_script(db, sql);
}

static enum code
sqlite_data_version(struct db *db, int64_t *version)
{
	return db_value(db, version, "PRAGMA data_version", "");
}

/* All pages in one step: what other desks commit meanwhile is not in the copy. */
static enum code
copy_pages(struct db *db, sqlite3 *copy, const char *path)
{
	sqlite3_backup *const backup = sqlite3_backup_init(copy, "main", sqlite_of(db), "main");

	if (!backup)
		return fail_written(path, copy, sqlite3_errcode(copy));
	sqlite3_backup_step(backup, -1);
	if (sqlite3_backup_finish(backup) != SQLITE_OK)
		return fail_written(path, copy, sqlite3_errcode(copy));
	return OK;
}

/* It needs no write-ahead log to be read, so that it can be where nothing can be written. */
static enum code
copy_into(struct db *db, const char *path)
{
	enum code code;
	sqlite3 *copy = NULL;
	char *const real = realpath(path, NULL);

	if (!real || sqlite3_open_v2(real, &copy, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		code = fail(STORE, "%s: can't be opened for the copy", path);
	else
		code = copy_pages(db, copy, path);
	if (code == OK && run_text(copy, "PRAGMA journal_mode = DELETE") != SQLITE_OK)
		code = fail_written(path, copy, sqlite3_errcode(copy));
	sqlite3_close(copy);
	free(real);
	return code;
}

static void
sqlite_remove(const char *where)
{
	struct arena arena = {0};

	unlink(where);
	unlink(arena_print(&arena, "%s-wal", where));
	unlink(arena_print(&arena, "%s-shm", where));
	unlink(arena_print(&arena, "%s-journal", where));
	arena_free(&arena);
}

static enum code
sqlite_backup(struct db *db, const char *path)
{
	enum code code;
	char *part;

	if (access(path, F_OK) == 0)
		return fail(CLASH, "%s: exists already", path);
	part = sqlite_file_make_part(path);
	if (!part)
		return STORE;
	code = copy_into(db, part);
	if (code == OK)
		code = file_settle(part, path);
	if (code != OK)
		sqlite_remove(part);
	free(part);
	return code;
}

/* An earlier one (of a migration that failed, of a store that was brought back) stays. */
static enum code
sqlite_keep(struct db *db, int number)
{
	struct arena arena = {0};
	const char *path = arena_print(&arena, "%s.before-%d", db->where, number);
	enum code code;

	for (int i = 2; access(path, F_OK) == 0; i++)
		path = arena_print(&arena, "%s.before-%d.%d", db->where, number, i);
	code = sqlite_backup(db, path);
	arena_free(&arena);
	return code;
}

static int
sqlite_user(const char *where)
{
	return sqlite_file_user(where);
}

static enum code
sqlite_practices(const char *where, db_found *found, void *context)
{
	(void)found;
	(void)context;
	return fail(USAGE, "%s: a file holds one practice", where);
}

const struct db_driver sqlite_driver = {
	.name = "sqlite",
	.takes = takes,
	.open = sqlite_open,
	.close = sqlite_close,
	.warning = sqlite_warning,
	.prepare = sqlite_prepare,
	.finish = sqlite_finish,
	.bind_int = sqlite_bind_int,
	.bind_text = sqlite_bind_text,
	.bind_null = sqlite_bind_null,
	.step = sqlite_step,
	.limit = sqlite_limit,
	.reset = sqlite_reset,
	.null = column_null,
	.int64 = column_int64,
	.text = column_text,
	.script = sqlite_script,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.version = sqlite_version,
	.set_version = sqlite_set_version,
	.data_version = sqlite_data_version,
	.backup = sqlite_backup,
	.keep = sqlite_keep,
	.remove = sqlite_remove,
	.user = sqlite_user,
	.practices = sqlite_practices,
	.integrity = sqlite_integrity,
	.made = sqlite_made,
};
