/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of a visit along its states (desk.md section 3), as rows. Every other step back is
 * undo.
 */
#include <assert.h>

#include "base/local.h"
#include "plan.h"
#include "store/change.h"

/* Which stamps a step fills where they are missing. */
enum stamps { ARRIVED = 1, SEATED = 2, DONE = 4 };

/* When it may be taken. */
enum when {
	ANY_DAY,
	FROM_THE_DAY,		/* on the visit's day or later; later, the stamps aren't known */
	THE_SAME_DAY,
	ONCE_BEGUN		/* from the visit's start on */
};

static const struct step_row {
	enum visit_state from;
	enum step step;
	enum visit_state to;
	unsigned stamps;
	enum when when;
} steps[] = {
	{VISIT_BOOKED, STEP_CONFIRM, VISIT_BOOKED, 0, ANY_DAY},
	{VISIT_BOOKED, STEP_ARRIVE, VISIT_ARRIVED, ARRIVED, FROM_THE_DAY},
	{VISIT_MISSED, STEP_ARRIVE, VISIT_ARRIVED, ARRIVED, THE_SAME_DAY},
	{VISIT_BOOKED, STEP_SEAT, VISIT_SEATED, ARRIVED | SEATED, FROM_THE_DAY},
	{VISIT_ARRIVED, STEP_SEAT, VISIT_SEATED, SEATED, FROM_THE_DAY},
	{VISIT_BOOKED, STEP_DONE, VISIT_DONE, ARRIVED | SEATED | DONE, FROM_THE_DAY},
	{VISIT_ARRIVED, STEP_DONE, VISIT_DONE, SEATED | DONE, FROM_THE_DAY},
	{VISIT_SEATED, STEP_DONE, VISIT_DONE, DONE, FROM_THE_DAY},
	{VISIT_BOOKED, STEP_MISS, VISIT_MISSED, 0, ONCE_BEGUN},
	{VISIT_ARRIVED, STEP_LEAVE, VISIT_LEFT, 0, ANY_DAY},
};

/* In enum step's order. */
static const char *const step_verbs[] = {"confirmed", "arrived", "seated", "done", "missed",
	"left"};

static const struct step_row *
step_find(int from, enum step step)
{
	for (size_t i = 0; i < FIELD_COUNT(steps); i++)
		if ((int)steps[i].from == from && steps[i].step == step)
			return &steps[i];
	return NULL;
}

static enum code
step_check(struct desk *desk, struct arena *arena, const struct appointment *visit,
		enum step step, const struct step_row *row)
{
	const int today = desk_today(desk), day = visit->day;
	const char *when;

	if (!row)
		return fail(CLASH, "state: a visit that is %s can't be marked as %s",
			    visit_state_words[visit->state], step_verbs[step]);
	if (row->when == ANY_DAY || (day == today && row->when != ONCE_BEGUN))
		return OK;
	if (day < today && row->when != THE_SAME_DAY)
		return OK;
	if (day == today && visit->start <= desk_minute(desk))
		return OK;
	when = time_said(arena, visit->day, visit->start, today);
	return fail(CLASH, "state: this visit %s %s: it can't be marked as %s now",
		    day < today ? "was" : "is", when, step_verbs[step]);
}

/* Fills a stamp that is missing; gives its word where it is a step that was skipped. */
static const char *
stamp(int *field, int minute, unsigned wanted, unsigned last, const char *word)
{
	if (!wanted || *field != NONE)
		return "";
	*field = minute;
	return wanted == last ? "" : word;
}

/* The stamps of the row, all with the same minute; *skipped lists those of skipped steps. */
static void
stamp_visit(struct arena *arena, struct appointment *visit, const struct step_row *row, int minute,
		const char **skipped)
{
	const unsigned last = row->stamps & DONE ? DONE : row->stamps & SEATED ? SEATED : ARRIVED;
	const char *const arrived = stamp(&visit->arrived, minute, row->stamps & ARRIVED, last,
					  "arrived");
	const char *const seated = stamp(&visit->seated, minute, row->stamps & SEATED, last,
					 "seated");

	stamp(&visit->done, minute, row->stamps & DONE, last, "");
	*skipped = arena_print(arena, "%s%s%s", arrived, *arrived && *seated ? " and " : "", seated);
}

