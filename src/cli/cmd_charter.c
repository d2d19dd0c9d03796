/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The charter: the practice's aim, its standards, and the people behind each figure.
 */
#include "groups.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "acts.h"
#include "base/text.h"
#include "cli/listings.h"
#include "charter_rows.h"
#include "store/change.h"

#define FILE_MOST 65536			/* bytes of a standard's file */
#define PEOPLE_USUAL 50

static enum code
charter(struct input *in)
{
	const int last = desk_today(in->desk), weeks = input_number(in, "weeks", WEEKS_USUAL);
	const char *const aim = setting_text(in->desk, in->arena, "aim", "");
	struct charter_line *rows;
	size_t count;
	enum code code;

	if (weeks < 1 || weeks > WEEKS_MOST)
		return fail(USAGE, "charter: weeks from 1 to %d", WEEKS_MOST);
	code = charter_rows(in, last - weeks * WEEK_DAYS + 1, last, GROUP_NONE, &rows, &count);
	if (code != OK)
		return code;
	in->out->title = arena_print(in->arena, "%s: the charter", in->desk->practice);
	in->out->lead = aim;
	if (in->out->format == FORMAT_TABLE)
		print_said(in->out, aim);
	print_rows(in->out, &charter_listing, rows, count);
	return OK;
}

static const struct option charter_options[] = {
	{"weeks", OPTION_NUMBER, 0, "N", "So many weeks up to today; else 13", NULL},
};

static enum code
aim(struct input *in)
{
	const char *const text = input_text(in, "TEXT");
	enum code code;

	if (!text) {
		print_said(in->out, setting_text(in->desk, in->arena, "aim", NULL));
		return OK;
	}
	code = batch_begin(in->desk, NULL, NULL);
	return code == OK ? batch_end(in->desk, setting_put(in->desk, "aim", text)) : code;
}

static const struct option aim_options[] = {
	{"TEXT", OPTION_TEXT, POSITIONAL | REST, "TEXT", "The new one; else it is told", NULL},
};

/* The standard that CODE names. */
static enum code
standard_read(struct input *in, struct standard *out)
{
	return standard_find(in->desk, in->arena, input_text(in, "CODE"), out);
}

#define CODE_OPTION {"CODE", OPTION_TEXT, POSITIONAL | REQUIRED, "CODE", \
	"The standard's code; a wrong one lists them", NULL}

static enum code
say(struct input *in, enum code code, const char *said)
{
	if (code == OK)
		print_said(in->out, said);
	return code;
}

static enum code
target(struct input *in)
{
	const char *said = NULL;
	struct standard standard;
	enum code code = standard_read(in, &standard);

	if (code == OK && !input_has(in, "PERCENT") && !input_has(in, "bound"))
		return fail(USAGE, "charter target: give PERCENT, --bound, or both");
	if (code == OK)
		code = standard_set(in->desk, in->arena, &standard, input_number(in, "PERCENT", NONE),
				input_number(in, "bound", NONE), &said);
	return say(in, code, said);
}

static const struct option target_options[] = {
	CODE_OPTION,
	{"PERCENT", OPTION_NUMBER, POSITIONAL, "PERCENT", "The new target", NULL},
	{"bound", OPTION_NUMBER, 0, "N", "The new bound: minutes or days, as its definition tells",
		NULL},
};

static enum code
people(struct input *in)
{
	const int last = input_has(in, "to") ? input_day(in, "to") : desk_today(in->desk);
	struct case_line *rows;
	struct standard standard;
	size_t count;
	enum code code = standard_read(in, &standard);

	if (code == OK)
		code = measure_cases(in->desk, in->arena, &standard, input_has(in, "from")
				? input_day(in, "from") : last - WEEKS_USUAL * WEEK_DAYS + 1, last,
				!input_has(in, "all"), (size_t)input_number(in, "limit",
				in->out->format == FORMAT_TABLE ? PEOPLE_USUAL : 0), &rows, &count);
	if (code == OK)
		print_rows(in->out, &people_listing, rows, count);
	return code;
}

#define SPAN_OPTIONS \
	{"from", OPTION_DAY, 0, "D", "From that day on; else of 13 weeks", NULL}, \
	{"to", OPTION_DAY, 0, "D", "Up to that day; else to today", NULL}

static const struct option people_options[] = {
	CODE_OPTION,
	SPAN_OPTIONS,
	{"all", OPTION_FLAG, 0, NULL, "Also those that were kept", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "At most so many; else 50 in a table, all to a program", NULL},
};

/* A head line of hours, then a row of blocks for each group. */
static void
print_heat(struct output *out, const struct heat *heat)
{
	int widest = 0;

	for (size_t i = 0; i < heat->count; i++)
		if (text_width(heat->rows[i]) > widest)
			widest = text_width(heat->rows[i]);
	fprintf(out->file, "%*s ", widest, "");
	for (int i = 0; i < heat->hours; i++)
		fprintf(out->file, " %02d", heat->first_hour + i);
	fputc('\n', out->file);
	for (size_t n = 0; n < heat->count; n++) {
		fprintf(out->file, "%s%*s ", heat->rows[n], widest - text_width(heat->rows[n]), "");
		for (int i = 0; i < heat->hours; i++) {
			const char *const block = heat_block(heat->cells[n * (size_t)heat->hours +
					(size_t)i]);

			fprintf(out->file, " %s%s", block, *block == ' ' ? " " : block);
		}
		fputc('\n', out->file);
	}
	if (heat->count > 0)
		fprintf(out->file, "not kept: %s\n", heat_legend);
}

static const char *const heat_words[] = { "provider", "weekday", NULL };

