/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telling of a delay: the later time that was agreed is what counts from then on.
 */
#include "book/appointment.h"
#include "store/change.h"

static enum code
put_told(struct desk *desk, struct appointment *visit, int start)
{
	if (visit->state != VISIT_BOOKED || visit->day != desk_today(desk))
		return fail(CLASH, "told: the visit is %s, or not today",
				visit_state_words[visit->state]);
	if (start < visit->start)
		return fail(INPUT, "told: that is before the visit");
	visit->told_start = start;
	return record_put(desk, &appointment_record, visit);
}

enum code
appointment_told(struct desk *desk, struct arena *arena, struct appointment *visit, int start,
		const char **said)
{
	struct patient patient;
	char clock[CLOCK_SIZE];
	enum code code = record_get(desk, arena, &patient_record, visit->patient, &patient);

	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = batch_end(desk, put_told(desk, visit, start));
	if (code == OK && said)
		*said = arena_print(arena, "%s told to come at %s", patient.name,
				clock_format(clock, start));
	return code;
}
