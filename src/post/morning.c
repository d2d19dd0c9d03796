/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The morning's messages: reminders of visits, then recalls.
 */
#include "post/morning.h"

#include "book/opening.h"
#include "book/patient.h"
#include "draft.h"
#include "recall/calls.h"
#include "recall/recall.h"
#include "store/change.h"

#define REMINDER_DAYS 2		/* open days ahead */
#define OPENINGS_SEEN 200	/* of a day, of which one is offered that nobody else is */

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
	size_t limit;			/* of messages; 0: none */
	struct morning_line *list;
	size_t count, room;
	struct offer *offered;		/* to anybody, this morning */
	size_t offered_count, offered_room;
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

/* Queues it where there is a way that may be used. */
static enum code
draft_take(struct morning *at, const struct draft *draft)
{
	struct message message;
	bool any;
	const enum code code = at->dry_run ? draft_make(at->desk, at->arena, draft, &message, &any) :
		draft_queue(at->desk, at->arena, draft, &message, &any);

	return code == OK && any ? line_add(at, &message) : code;
}

static bool
is_full(const struct morning *at)
{
	return at->limit > 0 && at->count >= at->limit;
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
	struct rests *rests = NULL;
	size_t count;
	int until;
	enum code code = practice_open_day(desk, today, setting_int(desk, "reminder_days",
			REMINDER_DAYS), &until);

	if (code != OK || until == NONE)
		return code;
	code = record_select(desk, at->arena, &appointment_record, &visits, &count, TO_REMIND, "ttt",
			civil_format(first, today), civil_format(last, until),
			stamp_format(midnight, zone_instant(today, 0)));
	if (code == OK)
		code = rests_read(desk, at->arena, PURPOSE_REMINDER, &rests);
	for (size_t i = 0; code == OK && i < count && !is_full(at); i++) {
		const struct draft draft = { .template = TEMPLATE_REMINDER,
			.purpose = PURPOSE_REMINDER, .patient = visits[i].patient,
			.visit = &visits[i], .wanted = NONE, .method = NONE };
		struct patient patient;

		code = record_get(desk, at->arena, &patient_record, visits[i].patient, &patient);
		if (code == OK && !rests_why(rests, patient.row.id, patient.state,
				patient.household, PURPOSE_REMINDER))
			code = draft_take(at, &draft);
	}
	return code;
}

/* Is the chair or the provider offered to somebody already, this morning? */
static bool
is_offered(const struct morning *at, const struct opening *opening)
{
	const struct slot *const slot = &opening->slot;

	for (size_t i = 0; i < at->offered_count; i++) {
		const struct offer *const other = &at->offered[i];

		if ((other->chair == slot->chair || other->provider == opening->provider) &&
				other->day == slot->day &&
				other->start < slot->start + slot->minutes &&
				slot->start < other->start + other->minutes)
			return true;
	}
	return false;
}

/* Another place on that day which nobody is offered yet; where there is none, it stays as it is. */
static enum code
opening_free(struct morning *at, struct opening_search search, struct opening *opening)
{
	struct opening *others;
	size_t count;
	enum code code;

	search.first = search.last = opening->slot.day;
	search.one_a_day = false;
	search.limit = OPENINGS_SEEN;
	if (!is_offered(at, opening))
		return OK;
	code = openings_find(at->desk, at->arena, &search, &others, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (!is_offered(at, &others[i])) {
			*opening = others[i];
			break;
		}
	return code;
}

static void
offer_add(struct morning *at, const struct opening_search *search, const struct opening *opening,
		struct draft *draft)
{
	const size_t size = sizeof *at->offered;
	const struct offer offer = { .type = search->type, .provider = opening->provider,
		.chair = opening->slot.chair, .day = opening->slot.day,
		.start = opening->slot.start, .minutes = opening->slot.minutes };

	if (at->offered_count == at->offered_room) {
		const size_t larger = at->offered_room ? at->offered_room * 2 : 32;

		at->offered = arena_grow(at->arena, at->offered, at->offered_room * size,
				larger * size);
		at->offered_room = larger;
	}
	at->offered[at->offered_count++] = offer;
	draft->offers[draft->offer_count++] = offer;
}

/* Two days on which she can come, if it can be at times that others aren't offered. */
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
		.one_a_day = true, .limit = DRAFT_OFFERS };

	if (code != OK || !wanted.type)
		return code;
	code = openings_find(at->desk, at->arena, &search, &openings, &count);
	for (size_t i = 0; code == OK && i < count && i < DRAFT_OFFERS; i++) {
		code = opening_free(at, search, &openings[i]);
		if (code == OK)
			offer_add(at, &search, &openings[i], draft);
	}
	return code;
}

static enum code
recalls_plan(struct morning *at)
{
	struct recall_step *steps;
	size_t count;
	enum code code = recall_steps_today(at->desk, at->arena, &steps, &count);

	for (size_t i = 0; code == OK && i < count && !is_full(at); i++) {
		struct draft draft = { .purpose = PURPOSE_INVITATION, .patient = steps[i].patient,
			.recall = steps[i].recall, .wanted = steps[i].channel - CHANNEL_TEXT,
			.method = NONE,
			.template = steps[i].stage == STAGE_REACTIVATION ? TEMPLATE_REACTIVATION :
				TEMPLATE_RECALL };

		if (draft.wanted != MESSAGE_LETTER)	/* which names none */
			code = offers_find(at, &draft);
		if (code == OK)
			code = draft_take(at, &draft);
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
morning_plan(struct desk *desk, struct arena *arena, const struct morning_options *options,
		struct morning_line **out, size_t *count)
{
	const bool dry_run = options->dry_run;
	struct morning at = { .desk = desk, .arena = arena, .dry_run = dry_run,
		.limit = options->limit };
	enum code code = dry_run ? OK : batch_begin(desk, NULL, NULL);

	if (code == OK)
		code = plan(&at);
	if (!dry_run)
		code = batch_end(desk, code);
	*out = at.list;
	*count = at.count;
	return code;
}
