/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replay: the tables follow from the log alone.
 */
#include <string.h>

#include "batch.h"
#include "image.h"
#include "put.h"
#include "sql.h"

/* A row is made, or its fields are written, as the change's image says. */
static enum code
apply_after(struct desk *into, const struct record *record, const struct change *change,
		const json_t *after)
{
	struct arena *const scratch = &into->batch->scratch;
	const struct texts *const texts = texts_of(into, record);
	struct row *const row = arena_take(scratch, record->size);
	bool found = false;
	enum code code = record_find(into, scratch, record, change->row, row, &found);

	if (!change->before)	/* made, or what an erase left of it */
		record_blank(record, row);
	if (code == OK && change->before && !found)
		return fail(STORE, "change %lld is of %s %lld, which the log doesn't have: see "
				"`chairtime check`", (long long)change->id, record->label,
				(long long)change->row);
	if (code == OK)
		code = image_put_all(scratch, record, after, row);
	row->id = change->row;
	row->rev = change->rev;
	if (code == OK)
		code = row_write(into, found ? texts->update : texts->insert, record, row);
	return code;
}

static enum code
apply_removal(struct desk *into, const struct record *record, int64_t id)
{
	struct stmt *stmt;
	const enum code code = db_prepare(into->db, &stmt, texts_of(into, record)->remove);

	if (code != OK)
		return code;
	db_bind_int(stmt, 1, id);
	return db_finish(stmt);
}

/* An erased change has lost what it did: nothing of it can be replayed. */
static enum code
apply(struct desk *into, const struct change *change)
{
	const struct record *const record = record_of(into, change->tbl);
	json_t *after;
	enum code code;

	if (!record || (!change->before && !change->after))
		return OK;
	arena_reset(&into->batch->scratch);
	code = counter_raise(into, record->table, change->row);
	if (code != OK)
		return code;
	if (!change->after)
		return apply_removal(into, record, change->row);
	code = image_parse(change->after, &after);
	if (code == OK)
		code = apply_after(into, record, change, after);
	json_decref(after);
	return code;
}

/* The change itself is copied as it stands, so that the chain holds there too. */
static enum code
copy(struct desk *into, const struct change *change)
{
	struct batch *const batch = into->batch;
	const enum code code = log_write(into, change);

	batch->next = change->id + 1;
	memcpy(batch->hash, change->hash, sizeof batch->hash);
	return code == OK ? apply(into, change) : code;
}

static enum code
copy_all(struct desk *from, struct desk *into)
{
	struct cursor cursor;
	struct change change;
	bool more = true;
	enum code code = record_open(from, &cursor, &change_record, "WHERE id >= $1 ORDER BY id",
			"I", into->batch->first);

	while (code == OK && (code = record_next(&cursor, &change, &more)) == OK && more)
		code = copy(into, &change);
	record_close(&cursor);
	return code;
}

enum code
store_replay(struct desk *from, struct desk *into)
{
	enum code code = batch_begin(into, NULL, NULL);

	if (code != OK)
		return code;
	into->mode = MODE_BACK;
	code = copy_all(from, into);
	if (code == OK && into->batch->next > into->batch->first)
		code = into->rooms->derive(into);
	return batch_end(into, code);
}
