/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows where a message about a visit doesn't reach her.
 */
#include "unheard.h"

#include <string.h>

#include "book/patient.h"
#include "draft.h"
#include "post/queue.h"
#include "store/right.h"
#include "untold.h"

/* Does it say what has become of a visit? */
static bool
is_news(const struct message *message)
{
	const int name = word_index(template_words, message->template);

	return message->appointment && (message->method != NONE ||
		name == TEMPLATE_CONFIRMATION || name == TEMPLATE_CANCELLATION);
}

/* Is it still so, and to be told? What was changed since has messages of its own. */
static bool
is_still_so(struct desk *desk, const struct message *message, const struct appointment *visit)
{
	if (message->sequence != NONE && message->sequence != visit->sequence)
		return false;
	if (visit->day != NONE && visit->day < desk_today(desk))
		return false;
	return visit->state == VISIT_BOOKED ||
	       (visit_is_off(visit) && !(visit->state == VISIT_CANCELLED && visit->by == BY_PATIENT));
}

/* A first confirmation only repeats what was agreed; nothing else that is in writing may be otherwise. */
static bool
must_hear(const struct message *message, const struct appointment *visit,
		const struct message *told)
{
	if (!told->row.id)
		return visit_is_off(visit);
	return told->method != message->method || strcmp(told->text, message->text) != 0;
}

/* Was the visit as it is now written there before? */
static enum code
was_tried(struct desk *desk, const struct message *message, bool *tried)
{
	int64_t count;
	const enum code code = db_value(desk->db, &count, "SELECT count(*) FROM message"
			" WHERE appointment = $1 AND reach = $2 AND channel = $3"
			" AND coalesce(sequence, -1) = $4", "IItI", message->appointment, message->reach,
			message_channel_words[message->channel],
			(int64_t)(message->sequence == NONE ? -1 : message->sequence));

	*tried = count > 0;
	return code;
}

/* An address of hers where nothing was written of it yet; 0: there is none. */
static enum code
other_address(struct desk *desk, const struct message *failed, int64_t *reach)
{
	return db_value(desk->db, reach, "SELECT pr.reach FROM patient_reach pr"
			" JOIN reach r ON r.id = pr.reach WHERE pr.patient = $1 AND r.kind = 'email'"
			" AND r.failed IS NULL AND NOT EXISTS (SELECT 1 FROM message m"
			" WHERE m.appointment = $2 AND m.reach = pr.reach AND m.channel = 'email'"
			" AND coalesce(m.sequence, -1) = $3) ORDER BY pr.position, pr.id LIMIT 1",
			"III", failed->patient, failed->appointment,
			(int64_t)(failed->sequence == NONE ? -1 : failed->sequence));
}

/* The way that she would be written by, else another address; *any is false where all were tried. */
static enum code
draft_otherwise(struct desk *desk, struct arena *arena, struct draft *draft,
		const struct message *failed, struct message *out, bool *any)
{
	bool tried = false;
	enum code code = draft_make(desk, arena, draft, out, any);

	if (code == OK && *any) {
		out->sequence = failed->sequence;
		code = was_tried(desk, out, &tried);
	}
	if (code != OK || (*any && out->channel != MESSAGE_LETTER && !tried))
		return code;
	*any = false;
	draft->wanted = MESSAGE_EMAIL;
	code = other_address(desk, failed, &draft->reach);
	return code == OK && draft->reach ? draft_make(desk, arena, draft, out, any) : code;
}

/* Where words can't be found for it, a person will find them. */
static enum code
by_another_way(struct desk *desk, struct arena *arena, const struct message *failed,
		const struct appointment *visit, bool *goes)
{
	const int name = word_index(template_words, failed->template);
	struct draft draft = { .template = (enum template_name)name,
		.purpose = (enum purpose)failed->purpose, .patient = failed->patient,
		.visit = visit, .wanted = NONE, .method = failed->method };
	struct message message;
	enum code code = OK;

	*goes = false;
	if (visit->day != NONE && name != NONE)
		code = draft_otherwise(desk, arena, &draft, failed, &message, goes);
	if (code == INPUT || code == NOT_FOUND) {
		error_clear();
		*goes = false;
		return OK;
	}
	return code == OK && *goes ? message_queue(desk, arena, &message) : code;
}

static enum code
say_otherwise(struct desk *desk, struct arena *arena, const struct message *message,
		const struct appointment *visit, const struct message *told)
{
	bool goes;
	enum code code = by_another_way(desk, arena, message, visit, &goes);

	if (code != OK || goes)
		return code;
	right_lend(desk, RIGHT_CARE);	/* who sends may say that it didn't get there */
	return untold_call(desk, arena, told->row.id ? told : NULL, visit, visit,
			message->error ? message->error : "it failed");
}

enum code
message_unheard(struct desk *desk, struct arena *arena, const struct message *message)
{
	struct appointment visit;
	struct message told;
	struct patient patient;
	enum code code;

	if (!is_news(message) || desk->mode == MODE_BACK)
		return OK;
	code = record_get(desk, arena, &appointment_record, message->appointment, &visit);
	if (code != OK || !is_still_so(desk, message, &visit))
		return code;
	if ((code = record_get(desk, arena, &patient_record, message->patient, &patient)) != OK ||
	    (code = untold_last(desk, arena, visit.row.id, &told)) != OK)
		return code;
	if (patient.state == PATIENT_DECEASED || !must_hear(message, &visit, &told))
		return OK;
	return say_otherwise(desk, arena, message, &visit, &told);
}

enum code
message_heard(struct desk *desk, struct arena *arena, const struct message *message)
{
	struct appointment visit;
	enum code code;

	if (!is_news(message))
		return OK;
	code = record_get(desk, arena, &appointment_record, message->appointment, &visit);
	if (code != OK || (message->sequence != NONE && message->sequence != visit.sequence))
		return code;
	right_lend(desk, RIGHT_CARE);
	return untold_over(desk, arena, &visit);
}
