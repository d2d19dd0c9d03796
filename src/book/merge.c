/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Doubles become one: whatever refers to the second patient refers to the first, whose empty fields
 * take the second's values, and the second's row is removed. Which tables refer to a patient is read
 * from their field tables, so that a new one needs no word here.
 */
#include "book/patient.h"
#include "store/change.h"

#include <string.h>

struct merging {
	struct desk *desk;
	struct arena *arena;
};

/* A patient has one row of these with the same value of the field: of two the first's stays. */
static const struct {
	const char *table, *field;
} once[] = {{"patient_reach", "reach"}, {"recall", "recall_type"}};

static int64_t *
ref_in(const struct field *field, void *row)
{
	return (int64_t *)(void *)((char *)row + field->offset);
}

static const char *
once_by(const char *table)
{
	for (size_t i = 0; i < sizeof once / sizeof once[0]; i++)
		if (strcmp(once[i].table, table) == 0)
			return once[i].field;
	return NULL;
}

/* The row that the first patient has already in the place of the second's; its id 0: none. */
static enum code
twin_of(const struct merging *at, const struct record *record, const struct field *refers,
		void *row, int64_t to, int64_t *twin)
{
	const char *const by = once_by(record->table);
	enum code code;
	struct row *const found = arena_take(at->arena, record->size);

	*twin = 0;
	if (!by)
		return OK;
	code = record_first(at->desk, at->arena, record, found,
			    arena_print(at->arena, "where %s = $1 and %s = $2 order by id",
					refers->name, by), "rr", to,
			    *ref_in(record_field(record, by), row));
	if (code == OK)
		*twin = found->id;
	return code == NOT_FOUND ? OK : code;
}

static enum code point_all(const struct merging *at, const char *table, int64_t from, int64_t to);

/* One row that refers to the second patient; where the first has its twin, it gives way. */
static enum code
point(const struct merging *at, const struct record *record, const struct field *field, void *row,
		int64_t to)
{
	const int64_t id = ((const struct row *)row)->id;
	int64_t twin;
	enum code code = twin_of(at, record, field, row, to, &twin);

	if (code == OK && twin)
		code = point_all(at, record->table, id, twin);
	if (code != OK)
		return code;
	if (twin)
		return record_remove(at->desk, record, row);
	*ref_in(field, row) = to;
	return record_put(at->desk, record, row);
}

static enum code
point_field(const struct merging *at, const struct record *record, const struct field *field,
		int64_t from, int64_t to)
{
	char *rows;
	size_t count;
	enum code code = record_select(at->desk, at->arena, record, &rows, &count,
				       arena_print(at->arena, "where %s = $1 order by id",
						   field->name), "r", from);

	for (size_t i = 0; code == OK && i < count; i++)
		code = point(at, record, field, rows + i * record->size, to);
	return code;
}

/* All rows of all tables that refer to `from` refer to `to`. */
static enum code
point_all(const struct merging *at, const char *table, int64_t from, int64_t to)
{
	enum code code = OK;

	for (const struct record *const *record = at->desk->rooms->records; *record; record++)
		for (size_t i = 0; code == OK && i < (*record)->count; i++) {
			const struct field *const field = &(*record)->fields[i];

			if (field->type == FIELD_REF && field->refers &&
			    strcmp(field->refers, table) == 0 &&
			    strcmp((*record)->table, "patient_word") != 0)
				code = point_field(at, *record, field, from, to);
		}
	return code;
}

/* What the kept row leaves empty it takes from the other; notes stand one after the other. */
static void
fill_empty(struct arena *arena, struct patient *kept, const struct patient *other)
{
	for (size_t i = 0; i < patient_record.count; i++) {
		const struct field *const field = &patient_record.fields[i];

		if (field->type == FIELD_ID || !(field->flags & OPTIONAL) ||
		    !field_is_null(field, kept))
			continue;
		if (!field_is_null(field, other))
			field_parse(arena, field, field_text(arena, field, other), kept);
	}
	if (kept->household && kept->household == other->household)
		kept->called_first = kept->called_first || other->called_first;
	if (kept->note && other->note && strcmp(kept->note, other->note) != 0)
		kept->note = arena_print(arena, "%s; %s", kept->note, other->note);
	if (other->since != NONE && (kept->since == NONE || other->since < kept->since))
		kept->since = other->since;
}

static enum code
merge(const struct merging *at, int64_t keep, int64_t away)
{
	struct patient kept, other;
	enum code code = record_get(at->desk, at->arena, &patient_record, keep, &kept);

	if (code == OK)
		code = record_get(at->desk, at->arena, &patient_record, away, &other);
	if (code == OK)
		code = point_all(at, "patient", away, keep);
	if (code == OK)
		code = record_remove(at->desk, &patient_record, &other);
	if (code != OK)
		return code;
	fill_empty(at->arena, &kept, &other);
	return record_put(at->desk, &patient_record, &kept);
}

enum code
patient_merge(struct desk *desk, int64_t keep, int64_t away)
{
	struct arena arena = {0};
	const struct merging at = {desk, &arena};
	enum code code;

	if (keep == away)
		return fail(INPUT, "merge: both are the same patient");
	code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, merge(&at, keep, away));
	arena_free(&arena);
	return code;
}
