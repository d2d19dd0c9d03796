/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Households: those who live together and agreed to be called together.
 */
#include "book/patient.h"
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

enum code
household_members(struct desk *desk, struct arena *arena, int64_t household,
		struct patient_line **out, size_t *count)
{
	const enum code code = record_select(desk, arena, &patient_line_record, out, count,
		"where household = $1 order by called_first desc, birth is null, birth, id", "r",
		household);

	return code == OK ? patient_lines_ask(desk, *out, *count) : code;
}
