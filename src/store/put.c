/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one writer of domain rows.
 */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "batch.h"
#include "field.h"
#include "image.h"
#include "put.h"
#include "right.h"
#include "sql.h"

static enum code
texts_check(const struct record *record, const void *row)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < record->count; i++) {
		const struct field *const field = &record->fields[i];
		const char *const text = field_shape(field) == SHAPE_CHARS && field_is_logged(field)
				? field_chars_of(field, row) : NULL;

		if (text)
			code = field_check(field, text);
	}
	return code;
}

/* By whoever may. Undo puts back what was stored already, by whatever rules. */
static enum code
write_checked(struct desk *desk, const char *sql, const struct record *record, const void *row)
{
	enum code code = right_to_write(desk, record);

	if (code == OK && !desk->batch->undoes)
		code = texts_check(record, row);
	return code == OK ? row_write(desk, sql, record, row) : code;
}

enum code
put_new(struct desk *desk, const struct record *record, void *row)
{
	struct batch *const batch = desk->batch;
	struct row *const head = row;
	struct change change = { .tbl = record->table, .row = head->id, .rev = head->rev,
		.undoes = batch->undoes };
	enum code code = write_checked(desk, texts_of(desk, record)->insert, record, row);

	if (code != OK)
		return code;
	buffer_reset(&batch->after);
	image_whole(&batch->after, record, row);
	change.after = batch->after.bytes;
	code = log_append(desk, &change);
	return code == OK ? follow_later(desk, record, NULL, row) : code;
}

enum code
put_over(struct desk *desk, const struct record *record, const void *old, void *row)
{
	struct batch *const batch = desk->batch;
	struct row *const head = row;
	struct change change = { .tbl = record->table, .row = head->id, .rev = head->rev + 1,
		.undoes = batch->undoes };
	enum code code;

	buffer_reset(&batch->before);
	buffer_reset(&batch->after);
	if (!image_differences(&batch->before, &batch->after, record, old, row)) {
		if (!batch->undoes)
			return OK;
		buffer_text(&batch->before, "{}");
		buffer_text(&batch->after, "{}");
	}
	head->rev++;
	code = write_checked(desk, texts_of(desk, record)->update, record, row);
	if (code != OK) {
		head->rev--;
		return code;
	}
	change.before = batch->before.bytes;
	change.after = batch->after.bytes;
	code = log_append(desk, &change);
	return code == OK ? follow_later(desk, record, old, row) : code;
}

/* Deletes, with a refusal of the foreign keys told in words. */
static enum code
delete_row(struct desk *desk, const struct record *record, int64_t id)
{
	struct stmt *stmt;
	enum code code = right_to_write(desk, record);

	if (code == OK)
		code = db_prepare(desk->db, &stmt, texts_of(desk, record)->remove);
	if (code != OK)
		return code;
	db_bind_int(stmt, 1, id);
	code = db_attempt(stmt);
	if (code != CLASH)
		return code;
	error_clear();
	return fail(CLASH, "%s %lld: can't be taken back, since other rows refer to it",
			record->label, (long long)id);
}

enum code
put_away(struct desk *desk, const struct record *record, const void *old)
{
	struct batch *const batch = desk->batch;
	const struct row *const head = old;
	struct change change = { .tbl = record->table, .row = head->id, .rev = head->rev + 1,
		.undoes = batch->undoes };
	enum code code = delete_row(desk, record, head->id);

	if (code != OK)
		return code;
	buffer_reset(&batch->before);
	image_whole(&batch->before, record, old);
	change.before = batch->before.bytes;
	code = log_append(desk, &change);
	return code == OK ? follow_later(desk, record, old, NULL) : code;
}

/* A new row: its id from the counter, unless the caller has set one. */
static enum code
create(struct desk *desk, const struct record *record, void *row)
{
	struct row *const head = row;
	const int64_t asked = head->id;
	enum code code = asked ? counter_raise(desk, record->table, asked)
		: counter_next(desk, record->table, &head->id);

	if (code != OK)
		return code;
	if (record->settle)
		record->settle(desk, NULL, row);
	head->rev = 1;
	code = put_new(desk, record, row);
	if (code != OK) {
		if (!asked)
			counter_drop(desk, record->table, head->id);
		head->id = asked;
		head->rev = 0;
	}
	return code;
}

static enum code
fail_stale(struct desk *desk, const struct record *record, int64_t id, bool gone)
{
	return fail(STALE, "%s %lld: %s by %s: look again", record->label, (long long)id,
			gone ? "taken back" : "changed",
			row_last_writer(desk, &desk->batch->scratch, record->table, id));
}

/* A stored row is written over, where it is still the one that the caller loaded. */
static enum code
replace(struct desk *desk, const struct record *record, void *row)
{
	struct row *const head = row;
	struct row *const old = arena_take(&desk->batch->scratch, record->size);
	bool found;
	const enum code code = record_find(desk, &desk->batch->scratch, record, head->id, old,
			&found);

	if (code != OK)
		return code;
	if (!found || old->rev != head->rev)
		return fail_stale(desk, record, head->id, !found);
	if (record->settle)
		record->settle(desk, old, row);
	return put_over(desk, record, old, row);
}

enum code
record_put(struct desk *desk, const struct record *record, void *row)
{
	assert(batch_begun(desk) && !record->view);
	assert(desk->mode == MODE_WRITE || desk->batch->following);
	arena_reset(&desk->batch->scratch);
	if (((const struct row *)row)->rev == 0)
		return create(desk, record, row);
	return replace(desk, record, row);
}

enum code
record_remove(struct desk *desk, const struct record *record, const void *row)
{
	const struct row *const head = row;
	struct row *old;
	bool found;
	enum code code;

	assert(batch_begun(desk) && !record->view && desk->mode == MODE_WRITE);
	arena_reset(&desk->batch->scratch);
	old = arena_take(&desk->batch->scratch, record->size);
	code = record_find(desk, &desk->batch->scratch, record, head->id, old, &found);
	if (code != OK)
		return code;
	if (!found || old->rev != head->rev)
		return fail_stale(desk, record, head->id, !found);
	return put_away(desk, record, old);
}

enum code
record_derive(struct desk *desk, const struct record *record, const void *row)
{
	struct stmt *stmt;
	const char *const sql = texts_of(desk, record)->derive;
	enum code code;
	int n = 2;

	assert(sql);
	code = db_prepare(desk->db, &stmt, sql);
	if (code != OK)
		return code;
	db_bind_int(stmt, 1, ((const struct row *)row)->id);
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & DERIVED)
			field_bind(stmt, n++, &record->fields[i], row);
	return db_later(stmt);
}
