/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient's life and people: commitments, who speaks for them, what numbers may be used for, and
 * the editing of households.
 */
#include "groups.h"

#include <string.h>

#include "acts.h"
#include "book/people.h"
#include "cli/listings.h"
#include "store/change.h"

#define WEEKDAYS 7
#define PATIENT_OPTION {"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "Whose: an id, or words " \
	"that find exactly one person", NULL}
#define ID_OPTION(what) {"ID", OPTION_NUMBER, POSITIONAL | REQUIRED, "ID", what, NULL}

static const char *const yes_words[] = {"no", "yes", NULL};

const struct listing commitment_listing = {
	&commitment_record, NULL, "id weekday first last start until_min firm not_holidays note"
};

/* The same on each weekday asked for; on days when none is. */
static enum code
save_commitments(struct input *in, struct commitment *row, unsigned weekdays)
{
	enum code code = OK;

	if (!weekdays)
		return commitment_save(in->desk, row);
	for (int weekday = 0; weekday < WEEKDAYS && code == OK; weekday++) {
		if (!(weekdays & 1u << weekday))
			continue;
		row->row = (struct row){0, 0};
		row->weekday = weekday;
		code = commitment_save(in->desk, row);
	}
	return code;
}

static enum code
commitment_list(struct input *in)
{
	struct commitment *rows;
	size_t count;
	const enum code code = commitments_of(in->desk, in->arena, input_id(in, "P"), &rows, &count);

	if (code == OK)
		print_rows(in->out, &commitment_listing, rows, count);
	return code;
}

static enum code
commitment_add(struct input *in)
{
	struct commitment row;
	enum code code;

	record_blank(&commitment_record, &row);
	row.patient = input_id(in, "P");
	row.first = input_day(in, "from");
	row.last = input_day(in, "to");
	row.start = input_minute(in, "start");
	row.until_min = input_minute(in, "until");
	row.firm = !input_has(in, "rather-not");
	row.not_holidays = input_has(in, "not-holidays");
	row.note = input_text(in, "note");
	code = batch_begin(in->desk, NULL, NULL);
	if (code == OK)
		code = batch_end(in->desk, save_commitments(in, &row, input_bits(in, "days")));
	return code == OK ? commitment_list(in) : code;
}

