/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Into the outbox.
 */
#include "post/queue.h"

#include "book/appointment.h"

static enum code
fill_reach(struct desk *desk, struct message *message)
{
	static const char *const kinds[] = { [MESSAGE_TEXT] = "phone", [MESSAGE_EMAIL] = "email",
		[MESSAGE_LETTER] = "address" };
	enum code code;

	if (message->reach)
		return OK;
	code = db_value(desk->db, &message->reach, "SELECT r.id FROM patient_reach pr"
			" JOIN reach r ON r.id = pr.reach WHERE pr.patient = $1 AND r.kind = $2"
			" AND r.failed IS NULL AND (r.may_text = 1 OR r.kind <> 'phone')"
			" ORDER BY pr.position, pr.id LIMIT 1", "It", message->patient,
			kinds[message->channel]);
	if (code == OK && !message->reach)
		code = fail(NOT_FOUND, "%s: there is no %s that may be used for it",
				message_channel_words[message->channel], kinds[message->channel]);
	return code;
}

static enum code
fill_sequence(struct desk *desk, struct arena *arena, struct message *message)
{
	struct appointment visit;
	enum code code;

	if (!message->appointment || message->sequence != NONE)
		return OK;
	code = record_get(desk, arena, &appointment_record, message->appointment, &visit);
	message->sequence = visit.sequence;
	return code;
}

enum code
message_queue(struct desk *desk, struct arena *arena, struct message *message)
{
	char now[STAMP_SIZE];
	enum code code = fill_reach(desk, message);

	if (code == OK)
		code = fill_sequence(desk, arena, message);
	if (code != OK)
		return code;
	if (!message->due_at)
		message->due_at = arena_copy(arena, desk_stamp(desk, now));
	message->state = MESSAGE_WAITING;
	message->tries = 0;
	return record_put(desk, &message_record, message);
}
