/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeping patient_word: a table derived from patients, their reaches and households. Each
 * patient's words are computed whole and written only where they differ from what is there.
 */
#include "patient_word.h"
#include "base/text.h"
#include "base/word_set.h"
#include "book/patient.h"

#include <stdlib.h>
#include <string.h>

static const struct field patient_word_fields[] = {
	FIELD(patient_word, word, "Word", FIELD_TEXT, DERIVED),
	FIELD(patient_word, patient, "Patient", FIELD_REF, DERIVED),
};

const struct record patient_word_record = {
	.table = "patient_word", .label = "search word", .size = sizeof(struct patient_word),
	.fields = patient_word_fields, .count = FIELD_COUNT(patient_word_fields)
};

static void
words_add_birth(struct word_set *words, const char *birth)
{
	int day;

	if (birth && civil_parse(birth, &day))
		word_set_add(words, arena_print(words->arena, WORD_BIRTH "%s",
					     text_digits(words->arena, birth)));
}

static void
words_add_phone(struct word_set *words, const char *phone)
{
	const char *const digits = text_digits(words->arena, phone);

	if (!*digits)
		return;
	word_set_add(words, digits);
	word_set_add(words, arena_print(words->arena, WORD_BACKWARDS "%s",
				     text_reverse(words->arena, digits)));
}

static enum code
read_names(struct desk *desk, struct word_set *words, int64_t patient)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt,
		"select p.name, p.called, h.name, p.birth from patient p "
		"left join household h on h.id = p.household where p.id = $1", "r", patient);

	if (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		word_set_add_text(words, db_text(stmt, 0));
		word_set_add_text(words, db_text(stmt, 1));
		word_set_add_text(words, db_text(stmt, 2));
		words_add_birth(words, db_text(stmt, 3));
	}
	db_done(stmt);
	return code;
}

static enum code
read_phones(struct desk *desk, struct word_set *words, int64_t patient)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt,
		"select r.value from patient_reach p join reach r on r.id = p.reach "
		"where p.patient = $1 and r.kind = 'phone'", "r", patient);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		words_add_phone(words, db_text(stmt, 0));
	db_done(stmt);
	return code;
}

/* What is in the table, in order. */
static enum code
read_stored(struct desk *desk, struct word_set *words, int64_t patient)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt,
		"select word from patient_word where patient = $1 order by word", "r", patient);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		word_set_add(words, arena_copy(words->arena, db_text(stmt, 0)));
	db_done(stmt);
	return code;
}

static enum code
words_write(struct desk *desk, const struct word_set *words, int64_t patient)
{
	enum code code = db_run(desk->db, "delete from patient_word where patient = $1", "r",
				patient);

	for (size_t i = 0; code == OK && i < words->count; i++)
		code = db_run(desk->db, "insert into patient_word (word, patient) values ($1, $2)",
			      "tr", words->list[i], patient);
	return code;
}

static enum code
patient_words_keep(struct desk *desk, struct arena *arena, int64_t patient)
{
	struct word_set words = {.arena = arena}, stored = {.arena = arena};
	enum code code = read_names(desk, &words, patient);

	if (code == OK)
		code = read_phones(desk, &words, patient);
	if (code == OK)
		code = read_stored(desk, &stored, patient);
	word_set_sort(&words);
	word_set_sort(&stored);
	if (code == OK && !word_set_equal(&words, &stored))
		code = words_write(desk, &words, patient);
	return code;
}

/* Patients whose words may have changed. */
struct patients {
	struct arena *arena;
	int64_t *ids;
	size_t count, room;
};

static void
patients_add(struct patients *patients, int64_t id)
{
	if (id == 0)
		return;
	if (patients->count == patients->room) {
		const size_t larger = patients->room ? patients->room * 2 : 64;

		patients->ids = arena_grow(patients->arena, patients->ids,
					   patients->room * sizeof *patients->ids,
					   larger * sizeof *patients->ids);
		patients->room = larger;
	}
	patients->ids[patients->count++] = id;
}

/* Those of a query's first column. */
static enum code
patients_query(struct desk *desk, struct patients *patients, const char *sql, const char *types,
		int64_t value)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt, sql, types, value);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		patients_add(patients, db_int64(stmt, 0));
	db_done(stmt);
	return code;
}

static bool
text_differs(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) != 0 : a != b;
}

static bool
patient_differs(const struct patient *a, const struct patient *b)
{
	return !a || !b || a->household != b->household || text_differs(a->name, b->name) ||
	       text_differs(a->called, b->called) || text_differs(a->birth, b->birth);
}

static bool
reach_differs(const struct reach *a, const struct reach *b)
{
	return !a || !b || a->kind != b->kind || text_differs(a->value, b->value);
}

static bool
household_differs(const struct household *a, const struct household *b)
{
	return !a || !b || text_differs(a->name, b->name);
}

/* The patients whom one written row touches. */
static enum code
patients_of(struct desk *desk, struct patients *patients, const struct written *written)
{
	const void *const before = written->before, *const after = written->after;
	const void *const row = after ? after : before;

	if (written->record == &patient_record && patient_differs(before, after))
		patients_add(patients, ((const struct patient *)row)->row.id);
	if (written->record == &patient_reach_record && before)
		patients_add(patients, ((const struct patient_reach *)before)->patient);
	if (written->record == &patient_reach_record && after)
		patients_add(patients, ((const struct patient_reach *)after)->patient);
	if (written->record == &reach_record && reach_differs(before, after))
		return patients_query(desk, patients,
				      "select patient from patient_reach where reach = $1", "r",
				      ((const struct reach *)row)->row.id);
	if (written->record == &household_record && household_differs(before, after))
		return patients_query(desk, patients, "select id from patient where household = $1",
				      "r", ((const struct household *)row)->row.id);
	return OK;
}

static int
compare_ids(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Each once. */
static enum code
patients_keep(struct desk *desk, struct patients *patients)
{
	struct arena arena = {0};
	enum code code = OK;

	if (patients->count > 0)
		qsort(patients->ids, patients->count, sizeof *patients->ids, compare_ids);
	for (size_t i = 0; code == OK && i < patients->count; i++) {
		if (i > 0 && patients->ids[i] == patients->ids[i - 1])
			continue;
		arena_reset(&arena);
		code = patient_words_keep(desk, &arena, patients->ids[i]);
	}
	arena_free(&arena);
	return code;
}

enum code
patient_words_follow(struct desk *desk, const struct written *rows, size_t count)
{
	struct arena arena = {0};
	struct patients patients = {.arena = &arena};
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++)
		code = patients_of(desk, &patients, &rows[i]);
	if (code == OK)
		code = patients_keep(desk, &patients);
	arena_free(&arena);
	return code;
}

enum code
patient_words_derive(struct desk *desk)
{
	struct arena arena = {0};
	struct patients patients = {.arena = &arena};
	enum code code = patients_query(desk, &patients, "select id from patient", "", 0);

	if (code == OK)
		code = patients_keep(desk, &patients);
	arena_free(&arena);
	return code;
}
