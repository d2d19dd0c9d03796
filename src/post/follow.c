/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox follows the visits.
 */
#include "post/follow.h"

#include <string.h>

#include "base/text.h"
#include "draft.h"
#include "post/queue.h"
#include "untold.h"

struct following {
	struct desk *desk;
	struct arena *arena;
	bool back;			/* an undo or redo: only what has gone out is put right */
	bool wants;			/* the practice wants it in writing */
};

/* One visit, as it was and as it is. */
struct turn {
	const struct appointment *before, *after;	/* before NULL: it was made */
	bool other_time;		/* than she knows of */
	bool withdrew;			/* its confirmation was still waiting */
	struct message told;		/* what she has in writing last; row.id 0: nothing */
};

/* What waits */

static bool
is_other_time(const struct appointment *before, const struct appointment *after)
{
	return before->day != after->day || before->start != after->start ||
		before->minutes != after->minutes;
}

/* Speaks it of what isn't so any more? What an undo has put back has an earlier sequence, and is so
 * again. */
static bool
is_overtaken(const struct following *at, const struct turn *turn, const struct message *message)
{
	if (!turn->other_time && turn->before->state == turn->after->state)
		return false;
	return !at->back || message->sequence == NONE ||
		message->sequence >= turn->before->sequence;
}

static enum code
waiting_update(struct following *at, struct turn *turn, struct message *message)
{
	if (is_overtaken(at, turn, message)) {
		if (strcmp(message->template, template_words[TEMPLATE_CONFIRMATION]) == 0)
			turn->withdrew = true;
		message->state = MESSAGE_WITHDRAWN;
		message->error = "the visit has changed";
	} else if (message->sequence != NONE) {
		message->sequence = turn->after->sequence;
	}
	return record_put(at->desk, &message_record, message);
}

/* What waits about a visit goes, or goes on to be about it. */
static enum code
waiting_follow(struct following *at, struct turn *turn)
{
	struct message *rows;
	size_t count;
	enum code code = record_select(at->desk, at->arena, &message_record, &rows, &count,
			"WHERE state = 'waiting' AND appointment = $1 ORDER BY id", "I",
			turn->after->row.id);

	for (size_t i = 0; code == OK && i < count; i++)
		code = waiting_update(at, turn, &rows[i]);
	return code;
}

/* What is said */

static enum code
told_find(struct following *at, struct turn *turn)
{
	if (turn->before)
		return untold_last(at->desk, at->arena, turn->after->row.id, &turn->told);
	turn->told = (struct message){ .row.id = 0 };
	return OK;
}

static bool
told_off(const struct turn *turn)
{
	return turn->told.method == MESSAGE_CANCEL ||
		strcmp(turn->told.template, template_words[TEMPLATE_CANCELLATION]) == 0;
}

/* Once: what a redo has put back waits already. */
static enum code
queue_once(struct following *at, struct message *message)
{
	int64_t waiting = 0;
	const enum code code = db_value(at->desk->db, &waiting, "SELECT count(*) FROM message"
			" WHERE state = 'waiting' AND appointment = $1 AND reach = $2"
			" AND channel = $3 AND text = $4", "IItt", message->appointment,
			message->reach, message_channel_words[message->channel], message->text);

	if (code != OK || waiting)
		return code;
	return message_queue(at->desk, at->arena, message);
}

/* Does she have it as it is now? */
static enum code
told_that(struct following *at, const struct turn *turn, const struct draft *draft, bool *that)
{
	struct draft as = *draft;
	struct message message;
	bool any;
	enum code code;

	as.reach = turn->told.reach;
	as.wanted = turn->told.channel;
	code = draft_make(at->desk, at->arena, &as, &message, &any);
	*that = code == OK && strcmp(message.text, turn->told.text) == 0;
	return code;
}

/* That way is shut: by another that is as quick, else by a person. Who called it off herself knows. */
static enum code
correct_otherwise(struct following *at, const struct turn *turn, struct draft *draft,
		const char *why)
{
	struct message message = { .channel = MESSAGE_LETTER };
	bool that, any = false;
	enum code code = told_that(at, turn, draft, &that);

	if (code == OK && !that)
		code = draft_make(at->desk, at->arena, draft, &message, &any);
	if (code != OK && code != INPUT && code != NOT_FOUND)
		return code;
	error_clear();
	any = code == OK && any && message.channel != MESSAGE_LETTER;
	that = that || any || (turn->after->state == VISIT_CANCELLED &&
			turn->after->by == BY_PATIENT);
	if (any && (code = queue_once(at, &message)) != OK)
		return code;
	return that ? untold_over(at->desk, at->arena, turn->after) :
		untold_call(at->desk, at->arena, &turn->told, turn->before, turn->after, why);
}

/* By the way by which she has it: nothing where she was told just that already. */
static enum code
correct(struct following *at, const struct turn *turn, struct draft *draft)
{
	struct message message;
	const char *why;
	bool any;
	enum code code = untold_why(at->desk, &turn->told, &why);

	if (turn->told.method == NONE)
		draft->method = NONE;
	if (code != OK || why)
		return code == OK ? correct_otherwise(at, turn, draft, why) : code;
	draft->reach = turn->told.reach;
	draft->wanted = turn->told.channel;
	code = draft_make(at->desk, at->arena, draft, &message, &any);
	if (code != OK || (message.method == NONE && strcmp(message.text, turn->told.text) == 0))
		return code;
	return queue_once(at, &message);
}

/* An invitation needs somebody to whom it can be answered. */
static int
method_here(struct following *at, enum message_method method)
{
	return text_is_blank(setting_text(at->desk, at->arena, "email", NULL)) ? NONE : (int)method;
}