static const struct option commitment_options[] = {
	PATIENT_OPTION,
	{"days", OPTION_WEEKDAYS, 0, "mon,tue", "Every week on these days; else on days", NULL},
	{"from", OPTION_DAY, 0, "D", "The first day", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day", NULL},
	{"start", OPTION_CLOCK, REQUIRED, "H:M", "From when", NULL},
	{"until", OPTION_CLOCK, REQUIRED, "H:M", "Until when", NULL},
	{"rather-not", OPTION_FLAG, 0, NULL, "They could, but would rather not", NULL},
	{"not-holidays", OPTION_FLAG, 0, NULL, "Not in the school's holidays", NULL},
	{"note", OPTION_TEXT, 0, "S", "What it is: work, school", NULL},
};
static const struct option patient_options[] = {PATIENT_OPTION};

static enum code
remove_commitment(struct input *in)
{
	struct commitment row;
	enum code code = record_get(in->desk, in->arena, &commitment_record,
				    input_number(in, "ID", 0), &row);

	if (code == OK)
		code = commitment_remove(in->desk, &row);
	if (code == OK)
		print_said(in->out, "the commitment is gone");
	return code;
}

static const struct option commitment_remove_options[] = {
	ID_OPTION("Which, as commitment list numbers it")
};

const struct listing speaks_listing = {
	&speaks_line_record,
	"id patient person name role may_book may_be_told reminders since until_day ask",
	"id name role may_book may_be_told reminders since ask"
};

static enum code
speaks_list(struct input *in)
{
	struct speaks_line *rows;
	size_t count;
	const enum code code = people_of(in->desk, in->arena, input_id(in, "P"), &rows, &count);

	if (code == OK)
		print_rows(in->out, &speaks_listing, rows, count);
	return code;
}

static enum code
speaks_add(struct input *in)
{
	struct contact_person row;
	enum code code;

	record_blank(&contact_person_record, &row);
	row.patient = input_id(in, "P");
	row.person = input_id(in, "person");
	row.name = input_text(in, "name");
	row.role = input_text(in, "role");
	row.may_book = input_has(in, "may-book");
	row.may_be_told = input_has(in, "may-be-told") ? input_word(in, "may-be-told") : TOLD_NOTHING;
	row.reminders = input_has(in, "reminders");
	row.position = input_number(in, "position", NONE);
	row.until_day = input_day(in, "until-day");
	code = contact_person_save(in->desk, &row);
	return code == OK ? speaks_list(in) : code;
}

static const struct option speaks_options[] = {
	PATIENT_OPTION,
	{"person", OPTION_PATIENT, 0, "Q", "Who speaks, where that is a patient too", NULL},
	{"name", OPTION_TEXT, 0, "N", "Else the name", NULL},
	{"role", OPTION_TEXT, REQUIRED, "S", "mother, father, guardian, partner, carer …", NULL},
	{"may-book", OPTION_FLAG, 0, NULL, "May book and move visits", NULL},
	{"may-be-told", OPTION_WORD, 0, "W", "What they may be told; else nothing", told_words},
	{"reminders", OPTION_FLAG, 0, NULL, "Gets the reminders", NULL},
	{"position", OPTION_NUMBER, 0, "N", "Who is asked first", NULL},
	{"until-day", OPTION_DAY, 0, "D", "The last day on which this holds", NULL},
};

static enum code
speaks_end(struct input *in)
{
	struct contact_person row;
	enum code code = record_get(in->desk, in->arena, &contact_person_record,
				    input_number(in, "ID", 0), &row);

	if (code == OK)
		code = contact_person_end(in->desk, &row);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%s doesn't speak for them any more",
						row.name));
	return code;
}

static const struct option speaks_end_options[] = {ID_OPTION("Which, as speaks list numbers it")};

const struct listing consent_listing = {
	&consent_line_record, NULL, "value purpose allowed at how"
};

static enum code
consent_list(struct input *in)
{
	struct consent_line *rows;
	size_t count;
	const enum code code = consents_of(in->desk, in->arena, input_id(in, "P"), &rows, &count);

	if (code == OK)
		print_rows(in->out, &consent_listing, rows, count);
	return code;
}

/* The patient's number or address that reads so; 0: none is given. */
static enum code
reach_named(struct input *in, int64_t *reach)
{
	struct patient_reach_line *rows;
	size_t count;
	const char *const text = input_text(in, "reach");
	const enum code code = patient_reaches(in->desk, in->arena, input_id(in, "P"), &rows, &count);

	*reach = 0;
	for (size_t i = 0; code == OK && text && i < count; i++)
		if (strcmp(rows[i].value, text) == 0)
			*reach = rows[i].reach;
	return code == OK && text && !*reach
		? fail(NOT_FOUND, "consent: \"%s\" is no number or address of theirs", text) : code;
}

static enum code
consent_set(struct input *in)
{
	int64_t reach;
	enum code code = reach_named(in, &reach);

	if (code == OK)
		code = consent_say(in->desk, input_id(in, "P"), reach,
				   (enum purpose)input_word(in, "purpose"),
				   input_word(in, "allowed") == 1, input_text(in, "how"));
	return code == OK ? consent_list(in) : code;
}

static const struct option consent_options[] = {
	PATIENT_OPTION,
	{"purpose", OPTION_WORD, REQUIRED, "W", "For what", purpose_words},
	{"allowed", OPTION_WORD, REQUIRED, "yes|no", "Whether it may be used for that", yes_words},
	{"reach", OPTION_TEXT, 0, "VALUE", "Which number or address; else all of theirs", NULL},
	{"how", OPTION_TEXT, REQUIRED, "S", "How it was said: on the telephone, in writing …", NULL},
};

