/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page before the day begins.
 */
#include "groups.h"

#include "cli/listings.h"
#include "book/practice.h"
#include "post/huddle.h"

const struct listing huddle_listing = {&huddle_line_record, NULL, NULL};
static const struct listing part_listing = {&huddle_line_record, NULL, "start name words"};

static const char *const headings[] = {
	[HUDDLE_HOLE] = "Free", [HUDDLE_UNCONFIRMED] = "Not confirmed",
	[HUDDLE_NEW] = "Here for the first time", [HUDDLE_FAMILY] = "Family who is due",
	[HUDDLE_BIRTHDAY] = "Birthdays", [HUDDLE_LATE] = "Often late, or missing",
	[HUDDLE_CONCERN] = "Open concerns",
};

/* A table a part, those that are empty left out. */
static void
print_parts(struct output *out, const struct huddle_line *lines, size_t count)
{
	for (size_t i = 0, n; i < count; i += n) {
		for (n = 1; i + n < count && lines[i + n].part == lines[i].part; n++)
			;
		print_heading(out, headings[lines[i].part]);
		print_rows(out, &part_listing, &lines[i], n);
	}
}

static enum code
huddle(struct input *in)
{
	const int day = input_has(in, "DATE") ? input_day(in, "DATE") : desk_today(in->desk);
	struct huddle_line *lines;
	size_t count;
	const enum code code = huddle_load(in->desk, in->arena, day, &lines, &count);

	if (code != OK)
		return code;
	if (in->out->format != FORMAT_TABLE) {
		print_rows(in->out, &huddle_listing, lines, count);
		return OK;
	}
	print_said(in->out, arena_print(in->arena, "%s · %s", in->desk->practice,
			day_said(in->arena, day, desk_today(in->desk))));
	print_parts(in->out, lines, count);
	return OK;
}

static const struct option huddle_options[] = {
	{"DATE", OPTION_DAY, POSITIONAL, "DATE", "The day; else today", NULL},
};

const struct command huddle_commands[] = {
	{"huddle", "What everybody should know before the day begins", OPTIONS(huddle_options),
		STORE_READ, LISTS, huddle},
	{0}
};
