/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading records: one row by its id, lists, and streams.
 */
#include <string.h>

#include "base/buffer.h"
#include "put.h"
#include "sql.h"

const struct record *
record_of(const struct desk *desk, const char *table)
{
	const struct record *const *record = desk->rooms->records;

	while (*record && strcmp((*record)->table, table) != 0)
		record++;
	return *record;
}

enum code
record_answer_first(struct stmt *asked, struct arena *arena, const struct record *record, void *row,
		bool *found)
{
	const enum code code = db_step(asked, found);

	if (code == OK && *found)
		row_read(asked, arena, record, row);
	db_done(asked);
	return code;
}

static enum code
prepare_get(struct desk *desk, struct stmt **stmt, const struct record *record, int64_t id)
{
	const enum code code = db_prepare(desk->db, stmt, texts_of(desk, record)->get);

	if (code == OK)
		db_bind_int(*stmt, 1, id);
	return code;
}

enum code
record_find(struct desk *desk, struct arena *arena, const struct record *record, int64_t id,
		void *row, bool *found)
{
	struct stmt *stmt;
	const enum code code = prepare_get(desk, &stmt, record, id);

	*found = false;
	return code == OK ? record_answer_first(stmt, arena, record, row, found) : code;
}

static enum code
fail_none(const struct record *record, int64_t id)
{
	return fail(NOT_FOUND, "%s %lld: there is none", record->label, (long long)id);
}

enum code
record_ask_one(struct desk *desk, struct stmt **asked, const struct record *record, int64_t id)
{
	const enum code code = prepare_get(desk, asked, record, id);

	if (code == OK)
		db_ahead(*asked);
	return code;
}

enum code
record_answer_one(struct stmt *asked, struct arena *arena, const struct record *record, int64_t id,
		void *row)
{
	bool found;
	const enum code code = record_answer_first(asked, arena, record, row, &found);

	return code == OK && !found ? fail_none(record, id) : code;
}

enum code
record_get(struct desk *desk, struct arena *arena, const struct record *record, int64_t id,
		void *row)
{
	bool found;
	const enum code code = record_find(desk, arena, record, id, row, &found);

	if (code == OK && !found)
		return fail_none(record, id);
	return code;
}

/* Starts `SELECT fields FROM table <tail>`. */
static enum code
start(struct desk *desk, struct stmt **stmt, const struct record *record, const char *tail,
		const char *types, va_list values)
{
	struct buffer *const sql = &desk->compose;

	buffer_reset(sql);
	buffer_text(sql, texts_of(desk, record)->select);
	buffer_add(sql, " ", 1);
	buffer_text(sql, tail);
	return db_vquery(desk->db, stmt, sql->bytes, types, values);
}

/* Reads all rows into an array that grows by doubling. */
static enum code
read_all(struct stmt *stmt, struct arena *arena, const struct record *record, char **rows,
		size_t *count)
{
	const size_t size = record->size;
	size_t room = 0;
	bool more;
	enum code code;

	*rows = NULL;
	*count = 0;
	while ((code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? room * 2 : 8;

			*rows = arena_grow(arena, *rows, room * size, larger * size);
			room = larger;
		}
		row_read(stmt, arena, record, *rows + (*count)++ * size);
	}
	return code;
}

enum code
record_ask(struct desk *desk, struct stmt **asked, const struct record *record, const char *tail,
		const char *types, ...)
{
	va_list values;
	enum code code;

	va_start(values, types);
	code = start(desk, asked, record, tail, types, values);
	va_end(values);
	if (code == OK)
		db_ahead(*asked);
	return code;
}

enum code
record_answer(struct stmt *asked, struct arena *arena, const struct record *record, void *rows,
		size_t *count)
{
	char *array;
	const enum code code = read_all(asked, arena, record, &array, count);

	db_done(asked);
	memcpy(rows, &array, sizeof array);
	return code;
}

enum code
record_select(struct desk *desk, struct arena *arena, const struct record *record, void *rows,
		size_t *count, const char *tail, const char *types, ...)
{
	struct stmt *stmt;
	char *array = NULL;
	va_list values;
	enum code code;

	*count = 0;
	va_start(values, types);
	code = start(desk, &stmt, record, tail, types, values);
	va_end(values);
	if (code == OK)
		code = read_all(stmt, arena, record, &array, count);
	db_done(stmt);
	memcpy(rows, &array, sizeof array);
	return code;
}

enum code
record_first(struct desk *desk, struct arena *arena, const struct record *record, void *row,
		const char *tail, const char *types, ...)
{
	struct stmt *stmt;
	bool found;
	va_list values;
	enum code code;

	va_start(values, types);
	code = start(desk, &stmt, record, tail, types, values);
	va_end(values);
	if (code != OK)
		return code;
	code = record_answer_first(stmt, arena, record, row, &found);
	return code == OK && !found ? NOT_FOUND : code;
}

enum code
record_open(struct desk *desk, struct cursor *cursor, const struct record *record,
		const char *tail, const char *types, ...)
{
	va_list values;
	enum code code;

	*cursor = (struct cursor){ .record = record };
	va_start(values, types);
	code = start(desk, &cursor->stmt, record, tail, types, values);
	va_end(values);
	if (code == OK)
		db_stream(cursor->stmt);
	return code;
}

enum code
record_next(struct cursor *cursor, void *row, bool *more)
{
	const enum code code = db_step(cursor->stmt, more);

	arena_reset(&cursor->arena);
	if (code == OK && *more)
		row_read(cursor->stmt, &cursor->arena, cursor->record, row);
	return code;
}

void
record_close(struct cursor *cursor)
{
	db_done(cursor->stmt);
	cursor->stmt = NULL;
	arena_free(&cursor->arena);
}
