/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of a message, and the openings that one offers.
 */
#include "post/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "book/patient.h"

const char *const message_channel_words[] = {"text", "email", "letter", NULL};
const char *const message_state_words[] = {
	"waiting", "sent", "failed", "withdrawn", "uncertain", NULL
};
const char *const message_method_words[] = {"request", "cancel", NULL};
const char *const message_question_words[] = {"keep", "choose", NULL};

static const struct field message_fields[] = {
	FIELD_ROW(message),
	FIELD_REFERS(message, patient, "Patient", "patient", 0),
	FIELD_REFERS(message, reach, "Reach", "reach", 0),
	FIELD_WORDS(message, channel, "Channel", message_channel_words, 0),
	FIELD_WORDS(message, purpose, "Purpose", purpose_words, 0),
	FIELD(message, template, "Template", FIELD_TEXT, 0),
	FIELD(message, text, "Text", FIELD_TEXT, LONG),
	FIELD(message, due_at, "Due", FIELD_STAMP, 0),
	FIELD_WORDS(message, state, "State", message_state_words, 0),
	FIELD(message, tries, "Tries", FIELD_INT, 0),
	FIELD(message, error, "Error", FIELD_TEXT, OPTIONAL),
	FIELD(message, sent_at, "Sent", FIELD_STAMP, OPTIONAL),
	FIELD_REFERS(message, appointment, "Visit", "appointment", OPTIONAL),
	FIELD_REFERS(message, recall, "Recall", "recall", OPTIONAL),
	FIELD_REFERS(message, concern, "Concern", "concern", OPTIONAL),
	FIELD(message, subject, "Subject", FIELD_TEXT, OPTIONAL),
	FIELD(message, until_at, "Until", FIELD_STAMP, OPTIONAL),
	FIELD_WORDS(message, method, "Method", message_method_words, OPTIONAL),
	FIELD(message, sequence, "Sequence", FIELD_INT, OPTIONAL | STEADY),
	FIELD_WORDS(message, question, "Asks", message_question_words, OPTIONAL),
	FIELD(message, offers, "Offers", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(message, answered, "Answered", FIELD_STAMP, OPTIONAL),
};

const struct record message_record = {
	"message", "message", sizeof(struct message), message_fields, FIELD_COUNT(message_fields),
	false, NULL
};

static const struct field message_line_fields[] = {
	FIELD_ROW(message_line),
	FIELD_WORDS(message_line, state, "State", message_state_words, 0),
	FIELD(message_line, due_at, "Due", FIELD_STAMP, 0),
	FIELD_WORDS(message_line, channel, "Channel", message_channel_words, 0),
	FIELD_WORDS(message_line, purpose, "Purpose", purpose_words, 0),
	FIELD(message_line, template, "Template", FIELD_TEXT, 0),
	FIELD_REFERS(message_line, patient, "Patient", "patient", 0),
	FIELD(message_line, name, "Name", FIELD_TEXT, 0),
	FIELD_REFERS(message_line, reach, "Reach", "reach", 0),
	FIELD(message_line, reach_value, "To", FIELD_TEXT, 0),
	FIELD(message_line, subject, "Subject", FIELD_TEXT, OPTIONAL),
	FIELD(message_line, text, "Text", FIELD_TEXT, LONG),
	FIELD_WORDS(message_line, method, "Method", message_method_words, OPTIONAL),
	FIELD_WORDS(message_line, question, "Asks", message_question_words, OPTIONAL),
	FIELD(message_line, tries, "Tries", FIELD_INT, 0),
	FIELD(message_line, error, "Error", FIELD_TEXT, OPTIONAL),
	FIELD(message_line, sent_at, "Sent", FIELD_STAMP, OPTIONAL),
	FIELD(message_line, answered, "Answered", FIELD_STAMP, OPTIONAL),
	FIELD(message_line, until_at, "Until", FIELD_STAMP, OPTIONAL),
	FIELD_REFERS(message_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(message_line, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(message_line, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD_REFERS(message_line, recall, "Recall", "recall", OPTIONAL),
	FIELD_REFERS(message_line, concern, "Concern", "concern", OPTIONAL),
	FIELD(message_line, when, "When", FIELD_TEXT, OPTIONAL | ASKED),
};

const struct record message_line_record = {
	"message_list", "message", sizeof(struct message_line), message_line_fields,
	FIELD_COUNT(message_line_fields), true, NULL
};

const char *
offers_format(struct arena *arena, const struct offer *offers, size_t count)
{
	struct buffer lines = {0};
	char day[DAY_SIZE], clock[CLOCK_SIZE];
	const char *text;

	for (size_t i = 0; i < count && i < OFFERS; i++)
		buffer_print(&lines, "%sT%s %d type %" PRId64 " provider %" PRId64 " chair %" PRId64
				"\n", civil_format(day, offers[i].day),
				clock_format(clock, offers[i].start), offers[i].minutes,
				offers[i].type, offers[i].provider, offers[i].chair);
	text = arena_copy(arena, lines.length ? lines.bytes : "");
	buffer_free(&lines);
	return text;
}

size_t
offers_parse(const char *text, struct offer out[OFFERS])
{
	size_t count = 0;
	char moment[32];

	while (text && *text && count < OFFERS) {
		struct offer *const offer = &out[count];

		if (sscanf(text, "%31s %d type %" SCNd64 " provider %" SCNd64 " chair %" SCNd64,
				moment, &offer->minutes, &offer->type, &offer->provider,
				&offer->chair) != 5 ||
				!moment_parse(moment, &offer->day, &offer->start))
			break;
		count++;
		text = strchr(text, '\n');
		text = text ? text + 1 : NULL;
	}
	return count;
}
