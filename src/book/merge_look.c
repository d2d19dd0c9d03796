/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What making one of two patients will do, before it is done: it is done, looked at, and taken back.
 */
#include "base/text.h"
#include "book/patient.h"
#include "store/change.h"

#include <ctype.h>
#include <string.h>

static const struct field merge_line_fields[] = {
	FIELD(merge_line, what, "What", FIELD_TEXT, 0),
	FIELD(merge_line, stays, "Stays", FIELD_TEXT, OPTIONAL),
	FIELD(merge_line, goes, "Goes", FIELD_TEXT, OPTIONAL),
	FIELD(merge_line, then, "Then", FIELD_TEXT, OPTIONAL),
	FIELD(merge_line, lost, "Lost", FIELD_FLAG, 0),
};

const struct record merge_line_record = {
	"merge", "line", sizeof(struct merge_line), merge_line_fields,
	FIELD_COUNT(merge_line_fields), true, NULL
};

/* Of a patient and the other: the row, and how many rows of each table refer to it. */
struct side {
	struct patient patient;
	int64_t *counts;
};

struct looking {
	struct desk *desk;
	struct arena *arena;
	int64_t keep, away;
	struct side stays, goes, then;
	struct merge_line *lines;
	size_t count;
};

static bool
refers_to_patient(const struct record *record, const struct field *field)
{
	return field->type == FIELD_REF && field->refers && strcmp(field->refers, "patient") == 0 &&
	       strcmp(record->table, "patient_word") != 0;
}

static enum code
count_rows(const struct looking *at, const struct record *record, int64_t patient, int64_t *count)
{
	enum code code = OK;

	*count = 0;
	for (size_t i = 0; code == OK && i < record->count; i++) {
		int64_t rows = 0;

		if (!refers_to_patient(record, &record->fields[i]))
			continue;
		code = db_value(at->desk->db, &rows, arena_print(at->arena,
				"select count(*) from %s where %s = $1", record->table,
				record->fields[i].name), "I", patient);
		*count += rows;
	}
	return code;
}

static enum code
side_look(const struct looking *at, int64_t patient, struct side *side)
{
	const struct record *const *const records = at->desk->rooms->records;
	size_t count = 0;
	enum code code = record_get(at->desk, at->arena, &patient_record, patient, &side->patient);

	while (records[count])
		count++;
	side->counts = arena_take(at->arena, (count + 1) * sizeof *side->counts);
	for (size_t i = 0; code == OK && i < count; i++)
		code = count_rows(at, records[i], patient, &side->counts[i]);
	return code;
}

/* The value as it is read: of what it refers to, the name. */
static enum code
value_of(const struct looking *at, const struct field *field, const struct patient *patient,
		const char **text)
{
	*text = field_text(at->arena, field, patient);
	if (field->type != FIELD_REF || !*text)
		return OK;
	return db_text_value(at->desk->db, at->arena, text, arena_print(at->arena,
			"select name from %s where id = $1", field->refers), "I",
			*(const int64_t *)(const void *)((const char *)patient + field->offset));
}

static bool
is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum code
add_field(struct looking *at, const struct field *field)
{
	struct merge_line line = {.what = field->label};
	enum code code = value_of(at, field, &at->stays.patient, &line.stays);

	if (code == OK)
		code = value_of(at, field, &at->goes.patient, &line.goes);
	if (code == OK)
		code = value_of(at, field, &at->then.patient, &line.then);
	line.lost = line.stays && line.goes && !is_same(line.stays, line.goes) &&
		    is_same(line.stays, line.then);
	if (code == OK && (!is_same(line.stays, line.goes) || strcmp(field->name, "name") == 0))
		at->lines[at->count++] = line;
	return code;
}

/* "Visit  2  1  3" */
static void
add_count(struct looking *at, const struct record *record, size_t n)
{
	if (at->goes.counts[n] > 0)
		at->lines[at->count++] = (struct merge_line){
			.what = arena_print(at->arena, "%c%s", toupper((unsigned char)record->label[0]),
					record->label + 1),
			.stays = arena_print(at->arena, "%lld", (long long)at->stays.counts[n]),
			.goes = arena_print(at->arena, "%lld", (long long)at->goes.counts[n]),
			.then = arena_print(at->arena, "%lld", (long long)at->then.counts[n]),
		};
}

static enum code
lines_make(struct looking *at)
{
	const struct record *const *const records = at->desk->rooms->records;
	size_t tables = 0;
	enum code code = OK;

	while (records[tables])
		tables++;
	at->lines = arena_take(at->arena, (patient_record.count + tables) * sizeof *at->lines);
	for (size_t i = 0; code == OK && i < patient_record.count; i++) {
		const struct field *const field = &patient_record.fields[i];

		if (field->type != FIELD_ID && field->type != FIELD_FLAG && !(field->flags & DERIVED))
			code = add_field(at, field);
	}
	for (size_t i = 0; code == OK && i < tables; i++)
		add_count(at, records[i], i);
	return code;
}

static enum code
look(struct looking *at)
{
	enum code code = side_look(at, at->keep, &at->stays);

	if (code == OK)
		code = side_look(at, at->away, &at->goes);
	if (code == OK)
		code = patient_merge(at->desk, at->keep, at->away);
	return code == OK ? side_look(at, at->keep, &at->then) : code;
}

enum code
patient_merge_look(struct desk *desk, struct arena *arena, int64_t keep, int64_t away,
		struct merge_line **out, size_t *count)
{
	struct looking at = {.desk = desk, .arena = arena, .keep = keep, .away = away};
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = look(&at);
	if (code == OK)
		code = lines_make(&at);
	*out = at.lines;
	*count = at.count;
	return batch_drop(desk, code);
}
