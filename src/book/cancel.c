/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking a visit out of the book. Nobody falls out unseen: it may be kept as a planned visit that
 * replaces it, with its needs and its place on the waiting list, to be called on the next open
 * day; else what was open for it is said, and nobody waits for it any more.
 */
#include "base/text.h"
#include "book/flow.h"
#include "store/change.h"

/* Points the needs of one visit at another. */
static enum code
needs_move(struct desk *desk, struct arena *arena, int64_t from, int64_t to)
{
	struct need *needs;
	size_t count;
	enum code code = record_select(desk, arena, &need_record, &needs, &count,
				       "where appointment = $1 order by id", "r", from);

	for (size_t i = 0; code == OK && i < count; i++) {
		needs[i].appointment = to;
		code = record_put(desk, &need_record, &needs[i]);
	}
	return code;
}

/* The same of the waiting list; to 0: they end today. */
static enum code
waits_move(struct desk *desk, struct arena *arena, int64_t from, int64_t to)
{
	struct wait *waits;
	size_t count;
	enum code code = record_select(desk, arena, &wait_record, &waits, &count,
				       "where appointment = $1 and ended is null order by id", "r",
				       from);

	for (size_t i = 0; code == OK && i < count; i++) {
		if (to)
			waits[i].appointment = to;
		else
			waits[i].ended = desk_today(desk);
		code = record_put(desk, &wait_record, &waits[i]);
	}
	return code;
}

/* "; open: lab, letter": the needs that were not in yet. */
static enum code
needs_said(struct desk *desk, struct arena *arena, int64_t visit, const char **said)
{
	struct need *needs;
	size_t count;
	const enum code code = record_select(desk, arena, &need_record, &needs, &count,
		"where appointment = $1 and got is null order by id", "r", visit);

	*said = "";
	for (size_t i = 0; code == OK && i < count; i++)
		*said = arena_print(arena, "%s%s%s", *said, i ? ", " : "; open: ",
				    need_kind_words[needs[i].kind]);
	return code;
}

/* The planned visit that is wanted instead. */
static enum code
keep_planned(struct desk *desk, struct arena *arena, const struct appointment *lost)
{
	struct appointment kept = *lost;
	enum code code;

	kept.row = (struct row){0};
	kept.uid = kept.made_at = kept.made_by = kept.ref = NULL;
	kept.sequence = NONE;
	kept.chair = 0;
	kept.day = kept.start = kept.arrived = kept.told_start = NONE;
	kept.state = VISIT_PLANNED;
	kept.confirmed = CONFIRMED_NOT_ASKED;
	kept.reason = NULL;
	kept.by = kept.notice = NONE;
	kept.to_move = NULL;
	kept.replaces = lost->row.id;
	code = practice_open_day(desk, desk_today(desk), 1, &kept.call_on);
	if (code == OK)
		code = record_put(desk, &appointment_record, &kept);
	if (code == OK)
		code = needs_move(desk, arena, lost->row.id, kept.row.id);
	return code == OK ? waits_move(desk, arena, lost->row.id, kept.row.id) : code;
}

/* "Ruiz, Elena cancelled, was Thu 26 Nov 16:30, kept as planned". */
static enum code
cancelled_said(struct desk *desk, struct arena *arena, const struct appointment *visit,
		const char *rest, const char **said)
{
	struct patient patient;
	const enum code code = record_get(desk, arena, &patient_record, visit->patient, &patient);

	if (code != OK)
		return code;
	if (visit->day == NONE)
		*said = arena_print(arena, "%s: planned visit dropped%s", patient.name, rest);
	else
		*said = arena_print(arena, "%s cancelled, was %s%s%s", patient.name,
				    time_said(arena, visit->day, visit->start, desk_today(desk)),
				    rest, visit->notice == NOTICE_SHORT ? ", at short notice" : "");
	return OK;
}

static enum code
cancel(struct desk *desk, struct arena *arena, struct appointment *visit, bool keep,
		const char **said)
{
	const char *rest = ", kept as planned";
	enum code code = record_put(desk, &appointment_record, visit);

	if (code == OK && keep)
		code = keep_planned(desk, arena, visit);
	else if (code == OK)
		code = waits_move(desk, arena, visit->row.id, 0);
	if (code == OK && !keep)
		code = needs_said(desk, arena, visit->row.id, &rest);
	return code == OK ? cancelled_said(desk, arena, visit, rest, said) : code;
}

enum code
appointment_cancel(struct desk *desk, struct arena *arena, struct appointment *visit,
		enum cancelled_by by, const char *reason, bool keep, const char **said)
{
	const struct appointment before = *visit;
	enum notice notice = NOTICE_EARLY;
	enum code code = OK;

	if (visit->state != VISIT_PLANNED && visit->state != VISIT_BOOKED &&
	    visit->state != VISIT_ARRIVED)
		return fail(CLASH, "state: a visit that is %s isn't cancelled",
			    visit_state_words[visit->state]);
	if (text_is_blank(reason))
		return fail(INPUT, "reason: a cancelled visit needs one");
	visit->state = VISIT_CANCELLED;
	visit->by = by;
	visit->reason = reason;
	visit->call_on = visit->target = NONE;
	if (by == BY_PATIENT && before.state != VISIT_PLANNED)
		code = notice_now(desk, visit, &notice);
	visit->notice = by == BY_PATIENT && before.state != VISIT_PLANNED ? (int)notice : NONE;
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, cancel(desk, arena, visit, keep, said));
	if (code != OK)
		*visit = before;
	return code;
}
