/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages made by their templates.
 */
#include "draft.h"

#include "post/morning.h"
#include "post/queue.h"

#define INVITATION_DAYS 3	/* for which an invitation is worth sending */

/* Only what was named can be chosen. */
static void
question_set(struct arena *arena, const struct draft *draft, size_t named,
		struct message *message)
{
	if (draft->template == TEMPLATE_REMINDER || draft->template == TEMPLATE_LATE)
		message->question = QUESTION_KEEP;
	if (named == 0 || message->channel == MESSAGE_LETTER)
		return;
	message->question = QUESTION_CHOOSE;
	message->offers = offers_format(arena, draft->offers, named);
}

/* Of no use any more once the visit has begun, or after some days. */
static const char *
until_of(struct desk *desk, struct arena *arena, const struct draft *draft)
{
	char stamp[STAMP_SIZE];
	const struct appointment *const visit = draft->visit;

	return arena_copy(arena, stamp_format(stamp, visit && visit->day != NONE &&
			draft->template != TEMPLATE_MISSED ?
			zone_instant(visit->day, visit->start) :
			zone_instant(desk_today(desk) + INVITATION_DAYS, 0)));
}

/* To a number or address, by a channel. */
static enum code
make(struct desk *desk, struct arena *arena, const struct draft *draft, struct message *out)
{
	const struct filling filling = { .patient = draft->patient, .reach = out->reach,
		.visit = draft->visit, .start = draft->start ? draft->start : NONE,
		.offers = draft->offers,
		.offer_count = out->channel == MESSAGE_LETTER ? 0 : draft->offer_count,
		.whom = draft->whom, .until = draft->until };
	struct letter letter;
	const enum code code = template_fill(desk, arena, draft->template,
			(enum message_channel)out->channel, &filling, &letter);

	out->patient = draft->patient;
	out->purpose = (int)draft->purpose;
	out->template = template_words[draft->template];
	out->text = letter.text;
	out->subject = letter.subject;
	out->until_at = until_of(desk, arena, draft);
	out->recall = draft->recall;
	out->appointment = draft->visit ? draft->visit->row.id : 0;
	out->method = out->channel == MESSAGE_EMAIL ? draft->method : NONE;
	question_set(arena, draft, letter.offers, out);
	return code;
}

enum code
draft_make(struct desk *desk, struct arena *arena, const struct draft *draft, struct message *out,
		bool *any)
{
	enum code code = OK;

	record_blank(&message_record, out);
	out->reach = draft->reach;
	out->channel = draft->wanted;
	if (!out->reach)
		code = message_way(desk, draft->patient, draft->purpose, draft->wanted,
				&out->channel, &out->reach);
	*any = code == OK && out->reach;
	return *any ? make(desk, arena, draft, out) : code;
}

enum code
draft_queue(struct desk *desk, struct arena *arena, const struct draft *draft, struct message *out,
		bool *any)
{
	const enum code code = draft_make(desk, arena, draft, out, any);

	return code == OK && *any ? message_queue(desk, arena, out) : code;
}
