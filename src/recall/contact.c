/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contacts: their fields, what counts as one.
 */
#include "recall/contact.h"

#include <string.h>

const char *const direction_words[] = { "out", "in", NULL };
const char *const contact_channel_words[] = { "call", "text", "email", "letter", "desk", NULL };
const char *const outcome_words[] = { "told", "talked", "left_message", "no_answer", "will_call",
	"call_at", "not_until", "off", "wrong_number", "booked", NULL };

static const struct field contact_fields[] = {
	FIELD_ROW(contact),
	FIELD_REFERS(contact, patient, "Patient", "patient", 0),
	FIELD_REFERS(contact, reach, "Reach", "reach", OPTIONAL),
	FIELD(contact, at, "At", FIELD_STAMP, 0),
	FIELD(contact, who, "Who", FIELD_TEXT, 0),
	FIELD_WORDS(contact, direction, "Direction", direction_words, 0),
	FIELD_WORDS(contact, channel, "Channel", contact_channel_words, 0),
	FIELD_WORDS(contact, purpose, "Purpose", purpose_words, 0),
	FIELD(contact, spoke_with, "Spoke with", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(contact, outcome, "Outcome", outcome_words, OPTIONAL),
	FIELD(contact, until, "Until", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(contact, appointment, "Visit", "appointment", OPTIONAL),
	FIELD_REFERS(contact, recall, "Recall", "recall", OPTIONAL),
	FIELD_REFERS(contact, concern, "Concern", "concern", OPTIONAL),
	FIELD(contact, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};

static const struct field contact_line_fields[] = {
	FIELD_ROW(contact_line),
	FIELD(contact_line, at, "At", FIELD_STAMP, 0),
	FIELD_REFERS(contact_line, patient, "Patient", "patient", 0),
	FIELD(contact_line, name, "Name", FIELD_TEXT, 0),
	FIELD(contact_line, who, "Who", FIELD_TEXT, 0),
	FIELD_WORDS(contact_line, direction, "Direction", direction_words, 0),
	FIELD_WORDS(contact_line, channel, "Channel", contact_channel_words, 0),
	FIELD_WORDS(contact_line, purpose, "Purpose", purpose_words, 0),
	FIELD(contact_line, spoke_with, "Spoke with", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(contact_line, outcome, "Outcome", outcome_words, OPTIONAL),
	FIELD(contact_line, until, "Until", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(contact_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD_REFERS(contact_line, recall, "Recall", "recall", OPTIONAL),
	FIELD_REFERS(contact_line, concern, "Concern", "concern", OPTIONAL),
	FIELD(contact_line, reach_value, "Number", FIELD_TEXT, OPTIONAL),
	FIELD(contact_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};

const struct record contact_record = {
	.table = "contact", .label = "contact", .size = sizeof(struct contact),
	.fields = contact_fields, .count = FIELD_COUNT(contact_fields),
};
const struct record contact_line_record = {
	.table = "contact_list", .label = "contact", .size = sizeof(struct contact_line),
	.fields = contact_line_fields, .count = FIELD_COUNT(contact_line_fields), .view = true,
};

bool
outcome_counts(int outcome)
{
	return outcome != OUTCOME_NO_ANSWER && outcome != OUTCOME_WRONG_NUMBER;
}

#define ASKS "asks for "
#define MOMENT_LENGTH 16		/* "2026-11-27T10:00" */

char *
asked_format(struct arena *arena, int day, int minute)
{
	char day_text[DAY_SIZE], clock[CLOCK_SIZE];

	if (day == NONE)
		return arena_copy(arena, ASKS "another time");
	return arena_print(arena, ASKS "%sT%s", civil_format(day_text, day),
			clock_format(clock, minute));
}

const char *
asked_parse(const char *note, int *day, int *minute)
{
	const size_t skipped = strlen(ASKS);
	char moment[MOMENT_LENGTH + 1];

	if (!note || strncmp(note, ASKS, skipped) != 0 ||
			strlen(note) < skipped + MOMENT_LENGTH)
		return NULL;
	memcpy(moment, note + skipped, MOMENT_LENGTH);
	moment[MOMENT_LENGTH] = '\0';
	return moment_parse(moment, day, minute) ? note + skipped + MOMENT_LENGTH : NULL;
}

/* What was answered in writing, as people say it: the moment that was asked for, and without the one of
 * the answer, by which it is known again. */
static const char *
note_said(struct arena *arena, const char *note, int today)
{
	int day, minute;
	time_t answered;
	const char *const rest = asked_parse(note, &day, &minute);
	char *const said = rest ? arena_print(arena, ASKS "%s%s", time_said(arena, day, minute, today),
			rest) : arena_copy(arena, note);
	char *const end = strrchr(said, ';');

	if (end && end[1] == ' ' && stamp_parse(end + 2, &answered))
		*end = '\0';
	return said;
}

enum code
contacts_of_patient(struct desk *desk, struct arena *arena, int64_t patient, size_t limit,
		struct contact_line **out, size_t *count)
{
	const enum code code = record_select(desk, arena, &contact_line_record, out, count,
			"WHERE patient = $1 ORDER BY at DESC, id DESC LIMIT $2", "II", patient,
			(int64_t)(limit ? limit : INT64_MAX));

	for (size_t i = 0; code == OK && i < *count; i++)
		if ((*out)[i].direction == DIRECTION_IN && (*out)[i].note)
			(*out)[i].note = note_said(arena, (*out)[i].note, desk_today(desk));
	return code;
}
