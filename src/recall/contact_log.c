/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Logging a contact, and what its outcome sets next by itself (desk.md section 5).
 */
#include <assert.h>

#include "base/local.h"
#include "base/text.h"
#include "contact_put.h"
#include "rest.h"
#include "rules.h"
#include "store/change.h"

static const char *const outcome_said[] = {
	[OUTCOME_TOLD] = "told", [OUTCOME_TALKED] = "talked",
	[OUTCOME_LEFT_MESSAGE] = "left message", [OUTCOME_NO_ANSWER] = "rang, nobody",
	[OUTCOME_WILL_CALL] = "will call", [OUTCOME_CALL_AT] = "to be called",
	[OUTCOME_NOT_UNTIL] = "not now", [OUTCOME_OFF] = "wants no more of it",
	[OUTCOME_WRONG_NUMBER] = "wrong number", [OUTCOME_BOOKED] = "booked",
};

/* The day and minute of `until`; *minute NONE where it is a day. */
static bool
until_parse(const char *until, int *day, int *minute)
{
	*minute = NONE;
	return moment_parse(until, day, minute) || civil_parse(until, day);
}

static bool
is_past(const struct desk *desk, int day, int minute)
{
	const int today = desk_today(desk);

	return day < today || (day == today && minute != NONE && minute < desk_minute(desk));
}

static enum code
until_check(const struct desk *desk, const struct contact *contact)
{
	const int outcome = contact->outcome;
	int day, minute;

	if (!contact->until) {
		if (outcome == OUTCOME_CALL_AT)
			return fail(INPUT, "call_at: say when, 2026-11-24T15:00 or a day");
		if (outcome == OUTCOME_NOT_UNTIL)
			return fail(INPUT, "not_until: say until which day, 2026-11-24");
		return OK;
	}
	if (outcome != OUTCOME_CALL_AT && outcome != OUTCOME_NOT_UNTIL &&
			outcome != OUTCOME_WILL_CALL)
		return fail(INPUT, "until: only call_at, not_until and will_call have one");
	if (!until_parse(contact->until, &day, &minute))
		return fail(INPUT, "until %s: neither a day nor a moment", contact->until);
	if (outcome == OUTCOME_NOT_UNTIL && minute != NONE)
		return fail(INPUT, "until %s: not_until takes a day", contact->until);
	if (is_past(desk, day, minute))
		return fail(INPUT, "until %s: that is past", contact->until);
	return OK;
}

static enum code
contact_check(const struct desk *desk, const struct contact *contact)
{
	const bool spoken = contact->channel == CONTACT_CALL || contact->channel == CONTACT_DESK;

	if (contact->outcome == NONE && spoken)
		return fail(INPUT, "outcome: say how the %s ended",
				contact_channel_words[contact->channel]);
	return until_check(desk, contact);
}

static const char *
kind_for(int channel)
{
	if (channel == CONTACT_EMAIL)
		return "email";
	return channel == CONTACT_LETTER ? "address" : "phone";
}

enum code
contact_reach(struct desk *desk, int64_t patient, int channel, int64_t *reach)
{
	return db_value(desk->db, reach, "SELECT r.id FROM patient_reach pr"
			" JOIN reach r ON r.id = pr.reach"
			" WHERE pr.patient = $1 AND r.kind = $2 AND r.failed IS NULL"
			" ORDER BY pr.position, pr.id LIMIT 1", "It", patient, kind_for(channel));
}

static enum code
reach_fill(struct desk *desk, struct contact *contact)
{
	if (contact->reach || contact->direction == DIRECTION_IN ||
			contact->channel == CONTACT_DESK)
		return OK;
	return contact_reach(desk, contact->patient, contact->channel, &contact->reach);
}

/* What a wrong number is to one is it to all whom it serves. */
static enum code
reach_fails(struct desk *desk, struct arena *arena, int64_t id)
{
	struct reach reach;
	enum code code;

	if (!id)
		return OK;
	if ((code = record_get(desk, arena, &reach_record, id, &reach)) != OK)
		return code;
	reach.failed = "wrong number";
	return record_put(desk, &reach_record, &reach);
}

/* The earliest day after today on which a recall of the patient asks for its next step, as it
 * will be once the consequences have run; NONE: none. */
