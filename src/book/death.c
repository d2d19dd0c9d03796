/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody has died (desk.md section 2): her visits to come leave the book, and nobody is told of it.
 */
#include "book/appointment.h"

#define REASON "deceased"

static enum code
visits_cancel(struct desk *desk, struct arena *arena, int64_t patient)
{
	char today[DAY_SIZE];
	struct appointment *visits;
	const char *said;
	size_t count;
	enum code code = record_select(desk, arena, &appointment_record, &visits, &count,
			"where patient = $1 and (state = 'planned'"
			" or (state = 'booked' and day >= $2)) order by id", "rt", patient,
			civil_format(today, desk_today(desk)));

	for (size_t i = 0; code == OK && i < count; i++)
		code = appointment_cancel(desk, arena, &visits[i], BY_PRACTICE, REASON, false,
				&said);
	return code;
}

enum code
deaths_follow(struct desk *desk, const struct written *rows, size_t count)
{
	struct arena arena = {0};
	enum code code = OK;

	for (size_t i = 0; desk->mode == MODE_WRITE && code == OK && i < count; i++) {
		const struct patient *const before = rows[i].before, *const after = rows[i].after;

		if (after && after->state == PATIENT_DECEASED &&
				(!before || before->state != PATIENT_DECEASED))
			code = visits_cancel(desk, &arena, after->row.id);
	}
	arena_free(&arena);
	return code;
}
