/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox as a person sees it, and settling what is in it.
 */
#include "post/settle.h"

#include "book/patient.h"
#include "sent.h"
#include "store/change.h"

static enum code
fail_state(const struct message *message, const char *act)
{
	return fail(CLASH, "message %lld: it is %s: %s", (long long)message->row.id,
			message_state_words[message->state], act);
}

static enum code
settle_check(const struct message *message, enum settle settle)
{
	const int state = message->state;

	if (settle == SETTLE_SENT && state != MESSAGE_UNCERTAIN)
		return fail_state(message, "only of an uncertain one can it be said that it went out");
	if (settle == SETTLE_AGAIN && state != MESSAGE_UNCERTAIN && state != MESSAGE_FAILED)
		return fail_state(message, "only a failed or uncertain one can be sent again");
	if (settle == SETTLE_WITHDRAW && (state == MESSAGE_SENT || state == MESSAGE_WITHDRAWN))
		return fail_state(message, "it can't be withdrawn any more");
	return OK;
}

static enum code
settle_put(struct desk *desk, struct arena *arena, struct message *message, enum settle settle)
{
	char now[STAMP_SIZE];

	if (settle == SETTLE_SENT)
		return message_sent(desk, arena, message);
	message->state = settle == SETTLE_AGAIN ? MESSAGE_WAITING : MESSAGE_WITHDRAWN;
	if (settle == SETTLE_AGAIN) {
		message->due_at = arena_copy(arena, desk_stamp(desk, now));
		message->until_at = NULL;
		message->tries = 0;
	}
	message->error = settle == SETTLE_WITHDRAW ? arena_print(arena, "withdrawn by %s",
			desk->who) : NULL;
	return record_put(desk, &message_record, message);
}

static enum code
settle_said(struct desk *desk, struct arena *arena, const struct message *message,
		enum settle settle, const char **said)
{
	static const char *const did[] = { [SETTLE_SENT] = "it went out",
		[SETTLE_AGAIN] = "it will be sent again", [SETTLE_WITHDRAW] = "withdrawn" };
	struct patient patient;
	const enum code code = record_get(desk, arena, &patient_record, message->patient, &patient);

	if (code == OK)
		*said = arena_print(arena, "%s, %s: %s", patient.name,
				message_channel_words[message->channel], did[settle]);
	return code;
}

enum code
message_settle(struct desk *desk, struct arena *arena, struct message *message,
		enum settle settle, const char **said)
{
	enum code code = settle_check(message, settle);

	if (code != OK || (code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	code = settle_put(desk, arena, message, settle);
	if (code == OK)
		code = settle_said(desk, arena, message, settle, said);
	return batch_end(desk, code);
}

#define ORDER " ORDER BY CASE state WHEN 'uncertain' THEN 0 WHEN 'failed' THEN 1" \
	" WHEN 'waiting' THEN 2 ELSE 3 END," \
	" CASE WHEN state = 'waiting' THEN due_at ELSE '' END, id DESC LIMIT $5"

/* Sent, else due, in the practice's time. */
static void
ask_when(struct arena *arena, struct message_line *line)
{
	char day_text[DAY_SIZE], clock[CLOCK_SIZE];
	time_t instant;
	int day, minute;

	if (!stamp_parse(line->sent_at ? line->sent_at : line->due_at, &instant))
		return;
	zone_local(instant, &day, &minute);
	line->when = arena_print(arena, "%sT%s", civil_format(day_text, day),
			clock_format(clock, minute));
}

enum code
outbox_load(struct desk *desk, struct arena *arena, const struct outbox_filter *filter,
		struct message_line **out, size_t *count)
{
	const char *const state = filter->state == NONE ? NULL : message_state_words[filter->state];
	const bool open = filter->state == NONE && !filter->all;
	char since[STAMP_SIZE] = "";
	enum code code;

	if (filter->since != NONE)
		stamp_format(since, zone_instant(filter->since, 0));
	code = record_select(desk, arena, &message_line_record, out, count, "WHERE"
			" (CAST($1 AS TEXT) IS NULL OR state = $1)"
			" AND ($2 = 0 OR state IN ('waiting', 'failed', 'uncertain'))"
			" AND ($3 = 0 OR patient = $3) AND coalesce(sent_at, due_at) >= $4" ORDER,
			"tiItI", state, (int)open, filter->patient, since,
			filter->limit ? (int64_t)filter->limit : INT64_MAX);
	for (size_t i = 0; code == OK && i < *count; i++)
		ask_when(arena, &(*out)[i]);
	return code;
}

static enum code
count_state(struct desk *desk, enum message_state state, int *out)
{
	int64_t count;
	const enum code code = db_value(desk->db, &count, state == MESSAGE_WAITING ?
			"SELECT count(*) FROM message WHERE state = 'waiting'" :
			"SELECT count(*) FROM message WHERE state = $1 AND state IN"
			" ('failed', 'uncertain')", state == MESSAGE_WAITING ? "" : "t",
			message_state_words[state]);

	*out = (int)count;
	return code;
}

enum code
outbox_count(struct desk *desk, struct outbox_counts *out)
{
	char today[STAMP_SIZE];
	int64_t sent = 0;
	enum code code = count_state(desk, MESSAGE_WAITING, &out->waiting);

	if (code == OK)
		code = count_state(desk, MESSAGE_FAILED, &out->failed);
	if (code == OK)
		code = count_state(desk, MESSAGE_UNCERTAIN, &out->uncertain);
	if (code == OK)
		code = db_value(desk->db, &sent, "SELECT count(*) FROM message WHERE state = 'sent'"
				" AND sent_at >= $1", "t",
				stamp_format(today, zone_instant(desk_today(desk), 0)));
	out->sent = (int)sent;
	return code;
}

enum code
outbox_troubles(struct desk *desk, int *out)
{
	int64_t count = 0;
	const enum code code = db_value(desk->db, &count, "SELECT count(*) FROM message"
			" WHERE state IN ('failed', 'uncertain')", "");

	*out = (int)count;
	return code;
}
