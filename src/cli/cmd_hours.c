/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When the practice is open: weekly hours, closures, and blocks kept for something.
 */
#include "groups.h"

#include "cli/listings.h"
#include "acts.h"
#include "book/hours.h"
#include "book/listing.h"
#include "book/setup.h"

#define PROVIDER_OPTION {"provider", OPTION_PROVIDER, 0, "X", "Of that provider", NULL}
#define CHAIR_OPTION {"chair", OPTION_CHAIR, 0, "C", "Of that chair", NULL}
#define NOTE_OPTION {"note", OPTION_TEXT, 0, "S", "A note", NULL}

const struct listing hours_listing = {
	&hours_line_record, NULL,
	"id provider_name chair_name weekday start until_min since until_day every_weeks"
};
const struct listing day_hours_listing = {
	&hours_day_record, NULL, "id day provider chair start until_min"
};
const struct listing holiday_listing = {&holiday_record, NULL, "id first last name"};
const struct listing closure_listing = {
	&closure_line_record, NULL, "id first last start until_min provider_name chair_name note"
};
const struct listing block_listing = {
	&block_line_record, NULL,
	"id weekday day start minutes kind type chair_name provider_name opens_before note"
};

/* What was changed, and what follows for visits. */
static enum code
print_changed_hours(struct input *in, const struct listing *listing, int64_t id)
{
	const enum code code = note_to_move(in);

	return code == OK ? print_made(in, listing, id) : code;
}

static enum code
print_taken_away(struct input *in, const char *said)
{
	print_said(in->out, said);
	return note_to_move(in);
}

static enum code
hours_list(struct input *in)
{
	char today[DAY_SIZE];
	struct hours_line *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &hours_line_record, &rows, &count,
			"where until_day is null or (until_day >= $1 and (since is null or "
			"until_day >= since)) order by coalesce(provider, 0), coalesce(chair, 0), "
			"weekday_number, start, id", "t", civil_format(today, desk_today(in->desk)));

	if (code == OK)
		print_rows(in->out, &hours_listing, rows, count);
	return code;
}

static enum code
set_hours(struct input *in)
{
	struct new_hours asked = {
		.provider = input_id(in, "provider"), .chair = input_id(in, "chair"),
		.weekdays = input_bits(in, "days"), .since = input_day(in, "since"),
		.until_day = input_day(in, "until-day"),
		.every_weeks = input_number(in, "every-weeks", 1),
		.beside = input_has(in, "beside"),
	};
	struct span *spans;
	enum code code;

	if (asked.provider && asked.chair)
		return fail(USAGE, "hours set: give --provider or --chair, not both");
	if (asked.since == NONE)
		asked.since = desk_today(in->desk);
	code = spans_parse(in->arena, input_text(in, "spans"), &spans, &asked.count);
	asked.spans = spans;
	if (code == OK)
		code = hours_set(in->desk, &asked);
	if (code == OK)
		code = note_to_move(in);
	return code == OK ? hours_list(in) : code;
}

static const struct option hours_options[] = {
	{"days", OPTION_WEEKDAYS, REQUIRED, "mon,tue", "On which weekdays", NULL},
	{"spans", OPTION_TEXT, REQUIRED, "8:00-12:00,13:00-17:00", "The hours; \"\" is shut", NULL},
	{"since", OPTION_DAY, 0, "D", "The first day they hold; else today", NULL},
	{"until-day", OPTION_DAY, 0, "D", "The last day they hold; then those of before again",
		NULL},
	{"every-weeks", OPTION_NUMBER, 0, "N", "Only in every N-th week, from that of --since on",
		NULL},
	{"beside", OPTION_FLAG, 0, NULL, "Beside the hours that hold: for the other weeks", NULL},
	PROVIDER_OPTION, CHAIR_OPTION,
};

