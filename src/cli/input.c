/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Options' values, read by their types, and what a command asks of them.
 */
#include "given.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "recall/recall.h"

/* One value being read. */
struct reading {
	struct arena *arena;
	struct desk *desk;
	const struct command *command;
	const struct option *option;
	struct given *given;
};

static enum code
fail_value(const struct reading *r, const char *wanted)
{
	const bool named = !(r->option->flags & POSITIONAL);

	return fail(INPUT, "%s: %s%s \"%s\": %s", r->command->name,
		    named ? (r->option->name[1] ? "--" : "-") : "", r->option->name, r->given->text,
		    wanted);
}

static enum code
read_number(const struct reading *r)
{
	long long number;

	if (!text_parse_int(r->given->text, &number) || number < 0 || number > INT_MAX)
		return fail_value(r, "a number from 0 on is wanted");
	r->given->number = (int)number;
	return OK;
}

/* A day as written, or by a word that counts from today. */
static bool
read_day_word(const struct reading *r)
{
	static const char *const words[] = {"yesterday", "today", "tomorrow", NULL};
	const int word = word_index(words, r->given->text);

	if (civil_parse(r->given->text, &r->given->day))
		return true;
	if (word == NONE || !r->desk)
		return false;
	r->given->day = desk_today(r->desk) + word - 1;
	return true;
}

static enum code
read_day(const struct reading *r)
{
	return read_day_word(r) ? OK : fail_value(r,
		"a day is wanted: 2026-11-24, today, tomorrow");
}

static enum code
read_clock(const struct reading *r)
{
	return clock_parse(r->given->text, &r->given->minute)
		? OK : fail_value(r, "a time is wanted: 9:00");
}

static enum code
read_moment(const struct reading *r)
{
	return moment_parse(r->given->text, &r->given->day, &r->given->minute)
		? OK : fail_value(r, "a day with its time is wanted: 2026-11-24T09:00");
}

static enum code
read_when(const struct reading *r)
{
	char day[DAY_SIZE], clock[CLOCK_SIZE];

	if (read_day_word(r))
		r->given->text = arena_copy(r->arena, civil_format(day, r->given->day));
	else if (moment_parse(r->given->text, &r->given->day, &r->given->minute))
		r->given->text = arena_print(r->arena, "%sT%s", civil_format(day, r->given->day),
					     clock_format(clock, r->given->minute));
	else
		return fail_value(r, "a day or a moment is wanted: 2026-11-24 or 2026-11-24T09:00");
	return OK;
}

static enum code
read_interval(const struct reading *r)
{
	struct interval interval;

	return interval_parse(r->given->text, &interval)
		? OK : fail_value(r, "an interval is wanted: 6m, 6m+1d, 6w, 1y");
}

static const char *
joined_words(struct arena *arena, const char *const *words)
{
	const char *out = words[0];

	for (size_t i = 1; words[0] && words[i]; i++)
		out = arena_print(arena, "%s, %s", out, words[i]);
	return out;
}

static enum code
fail_words(const struct reading *r)
{
	return fail_value(r, arena_print(r->arena, "one of these is wanted: %s",
					 joined_words(r->arena, r->option->words)));
}

static enum code
read_word(const struct reading *r)
{
	r->given->number = word_index(r->option->words, r->given->text);
	return r->given->number != NONE ? OK : fail_words(r);
}

/* The bit of one name in a list with commas. */
static bool
bit_of(const struct reading *r, const char *name, int *bit)
{
	if (r->option->type == OPTION_WEEKDAYS)
		return weekday_parse(name, bit);
	*bit = word_index(r->option->words, name);
	return *bit != NONE;
}

static enum code
read_list(const struct reading *r)
{
	char *list = arena_copy(r->arena, r->given->text), *state;
	int bit;

	for (char *name; (name = strtok_r(list, ", ", &state)); list = NULL) {
		if (!bit_of(r, name, &bit))
			return r->option->type == OPTION_WEEKDAYS
				? fail_value(r, "weekdays are wanted: mon,tue") : fail_words(r);
		r->given->bits |= 1u << bit;
	}
	return r->given->bits ? OK : fail_value(r, "it names nothing");
}

static enum code
read_visit(const struct reading *r)
{
	struct appointment visit;
	long long id;

	if (!text_parse_int(r->given->text, &id) || id <= 0)
		return fail_value(r, "a visit's id is wanted, as book and day print it");
	r->given->id = id;
	return record_get(r->desk, r->arena, &appointment_record, id, &visit);
}

static enum code
read_patient(const struct reading *r)
{
	struct patient patient;
	const enum code code = patient_find(r->desk, r->arena, r->given->text, &patient);

	r->given->id = patient.row.id;
	return code;
}

static enum code
read_type(const struct reading *r)
{
	struct visit_type type;
	const enum code code = visit_type_find(r->desk, r->arena, r->given->text, &type);

	r->given->id = type.row.id;
	return code;
}

static enum code
read_provider(const struct reading *r)
{
	struct provider provider;
	const enum code code = provider_find(r->desk, r->arena, r->given->text, &provider);

	r->given->id = provider.row.id;
	return code;
}

