/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: the log of everything ever done, as people and programs read it.
 */
#include "groups.h"

#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "cli/listings.h"
#include "store/change.h"

#define JOURNAL_LINES 50		/* changes that `journal` lists without --limit */

/* "appointment:12" */
static enum code
select_row(struct input *in, size_t limit, struct change **rows, size_t *count)
{
	const char *const text = input_text(in, "row");
	const char *const colon = strchr(text, ':');
	long long id;

	if (!colon || colon == text || !text_parse_int(colon + 1, &id))
		return fail(INPUT, "journal: --row \"%s\": a table and an id are wanted: "
			    "appointment:12", text);
	return record_select(in->desk, in->arena, &change_record, rows, count,
			     "where tbl = $1 and row = $2 order by id desc limit $3", "tII",
			     arena_copy_bytes(in->arena, text, (size_t)(colon - text)), (int64_t)id,
			     (int64_t)limit);
}

static enum code
select_patient(struct input *in, size_t limit, struct change **rows, size_t *count)
{
	static const char tail[] = "where (tbl = 'patient' and row = $1)"
		" or (tbl = 'appointment' and row in"
		" (select id from appointment where patient = $1))"
		" or (tbl = 'recall' and row in"
		" (select id from recall where patient = $1))"
		" or (tbl = 'contact' and row in"
		" (select id from contact where patient = $1))"
		" or (tbl = 'concern' and row in"
		" (select id from concern where patient = $1))"
		" or (tbl = 'wait' and row in"
		" (select id from wait where patient = $1))"
		" or (tbl = 'alert' and row in"
		" (select id from alert where patient = $1))"
		" or (tbl = 'patient_reach' and row in"
		" (select id from patient_reach where patient = $1))"
		" order by id desc limit $2";

	return record_select(in->desk, in->arena, &change_record, rows, count, tail, "II",
			     input_id(in, "patient"), (int64_t)limit);
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

/* The newest first: for people what was done, for programs and of one row each change. */
static enum code
journal(struct input *in)
{
	const size_t limit = (size_t)input_number(in, "limit", JOURNAL_LINES);
	struct change *rows;
	size_t count;
	enum code code;

	if (input_has(in, "row"))
		code = select_row(in, limit, &rows, &count);
	else if (input_has(in, "patient"))
		code = select_patient(in, limit, &rows, &count);
	else
		code = record_select(in->desk, in->arena, &change_record, &rows, &count,
				     "order by id desc limit $1", "I", (int64_t)limit);
	if (code == OK && in->out->format == FORMAT_TABLE && !input_has(in, "row"))
		return print_batches(in, rows, count);
	if (code == OK)
		print_rows(in->out, &change_listing, rows, count);
	return code;
}

static const struct option journal_options[] = {
	{"patient", OPTION_PATIENT, 0, "P", "What was changed about a patient", NULL},
	{"row", OPTION_TEXT, 0, "TABLE:ID", "What was changed of one row", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "The newest N; else 50", NULL},
};

const struct command journal_commands[] = {
	{"journal", "What was changed, when and by whom, newest first", OPTIONS(journal_options),
		STORE_READ, LISTS, journal},
	{0}
};
