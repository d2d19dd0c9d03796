/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a patient most likely comes for next.
 */
#include "recall/recall.h"

#include <string.h>

#define CHILD_UNTIL 12
#define SOON_DAYS 28		/* what falls due until then is done in the same visit */

/* The recall that is due first, of those that are due by a day and have no visit to come. */
static const struct recall_line *
most_overdue(const struct recall_line *lines, size_t count, int today, int due_by)
{
	const struct recall_line *first = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct recall_line *const line = &lines[i];

		if (line->due == NONE || line->due > due_by || line->stopped != NONE ||
		    (line->next_visit != NONE && line->next_visit >= today) ||
		    (line->paused_until != NONE && line->paused_until > today))
			continue;
		if (!first || line->due < first->due)
			first = line;
	}
	return first;
}

/* A recall that waits for a first visit. */
static const struct recall_line *
never_had(const struct recall_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].due == NONE && lines[i].act_on != NONE && lines[i].next_visit == NONE)
			return &lines[i];
	return NULL;
}

/* Child cleaning is for those under this age (desk.md section 4). */
static enum code
is_child(struct desk *desk, struct arena *arena, int64_t patient, bool *child)
{
	struct patient row;
	const enum code code = record_get(desk, arena, &patient_record, patient, &row);
	const int age = code == OK && row.birth ? patient_age(row.birth, desk_today(desk)) : NONE;

	*child = age != NONE && age < CHILD_UNTIL;
	return code;
}

/* A visit type that satisfies a recall type: the one that satisfies most of what falls due soon, so
 * that she comes once; then the one of the same code. */
static enum code
type_for(struct desk *desk, struct arena *arena, int64_t patient, const char *recall_type,
		int64_t *type)
{
	struct visit_type row;
	char soon[DAY_SIZE];
	bool child;
	enum code code = is_child(desk, arena, patient, &child);

	if (code == OK)
		code = record_first(desk, arena, &visit_type_record, &row,
			"where id in (select m.type from visit_type_recall m join recall_type t"
			" on t.id = m.recall_type where t.code = $1) order by"
			" (select count(*) from visit_type_recall m join recall r"
			" on r.recall_type = m.recall_type where m.type = visit_type.id"
			" and r.patient = $2 and r.due <= $3 and r.stopped is null) desc,"
			" case when code = 'child' then $4 else 1 end,"
			" case when code = $1 then 0 else 1 end, id", "trti", recall_type, patient,
			civil_format(soon, desk_today(desk) + SOON_DAYS), child ? 0 : 2);
	*type = code == OK ? row.row.id : 0;
	return code == NOT_FOUND ? OK : code;
}

/* Her planned visit, else her last one; where a recall has given the type, only a planned visit of
 * it. */
static enum code
visit_before(struct desk *desk, struct arena *arena, int64_t patient, struct wanted *out)
{
	struct appointment row;
	const enum code code = record_first(desk, arena, &appointment_record, &row,
			"where patient = $1 and (state = 'planned' or day is not null)"
			" order by case when state = 'planned' then 0 else 1 end, day desc nulls last,"
			" id desc",
			"r", patient);

	if (code != OK)
		return code == NOT_FOUND ? OK : code;
	if (row.state == VISIT_PLANNED && (!out->type || out->type == row.type))
		out->planned = row.row.id;
	if (!out->type) {
		out->type = row.type;
		out->because = out->planned ? "planned" : "as last time";
	}
	return OK;
}

enum code
recall_wanted(struct desk *desk, struct arena *arena, int64_t patient, struct wanted *out)
{
	struct recall_line *lines;
	const struct recall_line *line;
	const int today = desk_today(desk);
	size_t count;
	enum code code = recall_of_patient(desk, arena, patient, &lines, &count);

	*out = (struct wanted){ .because = "", .not_before = NONE };
	line = code == OK ? most_overdue(lines, count, today, today) : NULL;
	if (line) {
		code = type_for(desk, arena, patient, line->recall_type, &out->type);
		out->because = arena_print(arena, "%s due", line->recall_type_name);
	}
	if (code == OK)
		code = visit_before(desk, arena, patient, out);
	if (code != OK || line)
		return code;
	line = out->planned ? NULL : most_overdue(lines, count, today, today + SOON_DAYS);
	if (line) {
		out->not_before = line->not_before > today ? line->not_before : NONE;
		out->because = arena_print(arena, "%s due %s", line->recall_type_name,
				day_said(arena, line->due, today));
		return type_for(desk, arena, patient, line->recall_type, &out->type);
	}
	line = !out->type ? never_had(lines, count) : NULL;
	if (!line)
		return code;
	out->because = arena_print(arena, "%s: no visit yet", line->recall_type_name);
	return type_for(desk, arena, patient, line->recall_type, &out->type);
}
