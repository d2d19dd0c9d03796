/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient's reminder. It names no recall type: over a shoulder it is read as a visit to come.
 */
#include "reminder.h"

#include <inttypes.h>

#include "changed.h"
#include "recall/recall.h"
#include "words.h"

/* Goes up with whatever books, moves or cancels a visit of hers, or sets a recall by hand. */
static enum code
sequence_of(struct desk *desk, int64_t patient, int *sequence)
{
	int64_t visits, recalls;
	enum code code = db_value(desk->db, &visits,
			"select coalesce(sum(sequence + 1), 0) from appointment where patient = $1", "I",
			patient);

	if (code == OK)
		code = db_value(desk->db, &recalls,
			"select coalesce(sum(rev), 0) from recall where patient = $1", "I", patient);
	*sequence = code == OK ? (int)(visits + recalls) : 0;
	return code;
}

/* The earliest due day of what isn't booked, *booked where something is. */
static int
day_due(const struct ical_calendar *calendar, const struct recall_line *lines, size_t count,
		bool *booked)
{
	int due = NONE;

	*booked = false;
	for (size_t i = 0; i < count; i++) {
		if (lines[i].next_visit != NONE && lines[i].next_visit >= calendar->today)
			*booked = true;
		else if (due == NONE || lines[i].due < due)
			due = lines[i].due;
	}
	return due;
}

enum code
reminder_of(struct desk *desk, struct arena *arena, const struct ical_calendar *calendar,
		int64_t patient, struct ical_reminder *out, bool *any)
{
	struct recall_line *lines;
	const char *store;
	size_t count;
	bool booked;
	enum code code = record_select(desk, arena, &recall_line_record, &lines, &count,
			"where patient = $1 and due is not null and stopped is null order by due, id",
			"I", patient);

	if (code == OK)
		code = store_name(desk, arena, &store);
	if (code != OK)
		return code;
	*any = count > 0;
	*out = (struct ical_reminder){
		.uid = arena_print(arena, "due-patient-%" PRId64 "@%s", patient, store),
		.summary = ical_line(arena, arena_print(arena, "Time for your next visit at %s",
			calendar->practice)),
		.description = calendar->phone ? ical_line(arena, arena_print(arena,
			"Please call %s for a time that suits you.", calendar->phone)) : NULL,
	};
	out->day = day_due(calendar, lines, count, &booked);
	out->off = booked;
	if (out->day == NONE || out->day < calendar->today)
		out->day = calendar->today;
	return sequence_of(desk, patient, &out->sequence);
}
