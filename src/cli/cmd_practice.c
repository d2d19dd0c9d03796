/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's set-up: visit types, providers and chairs.
 */
#include "groups.h"

#include "cli/listings.h"
#include "acts.h"
#include "book/setup.h"
#include "recall/setup.h"
#include "store/change.h"

static const char *const yes_words[] = {"no", "yes", NULL};

const struct listing type_listing = {
	&visit_type_record, NULL, "id code name minutes role pattern"
};
const struct listing provider_listing = {
	&provider_record, NULL, "id name short role active open_until"
};
const struct listing chair_listing = {
	&chair_record, NULL, "id name kind position active"
};

/* The type, and which recalls it satisfies. */
static enum code
type_write(struct input *in, struct visit_type *type)
{
	const enum code code = visit_type_save(in->desk, in->arena, type);

	return code == OK && input_has(in, "satisfies") ? visit_type_satisfy(in->desk, in->arena,
			type->row.id, input_text(in, "satisfies")) : code;
}

static enum code
type_put(struct input *in, struct visit_type *type)
{
	enum code code = input_fill(in, &visit_type_record, type);

	if (code == OK)
		code = batch_begin(in->desk, NULL, NULL);
	if (code == OK)
		code = batch_end(in->desk, type_write(in, type));
	return code == OK ? print_made(in, &type_listing, type->row.id) : code;
}

static enum code
type_add(struct input *in)
{
	struct visit_type type;

	record_blank(&visit_type_record, &type);
	return type_put(in, &type);
}

static enum code
type_edit(struct input *in)
{
	struct visit_type type;
	const enum code code = record_get(in->desk, in->arena, &visit_type_record,
					  input_id(in, "T"), &type);

	return code == OK ? type_put(in, &type) : code;
}

#define TYPE_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "What it is called", NULL}, \
	{"minutes", OPTION_NUMBER, required, "N", "How long it is", NULL}, \
	{"pattern", OPTION_TEXT, 0, "XXD/", \
		"A letter for each 5 minutes: X provider, D checker, / chair only", NULL}, \
	{"role", OPTION_WORD, 0, "W", "Who may do it; else anyone", role_words}, \
	{"follows", OPTION_TYPE, 0, "T", "The type after which it comes", NULL}, \
	{"after-days", OPTION_NUMBER, 0, "N", "How many days after that at the earliest", NULL}, \
	{"colour", OPTION_TEXT, 0, "W", "red, green, yellow, blue, magenta or cyan", NULL}, \
	{"satisfies", OPTION_TEXT, 0, "exam,cleaning", "The recall types that a visit satisfies", \
		NULL}, \
	{"public-name", OPTION_TEXT, 0, "S", "What a patient's calendar may say", NULL}, \
	{"needs", OPTION_TEXT, 0, "lab", "Kinds of need that each visit brings", NULL}

static const struct option type_add_options[] = {
	{"code", OPTION_TEXT, REQUIRED, "CODE", "A short word for commands and files", NULL},
	TYPE_OPTIONS(REQUIRED),
};
static const struct option type_edit_options[] = {
	{"T", OPTION_TYPE, POSITIONAL | REQUIRED, "T", "The type", NULL},
	TYPE_OPTIONS(0),
};

static enum code
type_list(struct input *in)
{
	return print_all(in, &type_listing, "order by id");
}

static enum code
provider_put(struct input *in, struct provider *provider)
{
	enum code code = input_fill(in, &provider_record, provider);

	if (input_has(in, "no-bound"))
		provider->open_until = NONE;
	if (code == OK)
		code = provider_save(in->desk, provider);
	if (code == OK)
		code = note_to_move(in);
	return code == OK ? print_made(in, &provider_listing, provider->row.id) : code;
}

static enum code
provider_add(struct input *in)
{
	struct provider provider;

	record_blank(&provider_record, &provider);
	provider.active = 1;
	return provider_put(in, &provider);
}

