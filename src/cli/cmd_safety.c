/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Safety: copies, examination, and the log of everything ever done.
 */
#include "groups.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "book/appointment.h"
#include "book/mark.h"
#include "cli/found.h"
#include "cli/listings.h"
#include "cli/rooms.h"
#include "recall/contact.h"
#include "store/change.h"

#define JOURNAL_LINES 50		/* changes that `journal` lists without --limit */

static enum code
backup(struct input *in)
{
	const enum code code = store_backup(in->desk, input_text(in, "FILE"));

	if (code != OK)
		return code;
	print_said(in->out, arena_print(in->arena, "%s: backed up and verified",
					input_text(in, "FILE")));
	if (mark_backed_up(in->desk) != OK) {	/* the copy is good all the same */
		print_note(in->out, "that it was made couldn't be noted: %s", error_text());
		error_clear();
	}
	return OK;
}

static const struct option backup_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE", "Where to; it must not exist yet",
		NULL},
};

/* A finding is a line of what was asked for. */
static void
print_finding(void *context, const char *sentence)
{
	print_said(context, sentence);
}

/* How many rows there are of what people speak of: "12 changes, 3 patients". */
static enum code
count_rows(struct input *in, const char **words)
{
	static const struct {
		const struct record *record;
		const char *plural;
	} counted[] = {
		{&change_record, "changes"}, {&patient_record, "patients"},
		{&appointment_record, "visits"}, {&recall_record, "recalls"},
		{&contact_record, "contacts"},
	};
	enum code code = OK;

	*words = "";
	for (size_t i = 0; code == OK && i < sizeof counted / sizeof counted[0]; i++) {
		int64_t count;

		code = record_count(in->desk, counted[i].record, &count);
		*words = arena_print(in->arena, "%s%s%" PRId64 " %s", *words, i ? ", " : "", count,
				     counted[i].plural);
	}
	return code;
}

/* Examines a store; findings are printed. */
static enum code
examine(struct input *in)
{
	const char *const warning = db_warning(in->desk->db);
	int64_t found = 0;
	const char *words;
	enum code code = store_check(in->desk, print_finding, in->out, &found);

	if (warning)
		print_note(in->out, "%s", warning);
	if (code != OK)
		return code;
	if (found > 0)
		return fail(STORE, "%s: findings: %" PRId64, db_where(in->desk->db), found);
	code = count_rows(in, &words);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%s: nothing wrong", words));
	return code;
}

static enum code
copy_back(const char *from, const char *path)
{
	struct db *db;
	enum code code;

	if (access(from, R_OK) != 0)
		return fail(WORLD, "%s: can't be read: %s", from, strerror(errno));
	code = db_open(&db, from, DB_READ);
	if (code != OK)
		return code;
	code = folders_make(path);
	if (code == OK)
		code = db_backup(db, path);
	db_close(db);
	return code;
}

/* A copy of the backup in the place of the store that is meant, then examined. */
static enum code
restore(struct input *in)
{
	const char *const from = input_text(in, "FILE");
	const char *const path = store_path(in->arena, in->globals);
	struct desk desk;
	enum code code = db_is_file(path) ? copy_back(from, path) : practice_move(in, from, path);

	if (code == OK)
		code = store_open(&desk, in->globals, DB_OPEN, false);
	if (code != OK)
		return code;
	in->desk = &desk;
	code = examine(in);
	in->desk = NULL;
	desk_close(&desk);
	return code;
}

static const struct option restore_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE",
		"The backup; the store must not exist yet",
		NULL},
};

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

const struct command safety_commands[] = {
	{"backup", "A consistent copy of the store, while desks go on working",
		OPTIONS(backup_options), STORE_WRITE, 0, backup},
	{"restore", "Puts a backup in the place of a store that isn't there",
		OPTIONS(restore_options), STORE_MAKE, 0, restore},
	{"check", "Examines the store: its file, what it holds and its log", NULL, 0, STORE_WRITE,
		0, examine},
	{"journal", "What was changed, when and by whom, newest first", OPTIONS(journal_options),
		STORE_READ, LISTS, journal},
	{0}
};