static enum code
hours_days(struct input *in)
{
	char today[DAY_SIZE];
	struct hours_day *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &hours_day_record, &rows, &count,
			"where day >= $1 order by day, id", "t",
			civil_format(today, desk_today(in->desk)));

	if (code == OK)
		print_rows(in->out, &day_hours_listing, rows, count);
	return code;
}

static enum code
hours_day(struct input *in)
{
	struct day_hours asked = {
		.provider = input_id(in, "provider"), .chair = input_id(in, "chair"),
		.day = input_day(in, "DATE"), .usual = input_has(in, "usual"),
	};
	struct span *spans;
	enum code code;

	if (asked.provider && asked.chair)
		return fail(USAGE, "hours day: give --provider or --chair, not both");
	if (asked.usual == input_has(in, "spans"))
		return fail(USAGE, "hours day: give --spans or --usual");
	code = spans_parse(in->arena, asked.usual ? "" : input_text(in, "spans"), &spans,
			   &asked.count);
	asked.spans = spans;
	if (code == OK)
		code = hours_set_day(in->desk, &asked);
	if (code == OK)
		code = note_to_move(in);
	return code == OK ? hours_days(in) : code;
}

static const struct option hours_day_options[] = {
	{"DATE", OPTION_DAY, POSITIONAL | REQUIRED, "DATE", "The day", NULL},
	{"spans", OPTION_TEXT, 0, "8:00-12:00", "Its hours; \"\" is shut", NULL},
	{"usual", OPTION_FLAG, 0, NULL, "Its weekly hours again", NULL},
	PROVIDER_OPTION, CHAIR_OPTION,
};

/* As it stands with what was given. */
static enum code
closure_put(struct input *in, struct closure *closure)
{
	enum code code = input_fill(in, &closure_record, closure);

	if (input_has(in, "from"))
		closure->first = input_day(in, "from");
	if (input_has(in, "to"))
		closure->last = input_day(in, "to");
	if (input_has(in, "until"))
		closure->until_min = input_minute(in, "until");
	if (input_has(in, "whole-days"))
		closure->start = closure->until_min = NONE;
	if (code == OK)
		code = closure_save(in->desk, closure);
	return code == OK ? print_changed_hours(in, &closure_listing, closure->row.id) : code;
}

static enum code
closure_add(struct input *in)
{
	struct closure closure;

	record_blank(&closure_record, &closure);
	return closure_put(in, &closure);
}

static enum code
closure_edit(struct input *in)
{
	struct closure closure;
	const enum code code = record_get(in->desk, in->arena, &closure_record,
			input_number(in, "ID", 0), &closure);

	return code == OK ? closure_put(in, &closure) : code;
}

static enum code
remove_closure(struct input *in)
{
	struct closure closure;
	enum code code = record_get(in->desk, in->arena, &closure_record,
				    input_number(in, "ID", 0), &closure);

	if (code == OK)
		code = closure_remove(in->desk, &closure);
	return code == OK ? print_taken_away(in, "the closure is taken away") : code;
}

#define ID_OPTION(what) {"ID", OPTION_NUMBER, POSITIONAL | REQUIRED, "ID", what, NULL}
static const struct option closure_remove_options[] = {
	ID_OPTION("Which, as closure list numbers it"),
};

#define CLOSURE_OPTIONS(required) \
	{"from", OPTION_DAY, required, "D", "The first day shut", NULL}, \
	{"to", OPTION_DAY, 0, "D", "The last day shut; else only that one", NULL}, \
	{"start", OPTION_CLOCK, 0, "H:M", "From that time of each day; else the whole day", NULL}, \
	{"until", OPTION_CLOCK, 0, "H:M", "Until that time", NULL}, \
	PROVIDER_OPTION, CHAIR_OPTION, NOTE_OPTION

static const struct option closure_options[] = {
	CLOSURE_OPTIONS(REQUIRED),
	{"whole-days", OPTION_FLAG, 0, NULL, "Without times", NULL},
};
static const struct option closure_edit_options[] = {
	ID_OPTION("Which, as closure list numbers it"),
	CLOSURE_OPTIONS(0),
	{"whole-days", OPTION_FLAG, 0, NULL, "Whole days again", NULL},
};

