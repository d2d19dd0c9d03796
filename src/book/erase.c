/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing a person: what of which table is personal stands in a table here; tables of higher rooms are
 * found by name among the store's records.
 */
#include "book/erase.h"

#include <string.h>

#include "book/appointment.h"
#include "store/change.h"
#include "store/erase.h"

#define ERASED "erased"

/* $1 is the patient. `fields` are blanked; every change of these rows is. */
static const struct personal {
	const char *table, *whose, *fields;
} personal[] = {
	{"appointment", "patient = $1", "note reason ref to_move no_next"},
	{"need", "appointment in (select id from appointment where patient = $1)", "whom"},
	{"wait", "patient = $1", "note"},
	{"commitment", "patient = $1", "note"},
	{"alert", "patient = $1", "text asked_by"},
	{"contact_person", "patient = $1 or person = $1", "name role"},
	{"consent", "patient = $1", "how"},
	{"recall", "patient = $1", "note"},
	{"contact", "patient = $1", "reach spoke_with note"},
	{"concern", "patient = $1", "caller text about wish answer lesson reason"},
	{"opinion", "patient = $1", "text"},
	{"message", "patient = $1", "text subject offers error"},
};
#define PERSONAL_COUNT (sizeof personal / sizeof personal[0])

struct blanking {
	struct desk *desk;
	struct arena *arena;
	struct erasing *erasing;
	int64_t patient;
};

static const struct record *
record_named(const struct desk *desk, const char *table)
{
	for (const struct record *const *record = desk->rooms->records; *record; record++)
		if (strcmp((*record)->table, table) == 0)
			return *record;
	return NULL;
}

/* Null, or where there must be something, a word that says nothing. */
static enum code
blank_field(const struct blanking *at, const struct field *field, void *row)
{
	if (field->type == FIELD_REF) {
		*(int64_t *)(void *)((char *)row + field->offset) = 0;
		return OK;
	}
	return field_parse(at->arena, field, field->flags & OPTIONAL ? "" : ERASED, row);
}

static enum code
blank_row(const struct blanking *at, const struct record *record, const char *fields, void *row)
{
	char *list = arena_copy(at->arena, fields), *state;
	enum code code = OK;

	for (char *name; code == OK && (name = strtok_r(list, " ", &state)); list = NULL) {
		const struct field *const field = record_field(record, name);

		if (field)
			code = blank_field(at, field, row);
	}
	if (code == OK)
		code = record_put(at->desk, record, row);
	return code == OK ? erasing_add(at->erasing, record->table, ((struct row *)row)->id)
			  : code;
}

static enum code
blank_table(const struct blanking *at, const struct personal *table)
{
	const struct record *const record = record_named(at->desk, table->table);
	char *rows;
	size_t count;
	enum code code;

	if (!record)
		return OK;
	code = record_select(at->desk, at->arena, record, &rows, &count,
			     arena_print(at->arena, "where %s order by id", table->whose), "r",
			     at->patient);
	for (size_t i = 0; code == OK && i < count; i++)
		code = blank_row(at, record, table->fields, rows + i * record->size);
	return code == OK && record_field(record, "patient")
		? erasing_add_gone(at->erasing, table->table, "patient", at->patient) : code;
}

/* How many others a number or address serves, or a household has. */
static enum code
count_others(const struct blanking *at, const char *sql, int64_t id, int64_t *count)
{
	return db_value(at->desk->db, count, sql, "rr", id, at->patient);
}

/* One that serves her alone is blanked; of one that serves others too she gets a blank one. */
static enum code
blank_reach(const struct blanking *at, struct patient_reach *link)
{
	struct reach reach;
	int64_t others;
	enum code code = record_get(at->desk, at->arena, &reach_record, link->reach, &reach);

	if (code == OK)
		code = count_others(at, "select count(*) from patient_reach where reach = $1"
				    " and patient <> $2", reach.row.id, &others);
	if (code != OK)
		return code;
	if (others)
		reach.row = (struct row){0, 0};
	reach.may_text = 0;
	code = blank_row(at, &reach_record, "value failed", &reach);
	link->reach = reach.row.id;
	return code == OK ? blank_row(at, &patient_reach_record, "whose", link) : code;
}

