/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reaches: telephone numbers, e-mail and postal addresses. One may serve several patients; what
 * is known of it (wrong number, may be texted) holds for all of them.
 */
#include "book/patient.h"
#include "base/text.h"
#include "store/change.h"

#include <string.h>

const char *const reach_kind_words[] = {"phone", "email", "address", NULL};

static const struct field reach_fields[] = {
	FIELD_ROW(reach),
	FIELD_WORDS(reach, kind, "Kind", reach_kind_words, 0),
	FIELD(reach, value, "Value", FIELD_TEXT, 0),
	FIELD(reach, may_text, "May be texted", FIELD_FLAG, 0),
	FIELD(reach, checked, "Checked", FIELD_DAY, OPTIONAL),
	FIELD(reach, failed, "Failed", FIELD_TEXT, OPTIONAL),
};

static const struct field patient_reach_fields[] = {
	FIELD_ROW(patient_reach),
	FIELD_REFERS(patient_reach, patient, "Patient", "patient", 0),
	FIELD_REFERS(patient_reach, reach, "Reach", "reach", 0),
	FIELD(patient_reach, position, "Position", FIELD_INT, 0),
	FIELD(patient_reach, whose, "Whose", FIELD_TEXT, OPTIONAL),
};

static const struct field consent_fields[] = {
	FIELD_ROW(consent),
	FIELD_REFERS(consent, reach, "Reach", "reach", 0),
	FIELD_REFERS(consent, patient, "Patient", "patient", OPTIONAL),
	FIELD_WORDS(consent, purpose, "Purpose", purpose_words, 0),
	FIELD(consent, allowed, "Allowed", FIELD_FLAG, 0),
	FIELD(consent, at, "At", FIELD_STAMP, 0),
	FIELD(consent, how, "How", FIELD_TEXT, 0),
};

static void
patient_reach_settle(struct desk *desk, const void *old, void *row)
{
	struct patient_reach *const place = row;

	(void)desk;
	(void)old;
	if (place->position == NONE)
		place->position = 1;
}

const struct record reach_record = {
	"reach", "reach", sizeof(struct reach), reach_fields, FIELD_COUNT(reach_fields), false, NULL
};
const struct record patient_reach_record = {
	"patient_reach", "number or address", sizeof(struct patient_reach), patient_reach_fields,
	FIELD_COUNT(patient_reach_fields), false, patient_reach_settle
};
const struct record consent_record = {
	"consent", "consent", sizeof(struct consent), consent_fields, FIELD_COUNT(consent_fields),
	false, NULL
};

/* The reach of that value, made where there is none yet. */
static enum code
reach_of(struct desk *desk, struct arena *arena, enum reach_kind kind, const char *value,
		int64_t *id)
{
	struct reach reach;
	enum code code = record_first(desk, arena, &reach_record, &reach,
				      "where value = $1 and kind = $2 order by id limit 1", "tt",
				      value, reach_kind_words[kind]);

	if (code == NOT_FOUND) {
		record_blank(&reach_record, &reach);
		reach.kind = kind;
		reach.value = value;
		code = record_put(desk, &reach_record, &reach);
	}
	*id = reach.row.id;
	return code;
}

/* Puts a reach behind those that the patient has. */
static enum code
reach_give(struct desk *desk, int64_t patient, int64_t reach)
{
	struct patient_reach place;
	int64_t there, last;
	enum code code = db_value(desk->db, &there,
				  "select count(*) from patient_reach where patient = $1 "
				  "and reach = $2", "rr", patient, reach);

	if (code != OK || there > 0)
		return code;
	code = db_value(desk->db, &last,
			"select coalesce(max(position), 0) from patient_reach where patient = $1",
			"r", patient);
	if (code != OK)
		return code;
	record_blank(&patient_reach_record, &place);
	place.patient = patient;
	place.reach = reach;
	place.position = (int)last + 1;
	return record_put(desk, &patient_reach_record, &place);
}

enum code
patient_reach_add(struct desk *desk, int64_t patient, enum reach_kind kind, const char *value)
{
	struct arena arena = {0};
	int64_t reach;
	enum code code;

	if (text_is_blank(value) || !text_valid(value, strlen(value)))
		return fail(INPUT, "%s: this is none", reach_kind_words[kind]);
	code = reach_of(desk, &arena, kind, value, &reach);
	if (code == OK)
		code = reach_give(desk, patient, reach);
	arena_free(&arena);
	return code;
}

/* Puts another reach in the place of the first of its kind. */
static enum code
reach_replace(struct desk *desk, struct arena *arena, int64_t patient, enum reach_kind kind,
		const char *value)
{
	struct patient_reach place;
	int64_t reach;
	enum code code = record_first(desk, arena, &patient_reach_record, &place,
		"where patient = $1 and reach in (select id from reach where kind = $2) "
		"order by position, id limit 1", "rt", patient, reach_kind_words[kind]);

	if (code == NOT_FOUND)
		return patient_reach_add(desk, patient, kind, value);
	if (code == OK)
		code = reach_of(desk, arena, kind, value, &reach);
	if (code != OK)
		return code;
	place.reach = reach;
	return record_put(desk, &patient_reach_record, &place);
}

