/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Told by a person, where she isn't written to.
 */
#include "untold.h"

#include <inttypes.h>

#include "book/practice.h"
#include "care/concern.h"
#include "recall/calls.h"
#include "store/change.h"

enum code
untold_why(struct desk *desk, const struct message *told, const char **why)
{
	static const int channels[] = { [MESSAGE_TEXT] = CONTACT_TEXT,
		[MESSAGE_EMAIL] = CONTACT_EMAIL, [MESSAGE_LETTER] = CONTACT_LETTER };
	const struct approach approach = { .patient = told->patient, .purpose = PURPOSE_SERVICE,
		.channel = channels[told->channel], .reach = told->reach };
	int64_t hers = 0;
	enum code code = reach_rest(desk, &approach, why);

	if (code == OK && !*why)
		code = db_value(desk->db, &hers, "SELECT count(*) FROM patient_reach"
				" WHERE patient = $1 AND reach = $2", "II", told->patient,
				told->reach);
	if (code == OK && !*why && !hers)
		*why = "it is theirs no longer";
	return code;
}

static const char *
words(struct desk *desk, struct arena *arena, const struct message *told,
		const struct appointment *before, const struct appointment *after, const char *why)
{
	const int today = desk_today(desk);
	const bool on = after->state == VISIT_BOOKED && after->day != NONE;
	const char *const now = on ? arena_print(arena, "is on %s now",
			time_said(arena, after->day, after->start, today)) :
		arena_print(arena, "%s is %s", time_said(arena, before->day, before->start, today),
			after->state == VISIT_PLANNED ? "off for now" : "cancelled");

	return arena_print(arena, "What stands in %s isn't so any more, and can't be put right there "
			"(%s). Tell them: the visit %s.", told->method == NONE ?
			"a message of ours" : "the patient's calendar", why, now);
}

static const char *
about(struct arena *arena, const struct appointment *visit)
{
	return arena_print(arena, "visit %" PRId64 " in writing", visit->row.id);
}

static enum code
open_one(struct desk *desk, struct arena *arena, const struct appointment *visit,
		struct concern *out)
{
	return record_first(desk, arena, &concern_record, out, "WHERE patient = $1 AND about = $2"
			" AND answered IS NULL AND withdrawn IS NULL ORDER BY id", "It",
			visit->patient, about(arena, visit));
}

enum code
untold_call(struct desk *desk, struct arena *arena, const struct message *told,
		const struct appointment *before, const struct appointment *after, const char *why)
{
	struct concern concern;
	enum code code = open_one(desk, arena, after, &concern);
	const char *const text = words(desk, arena, told, before, after, why);

	if (code == OK && desk->mode == MODE_BACK)
		return OK;
	if (code == OK) {
		concern.text = text;
		return record_put(desk, &concern_record, &concern);
	}
	if (code != NOT_FOUND)
		return code;
	record_blank(&concern_record, &concern);
	concern.kind = CONCERN_QUESTION;
	concern.patient = after->patient;
	concern.about = about(arena, after);
	concern.text = text;
	return concern_open(desk, arena, &concern, desk_today(desk), 24 * 60 - 1, NULL);
}

enum code
untold_over(struct desk *desk, struct arena *arena, const struct appointment *visit)
{
	char now[STAMP_SIZE];
	struct concern concern;
	const enum code code = open_one(desk, arena, visit, &concern);

	if (code != OK || desk->mode == MODE_BACK)
		return code == NOT_FOUND ? OK : code;
	concern.withdrawn = desk_stamp(desk, now);
	concern.reason = "nothing is left to be told";
	return record_put(desk, &concern_record, &concern);
}
