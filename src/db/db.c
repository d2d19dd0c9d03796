/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The statement interface: an engine's store opened and closed, and dispatch to its driver. The statements
 * kept prepared are in kept.c, statements with their values in query.c.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "driver.h"

static const struct db_driver *const drivers[] = {
	&sqlite_driver,
#ifdef CHAIRTIME_POSTGRES
	&postgres_driver,
#endif
	NULL
};

static const struct db_driver *
driver_of(const char *where)
{
	const struct db_driver *const *driver = drivers;

	while (*driver && !(*driver)->takes(where))
		driver++;
	return *driver;
}

enum code
db_fail_memory(void)
{
	fail(STORE, "no memory is left: close other programs and do it again");
	return STORE;
}

int64_t
monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The scheme alone: what stands behind it may hold a password. */
static enum code
fail_unknown_engine(const char *where)
{
	return fail(STORE, "%.*s: this program was built without that engine: name a file",
			(int)strcspn(where, ":"), where);
}

enum code
db_open(struct db **out, const char *where, enum db_mode mode)
{
	const struct db_driver *const driver = driver_of(where);
	struct db *db;
	enum code code;

	*out = NULL;
	if (!driver)
		return fail_unknown_engine(where);
	db = calloc(1, sizeof *db + strlen(where) + 1);
	if (!db)
		return db_fail_memory();
	db->driver = driver;
	strcpy(db->where, where);
	code = driver->open(db, mode);
	if (code == OK)
		*out = db;
	else
		free(db);
	return code;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	db_forget(db);
	if (db->begun)
		db->driver->rollback(db);
	db->driver->close(db);
	free(db);
}

const char *
db_engine(const struct db *db)
{
	return db->driver->name;
}

const char *
db_where(const struct db *db)
{
	return db->where;
}

bool
db_is_file(const char *where)
{
	return strstr(where, "://") == NULL;
}

void
db_remove(const char *where)
{
	const struct db_driver *const driver = driver_of(where);

	if (driver)
		driver->remove(where);
}

int
db_user(const char *where)
{
	const struct db_driver *const driver = driver_of(where);

	return driver && driver->user ? driver->user(where) : 0;
}

/* `practice=NAME` is a parameter of ours among the engine's; the last one counts. */
const char *
db_url_without_practice(struct arena *arena, const char *url, const char **practice)
{
	static const char name[] = "practice=";
	struct buffer rests = {0};
	const char *rest = strchr(url, '?');
	const char *text;
	char mark = '?';

	*practice = NULL;
	buffer_add(&rests, url, rest ? (size_t)(rest - url) : strlen(url));
	while (rest && *rest) {
		const char *const item = rest + 1;
		const size_t length = strcspn(item, "&");

		rest = item + length;
		if (strncmp(item, name, sizeof name - 1) == 0) {
			*practice = arena_copy_bytes(arena, item + sizeof name - 1,
					length - (sizeof name - 1));
			continue;
		}
		buffer_print(&rests, "%c%.*s", mark, (int)length, item);
		mark = '&';
	}
	text = arena_copy(arena, rests.bytes);
	buffer_free(&rests);
	return text;
}

const char *
db_url_with_practice(struct arena *arena, const char *url, const char *practice)
{
	const char *named;
	const char *const rest = db_url_without_practice(arena, url, &named);

	if (!practice)
		practice = named;
	if (!practice)
		return rest;
	return arena_print(arena, "%s%cpractice=%s", rest, strchr(rest, '?') ? '&' : '?', practice);
}

enum code
db_practices(const char *where, db_found *found, void *context)
{
	const struct db_driver *const driver = driver_of(where);

	return driver ? driver->practices(where, found, context) : fail_unknown_engine(where);
}

const char *
db_warning(struct db *db)
{
	return db->driver->warning(db);
}

static db_waiting *waiting;

void
db_on_waiting(db_waiting *asked)
{
	waiting = asked;
}

bool
db_gives_up(int seconds)
{
	const char *const said = getenv("CHAIRTIME_PATIENCE");
	const int most = said ? atoi(said) : 0;

	return seconds >= (most > 0 ? most : DB_PATIENCE) || (waiting && waiting(seconds));
}

enum code
db_limit(struct db *db, int ms)
{
	return db->driver->limit(db, ms);
}

void
db_bind_int(struct stmt *stmt, int n, int64_t value)
{
	stmt->db->driver->bind_int(stmt, n, value);
}

