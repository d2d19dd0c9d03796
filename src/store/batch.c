/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Batches: a write transaction from its beginning to its one end. Batches nest: an act that is a
 * part of a greater one begins and ends its own, and the outermost commits.
 */
#include "batch.h"

#include <assert.h>
#include <stdio.h>

#include "desk.h"
#include "right.h"
#include "schema.h"

void
batch_make(struct desk *desk)
{
	desk->batch = arena_take(&desk->arena, sizeof *desk->batch);
}

void
batch_free(struct desk *desk)
{
	struct batch *const batch = desk->batch;

	if (!batch)
		return;
	arena_free(&batch->arena);
	arena_free(&batch->scratch);
	arena_free(&batch->pending.arena);
	buffer_free(&batch->before);
	buffer_free(&batch->after);
	buffer_free(&batch->items);
}

enum code
batch_find_end(struct desk *desk)
{
	struct batch *const batch = desk->batch;
	struct stmt *stmt;
	bool row;
	enum code code = db_query(desk->db, &stmt,
			"SELECT id, hash FROM change ORDER BY id DESC LIMIT 1", "");

	if (code == OK)
		code = db_step(stmt, &row);
	if (code == OK) {
		batch->first = batch->next = row ? db_int64(stmt, 0) + 1 : 1;
		snprintf(batch->hash, sizeof batch->hash, "%s", row ? db_text(stmt, 1) : "");
	}
	db_done(stmt);
	desk_stamp(desk, batch->at);
	return code;
}

static void
forget(struct batch *batch)
{
	arena_reset(&batch->arena);
	arena_reset(&batch->pending.arena);
	batch->pending.rows = NULL;
	batch->pending.count = batch->pending.room = 0;
	batch->counters = NULL;
	batch->counter_count = batch->counter_room = 0;
	batch->spoiled = batch->settings_moved = false;
	batch->drawn = 0;
}

/* The transaction, where the store still has this program's schema and who writes may begin it. */
static enum code
enter(struct desk *desk)
{
	struct stmt *secrets = NULL;
	bool in_use;
	enum code code = db_begin(desk->db);

	if (code != OK)
		return code;
	code = schema_is_ours(desk->db);
	if (code == OK)
		code = secrets_ask(desk, &secrets);
	if (code == OK)
		code = batch_find_end(desk);
	if (code == OK)
		code = secrets_answer(secrets, &in_use);
	db_done(secrets);
	if (code == OK)
		code = rights_hold(desk, in_use);
	if (code == OK)
		code = right_to_begin(desk, desk->batch->kind);
	return code == OK ? OK : db_end(desk->db, code);
}

enum code
batch_begin(struct desk *desk, const char *kind, const char *detail)
{
	struct batch *const batch = desk->batch;
	enum code code;

	assert(batch->depth < BATCH_DEEPEST);
	if (batch->depth > 0) {
		batch->begun_at[batch->depth++] = batch->next;
		return OK;
	}
	assert(!kind || kind_is(kind));
	forget(batch);
	batch->kind = arena_copy(&batch->arena, kind);
	batch->detail = arena_copy(&batch->arena, detail);
	code = enter(desk);
	if (code == OK)
		batch->depth = 1;
	return code;
}

/* An inner batch ends: what it wrote stays with the outer one, or spoils it. */
static enum code
end_inner(struct batch *batch, enum code result)
{
	batch->depth--;
	if (result != OK && batch->next > batch->begun_at[batch->depth])
		batch->spoiled = true;
	return result;
}

/* Nothing was written: the transaction goes, and that is no failure. */
static void
end_empty(struct desk *desk)
{
	db_end(desk->db, NOT_FOUND);
	desk->batch->last = 0;
}

/* Is the batch's last change in the log, with its hash, which no other can have? */
static enum code
find_written(struct desk *desk, bool *written)
{
	const struct batch *const batch = desk->batch;
	int64_t count = 0;
	enum code code = db_begin(desk->db);	/* waits for what is still being written */

	if (code != OK)
		return code;
	code = db_value(desk->db, &count, "SELECT count(*) FROM change WHERE id = $1 AND hash = $2",
			"It", batch->next - 1, batch->hash);
	*written = count == 1;
	return db_end(desk->db, code);
}

/* The connection was lost during the commit: the log tells what came of it, once it can be read. */
static enum code
settle_doubt(struct desk *desk)
{
	bool written = false;
	enum code code;

	error_clear();
	code = find_written(desk, &written);
	if (code == OK && written)
		return OK;
	error_clear();
	if (code == OK)
		return fail(STORE, "%s: the connection to the server was lost: nothing was "
				"written: do it again", db_where(desk->db));
	return fail(STORE, "%s: the connection to the server was lost while it wrote: whether it "
			"was written isn't known: look before you do it again",
			db_where(desk->db));
}

static enum code
end_kept(struct desk *desk)
{
	struct batch *const batch = desk->batch;
	enum code code = db_end(desk->db, counters_write(desk));

	if (code != OK && db_in_doubt(desk->db))
		code = settle_doubt(desk);
	if (code != OK)
		return code;
	batch->last = batch->first;
	if (desk->seen == batch->first - 1)
		desk->seen = batch->next - 1;
	return batch->settings_moved ? desk_read_settings(desk) : OK;
}

/* Consequences, then the commit. */
static enum code
finish(struct desk *desk, enum code result)
{
	struct batch *const batch = desk->batch;

	if (result == OK && batch->spoiled)
		result = fail(CLASH, "a part of it failed, so nothing was written");
	if (result == OK)
		result = follow_all(desk);
	if (result == OK && batch->kind && kind_stands_alone(batch->kind))
		result = log_open_kind(desk);
	if (result != OK)
		return db_end(desk->db, result);
	if (batch->next > batch->first)
		return end_kept(desk);
	end_empty(desk);
	return OK;
}

enum code
batch_end(struct desk *desk, enum code result)
{
	struct batch *const batch = desk->batch;

	assert(batch->depth > 0);
	if (batch->depth > 1)
		return end_inner(batch, result);
	result = finish(desk, result);
	batch->depth = 0;
	batch->undoes = 0;
	desk->mode = MODE_WRITE;
	return result;
}

enum code
batch_drop(struct desk *desk, enum code result)
{
	batch_end(desk, result == OK ? USAGE : result);	/* no failure: without a sentence */
	return result;
}

enum code
batch_renew(struct desk *desk)
{
	struct batch *const batch = desk->batch;
	struct arena names = {0};
	const char *const kind = arena_copy(&names, batch->kind);
	const char *const detail = arena_copy(&names, batch->detail);
	enum code code;

	assert(batch->depth == 1);
	code = batch_end(desk, OK);
	if (code == OK)
		code = batch_begin(desk, kind, detail);
	arena_free(&names);
	return code;
}

int64_t
batch_id(const struct desk *desk)
{
	return desk->batch->depth > 0 ? desk->batch->first : desk->batch->last;
}

bool
batch_begun(const struct desk *desk)
{
	return desk->batch->depth > 0;
}

const char *
batch_kind(const struct desk *desk)
{
	return batch_begun(desk) ? desk->batch->kind : NULL;
}
