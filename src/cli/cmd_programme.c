/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programmes: 13 weeks against the standards.
 */
#include "groups.h"

#include "acts.h"
#include "base/text.h"
#include "book/practice.h"
#include "cli/listings.h"
#include "programme_page.h"

struct programme_row {
	const char *standard, *name, *sense;
	int target, before_cases, before_kept;
	const char *before_percent, *before_low, *before_high;
	int cases, kept;
	const char *percent, *low, *high, *before_weeks, *weeks, *in_a_word;
	const char *before_said, *said;	/* asked */
};

static const struct field programme_row_fields[] = {
	FIELD(programme_row, standard, "Code", FIELD_TEXT, 0),
	FIELD(programme_row, name, "Standard", FIELD_TEXT, 0),
	FIELD(programme_row, sense, "Sense", FIELD_TEXT, 0),
	FIELD(programme_row, target, "Target", FIELD_INT, 0),
	FIELD(programme_row, before_cases, "Before cases", FIELD_INT, 0),
	FIELD(programme_row, before_kept, "Before kept", FIELD_INT, 0),
	FIELD(programme_row, before_percent, "Before", FIELD_TEXT, OPTIONAL),
	FIELD(programme_row, before_low, "Before low", FIELD_TEXT, OPTIONAL),
	FIELD(programme_row, before_high, "Before high", FIELD_TEXT, OPTIONAL),
	FIELD(programme_row, cases, "Cases", FIELD_INT, 0),
	FIELD(programme_row, kept, "Kept", FIELD_INT, 0),
	FIELD(programme_row, percent, "During", FIELD_TEXT, OPTIONAL),
	FIELD(programme_row, low, "Low", FIELD_TEXT, OPTIONAL),
	FIELD(programme_row, high, "High", FIELD_TEXT, OPTIONAL),
	FIELD(programme_row, before_weeks, "Weeks before", FIELD_TEXT, 0),
	FIELD(programme_row, weeks, "Weeks", FIELD_TEXT, 0),
	FIELD(programme_row, in_a_word, "In a word", FIELD_TEXT, 0),
	FIELD(programme_row, before_said, "Before", FIELD_TEXT, OPTIONAL | ASKED),
	FIELD(programme_row, said, "During", FIELD_TEXT, OPTIONAL | ASKED),
};

static const struct record programme_row_record = {
	"programme_list", "standard", sizeof(struct programme_row), programme_row_fields,
	FIELD_COUNT(programme_row_fields), true, NULL
};

const struct listing programme_report_listing = {
	&programme_row_record, NULL, "name target before_said said in_a_word"
};

static const char *
tenth(struct arena *arena, const struct measure *measure, double percent)
{
	return measure->whole.cases > 0 ? arena_print(arena, "%.1f", percent) : NULL;
}

/* "72 (70-74)" */
static const char *
share_said(struct arena *arena, const struct measure *measure, double low, double high)
{
	if (measure->whole.cases == 0)
		return "no case";
	return arena_print(arena, "%.0f (%.0f-%.0f)", share_percent(&measure->standard, measure->whole),
			low, high);
}

static const char *
bars_of(struct arena *arena, const struct measure *measure)
{
	const char *bars = "";

	for (int i = 0; i < measure->weeks; i++)
		bars = arena_print(arena, "%s%s", bars, measure_bar(&measure->standard,
				measure->week[i]));
	return bars;
}

static struct programme_row
row_of(struct arena *arena, const struct programme_line *line)
{
	const struct standard *const standard = &line->during.standard;
	const struct measure *const before = &line->before, *const during = &line->during;
	double before_low, before_high, low, high;

	share_interval(standard, before->whole, &before_low, &before_high);
	share_interval(standard, during->whole, &low, &high);
	return (struct programme_row){ .standard = standard->code, .name = standard->name,
		.sense = standard->at_most ? "at_most" : "at_least", .target = standard->target,
		.before_cases = before->whole.cases, .before_kept = before->whole.kept,
		.before_percent = tenth(arena, before, share_percent(standard, before->whole)),
		.before_low = tenth(arena, before, before_low),
		.before_high = tenth(arena, before, before_high),
		.cases = during->whole.cases, .kept = during->whole.kept,
		.percent = tenth(arena, during, share_percent(standard, during->whole)),
		.low = tenth(arena, during, low), .high = tenth(arena, during, high),
		.before_weeks = bars_of(arena, before), .weeks = bars_of(arena, during),
		.in_a_word = programme_words(line),
		.before_said = share_said(arena, before, before_low, before_high),
		.said = share_said(arena, during, low, high) };
}

