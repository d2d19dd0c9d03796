/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages of a patient's details: a new one is a row of detail_pages[].
 */
#include "details.h"
#include "base/arena.h"
#include "book/flow.h"
#include "book/people.h"
#include "store/change.h"

/* The patient. */

static enum code
patient_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	return record_select(desk, arena, &patient_line_record, rows, count, "where id = $1", "I",
			owner);
}

/* Of a death it is asked once. */
static enum code
patient_ask(struct desk *desk, struct arena *arena, const void *row, const char **question)
{
	const struct patient *const patient = row;
	struct patient before;
	const enum code code = record_get(desk, arena, &patient_record, patient->row.id, &before);

	if (code == OK && patient->state == PATIENT_DECEASED && before.state != PATIENT_DECEASED)
		*question = arena_print(arena, "%s has died? Visits are cancelled; nothing more is sent.",
				patient->name);
	return code;
}

static enum code
patient_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct patient *const patient = row;

	*said = arena_print(arena, "%s: changed", patient->name);
	return patient_edit(desk, patient);
}

/* Who speaks for her; the name of one who is a patient too needn't be typed. */

static const struct field speaker_fields[] = {
	FIELD_ROW(contact_person),
	FIELD_REFERS(contact_person, patient, "Patient", "patient", HIDDEN),
	FIELD_REFERS(contact_person, person, "Patient too", "patient", OPTIONAL),
	FIELD(contact_person, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(contact_person, role, "What they are", FIELD_TEXT, 0),
	FIELD(contact_person, may_book, "May book", FIELD_FLAG, 0),
	FIELD_WORDS(contact_person, may_be_told, "May be told", told_words, 0),
	FIELD(contact_person, reminders, "Reminders", FIELD_FLAG, 0),
	FIELD(contact_person, position, "Place", FIELD_INT, OPTIONAL),
	FIELD(contact_person, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(contact_person, until_day, "Last day", FIELD_DAY, OPTIONAL),
};

static const struct record speaker_record = {
	"speaker", "contact person", sizeof(struct contact_person), speaker_fields,
	FIELD_COUNT(speaker_fields), true, NULL
};

static enum code
speaker_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct contact_person *const person = row;

	record_blank(&contact_person_record, person);
	person->may_be_told = TOLD_ALL;
	person->may_book = 1;
	return id ? record_get(desk, arena, &contact_person_record, id, person) : OK;
}

static enum code
speaker_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	return people_of(desk, arena, owner, rows, count);
}

static enum code
speaker_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct contact_person *const person = row;

	if (person->position == NONE)
		person->position = 1;
	*said = arena_print(arena, "%s: noted", person->name ? person->name : person->role);
	return contact_person_save(desk, person);
}

static enum code
speaker_end(struct desk *desk, struct arena *arena, int64_t owner, int64_t id, const char **said)
{
	struct contact_person row;
	const enum code code = record_get(desk, arena, &contact_person_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	*said = arena_print(arena, "%s doesn't speak for them any more", row.name);
	return contact_person_end(desk, &row);
}

/* What is to be said. */

static enum code
alert_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	char today[DAY_SIZE];

	return record_select(desk, arena, &alert_record, rows, count,
			"where patient = $1 and (until_day is null or until_day >= $2) order by id",
			"It", owner, civil_format(today, desk_today(desk)));
}

static enum code
alert_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct alert *const alert = row;

	*said = arena_print(arena, "Alert: %s", alert->text);
	return alert_save(desk, arena, row);
}