static enum code
load_patient(struct input *in, struct patient *patient)
{
	return record_get(in->desk, in->arena, &patient_record, input_id(in, "P"), patient);
}

static enum code
household_leave(struct input *in)
{
	struct patient patient;
	enum code code = load_patient(in, &patient);

	if (code == OK)
		code = patient_leave_household(in->desk, &patient);
	return code == OK ? print_made(in, &patient_listing, patient.row.id) : code;
}

static enum code
household_first(struct input *in)
{
	struct patient patient;
	enum code code = load_patient(in, &patient);

	if (code == OK)
		code = patient_call_first(in->desk, &patient);
	return code == OK ? print_made(in, &patient_listing, patient.row.id) : code;
}

static enum code
household_second(struct input *in)
{
	struct patient patient;
	enum code code = load_patient(in, &patient);

	if (input_has(in, "none") == input_has(in, "with"))
		return fail(USAGE, "household second: give --with or --none");
	if (code == OK)
		code = patient_second_home(in->desk, &patient, input_id(in, "with"));
	return code == OK ? print_made(in, &patient_listing, patient.row.id) : code;
}

static const struct option second_options[] = {
	PATIENT_OPTION,
	{"with", OPTION_PATIENT, 0, "Q", "Somebody of the other home", NULL},
	{"none", OPTION_FLAG, 0, NULL, "No second home any more", NULL},
};

static enum code
household_edit(struct input *in)
{
	struct patient patient;
	enum code code = load_patient(in, &patient);

	if (code == OK && !patient.household)
		return fail(NOT_FOUND, "household edit: %s is in none", patient.name);
	if (code == OK)
		code = household_rename(in->desk, patient.household, input_text(in, "name"),
					input_text(in, "address"));
	if (code == OK)
		print_said(in->out, "the household is changed");
	return code;
}

static const struct option edit_options[] = {
	PATIENT_OPTION,
	{"name", OPTION_TEXT, 0, "N", "What it is called", NULL},
	{"address", OPTION_TEXT, 0, "S", "Where it is; \"\": not known", NULL},
};

const struct command life_commands[] = {
	{"commitment list", "When a patient can't come", OPTIONS(patient_options), STORE_READ, LISTS,
		commitment_list},
	{"commitment add", "Notes when a patient can't come", OPTIONS(commitment_options),
		STORE_WRITE, LISTS, commitment_add},
	{"commitment remove", "A commitment doesn't hold any more",
		OPTIONS(commitment_remove_options), STORE_WRITE, 0, remove_commitment},
	{"speaks list", "Who speaks for a patient, and may be told what", OPTIONS(patient_options),
		STORE_READ, LISTS, speaks_list},
	{"speaks add", "Notes who speaks for a patient", OPTIONS(speaks_options), STORE_WRITE, LISTS,
		speaks_add},
	{"speaks end", "Somebody doesn't speak for a patient any more", OPTIONS(speaks_end_options),
		STORE_WRITE, 0, speaks_end},
	{"consent list", "What a patient's numbers may be used for, as far as it was said",
		OPTIONS(patient_options), STORE_READ, LISTS, consent_list},
	{"consent set", "Notes what a patient's numbers may be used for", OPTIONS(consent_options),
		STORE_WRITE, LISTS, consent_set},
	{"household leave", "A patient lives with them no more", OPTIONS(patient_options),
		STORE_WRITE, MAKES, household_leave},
	{"household first", "Who of a household is called first", OPTIONS(patient_options),
		STORE_WRITE, MAKES, household_first},
	{"household second", "A child's second home", OPTIONS(second_options), STORE_WRITE, MAKES,
		household_second},
	{"household edit", "Changes a household's name or address", OPTIONS(edit_options),
		STORE_WRITE, 0, household_edit},
	{0}
};
