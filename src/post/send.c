/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sending: claim, hand over, note. What is claimed is uncertain until it is noted.
 */
#include "post/send.h"

#include <string.h>

#include "base/text.h"
#include "book/patient.h"
#include "hand.h"
#include "joined.h"
#include "sent.h"
#include "store/change.h"
#include "unheard.h"

/* Minutes until the next try, after the first, second …; then the last again and again. */
static const int pauses[] = { 5, 15, 60, 240, 720 };
#define PAUSES ((int)(sizeof pauses / sizeof *pauses))
#define LAST_DAYS 3		/* after which it is given up, unless it says until when */
#define UNDER_WAY "it was being sent when chairtime or the machine stopped"

static const char *const verdict_words[] = { "send", "wait", "withdraw", "fail" };

static const struct field send_line_fields[] = {
	{ "id", "Id", FIELD_ID, offsetof(struct send_line, id), 0, NULL, NULL },
	FIELD(send_line, would, "Would", FIELD_TEXT, 0),
	FIELD(send_line, why, "Why", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(send_line, channel, "Channel", message_channel_words, 0),
	FIELD_WORDS(send_line, purpose, "Purpose", purpose_words, 0),
	FIELD_REFERS(send_line, patient, "Patient", "patient", 0),
	FIELD(send_line, name, "Name", FIELD_TEXT, 0),
	FIELD(send_line, reach_value, "To", FIELD_TEXT, 0),
	FIELD_REFERS(send_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(send_line, text, "Text", FIELD_TEXT, LONG),
};

const struct record send_line_record = {
	"message_list", "message", sizeof(struct send_line), send_line_fields,
	FIELD_COUNT(send_line_fields), true, NULL
};

/* What waits and is due, oldest first. */
static enum code
due_load(struct desk *desk, struct arena *arena, struct message_line **out, size_t *count)
{
	char now[STAMP_SIZE];

	return record_select(desk, arena, &message_line_record, out, count,
			"WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id", "t",
			desk_stamp(desk, now));
}

enum code
outbox_due(struct desk *desk, struct arena *arena, const struct post_ways *ways,
		struct send_line **out, size_t *count)
{
	struct message_line *rows;
	enum code code = due_load(desk, arena, &rows, count);

	*out = arena_take(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; code == OK && i < *count; i++) {
		const struct message_line *const row = &rows[i];
		struct send_line *const line = &(*out)[i];
		struct message message;
		enum verdict verdict = VERDICT_WAIT;

		*line = (struct send_line){ .id = row->row.id, .channel = row->channel,
			.purpose = row->purpose, .patient = row->patient, .name = row->name,
			.reach_value = row->reach_value, .text = row->text,
			.appointment = row->appointment };
		code = record_get(desk, arena, &message_record, line->id, &message);
		if (code == OK)
			code = message_verdict(desk, arena, &message, ways, &verdict, &line->why);
		line->would = verdict_words[verdict];
	}
	return code;
}

/* One message on its way */

struct going {
	struct hands *hands;
	struct arena *arena;		/* of this message */
	const struct sending *sending;
	struct sent *sent;
	struct message message;
	const char *to, *why;
	struct message *others;		/* that go within it */
	size_t other_count;
	const char *own_text, *own_subject;	/* what it says alone */
	struct buffer mail;
	bool mine;			/* it was waiting */
	bool goes;			/* claimed: to be handed over */
};

static void
tell(const struct going *going)
{
	const struct sending *const sending = going->sending;

	if (sending->told)
		sending->told(sending->context, &going->message, going->to,
				(enum message_state)going->message.state, going->why);
}

/* Of those that go within it the same is said. */
static enum code
put_others(struct going *going, enum code (*put)(struct going *going, struct message *message))
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < going->other_count; i++)
		code = put(going, &going->others[i]);
	return code;
}

/* Stored; where it won't reach her any more, she is to hear of it otherwise. */
static enum code
put_message(struct going *going, struct message *message)
{
	struct desk *const desk = going->hands->desk;
	const enum code code = record_put(desk, &message_record, message);

	if (code != OK || (message->state != MESSAGE_FAILED && message->state != MESSAGE_WITHDRAWN))
		return code;
	return message_unheard(desk, going->arena, message);
}

