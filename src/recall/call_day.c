/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reasons to call from the course of the day: who would leave home too early since we run late, and
 * who is offered a gap first.
 */
#include "base/local.h"
#include "book/opening.h"
#include "book/sheet.h"
#include "call_parts.h"

#define LATE_MINUTES 10		/* from which they are warned */
#define LEAVES_BEFORE 10	/* the start: a call later than that comes too late */
#define GAP_MINUTES 15		/* the least that is offered */
#define DAY_MINUTES (24 * 60)

/* A reason about a patient, all but its words. */
static enum code
found_of(const struct calls *calls, enum call_reason_kind kind, int64_t id, struct found *out)
{
	struct patient patient;
	const enum code code = record_get(calls->desk, calls->arena, &patient_record, id, &patient);

	if (code == OK)
		*out = (struct found){ .household = patient.household, .until = "",
			.state = patient.state, .minute = NONE, .since = NONE,
			.reason = { .kind = (int)kind, .patient = id, .name = patient.name,
				.minute = NONE } };
	return code;
}

static int
expected_at(const struct appointment_line *visit)
{
	return visit->told_start == NONE ? visit->start : visit->told_start;
}

/* "Dr Lee runs 12 minutes late: please come at 11:25." Where that runs into what she has besides, it
 * is asked. */
static const char *
late_say(struct arena *arena, const struct appointment_line *visit, int late, int come,
		const char *into)
{
	const char *const who = visit->provider_short
			? arena_print(arena, "%s runs", visit->provider_short) : "We run";
	char clock[CLOCK_SIZE];

	clock_said(clock, come);
	return into ? arena_print(arena, "%s %d minutes late: could you come at %s, into your %s, or "
			"shall we find another day?", who, late, clock, into)
		: arena_print(arena, "%s %d minutes late: please come at %s.", who, late, clock);
}

/* Told times round down to 5 minutes; dealt with only by telling. */
static enum code
late_add(struct calls *calls, const struct appointment_line *visit, int foreseen)
{
	struct arena *const arena = calls->arena;
	const int late = foreseen - expected_at(visit), come = foreseen - foreseen % CELL_MINUTES;
	const char *into = NULL;
	char clock[CLOCK_SIZE];
	struct found found;
	enum code code = found_of(calls, REASON_LATE, visit->patient, &found);

	if (code == OK)
		code = told_runs_into(calls->desk, arena, visit, come, &into);
	if (code != OK)
		return code;
	found.minute = expected_at(visit) - LEAVES_BEFORE;
	found.since = DAY_MINUTES;
	found.until = arena_copy(arena, clock_format(clock, found.minute));
	found.reason.appointment = visit->row.id;
	found.reason.minute = come;
	found.reason.asked = into != NULL;
	found.reason.words = arena_print(arena, "we run %d late", late);
	found.reason.say = late_say(arena, visit, late, come, into);
	small_add(calls, &found);
	return OK;
}

enum code
late_reasons_load(struct calls *calls)
{
	struct appointment_line *visits;
	const int *foreseen;
	const int least = setting_int(calls->desk, "late", LATE_MINUTES);
	size_t count;
	enum code code;

	if (calls->minute == NONE)
		return OK;
	code = day_visits(calls->desk, calls->arena, calls->day, false, &visits, &count);
	if (code != OK)
		return code;
	foreseen = day_foreseen(calls->desk, calls->arena, visits, count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (visits[i].state == VISIT_BOOKED && !visits[i].to_move && expected_at(&visits[i]) > calls->minute &&
		    foreseen[i] - expected_at(&visits[i]) >= least)
			code = late_add(calls, &visits[i], foreseen[i]);
	return code;
}

static enum code
gap_words(struct calls *calls, const struct slot *gap, struct found *found)
{
	struct chair chair;
	char clock[CLOCK_SIZE];
	const enum code code = record_get(calls->desk, calls->arena, &chair_record, gap->chair,
			&chair);

	if (code != OK)
		return code;
	found->minute = gap->start;
	found->until = arena_copy(calls->arena, clock_format(clock, gap->start));
	found->reason.words = arena_print(calls->arena, "free %d, %s: offer first", gap->minutes,
			chair.name);
	found->reason.say = arena_print(calls->arena,
			"You wanted to come sooner: %s today has become free.",
			clock_said(clock, gap->start));
	return OK;
}

/* Is this one waiting offered another gap already? */
static bool
is_offered(const struct calls *calls, int64_t wait)
{
	for (size_t i = 0; i < calls->small.count; i++)
		if (calls->small.list[i].reason.wait == wait)
			return true;
	return false;
}

/* To the first who has waited longest and hasn't been asked today. */
static enum code
gap_offer(struct calls *calls, struct slot gap)
{
	const size_t before = calls->small.count;
	struct wait wait;
	struct found found;
	enum code code = wait_first_for(calls->desk, calls->arena, gap, 0, &wait);

	while (code == OK && wait.row.id && calls->small.count == before) {
		if (!is_offered(calls, wait.row.id)) {
			code = found_of(calls, REASON_GAP, wait.patient, &found);
			if (code == OK)
				code = gap_words(calls, &gap, &found);
			if (code != OK)
				return code;
			found.reason.appointment = wait.appointment;
			found.reason.wait = wait.row.id;
			found.reason.type = wait.type;
			found.reason.gap = gap;
			small_add(calls, &found);
		}
		if (calls->small.count == before)
			code = wait_next_for(calls->desk, calls->arena, gap, 0, &wait);
	}
	return code;
}

/* What is left of a gap from now on. */
static bool
cut_to_now(struct slot *gap, int now)
{
	const int begin = (now + CELL_MINUTES - 1) / CELL_MINUTES * CELL_MINUTES;

	if (gap->start < begin) {
		gap->minutes -= begin - gap->start;
		gap->start = begin;
	}
	return gap->minutes >= GAP_MINUTES;
}

enum code
gap_reasons_load(struct calls *calls)
{
	struct wait *waits;
	struct slot *gaps;
	size_t waiting, count;
	enum code code;

	if (calls->minute == NONE)
		return OK;
	code = wait_list(calls->desk, calls->arena, &waits, &waiting);
	if (code != OK || waiting == 0)
		return code;
	code = day_gaps(calls->desk, calls->arena, calls->day, GAP_MINUTES, &gaps, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (cut_to_now(&gaps[i], calls->minute))
			code = gap_offer(calls, gaps[i]);
	return code;
}
