/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A message has gone out.
 */
#include "sent.h"

#include "book/appointment.h"
#include "recall/contact.h"
#include "store/right.h"
#include "unheard.h"

static enum code
log_contact(struct desk *desk, struct arena *arena, const struct message *message)
{
	static const int channels[] = { [MESSAGE_TEXT] = CONTACT_TEXT,
		[MESSAGE_EMAIL] = CONTACT_EMAIL, [MESSAGE_LETTER] = CONTACT_LETTER };
	struct contact contact;
	const char *said;

	record_blank(&contact_record, &contact);
	contact.patient = message->patient;
	contact.reach = message->reach;
	contact.channel = channels[message->channel];
	contact.purpose = message->purpose;
	contact.appointment = message->appointment;
	contact.recall = message->recall;
	contact.concern = message->concern;
	contact.outcome = NONE;		/* no answer yet */
	return contact_log(desk, arena, &contact, &said);
}

static enum code
mark_asked(struct desk *desk, struct arena *arena, int64_t id)
{
	struct appointment visit;
	const enum code code = record_get(desk, arena, &appointment_record, id, &visit);

	if (code != OK || visit.confirmed != CONFIRMED_NOT_ASKED || visit.state != VISIT_BOOKED)
		return code;
	visit.confirmed = CONFIRMED_ASKED;
	right_lend(desk, RIGHT_BOOK);	/* who sends may say that it was asked */
	return record_put(desk, &appointment_record, &visit);
}

enum code
message_sent(struct desk *desk, struct arena *arena, struct message *message)
{
	char now[STAMP_SIZE];
	enum code code;

	message->state = MESSAGE_SENT;
	message->error = NULL;
	message->sent_at = arena_copy(arena, desk_stamp(desk, now));
	code = record_put(desk, &message_record, message);
	if (code == OK)
		code = log_contact(desk, arena, message);
	if (code == OK)
		code = message_heard(desk, arena, message);
	if (code != OK || message->question != QUESTION_KEEP || !message->appointment)
		return code;
	return mark_asked(desk, arena, message->appointment);
}
