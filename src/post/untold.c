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

bool
visit_is_off(const struct appointment *visit)
{
	return visit->state == VISIT_CANCELLED || visit->state == VISIT_PLANNED;
}

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

enum code
untold_last(struct desk *desk, struct arena *arena, int64_t visit, struct message *told)
{
	const enum code code = record_first(desk, arena, &message_record, told,
			"WHERE appointment = $1 AND state IN ('sent', 'uncertain')"
			" AND (method IS NOT NULL OR template IN ('confirmation', 'cancellation'))"
			" ORDER BY id DESC LIMIT 1", "I", visit);

	if (code == NOT_FOUND)
		*told = (struct message){ .row.id = 0 };
	return code == NOT_FOUND ? OK : code;
}

/* What is so now. */
static const char *
news(struct desk *desk, struct arena *arena, const struct appointment *before,
		const struct appointment *after)
{
	const int today = desk_today(desk);

	if (after->state == VISIT_BOOKED && after->day != NONE)
		return arena_print(arena, "the visit is on %s now",
			time_said(arena, after->day, after->start, today));
	return arena_print(arena, "the visit%s%s is %s", before->day == NONE ? "" : " ",
		before->day == NONE ? "" : time_said(arena, before->day, before->start, today),
		after->state == VISIT_PLANNED ? "off for now" : "cancelled");
}

static const char *
words(struct desk *desk, struct arena *arena, const struct message *told,
		const struct appointment *before, const struct appointment *after, const char *why)
{
	const char *const now = news(desk, arena, before, after);

	if (!told)
		return arena_print(arena, "What we wrote didn't reach them (%s). Tell them: %s.", why, now);
	return arena_print(arena, "What stands in %s isn't so any more, and can't be put right there "
			"(%s). Tell them: %s.", told->method == NONE ?
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