static enum code
provider_edit(struct input *in)
{
	struct provider provider;
	const enum code code = record_get(in->desk, in->arena, &provider_record, input_id(in, "X"),
					  &provider);

	return code == OK ? provider_put(in, &provider) : code;
}

#define PROVIDER_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "The whole name", NULL}, \
	{"role", OPTION_WORD, required, "W", "What they do", role_words}, \
	{"short", OPTION_TEXT, 0, "S", "The name in the book's columns", NULL}, \
	{"active", OPTION_WORD, 0, "yes|no", "Whether they can be booked", yes_words}, \
	{"colour", OPTION_TEXT, 0, "W", "red, green, yellow, blue, magenta or cyan", NULL}, \
	{"open-until", OPTION_DAY, 0, "D", "Beyond that day visits are only planned", NULL}, \
	{"no-bound", OPTION_FLAG, 0, NULL, "Visits are booked for any day", NULL}

static const struct option provider_add_options[] = {PROVIDER_OPTIONS(REQUIRED)};
static const struct option provider_edit_options[] = {
	{"X", OPTION_PROVIDER, POSITIONAL | REQUIRED, "X", "The provider", NULL},
	PROVIDER_OPTIONS(0),
};

static enum code
provider_list(struct input *in)
{
	return print_all(in, &provider_listing, "order by id");
}

static enum code
chair_put(struct input *in, struct chair *chair)
{
	enum code code = input_fill(in, &chair_record, chair);

	if (code == OK)
		code = chair_save(in->desk, chair);
	if (code == OK)
		code = note_to_move(in);
	return code == OK ? print_made(in, &chair_listing, chair->row.id) : code;
}

static enum code
chair_add(struct input *in)
{
	struct chair chair;

	record_blank(&chair_record, &chair);
	chair.active = 1;
	return chair_put(in, &chair);
}

static enum code
chair_edit(struct input *in)
{
	struct chair chair;
	const enum code code = record_get(in->desk, in->arena, &chair_record, input_id(in, "C"),
					  &chair);

	return code == OK ? chair_put(in, &chair) : code;
}

#define CHAIR_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "What it is called", NULL}, \
	{"position", OPTION_NUMBER, 0, "N", "Its place from left to right", NULL}, \
	{"active", OPTION_WORD, 0, "yes|no", "Whether it can be booked", yes_words}, \
	{"kind", OPTION_WORD, 0, "W", "One visit at a time, or a column to squeeze into; " \
		"else treatment", chair_kind_words}

static const struct option chair_add_options[] = {
	CHAIR_OPTIONS(REQUIRED),
};
static const struct option chair_edit_options[] = {
	{"C", OPTION_CHAIR, POSITIONAL | REQUIRED, "C", "The chair", NULL},
	CHAIR_OPTIONS(0),
};

static enum code
chair_list(struct input *in)
{
	return print_all(in, &chair_listing, "order by position, id");
}

const struct command practice_commands[] = {
	{"type list", "Visit types", NULL, 0, STORE_READ, LISTS, type_list},
	{"type add", "Adds a visit type", OPTIONS(type_add_options), STORE_WRITE, MAKES, type_add},
	{"type edit", "Changes a visit type", OPTIONS(type_edit_options), STORE_WRITE, MAKES,
		type_edit},
	{"provider list", "Providers", NULL, 0, STORE_READ, LISTS, provider_list},
	{"provider add", "Adds a provider", OPTIONS(provider_add_options), STORE_WRITE, MAKES,
		provider_add},
	{"provider edit", "Changes a provider", OPTIONS(provider_edit_options), STORE_WRITE, MAKES,
		provider_edit},
	{"chair list", "Chairs from left to right", NULL, 0, STORE_READ, LISTS, chair_list},
	{"chair add", "Adds a chair or a column to squeeze into", OPTIONS(chair_add_options),
		STORE_WRITE, MAKES, chair_add},
	{"chair edit", "Changes a chair", OPTIONS(chair_edit_options), STORE_WRITE, MAKES,
		chair_edit},
	{0}
};
