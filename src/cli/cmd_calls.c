/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calls of the day, and contacts.
 */
#include "groups.h"

#include "acts.h"
#include "cli/listings.h"
#include "recall/calls.h"

static enum code
print_calls(struct input *in, struct calls *list)
{
	enum code code;
	struct call call;
	bool more;

	output_begin(in->out, input_has(in, "rested") ? &rested_listing : &call_listing);
	while ((code = calls_next(list, &call, &more)) == OK && more)
		output_row(in->out, &call);
	output_end(in->out);
	return code;
}

static enum code
made(struct input *in, int day)
{
	struct call_made *rows;
	size_t count;
	const enum code code = calls_made(in->desk, in->arena, day, &rows, &count);

	if (code == OK)
		print_rows(in->out, &made_listing, rows, count);
	return code;
}

static enum code
calls(struct input *in)
{
	const struct calls_options options = {
		.day = input_day(in, "DATE"), .only = input_bits(in, "only"),
		.rested = input_has(in, "rested"),
	};
	struct calls *list;
	enum code code;

	if (input_has(in, "made"))
		return made(in, options.day == NONE ? desk_today(in->desk) : options.day);
	code = calls_open(in->desk, in->arena, &options, &list);

	if (code != OK)
		return code;
	code = print_calls(in, list);
	calls_close(list);
	return code;
}

static const struct option calls_options[] = {
	{"DATE", OPTION_DAY, POSITIONAL, "DATE", "The day; else today", NULL},
	{"only", OPTION_WORDS, 0, "recall,confirm,…", "Only for these reasons",
		call_reason_words},
	{"made", OPTION_FLAG, 0, NULL, "The calls that were made that day instead, with outcomes", NULL},
	{"rested", OPTION_FLAG, 0, NULL, "Also whom nobody is to call today, and why", NULL},
};

/* About a visit that exists it is service, else an invitation to come. */
static int
purpose_of(const struct input *in)
{
	if (input_has(in, "purpose"))
		return input_word(in, "purpose");
	return input_has(in, "visit") ? PURPOSE_SERVICE : PURPOSE_INVITATION;
}

static enum code
contact(struct input *in)
{
	struct contact contact;
	const char *said = NULL;
	enum code code;

	record_blank(&contact_record, &contact);
	contact.patient = input_id(in, "P");
	contact.direction = input_has(in, "in") ? DIRECTION_IN : DIRECTION_OUT;
	contact.channel = input_word(in, "by");
	contact.purpose = purpose_of(in);
	contact.outcome = input_word(in, "outcome");
	contact.until = input_text(in, "until");
	contact.spoke_with = input_text(in, "spoke-with");
	contact.appointment = input_id(in, "visit");
	contact.note = input_text(in, "note");
	code = contact_log(in->desk, in->arena, &contact, &said);
	return code == OK ? print_changed(in, &contact_listing, contact.row.id, said) : code;
}

static const struct option contact_options[] = {
	{"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P",
		"An id, or words that find exactly one person", NULL},
	{"by", OPTION_WORD, REQUIRED, "call|text|email|letter", "How", contact_channel_words},
	{"outcome", OPTION_WORD, REQUIRED, "O", "What came of it", outcome_words},
	{"until", OPTION_WHEN, 0, "D", "With not_until a day, with call_at a day or moment", NULL},
	{"purpose", OPTION_WORD, 0, "W", "What for; else service with --visit, else invitation",
		purpose_words},
	{"visit", OPTION_VISIT, 0, "A", "The visit it was about", NULL},
	{"spoke-with", OPTION_TEXT, 0, "S", "With whom, if not the patient", NULL},
	{"in", OPTION_FLAG, 0, NULL, "They called us", NULL},
	{"note", OPTION_TEXT, 0, "S", "A note", NULL},
};

const struct command calls_commands[] = {
	{"calls", "The calls of the day, a household a line", OPTIONS(calls_options), STORE_READ,
		LISTS, calls},
	{"contact", "An attempt to reach somebody, and what it led to", OPTIONS(contact_options),
		STORE_WRITE, MAKES, contact},
	{0}
};
