/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set-up: people and roles.
 */
#include "setup_people.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "book/person.h"
#include "book/role.h"
#include "post/ways.h"

/* Somebody, with a secret that may be typed, twice; never one that is there. */
struct person_form {
	struct row row;
	const char *name, *initials, *role;
	const char *secret, *again;
};

static const struct field person_form_fields[] = {
	FIELD_ROW(person_form),
	FIELD(person_form, name, "Name", FIELD_TEXT, 0),
	FIELD(person_form, initials, "Initials", FIELD_TEXT, OPTIONAL),
	FIELD(person_form, role, "Role", FIELD_TEXT, 0),
	FIELD(person_form, secret, "Secret", FIELD_TEXT, OPTIONAL | UNSEEN),
	FIELD(person_form, again, "Once more", FIELD_TEXT, OPTIONAL | UNSEEN),
};
const struct record person_form_record = {
	.table = "person_form", .label = "person", .size = sizeof(struct person_form),
	.fields = person_form_fields, .count = FIELD_COUNT(person_form_fields), .view = true
};

const char *const person_form_hints[] = {
	"initials", "nothing: those of the name", "role", "desk, recall, manager, read_only",
	"secret", "nothing: as it is; -: none any more", "again", "the same", NULL
};

enum code
person_form_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct person_form *const form = row;
	struct person person;
	const enum code code = id ? record_get(desk, arena, &person_record, id, &person) : OK;

	record_blank(&person_form_record, form);
	if (id && code == OK)
		*form = (struct person_form){ .row = person.row, .name = person.name,
			.initials = person.initials, .role = person.role };
	return code;
}

/* Her name, initials and role. */
static enum code
save_person(struct desk *desk, struct arena *arena, struct person_form *form)
{
	struct person person;
	enum code code = OK;

	record_blank(&person_record, &person);
	if (form->row.id)
		code = record_get(desk, arena, &person_record, form->row.id, &person);
	person.row = form->row;
	person.name = form->name;
	person.initials = form->initials;
	person.role = form->role;
	if (code == OK)
		code = person_save(desk, arena, &person);
	form->row = person.row;
	return code;
}

static enum code
save_with_secret(struct desk *desk, struct arena *arena, struct person_form *form)
{
	const char *const typed = form->secret;
	const bool clears = typed && strcmp(typed, "-") == 0;
	enum code code = OK;

	if (typed && !clears && (!form->again || strcmp(typed, form->again) != 0))
		return fail(INPUT, "the secret and the one below it aren't the same");
	if (typed && !clears)
		code = person_secret_check(desk, form->role, typed);
	if (code == OK)
		code = save_person(desk, arena, form);
	if (code == OK && typed)
		code = person_secret_set(desk, form->row.id, clears ? NULL : typed);
	return code;
}

enum code
person_form_save(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct person_form *const form = row;
	const bool sets = form->secret && strcmp(form->secret, "-") != 0;
	const enum code code = save_with_secret(desk, arena, form);

	*said = arena_print(arena, sets ? "%s: saved, with the secret" : "%s: saved", form->name);
	secret_wipe(&form->secret);
	secret_wipe(&form->again);
	return code;
}

/* Roles */

struct role_form {
	struct row row;
	const char *role, *may;
};

/* The words are said below the form. */
static const struct field role_form_fields[] = {
	FIELD_ROW(role_form),
	FIELD(role_form, role, "Role", FIELD_TEXT, 0),
	{ "may", "May", FIELD_TEXT, offsetof(struct role_form, may), 0, right_words, NULL },
};
const struct record role_form_record = {
	.table = "role_form", .label = "role", .size = sizeof(struct role_form),
	.fields = role_form_fields, .count = FIELD_COUNT(role_form_fields), .view = true
};

const char *const role_form_hints[] = {
	"role", "a short word", "may", "those below, with blanks between", NULL
};

enum code
role_lines(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	(void)owner;
	return roles_list(desk, arena, rows, count);
}

/* The role that stands at that place of the list. */
static enum code
role_at(struct desk *desk, struct arena *arena, int64_t id, const struct role_line **out)
{
	struct role_line *lines;
	size_t count;
	const enum code code = roles_list(desk, arena, &lines, &count);

	if (code == OK && (size_t)id > count)
		return fail(NOT_FOUND, "that role is gone: another desk took it away");
	*out = code == OK ? &lines[id - 1] : NULL;
	return code;
}

enum code
role_form_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct role_form *const form = row;
	const struct role_line *line = NULL;
	const enum code code = id ? role_at(desk, arena, id, &line) : OK;

	record_blank(&role_form_record, form);
	if (line)
		*form = (struct role_form){ .row = line->row, .role = line->role, .may = line->may };
	return code;
}

enum code
role_form_save(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct role_form *const form = row;
	const struct role_line *line = NULL;
	const enum code code = form->row.id ? role_at(desk, arena, form->row.id, &line) : OK;

	if (code != OK)
		return code;
	if (line && strcmp(line->role, form->role) != 0)
		return fail(INPUT, "a role keeps its name, since people have it: C-n makes another");
	*said = arena_print(arena, "%s: saved", form->role);
	return role_set(desk, arena, form->role, form->may, ROLE_MAY_THESE);
}

enum code
role_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	const struct role_line *line = NULL;
	const enum code code = role_at(desk, arena, id, &line);

	(void)owner;
	if (!line)
		return code;
	if (line->people > 0)
		return fail(CLASH, "%s: somebody has that role", line->role);
	*said = arena_print(arena, "%s: taken away", line->role);
	return role_set(desk, arena, line->role, "", ROLE_MAY_THESE);
}
