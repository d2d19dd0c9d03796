/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Undo and redo (design section 5): the changes of a batch are taken back newest first, by their
 * images, each by a change of its own that names it in `undoes`. A change is undone where one
 * undoes it that isn't undone in turn: so a redo is the undo of an undo.
 */
#include <assert.h>

#include "batch.h"
#include "field.h"
#include "image.h"
#include "put.h"

#define CHUNK 200		/* changes read at a time */

/* Refusals */

static bool
image_has(const char *text, const char *name)
{
	json_t *image;
	bool has;

	if (!text || image_parse(text, &image) != OK)
		return false;
	has = json_object_get(image, name) != NULL;
	json_decref(image);
	return has;
}

/* Who wrote that field after the change: "Kim at 10:41". */
static const char *
who_wrote_since(struct desk *desk, struct arena *arena, const struct change *since,
		const char *name)
{
	struct cursor cursor;
	struct change change;
	const char *who = NULL;
	bool more = true;
	enum code code = record_open(desk, &cursor, &change_record,
			"WHERE tbl = $1 AND row = $2 AND id > $3 ORDER BY id DESC", "tII",
			since->tbl, since->row, since->id);

	while (code == OK && !who && (code = record_next(&cursor, &change, &more)) == OK && more)
		if (image_has(change.after, name) || image_has(change.before, name))
			who = log_name_writer(desk, arena, &change);
	record_close(&cursor);
	return who ? who : "another program";
}

static enum code
fail_changed(struct desk *desk, const struct record *record, const struct change *change,
		const struct field *field)
{
	return fail(CLASH, "%s %lld: %s was changed by %s, so it isn't taken back", record->label,
			(long long)change->row, field->label,
			who_wrote_since(desk, &desk->batch->scratch, change, field->name));
}

static enum code
fail_gone(struct desk *desk, const struct record *record, const struct change *change)
{
	return fail(CLASH, "%s %lld: taken back already by %s", record->label,
			(long long)change->row,
			row_last_writer(desk, &desk->batch->scratch, change->tbl, change->row));
}

/* One change */

/* The row is still as the change left it, in the fields of its image that are compared. */
static enum code
compare(struct desk *desk, const struct record *record, const struct change *change,
		const json_t *after, const void *now)
{
	struct arena *const scratch = &desk->batch->scratch;
	void *const then = row_copy(scratch, record, now);
	const enum code code = image_put_all(scratch, record, after, then);

	if (code != OK)
		return code;
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (!(field->flags & STEADY) && field_in_image(field) &&
				!field_equal(field, now, then))
			return fail_changed(desk, record, change, field);
	}
	return OK;
}

static void
settle(struct desk *desk, const struct record *record, const void *old, void *row)
{
	if (record->settle)
		record->settle(desk, old, row);
}

/* A removed row is made again: its steady fields from the image, its rev going on. */
static enum code
restore(struct desk *desk, const struct record *record, const struct change *change,
		const json_t *before)
{
	struct arena *const scratch = &desk->batch->scratch;
	struct row *const row = arena_take(scratch, record->size);
	enum code code;

	record_blank(record, row);
	row->id = change->row;
	row->rev = change->rev + 1;
	code = image_put_all(scratch, record, before, row);
	if (code != OK)
		return code;
	settle(desk, record, row_copy(scratch, record, row), row);
	return put_new(desk, record, row);
}

/* The fields of a written row get their values from before. */
static enum code
put_back(struct desk *desk, const struct record *record, const json_t *before, const void *now)
{
	struct arena *const scratch = &desk->batch->scratch;
	void *const row = row_copy(scratch, record, now);
	const enum code code = image_put_all(scratch, record, before, row);

	if (code != OK)
		return code;
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & STEADY)
			field_take(&record->fields[i], now, row);
	settle(desk, record, now, row);
	return put_over(desk, record, now, row);
}

static const struct lasting *
lasting_of(const struct desk *desk, const struct record *record)
{
	const struct lasting *lasting = desk->rooms->lasting;

	while (lasting && lasting->record && lasting->record != record)
		lasting++;
	return lasting && lasting->record ? lasting : NULL;
}

