/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient's numbers and addresses, and what they may be used for, as forms have them.
 */
#include "details.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/people.h"

#define PURPOSES 8		/* ids of what was said: number * 8 + purpose + 1 */

struct number {
	struct row row;			/* of patient_reach */
	int64_t patient;
	int kind, position, may_text;
	const char *value, *whose, *failed;
};

static const struct field number_fields[] = {
	FIELD_ROW(number),
	FIELD_REFERS(number, patient, "Patient", "patient", HIDDEN),
	FIELD_WORDS(number, kind, "Kind", reach_kind_words, 0),
	FIELD(number, value, "Number or address", FIELD_TEXT, 0),
	FIELD(number, whose, "Whose", FIELD_TEXT, OPTIONAL),
	FIELD(number, position, "Place", FIELD_INT, OPTIONAL),
	FIELD(number, may_text, "May be texted", FIELD_FLAG, 0),
	FIELD(number, failed, "Failed", FIELD_TEXT, OPTIONAL),
};

const struct record number_record = {
	"number", "number", sizeof(struct number), number_fields, FIELD_COUNT(number_fields), true,
	NULL
};

static struct number
number_of(int64_t patient, const struct patient_reach_line *line)
{
	return (struct number){ .row = line->row, .patient = patient, .kind = line->kind,
		.position = line->position, .may_text = line->may_text, .value = line->value,
		.whose = line->whose, .failed = line->failed };
}

enum code
number_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	struct number **const out = rows;
	struct patient_reach_line *lines;
	const enum code code = patient_reaches(desk, arena, owner, &lines, count);

	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = number_of(owner, &lines[i]);
	return OK;
}

enum code
number_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct number *const number = row;
	struct patient_reach place;
	struct number *numbers;
	size_t count;
	enum code code;

	*number = (struct number){ .kind = REACH_PHONE, .position = NONE, .may_text = 1 };
	if (!id)
		return OK;
	code = record_get(desk, arena, &patient_reach_record, id, &place);
	if (code == OK)
		code = number_list(desk, arena, place.patient, &numbers, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (numbers[i].row.id == id)
			*number = numbers[i];
	return code;
}

enum code
number_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct number *const number = row;
	struct patient_reach_line line = { .row = number->row, .kind = number->kind,
		.position = number->position, .may_text = number->may_text,
		.value = number->value, .whose = number->whose, .failed = number->failed };

	*said = arena_print(arena, "%s: saved", number->value);
	return patient_reach_save(desk, number->patient, &line);
}

enum code
number_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct number number;
	const enum code code = number_open(desk, arena, id, &number);

	(void)owner;
	if (code != OK)
		return code;
	*said = arena_print(arena, "%s: taken away", number.value);
	return patient_reach_drop(desk, id);
}

/* What was said of a number: its id is made of the number's and the purpose. */
struct said {
	struct row row;
	int64_t patient;
	const char *value;
	int purpose, allowed;
	const char *at, *how;
};

static const struct field said_fields[] = {
	FIELD_ROW(said),
	FIELD_REFERS(said, patient, "Patient", "patient", HIDDEN),
	FIELD(said, value, "Number or address", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(said, purpose, "For", purpose_words, 0),
	FIELD(said, allowed, "Allowed", FIELD_FLAG, 0),
	FIELD(said, at, "Said", FIELD_STAMP, OPTIONAL),
	FIELD(said, how, "How", FIELD_TEXT, 0),
};

const struct record said_record = {
	"said", "consent", sizeof(struct said), said_fields, FIELD_COUNT(said_fields), true, NULL
};

enum code
said_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	struct said **const out = rows;
	struct consent_line *lines;
	const enum code code = consents_of(desk, arena, owner, &lines, count);

	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (struct said){ .row = { .id = lines[i].reach * PURPOSES +
				lines[i].purpose + 1 }, .patient = owner, .value = lines[i].value,
			.purpose = lines[i].purpose, .allowed = lines[i].allowed,
			.at = lines[i].at, .how = lines[i].how };
	return OK;
}

/* The next word on the same matter; how it was said is asked anew. */
enum code
said_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct said *const said = row;
	struct reach reach;
	enum code code;

	*said = (struct said){ .row = { .id = id }, .purpose = NONE, .allowed = 1 };
	if (!id)
		return OK;
	code = record_get(desk, arena, &reach_record, (id - 1) / PURPOSES, &reach);
	said->value = reach.value;
	said->purpose = (int)((id - 1) % PURPOSES);
	return code;
}

/* The one of her numbers that is meant; 0 where none is named: each of them. */
static enum code
find_number(struct desk *desk, struct arena *arena, const struct said *said, int64_t *reach)
{
	struct patient_reach_line *lines;
	size_t count;
	const enum code code = patient_reaches(desk, arena, said->patient, &lines, &count);

	*reach = 0;
	for (size_t i = 0; code == OK && i < count; i++)
		if (text_equal_nocase(lines[i].value, said->value ? said->value : ""))
			*reach = lines[i].reach;
	if (code == OK && !text_is_blank(said->value) && !*reach)
		return fail(NOT_FOUND, "consent: %s is none of these numbers", said->value);
	return code;
}

enum code
said_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct said *const form = row;
	int64_t reach;
	const enum code code = find_number(desk, arena, form, &reach);

	*said = arena_print(arena, "%s %s: %s", purpose_words[form->purpose],
			form->allowed ? "allowed" : "refused", form->value ? form->value
			: "each number and address");
	return code == OK ? consent_say(desk, form->patient, reach, (enum purpose)form->purpose,
			form->allowed, form->how) : code;
}