static enum code
alert_end(struct desk *desk, struct arena *arena, int64_t owner, int64_t id, const char **said)
{
	struct alert row;
	const enum code code = record_get(desk, arena, &alert_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	row.until_day = desk_today(desk) - 1;
	*said = arena_print(arena, "%s: not said any more", row.text);
	return alert_save(desk, arena, &row);
}

static const char *const patient_hints[] = {
	"birth", "1985-03-14, or a year", "channel", "call, text, email or letter", "area",
	"where they live, as the practice calls it", "condition", "nothing: none", "alarms",
	"in her calendar, before a visit: 1d 2h; none; nothing: as the practice has them", NULL
};
static const char *const number_hints[] = {
	"whose", "nothing: theirs; mother, work", "position", "1 is rung first",
	"failed", "nothing: it works; wrong number, bounced, stop", NULL
};
static const char *const home_hints[] = {
	"with", "a name: whose home it is", "second", "yes: a child's second home",
	"called_first", "yes: of the household", NULL
};
static const char *const speaker_hints[] = {
	"person", "where they are a patient too", "name", "where they are none, or another name",
	"role", "mother, guardian, carer, partner", "until_day", "nothing: for good", NULL
};
static const char *const busy_hints[] = {
	"days", "mon-fri, or mon,wed; nothing: on days", "last", "nothing: for good, or one day",
	"firm", "no: rather not", "note", "work, school", NULL
};
static const char *const said_hints[] = {
	"value", "nothing: each number and address", "how", "at the desk, by telephone, form of May",
	NULL
};
static const char *const alert_hints[] = {
	"moments", "booking confirming arriving seating checkout", "until_day", "nothing: for good",
	"asked_by", "who dictated it", NULL
};

const struct setup_page detail_pages[] = {
	{
		.name = "Patient", .about = "Who they are, and how they are booked",
		.listing = { &patient_line_record, NULL, "name birth language area state" },
		.list = patient_list, .table = "patient",
		.writes = &patient_record,
		.form = { .record = &patient_record, .hints = patient_hints,
			.fields = "name called birth sex language channel area state provider "
				"hygienist condition alarms note",
			.ask = patient_ask, .save = patient_write, .fixed = true },
	}, {
		.name = "Numbers", .about = "Where they are reached, first to last",
		.listing = { &number_record, NULL, "kind value whose position may_text failed" },
		.list = number_list, .table = "patient_reach",
		.writes = &reach_record,
		.form = { .record = &number_record, .hints = number_hints,
			.fields = "kind value whose position may_text failed",
			.open = number_open, .save = number_write, .remove = number_take_away },
	}, {
		.name = "Consent", .about = "What each may be used for; the last word holds",
		.listing = { &said_record, NULL, "value purpose allowed at how" },
		.list = said_list,
		.writes = &consent_record,
		.form = { .record = &said_record, .hints = said_hints,
			.fields = "value purpose allowed how", .open = said_open,
			.save = said_write },
	}, {
		.name = "Home", .about = "Who lives with them, and in a second home",
		.listing = { &home_record, NULL, "member lives called_first name address" },
		.list = home_list, .table = "patient",
		.writes = &patient_record,
		.form = { .record = &home_record, .hints = home_hints,
			.fields = "with second called_first name address", .open = home_open,
			.save = home_write, .remove = home_take_away },
	}, {
		.name = "Speaks", .about = "Who speaks for them, and may be told what",
		.listing = { &speaks_line_record, NULL,
			"name role may_book may_be_told reminders ask" },
		.list = speaker_list, .table = "contact_person",
		.writes = &contact_person_record,
		.form = { .record = &speaker_record, .hints = speaker_hints, .open = speaker_open,
			.fields = "person name role may_book may_be_told reminders position "
				"since until_day",
			.save = speaker_write, .remove = speaker_end },
	}, {
		.name = "Can't come", .about = "Work, school: firm or rather not",
		.listing = { &busy_record, NULL,
			"days first last start until_min firm not_holidays note" },
		.list = busy_list, .table = "commitment",
		.writes = &commitment_record,
		.form = { .record = &busy_record, .hints = busy_hints,
			.fields = "days first last start until_min firm not_holidays note",
			.open = busy_open, .save = busy_write, .remove = busy_take_away },
	}, {
		.name = "Alerts", .about = "Words to be said at moments of a visit",
		.listing = { &alert_record, NULL, "text moments until_day asked_by" },
		.list = alert_list, .table = "alert",
		.writes = &alert_record,
		.form = { .record = &alert_record, .hints = alert_hints,
			.fields = "text moments until_day asked_by", .save = alert_write,
			.remove = alert_end },
	},
	{ .name = NULL }
};
