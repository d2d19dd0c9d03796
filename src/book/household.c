/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Households: those who live together and agreed to be called together.
 */
#include "book/people.h"
#include "base/text.h"
#include "store/change.h"
#include "patient_line.h"

#include <string.h>

static const struct field household_fields[] = {
	FIELD_ROW(household),
	FIELD(household, name, "Name", FIELD_TEXT, 0),
	FIELD(household, address, "Address", FIELD_TEXT, OPTIONAL),
};

const struct record household_record = {
	"household", "household", sizeof(struct household), household_fields,
	FIELD_COUNT(household_fields), false, NULL
};

/* "Meyer" of "Meyer, Anna" and of "Anna Meyer". */
static const char *
family_name(struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ',');
	const char *const blank = strrchr(name, ' ');

	if (comma && comma > name)
		return arena_copy_bytes(arena, name, (size_t)(comma - name));
	return arena_copy(arena, blank && blank[1] ? blank + 1 : name);
}

/* Makes a household of one, who is called first. */
static enum code
household_make(struct desk *desk, struct arena *arena, struct patient *first)
{
	struct household household;
	enum code code;

	record_blank(&household_record, &household);
	household.name = family_name(arena, first->name);
	code = record_put(desk, &household_record, &household);
	if (code != OK)
		return code;
	first->household = household.row.id;
	first->called_first = 1;
	return record_put(desk, &patient_record, first);
}

static enum code
join(struct desk *desk, struct arena *arena, struct patient *patient, int64_t other)
{
	struct patient host;
	enum code code = record_get(desk, arena, &patient_record, other, &host);

	if (code == OK && host.household == 0)
		code = household_make(desk, arena, &host);
	if (code != OK)
		return code;
	if (patient->household != host.household)
		patient->called_first = 0;
	patient->household = host.household;
	return record_put(desk, &patient_record, patient);
}

enum code
patient_join(struct desk *desk, struct patient *patient, int64_t other)
{
	struct arena arena = {0};
	enum code code;

	if (patient->row.id == other)
		return fail(INPUT, "household: nobody joins her own");
	code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, join(desk, &arena, patient, other));
	arena_free(&arena);
	return code;
}

static enum code
write_patient(struct desk *desk, struct patient *patient)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, &patient_record, patient)) : code;
}

enum code
patient_leave_household(struct desk *desk, struct patient *patient)
{
	if (!patient->household)
		return fail(NOT_FOUND, "household: %s is in none", patient->name);
	patient->household = 0;
	patient->called_first = 0;
	return write_patient(desk, patient);
}

/* Whoever was called first isn't any more. */
static enum code
call_first(struct desk *desk, struct arena *arena, struct patient *patient)
{
	struct patient *others;
	size_t count;
	enum code code = record_select(desk, arena, &patient_record, &others, &count,
			"where household = $1 and called_first = 1 and id <> $2 order by id", "rI",
			patient->household, patient->row.id);

	for (size_t i = 0; code == OK && i < count; i++) {
		others[i].called_first = 0;
		code = record_put(desk, &patient_record, &others[i]);
	}
	patient->called_first = 1;
	return code == OK ? record_put(desk, &patient_record, patient) : code;
}

enum code
patient_call_first(struct desk *desk, struct patient *patient)
{
	struct arena arena = {0};
	enum code code;

	if (!patient->household)
		return fail(NOT_FOUND, "household: %s is in none", patient->name);
	code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, call_first(desk, &arena, patient));
	arena_free(&arena);
	return code;
}

enum code
patient_second_home(struct desk *desk, struct patient *patient, int64_t other)
{
	struct arena arena = {0};
	struct patient host = {.household = 0};
	enum code code = other ? record_get(desk, &arena, &patient_record, other, &host) : OK;

	if (code == OK && other && (!host.household || host.household == patient->household))
		code = fail(INPUT, "household: %s has no other home than the patient's", host.name);
	if (code == OK) {
		patient->second_home = host.household;
		code = write_patient(desk, patient);
	}
	arena_free(&arena);
	return code;
}

enum code
second_home_said(struct desk *desk, struct arena *arena, int64_t patient, const char **said)
{
	struct patient child;
	struct patient_line *members;
	size_t count = 0;
	enum code code = record_get(desk, arena, &patient_record, patient, &child);

	*said = NULL;
	if (code != OK || !child.second_home)
		return code;
	code = household_members(desk, arena, child.second_home, &members, &count);
	for (size_t i = 0; code == OK && !*said && i < count; i++)
		if (members[i].household == child.second_home)
			*said = arena_print(arena, "%s also lives with %s%s%s", child.name,
					members[i].name, members[i].phone ? ", " : "",
					members[i].phone ? members[i].phone : "");
	return code;
}

enum code
household_rename(struct desk *desk, int64_t household, const char *name, const char *address)
{
	struct arena arena = {0};
	struct household row;
	enum code code = record_get(desk, &arena, &household_record, household, &row);

	if (code == OK && name && text_is_blank(name))
		code = fail(INPUT, "household: its name is empty");
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code == OK) {
		row.name = name ? name : row.name;
		row.address = address ? (*address ? address : NULL) : row.address;
		code = batch_end(desk, record_put(desk, &household_record, &row));
	}
	arena_free(&arena);
	return code;
}

enum code
household_members(struct desk *desk, struct arena *arena, int64_t household,
		struct patient_line **out, size_t *count)
{
	const enum code code = record_select(desk, arena, &patient_line_record, out, count,
		"where household = $1 or id in (select id from patient where second_home = $1) "
		"order by household <> $1, called_first desc, birth is null, birth, id", "r",
		household);

	return code == OK ? patient_lines_ask(desk, *out, *count) : code;
}
