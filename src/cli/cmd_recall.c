/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recall: who is due, and what is set by hand.
 */
#include "groups.h"

#include "acts.h"
#include "base/text.h"
#include "cli/listings.h"
#include "recall/calls.h"
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

/* Who moved away or died did so for all recalls. */
static enum code
stop(struct input *in)
{
	const enum stopped reason = (enum stopped)input_word(in, "reason");
	const int64_t patient = input_id(in, "P");
	const char *said = NULL;
	const enum code code = reason == STOPPED_MOVED || reason == STOPPED_DIED
		? call_off(in->desk, in->arena, patient, reason, &said)
		: recall_stop(in->desk, in->arena, patient, input_id(in, "type"), reason, &said);

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

const struct listing recall_type_listing = {
	&recall_type_record, NULL, "code name interval everyone age_from age_to rides_with"
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

/* What the options say of the row. */
static enum code
type_fill(const struct input *in, struct recall_type *row)
{
	const enum code code = input_fill(in, &recall_type_record, row);

	if (input_has(in, "excludes"))
		row->excludes = input_id(in, "excludes");
	if (input_has(in, "rides-with"))
		row->rides_with = input_id(in, "rides-with");
	return code;
}

static enum code
type_set(struct input *in)
{
	const char *said = NULL;
	struct recall_type row;
	enum code code;

	if (input_has(in, "dry-run") && !input_has(in, "interval"))
		return fail(USAGE, "recall type: --dry-run goes with --interval");
	if (input_has(in, "dry-run"))
		return try_interval(in, input_text(in, "interval"));
	code = record_get(in->desk, in->arena, &recall_type_record, input_id(in, "T"), &row);
	if (code == OK)
		code = type_fill(in, &row);
	if (input_has(in, "alone"))
		row.excludes = row.rides_with = 0;
	if (code == OK)
		code = recall_type_put(in->desk, in->arena, &row, &said);
	return code == OK ? print_changed(in, &recall_type_listing, row.row.id, said) : code;
}

static enum code
type_add(struct input *in)
{
	const char *said = NULL;
	struct recall_type row;
	enum code code;

	record_blank(&recall_type_record, &row);
	row.code = input_text(in, "CODE");
	code = type_fill(in, &row);
	if (code == OK)
		code = recall_type_put(in->desk, in->arena, &row, &said);
	return code == OK ? print_changed(in, &recall_type_listing, row.row.id, said) : code;
}

static const char *const yes_words[] = {"no", "yes", NULL};

#define TYPE_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "Its name", NULL}, \
	{"interval", OPTION_INTERVAL, required, "I", "How long after a visit: 6m, 6m+1d, 6w", NULL}, \
	{"everyone", OPTION_WORD, 0, "no|yes", "Whether every active patient has one", yes_words}, \
	{"age-from", OPTION_TEXT, 0, "N", "Of whom it is for, on the due day; \"\": any", NULL}, \
	{"age-to", OPTION_TEXT, 0, "N", "Up to that age, the whole year; \"\": any", NULL}, \
	{"excludes", OPTION_RECALL_TYPE, 0, "T", "A patient has either this or that one", NULL}, \
	{"rides-with", OPTION_RECALL_TYPE, 0, "T", "No call of its own: done with that one", NULL}

static const struct option type_add_options[] = {
	{"CODE", OPTION_TEXT, POSITIONAL | REQUIRED, "CODE", "A short word for it", NULL},
	TYPE_OPTIONS(REQUIRED),
};
static const struct option type_options[] = {
	{"T", OPTION_RECALL_TYPE, POSITIONAL | REQUIRED, "T", "The recall type", NULL},
	TYPE_OPTIONS(0),
	{"alone", OPTION_FLAG, 0, NULL, "Excludes none, rides along with none", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Only says how many due days it would move", NULL},
};

const struct listing cadence_listing = {
	&cadence_line_record, NULL, "recall_type days channel"
};

static enum code
steps(struct input *in)
{
	struct cadence_line *rows;
	size_t count;
	const enum code code = cadence_load(in->desk, in->arena, input_id(in, "T"), &rows, &count);

	if (code == OK)
		print_rows(in->out, &cadence_listing, rows, count);
	return code;
}

static const struct option steps_options[] = {
	{"T", OPTION_RECALL_TYPE, POSITIONAL, "T", "Of that recall type alone", NULL},
};

static enum code
step(struct input *in)
{
	const char *said = NULL;
	long long days;
	enum code code;

	if (!text_parse_int(input_text(in, "days"), &days) || days < -9999 || days > 9999)
		return fail(USAGE, "recall step: --days %s is no number", input_text(in, "days"));
	if (input_has(in, "drop") == input_has(in, "by"))
		return fail(USAGE, "recall step: give --by, or --drop");
	code = input_has(in, "drop")
		? cadence_drop(in->desk, in->arena, input_id(in, "T"), (int)days, &said)
		: cadence_set(in->desk, in->arena, input_id(in, "T"), (int)days,
			(enum channel)input_word(in, "by"), &said);
	if (code == OK)
		print_said(in->out, said);
	return code == OK && in->out->format == FORMAT_JSON ? steps(in) : code;
}

static const struct option step_options[] = {
	{"T", OPTION_RECALL_TYPE, POSITIONAL | REQUIRED, "T", "The recall type", NULL},
	{"days", OPTION_TEXT, REQUIRED, "N", "Days after due; -7 is a week before", NULL},
	{"by", OPTION_WORD, 0, "call|text|email|letter", "How", channel_words},
	{"drop", OPTION_FLAG, 0, NULL, "Takes the step away", NULL},
};

static enum code
plan(struct input *in)
{
	const char *said = NULL;
	const enum code code = recall_plan(in->desk, in->arena, input_id(in, "P"),
			input_id(in, "type"), input_text(in, "pays"), &said);

	return code == OK ? print_set(in, said) : code;
}

static const struct option plan_options[] = {
	PATIENT_OPTION, TYPE_OPTION,
	{"pays", OPTION_TEXT, REQUIRED, "2/y|I",
		"How often: times a calendar year, or an interval; \"\": as one likes", NULL},
};

const struct command recall_commands[] = {
	{"recall types", "Recall types and their intervals", NULL, 0, STORE_READ, LISTS, types},
	{"recall steps", "The cadence: days before and after due, and by which channel",
		OPTIONS(steps_options), STORE_READ, LISTS, steps},
	{"recall step", "Sets or takes away a step of the cadence", OPTIONS(step_options),
		STORE_WRITE, MAKES, step},
	{"recall plan", "How often who pays allows it: it isn't due before", OPTIONS(plan_options),
		STORE_WRITE, MAKES, plan},
	{"recall type", "Changes a recall type, and says how many due days an interval moves",
		OPTIONS(type_options), STORE_WRITE, MAKES, type_set},
	{"recall addtype", "Adds a recall type", OPTIONS(type_add_options), STORE_WRITE, MAKES,
		type_add},
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
