/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whoever goes away unseen has a complaint, said or not: somebody calls and makes it good.
 */
#include "book/appointment.h"
#include "care/concern.h"

/* "Went away unseen at 11:20 after waiting 35 minutes; was to be seen at 11:00." */
static const char *
words_of(const struct desk *desk, struct arena *arena, const struct appointment *visit)
{
	const int now = desk_minute(desk);
	const int waited = visit->arrived == NONE ? 0 : now - visit->arrived;
	char at[CLOCK_SIZE], start[CLOCK_SIZE];

	return arena_print(arena, "Went away unseen at %s after %d minute%s here; was to be seen at "
			   "%s.", clock_format(at, now), waited, waited == 1 ? "" : "s",
			   clock_format(start, visit->start));
}

static enum code
open_complaint(struct desk *desk, const struct appointment *visit)
{
	struct arena arena = {0};
	struct concern concern;
	enum code code;

	record_blank(&concern_record, &concern);
	concern.kind = CONCERN_COMPLAINT;
	concern.patient = visit->patient;
	concern.text = words_of(desk, &arena, visit);
	concern.about = "waiting";
	code = concern_open(desk, &arena, &concern, NONE, NONE, NULL);
	arena_free(&arena);
	return code;
}

enum code
left_follow(struct desk *desk, const struct written *rows, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; desk->mode == MODE_WRITE && code == OK && i < count; i++) {
		const struct appointment *const before = rows[i].before, *const after = rows[i].after;

		if (before && after && before->state == VISIT_ARRIVED &&
		    after->state == VISIT_LEFT && after->day == desk_today(desk))
			code = open_complaint(desk, after);
	}
	return code;
}