static enum code
read_chair(const struct reading *r)
{
	struct chair chair;
	const enum code code = chair_find(r->desk, r->arena, r->given->text, &chair);

	r->given->id = chair.row.id;
	return code;
}

static enum code
read_recall_type(const struct reading *r)
{
	struct recall_type type;
	const enum code code = recall_type_find(r->desk, r->arena, r->given->text, &type);

	r->given->id = type.row.id;
	return code;
}

static enum code
read_nothing(const struct reading *r)
{
	(void)r;
	return OK;
}

/* By enum option_type. */
static enum code (*const readers[])(const struct reading *r) = {
	[OPTION_FLAG] = read_nothing,
	[OPTION_TEXT] = read_nothing,
	[OPTION_NUMBER] = read_number,
	[OPTION_DAY] = read_day,
	[OPTION_CLOCK] = read_clock,
	[OPTION_MOMENT] = read_moment,
	[OPTION_WHEN] = read_when,
	[OPTION_WEEKDAYS] = read_list,
	[OPTION_INTERVAL] = read_interval,
	[OPTION_WORD] = read_word,
	[OPTION_WORDS] = read_list,
	[OPTION_VISIT] = read_visit,
	[OPTION_PATIENT] = read_patient,
	[OPTION_TYPE] = read_type,
	[OPTION_PROVIDER] = read_provider,
	[OPTION_CHAIR] = read_chair,
	[OPTION_RECALL_TYPE] = read_recall_type,
};

/* The day of an option of that name, as given; NONE where it isn't, or the command has none. */
static int
day_given(const struct command *command, const struct given *given, const char *name)
{
	for (size_t i = 0; i < command->count; i++)
		if (command->options[i].type == OPTION_DAY &&
				strcmp(command->options[i].name, name) == 0)
			return given[i].day;
	return NONE;
}

/* --from and --to, wherever a command has both. */
static enum code
check_span(const struct command *command, const struct given *given)
{
	const int from = day_given(command, given, "from"), to = day_given(command, given, "to");
	char first[DAY_SIZE], last[DAY_SIZE];

	return from == NONE || to == NONE || from <= to ? OK
		: fail(USAGE, "%s: --from %s is after --to %s", command->name,
				civil_format(first, from), civil_format(last, to));
}

enum code
given_read(struct arena *arena, struct desk *desk, const struct command *command,
		struct given *given)
{
	enum code code = OK;

	for (size_t i = 0; i < command->count && code == OK; i++) {
		const struct reading r = {arena, desk, command, &command->options[i], &given[i]};

		given[i].day = given[i].minute = given[i].number = NONE;
		if (given[i].text)
			code = readers[r.option->type](&r);
	}
	return code == OK ? check_span(command, given) : code;
}

static const struct given *
given_of(const struct input *in, const char *name)
{
	for (size_t i = 0; i < in->command->count; i++)
		if (strcmp(in->command->options[i].name, name) == 0)
			return &in->given[i];
	assert(!"the command has such an option");
	abort();
}

bool
input_has(const struct input *in, const char *name)
{
	return given_of(in, name)->text != NULL;
}

const char *
input_text(const struct input *in, const char *name)
{
	return given_of(in, name)->text;
}

const char *
input_next(const struct input *in, const char **cursor)
{
	const char *const name = *cursor;
	const char *const end = name ? strstr(name, NAMES_PARTED) : NULL;

	*cursor = end ? end + strlen(NAMES_PARTED) : NULL;
	return end ? arena_copy_bytes(in->arena, name, (size_t)(end - name)) : name;
}

int64_t
input_id(const struct input *in, const char *name)
{
	return given_of(in, name)->id;
}

int
input_day(const struct input *in, const char *name)
{
	return given_of(in, name)->day;
}

int
input_minute(const struct input *in, const char *name)
{
	return given_of(in, name)->minute;
}

int
input_number(const struct input *in, const char *name, int otherwise)
{
	const int number = given_of(in, name)->number;

	return number == NONE ? otherwise : number;
}

int
input_word(const struct input *in, const char *name)
{
	return given_of(in, name)->number;
}

unsigned
input_bits(const struct input *in, const char *name)
{
	return given_of(in, name)->bits;
}

/* The field that an option's name says, with _ for -. */
static const struct field *
field_of(struct arena *arena, const struct record *record, const struct option *option)
{
	char *const name = arena_copy(arena, option->name);

	for (char *dash = name; (dash = strchr(dash, '-')); )
		*dash = '_';
	return record_field(record, name);
}

enum code
input_fill(const struct input *in, const struct record *record, void *row)
{
	enum code code = OK;

	for (size_t i = 0; i < in->command->count && code == OK; i++) {
		const struct field *const field =
			field_of(in->arena, record, &in->command->options[i]);
		char *const at = (char *)row + (field ? field->offset : 0);

		if (!field || !in->given[i].text)
			continue;
		if (field->type == FIELD_REF)
			*(int64_t *)(void *)at = in->given[i].id;
		else if (field->type == FIELD_FLAG)
			*(int *)(void *)at = in->given[i].number == NONE || in->given[i].number > 0;
		else if (field->type == FIELD_DAY)
			*(int *)(void *)at = in->given[i].day;
		else
			code = field_parse(in->arena, field, in->given[i].text, row);
	}
	return code;
}
