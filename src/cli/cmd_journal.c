/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: the log of everything ever done, as people and programs read it.
 */
#include "groups.h"

#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "book/journal.h"
#include "book/person.h"
#include "book/settings.h"
#include "cli/listings.h"

#define JOURNAL_LINES 50		/* changes that `journal` lists without --limit */

/* "appointment:12" */
static enum code
read_row(struct input *in, struct journal_filter *filter)
{
	const char *const text = input_text(in, "row");
	const char *const colon = text ? strchr(text, ':') : NULL;
	long long id;

	if (!text)
		return OK;
	if (!colon || colon == text || !text_parse_int(colon + 1, &id))
		return fail(INPUT, "journal: --row \"%s\": a table and an id are wanted: "
			    "appointment:12", text);
	filter->table = arena_copy_bytes(in->arena, text, (size_t)(colon - text));
	filter->row = id;
	return OK;
}

static enum code
read_record(struct input *in, struct journal_filter *filter)
{
	const char *const text = input_text(in, "record");

	if (!text)
		return OK;
	filter->table = journal_table(in->desk, text);
	return filter->table ? OK : fail(INPUT, "journal: --record \"%s\": there is no such record: "
			"visit, patient, recall, contact, setting …, or the name of a table", text);
}

/* Somebody of the practice by her initials or the beginning of her name; else as it stands. */
static enum code
read_who(struct input *in, struct journal_filter *filter)
{
	struct person person;
	const char *const text = input_text(in, "who");

	filter->who = text;
	if (!text)
		return OK;
	if (person_find(in->desk, in->arena, text, &person) == OK)
		filter->who = person.name;
	else
		error_clear();
	return OK;
}

static enum code
read_filter(struct input *in, struct journal_filter *filter)
{
	enum code code;

	*filter = (struct journal_filter){
		.patient = input_has(in, "seen") ? input_id(in, "seen") : input_id(in, "patient"),
		.desk = input_text(in, "desk"), .from = input_day(in, "from"),
		.to = input_day(in, "to"),
		.act = input_has(in, "act") ? journal_acts[input_word(in, "act")] : NULL,
		.limit = input_number(in, "limit", input_has(in, "seen") ? 0 : JOURNAL_LINES)
	};
	code = read_row(in, filter);
	if (code == OK)
		code = read_record(in, filter);
	return code == OK ? read_who(in, filter) : code;
}

/* A batch as people read it. */
struct journal_line {
	int64_t batch;
	const char *at, *desk, *words;
};

static const struct field journal_fields[] = {
	FIELD(journal_line, batch, "Batch", FIELD_ID, 0),
	FIELD(journal_line, at, "At", FIELD_STAMP, 0),
	FIELD(journal_line, desk, "Desk", FIELD_TEXT, 0),
	FIELD(journal_line, words, "What", FIELD_TEXT, LONG),
};
static const struct record journal_record = {
	"journal", "batch", sizeof(struct journal_line), journal_fields,
	FIELD_COUNT(journal_fields), true, NULL
};
static const struct listing journal_listing = {&journal_record, NULL, NULL};

/* A line for each batch that the changes are of. */
static enum code
print_batches(struct input *in, const struct change *rows, size_t count)
{
	struct journal_line line = {.batch = 0};
	enum code code = OK;

	output_begin(in->out, &journal_listing);
	for (size_t i = 0; i < count && code == OK; i++) {
		if (rows[i].batch == line.batch)
			continue;
		line = (struct journal_line){rows[i].batch, rows[i].at, rows[i].desk, NULL};
		code = batch_words(in->desk, in->arena, line.batch, &line.words);
		if (code == OK)
			output_row(in->out, &line);
	}
	output_end(in->out);
	return code;
}

/* Who saw and who changed what, for the patient who asks. */
static enum code
seen(struct input *in, const struct journal_filter *filter)
{
	struct seen_line *rows;
	size_t count;
	const enum code code = journal_seen(in->desk, in->arena, filter, &rows, &count);

	if (code != OK)
		return code;
	print_rows(in->out, &seen_listing, rows, count);
	if (setting_int(in->desk, setting_words[SETTING_NOTE_READS], 0) != 1)
		print_note(in->out, "who only looks isn't noted here: set note_reads 1");
	return OK;
}

static enum code
list_access(struct input *in, const struct journal_filter *filter)
{
	struct access *rows;
	size_t count;
	const enum code code = journal_access(in->desk, in->arena, filter, &rows, &count);

	if (code == OK)
		print_rows(in->out, &access_listing, rows, count);
	return code;
}

/* The newest first: for people what was done, for programs and of one row each change. */
static enum code
journal(struct input *in)
{
	struct journal_filter filter;
	struct change *rows = NULL;
	size_t count = 0;
	enum code code = read_filter(in, &filter);

	if (code == OK && input_has(in, "access"))
		return list_access(in, &filter);
	if (code == OK && input_has(in, "seen"))
		return seen(in, &filter);
	if (code == OK)
		code = journal_changes(in->desk, in->arena, &filter, &rows, &count);
	if (code == OK && in->out->format == FORMAT_TABLE && !input_has(in, "row"))
		return print_batches(in, rows, count);
	if (code == OK)
		print_rows(in->out, &change_listing, rows, count);
	return code;
}

static const struct option journal_options[] = {
	{"patient", OPTION_PATIENT, 0, "P", "What was changed about a patient", NULL},
	{"seen", OPTION_PATIENT, 0, "P", "Who saw and who changed what of a patient's, for her who asks: "
		"nobody else is named in it; all of it, unless there is a --limit", NULL},
	{"access", OPTION_FLAG, 0, NULL, "Who signed in, who tried in vain, and who looked at what, in place "
		"of what was changed", NULL},
	{"row", OPTION_TEXT, 0, "TABLE:ID", "What was changed of one row", NULL},
	{"record", OPTION_TEXT, 0, "NAME", "Changes of one kind of row: visit, patient, setting, or a "
		"table's name", NULL},
	{"act", OPTION_WORD, 0, "W", "What was done to the row, or the kind of batch", journal_acts},
	{"who", OPTION_TEXT, 0, "NAME", "By whom", NULL},
	{"desk", OPTION_TEXT, 0, "NAME", "At which desk", NULL},
	{"from", OPTION_DAY, 0, "D", "From that day on", NULL},
	{"to", OPTION_DAY, 0, "D", "Up to that day", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "The newest N changes; else 50", NULL},
};

const struct command journal_commands[] = {
	{"journal", "What was changed, when and by whom, newest first", OPTIONS(journal_options),
		STORE_READ, LISTS, journal},
	{0}
};