static enum code
closure_list(struct input *in)
{
	char today[DAY_SIZE];
	const char *const since = input_has(in, "all") ? "" : civil_format(today,
			desk_today(in->desk));
	struct closure_line *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &closure_line_record, &rows,
		&count,
			"where last >= $1 order by first, id", "t", since);

	if (code == OK)
		print_rows(in->out, &closure_listing, rows, count);
	return code;
}

static const struct option closure_list_options[] = {
	{"all", OPTION_FLAG, 0, NULL, "Also those that are over", NULL},
};

/* As it stands with what was given; of several weekdays the last one's row is printed. */
static enum code
block_put(struct input *in, struct block *block)
{
	const unsigned weekdays = input_bits(in, "days");
	enum code code = input_fill(in, &block_record, block);

	if (input_has(in, "at"))
		block->start = input_minute(in, "at");
	if (weekdays)
		block->day = NONE;
	if (input_has(in, "day"))
		block->weekday = NONE;
	if (code == OK)
		code = blocks_save(in->desk, block, weekdays);
	return code == OK ? print_changed_hours(in, &block_listing, block->row.id) : code;
}

static enum code
block_add(struct input *in)
{
	struct block block;

	record_blank(&block_record, &block);
	return block_put(in, &block);
}

static enum code
block_edit(struct input *in)
{
	struct block block;
	const enum code code = record_get(in->desk, in->arena, &block_record,
			input_number(in, "ID", 0), &block);

	return code == OK ? block_put(in, &block) : code;
}

static enum code
remove_block(struct input *in)
{
	struct block block;
	enum code code = record_get(in->desk, in->arena, &block_record, input_number(in, "ID", 0),
				    &block);

	if (code == OK)
		code = block_remove(in->desk, &block);
	return code == OK ? print_taken_away(in, "the block is taken away") : code;
}

static const struct option block_remove_options[] = {
	ID_OPTION("Which, as block list numbers it"),
};

#define BLOCK_OPTIONS(required) \
	{"days", OPTION_WEEKDAYS, 0, "mon,tue", "Every week on these days", NULL}, \
	{"day", OPTION_DAY, 0, "D", "On one day", NULL}, \
	{"at", OPTION_CLOCK, required, "H:M", "When it begins", NULL}, \
	{"minutes", OPTION_NUMBER, required, "N", "How long it is", NULL}, \
	{"kind", OPTION_WORD, required, "W", "What it is kept for", block_kind_words}, \
	{"type", OPTION_TYPE, 0, "T", "The visit type it is kept for", NULL}, \
	{"opens-before", OPTION_NUMBER, 0, "N", "Minutes before it begins from which it is free", \
		NULL}, \
	{"since", OPTION_DAY, 0, "D", "The first day it holds", NULL}, \
	{"until-day", OPTION_DAY, 0, "D", "The last day it holds", NULL}, \
	PROVIDER_OPTION, CHAIR_OPTION, NOTE_OPTION

static const struct option block_options[] = { BLOCK_OPTIONS(REQUIRED) };
static const struct option block_edit_options[] = {
	ID_OPTION("Which, as block list numbers it"),
	BLOCK_OPTIONS(0),
};

static enum code
block_list(struct input *in)
{
	return print_all(in, &block_listing, "order by day nulls first, id");
}

static enum code
holiday_list(struct input *in)
{
	return print_all(in, &holiday_listing, "order by first, id");
}

static enum code
holiday_add(struct input *in)
{
	struct holiday holiday;
	enum code code;

	record_blank(&holiday_record, &holiday);
	holiday.name = input_text(in, "NAME");
	holiday.first = input_day(in, "from");
	holiday.last = input_day(in, "to");
	code = holiday_save(in->desk, &holiday);
	return code == OK ? print_made(in, &holiday_listing, holiday.row.id) : code;
}

