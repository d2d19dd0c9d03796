/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a patient can't come, who speaks for her, and what her numbers may be used for.
 */
#include "book/people.h"
#include "book/practice.h"

#include <string.h>

#include "base/text.h"
#include "store/change.h"

#define OF_AGE 18

static const struct field speaks_fields[] = {
	FIELD_ROW(speaks_line),
	FIELD_REFERS(speaks_line, patient, "Patient", "patient", 0),
	FIELD_REFERS(speaks_line, person, "Person", "patient", OPTIONAL),
	FIELD(speaks_line, name, "Name", FIELD_TEXT, 0),
	FIELD(speaks_line, role, "Role", FIELD_TEXT, 0),
	FIELD(speaks_line, may_book, "May book", FIELD_FLAG, 0),
	FIELD_WORDS(speaks_line, may_be_told, "May be told", told_words, 0),
	FIELD(speaks_line, reminders, "Reminders", FIELD_FLAG, 0),
	FIELD(speaks_line, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(speaks_line, until_day, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(speaks_line, ask, "Ask", FIELD_TEXT, OPTIONAL | ASKED),
};
const struct record speaks_line_record = {
	.table = "contact_person", .label = "contact person", .size = sizeof(struct speaks_line),
	.fields = speaks_fields, .count = FIELD_COUNT(speaks_fields), .view = true
};

static const struct field consent_fields[] = {
	FIELD_REFERS(consent_line, patient, "Patient", "patient", 0),
	FIELD_REFERS(consent_line, reach, "Reach", "reach", 0),
	FIELD(consent_line, value, "Reach", FIELD_TEXT, 0),
	FIELD_WORDS(consent_line, purpose, "Purpose", purpose_words, 0),
	FIELD(consent_line, allowed, "Allowed", FIELD_FLAG, 0),
	FIELD(consent_line, at, "At", FIELD_STAMP, 0),
	FIELD(consent_line, how, "How", FIELD_TEXT, LONG),
};
const struct record consent_line_record = {
	.table = "consent_list", .label = "consent", .size = sizeof(struct consent_line),
	.fields = consent_fields, .count = FIELD_COUNT(consent_fields), .view = true
};

/* Writes it, in a batch of its own or as a part of the caller's. */
static enum code
write_row(struct desk *desk, const struct record *record, void *row)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, record, row)) : code;
}

enum code
commitment_save(struct desk *desk, struct commitment *commitment)
{
	if (commitment->weekday == NONE && commitment->first == NONE)
		return fail(INPUT, "commitment: on which weekday, or which day?");
	if (commitment->first != NONE && commitment->last != NONE &&
	    commitment->last < commitment->first)
		return fail(INPUT, "commitment: its last day is before its first");
	if (commitment->start == NONE || commitment->until_min == NONE ||
	    commitment->until_min <= commitment->start)
		return fail(INPUT, "commitment: from when until when?");
	return write_row(desk, &commitment_record, commitment);
}

enum code
commitment_remove(struct desk *desk, const struct commitment *commitment)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_remove(desk, &commitment_record, commitment))
			  : code;
}

enum code
commitments_of(struct desk *desk, struct arena *arena, int64_t patient, struct commitment **out,
		size_t *count)
{
	return record_select(desk, arena, &commitment_record, out, count,
			     "where patient = $1 order by weekday is null, weekday, first, start, id",
			     "r", patient);
}

/* Of a person who is a patient too the name is hers. */
static enum code
name_person(struct desk *desk, struct arena *arena, struct contact_person *person)
{
	struct patient patient;
	const enum code code = person->person ? record_get(desk, arena, &patient_record,
							   person->person, &patient) : OK;

	if (code == OK && person->person && text_is_blank(person->name))
		person->name = patient.name;
	return code;
}

