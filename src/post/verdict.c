/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * May a message go now? Asked when it is due and again at the moment of sending, since days may lie
 * between its queueing and that.
 */
#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "hand.h"
#include "mail.h"
#include "post/send.h"
#include "post/template.h"
#include "recall/calls.h"

#define NUMBER_DIGITS 5		/* a telephone number has at least */

/* A message, what is found out about it, and what speaks against it. */
struct question {
	struct desk *desk;
	struct arena *arena;
	const struct message *message;
	const struct post_ways *ways;
	struct patient patient;
	struct reach reach;
	enum verdict verdict;
	const char *why;
};

static void
answer(struct question *question, enum verdict verdict, const char *why)
{
	if (!question->why) {
		question->verdict = verdict;
		question->why = why;
	}
}

/* Does it speak of a visit to come? Others follow one: that it is off, was missed, how it was. */
static bool
is_before_visit(const struct message *message)
{
	static const enum template_name after[] = { TEMPLATE_CANCELLATION, TEMPLATE_MISSED };

	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		if (strcmp(message->template, template_words[after[i]]) == 0)
			return false;
	return message->purpose != PURPOSE_OPINION;
}

/* Is the visit still that visit? A cancellation is about one that isn't any more. */
static enum code
ask_visit(struct question *question)
{
	const struct message *const message = question->message;
	struct appointment visit;
	enum code code;

	if (!message->appointment || message->method == MESSAGE_CANCEL)
		return OK;
	code = record_get(question->desk, question->arena, &appointment_record,
			message->appointment, &visit);
	if (code != OK)
		return code;
	if (message->sequence != NONE && message->sequence != visit.sequence)
		answer(question, VERDICT_WITHDRAW, visit.state == VISIT_CANCELLED ?
				"the visit was cancelled" : "the visit was changed");
	else if (message->sequence != NONE && is_before_visit(message) &&
			!state_is_open(visit.state))
		answer(question, VERDICT_WITHDRAW, arena_print(question->arena, "the visit is %s",
				visit_state_words[visit.state]));
	return OK;
}

/* What the number or address itself speaks against it. */
static enum code
ask_reach(struct question *question, const struct approach *approach)
{
	const struct reach *const reach = &question->reach;
	const char *why;
	enum code code = reach_rest(question->desk, approach, &why);

	if (code == OK && why)
		answer(question, reach->failed ? VERDICT_FAIL : VERDICT_WITHDRAW, why);
	if (approach->channel == CONTACT_TEXT &&
			strlen(text_digits(question->arena, reach->value)) < NUMBER_DIGITS)
		answer(question, VERDICT_FAIL, "it is no telephone number");
	if (approach->channel == CONTACT_EMAIL && !mail_address_good(reach->value))
		answer(question, VERDICT_FAIL, "it is no e-mail address");
	return code;
}

static enum code
ask_rest(struct question *question, const struct approach *approach)
{
	const char *why;
	const enum code code = contact_rest(question->desk, question->arena, approach, &why);

	if (code == OK && why)
		answer(question, question->patient.state == PATIENT_DECEASED ? VERDICT_WITHDRAW :
				VERDICT_WAIT, why);
	return code;
}

static void
ask_time(struct question *question)
{
	const struct message *const message = question->message;
	char now[STAMP_SIZE];

	if (message->until_at && strcmp(desk_stamp(question->desk, now), message->until_at) > 0)
		answer(question, VERDICT_FAIL, message->error ? arena_print(question->arena,
				"too late now; %s", message->error) : "too late now");
}

static void
ask_way(struct question *question)
{
	const int channel = question->message->channel;

	if (channel == MESSAGE_LETTER)
		answer(question, VERDICT_WAIT, "to be printed");
	else if (question->ways && !way_is_there(way_of(question->ways, channel)))
		answer(question, VERDICT_WAIT, channel == MESSAGE_EMAIL ?
				"no mail server is set" : "no command for text messages is set");
}

static enum code
ask_rows(struct question *question)
{
	const struct message *const message = question->message;
	const enum code code = record_get(question->desk, question->arena, &patient_record,
			message->patient, &question->patient);

	return code == OK ? record_get(question->desk, question->arena, &reach_record,
			message->reach, &question->reach) : code;
}

/* What ends it for good is asked before what only delays it. */
static enum code
ask_all(struct question *question)
{
	static const int channels[] = { [MESSAGE_TEXT] = CONTACT_TEXT,
		[MESSAGE_EMAIL] = CONTACT_EMAIL, [MESSAGE_LETTER] = CONTACT_LETTER };
	const struct message *const message = question->message;
	const struct approach approach = { .patient = message->patient,
		.purpose = (enum purpose)message->purpose, .reach = message->reach,
		.channel = channels[message->channel], .message = message->row.id };
	enum code code = ask_rows(question);

	if (code == OK)
		code = ask_visit(question);
	if (code == OK)
		code = ask_reach(question, &approach);
	ask_time(question);
	ask_way(question);
	return code == OK ? ask_rest(question, &approach) : code;
}

enum code
message_verdict(struct desk *desk, struct arena *arena, const struct message *message,
		const struct post_ways *ways, enum verdict *out, const char **why)
{
	struct question question = { .desk = desk, .arena = arena, .message = message,
		.ways = ways, .verdict = VERDICT_SEND };
	const enum code code = ask_all(&question);

	*out = question.verdict;
	*why = question.why;
	return code;
}
