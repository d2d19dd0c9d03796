/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The statements kept prepared. They are found by the address of their text first (a literal has one) and
 * by its words otherwise; a statement that is in use is lent again as a second one of the same text.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"

#define MOST_KEPT 512	/* statements beyond these are finished when given back */

/* FNV-1a. */
static uint64_t
text_key(const char *text)
{
	uint64_t key = 0xcbf29ce484222325;

	for (; *text; text++)
		key = (key ^ (unsigned char)*text) * 0x100000001b3;
	return key;
}

static struct stmt **
recent_place(struct db *db, const char *sql)
{
	const uintptr_t address = (uintptr_t)sql;

	return &db->recent[(address ^ address >> 7 ^ address >> 14) & (DB_RECENT - 1)];
}

static struct stmt *
find_idle(struct db *db, const char *sql, uint64_t key)
{
	struct stmt *stmt = db->buckets[key & (DB_BUCKETS - 1)];

	while (stmt && (stmt->lent || stmt->key != key || strcmp(stmt->sql, sql) != 0))
		stmt = stmt->next;
	return stmt;
}

/* NULL where it can't be: *code says why. */
static struct stmt *
stmt_make(struct db *db, const char *sql, uint64_t key, enum code *code)
{
	const size_t size = strlen(sql) + 1;
	struct stmt *const stmt = calloc(1, sizeof *stmt + size);
	struct stmt **const bucket = &db->buckets[key & (DB_BUCKETS - 1)];

	if (!stmt) {
		*code = db_fail_memory();
		return NULL;
	}
	stmt->db = db;
	stmt->key = key;
	memcpy(stmt->sql, sql, size);
	*code = db->driver->prepare(stmt);
	if (*code != OK) {
		free(stmt);
		return NULL;
	}
	stmt->next = *bucket;
	*bucket = stmt;
	db->kept++;
	return stmt;
}

static void
stmt_free(struct stmt *stmt)
{
	stmt->db->driver->finish(stmt);
	free(stmt);
}

static void
stmt_drop(struct stmt *stmt)
{
	struct db *const db = stmt->db;
	struct stmt **place = &db->buckets[stmt->key & (DB_BUCKETS - 1)];

	while (*place != stmt)
		place = &(*place)->next;
	*place = stmt->next;
	for (size_t i = 0; i < DB_RECENT; i++)
		if (db->recent[i] == stmt)
			db->recent[i] = NULL;
	db->kept--;
	stmt_free(stmt);
}

enum code
db_prepare(struct db *db, struct stmt **out, const char *sql)
{
	struct stmt **const recent = recent_place(db, sql);
	struct stmt *stmt = *recent;
	enum code code = OK;

	*out = NULL;
	if (!stmt || stmt->lent || strcmp(stmt->sql, sql) != 0) {
		const uint64_t key = text_key(sql);

		stmt = find_idle(db, sql, key);
		if (!stmt)
			stmt = stmt_make(db, sql, key, &code);
		if (!stmt)
			return code;
		*recent = stmt;
	}
	stmt->lent = true;
	stmt->stream = false;
	*out = stmt;
	return OK;
}

void
db_done(struct stmt *stmt)
{
	if (!stmt)
		return;
	assert(stmt->lent);
	stmt->db->driver->reset(stmt);
	stmt->lent = false;
	if (stmt->db->kept > MOST_KEPT)
		stmt_drop(stmt);
}

void
db_forget(struct db *db)
{
	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct stmt *stmt = db->buckets[i], *next; stmt; stmt = next) {
			next = stmt->next;
			stmt_free(stmt);
		}
}
