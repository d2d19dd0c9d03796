/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people at the practice's desks.
 */
#include "groups.h"

#include "acts.h"
#include "book/person.h"

static const struct listing person_listing = {&person_record, NULL, "id name initials role"};

static enum code
list(struct input *in)
{
	return print_all(in, &person_listing, "order by name, id");
}

static enum code
put(struct input *in, struct person *person)
{
	enum code code = input_fill(in, &person_record, person);

	if (code == OK)
		code = person_save(in->desk, in->arena, person);
	return code == OK ? print_made(in, &person_listing, person->row.id) : code;
}

static enum code
add(struct input *in)
{
	struct person person;

	record_blank(&person_record, &person);
	return put(in, &person);
}

static enum code
edit(struct input *in)
{
	struct person person;
	const enum code code = person_find(in->desk, in->arena, input_text(in, "PERSON"), &person);

	return code == OK ? put(in, &person) : code;
}

#define PERSON_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "The whole name", NULL}, \
	{"role", OPTION_TEXT, required, "S", "What they do, in your own words", NULL}, \
	{"initials", OPTION_TEXT, 0, "S", "For lists; else those of the name", NULL}

static const struct option add_options[] = {PERSON_OPTIONS(REQUIRED)};
static const struct option edit_options[] = {
	{"PERSON", OPTION_TEXT, POSITIONAL | REQUIRED, "PERSON", "An id, a name, initials", NULL},
	PERSON_OPTIONS(0),
};

const struct command people_commands[] = {
	{"person list", "Who works at the desks", NULL, 0, STORE_READ, LISTS, list},
	{"person add", "Adds somebody", OPTIONS(add_options), STORE_WRITE, MAKES, add},
	{"person edit", "Changes what is known of somebody", OPTIONS(edit_options), STORE_WRITE,
		MAKES, edit},
	{0}
};
