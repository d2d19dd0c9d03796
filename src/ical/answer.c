/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Acting on answers to invitations. That an answer was taken stands in the contact it leaves, with
 * the time at which it was given: so a mailbox may be read again and again.
 */
#include "ical/itip.h"

#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "recall/contact.h"
#include "store/change.h"
#include "store/right.h"

const char *const itip_taken_words[] = {"confirmed", "declined", "asked", "known", "refused",
	NULL};

#define STAMP_LENGTH 20		/* "2026-11-24T15:04:05Z", the end of the contact's note */

/* An answer on its way. */
struct act {
	struct desk *desk;
	struct arena *arena;
	const struct itip *itip;
	const char *sender;
	struct itip_result *result;
	struct appointment visit;
	struct patient patient;
	int64_t reach;
	int sequence;			/* of the invitation that is to be answered */
};

static enum code
refuse(struct act *act, const char *why)
{
	act->result->taken = TAKEN_NOT;
	act->result->said = why;
	return OK;
}

static const char *
visit_said(const struct act *act)
{
	return time_said(act->arena, act->visit.day, act->visit.start, desk_today(act->desk));
}

/* The address as it is written in the book, without case. */
static enum code
sender_find(struct act *act, const char *address)
{
	struct stmt *stmt;
	bool row;
	enum code code = db_query(act->desk->db, &stmt, "SELECT r.id, r.value FROM patient_reach pr"
			" JOIN reach r ON r.id = pr.reach WHERE pr.patient = $1 AND r.kind = 'email'"
			" ORDER BY pr.position, pr.id", "I", act->visit.patient);

	act->reach = 0;
	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		if (!act->reach && text_equal_nocase(db_text(stmt, 1), address))
			act->reach = db_int64(stmt, 0);
	db_done(stmt);
	return code;
}

/* Was an answer for this visit taken that isn't older? */
static enum code
is_known(struct act *act, bool *known)
{
	const char *note;
	size_t length;
	const enum code code = db_text_value(act->desk->db, act->arena, &note,
			"SELECT note FROM contact WHERE appointment = $1 AND direction = 'in'"
			" AND channel = 'email' AND note IS NOT NULL ORDER BY id DESC LIMIT 1",
			"I", act->visit.row.id);

	*known = false;
	if (code != OK || !note || !act->itip->stamp)
		return code;
	length = strlen(note);
	*known = length >= STAMP_LENGTH &&
		strcmp(note + length - STAMP_LENGTH, act->itip->stamp) >= 0;
	return OK;
}

/* The sequence that an answer must have: that of the newest invitation which was sent or is to be, since
 * a visit's goes up also for what isn't the patient's, as another chair; the visit's own, where none
 * went by our outbox. */
static enum code
sequence_asked(struct act *act)
{
	int64_t sequence = act->visit.sequence;
	const enum code code = db_value(act->desk->db, &sequence, "SELECT coalesce(max(sequence), $2)"
			" FROM message WHERE appointment = $1 AND method = 'request'"
			" AND state <> 'withdrawn'", "Ii", act->visit.row.id, act->visit.sequence);

	act->sequence = (int)sequence;
	return code;
}

/* Why the answer isn't one to the visit as it stands; NULL: it is. */
static const char *
why_not(const struct act *act)
{
	const struct itip *const itip = act->itip;
	const struct appointment *const visit = &act->visit;

	if (visit->state != VISIT_BOOKED)
		return arena_print(act->arena, "%s: the visit is %s", act->patient.name,
			visit_state_words[visit->state]);
	if (!act->reach)
		return arena_print(act->arena, "%s: %s is none of the patient's addresses",
			act->patient.name, act->sender ? act->sender : "nobody");
	if (itip->sequence < act->sequence)
		return arena_print(act->arena, "%s: answers an earlier invitation; the visit is %s now",
			act->patient.name, visit_said(act));
	if (itip->method == ITIP_REPLY && itip->day != NONE &&
	    (itip->day != visit->day || itip->start != visit->start))
		return arena_print(act->arena, "%s: answers another time than %s",
			act->patient.name, visit_said(act));
	return NULL;
}

static enum code
contact_leave(struct act *act, const char *note, bool call)
{
	struct contact contact;
	char today[DAY_SIZE], stamp[STAMP_SIZE];
	const char *const when = act->itip->stamp ? act->itip->stamp
			: desk_stamp(act->desk, stamp);

	record_blank(&contact_record, &contact);
	contact.patient = act->visit.patient;
	contact.reach = act->reach;
	contact.direction = DIRECTION_IN;
	contact.channel = CONTACT_EMAIL;
	contact.purpose = PURPOSE_SERVICE;
	contact.appointment = act->visit.row.id;
	contact.outcome = call ? OUTCOME_CALL_AT : OUTCOME_TOLD;
	if (call)
		contact.until = civil_format(today, desk_today(act->desk));
	contact.note = arena_print(act->arena, "%s%s%s; %s", note, act->itip->comment ? ": " : "",
		act->itip->comment ? act->itip->comment : "", when);
	return contact_log(act->desk, act->arena, &contact, NULL);
}

