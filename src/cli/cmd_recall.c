/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recall: who is due, and what is set by hand.
 */
#include "groups.h"

#include "acts.h"
#include "cli/listings.h"
#include "recall/recall.h"

#define PATIENT_OPTION {"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", \
	"An id, or words that find exactly one person", NULL}
#define TYPE_OPTION {"type", OPTION_RECALL_TYPE, REQUIRED, "T", "The recall type", NULL}

static enum code
list(struct input *in)
{
	const int due_by = input_day(in, "due-by");
	struct recall_line *rows;
	size_t count;
	const enum code code = recall_due(in->desk, in->arena,
			due_by == NONE ? desk_today(in->desk) : due_by, input_id(in, "type"), &rows,
			&count);

	if (code == OK)
		print_rows(in->out, &recall_listing, rows, count);
	return code;
}

static const struct option list_options[] = {
	{"due-by", OPTION_DAY, 0, "D", "Due up to that day; else today", NULL},
	{"type", OPTION_RECALL_TYPE, 0, "T", "Of that recall type alone", NULL},
};

static enum code
show(struct input *in)
{
	struct recall_line *rows;
	size_t count;
	const enum code code = recall_of_patient(in->desk, in->arena, input_id(in, "P"), &rows,
			&count);

	if (code == OK)
		print_rows(in->out, &own_recall_listing, rows, count);
	return code;
}

static const struct option show_options[] = {PATIENT_OPTION};

/* What was said, and in JSON the patient's recalls as they are now. */
static enum code
print_set(struct input *in, const char *said)
{
	print_said(in->out, said);
	return in->out->format == FORMAT_JSON ? show(in) : OK;
}

static enum code
set(struct input *in)
{
	const char *said = NULL;
	enum code code;

	if (!input_has(in, "due") && !input_has(in, "interval"))
		return fail(USAGE, "recall set: nothing to set: give --due or --interval");
	code = recall_set(in->desk, in->arena, input_id(in, "P"), input_id(in, "type"),
			  input_day(in, "due"), input_text(in, "interval"), &said);
	return code == OK ? print_set(in, said) : code;
}

static const struct option set_options[] = {
	PATIENT_OPTION, TYPE_OPTION,
	{"due", OPTION_DAY, 0, "D", "The day it is due, until it is done", NULL},
	{"interval", OPTION_INTERVAL, 0, "I", "The patient's own: 6m, 6m+1d, 6w", NULL},
};

static enum code
pause_until(struct input *in)
{
	const char *said = NULL;
	const enum code code = recall_pause(in->desk, in->arena, input_id(in, "P"),
			input_id(in, "type"), input_day(in, "until"), &said);

	return code == OK ? print_set(in, said) : code;
}

static const struct option pause_options[] = {
	PATIENT_OPTION, TYPE_OPTION,
	{"until", OPTION_DAY, REQUIRED, "D", "The day on which it is on the list again", NULL},
};

static enum code
stop(struct input *in)
{
	const char *said = NULL;
	const enum code code = recall_stop(in->desk, in->arena, input_id(in, "P"),
			input_id(in, "type"), (enum stopped)input_word(in, "reason"), &said);

	return code == OK ? print_set(in, said) : code;
}

static const struct option stop_options[] = {
	PATIENT_OPTION, TYPE_OPTION,
	{"reason", OPTION_WORD, REQUIRED, "R", "Why", stopped_words},
};

static enum code
resume(struct input *in)
{
	const char *said = NULL;
	const enum code code = recall_resume(in->desk, in->arena, input_id(in, "P"),
			input_id(in, "type"), &said);

	return code == OK ? print_set(in, said) : code;
}

static const struct option resume_options[] = {PATIENT_OPTION, TYPE_OPTION};

static const struct listing recall_type_listing = {
	&recall_type_record, NULL, "code name interval everyone age_from age_to"
};

static enum code
types(struct input *in)
{
	return print_all(in, &recall_type_listing, "order by id");
}

/* What it would move, with nothing done. */
static enum code
try_interval(struct input *in, const char *interval)
{
	struct recall_moves moves;
	struct recall_type row;
	enum code code = record_get(in->desk, in->arena, &recall_type_record, input_id(in, "T"),
			&row);

	if (code == OK)
		code = recall_type_moves(in->desk, row.row.id, interval, &moves);
	if (code == OK)
		print_said(in->out, recall_moves_said(in->arena, &row, interval, &moves));
	return code;
}

static enum code
type_set(struct input *in)
{
	const char *const interval = input_text(in, "interval"), *said = NULL;
	enum code code;

	if (input_has(in, "dry-run"))
		return try_interval(in, interval);
	code = recall_type_set(in->desk, in->arena, input_id(in, "T"), interval, &said);
	return code == OK ? print_changed(in, &recall_type_listing, input_id(in, "T"), said) : code;
}

static const struct option type_options[] = {
	{"T", OPTION_RECALL_TYPE, POSITIONAL | REQUIRED, "T", "The recall type", NULL},
	{"interval", OPTION_INTERVAL, REQUIRED, "I", "How long after a visit: 6m, 6m+1d, 6w", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Only says how many due days it would move", NULL},
};

const struct command recall_commands[] = {
	{"recall types", "Recall types and their intervals", NULL, 0, STORE_READ, LISTS, types},
	{"recall type", "Changes a recall type's interval, and says how many due days move",
		OPTIONS(type_options), STORE_WRITE, MAKES, type_set},
	{"recall list", "Who is due and has nothing booked", OPTIONS(list_options), STORE_READ,
		LISTS, list},
	{"recall show", "A patient's recalls", OPTIONS(show_options), STORE_READ, LISTS, show},
	{"recall set", "Sets a due day or an interval of the patient's own", OPTIONS(set_options),
		STORE_WRITE, MAKES, set},
	{"recall pause", "Keeps a recall off the list until a day", OPTIONS(pause_options),
		STORE_WRITE, MAKES, pause_until},
	{"recall stop", "Stops a recall, with the reason", OPTIONS(stop_options), STORE_WRITE,
		MAKES, stop},
	{"recall resume", "Goes on with a recall that was paused or stopped",
		OPTIONS(resume_options), STORE_WRITE, MAKES, resume},
	{0}
};
