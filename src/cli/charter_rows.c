/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Standards and their shares as rows.
 */
#include "charter_rows.h"

#include "cli/listings.h"

static const struct field share_line_fields[] = {
	FIELD(share_line, group, "Group", FIELD_TEXT, OPTIONAL),
	FIELD(share_line, cases, "Cases", FIELD_INT, 0),
	FIELD(share_line, kept, "Kept", FIELD_INT, 0),
	FIELD(share_line, percent, "Percent", FIELD_TEXT, OPTIONAL),
	FIELD(share_line, low, "Low", FIELD_TEXT, OPTIONAL),
	FIELD(share_line, high, "High", FIELD_TEXT, OPTIONAL),
	FIELD(share_line, target, "Target", FIELD_INT, 0),
};

const struct record share_line_record = {
	"share_list", "share", sizeof(struct share_line), share_line_fields,
	FIELD_COUNT(share_line_fields), true, NULL
};

static const struct field charter_line_fields[] = {
	FIELD(charter_line, standard, "Standard", FIELD_TEXT, 0),
	FIELD(charter_line, name, "Name", FIELD_TEXT, 0),
	FIELD(charter_line, group, "Group", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, sense, "Sense", FIELD_TEXT, 0),
	FIELD(charter_line, target, "Target", FIELD_INT, 0),
	FIELD(charter_line, cases, "Cases", FIELD_INT, 0),
	FIELD(charter_line, kept, "Kept", FIELD_INT, 0),
	FIELD(charter_line, percent, "All", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, low, "Low", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, high, "High", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, now, "Now", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, trend, "Trend", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, weeks, "Weeks", FIELD_TEXT, OPTIONAL),
	FIELD(charter_line, definition, "Definition", FIELD_TEXT, LONG),
	FIELD(charter_line, aim, "Target", FIELD_TEXT, ASKED),
};

const struct record charter_line_record = {
	"charter_list", "standard", sizeof(struct charter_line), charter_line_fields,
	FIELD_COUNT(charter_line_fields), true, NULL
};

#define WHOLE_KEYS "standard name sense target cases kept percent low high now trend weeks definition"

const struct listing charter_listing = {
	&charter_line_record, WHOLE_KEYS, "name aim percent low high now weeks trend"
};
const struct listing charter_by_listing = {
	&charter_line_record, "standard name group sense target cases kept percent low high",
	"name group aim cases kept percent low high"
};

/* One decimal; NULL below nought: no case. */
static const char *
tenth(struct arena *arena, double percent)
{
	return percent < 0 ? NULL : arena_print(arena, "%.1f", percent);
}

struct share_line
share_line_of(struct arena *arena, const struct standard *standard, const char *group,
		struct share share)
{
	double low, high;

	share_interval(standard, share, &low, &high);
	return (struct share_line){ .group = group, .cases = share.cases, .kept = share.kept,
		.percent = tenth(arena, share_percent(standard, share)),
		.low = share.cases > 0 ? tenth(arena, low) : NULL,
		.high = share.cases > 0 ? tenth(arena, high) : NULL, .target = standard->target };
}

static struct charter_line
line_of(struct arena *arena, const struct standard *standard, const char *group,
		struct share share)
{
	const struct share_line line = share_line_of(arena, standard, group, share);

	return (struct charter_line){ .standard = standard->code, .name = standard->name,
		.group = group, .sense = standard->at_most ? "at_most" : "at_least",
		.target = standard->target, .cases = line.cases, .kept = line.kept,
		.percent = line.percent, .low = line.low, .high = line.high,
		.definition = standard->definition,
		.aim = arena_print(arena, "%s %d", standard->at_most ? "at most" : "at least",
				standard->target) };
}

struct charter_line
charter_line_of(struct arena *arena, const struct measure *measure)
{
	struct charter_line line = line_of(arena, &measure->standard, NULL, measure->whole);
	const char *weeks = "";

	for (int i = 0; i < measure->weeks; i++)
		weeks = arena_print(arena, "%s%s", weeks, measure_bar(&measure->standard,
				measure->week[i]));
	line.weeks = weeks;
	line.now = tenth(arena, share_percent(&measure->standard, measure->now));
	line.trend = trend_words[share_trend(measure->before, measure->now)];
	return line;
}

/* Lines that grow. */
struct lines {
	struct charter_line *list;
	size_t count, room;
};

static void
lines_add(struct arena *arena, struct lines *lines, struct charter_line line)
{
	if (lines->count == lines->room) {
		const size_t larger = lines->room ? 2 * lines->room : 32;

		lines->list = arena_grow(arena, lines->list, lines->room * sizeof *lines->list,
				larger * sizeof *lines->list);
		lines->room = larger;
	}
	lines->list[lines->count++] = line;
}

static enum code
add_groups(struct input *in, const struct standard *standard, int first, int last, enum group by,
		struct lines *lines)
{
	struct group_line *groups;
	size_t count;
	const enum code code = measure_groups(in->desk, in->arena, standard, first, last, by, false,
			&groups, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		lines_add(in->arena, lines, line_of(in->arena, standard, groups[i].group,
				groups[i].share));
	return code;
}

/* Whole weeks up to the last day; days of the span before the first of them count for none. */
static enum code
add_weeks(struct input *in, const struct standard *standard, int first, int last,
		struct lines *lines)
{
	struct measure measure;
	const enum code code = measure_weeks(in->desk, in->arena, standard, last,
			(last - first + 1) / WEEK_DAYS, &measure);

	if (code == OK)
		lines_add(in->arena, lines, charter_line_of(in->arena, &measure));
	return code;
}

enum code
charter_rows(struct input *in, int first, int last, enum group by, struct charter_line **out,
		size_t *count)
{
	struct lines lines = {0};
	struct standard *standards;
	size_t of_them;
	struct progress notes;
	const struct progress *const progress = output_progress(in->out, &notes);
	enum code code = standards_load(in->desk, in->arena, false, &standards, &of_them);

	for (size_t i = 0; code == OK && i < of_them; i++) {
		progress_tell(progress, standards[i].name);
		code = by == GROUP_NONE ? add_weeks(in, &standards[i], first, last, &lines)
			: add_groups(in, &standards[i], first, last, by, &lines);
	}
	progress_end(progress);
	*out = lines.list;
	*count = lines.count;
	return code;
}
