/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answer book.
 */
#include "groups.h"

#include "acts.h"
#include "care/answer.h"
#include "cli/listings.h"

#define FOUND_MOST 5

static enum code
find(struct input *in)
{
	struct answer *rows;
	size_t count;
	const enum code code = answers_find(in->desk, in->arena, input_text(in, "TEXT"),
			(size_t)input_number(in, "limit", FOUND_MOST), &rows, &count);

	if (code != OK)
		return code;
	if (count == 0)
		return fail(NOT_FOUND, "answers find: no entry has these words");
	print_rows(in->out, &answer_listing, rows, count);
	for (size_t i = 0; i < count && in->out->format == FORMAT_TABLE; i++) {
		print_heading(in->out, rows[i].title);
		print_said(in->out, rows[i].text);
	}
	return OK;
}

static const struct option find_options[] = {
	{"TEXT", OPTION_TEXT, POSITIONAL | REST | REQUIRED, "TEXT", "The question, or some words of it",
		NULL},
	{"limit", OPTION_NUMBER, 0, "N", "At most so many; else 5", NULL},
};

static enum code
list(struct input *in)
{
	return print_all(in, &answer_listing, input_has(in, "unapproved")
			? "where agreed_by is null order by id" : "order by id");
}

static const struct option list_options[] = {
	{"unapproved", OPTION_FLAG, 0, NULL, "Those that nobody has agreed to yet", NULL},
};

static enum code
wanted(struct input *in)
{
	struct answer_wanted *rows;
	size_t count;
	const enum code code = answers_wanted(in->desk, in->arena, &rows, &count);

	if (code == OK)
		print_rows(in->out, &answer_wanted_listing, rows, count);
	return code;
}

static enum code
add(struct input *in)
{
	struct answer answer;
	enum code code;

	record_blank(&answer_record, &answer);
	code = input_fill(in, &answer_record, &answer);
	if (code == OK)
		code = answer_add(in->desk, &answer);
	return code == OK ? print_made(in, &answer_listing, answer.row.id) : code;
}

static const struct option add_options[] = {
	{"title", OPTION_TEXT, REQUIRED, "S", "The question, as patients put it", NULL},
	{"text", OPTION_TEXT, REQUIRED, "S", "The answer", NULL},
	{"language", OPTION_TEXT, 0, "L", "Its language; else en", NULL},
};

static enum code
approve(struct input *in)
{
	struct answer answer;
	enum code code = record_get(in->desk, in->arena, &answer_record, input_number(in, "ID", 0),
			&answer);

	if (code == OK)
		code = answer_approve(in->desk, &answer, input_text(in, "by"),
				input_day(in, "review"));
	return code != OK ? code : print_changed(in, &answer_listing, answer.row.id,
			arena_print(in->arena, "%s: agreed by %s", answer.title, answer.agreed_by));
}

static const struct option approve_options[] = {
	{"ID", OPTION_NUMBER, POSITIONAL | REQUIRED, "ID", "Its id, as answers list prints it", NULL},
	{"by", OPTION_TEXT, REQUIRED, "NAME", "Who agrees to it", NULL},
	{"review", OPTION_DAY, 0, "D", "When to look at it again; else a year from today", NULL},
};

static enum code
start(struct input *in)
{
	int added;
	const enum code code = answers_start(in->desk, &added);

	if (code == OK && added == 0)
		print_said(in->out, "the starters are there already");
	else if (code == OK)
		print_said(in->out, arena_print(in->arena, "starters added: %d; none is told before "
				"somebody agrees to it: answers approve", added));
	return code;
}

const struct command answers_commands[] = {
	{"answers find", "Entries of the answer book that answer a question", OPTIONS(find_options),
		STORE_READ, LISTS, find},
	{"answers list", "All entries, who agreed to them and how often they were used",
		OPTIONS(list_options), STORE_READ, LISTS, list},
	{"answers wanted", "Asked often, no entry yet: words that questions share, the last of them",
		NULL, 0, STORE_READ, LISTS, wanted},
	{"answers add", "Adds an entry and prints its id", OPTIONS(add_options), STORE_WRITE, MAKES,
		add},
	{"answers approve", "Somebody agrees to an entry: from now on it may be told",
		OPTIONS(approve_options), STORE_WRITE, MAKES, approve},
	{"answers start", "Adds twenty starters, to which nobody has agreed yet", NULL, 0, STORE_WRITE,
		0, start},
	{0}
};
