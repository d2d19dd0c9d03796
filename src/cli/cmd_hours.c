/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When the practice is open: weekly hours, closures, and blocks kept for something.
 */
#include "groups.h"

#include "acts.h"
#include "book/hours.h"
#include "book/listing.h"
#include "book/setup.h"
#include "store/change.h"

#define WEEKDAYS 7
#define PROVIDER_OPTION {"provider", OPTION_PROVIDER, 0, "X", "Of that provider", NULL}
#define CHAIR_OPTION {"chair", OPTION_CHAIR, 0, "C", "Of that chair", NULL}
#define NOTE_OPTION {"note", OPTION_TEXT, 0, "S", "A note", NULL}

static const struct listing hours_listing = {
	&hours_line_record, NULL,
	"id provider_name chair_name weekday start until_min since until_day"
};
static const struct listing closure_listing = {
	&closure_line_record, NULL, "id first last start until_min provider_name chair_name note"
};
static const struct listing block_listing = {
	&block_line_record, NULL,
	"id weekday day start minutes kind type chair_name provider_name opens_before note"
};

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
	return code == OK ? hours_list(in) : code;
}

static const struct option hours_options[] = {
	{"days", OPTION_WEEKDAYS, REQUIRED, "mon,tue", "On which weekdays", NULL},
	{"spans", OPTION_TEXT, REQUIRED, "8:00-12:00,13:00-17:00", "The hours; \"\" is shut", NULL},
	{"since", OPTION_DAY, 0, "D", "The first day they hold; else today", NULL},
	PROVIDER_OPTION, CHAIR_OPTION,
};

static enum code
closure_add(struct input *in)
{
	struct closure closure;
	enum code code;

	record_blank(&closure_record, &closure);
	code = input_fill(in, &closure_record, &closure);
	closure.first = input_day(in, "from");
	closure.last = input_day(in, "to");
	closure.start = input_minute(in, "start");
	closure.until_min = input_minute(in, "until");
	if (code == OK)
		code = closure_save(in->desk, &closure);
	return code == OK ? print_made(in, &closure_listing, closure.row.id) : code;
}

static const struct option closure_options[] = {
	{"from", OPTION_DAY, REQUIRED, "D", "The first day shut", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day shut; else only that one", NULL},
	{"start", OPTION_CLOCK, 0, "H:M", "From that time of each day; else the whole day", NULL},
	{"until", OPTION_CLOCK, 0, "H:M", "Until that time", NULL},
	PROVIDER_OPTION, CHAIR_OPTION, NOTE_OPTION,
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

/* The same block on each weekday asked for; on a day when none is. */
static enum code
save_blocks(struct input *in, struct block *block, unsigned weekdays)
{
	enum code code = OK;

	if (!weekdays)
		return block_save(in->desk, block);
	for (int weekday = 0; weekday < WEEKDAYS && code == OK; weekday++) {
		if (!(weekdays & 1u << weekday))
			continue;
		block->row = (struct row){0, 0};
		block->weekday = weekday;
		code = block_save(in->desk, block);
	}
	return code;
}

static enum code
block_add(struct input *in)
{
	struct block block;
	enum code code;

	record_blank(&block_record, &block);
	code = input_fill(in, &block_record, &block);
	block.start = input_minute(in, "at");
	if (code == OK)
		code = batch_begin(in->desk, NULL, NULL);
	if (code == OK)
		code = batch_end(in->desk, save_blocks(in, &block, input_bits(in, "days")));
	return code == OK ? print_made(in, &block_listing, block.row.id) : code;
}

static const struct option block_options[] = {
	{"days", OPTION_WEEKDAYS, 0, "mon,tue", "Every week on these days", NULL},
	{"day", OPTION_DAY, 0, "D", "On one day", NULL},
	{"at", OPTION_CLOCK, REQUIRED, "H:M", "When it begins", NULL},
	{"minutes", OPTION_NUMBER, REQUIRED, "N", "How long it is", NULL},
	{"kind", OPTION_WORD, REQUIRED, "W", "What it is kept for", block_kind_words},
	{"type", OPTION_TYPE, 0, "T", "The visit type it is kept for", NULL},
	{"opens-before", OPTION_NUMBER, 0, "N", "Minutes before it begins from which it is free",
		NULL},
	{"since", OPTION_DAY, 0, "D", "The first day it holds", NULL},
	{"until-day", OPTION_DAY, 0, "D", "The last day it holds", NULL},
	PROVIDER_OPTION, CHAIR_OPTION, NOTE_OPTION,
};

static enum code
block_list(struct input *in)
{
	return print_all(in, &block_listing, "order by day nulls first, id");
}

const struct command hours_commands[] = {
	{"hours list", "Weekly hours that hold", NULL, 0, STORE_READ, LISTS, hours_list},
	{"hours set", "Sets weekly hours from a day on", OPTIONS(hours_options), STORE_WRITE, LISTS,
		set_hours},
	{"closure list", "Days and spans shut", OPTIONS(closure_list_options), STORE_READ, LISTS,
		closure_list},
	{"closure add", "Shuts days or a span of them", OPTIONS(closure_options), STORE_WRITE,
		MAKES, closure_add},
	{"block list", "Spans kept for something", NULL, 0, STORE_READ, LISTS, block_list},
	{"block add", "Keeps a span for something", OPTIONS(block_options), STORE_WRITE, MAKES,
		block_add},
	{0}
};
