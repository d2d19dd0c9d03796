/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SQL made of field tables.
 */
#include "sql.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "field.h"

/* Field names parted by commas: of those that are columns. */
static void
add_columns(struct buffer *sql, const struct record *record, unsigned without)
{
	const char *comma = "";

	for (size_t i = 0; i < record->count; i++) {
		if (record->fields[i].flags & without)
			continue;
		buffer_print(sql, "%s%s", comma, record->fields[i].name);
		comma = ", ";
	}
}

static size_t
count_logged(const struct record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->count; i++)
		count += field_is_logged(&record->fields[i]);
	return count;
}

static const char *
select_text(struct arena *arena, const struct record *record)
{
	struct buffer sql = {0};
	const char *text;

	buffer_text(&sql, "SELECT ");
	add_columns(&sql, record, ASKED);
	buffer_print(&sql, " FROM %s", record->table);
	text = arena_copy(arena, sql.bytes);
	buffer_free(&sql);
	return text;
}

static const char *
insert_text(struct arena *arena, const struct record *record)
{
	const size_t count = count_logged(record);
	struct buffer sql = {0};
	const char *text;

	buffer_print(&sql, "INSERT INTO %s (", record->table);
	add_columns(&sql, record, ASKED | DERIVED);
	buffer_text(&sql, ") VALUES (");
	for (size_t n = 1; n <= count; n++)
		buffer_print(&sql, "%s$%zu", n > 1 ? ", " : "", n);
	buffer_text(&sql, ")");
	text = arena_copy(arena, sql.bytes);
	buffer_free(&sql);
	return text;
}

/* Sets the fields (logged, or derived) but the id; NULL where there are none. */
static const char *
update_text(struct arena *arena, const struct record *record, bool derived)
{
	struct buffer sql = {0};
	const char *text;
	int n = 1;

	buffer_print(&sql, "UPDATE %s SET ", record->table);
	for (size_t i = 1; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (derived ? !(field->flags & DERIVED) : !field_is_logged(field))
			continue;
		n++;
		buffer_print(&sql, "%s%s = $%d", n > 2 ? ", " : "", field->name, n);
	}
	buffer_text(&sql, " WHERE id = $1");
	text = n > 1 ? arena_copy(arena, sql.bytes) : NULL;
	buffer_free(&sql);
	return text;
}

static bool
has_row(const struct record *record)
{
	return record->count > 2 && strcmp(record->fields[0].name, "id") == 0 &&
		strcmp(record->fields[1].name, "rev") == 0;
}

static void
texts_make(struct desk *desk, struct texts *texts, const struct record *record)
{
	struct arena *const arena = &desk->arena;

	texts->record = record;
	texts->select = select_text(arena, record);
	texts->get = arena_print(arena, "%s WHERE id = $1", texts->select);
	if (record->view || !has_row(record))
		return;
	texts->insert = insert_text(arena, record);
	texts->update = update_text(arena, record, false);
	texts->derive = update_text(arena, record, true);
	texts->remove = arena_print(arena, "DELETE FROM %s WHERE id = $1", record->table);
}

const struct texts *
texts_of(struct desk *desk, const struct record *record)
{
	const uintptr_t address = (uintptr_t)record;
	size_t place = (address >> 4 ^ address >> 11) % DESK_TEXTS;

	if (!desk->texts)
		desk->texts = arena_take(&desk->arena, DESK_TEXTS * sizeof *desk->texts);
	for (size_t tries = 0; tries < DESK_TEXTS; tries++) {
		struct texts *const texts = &desk->texts[place];

		if (!texts->record)
			texts_make(desk, texts, record);
		if (texts->record == record)
			return texts;
		place = (place + 1) % DESK_TEXTS;
	}
	assert(!"more records than DESK_TEXTS");
	return NULL;
}

static int
read_word(struct stmt *stmt, int column, const struct field *field)
{
	const char *const word = db_text(stmt, column);

	return field->flags & OPTIONAL ? word_index(field->words, word)
		: word_there(field->words, word);
}

static int
read_int(struct stmt *stmt, int column, const struct field *field)
{
	int day;

	if (field->type == FIELD_WORD)
		return read_word(stmt, column, field);
	if (db_null(stmt, column))
		return field->type == FIELD_FLAG && !(field->flags & OPTIONAL) ? 0 : NONE;
	if (field->type == FIELD_DAY)
		return civil_parse(db_text(stmt, column), &day) ? day : NONE;
	return (int)db_int64(stmt, column);
}

void
row_read(struct stmt *stmt, struct arena *arena, const struct record *record, void *row)
{
	int column = 0;

	memset(row, 0, record->size);
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field->flags & ASKED) {
			field_set_null(field, row);
			continue;
		}
		switch (field_shape(field)) {
		case SHAPE_INT64:
			*field_int64(field, row) = db_int64(stmt, column);
			break;
		case SHAPE_CHARS:
			*field_chars(field, row) = arena_copy(arena, db_text(stmt, column));
			break;
		case SHAPE_INT:
			*field_int(field, row) = read_int(stmt, column, field);
			break;
		}
		column++;
	}
}

void
field_bind(struct stmt *stmt, int n, const struct field *field, const void *row)
{
	char day[DAY_SIZE];

	if (field_is_null(field, row)) {
		db_bind_null(stmt, n);
		return;
	}
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
		db_bind_int(stmt, n, field_int64_of(field, row));
		return;
	case FIELD_INT:
	case FIELD_FLAG:
	case FIELD_MINUTE:
		db_bind_int(stmt, n, field_int_of(field, row));
		return;
	case FIELD_WORD:
		db_bind_text(stmt, n, field->words[field_int_of(field, row)]);
		return;
	case FIELD_DAY:
		db_bind_text(stmt, n, civil_format(day, field_int_of(field, row)));
		return;
	case FIELD_TEXT:
	case FIELD_STAMP:
	case FIELD_BIRTH:
		db_bind_text(stmt, n, field_chars_of(field, row));
		return;
	}
}

enum code
row_write(struct desk *desk, const char *sql, const struct record *record, const void *row)
{
	struct stmt *stmt;
	int n = 1;
	const enum code code = db_prepare(desk->db, &stmt, sql);

	if (code != OK)
		return code;
	for (size_t i = 0; i < record->count; i++)
		if (field_is_logged(&record->fields[i]))
			field_bind(stmt, n++, &record->fields[i], row);
	return db_attempt(stmt);
}
