/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patients and households.
 */
#include "groups.h"

#include <string.h>

#include "acts.h"
#include "book/appointment.h"
#include "book/erase.h"
#include "book/people.h"
#include "cli/listings.h"
#include "paper.h"
#include "recall/contact.h"
#include "store/access.h"
#include "store/change.h"
#include "store/erase.h"

#define FOUND_AT_MOST 50		/* people that `find` lists without --limit */
#define CARD_VISITS 10
#define CARD_CONTACTS 10

#define PATIENT_OPTION {"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", \
	"An id, or words that find exactly one person", NULL}

static enum code
find(struct input *in)
{
	struct patient_line *found;
	size_t count;
	const enum code code = patient_search(in->desk, in->arena, input_text(in, "TEXT"),
			(size_t)input_number(in, "limit", FOUND_AT_MOST), &found, &count);

	if (code != OK)
		return code;
	if (count > 0 || in->out->format != FORMAT_TABLE)
		print_rows(in->out, &found_listing, found, count);
	return count ? OK : fail(NOT_FOUND, "patient find: nobody matches \"%s\"",
				 input_text(in, "TEXT"));
}

static const struct option find_options[] = {
	{"TEXT", OPTION_TEXT, POSITIONAL | REQUIRED | REST, "TEXT",
		"Beginnings of names, digits of a number, a birth date", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "At most so many; else 50", NULL},
};

static enum code
show_reaches(struct input *in, int64_t patient)
{
	struct patient_reach_line *reaches;
	size_t count;
	const enum code code = patient_reaches(in->desk, in->arena, patient, &reaches, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		const struct patient_reach_line *const r = &reaches[i];

		if (i == 0)
			print_heading(in->out, "Reach");
		print_said(in->out, arena_print(in->arena, "%s  %s%s%s%s%s", r->value,
						reach_kind_words[r->kind], r->whose ? ", " : "",
						r->whose ? r->whose : "", r->failed ? "; " : "",
						r->failed ? r->failed : ""));
	}
	return code;
}

