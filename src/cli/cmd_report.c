/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures: one command for all reports.
 */
#include "groups.h"

#include "care/report.h"

static const char *const by_words[] = { "provider", "weekday", "hour", "month", "type", NULL };

static enum code
report(struct input *in)
{
	const char *const by = input_has(in, "by") ? by_words[input_word(in, "by")] : NULL;
	struct report found;
	struct listing listing = { .record = &found.record };
	void *rows;
	size_t count;
	enum code code = report_find(in->arena, input_text(in, "NAME"), &found);

	if (code == OK)
		code = report_run(in->desk, in->arena, &found, input_day(in, "from"),
				input_day(in, "to"), by, &rows, &count);
	if (code != OK)
		return code;
	listing.keys = by ? NULL : found.ungrouped;
	print_rows(in->out, &listing, rows, count);
	if (in->out->format == FORMAT_TABLE)
		print_note(in->out, "%s.", found.help);
	return OK;
}

static const struct option report_options[] = {
	{"NAME", OPTION_TEXT, POSITIONAL | REQUIRED, "waiting|missed|…",
		"Which; a wrong name lists them", NULL},
	{"from", OPTION_DAY, 0, "D", "From that day on; else from the first", NULL},
	{"to", OPTION_DAY, 0, "D", "Up to that day; else to the last", NULL},
	{"by", OPTION_WORD, 0, "provider|weekday|hour|month|type", "A line for each", by_words},
};

const struct command report_commands[] = {
	{"report", "The figures of the practice, counted on its own days", OPTIONS(report_options),
		STORE_READ, LISTS, report},
	{0}
};
