/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The consequence that keeps recall: rows where a rule asks for one, and their derived fields,
 * each patient once a call however many rows were written.
 */
#include <stdlib.h>
#include <string.h>

#include "rules.h"

#define PAGE 1000		/* patients read at a time where everybody is recomputed */

/* The recalls of one patient while they are brought up to date. */
struct following {
	struct desk *desk;
	const struct rules *rules;
	struct arena arena;
	int64_t patient;
	struct history history;
	struct recall *rows;
	size_t count;
};

static bool
derived_differ(const struct recall *a, const struct recall *b)
{
	return a->previous != b->previous || a->due != b->due || a->next_visit != b->next_visit ||
		a->urgent != b->urgent || a->act_on != b->act_on || a->not_before != b->not_before;
}

static enum code
row_derive(struct following *at, struct recall *row)
{
	const struct rule *const rule = rules_of(at->rules, row->recall_type);
	const struct recall old = *row;

	recall_apply(at->rules, rule, &at->history, row);
	if (!derived_differ(&old, row))
		return OK;
	return record_derive(at->desk, &recall_record, row);
}

static bool
has_row(const struct following *at, const struct rule *rule)
{
	for (size_t i = 0; i < at->count; i++)
		if (at->rows[i].recall_type == rule->id)
			return true;
	return false;
}

static bool
has_excluded_row(const struct following *at, const struct rule *rule)
{
	for (size_t i = 0; i < at->count; i++)
		if (rules_exclude(rules_of(at->rules, at->rows[i].recall_type), rule))
			return true;
	return false;
}

static enum code
patient_is_active(struct following *at, bool *active)
{
	int64_t found;
	const enum code code = db_value(at->desk->db, &found,
			"SELECT 1 FROM patient WHERE id = $1 AND state = 'active'", "I",
			at->patient);

	*active = found != 0;
	return code;
}

static enum code
row_wanted(struct following *at, const struct rule *rule, bool *wanted)
{
	*wanted = false;
	if (has_row(at, rule))
		return OK;
	if (rule->everyone)
		return patient_is_active(at, wanted);
	*wanted = history_previous(at->rules, rule, &at->history, true) != NONE &&
		!has_excluded_row(at, rule);
	return OK;
}

static enum code
row_make(struct following *at, const struct rule *rule)
{
	const size_t size = at->count * sizeof *at->rows;
	struct recall row;
	enum code code;

	record_blank(&recall_record, &row);
	row.patient = at->patient;
	row.recall_type = rule->id;
	if ((code = record_put(at->desk, &recall_record, &row)) != OK)
		return code;
	at->rows = arena_grow(&at->arena, at->rows, size, size + sizeof row);
	at->rows[at->count++] = row;
	return OK;
}

static enum code
rows_make(struct following *at)
{
	enum code code = OK;
	bool wanted;

	for (size_t i = 0; code == OK && i < at->rules->count; i++) {
		const struct rule *const rule = &at->rules->rules[i];

		code = row_wanted(at, rule, &wanted);
		if (code == OK && wanted)
			code = row_make(at, rule);
	}
	return code;
}

/* Those that ride along come after those that they ride with. */
static enum code
rows_derive(struct following *at, bool riding)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < at->count; i++)
		if ((rules_of(at->rules, at->rows[i].recall_type)->rides_with != 0) == riding)
			code = row_derive(at, &at->rows[i]);
	return code;
}

static enum code
patient_follow(struct following *at, int64_t patient)
{
	struct stmt *asked;
	enum code code = record_ask(at->desk, &asked, &recall_record, ROWS_WITH_RULE " ORDER BY id",
			"I", patient);

	arena_reset(&at->arena);
	at->patient = patient;
	if (code == OK)
		code = history_load(at->desk, &at->arena, at->rules, patient, &at->history);
	if (code != OK) {
		db_done(asked);
		return code;
	}
	code = record_answer(asked, &at->arena, &recall_record, &at->rows, &at->count);
	if (code == OK && at->desk->mode == MODE_WRITE)
		code = rows_make(at);
	at->history.rows = at->rows;
	at->history.row_count = at->count;
	for (int pass = 0; code == OK && pass < 2; pass++)
		code = rows_derive(at, pass == 1);
	return code;
}

/* The next page of patients after `last`; *count 0 at the end. */
static enum code
page_load(struct desk *desk, int64_t last, int64_t page[PAGE], size_t *count)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(desk->db, &stmt,
			"SELECT id FROM patient WHERE id > $1 ORDER BY id LIMIT $2", "Ii", last,
			PAGE);

	*count = 0;
	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		page[(*count)++] = db_int64(stmt, 0);
	db_done(stmt);
	return code;
}

