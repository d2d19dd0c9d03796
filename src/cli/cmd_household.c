/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Booking a household together.
 */
#include "groups.h"

#include <string.h>

#include "acts.h"
#include "base/text.h"
#include "book/together.h"
#include "cli/listings.h"
#include "recall/recall.h"

/* Does a word of her name begin with it, or is it her id? */
static bool
is_called(struct arena *arena, const struct patient_line *line, const char *text)
{
	const char *const wanted = text_fold(arena, text);
	const char *name = text_fold(arena, arena_print(arena, "%s %s", line->name,
							line->called ? line->called : ""));
	const char *word;
	long long id;

	if (text_parse_int(text, &id))
		return line->row.id == id;
	while ((word = text_next_word(arena, &name)))
		if (*wanted && strncmp(word, wanted, strlen(wanted)) == 0)
			return true;
	return false;
}

/* The one of the household that a part of --members names. */
static enum code
member_named(struct input *in, const struct patient_line *lines, size_t count, const char *text,
		int64_t *patient)
{
	size_t fitting = 0;

	for (size_t i = 0; i < count; i++)
		if (is_called(in->arena, &lines[i], text)) {
			*patient = lines[i].row.id;
			fitting++;
		}
	if (fitting == 1)
		return OK;
	return fail(INPUT, "household book: --members \"%s\": %s", text,
		    fitting ? "several are called so" : "nobody of the household is called so");
}

static enum code
add_member(struct together_search *search, int64_t patient)
{
	if (search->count == TOGETHER_MOST)
		return fail(INPUT, "household book: at most %d are booked together", TOGETHER_MOST);
	search->members[search->count++] = (struct together_member){.patient = patient};
	return OK;
}

static enum code
add_named(struct input *in, const struct patient_line *lines, size_t count,
		struct together_search *search)
{
	char *list = arena_copy(in->arena, input_text(in, "members")), *state;
	enum code code = OK;

	for (char *name; code == OK && (name = strtok_r(list, ",", &state)); list = NULL) {
		int64_t patient = 0;

		code = member_named(in, lines, count, name + strspn(name, " "), &patient);
		if (code == OK)
			code = add_member(search, patient);
	}
	return code;
}

/* What she comes for: the type that is given, else what she is due for. */
static enum code
choose_type(struct input *in, struct together_member *member)
{
	struct wanted wanted;
	enum code code = OK;

	member->type = input_id(in, "type");
	if (!member->type)
		code = recall_wanted(in->desk, in->arena, member->patient, &wanted);
	if (code == OK && !member->type)
		member->type = wanted.type;
	return code == OK && !member->type
		? fail(INPUT, "household book: nothing tells what patient %lld comes for: say "
		       "--type", (long long)member->patient) : code;
}

static enum code
add_members(struct input *in, struct together_search *search)
{
	struct patient patient;
	struct patient_line *lines;
	size_t count = 0;
	enum code code = record_get(in->desk, in->arena, &patient_record, input_id(in, "P"),
				    &patient);

	if (code == OK && !patient.household)
		return fail(NOT_FOUND, "household book: %s is in no household", patient.name);
	if (code == OK)
		code = household_members(in->desk, in->arena, patient.household, &lines, &count);
	if (code == OK && input_has(in, "members"))
		code = add_named(in, lines, count, search);
	for (size_t i = 0; code == OK && !input_has(in, "members") && i < count; i++)
		if (lines[i].state == PATIENT_ACTIVE || lines[i].state == PATIENT_ENQUIRER)
			code = add_member(search, lines[i].row.id);
	for (size_t i = 0; code == OK && i < search->count; i++)
		code = choose_type(in, &search->members[i]);
	return code;
}

static enum code
print_booked(struct input *in, const struct appointment *visits, size_t count)
{
	enum code code = OK;

	output_begin(in->out, &visit_listing);
	for (size_t i = 0; code == OK && i < count; i++) {
		struct appointment_line line;

		code = record_get(in->desk, in->arena, &appointment_line_record, visits[i].row.id,
				  &line);
		if (code == OK)
			output_row(in->out, &line);
	}
	output_end(in->out);
	return code;
}

static enum code
household_book(struct input *in)
{
	struct together_search search = {
		.how = input_has(in, "how") ? (enum together)input_word(in, "how") : TOGETHER_ROW,
		.when = {
			.first = input_day(in, "from"), .last = input_day(in, "to"),
			.after = input_minute(in, "after"), .before = input_minute(in, "before"),
			.weekdays = input_bits(in, "days"), .notice = NONE, .commitments = true,
		},
	};
	struct opening *openings;
	struct appointment *visits;
	const char *said;
	enum code code = add_members(in, &search);

	if (code == OK)
		code = together_find(in->desk, in->arena, &search, &openings);
	if (code == OK && input_has(in, "dry-run"))
		print_openings(in, openings, search.count);
	if (code != OK || input_has(in, "dry-run"))
		return code;
	code = together_book(in->desk, in->arena, &search, openings, input_text(in, "force"),
			     &visits, &said);
	if (code != OK)
		return code;
	print_note(in->out, "%s", said);
	return print_booked(in, visits, search.count);
}

static const struct option book_options[] = {
	{"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "Somebody of the household", NULL},
	{"members", OPTION_TEXT, 0, "NAMES", "Which of them, with commas between, in the order in "
		"which they come; else all", NULL},
	{"type", OPTION_TYPE, 0, "T", "What they come for; else what each is due for", NULL},
	{"how", OPTION_WORD, 0, "side|row|day", "Side by side, in a row (at most 30 minutes "
		"between), the same day; else in a row", together_words},
	{"from", OPTION_DAY, 0, "D", "The first day; else today", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day; else 90 days on", NULL},
	{"after", OPTION_CLOCK, 0, "H:M", "Each begins at or after", NULL},
	{"before", OPTION_CLOCK, 0, "H:M", "Each ends at or before", NULL},
	{"days", OPTION_WEEKDAYS, 0, "mon,tue", "On these weekdays", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Only show where they would be", NULL},
	{"force", OPTION_TEXT, 0, "REASON", "Why a rule that can be forced is; it stays on record",
		NULL},
};

const struct command household_commands[] = {
	{"household book", "Books a household together, all or none", OPTIONS(book_options),
		STORE_WRITE, LISTS, household_book},
	{0}
};