/* Others of the same name: birth dates tell them apart. */
static enum code
show_same_name(struct input *in, int64_t patient)
{
	struct patient_line *others;
	size_t count;
	const enum code code = patients_same_name(in->desk, in->arena, patient, &others, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		print_said(in->out, arena_print(in->arena, "another %s: %s, #%lld", others[i].name,
						others[i].birth ? others[i].birth : "birth not known",
						(long long)others[i].row.id));
	return code;
}

static enum code
show_speaks(struct input *in, int64_t patient)
{
	static const struct listing listing = {
		&speaks_line_record, NULL, "name role may_book may_be_told ask"
	};
	struct speaks_line *rows;
	size_t count;
	const enum code code = people_of(in->desk, in->arena, patient, &rows, &count);

	if (code == OK && count) {
		print_heading(in->out, "Speaks");
		print_rows(in->out, &listing, rows, count);
	}
	return code;
}

static enum code
show_visits(struct input *in, int64_t patient)
{
	struct appointment_line *visits;
	size_t count;
	const enum code code = patient_visits(in->desk, in->arena, patient, CARD_VISITS, &visits,
			&count);

	if (code == OK && count > 0) {
		print_heading(in->out, "Visits");
		print_rows(in->out, &visit_listing, visits, count);
	}
	return code;
}

static enum code
show_recalls(struct input *in, int64_t patient)
{
	struct recall_line *recalls;
	size_t count;
	const enum code code = recall_of_patient(in->desk, in->arena, patient, &recalls, &count);

	if (code == OK && count > 0) {
		print_heading(in->out, "Recall");
		print_rows(in->out, &own_recall_listing, recalls, count);
	}
	return code;
}

static enum code
show_contacts(struct input *in, int64_t patient)
{
	struct contact_line *contacts;
	size_t count;
	const enum code code = contacts_of_patient(in->desk, in->arena, patient, CARD_CONTACTS,
			&contacts, &count);

	if (code == OK && count > 0) {
		print_heading(in->out, "Contacts");
		print_rows(in->out, &contact_listing, contacts, count);
	}
	return code;
}

const struct listing card_listing = {&patient_line_record, NULL, NULL};

static enum code
show_all(struct input *in)
{
	const int64_t patient = input_id(in, "P");
	struct patient_line line;
	enum code code = access_note_read(in->desk, ACCESS_SHOW, patient, NULL);

	if (code == OK)
		code = record_get(in->desk, in->arena, &patient_line_record, patient, &line);
	if (code == OK)
		print_record(in->out, &card_listing, &line);
	if (code == OK && in->out->format != FORMAT_TABLE)
		return OK;
	if (code == OK)
		code = show_same_name(in, patient);
	if (code == OK)
		code = show_reaches(in, patient);
	if (code == OK)
		code = show_speaks(in, patient);
	if (code == OK)
		code = show_visits(in, patient);
	if (code == OK)
		code = show_recalls(in, patient);
	return code == OK ? show_contacts(in, patient) : code;
}

static enum code
show(struct input *in)
{
	struct paper paper;
	const enum code code = paper_open(in, &paper);

	return paper_close(in, &paper, code == OK ? show_all(in) : code);
}

static const struct option show_options[] = {PATIENT_OPTION, PAPER_OPTIONS};

/* Told after saving: whoever saved decides. */
static void
note_doubles(struct input *in, const struct patient_line *doubles, size_t count)
{
	for (size_t i = 0; i < count; i++)
		print_note(in->out, "maybe the same person: #%lld %s%s%s",
			(long long)doubles[i].row.id,
			   doubles[i].name, doubles[i].birth ? ", born " : "",
			   doubles[i].birth ? doubles[i].birth : "");
}

static const char *const no_yes[] = {"no", "yes", NULL};

/* --text, where it was given. */
static enum code
put_may_text(struct input *in, int64_t patient)
{
	return input_has(in, "text") ? patient_may_text(in->desk, patient, input_word(in, "text") == 1)
				     : OK;
}

#define TEXT_OPTION {"text", OPTION_WORD, 0, "W", "Whether their numbers may get text messages", \
	no_yes}

static enum code
add(struct input *in)
{
	const struct new_patient asked = {
		.name = input_text(in, "name"), .phone = input_text(in, "phone"),
		.birth = input_text(in, "birth"), .email = input_text(in, "email"),
		.note = input_text(in, "note"), .state = PATIENT_ACTIVE,
	};
	struct patient_line *doubles;
	struct patient patient;
	size_t count;
	enum code code = patient_doubles(in->desk, in->arena, &asked, &doubles, &count);

	if (code == OK)
		code = batch_begin(in->desk, NULL, NULL);
	if (code != OK)
		return code;
	code = patient_add(in->desk, in->arena, &asked, &patient);
	if (code == OK && input_has(in, "household"))
		code = patient_join(in->desk, &patient, input_id(in, "household"));
	if (code == OK)
		code = put_may_text(in, patient.row.id);
	code = batch_end(in->desk, code);
	if (code != OK)
		return code;
	note_doubles(in, doubles, count);
	return print_made(in, &patient_listing, patient.row.id);
}

static const struct option add_options[] = {
	{"name", OPTION_TEXT, REQUIRED, "N", "As given: \"Ruiz, Elena\" or \"Elena Ruiz\"", NULL},
	{"phone", OPTION_TEXT, REQUIRED, "T", "A telephone number", NULL},
	{"birth", OPTION_TEXT, 0, "D", "The day of birth, or the year where no more is known",
		NULL},
	{"email", OPTION_TEXT, 0, "E", "An e-mail address", NULL},
	TEXT_OPTION,
	{"household", OPTION_PATIENT, 0, "P", "With whom they live", NULL},
	{"note", OPTION_TEXT, 0, "S", "A note", NULL},
};

