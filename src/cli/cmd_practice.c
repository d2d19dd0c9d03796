/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's set-up: hours, closures, blocks, visit types, providers and chairs.
 */
#include "groups.h"

#include <string.h>

#include "acts.h"
#include "base/text.h"
#include "book/hours.h"
#include "book/listing.h"
#include "store/change.h"

#define WEEKDAYS 7
#define PROVIDER_OPTION {"provider", OPTION_PROVIDER, 0, "X", "Of that provider", NULL}
#define CHAIR_OPTION {"chair", OPTION_CHAIR, 0, "C", "Of that chair", NULL}
#define NOTE_OPTION {"note", OPTION_TEXT, 0, "S", "A note", NULL}

static const char *const yes_words[] = {"no", "yes", NULL};

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
static const struct listing type_listing = {
	&visit_type_record, NULL, "id code name minutes role pattern"
};
static const struct listing provider_listing = {
	&provider_record, NULL, "id name short role active open_until"
};
static const struct listing chair_listing = {
	&chair_record, NULL, "id name kind position active"
};

/* All rows of a listing. */
static enum code
list_all(struct input *in, const struct listing *listing, const char *tail)
{
	void *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, listing->record, &rows, &count,
			tail, "");

	if (code == OK)
		print_rows(in->out, listing, rows, count);
	return code;
}

/* A name is what people choose it by: there is one, and no other row has it. */
static enum code
check_name(struct input *in, const struct record *record, int64_t id, const char *name)
{
	void *others;
	size_t count;
	enum code code;

	if (text_is_blank(name))
		return fail(INPUT, "%s: the name is empty", record->label);
	code = record_select(in->desk, in->arena, record, &others, &count,
			     "where name = $1 and id <> $2", "tI", name, id);
	if (code == OK && count)
		return fail(CLASH, "%s: there is a %s already", record->label, name);
	return code;
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
			"weekday_number, start", "t", civil_format(today, desk_today(in->desk)));

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
	closure.last = input_has(in, "to") ? input_day(in, "to") : closure.first;
	closure.start = input_minute(in, "start");
	closure.until_min = input_minute(in, "until");
	if (code == OK && closure.last < closure.first)
		code = fail(INPUT, "closure add: it ends before it begins");
	if (code == OK && (closure.start == NONE) != (closure.until_min == NONE))
		code = fail(USAGE, "closure add: give both --start and --until, or neither");
	if (code == OK && closure.until_min < closure.start)
		code = fail(INPUT, "closure add: --until is before --start");
	if (code == OK)
		code = put_row(in->desk, &closure_record, &closure);
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

/* The same block on each weekday asked for, in one batch; on a day when none is. */
static enum code
put_blocks(struct input *in, struct block *block, unsigned weekdays)
{
	enum code code = OK;

	if (!weekdays)
		return record_put(in->desk, &block_record, block);
	for (int weekday = 0; weekday < WEEKDAYS && code == OK; weekday++) {
		if (!(weekdays & 1u << weekday))
			continue;
		block->row = (struct row){0, 0};
		block->weekday = weekday;
		code = record_put(in->desk, &block_record, block);
	}
	return code;
}

static enum code
block_add(struct input *in)
{
	struct block block;
	enum code code;

	if (input_has(in, "days") == input_has(in, "day"))
		return fail(USAGE, "block add: give --days for every week, or --day for one day");
	record_blank(&block_record, &block);
	code = input_fill(in, &block_record, &block);
	block.start = input_minute(in, "at");
	if (code == OK && block.minutes < 1)
		code = fail(INPUT, "block add: --minutes: at least 1");
	if (code == OK)
		code = batch_begin(in->desk, NULL, NULL);
	if (code == OK)
		code = batch_end(in->desk, put_blocks(in, &block, input_bits(in, "days")));
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
	return list_all(in, &block_listing, "order by day, id");
}

static enum code
type_save(struct input *in, struct visit_type *type)
{
	enum code code = input_fill(in, &visit_type_record, type);

	if (code == OK)
		code = check_name(in, &visit_type_record, type->row.id, type->name);
	if (code == OK && (type->minutes < 1 || type->minutes > 24 * 60))
		code = fail(INPUT, "type: --minutes: from 1 to 1440");
	if (code == OK && (!type->pattern || !*type->pattern))
		type->pattern = pattern_for(in->arena, "", type->minutes);
	if (code == OK && strspn(type->pattern, "XD/") != strlen(type->pattern))
		code = fail(INPUT,
			"type: --pattern \"%s\": a letter for each 5 minutes: X provider, "
			    "D checker, / chair only", type->pattern);
	if (code == OK)
		code = put_row(in->desk, &visit_type_record, type);
	return code == OK ? print_made(in, &type_listing, type->row.id) : code;
}

static enum code
type_add(struct input *in)
{
	struct visit_type type;

	record_blank(&visit_type_record, &type);
	return type_save(in, &type);
}

static enum code
type_edit(struct input *in)
{
	struct visit_type type;
	const enum code code = record_get(in->desk, in->arena, &visit_type_record,
					  input_id(in, "T"), &type);

	return code == OK ? type_save(in, &type) : code;
}

