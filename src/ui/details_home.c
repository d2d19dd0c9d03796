/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who lives with a patient, as a form has it: the household's name and address, who of it is called
 * first, a child's second home.
 */
#include "details.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/people.h"
#include "store/change.h"

struct home {
	struct row row;			/* of the one who lives there */
	int64_t patient, with;
	const char *member, *lives, *name, *address;
	int second, called_first;
};

static const struct field home_fields[] = {
	FIELD_ROW(home),
	FIELD_REFERS(home, patient, "Patient", "patient", HIDDEN),
	FIELD(home, member, "Who", FIELD_TEXT, 0),
	FIELD(home, lives, "Lives", FIELD_TEXT, 0),
	FIELD_REFERS(home, with, "With", "patient", OPTIONAL),
	FIELD(home, second, "Second home", FIELD_FLAG, 0),
	FIELD(home, called_first, "First", FIELD_FLAG, 0),
	FIELD(home, name, "Household", FIELD_TEXT, OPTIONAL),
	FIELD(home, address, "Address", FIELD_TEXT, OPTIONAL),
};

const struct record home_record = {
	"home", "home", sizeof(struct home), home_fields, FIELD_COUNT(home_fields), true, NULL
};

/* Adds those of a household, but for `but` (0: all). */
static enum code
add_members(struct desk *desk, struct arena *arena, int64_t household, const char *lives,
		int64_t but, struct home **out, size_t *count)
{
	struct household row;
	struct patient_line *members;
	size_t more;
	enum code code = household_members(desk, arena, household, &members, &more);

	if (code == OK)
		code = record_get(desk, arena, &household_record, household, &row);
	if (code != OK)
		return code;
	*out = arena_grow(arena, *out, *count * sizeof(**out), (*count + more + 1) * sizeof(**out));
	for (size_t i = 0; i < more; i++)
		if (members[i].row.id != but)
			(*out)[(*count)++] = (struct home){ .row = { .id = members[i].row.id },
			.member = members[i].name, .lives = members[i].household == household
				? lives : "has another home", .name = row.name,
			.address = row.address, .called_first = members[i].called_first };
	return OK;
}

enum code
home_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	struct home **const out = rows;
	struct patient patient;
	enum code code = record_get(desk, arena, &patient_record, owner, &patient);

	*out = arena_take(arena, sizeof(**out));
	*count = 0;
	if (code == OK && patient.household)
		code = add_members(desk, arena, patient.household, "here", 0, out, count);
	if (code == OK && patient.second_home)
		code = add_members(desk, arena, patient.second_home, "second home", owner, out,
				count);
	return code;
}

enum code
home_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct home *const home = row;
	struct patient member;
	struct household household;
	enum code code;

	*home = (struct home){ .row = { .id = id } };
	if (!id)
		return OK;
	code = record_get(desk, arena, &patient_record, id, &member);
	if (code == OK && member.household)
		code = record_get(desk, arena, &household_record, member.household, &household);
	if (code != OK || !member.household)
		return code;
	home->row = member.row;
	home->called_first = member.called_first;
	home->name = household.name;
	home->address = household.address;
	return OK;
}

/* Into the home of whoever is named, or into it as a second one. */
static enum code
move_in(struct desk *desk, struct arena *arena, const struct home *home)
{
	struct patient patient;
	const enum code code = record_get(desk, arena, &patient_record, home->patient, &patient);

	if (code != OK)
		return code;
	if (!home->with)
		return fail(INPUT, "home: with whom?");
	return home->second ? patient_second_home(desk, &patient, home->with)
			    : patient_join(desk, &patient, home->with);
}

/* What is typed of the home of that member. */
static enum code
change_home(struct desk *desk, struct arena *arena, const struct home *home, int64_t of)
{
	struct patient member;
	enum code code = record_get(desk, arena, &patient_record, of, &member);

	if (code == OK && member.household && (home->row.id || !text_is_blank(home->name) ||
	    !text_is_blank(home->address)))
		code = household_rename(desk, member.household, text_is_blank(home->name) ? NULL
				: home->name, home->address ? home->address : "");
	if (code == OK && home->called_first && !member.called_first)
		code = patient_call_first(desk, &member);
	return code;
}

static enum code
put(struct desk *desk, struct arena *arena, const struct home *home)
{
	enum code code = OK;

	if (!home->row.id || home->with)
		code = move_in(desk, arena, home);
	return code == OK ? change_home(desk, arena, home, home->row.id ? home->row.id
			: home->second ? home->with : home->patient) : code;
}

enum code
home_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct home *const home = row;
	const enum code code = batch_begin(desk, NULL, NULL);

	(void)arena;
	*said = home->second ? "The second home is noted" : "The home is noted";
	return code == OK ? batch_end(desk, put(desk, arena, home)) : code;
}

enum code
home_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id, const char **said)
{
	struct patient patient, member;
	enum code code = record_get(desk, arena, &patient_record, owner, &patient);

	if (code == OK)
		code = record_get(desk, arena, &patient_record, id, &member);
	if (code != OK)
		return code;
	if (patient.second_home && member.household == patient.second_home) {
		*said = "No second home any more";
		return patient_second_home(desk, &patient, 0);
	}
	*said = arena_print(arena, "%s lives there no more", member.name);
	return patient_leave_household(desk, &member);
}