static enum code
accept(struct act *act)
{
	const char *said;
	enum code code = OK;

	if (act->visit.confirmed != CONFIRMED_YES)
		code = appointment_step(act->desk, act->arena, &act->visit, STEP_CONFIRM, &said);
	act->result->taken = TAKEN_CONFIRMED;
	act->result->said = arena_print(act->arena, "%s: confirmed %s", act->patient.name,
		visit_said(act));
	return code == OK ? contact_leave(act, "accepted", false) : code;
}

static enum code
decline(struct act *act)
{
	enum code code;

	act->visit.confirmed = CONFIRMED_NO;
	code = record_put(act->desk, &appointment_record, &act->visit);
	act->result->taken = TAKEN_DECLINED;
	act->result->said = arena_print(act->arena, "%s: can't come %s: to be called",
		act->patient.name, visit_said(act));
	return code == OK ? contact_leave(act, arena_print(act->arena, "can't come %s",
		visit_said(act)), true) : code;
}

/* Another time: this one doesn't suit. */
static enum code
ask(struct act *act)
{
	const struct itip *const itip = act->itip;
	const char *const when = itip->day == NONE ? "another time"
			: time_said(act->arena, itip->day, itip->start, desk_today(act->desk));
	enum code code;

	act->visit.confirmed = CONFIRMED_NO;
	code = record_put(act->desk, &appointment_record, &act->visit);
	if (code != OK)
		return code;
	act->result->taken = TAKEN_ASKED;
	act->result->said = arena_print(act->arena, "%s: asks for %s instead of %s: to be called",
		act->patient.name, when, visit_said(act));
	return contact_leave(act, arena_print(act->arena, "%s instead of %s",
		asked_format(act->arena, itip->day, itip->start), visit_said(act)), true);
}

static enum code
answer_take(struct act *act)
{
	enum code code = sequence_asked(act);
	const char *const why = code == OK ? why_not(act) : NULL;
	bool known;

	if (code != OK)
		return code;
	if (why)
		return refuse(act, why);
	code = is_known(act, &known);
	if (code != OK)
		return code;
	if (known) {
		act->result->taken = TAKEN_BEFORE;
		act->result->said = arena_print(act->arena, "%s: taken already", act->patient.name);
		return OK;
	}
	if (act->itip->method == ITIP_COUNTER)
		return ask(act);
	if (act->itip->answer == ANSWER_ACCEPTED)
		return accept(act);
	if (act->itip->answer == ANSWER_NONE)
		return refuse(act, arena_print(act->arena, "%s: says neither yes nor no",
			act->patient.name));
	return decline(act);
}

static enum code
visit_find(struct act *act, bool *found)
{
	enum code code = record_first(act->desk, act->arena, &appointment_record, &act->visit,
			"where uid = $1", "t", act->itip->uid);

	*found = code == OK;
	if (code == NOT_FOUND)
		return OK;
	if (code == OK)
		code = record_get(act->desk, act->arena, &patient_record, act->visit.patient,
			&act->patient);
	if (code != OK)
		return code;
	act->result->appointment = act->visit.row.id;
	act->result->patient = act->visit.patient;
	return act->sender ? sender_find(act, act->sender) : OK;
}

static enum code
act_on(struct act *act)
{
	bool found;
	enum code code;

	if (act->itip->method == ITIP_DECLINECOUNTER)
		return refuse(act, "DECLINECOUNTER: an organizer's answer, nothing to do");
	if (act->itip->method != ITIP_REPLY && act->itip->method != ITIP_COUNTER)
		return refuse(act, "is no answer to an invitation");
	code = visit_find(act, &found);
	if (code != OK)
		return code;
	if (!found)
		return refuse(act, arena_print(act->arena, "no visit has the UID %s",
			act->itip->uid));
	return answer_take(act);
}

enum code
itip_act(struct desk *desk, struct arena *arena, const struct itip *itip, const char *sender,
		struct itip_result *result)
{
	struct act act = {.desk = desk, .arena = arena, .itip = itip, .result = result,
		.sender = sender ? sender : itip->attendee};
	enum code code = batch_begin(desk, NULL, NULL);

	*result = (struct itip_result){.taken = TAKEN_NOT, .said = ""};
	if (code != OK)
		return code;
	code = right_take_in(desk, RIGHT_CONTACTS);
	return batch_end(desk, code == OK ? act_on(&act) : code);
}

static enum code
mark_bounced(struct desk *desk, struct arena *arena, const char *address, bool *known)
{
	struct reach *reaches;
	size_t count;
	enum code code = record_select(desk, arena, &reach_record, &reaches, &count,
			"where kind = 'email' and lower(value) = lower($1) order by id", "t", address);

	for (size_t i = 0; i < count && code == OK; i++) {
		*known = true;
		if (reaches[i].failed)
			continue;
		reaches[i].failed = "bounced";
		code = record_put(desk, &reach_record, &reaches[i]);
	}
	return code;
}

enum code
itip_bounced(struct desk *desk, struct arena *arena, const char *address, bool *known)
{
	enum code code = batch_begin(desk, NULL, NULL);

	*known = false;
	if (code != OK)
		return code;
	code = right_take_in(desk, RIGHT_CONTACTS);
	return batch_end(desk, code == OK ? mark_bounced(desk, arena, address, known) : code);
}
