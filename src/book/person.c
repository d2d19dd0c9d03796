/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People of the practice.
 */
#include "book/person.h"

#include "base/text.h"
#include "name.h"
#include "store/change.h"

static const struct field person_fields[] = {
	FIELD_ROW(person),
	FIELD(person, name, "Name", FIELD_TEXT, 0),
	FIELD(person, initials, "Initials", FIELD_TEXT, OPTIONAL),
	FIELD(person, role, "Role", FIELD_TEXT, 0),
	FIELD(person, secret_digest, "Secret", FIELD_TEXT, OPTIONAL | HIDDEN),
	FIELD(person, secret, "Proof", FIELD_TEXT, OPTIONAL | HIDDEN | DERIVED),
};

const struct record person_record = {
	"person", "person", sizeof(struct person), person_fields, FIELD_COUNT(person_fields),
	false, NULL
};

static const struct field person_line_fields[] = {
	FIELD_ROW(person_line),
	FIELD(person_line, name, "Name", FIELD_TEXT, 0),
	FIELD(person_line, initials, "Initials", FIELD_TEXT, OPTIONAL),
	FIELD(person_line, role, "Role", FIELD_TEXT, 0),
	FIELD(person_line, secret, "Secret", FIELD_FLAG, 0),
	FIELD(person_line, failed, "Wrong tries", FIELD_INT, 0),
};
const struct record person_line_record = {
	.table = "person_list", .label = "person", .size = sizeof(struct person_line),
	.fields = person_line_fields, .count = FIELD_COUNT(person_line_fields), .view = true
};

/* The first character of each word. */
static const char *
initials_of(struct arena *arena, const char *name)
{
	const char *initials = "";
	bool begins = true;
	int width;

	for (size_t length; *name; name += length) {
		length = text_cluster(name, &width);
		if (begins && *name != ' ')
			initials = arena_print(arena, "%s%s", initials,
					       arena_copy_bytes(arena, name, length));
		begins = *name == ' ';
	}
	return initials;
}

static enum code
check_name(struct desk *desk, struct arena *arena, const struct person *person)
{
	struct person other;
	const enum code code = record_first(desk, arena, &person_record, &other,
			"where name = $1 and id <> $2", "tI", person->name, person->row.id);

	if (code == OK)
		return fail(CLASH, "person: there is a %s already", person->name);
	return code == NOT_FOUND ? OK : code;
}

enum code
person_save(struct desk *desk, struct arena *arena, struct person *person)
{
	enum code code;

	if (text_is_blank(person->name))
		return fail(INPUT, "person: the name is empty");
	if (text_is_blank(person->role))
		return fail(INPUT, "person: the role is empty");
	if (text_is_blank(person->initials))
		person->initials = initials_of(arena, person->name);
	code = check_name(desk, arena, person);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, record_put(desk, &person_record, person)) : code;
}

enum code
person_find(struct desk *desk, struct arena *arena, const char *text, struct person *out)
{
	static const char *const names[] = {"name", "initials", NULL};

	return name_find(desk, arena, &person_record, names, text, out);
}