/* "Haddad, Rima seated 10:41 (arrived too)"; "Bose, Tara missed". */
static enum code
step_said(struct desk *desk, struct arena *arena, const struct appointment *visit, enum step step,
		int minute, const char *skipped, const char **said)
{
	struct patient patient;
	char clock[CLOCK_SIZE];
	const enum code code = record_get(desk, arena, &patient_record, visit->patient, &patient);

	if (code != OK)
		return code;
	*said = arena_print(arena, "%s %s", patient.name, step_verbs[step]);
	if (step == STEP_CONFIRM || step == STEP_MISS || step == STEP_LEAVE)
		return OK;
	if (minute == NONE)
		*said = arena_print(arena, "%s %s, at times that aren't known", *said,
				    day_said(arena, visit->day, desk_today(desk)));
	else
		*said = arena_print(arena, "%s %s%s%s%s", *said, clock_said(clock, minute),
				    *skipped ? " (" : "", skipped, *skipped ? " too)" : "");
	return OK;
}

static enum code
step_take(struct desk *desk, struct arena *arena, struct appointment *visit, enum step step,
		const char **said)
{
	const struct step_row *const row = step_find(visit->state, step);
	const int minute = visit->day == desk_today(desk) ? desk_minute(desk) : NONE;
	const char *skipped;
	enum code code = step_check(desk, arena, visit, step, row);

	if (code != OK)
		return code;
	assert(row);	/* step_check has refused what isn't in the table */
	visit->state = row->to;
	if (step == STEP_CONFIRM)
		visit->confirmed = CONFIRMED_YES;
	stamp_visit(arena, visit, row, minute, &skipped);
	code = record_put(desk, &appointment_record, visit);
	return code == OK ? step_said(desk, arena, visit, step, minute, skipped, said) : code;
}

/* Is the chair one that can be sat in, free for the visit's slot? */
static enum code
chair_check(const struct plan *plan, const struct appointment *visit, const struct chair *chair)
{
	const struct lane *const lane = plan_chair_lane(plan, chair->row.id);

	if (chair->kind != CHAIR_TREATMENT || !lane)
		return fail(CLASH, "chair_active: nobody is seated in %s", chair->name);
	if (!cells_hold(&lane->idle[0], visit->start, visit->minutes))
		return fail(CLASH, "chair_free: another visit is in %s then", chair->name);
	return OK;
}

/* The first treatment chair that is free for the visit's slot: for what was squeezed in. */
static int64_t
free_chair(const struct plan *plan, const struct appointment *visit)
{
	for (size_t i = 0; i < plan->chair_count; i++)
		if (plan->chair_rows[i].kind == CHAIR_TREATMENT &&
		    cells_hold(&plan->chairs[i].idle[0], visit->start, visit->minutes))
			return plan->chair_rows[i].row.id;
	return 0;
}

/* Puts it into the chair that it is seated in (0: the one it is booked in). */
static enum code
seat_in(struct desk *desk, struct arena *arena, struct appointment *visit, int64_t asked)
{
	const bool squeezed = visit->chair_kind == CHAIR_SQUEEZE;
	struct chair chair;
	struct plan *plan;
	enum code code;

	if (visit->day == NONE || (asked == 0 && !squeezed) || asked == visit->chair)
		return OK;
	code = plan_load(desk, arena, visit->day, visit->day, visit->type, visit->row.id, &plan);
	if (code != OK)
		return code;
	if (asked == 0)
		asked = free_chair(plan, visit);
	if (asked == 0)
		return fail(CLASH, "chair_free: no chair is free then: name the one to be used");
	code = record_get(desk, arena, &chair_record, asked, &chair);
	if (code == OK)
		code = chair_check(plan, visit, &chair);
	if (code != OK)
		return code;
	visit->chair = chair.row.id;
	visit->chair_kind = chair.kind;
	return OK;
}

/* The whole of a step, in one batch; the caller's row is as it was where it fails. */
static enum code
step_in_batch(struct desk *desk, struct arena *arena, struct appointment *visit, enum step step,
		int64_t chair, const char **said)
{
	const struct appointment before = *visit;
	enum code code = batch_begin(desk, NULL, NULL);

	if (code == OK) {
		if (step == STEP_SEAT)
			code = seat_in(desk, arena, visit, chair);
		if (code == OK)
			code = step_take(desk, arena, visit, step, said);
		code = batch_end(desk, code);
	}
	if (code != OK)
		*visit = before;
	return code;
}

enum code
appointment_step(struct desk *desk, struct arena *arena, struct appointment *visit, enum step step,
		const char **said)
{
	return step_in_batch(desk, arena, visit, step, 0, said);
}

enum code
appointment_seat(struct desk *desk, struct arena *arena, struct appointment *visit, int64_t chair,
		const char **said)
{
	return step_in_batch(desk, arena, visit, STEP_SEAT, chair, said);
}