/* A row that was made goes; where others refer to it, it may become another. */
static enum code
take_away(struct desk *desk, const struct record *record, const void *now)
{
	const struct lasting *const lasting = lasting_of(desk, record);
	struct arena *const scratch = &desk->batch->scratch;
	void *const row = row_copy(scratch, record, now);
	bool ends = false;
	enum code code = lasting && lasting->give_up ? lasting->give_up(desk, row, &ends) : OK;

	if (code != OK || !ends)
		return code == OK ? put_away(desk, record, now) : code;
	settle(desk, record, now, row);
	return put_over(desk, record, now, row);
}

/* A change that left a row: it was made, or written over. */
static enum code
take_back_written(struct desk *desk, const struct record *record, const struct change *change,
		const json_t *before, const json_t *after)
{
	struct arena *const scratch = &desk->batch->scratch;
	const struct lasting *const lasting = lasting_of(desk, record);
	void *const now = arena_take(scratch, record->size);
	bool found;
	enum code code = record_find(desk, scratch, record, change->row, now, &found);

	if (code == OK && !found)
		code = fail_gone(desk, record, change);
	if (code == OK && !change->before && lasting && lasting->stays && lasting->stays(now))
		return put_over(desk, record, now, row_copy(scratch, record, now));
	if (code == OK)
		code = compare(desk, record, change, after, now);
	if (code != OK)
		return code;
	return change->before ? put_back(desk, record, before, now)
		: take_away(desk, record, now);
}

static enum code
take_back_images(struct desk *desk, const struct record *record, const struct change *change)
{
	json_t *before, *after = NULL;
	enum code code = image_parse(change->before, &before);

	if (code == OK)
		code = image_parse(change->after, &after);
	if (code == OK)
		code = change->after
			? take_back_written(desk, record, change, before, after)
			: restore(desk, record, change, before);
	json_decref(before);
	json_decref(after);
	return code;
}

static enum code
take_back(struct desk *desk, const struct change *change)
{
	const struct record *const record = record_of(desk, change->tbl);

	if (kind_is(change->tbl))
		return OK;
	if (!record)
		return fail(STORE, "change %lld is of a table \"%s\" that isn't known: see "
				"`chairtime check`", (long long)change->id, change->tbl);
	if (!change->before && !change->after)
		return fail(CLASH, "%s %lld: its past was erased, so it isn't taken back",
				record->label, (long long)change->row);
	arena_reset(&desk->batch->scratch);
	desk->batch->undoes = change->id;
	return take_back_images(desk, record, change);
}

/* A batch */

/* The id behind the batch's last change: a batch's changes stand together. */
static enum code
find_end(struct desk *desk, int64_t batch, int64_t *end)
{
	const enum code code = db_value(desk->db, end, "SELECT id FROM change "
			"WHERE id > $1 AND batch <> $1 ORDER BY id LIMIT 1", "I", batch);

	if (code == OK && *end == 0)
		*end = desk->batch->first;
	return code;
}

static enum code
take_back_batch(struct desk *desk, int64_t batch)
{
	struct arena arena = {0};
	struct change *changes;
	size_t count = 1;
	int64_t end;
	enum code code = find_end(desk, batch, &end);

	while (code == OK && count > 0) {
		arena_reset(&arena);
		code = record_select(desk, &arena, &change_record, &changes, &count,
				"WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT $3", "IIi",
				batch, end, CHUNK);
		for (size_t i = 0; i < count && code == OK; i++) {
			end = changes[i].id;
			code = take_back(desk, &changes[i]);
		}
	}
	arena_free(&arena);
	return code;
}

/* Is the change undone, and that not undone in turn? */
static enum code
find_undone(struct desk *desk, int64_t id, bool *undone)
{
	int64_t count;
	const enum code code = db_value(desk->db, &count, "SELECT count(*) FROM change AS u "
			"WHERE u.undoes = $1 AND NOT EXISTS "
			"(SELECT 1 FROM change AS r WHERE r.undoes = u.id)", "I", id);

	*undone = count > 0;
	return code;
}

