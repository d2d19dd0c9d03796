/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day's course beside the states of visits: the dentist's check, stamps put right, needs, alerts,
 * and closing the day.
 */
#include "groups.h"

#include "acts.h"
#include "book/flow.h"
#include "care/closing.h"
#include "cli/listings.h"
#include "store/change.h"

#define VISIT_OPTION {"A", OPTION_VISIT, POSITIONAL | REQUIRED, "A", "The visit's id", NULL}
#define ID_OPTION(what) {"ID", OPTION_NUMBER, POSITIONAL | REQUIRED, "ID", what, NULL}

static enum code
load(struct input *in, struct appointment *visit)
{
	return record_get(in->desk, in->arena, &appointment_record, input_id(in, "A"), visit);
}

static enum code
ready(struct input *in)
{
	struct appointment visit;
	const char *said;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_check(in->desk, in->arena, &visit, &said);
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
}

static enum code
comes(struct input *in)
{
	struct appointment visit;
	const char *said;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_comes(in->desk, in->arena, &visit, input_minute(in, "H:M"), &said);
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
}

static const struct option comes_options[] = {
	VISIT_OPTION,
	{"H:M", OPTION_CLOCK, POSITIONAL | REQUIRED, "H:M", "When they come instead", NULL},
};

static const struct option visit_options[] = {VISIT_OPTION};

static enum code
stamp(struct input *in)
{
	const struct stamps stamps = {
		input_minute(in, "arrived"), input_minute(in, "seated"), input_minute(in, "done")
	};
	struct appointment visit;
	const char *said;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_stamp(in->desk, in->arena, &visit, &stamps, &said);
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
}

static const struct option stamp_options[] = {
	VISIT_OPTION,
	{"arrived", OPTION_CLOCK, 0, "H:M", "When the patient came", NULL},
	{"seated", OPTION_CLOCK, 0, "H:M", "When they sat down", NULL},
	{"done", OPTION_CLOCK, 0, "H:M", "When it was over", NULL},
};

static enum code
no_next(struct input *in)
{
	struct appointment visit;
	const char *said;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_no_next(in->desk, in->arena, &visit, input_text(in, "why"), &said);
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
}

static const struct option no_next_options[] = {
	VISIT_OPTION,
	{"why", OPTION_TEXT, REQUIRED, "S", "Why none is wanted", NULL},
};

const struct listing need_listing = {
	&need_line_record, NULL, "id wanted_by kind whom name day start phone appointment"
};

static enum code
need_put(struct input *in)
{
	struct need need;
	enum code code;

	record_blank(&need_record, &need);
	need.appointment = input_id(in, "A");
	need.kind = input_word(in, "kind");
	need.whom = input_text(in, "whom");
	need.wanted_by = input_day(in, "by");
	code = need_add(in->desk, &need);
	return code == OK ? print_made(in, &need_listing, need.row.id) : code;
}

static const struct option need_options[] = {
	VISIT_OPTION,
	{"kind", OPTION_WORD, REQUIRED, "W", "What must be there", need_kind_words},
	{"whom", OPTION_TEXT, 0, "S", "From whom", NULL},
	{"by", OPTION_DAY, 0, "D", "Wanted by; else two open days before the visit", NULL},
};

static enum code
need_is_here(struct input *in)
{
	struct need need;
	enum code code = record_get(in->desk, in->arena, &need_record, input_number(in, "ID", 0),
				    &need);

	if (code == OK)
		code = need_got(in->desk, &need);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%s is here", need_kind_words[need.kind]));
	return code;
}

static const struct option need_got_options[] = {ID_OPTION("Which, as need list numbers it")};

static enum code
need_list(struct input *in)
{
	struct need_line *rows;
	size_t count;
	const enum code code = needs_open(in->desk, in->arena, input_day(in, "by"), &rows, &count);

	if (code == OK)
		print_rows(in->out, &need_listing, rows, count);
	return code;
}

static const struct option need_list_options[] = {
	{"by", OPTION_DAY, 0, "D", "Those wanted by that day; else all", NULL},
};

