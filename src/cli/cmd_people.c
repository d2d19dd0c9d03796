/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People, their secrets, roles and rights.
 */
#include "groups.h"

#include <string.h>

#include "acts.h"
#include "base/text.h"
#include "book/person.h"
#include "book/role.h"
#include "cli/listings.h"
#include "post/ways.h"
#include "who.h"

static enum code
person_list(struct input *in)
{
	return print_all(in, &person_listing, "order by name, id");
}

static enum code
person_put(struct input *in, struct person *person)
{
	enum code code = input_fill(in, &person_record, person);

	if (code == OK)
		code = person_save(in->desk, in->arena, person);
	return code == OK ? print_made(in, &person_listing, person->row.id) : code;
}

static enum code
person_add(struct input *in)
{
	struct person person;

	record_blank(&person_record, &person);
	return person_put(in, &person);
}

static enum code
person_edit(struct input *in)
{
	struct person person;
	const enum code code = person_find(in->desk, in->arena, input_text(in, "PERSON"), &person);

	return code == OK ? person_put(in, &person) : code;
}

#define PERSON_OPTIONS(required) \
	{"name", OPTION_TEXT, required, "N", "The whole name", NULL}, \
	{"role", OPTION_TEXT, required, "ROLE", "Whose rights: desk, recall, manager, read_only, or " \
		"another that has some", NULL}, \
	{"initials", OPTION_TEXT, 0, "KN", "Else those of the name", NULL}
#define PERSON_OPTION {"PERSON", OPTION_TEXT, POSITIONAL | REQUIRED, "PERSON", \
	"An id, a name or its beginning, or initials", NULL}

static const struct option person_add_options[] = {PERSON_OPTIONS(REQUIRED)};
static const struct option person_edit_options[] = {PERSON_OPTION, PERSON_OPTIONS(0)};

/* Typed twice at the terminal, or from a file. The screens have the terminal: there it is a form. */
static enum code
take_new_secret(struct input *in, const char *name, const char **out)
{
	const char *const path = input_text(in, "file");
	const bool asks = !path || strcmp(path, "-") == 0;
	const char *again = NULL;
	enum code code;

	*out = NULL;
	if (asks && !in->globals->screens)
		return fail(USAGE, "person secret: on the screen it is set by Set-up, People; or give "
				"--file FILE");
	code = secret_take(in->arena, path, arena_print(in->arena, "New secret of %s", name), out);
	if (code == OK && !path)
		code = secret_take(in->arena, NULL, "Once more", &again);
	if (code == OK && again && strcmp(*out, again) != 0)
		code = fail(INPUT, "person secret: the two aren't the same: nothing was changed");
	secret_wipe(&again);
	return code;
}

static enum code
person_secret(struct input *in)
{
	struct person person;
	const char *secret = NULL;
	const bool clears = input_has(in, "clear");
	enum code code = person_find(in->desk, in->arena, input_text(in, "PERSON"), &person);

	if (code == OK && !clears)
		code = take_new_secret(in, person.name, &secret);
	if (code == OK)
		code = person_secret_set(in->desk, person.row.id, secret);
	secret_wipe(&secret);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, clears ? "%s: has no secret any more"
				: "%s: the secret is set", person.name));
	return code;
}

static const struct option person_secret_options[] = {
	PERSON_OPTION,
	{"file", OPTION_TEXT, 0, "FILE", "Its first line is the secret, - standard input; else it is "
		"asked at the terminal, twice", NULL},
	{"clear", OPTION_FLAG, 0, NULL, "Takes the secret away", NULL},
};

/* Roles */

static enum code
role_list(struct input *in)
{
	struct role_line *rows;
	size_t count;
	const enum code code = roles_list(in->desk, in->arena, &rows, &count);

	if (code == OK)
		print_rows(in->out, &role_listing, rows, count);
	return code;
}

struct right_line {
	const char *may, *lets;
};

static const struct field right_fields[] = {
	FIELD(right_line, may, "Right", FIELD_TEXT, 0),
	FIELD(right_line, lets, "Lets", FIELD_TEXT, 0),
};
static const struct record right_record = {
	.table = "right_line", .label = "right", .size = sizeof(struct right_line),
	.fields = right_fields, .count = FIELD_COUNT(right_fields), .view = true
};
const struct listing right_listing = {&right_record, NULL, NULL};

static enum code
role_rights(struct input *in)
{
	output_begin(in->out, &right_listing);
	for (int right = 0; right_words[right]; right++)
		output_row(in->out, &(struct right_line){right_words[right], right_acts[right]});
	output_end(in->out);
	return OK;
}

static enum code
role_change(struct input *in, enum role_change change)
{
	return role_set(in->desk, in->arena, input_text(in, "ROLE"), input_text(in, "RIGHTS"),
			change);
}

static enum code
role_allow(struct input *in)
{
	return role_change(in, ROLE_MAY);
}

static enum code
role_deny(struct input *in)
{
	return role_change(in, ROLE_MAY_NOT);
}

static const struct option role_options[] = {
	{"ROLE", OPTION_TEXT, POSITIONAL | REQUIRED, "ROLE", "Which; a new one is there with its first "
		"right", NULL},
	{"RIGHTS", OPTION_TEXT, POSITIONAL | REQUIRED | REST, "RIGHTS", "Words of role rights", NULL},
};

const struct command people_commands[] = {
	{"person list", "Who works at the desks, in which role, and who has a secret", NULL, 0,
		STORE_READ, LISTS, person_list},
	{"person add", "Somebody who works at the desks", OPTIONS(person_add_options), STORE_WRITE,
		MAKES, person_add},
	{"person edit", "Changes her name, initials or role", OPTIONS(person_edit_options), STORE_WRITE,
		MAKES, person_edit},
	{"person secret", "Sets the PIN or passphrase that somebody signs in with, or takes it away",
		OPTIONS(person_secret_options), STORE_WRITE, 0, person_secret},
	{"role list", "Roles, how many have each, and what it may", NULL, 0, STORE_READ, LISTS,
		role_list},
	{"role rights", "The rights that a role can have, and what each lets do", NULL, 0, STORE_NONE,
		LISTS, role_rights},
	{"role allow", "Gives a role rights", OPTIONS(role_options), STORE_WRITE, 0, role_allow},
	{"role deny", "Takes rights from a role", OPTIONS(role_options), STORE_WRITE, 0, role_deny},
	{0}
};