static enum code
next_step(struct desk *desk, struct arena *arena, int64_t patient, int *day)
{
	const int today = desk_today(desk);
	struct history history;
	struct rules rules;
	struct recall *rows;
	size_t count;
	enum code code;

	*day = NONE;
	if ((code = rules_load(desk, arena, &rules)) != OK ||
	    (code = history_load(desk, arena, &rules, patient, &history)) != OK ||
	    (code = record_select(desk, arena, &recall_record, &rows, &count,
			ROWS_WITH_RULE, "I", patient)) != OK)
		return code;
	history.rows = rows;
	history.row_count = count;
	for (size_t i = 0; i < count; i++) {
		recall_apply(&rules, rules_of(&rules, rows[i].recall_type), &history, &rows[i]);
		if (rows[i].next_visit != NONE && rows[i].next_visit >= today)
			continue;
		if (rows[i].act_on > today && (*day == NONE || rows[i].act_on < *day))
			*day = rows[i].act_on;
	}
	return OK;
}

static enum code
said_no_answer(struct desk *desk, struct arena *arena, const char **next)
{
	const int again = desk_minute(desk) + CALL_AGAIN_MINUTES, today = desk_today(desk);
	int from, until, day;
	char clock[CLOCK_SIZE];
	enum code code;

	calling_hours(desk, &from, &until);
	if (again <= until) {
		*next = arena_print(arena, ", again from %s", clock_said(clock, again));
		return OK;
	}
	if ((code = practice_open_day(desk, today, 1, &day)) == OK)
		*next = day == NONE ? "" : arena_print(arena, ", again %s",
				day_said(arena, day, today));
	return code;
}

static enum code
said_wrong_number(struct desk *desk, struct arena *arena, const struct contact *contact,
		const char **next)
{
	struct reach reach;
	int64_t id;
	enum code code = contact_reach(desk, contact->patient, contact->channel, &id);

	*next = ", and there is no other";
	if (code != OK || !id)
		return code;
	if ((code = record_get(desk, arena, &reach_record, id, &reach)) == OK)
		*next = arena_print(arena, ", next is %s", reach.value);
	return code;
}

static const char *
said_until(struct desk *desk, struct arena *arena, const char *until)
{
	char clock[CLOCK_SIZE];
	int day, minute;

	if (!until_parse(until, &day, &minute))
		return "";
	return arena_print(arena, ", again %s%s%s", day_said(arena, day, desk_today(desk)),
			minute == NONE ? "" : " ", clock_said(clock, minute));
}

static enum code
said_next(struct desk *desk, struct arena *arena, const struct contact *contact,
		const char **next)
{
	int day;
	enum code code;

	*next = "";
	if (contact->outcome == OUTCOME_NO_ANSWER)
		return said_no_answer(desk, arena, next);
	if (contact->outcome == OUTCOME_WRONG_NUMBER)
		return said_wrong_number(desk, arena, contact, next);
	if (contact->until)
		*next = said_until(desk, arena, contact->until);
	if (contact->until || contact->purpose != PURPOSE_INVITATION ||
			contact->outcome == OUTCOME_OFF || contact->outcome == OUTCOME_BOOKED)
		return OK;
	code = next_step(desk, arena, contact->patient, &day);
	if (code == OK && day != NONE)
		*next = arena_print(arena, ", again %s", day_said(arena, day, desk_today(desk)));
	return code;
}

enum code
contact_put(struct desk *desk, struct arena *arena, struct contact *contact, const char *name,
		const char **said)
{
	char at[STAMP_SIZE];
	struct patient patient;
	const char *next;
	enum code code;

	assert(contact->row.id == 0);
	contact->at = arena_copy(arena, desk_stamp(desk, at));
	contact->who = arena_copy(arena, desk->who);
	if ((code = contact_check(desk, contact)) != OK ||
	    (code = record_get(desk, arena, &patient_record, contact->patient, &patient)) != OK ||
	    (code = reach_fill(desk, contact)) != OK ||
	    (code = record_put(desk, &contact_record, contact)) != OK)
		return code;
	if (contact->outcome == OUTCOME_WRONG_NUMBER &&
			(code = reach_fails(desk, arena, contact->reach)) != OK)
		return code;
	if (!said || (code = said_next(desk, arena, contact, &next)) != OK)
		return code;
	*said = arena_print(arena, "%s: %s%s", name ? name : patient.name,
			contact->outcome == NONE ? "sent" : outcome_said[contact->outcome], next);
	return OK;
}

enum code
contact_log(struct desk *desk, struct arena *arena, struct contact *contact, const char **said)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	return batch_end(desk, contact_put(desk, arena, contact, NULL, said));
}