/* By the way by which she has it, else by hers. Where no words can be found for it (there is no number
 * at which to answer, no template) the visit is written all the same. */
static enum code
say(struct following *at, const struct turn *turn, struct draft *draft)
{
	struct patient patient;
	struct message message;
	bool any;
	enum code code = record_get(at->desk, at->arena, &patient_record, draft->patient, &patient);

	if (code != OK || patient.state == PATIENT_DECEASED)
		return code;
	code = turn->told.row.id ? correct(at, turn, draft) :
		draft_queue(at->desk, at->arena, draft, &message, &any);
	if (code != INPUT && code != NOT_FOUND)
		return code;
	error_clear();
	return OK;
}

static enum code
say_booked(struct following *at, struct turn *turn)
{
	const int today = desk_today(at->desk);
	struct draft draft = { .template = TEMPLATE_CONFIRMATION, .purpose = PURPOSE_SERVICE,
		.patient = turn->after->patient, .visit = turn->after, .wanted = NONE,
		.method = method_here(at, MESSAGE_REQUEST) };
	const enum code code = told_find(at, turn);

	if (code != OK || turn->after->day < today || (!turn->told.row.id && (!at->wants ||
			turn->after->day == today)))
		return code;
	return say(at, turn, &draft);
}

/* What never went out needn't be taken back. */
static enum code
say_off(struct following *at, struct turn *turn)
{
	const int today = desk_today(at->desk);
	struct appointment visit = *turn->after;
	struct draft draft = { .template = TEMPLATE_CANCELLATION, .purpose = PURPOSE_SERVICE,
		.patient = visit.patient, .visit = &visit, .wanted = NONE,
		.method = MESSAGE_CANCEL };
	const enum code code = told_find(at, turn);

	visit.day = turn->before->day;
	visit.start = turn->before->start;
	if (code != OK || visit.day < today || (turn->told.row.id ? told_off(turn) : !at->wants ||
			turn->withdrew || visit.day == today || visit.state == VISIT_PLANNED))
		return code;
	if (!turn->told.row.id)
		draft.method = NONE;
	return say(at, turn, &draft);
}

static enum code
say_missed(struct following *at, const struct turn *turn)
{
	struct draft draft = { .template = TEMPLATE_MISSED, .purpose = PURPOSE_SERVICE,
		.patient = turn->after->patient, .visit = turn->after, .wanted = NONE,
		.method = NONE };

	if (at->back || turn->after->day < desk_today(at->desk) - 1 ||
			!setting_int(at->desk, "missed_notes", 0))
		return OK;
	return say(at, turn, &draft);
}

static enum code
visit_follow(struct following *at, const struct appointment *before,
		const struct appointment *after)
{
	struct turn turn = { .before = before, .after = after,
		.other_time = before && is_other_time(before, after) };
	const bool same = before && !turn.other_time && before->state == after->state;
	enum code code = OK;

	if (same && before->sequence == after->sequence)
		return OK;
	if (before && (!at->back || before->sequence != after->sequence))
		code = waiting_follow(at, &turn);
	if (code != OK || same)
		return code;
	if (after->state == VISIT_BOOKED && (turn.other_time || !before || visit_is_off(before)))
		return say_booked(at, &turn);
	if (before && before->state == VISIT_BOOKED && visit_is_off(after))
		return say_off(at, &turn);
	if (before && before->state == VISIT_BOOKED && after->state == VISIT_MISSED)
		return say_missed(at, &turn);
	return OK;
}

enum code
messages_follow(struct desk *desk, const struct written *rows, size_t count)
{
	const char *const kind = batch_kind(desk);
	struct arena arena = { 0 };
	struct following at = { .desk = desk, .arena = &arena, .back = desk->mode == MODE_BACK,
		.wants = desk->mode == MODE_WRITE && !kind && setting_int(desk, "confirmations", 0) };
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++)
		if (rows[i].after)
			code = visit_follow(&at, rows[i].before, rows[i].after);
	arena_free(&arena);
	return code;
}

/* Who has died */

static enum code
withdraw(struct desk *desk, struct arena *arena, int64_t patient)
{
	struct message *rows;
	size_t count;
	enum code code = record_select(desk, arena, &message_record, &rows, &count,
			"WHERE state = 'waiting' AND patient = $1 ORDER BY id", "I", patient);

	for (size_t i = 0; code == OK && i < count; i++) {
		rows[i].state = MESSAGE_WITHDRAWN;
		rows[i].error = "has died";
		code = record_put(desk, &message_record, &rows[i]);
	}
	return code;
}

enum code
deaths_quiet(struct desk *desk, const struct written *rows, size_t count)
{
	struct arena arena = { 0 };
	enum code code = OK;

	for (size_t i = 0; desk->mode == MODE_WRITE && code == OK && i < count; i++) {
		const struct patient *const before = rows[i].before, *const after = rows[i].after;

		if (after && after->state == PATIENT_DECEASED &&
				(!before || before->state != PATIENT_DECEASED))
			code = withdraw(desk, &arena, after->row.id);
	}
	arena_free(&arena);
	return code;
}

/* Undo */

bool
message_stays(const void *now)
{
	const struct message *const message = now;

	return message->state != MESSAGE_WAITING;
}

enum code
visit_give_up(struct desk *desk, void *row, bool *ends)
{
	struct appointment *const visit = row;
	int64_t count = 0;
	const enum code code = db_value(desk->db, &count,
			"SELECT count(*) FROM message WHERE appointment = $1", "I", visit->row.id);

	*ends = count > 0;
	if (*ends) {
		visit->state = VISIT_CANCELLED;
		visit->by = BY_PRACTICE;
		visit->reason = "taken back";
	}
	return code;
}