#define TYPE_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "What it is called", NULL}, \
	{"minutes", OPTION_NUMBER, required, "N", "How long it is", NULL}, \
	{"pattern", OPTION_TEXT, 0, "XXD/", \
		"A letter for each 5 minutes: X provider, D checker, / chair only", NULL}, \
	{"role", OPTION_WORD, 0, "W", "Who may do it; else anyone", role_words}, \
	{"follows", OPTION_TYPE, 0, "T", "The type after which it comes", NULL}, \
	{"after-days", OPTION_NUMBER, 0, "N", "How many days after that at the earliest", NULL}, \
	{"public-name", OPTION_TEXT, 0, "S", "What a patient's calendar may say", NULL}

static const struct option type_add_options[] = {
	{"code", OPTION_TEXT, REQUIRED, "CODE", "A short word for commands and files", NULL},
	TYPE_OPTIONS(REQUIRED),
};
static const struct option type_edit_options[] = {
	{"T", OPTION_TYPE, POSITIONAL | REQUIRED, "T", "The type", NULL},
	TYPE_OPTIONS(0),
};

static enum code
type_list(struct input *in)
{
	return list_all(in, &type_listing, "order by id");
}

static enum code
provider_save(struct input *in, struct provider *provider)
{
	enum code code = input_fill(in, &provider_record, provider);

	if (code == OK)
		code = check_name(in, &provider_record, provider->row.id, provider->name);
	if (code == OK)
		code = put_row(in->desk, &provider_record, provider);
	return code == OK ? print_made(in, &provider_listing, provider->row.id) : code;
}

static enum code
provider_add(struct input *in)
{
	struct provider provider;

	record_blank(&provider_record, &provider);
	provider.active = 1;
	return provider_save(in, &provider);
}

static enum code
provider_edit(struct input *in)
{
	struct provider provider;
	const enum code code = record_get(in->desk, in->arena, &provider_record, input_id(in, "X"),
					  &provider);

	return code == OK ? provider_save(in, &provider) : code;
}

#define PROVIDER_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "The whole name", NULL}, \
	{"role", OPTION_WORD, required, "W", "What they do", role_words}, \
	{"short", OPTION_TEXT, 0, "S", "The name in the book's columns", NULL}, \
	{"active", OPTION_WORD, 0, "yes|no", "Whether they can be booked", yes_words}, \
	{"open-until", OPTION_DAY, 0, "D", "Beyond that day visits are only planned", NULL}

static const struct option provider_add_options[] = {PROVIDER_OPTIONS(REQUIRED)};
static const struct option provider_edit_options[] = {
	{"X", OPTION_PROVIDER, POSITIONAL | REQUIRED, "X", "The provider", NULL},
	PROVIDER_OPTIONS(0),
};

static enum code
provider_list(struct input *in)
{
	return list_all(in, &provider_listing, "order by id");
}

static enum code
chair_save(struct input *in, struct chair *chair)
{
	enum code code = input_fill(in, &chair_record, chair);

	if (code == OK)
		code = check_name(in, &chair_record, chair->row.id, chair->name);
	if (code == OK)
		code = put_row(in->desk, &chair_record, chair);
	return code == OK ? print_made(in, &chair_listing, chair->row.id) : code;
}

static enum code
chair_add(struct input *in)
{
	struct chair chair;
	struct chair *others;
	size_t count;
	enum code code = record_select(in->desk, in->arena, &chair_record, &others, &count,
				       "order by position", "");

	if (code != OK)
		return code;
	record_blank(&chair_record, &chair);
	chair.active = 1;
	chair.position = count ? others[count - 1].position + 1 : 1;
	return chair_save(in, &chair);
}

static enum code
chair_edit(struct input *in)
{
	struct chair chair;
	const enum code code = record_get(in->desk, in->arena, &chair_record, input_id(in, "C"),
					  &chair);

	return code == OK ? chair_save(in, &chair) : code;
}

#define CHAIR_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "What it is called", NULL}, \
	{"position", OPTION_NUMBER, 0, "N", "Its place from left to right", NULL}, \
	{"active", OPTION_WORD, 0, "yes|no", "Whether it can be booked", yes_words}

static const struct option chair_add_options[] = {
	CHAIR_OPTIONS(REQUIRED),
	{"kind", OPTION_WORD, 0, "W", "One visit at a time, or a column to squeeze into; "
		"else treatment", chair_kind_words},
};
static const struct option chair_edit_options[] = {
	{"C", OPTION_CHAIR, POSITIONAL | REQUIRED, "C", "The chair", NULL},
	CHAIR_OPTIONS(0),
};

static enum code
chair_list(struct input *in)
{
	return list_all(in, &chair_listing, "order by position, id");
}

const struct command practice_commands[] = {
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
	{"type list", "Visit types", NULL, 0, STORE_READ, LISTS, type_list},
	{"type add", "Adds a visit type", OPTIONS(type_add_options), STORE_WRITE, MAKES, type_add},
	{"type edit", "Changes a visit type", OPTIONS(type_edit_options), STORE_WRITE, MAKES,
		type_edit},
	{"provider list", "Providers", NULL, 0, STORE_READ, LISTS, provider_list},
	{"provider add", "Adds a provider", OPTIONS(provider_add_options), STORE_WRITE, MAKES,
		provider_add},
	{"provider edit", "Changes a provider", OPTIONS(provider_edit_options), STORE_WRITE, MAKES,
		provider_edit},
	{"chair list", "Chairs from left to right", NULL, 0, STORE_READ, LISTS, chair_list},
	{"chair add", "Adds a chair or a column to squeeze into", OPTIONS(chair_add_options),
		STORE_WRITE, MAKES, chair_add},
	{"chair edit", "Changes a chair", OPTIONS(chair_edit_options), STORE_WRITE, MAKES,
		chair_edit},
	{0}
};
