/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The morning's messages: reminders of visits, then recalls.
 */
#include "post/morning.h"

#include "book/opening.h"
#include "book/patient.h"
#include "post/queue.h"
#include "recall/calls.h"
#include "recall/recall.h"
#include "store/change.h"

#define REMINDER_DAYS 2		/* open days ahead */
#define OPENINGS 2		/* that a message offers */
#define INVITATION_DAYS 3	/* for which an invitation is worth sending */

static const struct field morning_fields[] = {
	{ "id", "Id", FIELD_ID, offsetof(struct morning_line, id), 0, NULL, NULL },
	FIELD_WORDS(morning_line, template, "Template", template_words, 0),
	FIELD_WORDS(morning_line, channel, "Channel", message_channel_words, 0),
	FIELD_WORDS(morning_line, purpose, "Purpose", purpose_words, 0),
	FIELD_REFERS(morning_line, patient, "Patient", "patient", 0),
	FIELD(morning_line, name, "Name", FIELD_TEXT, 0),
	FIELD(morning_line, reach_value, "To", FIELD_TEXT, 0),
	FIELD_REFERS(morning_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD_REFERS(morning_line, recall, "Recall", "recall", OPTIONAL),
	FIELD(morning_line, text, "Text", FIELD_TEXT, LONG),
};

const struct record morning_line_record = {
	"morning", "message", sizeof(struct morning_line), morning_fields,
	FIELD_COUNT(morning_fields), true, NULL
};

struct morning {
	struct desk *desk;
	struct arena *arena;
	bool dry_run;
	struct morning_line *list;
	size_t count, room;
};

/* One that may be queued: about a visit, or a recall. */
struct draft {
	enum template_name template;
	enum purpose purpose;
	int64_t patient, recall;
	struct appointment *visit;	/* NULL: none */
	int wanted;			/* enum message_channel, NONE: what she prefers */
	struct offer offers[OPENINGS];
	size_t offer_count;
};

static enum code
line_add(struct morning *at, const struct message *message)
{
	const size_t size = sizeof *at->list;
	struct patient patient;
	struct reach reach;
	enum code code = record_get(at->desk, at->arena, &patient_record, message->patient, &patient);

	if (code == OK)
		code = record_get(at->desk, at->arena, &reach_record, message->reach, &reach);
	if (code != OK)
		return code;
	if (at->count == at->room) {
		const size_t larger = at->room ? at->room * 2 : 32;

		at->list = arena_grow(at->arena, at->list, at->room * size, larger * size);
		at->room = larger;
	}
	at->list[at->count++] = (struct morning_line){ .id = message->row.id,
		.template = word_index(template_words, message->template),
		.channel = message->channel, .purpose = message->purpose,
		.patient = message->patient, .name = patient.name, .reach_value = reach.value,
		.text = message->text, .appointment = message->appointment,
		.recall = message->recall };
	return OK;
}

static void
question_set(struct arena *arena, const struct draft *draft, struct message *message)
{
	if (draft->template == TEMPLATE_REMINDER)
		message->question = QUESTION_KEEP;
	if (draft->offer_count == 0 || message->channel == MESSAGE_LETTER)
		return;
	message->question = QUESTION_CHOOSE;
	message->offers = offers_format(arena, draft->offers, draft->offer_count);
}

/* Of no use any more once the visit has begun, or after some days. */
static const char *
until_of(const struct morning *at, const struct draft *draft)
{
	char stamp[STAMP_SIZE];
	const struct appointment *const visit = draft->visit;

	return arena_copy(at->arena, stamp_format(stamp, visit && draft->template !=
			TEMPLATE_MISSED ? zone_instant(visit->day, visit->start) :
			zone_instant(desk_today(at->desk) + INVITATION_DAYS, 0)));
}

static enum code
message_make(struct morning *at, const struct draft *draft, int channel, int64_t reach,
		struct message *out)
{
	const struct filling filling = { .patient = draft->patient, .reach = reach,
		.visit = draft->visit, .start = NONE, .offers = draft->offers,
		.offer_count = channel == MESSAGE_LETTER ? 0 : draft->offer_count };
	struct letter letter;
	enum code code = template_fill(at->desk, at->arena, draft->template,
			(enum message_channel)channel, &filling, &letter);

	record_blank(&message_record, out);
	out->patient = draft->patient;
	out->reach = reach;
	out->channel = channel;
	out->purpose = (int)draft->purpose;
	out->template = template_words[draft->template];
	out->text = letter.text;
	out->subject = letter.subject;
	out->until_at = until_of(at, draft);
	out->recall = draft->recall;
	out->appointment = draft->visit ? draft->visit->row.id : 0;
	question_set(at->arena, draft, out);
	return code;
}

/* Queues it where there is a way that may be used. */
static enum code
draft_queue(struct morning *at, const struct draft *draft)
{
	struct message message;
	int64_t reach;
	int channel;
	enum code code = message_way(at->desk, draft->patient, draft->purpose, draft->wanted,
			&channel, &reach);

	if (code != OK || !reach)
		return code;
	if ((code = message_make(at, draft, channel, reach, &message)) != OK)
		return code;
	if (!at->dry_run && (code = message_queue(at->desk, at->arena, &message)) != OK)
		return code;
	return line_add(at, &message);
}

/* Visits to be reminded of: nobody has been, of the visit as it stands. */
#define TO_REMIND "WHERE day > $1 AND day <= $2 AND state = 'booked' AND confirmed = 'not_asked'" \
	" AND made_at < $3 AND NOT EXISTS (SELECT 1 FROM message m" \
	" WHERE m.appointment = appointment.id AND m.template = 'reminder'" \
	" AND m.sequence = appointment.sequence AND m.state <> 'withdrawn')" \
	" ORDER BY day, start, id"

static enum code
reminders_plan(struct morning *at)
{
	struct desk *const desk = at->desk;
	const int today = desk_today(desk);
	char first[DAY_SIZE], last[DAY_SIZE], midnight[STAMP_SIZE];
	struct appointment *visits;
	size_t count;
	int until;
	enum code code = practice_open_day(desk, today, setting_int(desk, "reminder_days",
			REMINDER_DAYS), &until);

	if (code != OK || until == NONE)
		return code;
	code = record_select(desk, at->arena, &appointment_record, &visits, &count, TO_REMIND, "ttt",
			civil_format(first, today), civil_format(last, until),
			stamp_format(midnight, zone_instant(today, 0)));
	for (size_t i = 0; code == OK && i < count; i++) {
		const struct approach approach = { .patient = visits[i].patient,
			.purpose = PURPOSE_REMINDER, .channel = CONTACT_LETTER };
		const struct draft draft = { .template = TEMPLATE_REMINDER,
			.purpose = PURPOSE_REMINDER, .patient = visits[i].patient,
			.visit = &visits[i], .wanted = NONE };
		const char *why;

		code = contact_rest(desk, at->arena, &approach, &why);
		if (code == OK && !why)
			code = draft_queue(at, &draft);
	}
	return code;
}

/* Two days on which she can come. */
static enum code
offers_find(struct morning *at, struct draft *draft)
{
	struct wanted wanted;
	struct opening *openings;
	size_t count;
	enum code code = recall_wanted(at->desk, at->arena, draft->patient, &wanted);
	const struct opening_search search = { .patient = draft->patient, .type = wanted.type,
		.first = wanted.not_before == NONE ? desk_today(at->desk) + 1 : wanted.not_before,
		.last = NONE, .minutes = NONE, .after = NONE, .before = NONE, .commitments = true,
		.one_a_day = true, .limit = OPENINGS };

	if (code != OK || !wanted.type)
		return code;
	code = openings_find(at->desk, at->arena, &search, &openings, &count);
	for (size_t i = 0; code == OK && i < count && i < OPENINGS; i++)
		draft->offers[draft->offer_count++] = (struct offer){ .type = wanted.type,
			.provider = openings[i].provider, .chair = openings[i].slot.chair,
			.day = openings[i].slot.day, .start = openings[i].slot.start,
			.minutes = openings[i].slot.minutes };
	return code;
}

static enum code
recalls_plan(struct morning *at)
{
	struct recall_step *steps;
	size_t count;
	enum code code = recall_steps_today(at->desk, at->arena, &steps, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		struct draft draft = { .purpose = PURPOSE_INVITATION, .patient = steps[i].patient,
			.recall = steps[i].recall, .wanted = steps[i].channel - CHANNEL_TEXT,
			.template = steps[i].stage == STAGE_REACTIVATION ? TEMPLATE_REACTIVATION :
				TEMPLATE_RECALL };

		code = offers_find(at, &draft);
		if (code == OK)
			code = draft_queue(at, &draft);
	}
	return code;
}

static enum code
plan(struct morning *at)
{
	const enum code code = reminders_plan(at);

	return code == OK ? recalls_plan(at) : code;
}

enum code
morning_plan(struct desk *desk, struct arena *arena, bool dry_run, struct morning_line **out,
		size_t *count)
{
	struct morning at = { .desk = desk, .arena = arena, .dry_run = dry_run };
	enum code code = dry_run ? OK : batch_begin(desk, NULL, NULL);

	if (code == OK)
		code = plan(&at);
	if (!dry_run)
		code = batch_end(desk, code);
	*out = at.list;
	*count = at.count;
	return code;
}

/* Consequences */

/* What waits about a visit, or (visit 0) for a patient, isn't sent any more. */
static enum code
withdraw(struct desk *desk, struct arena *arena, int64_t visit, int64_t patient, const char *why)
{
	struct message *rows;
	size_t count;
	enum code code = record_select(desk, arena, &message_record, &rows, &count,
			"WHERE state = 'waiting' AND (appointment = $1 OR patient = $2) ORDER BY id",
			"rr", visit, patient);

	for (size_t i = 0; code == OK && i < count; i++) {
		rows[i].state = MESSAGE_WITHDRAWN;
		rows[i].error = why;
		code = record_put(desk, &message_record, &rows[i]);
	}
	return code;
}

static bool
is_other_time(const struct appointment *before, const struct appointment *after)
{
	return !before || before->state != VISIT_BOOKED || before->day != after->day ||
		before->start != after->start;
}

static enum code
visit_follow(struct morning *at, const struct appointment *before, struct appointment *after)
{
	const bool booked = after->state == VISIT_BOOKED && is_other_time(before, after);
	const bool missed = after->state == VISIT_MISSED && before &&
		before->state == VISIT_BOOKED && after->day >= desk_today(at->desk) - 1;
	struct draft draft = { .purpose = PURPOSE_SERVICE, .patient = after->patient,
		.visit = after, .wanted = NONE };
	enum code code = OK;

	if (before && before->state == VISIT_BOOKED && (booked || after->state != VISIT_BOOKED))
		code = withdraw(at->desk, at->arena, after->row.id, 0, "the visit has changed");
	if (code != OK)
		return code;
	if (booked && after->day > desk_today(at->desk) &&
			setting_int(at->desk, "confirmations", 0)) {
		draft.template = TEMPLATE_CONFIRMATION;
		return draft_queue(at, &draft);
	}
	if (!missed || !setting_int(at->desk, "missed_notes", 0))
		return OK;
	draft.template = TEMPLATE_MISSED;
	return draft_queue(at, &draft);
}

enum code
messages_follow(struct desk *desk, const struct written *rows, size_t count)
{
	struct arena arena = { 0 };
	struct morning at = { .desk = desk, .arena = &arena };
	enum code code = OK;

	for (size_t i = 0; desk->mode == MODE_WRITE && code == OK && i < count; i++) {
		struct appointment after;

		if (!rows[i].after)
			continue;
		after = *(const struct appointment *)rows[i].after;
		code = visit_follow(&at, rows[i].before, &after);
	}
	arena_free(&arena);
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
			code = withdraw(desk, &arena, 0, after->row.id, "has died");
	}
	arena_free(&arena);
	return code;
}