static enum code
edit_reaches(struct input *in, int64_t patient)
{
	enum code code = OK;

	if (input_has(in, "phone"))
		code = patient_reach_add(in->desk, patient, REACH_PHONE, input_text(in, "phone"));
	if (code == OK && input_has(in, "email"))
		code = patient_reach_add(in->desk, patient, REACH_EMAIL, input_text(in, "email"));
	if (code == OK && input_has(in, "address"))
		code = patient_reach_add(in->desk, patient, REACH_ADDRESS,
				input_text(in, "address"));
	return code == OK ? put_may_text(in, patient) : code;
}

/* One batch for all that was given: `undo` takes it back as one. */
static enum code
edit_all(struct input *in, struct patient *patient)
{
	enum code code = patient_edit(in->desk, patient);

	if (code == OK)
		code = edit_reaches(in, patient->row.id);
	if (code == OK && input_has(in, "with"))
		code = patient_join(in->desk, patient, input_id(in, "with"));
	return code;
}

static enum code
edit(struct input *in)
{
	struct patient patient;
	enum code code = record_get(in->desk, in->arena, &patient_record, input_id(in, "P"),
				    &patient);

	if (code == OK)
		code = input_fill(in, &patient_record, &patient);
	if (code == OK)
		code = batch_begin(in->desk, NULL, NULL);
	if (code != OK)
		return code;
	code = batch_end(in->desk, edit_all(in, &patient));
	return code == OK ? print_made(in, &patient_listing, patient.row.id) : code;
}

static const struct option edit_options[] = {
	PATIENT_OPTION,
	{"name", OPTION_TEXT, 0, "N", "The name", NULL},
	{"called", OPTION_TEXT, 0, "S", "What they like to be called", NULL},
	{"birth", OPTION_TEXT, 0, "D", "The day of birth, or the year", NULL},
	{"sex", OPTION_WORD, 0, "W", "", sex_words},
	{"phone", OPTION_TEXT, 0, "T", "One more telephone number", NULL},
	{"email", OPTION_TEXT, 0, "E", "One more e-mail address", NULL},
	{"address", OPTION_TEXT, 0, "S", "Where letters go: its lines with commas between", NULL},
	TEXT_OPTION,
	{"language", OPTION_TEXT, 0, "S", "What they speak", NULL},
	{"channel", OPTION_WORD, 0, "W", "How they like to be reached", channel_words},
	{"area", OPTION_TEXT, 0, "S", "Where they live", NULL},
	{"state", OPTION_WORD, 0, "W", "What they are to the practice", patient_state_words},
	{"provider", OPTION_PROVIDER, 0, "X", "Whom they see", NULL},
	{"hygienist", OPTION_PROVIDER, 0, "X", "Who cleans", NULL},
	{"condition", OPTION_WORD, 0, "W", "A condition on booking", condition_words},
	{"alarms", OPTION_TEXT, 0, "1d,2h", "How long before a visit their calendar reminds of it; none; "
		"\"\": as the practice has it", NULL},
	{"note", OPTION_TEXT, 0, "S", "A note", NULL},
	{"with", OPTION_PATIENT, 0, "P", "Into whose household", NULL},
};

const struct listing household_listing = {&household_record, NULL, NULL};

static enum code
household_list(struct input *in)
{
	struct household *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &household_record, &rows, &count,
			"order by name, id", "");

	if (code == OK)
		print_rows(in->out, &household_listing, rows, count);
	return code;
}

static enum code
household_show(struct input *in)
{
	struct patient patient;
	struct patient_line *members;
	size_t count;
	enum code code = record_get(in->desk, in->arena, &patient_record, input_id(in, "P"),
				    &patient);

	if (code != OK)
		return code;
	if (!patient.household)
		return fail(NOT_FOUND, "household show: %s is in no household", patient.name);
	code = household_members(in->desk, in->arena, patient.household, &members, &count);
	if (code == OK)
		print_rows(in->out, &found_listing, members, count);
	return code;
}