static enum code
put_like(struct going *going, struct message *message)
{
	message->state = going->message.state;
	message->error = going->message.error;
	message->tries = going->message.tries;
	message->due_at = going->message.due_at;
	return put_message(going, message);
}

static enum code
put_state(struct going *going, enum message_state state, const char *why)
{
	enum code code;

	going->message.state = (int)state;
	going->message.error = why;
	going->why = why;
	code = put_message(going, &going->message);
	return code == OK ? put_others(going, put_like) : code;
}

/* Is it still to go? Another desk may have taken it, or it went, or didn't, within another. */
static enum code
look_at(struct going *going, int64_t id)
{
	struct desk *const desk = going->hands->desk;
	struct reach reach;
	char now[STAMP_SIZE];
	enum code code = record_get(desk, going->arena, &message_record, id, &going->message);

	going->mine = code == OK && going->message.state == MESSAGE_WAITING &&
		strcmp(going->message.due_at, desk_stamp(desk, now)) <= 0;
	if (!going->mine)
		return code;
	code = record_get(desk, going->arena, &reach_record, going->message.reach, &reach);
	going->to = code == OK ? reach.value : NULL;
	return code;
}

/* It is made ready, with those that go within it; then it is written that it is going. */
static enum code
make_ready(struct going *going)
{
	struct desk *const desk = going->hands->desk;
	enum code code;

	going->own_text = going->message.text;
	going->own_subject = going->message.subject;
	code = joined_find(desk, going->arena, going->sending->ways, &going->message,
			&going->others, &going->other_count);
	if (code == OK)
		code = hand_prepare(going->hands, going->arena, &going->message, going->to,
				&going->mail);
	if (code != OK)
		return code;
	going->goes = true;
	going->message.tries++;
	return put_state(going, MESSAGE_UNCERTAIN, UNDER_WAY);
}

/* Before it goes: it may. In a batch. */
static enum code
claim(struct going *going, int64_t id)
{
	enum verdict verdict;
	enum code code = look_at(going, id);

	if (code != OK || !going->mine)
		return code;
	code = message_verdict(going->hands->desk, going->arena, &going->message,
			going->sending->ways, &verdict, &going->why);
	if (code != OK)
		return code;
	if (verdict == VERDICT_WAIT || (verdict == VERDICT_SEND &&
			going->hands->down[going->message.channel])) {
		going->sent->resting++;
		return OK;
	}
	if (verdict == VERDICT_SEND)
		return make_ready(going);
	++*(verdict == VERDICT_FAIL ? &going->sent->failed : &going->sent->withdrawn);
	return put_state(going, verdict == VERDICT_FAIL ? MESSAGE_FAILED : MESSAGE_WITHDRAWN,
			going->why);
}

static const char *
stamp_later(struct arena *arena, const char *stamp, int minutes)
{
	char out[STAMP_SIZE];
	time_t instant;

	if (!stamp_parse(stamp, &instant))
		return stamp;
	return arena_copy(arena, stamp_format(out, instant + (time_t)minutes * 60));
}

/* After a failed try: again after a pause, as long as it is of use then. */
static enum code
put_off(struct going *going, const char *why)
{
	struct message *const message = &going->message;
	char now[STAMP_SIZE];
	const int step = message->tries < PAUSES ? message->tries : PAUSES;
	const char *next;

	desk_stamp(going->hands->desk, now);
	if (!message->until_at)
		message->until_at = stamp_later(going->arena, now, LAST_DAYS * 24 * 60);
	next = stamp_later(going->arena, now, pauses[step > 0 ? step - 1 : 0]);
	if (strcmp(next, message->until_at) > 0) {
		going->sent->failed++;
		return put_state(going, MESSAGE_FAILED, why);
	}
	going->sent->later++;
	message->due_at = next;
	message->text = going->own_text;
	message->subject = going->own_subject;
	return put_state(going, MESSAGE_WAITING, why);
}

static enum code
put_sent(struct going *going, struct message *message)
{
	return message_sent(going->hands->desk, going->arena, message);
}

