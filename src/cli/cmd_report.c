/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures: one command for all reports, the charter's and each standard's among them.
 */
#include "groups.h"

#include <string.h>

#include "care/measure.h"
#include "care/report.h"
#include "care/slipping.h"
#include "charter_rows.h"
#include "cli/listings.h"

static const char *const by_words[] = { "provider", "weekday", "hour", "month", "type", "reason",
	"kind", "owner", NULL };

static void
print_figures(struct input *in, const struct listing *listing, const char *help, const void *rows,
		size_t count)
{
	in->out->title = arena_print(in->arena, "%s: %s", in->desk->practice,
			input_text(in, "NAME"));
	in->out->lead = arena_print(in->arena, "%s.", help);
	print_rows(in->out, listing, rows, count);
	if (in->out->format == FORMAT_TABLE)
		print_note(in->out, "%s.", help);
}

/* The people behind one of its figures: who counts for it, or doesn't. */
static enum code
report_people(struct input *in, const struct report *report, const char *by)
{
	const struct report_span span = { .from = input_day(in, "from"), .to = input_day(in, "to"),
		.by = by, .group = input_text(in, "of") };
	struct case_line *rows;
	size_t count;
	const enum code code = report_cases(in->desk, in->arena, report, &span,
			input_text(in, "people"), !input_has(in, "not"), 0, &rows, &count);

	if (code == OK)
		print_rows(in->out, &people_listing, rows, count);
	return code;
}

static enum code
report_file(struct input *in, const char *by)
{
	struct report found;
	struct progress progress;
	struct listing listing = { .record = &found.record };
	void *rows;
	size_t count;
	enum code code = report_find(in->arena, input_text(in, "NAME"), &found);

	if (code == OK && input_has(in, "people"))
		return report_people(in, &found, by);
	if (code == OK)
		code = report_run(in->desk, in->arena, &found, input_day(in, "from"),
				input_day(in, "to"), by,
				output_progress(in->out, &progress), &rows, &count);
	if (code != OK)
		return code;
	listing.keys = by ? NULL : found.ungrouped;
	if (found.table)
		listing.table = by ? arena_print(in->arena, "group %s", found.table) : found.table;
	print_figures(in, &listing, found.help, rows, count);
	return OK;
}

/* What a standard is grouped by. */
static enum code
group_of(const char *name, const char *by, enum group *group)
{
	const int word = by ? word_index(group_words, by) : GROUP_NONE;

	*group = word == NONE ? GROUP_NONE : (enum group)word;
	return word == NONE ? fail(USAGE, "report %s: it can't be grouped by %s, but by provider "
			"weekday hour month", name, by) : OK;
}

/* The span asked for; else the 13 weeks up to today. */
static void
span_of(const struct input *in, int *first, int *last)
{
	*last = input_has(in, "to") ? input_day(in, "to") : desk_today(in->desk);
	*first = input_has(in, "from") ? input_day(in, "from")
		: *last - WEEKS_USUAL * WEEK_DAYS + 1;
}

