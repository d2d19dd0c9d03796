/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counters of ids: read when a batch first needs one, kept in memory, written before it
 * commits. An id is never given twice, even where its row is gone.
 */
#include <string.h>

#include "batch.h"

static enum code
load(struct desk *desk, struct counter *counter, const char *table)
{
	const enum code code = db_value(desk->db, &counter->stored,
			"SELECT value FROM counter WHERE name = $1", "t", table);

	counter->name = table;
	counter->value = counter->stored;
	return code;
}

static enum code
find(struct desk *desk, const char *table, struct counter **out)
{
	struct batch *const batch = desk->batch;
	const size_t size = sizeof *batch->counters;
	enum code code;

	for (size_t i = 0; i < batch->counter_count; i++)
		if (strcmp(batch->counters[i].name, table) == 0) {
			*out = &batch->counters[i];
			return OK;
		}
	if (batch->counter_count == batch->counter_room) {
		const size_t larger = batch->counter_room ? batch->counter_room * 2 : 16;

		batch->counters = arena_grow(&batch->arena, batch->counters,
				batch->counter_room * size, larger * size);
		batch->counter_room = larger;
	}
	*out = &batch->counters[batch->counter_count];
	code = load(desk, *out, table);
	batch->counter_count += code == OK;
	return code;
}

enum code
counter_next(struct desk *desk, const char *table, int64_t *id)
{
	struct counter *counter;
	const enum code code = find(desk, table, &counter);

	if (code != OK)
		return code;
	*id = ++counter->value;
	return OK;
}

void
counter_drop(struct desk *desk, const char *table, int64_t id)
{
	struct counter *counter;

	if (find(desk, table, &counter) == OK && counter->value == id)
		counter->value--;
}

enum code
counter_raise(struct desk *desk, const char *table, int64_t id)
{
	struct counter *counter;
	const enum code code = find(desk, table, &counter);

	if (code == OK && counter->value < id)
		counter->value = id;
	return code;
}

enum code
counters_write(struct desk *desk)
{
	static const char sql[] =
		"INSERT INTO counter (name, value) VALUES ($1, $2) "
		"ON CONFLICT (name) DO UPDATE SET value = excluded.value";
	struct batch *const batch = desk->batch;
	enum code code = OK;

	for (size_t i = 0; i < batch->counter_count && code == OK; i++) {
		struct counter *const counter = &batch->counters[i];

		if (counter->value != counter->stored)
			code = db_run_later(desk->db, sql, "tI", counter->name, counter->value);
		counter->stored = counter->value;
	}
	return code;
}