static enum code
note_sent(struct going *going)
{
	enum code code = put_sent(going, &going->message);

	if (code == OK)
		code = put_others(going, put_sent);
	if (code == OK)
		going->sent->sent++;
	going->why = NULL;
	return code;
}

/* After it went, or didn't. In a batch. */
static enum code
note(struct going *going, enum handed handed, const char *why)
{
	switch (handed) {
	case HANDED_OVER:
		return note_sent(going);
	case HANDED_REFUSED:
		going->sent->failed++;
		return put_state(going, MESSAGE_FAILED, why);
	case HANDED_UNKNOWN:
		going->sent->uncertain++;
		return put_state(going, MESSAGE_UNCERTAIN, why);
	case HANDED_DOWN:
		going->hands->down[going->message.channel] = true;
		return put_off(going, why);
	default:
		return put_off(going, why);
	}
}

static enum code
in_batch(struct desk *desk, struct going *going, int64_t id)
{
	const enum code code = batch_begin(desk, "send", NULL);

	return code == OK ? batch_end(desk, claim(going, id)) : code;
}

static enum code
go(struct going *going)
{
	struct desk *const desk = going->hands->desk;
	const char *why;
	const enum handed handed = hand_over(going->hands, going->arena, &going->message, going->to,
			&going->mail, &why);
	const enum code code = batch_begin(desk, "send", NULL);

	return code == OK ? batch_end(desk, note(going, handed, why)) : code;
}

/* A message that can't even be made ready is nothing against the others: it is put off. */
static enum code
fail_prepared(struct going *going)
{
	struct desk *const desk = going->hands->desk;
	const char *const why = arena_copy(going->arena, error_text());
	enum code code;

	error_clear();
	going->other_count = 0;
	if ((code = batch_begin(desk, "send", NULL)) != OK)
		return code;
	code = record_get(desk, going->arena, &message_record, going->message.row.id,
			&going->message);
	if (code == OK) {
		going->message.tries++;
		code = put_off(going, why);
	}
	return batch_end(desk, code);
}

static enum code
send_one(struct hands *hands, const struct sending *sending, struct sent *sent, int64_t id)
{
	struct arena arena = {0};
	struct going going = { .hands = hands, .arena = &arena, .sending = sending, .sent = sent };
	enum code code = in_batch(hands->desk, &going, id);

	if (code == OK && going.goes)
		code = go(&going);
	else if (code == CLASH || code == INPUT)
		code = fail_prepared(&going);
	if (code == OK && going.mine && (going.message.state != MESSAGE_WAITING || going.why))
		tell(&going);
	buffer_free(&going.mail);
	arena_free(&arena);
	return code;
}

/* The way of a channel is opened outside of transactions: a password may come from a program. One
 * that can't be leaves its messages waiting; the others go. */
static void
open_way(struct hands *hands, int channel)
{
	if (hands->down[channel] || hands_open(hands, channel) == OK)
		return;
	hands->down[channel] = true;
	if (!hands->failed)
		hands->failed = arena_copy(&hands->arena, error_text());
	error_clear();
}

static enum code
send_all(struct hands *hands, const struct sending *sending, struct sent *out)
{
	struct arena arena = {0};
	struct message_line *rows;
	size_t count;
	enum code code = due_load(hands->desk, &arena, &rows, &count);

	if (sending->limit && count > sending->limit)
		count = sending->limit;
	for (size_t i = 0; code == OK && i < count; i++) {
		if (rows[i].channel != MESSAGE_LETTER)
			open_way(hands, rows[i].channel);
		code = send_one(hands, sending, out, rows[i].row.id);
	}
	arena_free(&arena);
	return code;
}

enum code
outbox_send(struct desk *desk, const struct sending *sending, struct sent *out)
{
	struct hands hands = { .desk = desk, .ways = sending->ways };
	enum code code;

	*out = (struct sent){0};
	if (desk->demo)
		return fail(DENIED, "send: this is a practice run, from which nothing is ever sent");
	code = send_all(&hands, sending, out);
	if (code == OK && hands.failed)
		code = fail(WORLD, "%s", hands.failed);
	hands_close(&hands);
	return code;
}