/* The people behind a standard: all its cases, or those where it was kept, or wasn't. */
static enum code
standard_people(struct input *in, const struct standard *standard)
{
	const char *const figure = input_text(in, "people");
	const bool failed = input_has(in, "not"), all = strcmp(figure, "cases") == 0;
	struct case_line *rows;
	size_t count, listed = 0;
	int first, last;
	enum code code;

	if (!all && strcmp(figure, "kept") != 0)
		return fail(USAGE, "report %s: %s is no figure of people, but cases and kept",
				standard->code, figure);
	if (input_has(in, "of"))
		return fail(USAGE, "report %s: --of goes with reports, not with a standard",
				standard->code);
	span_of(in, &first, &last);
	code = measure_cases(in->desk, in->arena, standard, first, last, failed, 0, &rows, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (all || rows[i].kept == !failed)
			rows[listed++] = rows[i];
	if (code == OK)
		print_rows(in->out, &people_listing, rows, listed);
	return code;
}

static enum code
report_standard(struct input *in, const struct standard *standard, const char *by)
{
	const struct listing listing = { &share_line_record, by ? NULL
		: "cases kept percent low high target", NULL };
	struct group_line *groups;
	struct share_line *rows;
	enum group group;
	size_t count;
	int first, last;
	enum code code = group_of(standard->code, by, &group);

	if (code == OK && input_has(in, "people"))
		return standard_people(in, standard);
	span_of(in, &first, &last);
	if (code == OK)
		code = measure_groups(in->desk, in->arena, standard, first, last, group, false, &groups,
				&count);
	if (code != OK)
		return code;
	rows = arena_take(in->arena, (count + 1) * sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = share_line_of(in->arena, standard, groups[i].group, groups[i].share);
	print_figures(in, &listing, standard->definition, rows, count);
	return OK;
}

/* All standards; by month, each of them a row a month. */
static enum code
report_charter(struct input *in, const char *by)
{
	struct charter_line *rows = NULL;
	enum group group;
	size_t count;
	int first, last;
	enum code code = group_of("charter", by, &group);

	if (input_has(in, "people"))
		return fail(USAGE, "report charter: --people goes with one of its standards");
	span_of(in, &first, &last);
	if (code == OK)
		code = charter_rows(in, first, last, group, &rows, &count);
	if (code != OK)
		return code;
	print_figures(in, by ? &charter_by_listing : &charter_listing,
			"Each standard of the charter, of the 13 weeks up to today unless told", rows,
			count);
	return OK;
}

static enum code
report(struct input *in)
{
	const char *const name = input_text(in, "NAME");
	const char *const by = input_has(in, "by") ? by_words[input_word(in, "by")] : NULL;
	struct standard standard;
	struct report found;
	enum code code;

	if (input_has(in, "of") && (!by || !input_has(in, "people")))
		return fail(USAGE, "report: --of goes with --people and --by: one of its groups");
	if (strcmp(name, "charter") == 0)
		return report_charter(in, by);
	code = report_find(in->arena, name, &found);
	if (code == OK)
		return report_file(in, by);
	error_clear();
	code = standard_find(in->desk, in->arena, name, &standard);
	if (code == OK)
		return report_standard(in, &standard, by);
	error_clear();
	return fail(NOT_FOUND, "report %s: there is none of that name, but charter, %s, and each "
			"standard of the charter", name, report_names(in->arena));
}

static enum code
slipping(struct input *in)
{
	struct progress progress;
	struct slip_line *rows;
	size_t count;
	const enum code code = slipping_load(in->desk, in->arena,
			output_progress(in->out, &progress), &rows, &count);

	if (code == OK)
		print_rows(in->out, &slipping_listing, rows, count);
	return code;
}

static const struct option report_options[] = {
	{"NAME", OPTION_TEXT, POSITIONAL | REQUIRED, "waiting|missed|…",
		"Which: charter, concerns, defections, leaving, missed, recall, retention, waiting, or "
		"a standard's code", NULL},
	{"from", OPTION_DAY, 0, "D", "From that day on; else from the first (a standard: 13 weeks)",
		NULL},
	{"to", OPTION_DAY, 0, "D", "Up to that day; else to the last (a standard: today)", NULL},
	{"by", OPTION_WORD, 0, "provider|weekday|hour|month|…",
		"A line for each", by_words},
	{"people", OPTION_TEXT, 0, "FIGURE", "The people behind a figure: one of the report's "
		"columns that counts people or visits; of a standard cases or kept", NULL},
	{"of", OPTION_TEXT, 0, "GROUP", "Only of that group: with --by type, exam", NULL},
	{"not", OPTION_FLAG, 0, NULL, "Those who don't count for it: due, and not reached", NULL},
};

const struct command report_commands[] = {
	{"report", "The figures of the practice, counted on its own days", OPTIONS(report_options),
		STORE_READ, LISTS | PAGES, report},
	{"slipping", "Active patients who are slipping away: why, and what to do next", NULL, 0,
		STORE_READ, LISTS, slipping},
	{0}
};