void
db_bind_text(struct stmt *stmt, int n, const char *value)
{
	if (value)
		stmt->db->driver->bind_text(stmt, n, value);
	else
		stmt->db->driver->bind_null(stmt, n, DB_TEXT);
}

void
db_bind_null(struct stmt *stmt, int n)
{
	stmt->db->driver->bind_null(stmt, n, DB_ANY);
}

void
db_stream(struct stmt *stmt)
{
	stmt->stream = true;
}

enum code
db_step(struct stmt *stmt, bool *row)
{
	*row = false;
	return stmt->db->driver->step(stmt, row);
}

bool
db_null(struct stmt *stmt, int column)
{
	return stmt->db->driver->null(stmt, column);
}

int64_t
db_int64(struct stmt *stmt, int column)
{
	return stmt->db->driver->int64(stmt, column);
}

int
db_int(struct stmt *stmt, int column)
{
	return db_null(stmt, column) ? NONE : (int)db_int64(stmt, column);
}

const char *
db_text(struct stmt *stmt, int column)
{
	return stmt->db->driver->text(stmt, column);
}

enum code
db_finish(struct stmt *stmt)
{
	bool row = true;
	enum code code = OK;

	while (code == OK && row)
		code = db_step(stmt, &row);
	db_done(stmt);
	return code;
}

void
db_ahead(struct stmt *stmt)
{
	if (stmt->db->driver->ahead)
		stmt->db->driver->ahead(stmt);
}

enum code
db_later(struct stmt *stmt)
{
	const struct db_driver *const driver = stmt->db->driver;

	if (!driver->later || !driver->later(stmt))
		return db_finish(stmt);
	db_done(stmt);
	return OK;
}

enum code
db_attempt(struct stmt *stmt)
{
	struct db *const db = stmt->db;
	const struct db_driver *const driver = db->driver;
	enum code code = driver->attempt ? driver->attempt(db) : OK;

	if (code != OK) {
		db_done(stmt);
		return code;
	}
	code = db_finish(stmt);
	if (code == CLASH && driver->refused)
		driver->refused(db);
	return code;
}

enum code
db_script(struct db *db, const char *sql)
{
	return db->driver->script(db, sql);
}

static enum code
begin(struct db *db, bool write)
{
	enum code code;

	assert(!db->begun);
	db->doubt = db->conflict = false;
	db->writes = write;
	code = db->driver->begin(db, write);
	db->begun = code == OK;
	return code;
}

enum code
db_begin(struct db *db)
{
	return begin(db, true);
}

enum code
db_read(struct db *db)
{
	return begin(db, false);
}

enum code
db_end(struct db *db, enum code result)
{
	assert(db->begun);
	if (result == OK)
		result = db->driver->commit(db);
	if (result != OK)
		db->driver->rollback(db);
	else if (db->writes)
		db->commits++;
	db->begun = false;
	return result;
}

bool
db_in_transaction(const struct db *db)
{
	return db->begun;
}

bool
db_in_conflict(const struct db *db)
{
	return db->conflict;
}

int64_t
db_commits(const struct db *db)
{
	return db->commits;
}

bool
db_in_doubt(const struct db *db)
{
	return db->doubt;
}

enum code
db_version(struct db *db, int *version)
{
	return db->driver->version(db, version);
}

enum code
db_set_version(struct db *db, int version)
{
	return db->driver->set_version(db, version);
}

enum code
db_data_version(struct db *db, int64_t *version)
{
	return db->driver->data_version(db, version);
}

enum code
db_backup(struct db *db, const char *path)
{
	if (db->driver->backup)
		return db->driver->backup(db, path);
	return fail(STORE, "%s: a server's own tools copy it: see pg_dump(1)", db->where);
}

enum code
db_keep(struct db *db, int number)
{
	return db->driver->keep(db, number);
}

int
db_wake(struct db *db)
{
	return db->driver->wake ? db->driver->wake(db) : -1;
}

void
db_settle(struct db *db)
{
	if (db->driver->settle)
		db->driver->settle(db);
}

enum code
db_integrity(struct db *db, db_found *found, void *context)
{
	return db->driver->integrity(db, found, context);
}

enum code
db_made(struct db *db, db_made_found *found, void *context)
{
	return db->driver->made ? db->driver->made(db, found, context) : OK;
}