enum code
patient_reach_change(struct desk *desk, int64_t patient, enum reach_kind kind, const char *value)
{
	struct arena arena = {0};
	enum code code = OK;

	if (!text_is_blank(value))
		code = text_valid(value, strlen(value))
			? reach_replace(desk, &arena, patient, kind, value)
			: fail(INPUT, "%s: this is none", reach_kind_words[kind]);
	arena_free(&arena);
	return code;
}

enum code
patient_may_text(struct desk *desk, int64_t patient, bool may)
{
	struct arena arena = {0};
	struct reach *rows;
	size_t count;
	enum code code = record_select(desk, &arena, &reach_record, &rows, &count,
		"where kind = 'phone' and id in (select reach from patient_reach where patient = $1)"
		" order by id", "r", patient);

	for (size_t i = 0; code == OK && i < count; i++) {
		rows[i].may_text = may;
		code = record_put(desk, &reach_record, &rows[i]);
	}
	arena_free(&arena);
	return code;
}

/* The row of a patient's reach that a line stands for, as it is to be written. */
static enum code
place_of(struct desk *desk, struct arena *arena, int64_t patient,
		const struct patient_reach_line *line, struct patient_reach *place)
{
	int64_t reach;
	enum code code = reach_of(desk, arena, (enum reach_kind)line->kind, line->value, &reach);

	if (code == OK && !line->row.id)
		code = reach_give(desk, patient, reach);
	if (code == OK && !line->row.id)
		return record_first(desk, arena, &patient_reach_record, place,
				"where patient = $1 and reach = $2", "rr", patient, reach);
	if (code == OK)
		code = record_get(desk, arena, &patient_reach_record, line->row.id, place);
	if (code == OK)
		place->reach = reach;
	return code;
}

static enum code
reach_write(struct desk *desk, struct arena *arena, int64_t patient,
		const struct patient_reach_line *line)
{
	struct patient_reach place;
	struct reach reach;
	enum code code = place_of(desk, arena, patient, line, &place);

	if (code != OK)
		return code;
	place.whose = line->whose;
	if (line->position != NONE)
		place.position = line->position;
	code = record_put(desk, &patient_reach_record, &place);
	if (code == OK)
		code = record_get(desk, arena, &reach_record, place.reach, &reach);
	if (code != OK)
		return code;
	reach.may_text = line->may_text;
	reach.failed = text_is_blank(line->failed) ? NULL : line->failed;
	return record_put(desk, &reach_record, &reach);
}

enum code
patient_reach_save(struct desk *desk, int64_t patient, struct patient_reach_line *line)
{
	struct arena arena = {0};
	enum code code;

	if (text_is_blank(line->value) || !text_valid(line->value, strlen(line->value)))
		return fail(INPUT, "%s: this is none", reach_kind_words[line->kind]);
	code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, reach_write(desk, &arena, patient, line));
	arena_free(&arena);
	return code;
}

enum code
patient_reach_drop(struct desk *desk, int64_t id)
{
	struct arena arena = {0};
	struct patient_reach place;
	enum code code = record_get(desk, &arena, &patient_reach_record, id, &place);

	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, record_remove(desk, &patient_reach_record, &place));
	arena_free(&arena);
	return code;
}

static void
read_line(struct arena *arena, struct stmt *stmt, struct patient_reach_line *line)
{
	line->row.id = db_int64(stmt, 0);
	line->row.rev = db_int64(stmt, 1);
	line->reach = db_int64(stmt, 2);
	line->kind = word_there(reach_kind_words, db_text(stmt, 3));
	line->value = arena_copy(arena, db_text(stmt, 4));
	line->whose = arena_copy(arena, db_text(stmt, 5));
	line->failed = arena_copy(arena, db_text(stmt, 6));
	line->may_text = db_int(stmt, 7);
	line->position = db_int(stmt, 8);
}

enum code
patient_reaches(struct desk *desk, struct arena *arena, int64_t patient,
		struct patient_reach_line **out, size_t *count)
{
	struct stmt *stmt;
	size_t room = 0;
	bool more;
	enum code code = db_query(desk->db, &stmt,
		"select p.id, p.rev, p.reach, r.kind, r.value, p.whose, r.failed, r.may_text, "
		"p.position "
		"from patient_reach p join reach r on r.id = p.reach "
		"where p.patient = $1 order by p.position, p.id", "r", patient);

	*out = NULL;
	*count = 0;
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? room * 2 : 4;

			*out = arena_grow(arena, *out, room * sizeof **out, larger * sizeof **out);
			room = larger;
		}
		read_line(arena, stmt, &(*out)[(*count)++]);
	}
	db_done(stmt);
	return code;
}