/* What batch is it: the first change of it. */
static enum code
get_first(struct desk *desk, struct arena *arena, int64_t batch, struct change *first)
{
	const enum code code = record_first(desk, arena, &change_record, first,
			"WHERE id = $1 AND batch = $1", "I", batch);

	if (code == NOT_FOUND)
		return fail(NOT_FOUND, "batch %lld: there is none", (long long)batch);
	return code;
}

/* Which of a desk's batches undo takes: the newest of no kind, that is no undo and not undone. */
static enum code
find_newest(struct desk *desk, struct arena *arena, int64_t *batch)
{
	struct change change = { .batch = desk->batch->first }, first;
	bool undone = true;
	enum code code = OK;

	while (code == OK && undone) {
		code = record_first(desk, arena, &change_record, &change, "WHERE desk = $1 "
				"AND id < $2 AND undoes IS NULL ORDER BY id DESC LIMIT 1", "tI",
				desk->name, change.batch);
		if (code == NOT_FOUND)
			return fail(NOT_FOUND, "there is nothing to take back at this desk");
		if (code == OK)
			code = get_first(desk, arena, change.batch, &first);
		if (code == OK && !kind_is(first.tbl) && !first.undoes)
			code = find_undone(desk, first.id, &undone);
	}
	*batch = change.batch;
	return code;
}

/* May this batch, named by its number, be taken back? */
static enum code
examine(struct desk *desk, struct arena *arena, int64_t batch)
{
	struct change first;
	bool undone;
	enum code code = get_first(desk, arena, batch, &first);

	if (code != OK)
		return code;
	if (first.undoes)
		return fail(CLASH, "batch %lld is an undo itself: see redo", (long long)batch);
	if (kind_is(first.tbl) && !kind_may_be_undone(first.tbl))
		return fail(CLASH, "batch %lld (%s) can't be taken back", (long long)batch,
				first.tbl);
	code = find_undone(desk, kind_is(first.tbl) ? batch + 1 : batch, &undone);
	if (code == OK && undone)
		return fail(CLASH, "batch %lld is taken back already", (long long)batch);
	return code;
}

/* The newest undo of the desk that isn't redone, where it has written nothing else since but what it
 * noted of messages that it sent. */
static enum code
find_newest_undo(struct desk *desk, struct arena *arena, int64_t *batch)
{
	struct change change = { .batch = desk->batch->first }, first;
	bool undone = true;
	int64_t of_undo = 1;
	enum code code = OK;

	while (code == OK && (undone || of_undo)) {
		code = record_first(desk, arena, &change_record, &change, "WHERE desk = $1 "
				"AND id < $2 ORDER BY id DESC LIMIT 1", "tI", desk->name,
				change.batch);
		if (code == OK)
			code = get_first(desk, arena, change.batch, &first);
		if (code == OK && kind_leaves_redo(first.tbl))
			continue;
		if (code == NOT_FOUND || (code == OK && !first.undoes))
			return fail(NOT_FOUND, "there is no undo to take back at this desk");
		if (code == OK)
			code = db_value(desk->db, &of_undo, "SELECT undoes FROM change"
					" WHERE id = (SELECT batch FROM change WHERE id = $1)", "I",
					first.undoes);
		if (code == OK)
			code = find_undone(desk, first.id, &undone);
	}
	*batch = change.batch;
	return code;
}

/* Both */

static enum code
begin(struct desk *desk)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	assert(desk->batch->depth <= 1);
	if (code == OK)
		desk->mode = MODE_BACK;
	return code;
}

enum code
undo(struct desk *desk, int64_t batch, int64_t *undone)
{
	struct arena arena = {0};
	enum code code = begin(desk);

	*undone = batch;
	if (code != OK)
		return code;
	code = batch ? examine(desk, &arena, batch) : find_newest(desk, &arena, undone);
	if (code == OK)
		code = take_back_batch(desk, *undone);
	arena_free(&arena);
	return batch_end(desk, code);
}

enum code
redo(struct desk *desk, int64_t *redone)
{
	struct arena arena = {0};
	enum code code = begin(desk);

	*redone = 0;
	if (code != OK)
		return code;
	code = find_newest_undo(desk, &arena, redone);
	if (code == OK)
		code = take_back_batch(desk, *redone);
	arena_free(&arena);
	return batch_end(desk, code);
}