static void
print_table(struct input *in, const struct programme_page *page)
{
	struct arena *const arena = in->arena;

	if (in->out->format == FORMAT_TABLE) {
		print_said(in->out, page->title);
		print_said(in->out, page->lead);
		print_said(in->out, page->aim);
	}
	output_begin(in->out, &programme_report_listing);
	for (size_t i = 0; i < page->count; i++) {
		const struct programme_row row = row_of(arena, &page->lines[i]);

		output_row(in->out, &row);
	}
	output_end(in->out);
	if (in->out->format != FORMAT_TABLE || page->note_count == 0)
		return;
	print_heading(in->out, "What was done");
	for (size_t i = 0; i < page->note_count; i++)
		print_said(in->out, arena_print(arena, "%s  %s: %s", day_said(arena, page->notes[i].day,
				desk_today(in->desk)), page->notes[i].who, page->notes[i].text));
}

static enum code
page_read(struct input *in, struct programme_page *out)
{
	struct programme programme;
	struct programme_line *lines;
	struct programme_note *notes;
	struct progress progress;
	enum code code = programme_load(in->desk, in->arena, input_number(in, "ID", 0), &programme);

	*out = (struct programme_page){ .aim = setting_text(in->desk, in->arena, "aim", NULL) };
	if (code == OK)
		code = programme_measure(in->desk, in->arena, &programme,
				output_progress(in->out, &progress), &lines, &out->count);
	if (code == OK)
		code = programme_notes(in->desk, in->arena, &programme, &notes, &out->note_count);
	if (code != OK)
		return code;
	out->lines = lines;
	out->notes = notes;
	out->title = arena_print(in->arena, "%s: %s", in->desk->practice, programme.note);
	out->lead = arena_print(in->arena, "From %s, week %d of %d%s, against the %d weeks before.",
			day_said(in->arena, programme.start, desk_today(in->desk)),
			programme_week(in->desk, &programme), WEEKS_USUAL,
			programme.ended == NONE ? "" : ", ended", WEEKS_USUAL);
	return OK;
}

static enum code
report(struct input *in)
{
	struct buffer buffer = {0};
	struct programme_page page;
	const enum code code = page_read(in, &page);

	if (code != OK)
		return code;
	if (in->out->format != FORMAT_HTML) {
		print_table(in, &page);
		return OK;
	}
	programme_page_write(&buffer, &page);
	fwrite(buffer.bytes, 1, buffer.length, in->out->file);
	buffer_free(&buffer);
	return OK;
}

static const struct option report_options[] = {
	{"ID", OPTION_NUMBER, POSITIONAL, "ID", "Which; else the one that runs, or the latest", NULL},
};

static enum code
say(struct input *in, enum code code, const char *said)
{
	if (code == OK)
		print_said(in->out, said);
	return code;
}

static enum code
start(struct input *in)
{
	const char *said = NULL;
	const enum code code = programme_start(in->desk, in->arena, input_day(in, "from"),
			input_text(in, "TEXT"), &said);

	return say(in, code, said);
}

static const struct option start_options[] = {
	{"TEXT", OPTION_TEXT, POSITIONAL | REST | REQUIRED, "TEXT", "What it is for", NULL},
	{"from", OPTION_DAY, 0, "D", "Its first day; else today", NULL},
};

static enum code
note(struct input *in)
{
	const char *said = NULL;
	const enum code code = programme_add_note(in->desk, in->arena, input_text(in, "TEXT"), &said);

	return say(in, code, said);
}

static const struct option note_options[] = {
	{"TEXT", OPTION_TEXT, POSITIONAL | REST | REQUIRED, "TEXT", "What was done", NULL},
};

static enum code
end(struct input *in)
{
	const char *said = NULL;
	const enum code code = programme_end(in->desk, in->arena, input_day(in, "on"), &said);

	return say(in, code, said);
}

static const struct option end_options[] = {
	{"on", OPTION_DAY, 0, "D", "Its last day; else today", NULL},
};

const struct listing programme_listing = { &programme_record, NULL, NULL };

static enum code
list(struct input *in)
{
	return print_all(in, &programme_listing, "order by id");
}

const struct command programme_commands[] = {
	{"programme start", "Begins 13 weeks against the standards; the 13 before are its baseline",
		OPTIONS(start_options), STORE_WRITE, 0, start},
	{"programme note", "Notes what was done in the programme that runs", OPTIONS(note_options),
		STORE_WRITE, 0, note},
	{"programme end", "Ends it", OPTIONS(end_options), STORE_WRITE, 0, end},
	{"programme report", "One page: each standard before and during it, and what these numbers can say",
		OPTIONS(report_options), STORE_READ, LISTS | PAGES, report},
	{"programme list", "All programmes", NULL, 0, STORE_READ, LISTS, list},
	{0}
};