static enum code
blank_reaches(const struct blanking *at)
{
	struct patient_reach *links;
	size_t count;
	enum code code = record_select(at->desk, at->arena, &patient_reach_record, &links, &count,
				       "where patient = $1 order by id", "r", at->patient);

	for (size_t i = 0; code == OK && i < count; i++)
		code = blank_reach(at, &links[i]);
	return code == OK
		? erasing_add_gone(at->erasing, "patient_reach", "patient", at->patient) : code;
}

/* She leaves it; where nobody is left its name and address go too. */
static enum code
leave_household(const struct blanking *at, struct patient *patient)
{
	struct household household;
	int64_t others;
	enum code code;

	if (!patient->household)
		return OK;
	code = count_others(at, "select count(*) from patient where household = $1 and id <> $2",
			    patient->household, &others);
	if (code == OK)
		code = record_get(at->desk, at->arena, &household_record, patient->household,
				  &household);
	patient->household = 0;
	patient->called_first = 0;
	if (code != OK || others)
		return code;
	return blank_row(at, &household_record, "name address", &household);
}

static enum code
blank_patient(const struct blanking *at)
{
	struct patient patient;
	enum code code = record_get(at->desk, at->arena, &patient_record, at->patient, &patient);

	if (code == OK)
		code = leave_household(at, &patient);
	if (code != OK)
		return code;
	if (patient.state != PATIENT_DECEASED && patient.state != PATIENT_MOVED)
		patient.state = PATIENT_LEFT;
	return blank_row(at, &patient_record, "name called birth language area note ref", &patient);
}

static enum code
end_waits(const struct blanking *at)
{
	struct wait *waits;
	size_t count;
	enum code code = record_select(at->desk, at->arena, &wait_record, &waits, &count,
		"where patient = $1 and ended is null order by id", "r", at->patient);

	for (size_t i = 0; code == OK && i < count; i++) {
		waits[i].ended = desk_today(at->desk);
		code = record_put(at->desk, &wait_record, &waits[i]);
	}
	return code;
}

/* Rows of hers that were merged into this one are gone, and their past tells as much. */
static enum code
add_merged(const struct blanking *at)
{
	struct stmt *stmt = NULL;
	bool more = true;
	enum code code = db_query(at->desk->db, &stmt, "select distinct q.row from change q "
		"where q.tbl = 'patient' and q.before is not null and q.after is null "
		"and q.undoes is null and q.row <> $1 and exists (select 1 from change p "
		"where p.batch = q.batch and ((p.tbl = 'patient' and p.row = $1) "
		"or p.after like $2 or p.after like $3)) order by q.row", "rtt", at->patient,
		arena_print(at->arena, "%%\"patient\":%lld,%%", (long long)at->patient),
		arena_print(at->arena, "%%\"patient\":%lld}", (long long)at->patient));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const int64_t gone = db_int64(stmt, 0);

		code = erasing_add(at->erasing, "patient", gone);
		for (size_t i = 0; code == OK && i < PERSONAL_COUNT; i++)
			if (record_named(at->desk, personal[i].table))
				code = erasing_add_gone(at->erasing, personal[i].table, "patient",
							gone);
	}
	db_done(stmt);
	return code;
}

static enum code
check_visits(const struct blanking *at)
{
	int64_t count;
	const enum code code = db_value(at->desk->db, &count, "select count(*) from appointment "
		"where patient = $1 and state in ('planned', 'booked', 'arrived', 'seated')", "r",
		at->patient);

	return code == OK && count
		? fail(CLASH, "erase: there is a visit to come or planned: cancel it first") : code;
}

static enum code
erase(const struct blanking *at)
{
	enum code code = check_visits(at);

	if (code == OK)
		code = add_merged(at);
	if (code == OK)
		code = end_waits(at);
	for (size_t i = 0; code == OK && i < PERSONAL_COUNT; i++)
		code = blank_table(at, &personal[i]);
	if (code == OK)
		code = blank_reaches(at);
	if (code == OK)
		code = blank_patient(at);
	return code == OK ? erasing_finish(at->erasing) : code;
}

enum code
patient_erase(struct desk *desk, int64_t patient)
{
	struct arena arena = {0};
	const struct blanking at = {desk, &arena, erasing_begin(desk, &arena), patient};
	enum code code = batch_begin(desk, "erase",
			arena_print(&arena, "{\"patient\":%lld}", (long long)patient));

	if (code == OK)
		code = batch_end(desk, erase(&at));
	arena_free(&arena);
	return code;
}
