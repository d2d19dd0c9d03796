/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telling of a delay: the later time that was agreed is what counts from then on.
 */
#include "base/local.h"
#include "plan.h"
#include "store/change.h"

/* Does a commitment lie in the visit, if it begins at `start`? */
static bool
is_within(const struct commitment *row, const struct appointment_line *visit, int start)
{
	return row->start < start + visit->minutes && row->until_min > start;
}

/* The first firm one of that day, by its start, that `lies` where it is looked for. */
static enum code
find_commitment(struct desk *desk, struct arena *arena, const struct appointment_line *visit,
		int start, bool (*lies)(const struct commitment *, const struct appointment_line *,
				int start), const char **what)
{
	struct commitment *rows;
	struct holidays holidays;
	char clock[CLOCK_SIZE];
	size_t count;
	enum code code = record_select(desk, arena, &commitment_record, &rows, &count,
			"where patient = $1 and firm = 1 order by start, id", "r", visit->patient);

	*what = NULL;
	if (code == OK)
		code = holidays_load(desk, arena, visit->day, visit->day, &holidays);
	for (size_t i = 0; code == OK && i < count && !*what; i++)
		if (commitment_is_on(&rows[i], &holidays, visit->day) &&
		    lies(&rows[i], visit, start))
			*what = arena_print(arena, "%s from %s", rows[i].note ? rows[i].note
					: "another commitment", clock_said(clock, rows[i].start));
	return code;
}

static bool
is_run_into(const struct commitment *row, const struct appointment_line *visit, int start)
{
	return is_within(row, visit, start) && !is_within(row, visit, visit->start);
}

static bool
comes_after(const struct commitment *row, const struct appointment_line *visit, int start)
{
	return row->start >= start + visit->minutes;
}

enum code
told_runs_into(struct desk *desk, struct arena *arena, const struct appointment_line *visit,
		int start, const char **what)
{
	return find_commitment(desk, arena, visit, start, is_run_into, what);
}

enum code
next_commitment(struct desk *desk, struct arena *arena, const struct appointment_line *visit,
		const char **what)
{
	return find_commitment(desk, arena, visit, visit->start, comes_after, what);
}

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

static enum code
agree(struct desk *desk, struct arena *arena, struct appointment *visit, int start,
		const char *words, const char **said)
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
		*said = arena_print(arena, "%s %s at %s", patient.name, words,
				clock_said(clock, start));
	return code;
}

enum code
appointment_told(struct desk *desk, struct arena *arena, struct appointment *visit, int start,
		const char **said)
{
	return agree(desk, arena, visit, start, "told to come", said);
}

enum code
appointment_comes(struct desk *desk, struct arena *arena, struct appointment *visit, int start,
		const char **said)
{
	return agree(desk, arena, visit, start, "comes", said);
}
