/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came of a call: contacts of all patients that it was about, in one batch.
 */
#include "contact_put.h"
#include "recall/calls.h"
#include "store/change.h"

/* The reason that stands for a patient in the log: her recall, so that it moves to its next step,
 * else the most urgent one. NULL where an earlier reason is hers too. */
static const struct call_reason *
logged_reason(const struct call *call, size_t n)
{
	const struct call_reason *reason = &call->reasons[n];

	for (size_t i = 0; i < call->count; i++) {
		const struct call_reason *const other = &call->reasons[i];

		if (other->patient != call->reasons[n].patient)
			continue;
		if (i < n)
			return NULL;
		if (other->kind == REASON_RECALL)
			reason = other;
	}
	return reason;
}

static int
purpose_of(const struct call_reason *reason)
{
	if (reason->kind == REASON_RECALL)
		return PURPOSE_INVITATION;
	return reason->kind == REASON_UNCONFIRMED ? PURPOSE_REMINDER : PURPOSE_SERVICE;
}

static struct contact
contact_of(const struct call_reason *reason, const struct call_end *end)
{
	struct contact contact;

	record_blank(&contact_record, &contact);
	contact.patient = reason->patient;
	contact.purpose = purpose_of(reason);
	contact.appointment = reason->appointment;
	contact.recall = reason->recall;
	contact.concern = reason->concern;
	contact.outcome = end->outcome;
	contact.until = end->until;
	contact.note = end->note;
	return contact;
}

/* Who has been told of a delay, or has a message about it, is expected later; who had to be asked,
 * only once we talked. */
static enum code
delays_put(struct desk *desk, struct arena *arena, const struct call *call, int outcome)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < call->count; i++) {
		const struct call_reason *const reason = &call->reasons[i];
		struct appointment visit;

		if (reason->kind != REASON_LATE || (outcome != OUTCOME_TOLD &&
				outcome != OUTCOME_TALKED &&
				(outcome != OUTCOME_LEFT_MESSAGE || reason->asked)))
			continue;
		code = record_get(desk, arena, &appointment_record, reason->appointment, &visit);
		if (code == OK)
			code = appointment_told(desk, arena, &visit, reason->minute, NULL);
	}
	return code;
}

static enum code
contacts_put(struct desk *desk, struct arena *arena, const struct call *call,
		const struct call_end *end, const char **said)
{
	struct patient whom;
	int64_t reach;
	enum code code = record_get(desk, arena, &patient_record, call->patient, &whom);

	if (code == OK)
		code = contact_reach(desk, call->patient, CONTACT_CALL, &reach);
	for (size_t i = 0; code == OK && i < call->count; i++) {
		const struct call_reason *const reason = logged_reason(call, i);
		struct contact contact;

		if (!reason)
			continue;
		contact = contact_of(reason, end);
		contact.reach = reach;
		if (reason->patient != call->patient && outcome_reached(end->outcome))
			contact.spoke_with = whom.name;
		code = contact_put(desk, arena, &contact, call->name, i == 0 ? said : NULL);
	}
	return code;
}

enum code
call_log(struct desk *desk, struct arena *arena, const struct call *call,
		const struct call_end *end, const char **said)
{
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	if ((code = contacts_put(desk, arena, call, end, said)) == OK)
		code = delays_put(desk, arena, call, end->outcome);
	return batch_end(desk, code);
}

/* What a patient is from then on; NONE: what she was. */
static int
state_after(enum stopped reason)
{
	return reason == STOPPED_DIED ? PATIENT_DECEASED : reason == STOPPED_MOVED ? PATIENT_MOVED : NONE;
}

static enum code
stop_all(struct desk *desk, struct arena *arena, struct patient *patient, enum stopped reason)
{
	struct recall *recalls;
	size_t count;
	enum code code = record_select(desk, arena, &recall_record, &recalls, &count,
			"WHERE patient = $1 ORDER BY id", "I", patient->row.id);

	for (size_t i = 0; code == OK && i < count; i++)
		code = recall_stop(desk, arena, patient->row.id, recalls[i].recall_type, reason,
				NULL);
	if (code != OK || state_after(reason) == NONE)
		return code;
	patient->state = state_after(reason);
	return patient_edit(desk, patient);
}

/* "; still booked: Thu 10 Dec 09:00": who moves away may still come to it. */
static enum code
still_booked(struct desk *desk, struct arena *arena, int64_t patient, const char **said)
{
	char today[DAY_SIZE];
	struct appointment visit;
	const enum code code = record_first(desk, arena, &appointment_record, &visit,
			"where patient = $1 and state = 'booked' and day >= $2 order by day, start, id",
			"It", patient, civil_format(today, desk_today(desk)));

	*said = code != OK ? "" : arena_print(arena, "; still booked: %s", time_said(arena, visit.day,
			visit.start, desk_today(desk)));
	return code == NOT_FOUND ? OK : code;
}

enum code
call_off(struct desk *desk, struct arena *arena, int64_t patient, enum stopped reason,
		const char **said)
{
	struct patient row;
	const char *booked = "";
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = record_get(desk, arena, &patient_record, patient, &row);
	if (code == OK)
		code = stop_all(desk, arena, &row, reason);
	if (code == OK && reason != STOPPED_DIED)
		code = still_booked(desk, arena, patient, &booked);
	code = batch_end(desk, code);
	if (code == OK && said)
		*said = arena_print(arena, "%s: recall stopped (%s)%s", row.name, stopped_words[reason],
				booked);
	return code;
}

enum code
call_inactive(struct desk *desk, struct arena *arena, int64_t patient, const char **said)
{
	struct patient row;
	enum code code = record_get(desk, arena, &patient_record, patient, &row);

	if (code != OK)
		return code;
	row.state = PATIENT_INACTIVE;
	code = patient_edit(desk, &row);
	if (code == OK && said)
		*said = arena_print(arena, "%s: inactive from now on", row.name);
	return code;
}
