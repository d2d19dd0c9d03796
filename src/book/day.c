/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day as the Day screen and the day sheet show it; a patient's visits; what is only planned.
 */
#include "plan.h"

enum code
day_visits(struct desk *desk, struct arena *arena, int day, bool all,
		struct appointment_line **out, size_t *count)
{
	char text[DAY_SIZE];

	return record_select(desk, arena, &appointment_line_record, out, count,
		"where day = $1 and (state in ('booked', 'arrived', 'seated', 'done') "
		"or ($2 = 1 and state in ('missed', 'left', 'cancelled'))) "
		"order by (select c.position from chair c where c.id = appointment_list.chair) "
		"nulls first, chair nulls first, start nulls first, id", "ti", civil_format(text, day), (int)all);
}

enum code
provider_visits(struct desk *desk, struct arena *arena, int64_t provider, int first, int last,
		struct appointment_line **out, size_t *count)
{
	char from[DAY_SIZE], to[DAY_SIZE];

	return record_select(desk, arena, &appointment_line_record, out, count,
		"where day between $1 and $2 and provider = $3 "
		"and state in ('booked', 'arrived', 'seated', 'done') order by day, start, id", "ttI",
		civil_format(from, first), civil_format(to, last), provider);
}

enum code
patient_next_visit(struct desk *desk, struct arena *arena, int64_t patient,
		struct appointment_line *out)
{
	char today[DAY_SIZE];
	struct patient row;
	enum code code = record_first(desk, arena, &appointment_line_record, out,
		"where patient = $1 and day >= $2 and state in ('booked', 'arrived', 'seated') "
		"order by day, start, id", "It", patient,
		civil_format(today, desk_today(desk)));

	if (code != NOT_FOUND)
		return code;
	code = record_get(desk, arena, &patient_record, patient, &row);
	return code != OK ? code : fail(NOT_FOUND, "%s has no visit to come", row.name);
}

enum code
patient_visits(struct desk *desk, struct arena *arena, int64_t patient, size_t limit,
		struct appointment_line **out, size_t *count)
{
	return record_select(desk, arena, &appointment_line_record, out, count,
		"where patient = $1 order by coalesce(day, '9999-12-31') desc, start desc nulls last, id desc "
		"limit $2", "rI", patient, limit ? (int64_t)limit : INT64_MAX);
}

enum code
planned_visits(struct desk *desk, struct arena *arena, struct appointment_line **out,
		size_t *count)
{
	return record_select(desk, arena, &appointment_line_record, out, count,
		"where state = 'planned' order by call_on is null, call_on, id", "");
}

/* The gaps of one chair, of the cells that are free in it. */
static void
add_gaps(struct arena *arena, const struct cells *free, struct slot slot, int minutes,
		struct slot **out, size_t *count, size_t *room)
{
	for (int cell = cells_next(free, 0); cell != NONE;) {
		int end = cell;

		while (cells_begin(free, end * CELL_MINUTES))
			end++;
		slot.start = cell * CELL_MINUTES;
		slot.minutes = (end - cell) * CELL_MINUTES;
		cell = cells_next(free, end);
		if (slot.minutes < minutes)
			continue;
		if (*count == *room) {
			const size_t larger = *room ? *room * 2 : 16;

			*out = arena_grow(arena, *out, *room * sizeof **out, larger * sizeof **out);
			*room = larger;
		}
		(*out)[(*count)++] = slot;
	}
}

enum code
day_gaps(struct desk *desk, struct arena *arena, int day, int minutes, struct slot **out,
		size_t *count)
{
	struct plan *plan;
	size_t room = 0;
	const enum code code = plan_load(desk, arena, day, day, 0, 0, &plan);

	*out = NULL;
	*count = 0;
	for (size_t i = 0; code == OK && i < plan->chair_count; i++) {
		const struct chair *const chair = &plan->chair_rows[i];
		const struct cells free = plan_chair(plan, chair->row.id, day);
		const struct slot slot = {.chair = chair->row.id, .day = day};

		if (chair->kind == CHAIR_TREATMENT)
			add_gaps(arena, &free, slot, minutes, out, count, &room);
	}
	return code;
}