static enum code
everybody_follow(struct following *at)
{
	int64_t page[PAGE], last = 0;
	size_t count;
	enum code code;

	while ((code = page_load(at->desk, last, page, &count)) == OK && count > 0) {
		for (size_t i = 0; code == OK && i < count; i++)
			code = patient_follow(at, page[i]);
		if (code != OK)
			break;
		last = page[count - 1];
	}
	return code;
}

/* Does what was written to a row matter to the recalls of its patient? */

static bool
texts_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Her birth matters where a rule asks for an age, and is rarely changed. */
static bool
patient_matters(const struct patient *before, const struct patient *after)
{
	return after && after->state == PATIENT_ACTIVE && (!before ||
		before->state != after->state || !texts_equal(before->birth, after->birth));
}

static bool
visit_matters(const struct appointment *before, const struct appointment *after)
{
	return !before || !after || before->patient != after->patient ||
		before->type != after->type || before->day != after->day ||
		before->state != after->state;
}

static bool
contact_matters(const struct contact *before, const struct contact *after)
{
	return (before && before->purpose == PURPOSE_INVITATION) ||
		(after && after->purpose == PURPOSE_INVITATION);
}

/* Whose recalls one written row moves: up to two patients, 0 for none. */
static void
moved_by(const struct written *row, int64_t patients[2])
{
	patients[0] = patients[1] = 0;
	if (row->record == &patient_record) {
		if (patient_matters(row->before, row->after))
			patients[0] = ((const struct row *)row->after)->id;
	} else if (row->record == &appointment_record) {
		const struct appointment *const before = row->before, *const after = row->after;

		if (visit_matters(before, after)) {
			patients[0] = before ? before->patient : 0;
			patients[1] = after ? after->patient : 0;
		}
	} else if (row->record == &contact_record) {
		const struct contact *const before = row->before, *const after = row->after;

		if (contact_matters(before, after)) {
			patients[0] = before ? before->patient : 0;
			patients[1] = after ? after->patient : 0;
		}
	} else if (row->record == &recall_record && row->after) {
		patients[0] = ((const struct recall *)row->after)->patient;
	}
}

static int
by_id(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The distinct patients of the rows, in the arena, sorted. */
static int64_t *
patients_of(struct arena *arena, const struct written *rows, size_t count, size_t *found)
{
	int64_t *const ids = arena_take(arena, 2 * count * sizeof *ids), pair[2];
	size_t all = 0;

	for (size_t i = 0; i < count; i++) {
		moved_by(&rows[i], pair);
		if (pair[0])
			ids[all++] = pair[0];
		if (pair[1] && pair[1] != pair[0])
			ids[all++] = pair[1];
	}
	qsort(ids, all, sizeof *ids, by_id);
	*found = 0;
	for (size_t i = 0; i < all; i++)
		if (i == 0 || ids[i] != ids[i - 1])
			ids[(*found)++] = ids[i];
	return ids;
}

static bool
moves_everybody(const struct record *record)
{
	return record == &recall_type_record || record == &visit_type_recall_record ||
		record == &cadence_record;
}

static enum code
patients_follow(struct following *at, const int64_t *patients, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++)
		code = patient_follow(at, patients[i]);
	return code;
}

enum code
recall_follow(struct desk *desk, const struct written *rows, size_t count)
{
	const bool all = count > 0 && moves_everybody(rows[0].record);
	struct following at = { .desk = desk };
	struct rules rules;
	struct arena arena = { 0 };
	size_t found = 0;
	const int64_t *const patients = all ? NULL : patients_of(&arena, rows, count, &found);
	enum code code = OK;

	if (all || found > 0)
		code = rules_load(desk, &arena, &rules);
	at.rules = &rules;
	if (code == OK)
		code = all ? everybody_follow(&at) : patients_follow(&at, patients, found);
	arena_free(&at.arena);
	arena_free(&arena);
	return code;
}

enum code
recall_derive(struct desk *desk)
{
	const enum batch_mode mode = desk->mode;
	struct following at = { .desk = desk };
	struct rules rules;
	struct arena arena = { 0 };
	enum code code = rules_load(desk, &arena, &rules);

	at.rules = &rules;
	desk->mode = MODE_BACK;
	if (code == OK)
		code = everybody_follow(&at);
	desk->mode = mode;
	arena_free(&at.arena);
	arena_free(&arena);
	return code;
}