const struct listing alert_listing = {
	&alert_record, NULL, "id text moments until_day asked_by"
};

static enum code
alert_add(struct input *in)
{
	struct alert alert;
	enum code code;

	record_blank(&alert_record, &alert);
	alert.patient = input_id(in, "P");
	alert.text = input_text(in, "TEXT");
	alert.until_day = input_day(in, "until-day");
	alert.asked_by = input_text(in, "asked-by");
	alert.moments = input_text(in, "moments");
	code = alert_save(in->desk, in->arena, &alert);
	return code == OK ? print_made(in, &alert_listing, alert.row.id) : code;
}

#define PATIENT_OPTION {"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "Whose", NULL}
static const struct option alert_options[] = {
	PATIENT_OPTION,
	{"TEXT", OPTION_TEXT, POSITIONAL | REQUIRED | REST, "TEXT", "What is to be said", NULL},
	{"moments", OPTION_TEXT, 0, "booking,seating", "When: booking, confirming, arriving, "
		"seating, checkout; else at each", NULL},
	{"until-day", OPTION_DAY, 0, "D", "The last day on which it holds", NULL},
	{"asked-by", OPTION_TEXT, 0, "S", "Who asked for it", NULL},
};

static enum code
alert_list(struct input *in)
{
	struct alert *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &alert_record, &rows, &count,
			"where patient = $1 order by id", "r", input_id(in, "P"));

	if (code == OK)
		print_rows(in->out, &alert_listing, rows, count);
	return code;
}

static const struct option alert_list_options[] = {PATIENT_OPTION};

static enum code
alert_end(struct input *in)
{
	struct alert alert;
	enum code code = record_get(in->desk, in->arena, &alert_record, input_number(in, "ID", 0),
				    &alert);

	if (code == OK)
		code = batch_begin(in->desk, NULL, NULL);
	if (code != OK)
		return code;
	alert.until_day = desk_today(in->desk) - 1;
	code = batch_end(in->desk, record_put(in->desk, &alert_record, &alert));
	if (code == OK)
		print_said(in->out, "it isn't said any more");
	return code;
}

static const struct option alert_end_options[] = {ID_OPTION("Which, as alert list numbers it")};

const struct listing closing_listing = {
	&closing_line_record, NULL, "kind day start name words mend"
};

static enum code
close_day(struct input *in)
{
	struct closing_line *lines;
	size_t count;
	const enum code code = closing_load(in->desk, in->arena, &lines, &count);

	if (code == OK)
		print_rows(in->out, &closing_listing, lines, count);
	return code;
}

const struct command flow_commands[] = {
	{"ready", "The patient in the chair waits for the dentist's check; again: it was made",
		OPTIONS(visit_options), STORE_WRITE, MAKES, ready},
	{"comes", "The patient rang that they come later today", OPTIONS(comes_options), STORE_WRITE,
		MAKES, comes},
	{"stamp", "Puts right when a patient arrived, was seated, was done",
		OPTIONS(stamp_options), STORE_WRITE, MAKES, stamp},
	{"no-next", "Why a patient left without a next visit", OPTIONS(no_next_options),
		STORE_WRITE, MAKES, no_next},
	{"need add", "Notes what must be there before a visit and prints its id",
		OPTIONS(need_options), STORE_WRITE, MAKES, need_put},
	{"need got", "It is here", OPTIONS(need_got_options), STORE_WRITE, 0, need_is_here},
	{"need list", "What isn't here yet, by when it is wanted", OPTIONS(need_list_options),
		STORE_READ, LISTS, need_list},
	{"alert add", "Words to be said at moments of a patient's visits", OPTIONS(alert_options),
		STORE_WRITE, MAKES, alert_add},
	{"alert list", "A patient's alerts", OPTIONS(alert_list_options), STORE_READ, LISTS,
		alert_list},
	{"alert end", "An alert isn't said any more", OPTIONS(alert_end_options), STORE_WRITE, 0,
		alert_end},
	{"close", "What is still open when the day is closed, and the command that settles each",
		NULL, 0, STORE_READ, LISTS, close_day},
	{0}
};