enum code
contact_person_save(struct desk *desk, struct contact_person *person)
{
	struct arena arena = {0};
	enum code code = name_person(desk, &arena, person);

	if (code == OK && person->person == person->patient)
		code = fail(INPUT, "contact person: nobody is her own");
	else if (code == OK && text_is_blank(person->name))
		code = fail(INPUT, "contact person: the name is missing");
	else if (code == OK && text_is_blank(person->role))
		code = fail(INPUT, "contact person: what is she to the patient?");
	if (code == OK && person->since == NONE)
		person->since = desk_today(desk);
	if (code == OK)
		code = write_row(desk, &contact_person_record, person);
	if (person->row.id && code == OK)
		person->name = NULL;	/* it lay in the arena */
	arena_free(&arena);
	return code;
}

enum code
contact_person_end(struct desk *desk, struct contact_person *person)
{
	person->until_day = desk_today(desk) - 1;
	return write_row(desk, &contact_person_record, person);
}

/* The day on which somebody is of age; NONE: it isn't known. */
static int
of_age_on(const char *birth)
{
	int day;

	return birth && civil_parse(birth, &day) ? civil_add_months(day, OF_AGE * 12) : NONE;
}

static bool
is_parental(const char *role)
{
	static const char *const roles[] = {"parent", "mother", "father", "guardian"};

	for (size_t i = 0; i < FIELD_COUNT(roles); i++)
		if (strcmp(role, roles[i]) == 0)
			return true;
	return false;
}

enum code
people_of(struct desk *desk, struct arena *arena, int64_t patient, struct speaks_line **out,
		size_t *count)
{
	char today[DAY_SIZE];
	struct patient row;
	int of_age;
	enum code code = record_get(desk, arena, &patient_record, patient, &row);

	if (code != OK)
		return code;
	code = record_select(desk, arena, &speaks_line_record, out, count,
		"where patient = $1 and (since is null or since <= $2)"
		" and (until_day is null or until_day >= $2) order by position, id", "rt", patient,
		civil_format(today, desk_today(desk)));
	of_age = of_age_on(row.birth);
	for (size_t i = 0; code == OK && i < *count; i++) {
		struct speaks_line *const line = &(*out)[i];

		if (of_age == NONE || of_age > desk_today(desk) || !is_parental(line->role) ||
		    (line->since != NONE && line->since >= of_age))
			continue;
		line->may_book = line->reminders = 0;
		line->may_be_told = TOLD_NOTHING;
		line->ask = arena_print(arena, "of age since %s: who may be told what?",
					day_said(arena, of_age, desk_today(desk)));
	}
	return code;
}

static enum code
say_of(struct desk *desk, int64_t patient, int64_t reach, enum purpose purpose, bool allowed,
		const char *how)
{
	struct consent consent;
	char stamp[STAMP_SIZE];

	record_blank(&consent_record, &consent);
	consent.reach = reach;
	consent.patient = patient;
	consent.purpose = (int)purpose;
	consent.allowed = allowed;
	consent.at = desk_stamp(desk, stamp);
	consent.how = how;
	return record_put(desk, &consent_record, &consent);
}

enum code
consent_say(struct desk *desk, int64_t patient, int64_t reach, enum purpose purpose, bool allowed,
		const char *how)
{
	struct arena arena = {0};
	struct patient_reach_line *reaches;
	size_t count = 0, said = 0;
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	if (text_is_blank(how))
		code = fail(INPUT, "consent: how was it said?");
	if (code == OK)
		code = patient_reaches(desk, &arena, patient, &reaches, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (!reach || reaches[i].reach == reach) {
			code = say_of(desk, patient, reaches[i].reach, purpose, allowed, how);
			said++;
		}
	if (code == OK && said == 0)
		code = fail(NOT_FOUND, "consent: the patient has no such number or address");
	arena_free(&arena);
	return batch_end(desk, code);
}

enum code
consents_of(struct desk *desk, struct arena *arena, int64_t patient, struct consent_line **out,
		size_t *count)
{
	return record_select(desk, arena, &consent_line_record, out, count,
			     "where patient = $1 order by reach, purpose", "r", patient);
}
