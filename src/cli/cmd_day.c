/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day sheet, openings, and the list of planned visits.
 */
#include "groups.h"

#include "acts.h"
#include "book/moving.h"
#include "book/quick.h"
#include "cli/listings.h"
#include "ical/export.h"

static enum code
day_as_calendar(struct input *in, int asked)
{
	const struct ical_choice choice = {.from = asked, .to = asked};
	int64_t count;

	return ical_export_visits(in->desk, &choice, in->out->file, &count);
}

static enum code
day(struct input *in)
{
	const int asked = input_has(in, "DATE") ? input_day(in, "DATE") : desk_today(in->desk);
	struct appointment_line *visits;
	size_t count;
	enum code code;

	if (input_has(in, "ics"))
		return day_as_calendar(in, asked);
	code = day_visits(in->desk, in->arena, asked, input_has(in, "all"), &visits, &count);
	if (code == OK)
		print_rows(in->out, &day_listing, visits, count);
	return code;
}

static const struct option day_options[] = {
	{"DATE", OPTION_DAY, POSITIONAL, "DATE", "The day; else today", NULL},
	{"all", OPTION_FLAG, 0, NULL, "Also what was missed or cancelled", NULL},
	{"ics", OPTION_FLAG, 0, NULL, "The live visits as an iCalendar file", NULL},
};

/* Prints those of a search; none is NOT_FOUND. */
static enum code
print_found(struct input *in, const struct opening_search *search)
{
	struct opening *found;
	size_t count;
	const enum code code = openings_find(in->desk, in->arena, search, &found, &count);

	if (code != OK)
		return code;
	if (count == 0)
		fail(NOT_FOUND, "openings: nothing fits: try other days, hours or chairs");
	if (count == 0 && in->out->format == FORMAT_TABLE)
		return NOT_FOUND;
	print_openings(in, found, count);
	return count ? OK : NOT_FOUND;
}

/* What a quick line asks for, whoever it is for. */
static enum code
openings_of_line(struct input *in)
{
	const char *const line = input_text(in, "LINE");
	struct quick quick;
	enum code code = quick_read(in->desk, in->arena, line, date_order_local(), &quick);

	if (code == OK && (quick.candidate_count || quick.mark_count || !quick.type))
		code = quick_check(in->arena, line, &quick);
	if (code != OK)
		return code;
	quick_window(&quick);
	quick.search.limit = (size_t)input_number(in, "limit", 0);
	quick.search.one_a_day = quick.search.limit == 0;
	quick.search.ranked = input_has(in, "best");
	quick.search.commitments = quick.patient != NULL;
	return print_found(in, &quick.search);
}

static enum code
openings(struct input *in)
{
	const struct opening_search search = {
		.patient = input_id(in, "patient"), .type = input_id(in, "type"),
		.provider = input_id(in, "provider"), .chair = input_id(in, "chair"),
		.minutes = NONE,
		.first = input_day(in, "from"), .last = input_day(in, "to"),
		.after = input_minute(in, "after"), .before = input_minute(in, "before"),
		.weekdays = input_bits(in, "days"), .notice = NONE,
		.commitments = input_has(in, "patient"), .one_a_day = !input_has(in, "limit"),
		.ranked = input_has(in, "best"),
		.limit = (size_t)input_number(in, "limit", 0),
	};

	if (input_has(in, "LINE"))
		return openings_of_line(in);
	if (!input_has(in, "type"))
		return fail(USAGE, "openings: --type is missing; or say all in a quick line: "
			    "openings cleaning tue after 15");
	return print_found(in, &search);
}

static const struct option openings_options[] = {
	{"LINE", OPTION_TEXT, POSITIONAL | REST, "LINE",
		"All of it as one says it: cleaning amy tue after 15; see chairtime(7)", NULL},
	{"type", OPTION_TYPE, 0, "T", "The visit's type", NULL},
	{"patient", OPTION_PATIENT, 0, "P", "For whom: heeds when they can't come", NULL},
	{"provider", OPTION_PROVIDER, 0, "X", "With whom", NULL},
	{"chair", OPTION_CHAIR, 0, "C", "In which chair", NULL},
	{"from", OPTION_DAY, 0, "D", "The first day; else today", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day; else 90 days on", NULL},
	{"after", OPTION_CLOCK, 0, "H:M", "Begins at or after", NULL},
	{"before", OPTION_CLOCK, 0, "H:M", "Ends at or before", NULL},
	{"days", OPTION_WEEKDAYS, 0, "mon,tue", "On these weekdays", NULL},
	{"best", OPTION_FLAG, 0, NULL, "Of each day the one that fits best, not the first", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "The N soonest; else the first on each of ten open days",
		NULL},
};

static enum code
planned(struct input *in)
{
	struct appointment_line *visits;
	size_t count;
	const enum code code = planned_visits(in->desk, in->arena, &visits, &count);

	if (code == OK)
		print_rows(in->out, &planned_listing, visits, count);
	return code;
}

#define OFFERS 20		/* lines that are shown with an opening */

const struct listing to_move_listing = {
	&to_move_line_record,
	"id patient name phone area day start minutes type provider provider_name chair_name state "
		"to_move urgency offer_day offer_start offer_chair offer_chair_name offer_provider "
		"offer_provider_name",
	"id day start name phone urgency offer_day offer_start"
};

static enum code
to_move(struct input *in)
{
	struct to_move_line *lines;
	size_t count;
	const enum code code = visits_to_move(in->desk, in->arena, input_day(in, "from"),
			input_day(in, "to"), (size_t)input_number(in, "offers", OFFERS), &lines, &count);

	if (code == OK)
		print_rows(in->out, &to_move_listing, lines, count);
	return code;
}

static const struct option to_move_options[] = {
	{"from", OPTION_DAY, 0, "D", "The first day; else today", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day; else all", NULL},
	{"offers", OPTION_NUMBER, 0, "N", "Looks for an opening for the first N; else 20", NULL},
};

const struct command day_commands[] = {
	{"day", "The day sheet", OPTIONS(day_options), STORE_READ, LISTS, day},
	{"openings", "Where a visit would fit", OPTIONS(openings_options), STORE_READ,
		LISTS, openings},
	{"planned", "Visits that are wanted and have no time yet, by the day to call", NULL, 0,
		STORE_READ, LISTS, planned},
	{"to-move", "Visits that can't stay where they are, in the order in which to tell",
		OPTIONS(to_move_options), STORE_READ, LISTS, to_move},
	{0}
};
