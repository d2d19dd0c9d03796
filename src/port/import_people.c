/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Providers and patients on their way in: how to reach a patient, the household, the provider.
 */
#include "import_map.h"
#include "base/text.h"

#include <string.h>

static enum code
ref_set(struct import_row *row, const char *text)
{
	(void)row;
	(void)text;
	return OK;	/* the job sets it: it is what a stored row is found by */
}

static enum code
id_set(struct import_row *row, const char *text)
{
	(void)row;
	(void)text;
	return OK;	/* see patient_match */
}

static enum code
phone_set(struct import_row *row, const char *text)
{
	row->phone = arena_copy(row->arena, text);
	return OK;
}

static enum code
email_set(struct import_row *row, const char *text)
{
	row->email = arena_copy(row->arena, text);
	return OK;
}

static enum code
address_set(struct import_row *row, const char *text)
{
	row->address = arena_copy(row->arena, text);
	return OK;
}

static enum code
household_set(struct import_row *row, const char *text)
{
	row->household = arena_copy(row->arena, text);
	return OK;
}

static enum code
household_name_set(struct import_row *row, const char *text)
{
	row->household_name = arena_copy(row->arena, text);
	return OK;
}

/* By ref, else by name; one that isn't there is let go. */
static enum code
patient_provider_set(struct import_row *row, const char *text)
{
	struct patient *const patient = row->row;
	struct provider provider;
	enum code code;

	patient->provider = 0;
	if (text_is_blank(text))
		return OK;
	code = record_first(row->job->desk, row->arena, &provider_record, &provider,
			"where ref = $1 or name = $1 order by case when ref = $1 then 0 else 1 end, id "
			"limit 1",
			"t", text);
	if (code == OK)
		patient->provider = provider.row.id;
	else if (code == NOT_FOUND)
		row_mend(row, "provider", text, "no such provider: none");
	return code == NOT_FOUND ? OK : code;
}

static const struct import_special provider_specials[] = {
	{ "ref", ref_set },
	{ NULL, NULL }
};

const struct import_kind provider_kind = {
	.name = "provider",
	.record = &provider_record,
	.specials = provider_specials,
};

static const struct import_special patient_specials[] = {
	{ "ref", ref_set },
	{ "id", id_set },
	{ "phone", phone_set },
	{ "email", email_set },
	{ "address", address_set },
	{ "household", household_set },
	{ "household_name", household_name_set },
	{ "provider", patient_provider_set },
	{ NULL, NULL }
};

static enum code
patient_by_name_alone(struct import_row *row, const char *name)
{
	int64_t count;
	enum code code = db_value(row->job->desk->db, &count,
			"select count(*) from patient where name = $1", "t", name);

	if (code != OK || count != 1)
		return code;
	return record_first(row->job->desk, row->arena, &patient_record, row->row,
			"where name = $1", "t", name);
}

/* Who has that name and the first of the card's numbers already is that patient; where there is no
 * number to tell by, the only one of that name. */
static enum code
patient_by_number(struct import_row *row, const char *name)
{
	const char *const phones = row_named_text(row, "phone");
	const char *phone;
	struct patient *const patient = row->row;
	enum code code;

	if (text_is_blank(name))
		return OK;
	if (text_is_blank(phones))
		return patient_by_name_alone(row, name);
	phone = arena_copy_bytes(row->arena, phones, strcspn(phones, "\n"));
	code = record_first(row->job->desk, row->arena, &patient_record, patient,
			"where name = $1 and id in (select pr.patient from patient_reach pr"
			" join reach r on r.id = pr.reach where r.kind = 'phone' and r.value = $2)"
			" order by id limit 1", "tt", name, phone);
	if (code == NOT_FOUND)
		record_blank(&patient_record, patient);
	return code == NOT_FOUND ? OK : code;
}

/* A row of our own export without a ref is the patient of that id, if the name is the same; where
 * nobody has the id, it gets it. */
static enum code
patient_match(struct import_row *row)
{
	const char *const text = row_named_text(row, "id");
	const char *const name = row_named_text(row, "name");
	struct patient *const patient = row->row;
	struct patient there;
	long long id;
	enum code code;

	if (!text || !text_parse_int(text, &id) || id < 1)
		return csv_is_foreign(row->csv) ? patient_by_number(row, name) : OK;
	code = record_first(row->job->desk, row->arena, &patient_record, &there, "where id = $1", "I",
			(int64_t)id);
	if (code == NOT_FOUND) {
		patient->row.id = id;
		return OK;
	}
	if (code == OK && name && strcmp(there.name, name) == 0)
		*patient = there;
	return code;
}

/* The household that has this key in the file: made at its first member. */
static enum code
household_of(struct import_row *row, int64_t *id)
{
	struct import_job *const job = row->job;
	const struct patient *const patient = row->row;
	const int64_t *const known = keys_find(&job->households, row->household);
	struct household household;
	enum code code;

	if (known) {
		*id = *known;
		return OK;
	}
	record_blank(&household_record, &household);
	household.name = text_is_blank(row->household_name) ? patient->name : row->household_name;
	code = record_put(job->desk, &household_record, &household);
	if (code != OK)
		return code;
	keys_add(job, &job->households, row->household, household.row.id);
	*id = household.row.id;
	return OK;
}

static enum code
patient_finish(struct import_row *row)
{
	struct patient *const patient = row->row;

	if (!patient->name)
		row_refuse(row, "name", NULL, "the map gives this patient no name");
	if (csv_is_foreign(row->csv) && !row->stored && !row_named_text(row, "state"))
		patient->state = PATIENT_ACTIVE;
	if (row->refused || text_is_blank(row->household) || patient->household)
		return OK;
	return household_of(row, &patient->household);
}

/* One a line. */
static enum code
reaches_add(struct import_row *row, enum reach_kind kind, const char *values)
{
	const struct patient *const patient = row->row;
	char *rest = values ? arena_copy(row->arena, values) : NULL, *value;
	enum code code = OK;

	while (rest && code == OK && (value = strtok_r(rest, "\n", &rest)))
		if (!text_is_blank(value))
			code = patient_reach_add(row->job->desk, patient->row.id, kind, value);
	return code;
}

static enum code
patient_after(struct import_row *row)
{
	const struct patient *const patient = row->row;
	struct desk *const desk = row->job->desk;
	enum code code = OK;

	code = reaches_add(row, REACH_PHONE, row->phone);
	if (code == OK)
		code = reaches_add(row, REACH_EMAIL, row->email);
	if (code == OK && !text_is_blank(row->address))
		code = patient_reach_add(desk, patient->row.id, REACH_ADDRESS, row->address);
	return code;
}

const struct import_kind patient_kind = {
	.name = "patient",
	.record = &patient_record,
	.specials = patient_specials,
	.match = patient_match,
	.finish = patient_finish,
	.after = patient_after,
};
