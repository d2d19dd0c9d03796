/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sheets for paper: a day, a week, a patient's slip.
 */
#include "groups.h"

#include "cli/listings.h"
#include "acts.h"
#include "book/practice.h"
#include "paper.h"
#include "port/sheet.h"

#define WEEK 7

const struct listing wall_listing = {
	&sheet_line_record, "day start minutes chair_name provider_name who",
	"start minutes chair_name provider_name who"
};
const struct listing room_listing = {
	&sheet_line_record, NULL, "start minutes chair_name who type say state"
};
const struct listing week_listing = {
	&sheet_line_record, NULL, "day start minutes chair_name provider_name who type state say"
};
const struct listing wall_week_listing = {
	&sheet_line_record, "day start minutes chair_name provider_name who", NULL
};

static enum code
print_sheet(struct input *in, int first, int last, const struct listing *listing)
{
	struct listing shown = *listing;
	struct sheet_line *lines;
	size_t count;
	const enum code code = sheet_lines(in->desk, in->arena, first, last, input_has(in, "for")
			? (enum sheet_reader)input_word(in, "for") : SHEET_DESK, &lines, &count);

	if (in->out->format == FORMAT_HTML && shown.table)
		shown.keys = shown.table;	/* a page is read like a table */
	if (code == OK)
		print_rows(in->out, &shown, lines, count);
	return code;
}

/* The whole of it, on whatever paper. */
static enum code
put_sheet(struct input *in, int first, int last, const struct listing *listing, const char *title)
{
	struct paper paper;
	enum code code = paper_open(in, &paper);

	in->out->title = title;
	in->out->lead = arena_print(in->arena, "%s. As of %s.", in->desk->practice,
				    time_said(in->arena, desk_today(in->desk),
					      desk_minute(in->desk), desk_today(in->desk)));
	if (code == OK && in->out->format == FORMAT_TABLE)
		fprintf(in->out->file, "%s  %s\n\n", title, in->out->lead);
	if (code == OK)
		code = print_sheet(in, first, last, listing);
	return paper_close(in, &paper, code);
}

static bool
is_for_wall(const struct input *in)
{
	return input_has(in, "for") && input_word(in, "for") == SHEET_WALL;
}

static enum code
sheet(struct input *in)
{
	const int day = input_has(in, "DATE") ? input_day(in, "DATE") : desk_today(in->desk);

	return put_sheet(in, day, day, is_for_wall(in) ? &wall_listing : &room_listing,
			 day_said(in->arena, day, NONE));
}

static enum code
week(struct input *in)
{
	const int day = input_has(in, "DATE") ? input_day(in, "DATE") : desk_today(in->desk);
	const int monday = day - civil_weekday(day);

	return put_sheet(in, monday, monday + WEEK - 1, is_for_wall(in) ? &wall_week_listing
			 : &week_listing, arena_print(in->arena, "Week of %s",
						      day_said(in->arena, monday, NONE)));
}

static const struct option sheet_options[] = {
	{"DATE", OPTION_DAY, POSITIONAL, "DATE", "The day, or one of the week; else today", NULL},
	{"for", OPTION_WORD, 0, "W", "Who reads it: on the wall initials only; else the desk",
		sheet_reader_words},
	PAPER_OPTIONS,
};

const struct listing slip_listing = {&routing_line_record, NULL, NULL};

static enum code
slip(struct input *in)
{
	struct routing_line *lines;
	struct paper paper;
	size_t count;
	enum code code = routing_lines(in->desk, in->arena, input_id(in, "A"), &lines, &count);

	if (code != OK)
		return code;
	in->out->title = "Routing slip";
	in->out->lead = in->desk->practice;
	code = paper_open(in, &paper);
	if (code == OK)
		print_rows(in->out, &slip_listing, lines, count);
	return paper_close(in, &paper, code);
}

static const struct option slip_options[] = {
	{"A", OPTION_VISIT, POSITIONAL | REQUIRED, "A", "The visit's id", NULL},
	PAPER_OPTIONS,
};

const struct command sheet_commands[] = {
	{"sheet", "The day's sheet for paper: for the wall, the treatment room or the desk",
		OPTIONS(sheet_options), STORE_READ, LISTS | PAGES, sheet},
	{"week", "The week's sheet for paper", OPTIONS(sheet_options), STORE_READ, LISTS | PAGES,
		week},
	{"slip", "The slip that goes along with a patient", OPTIONS(slip_options), STORE_READ,
		LISTS | PAGES, slip},
	{0}
};