static enum code
holiday_edit(struct input *in)
{
	struct holiday holiday;
	enum code code = record_get(in->desk, in->arena, &holiday_record,
			input_number(in, "ID", 0), &holiday);

	if (code != OK)
		return code;
	if (input_has(in, "name"))
		holiday.name = input_text(in, "name");
	if (input_has(in, "from"))
		holiday.first = input_day(in, "from");
	if (input_has(in, "to"))
		holiday.last = input_day(in, "to");
	code = holiday_save(in->desk, &holiday);
	return code == OK ? print_made(in, &holiday_listing, holiday.row.id) : code;
}

static const struct option holiday_options[] = {
	{"NAME", OPTION_TEXT, POSITIONAL | REQUIRED, "NAME", "How they are called", NULL},
	{"from", OPTION_DAY, REQUIRED, "D", "Their first day", NULL},
	{"to", OPTION_DAY, 0, "D", "Their last day; else only that one", NULL},
};
static const struct option holiday_edit_options[] = {
	ID_OPTION("Which, as holiday list numbers it"),
	{"name", OPTION_TEXT, 0, "NAME", "How they are called", NULL},
	{"from", OPTION_DAY, 0, "D", "Their first day", NULL},
	{"to", OPTION_DAY, 0, "D", "Their last day", NULL},
};

static enum code
remove_holiday(struct input *in)
{
	struct holiday holiday;
	enum code code = record_get(in->desk, in->arena, &holiday_record,
				    input_number(in, "ID", 0), &holiday);

	if (code == OK)
		code = holiday_remove(in->desk, &holiday);
	if (code == OK)
		print_said(in->out, "the holiday is taken away");
	return code;
}

static const struct option holiday_remove_options[] = {
	ID_OPTION("Which, as holiday list numbers it"),
};

const struct command hours_commands[] = {
	{"hours list", "Weekly hours that hold", NULL, 0, STORE_READ, LISTS, hours_list},
	{"hours set", "Sets weekly hours from a day on", OPTIONS(hours_options), STORE_WRITE, LISTS,
		set_hours},
	{"hours days", "Days to come with other hours than the weekly ones", NULL, 0, STORE_READ,
		LISTS, hours_days},
	{"hours day", "Sets the hours of one day", OPTIONS(hours_day_options), STORE_WRITE, LISTS,
		hours_day},
	{"closure list", "Days and spans shut", OPTIONS(closure_list_options), STORE_READ, LISTS,
		closure_list},
	{"closure add", "Shuts days or a span of them", OPTIONS(closure_options), STORE_WRITE,
		MAKES, closure_add},
	{"closure edit", "Changes a closure", OPTIONS(closure_edit_options), STORE_WRITE, MAKES,
		closure_edit},
	{"closure remove", "Takes a closure away", OPTIONS(closure_remove_options), STORE_WRITE, 0,
		remove_closure},
	{"block list", "Spans kept for something", NULL, 0, STORE_READ, LISTS, block_list},
	{"block add", "Keeps a span for something", OPTIONS(block_options), STORE_WRITE, MAKES,
		block_add},
	{"block edit", "Changes a block", OPTIONS(block_edit_options), STORE_WRITE, MAKES,
		block_edit},
	{"block remove", "Takes a block away", OPTIONS(block_remove_options), STORE_WRITE, 0,
		remove_block},
	{"holiday list", "The school's holidays", NULL, 0, STORE_READ, LISTS, holiday_list},
	{"holiday add", "Notes holidays of the school, in which some commitments don't hold",
		OPTIONS(holiday_options), STORE_WRITE, MAKES, holiday_add},
	{"holiday edit", "Changes holidays", OPTIONS(holiday_edit_options), STORE_WRITE, MAKES,
		holiday_edit},
	{"holiday remove", "Takes a holiday away", OPTIONS(holiday_remove_options), STORE_WRITE, 0,
		remove_holiday},
	{0}
};