static enum code
household_join(struct input *in)
{
	struct patient patient;
	enum code code = record_get(in->desk, in->arena, &patient_record, input_id(in, "P"),
				    &patient);

	if (code == OK)
		code = patient_join(in->desk, &patient, input_id(in, "with"));
	return code == OK ? print_made(in, &patient_listing, patient.row.id) : code;
}

static enum code
merge_look(struct input *in)
{
	struct merge_line *lines;
	size_t count;
	const enum code code = patient_merge_look(in->desk, in->arena, input_id(in, "P"),
			input_id(in, "Q"), &lines, &count);

	if (code == OK)
		print_rows(in->out, &merge_listing, lines, count);
	return code;
}

/* The second is removed: its id stands in the journal. */
static enum code
merge(struct input *in)
{
	struct patient kept;
	enum code code;

	if (input_has(in, "dry-run"))
		return merge_look(in);
	code = patient_merge(in->desk, input_id(in, "P"), input_id(in, "Q"));
	if (code != OK || record_get(in->desk, in->arena, &patient_record, input_id(in, "P"),
				     &kept) != OK)
		return code;
	return print_changed(in, &patient_listing, kept.row.id, arena_print(in->arena,
			"%s is one patient now, #%lld; #%lld is gone", kept.name,
			(long long)kept.row.id, (long long)input_id(in, "Q")));
}

static const struct option merge_options[] = {
	{"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "The patient who stays", NULL},
	{"Q", OPTION_PATIENT, POSITIONAL | REQUIRED, "Q", "The same person's other row", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Shows what each has and what will be; nothing changes", NULL},
};

/* The file is rewritten too, so that nothing is left in its unused parts. */
static enum code
erase(struct input *in)
{
	enum code code;

	if (!input_has(in, "sure"))
		return fail(USAGE, "patient erase: it can't be taken back; with --sure it is done");
	code = patient_erase(in->desk, input_id(in, "P"));
	if (code != OK)
		return code;
	code = store_purge(in->desk);
	if (code != OK) {
		print_note(in->out, "The patient is erased; the file couldn't be rewritten, and "
			   "may hold traces until it is: %s", error_text());
		error_clear();
	}
	print_note(in->out, "Backups that were made before are not reached.");
	print_said(in->out, arena_print(in->arena, "#%lld is erased",
					(long long)input_id(in, "P")));
	return OK;
}

static const struct option erase_options[] = {
	PATIENT_OPTION,
	{"sure", OPTION_FLAG, 0, NULL, "Yes: it can't be taken back", NULL},
};

static const struct option join_options[] = {
	PATIENT_OPTION,
	{"with", OPTION_PATIENT, REQUIRED, "P", "Somebody who lives there", NULL},
};

const struct command patient_commands[] = {
	{"patient find", "Finds people by name, number or birth date", OPTIONS(find_options),
		STORE_READ, LISTS, find},
	{"patient show", "What is known of a patient", OPTIONS(show_options), STORE_READ,
		LISTS | PAGES, show},
	{"patient add", "Adds a patient and prints the id", OPTIONS(add_options), STORE_WRITE,
		MAKES, add},
	{"patient edit", "Changes what is known of a patient", OPTIONS(edit_options), STORE_WRITE,
		MAKES, edit},
	{"patient merge", "Makes one of two rows of the same person", OPTIONS(merge_options),
		STORE_WRITE, MAKES, merge},
	{"patient erase", "Blanks all that tells who a patient was, for good",
		OPTIONS(erase_options), STORE_WRITE, 0, erase},
	{"household list", "All households", NULL, 0, STORE_READ, LISTS, household_list},
	{"household show", "Who lives with a patient", OPTIONS(show_options), STORE_READ,
		LISTS, household_show},
	{"household join", "Puts a patient into another's household", OPTIONS(join_options),
		STORE_WRITE, MAKES, household_join},
	{0}
};