struct heat_line {
	const char *group;
	int hour, cases, kept;
};

static const struct field heat_line_fields[] = {
	FIELD(heat_line, group, "Group", FIELD_TEXT, 0),
	FIELD(heat_line, hour, "Hour", FIELD_INT, 0),
	FIELD(heat_line, cases, "Cases", FIELD_INT, 0),
	FIELD(heat_line, kept, "Kept", FIELD_INT, 0),
};

static const struct record heat_line_record = {
	"heat_list", "cell", sizeof(struct heat_line), heat_line_fields, FIELD_COUNT(heat_line_fields),
	true, NULL
};

const struct listing heat_listing = { &heat_line_record, NULL, NULL };

static void
print_cells(struct output *out, const struct heat *heat)
{
	output_begin(out, &heat_listing);
	for (size_t i = 0; i < heat->count * (size_t)heat->hours; i++) {
		const struct heat_line line = { heat->rows[i / (size_t)heat->hours],
			heat->first_hour + (int)(i % (size_t)heat->hours), heat->cells[i].cases,
			heat->cells[i].kept };

		if (line.cases > 0)
			output_row(out, &line);
	}
	output_end(out);
}

static enum code
heat(struct input *in)
{
	const int last = input_has(in, "to") ? input_day(in, "to") : desk_today(in->desk);
	const int by = input_has(in, "by") ? input_word(in, "by") : 1;
	struct standard standard;
	struct heat map;
	enum code code = standard_read(in, &standard);

	if (code == OK)
		code = measure_heat(in->desk, in->arena, &standard, input_has(in, "from")
				? input_day(in, "from") : last - WEEKS_USUAL * WEEK_DAYS + 1, last,
				by == 0 ? GROUP_PROVIDER : GROUP_WEEKDAY, &map);
	if (code == OK && in->out->format == FORMAT_TABLE)
		print_heat(in->out, &map);
	else if (code == OK)
		print_cells(in->out, &map);
	return code;
}

static const struct option heat_options[] = {
	CODE_OPTION,
	{"by", OPTION_WORD, 0, "provider|weekday", "A row for each; else weekday", heat_words},
	SPAN_OPTIONS,
};

static enum code
read_file(struct input *in, const char *path, const char **text)
{
	char *const bytes = arena_take(in->arena, FILE_MOST + 1);
	FILE *const file = fopen(path, "r");
	size_t length;

	if (!file)
		return fail(WORLD, "%s: %s", path, strerror(errno));
	length = fread(bytes, 1, FILE_MOST, file);
	fclose(file);
	if (length == FILE_MOST || !text_valid(bytes, length))
		return fail(INPUT, "%s: no text of a standard", path);
	*text = bytes;
	return OK;
}

/* "own/late.sql": late, where no code was given. */
static const char *
code_of_path(struct arena *arena, const char *path)
{
	const char *const slash = strrchr(path, '/'), *const name = slash ? slash + 1 : path;

	return arena_copy_bytes(arena, name, strcspn(name, "."));
}

static enum code
add(struct input *in)
{
	const char *const path = input_text(in, "FILE");
	const char *text = NULL, *said = NULL;
	enum code code = read_file(in, path, &text);

	if (code == OK)
		code = standard_add(in->desk, in->arena, code_of_path(in->arena, path), text, &said);
	return say(in, code, said);
}

static const struct option add_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "CODE.sql",
		"Its query with what it is in its first lines, as chairtime(5) tells", NULL},
};

static enum code
keep(struct input *in, bool active)
{
	const char *said = NULL;
	struct standard standard;
	enum code code = standard_read(in, &standard);

	if (code == OK)
		code = standard_keep(in->desk, in->arena, &standard, active, &said);
	return say(in, code, said);
}

static enum code
drop(struct input *in)
{
	return keep(in, false);
}

static enum code
resume(struct input *in)
{
	return keep(in, true);
}

static const struct option code_options[] = {CODE_OPTION};

static enum code
history(struct input *in)
{
	struct standard standard;
	struct change *rows;
	size_t count;
	enum code code = standard_read(in, &standard);

	if (code == OK)
		code = record_select(in->desk, in->arena, &change_record, &rows, &count,
				"where tbl = 'standard' and row = $1 order by id", "I", standard.row);
	if (code == OK)
		print_rows(in->out, &change_listing, rows, count);
	return code;
}

/* "charter" stands last: the others begin with its word. */
const struct command charter_commands[] = {
	{"charter aim", "Tells the practice's aim, or sets it in its own words", OPTIONS(aim_options),
		STORE_WRITE, 0, aim},
	{"charter target", "Sets a standard's target or bound", OPTIONS(target_options), STORE_WRITE, 0,
		target},
	{"charter history", "What was changed of a standard, when and by whom", OPTIONS(code_options),
		STORE_READ, LISTS, history},
	{"charter people", "The people behind a standard's figure: where it was not kept, latest first",
		OPTIONS(people_options), STORE_READ, LISTS, people},
	{"charter heat", "Where a standard slips: hours of the day by weekday or provider",
		OPTIONS(heat_options), STORE_READ, LISTS, heat},
	{"charter add", "Adds a standard of the practice's own, or changes it", OPTIONS(add_options),
		STORE_WRITE, 0, add},
	{"charter drop", "A standard isn't measured any more", OPTIONS(code_options), STORE_WRITE, 0,
		drop},
	{"charter resume", "It is measured again", OPTIONS(code_options), STORE_WRITE, 0, resume},
	{"charter", "The practice's standards: target, figure, weeks and trend",
		OPTIONS(charter_options), STORE_READ, LISTS | PAGES, charter},
	{0}
};
