/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calls of the day: small reasons grouped by household, then recalls as they stream.
 */
#include "recall/calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call_parts.h"

#define CONFIRM_DAYS 2		/* open days ahead in which a visit is to be confirmed */

const char *const call_reason_words[] = { "late", "to_be_moved", "promised", "concern", "gap",
	"not_here", "confirm", "need", "missed", "planned", "unsettled", "recall", NULL };

static const struct field call_fields[] = {
	FIELD_REFERS(call, household, "Household", "household", OPTIONAL),
	FIELD_REFERS(call, patient, "Patient", "patient", 0),
	FIELD(call, name, "Name", FIELD_TEXT, 0),
	FIELD(call, by, "By", FIELD_TEXT, 0),
	FIELD_WORDS(call, reason, "Reason", call_reason_words, 0),
	FIELD(call, why, "Why", FIELD_TEXT, 0),
	FIELD(call, tries, "Tries", FIELD_INT, 0),
	FIELD(call, best, "Best now", FIELD_TEXT, 0),
	FIELD(call, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD(call, rest, "Rests", FIELD_TEXT, OPTIONAL),
};

const struct record call_record = {
	.table = "calls", .label = "call", .size = sizeof(struct call),
	.fields = call_fields, .count = FIELD_COUNT(call_fields), .view = true,
};

/* By what is most urgent: its kind, its time, the order in which it was found. */
static int
by_urgency(const void *a, const void *b)
{
	const struct found *const x = a, *const y = b;

	if (x->reason.kind != y->reason.kind)
		return x->reason.kind - y->reason.kind;
	if (x->minute != y->minute)
		return x->minute == NONE ? 1 : y->minute == NONE ? -1 : x->minute - y->minute;
	return (x->order > y->order) - (x->order < y->order);
}

static int64_t
key_of(const struct found *found)
{
	return household_key(found->reason.patient, found->household);
}

static int
by_household(const void *a, const void *b)
{
	const int64_t x = key_of(a), y = key_of(b);

	return x != y ? (x > y) - (x < y) : by_urgency(a, b);
}

static int
by_first(const void *a, const void *b)
{
	return by_urgency(((const struct group *)a)->first, ((const struct group *)b)->first);
}

/* Parts the small reasons into households, each in order, and the households by their first. */
static void
groups_make(struct calls *calls)
{
	struct found *const list = calls->small.list;
	const size_t count = calls->small.count;

	if (count == 0)
		return;
	qsort(list, count, sizeof *list, by_household);
	calls->groups = arena_take(calls->arena, count * sizeof *calls->groups);
	for (size_t i = 0; i < count; i++) {
		if (key_set_add(&calls->seen, calls->arena, key_of(&list[i])))
			calls->groups[calls->group_count++].first = &list[i];
		calls->groups[calls->group_count - 1].count++;
	}
	qsort(calls->groups, calls->group_count, sizeof *calls->groups, by_first);
}

/* The hours for calls, up to closing time. */
static enum code
hours_load(struct calls *calls)
{
	int closing;
	const enum code code = practice_closing(calls->desk, calls->day, &closing);

	calling_hours(calls->desk, &calls->call_from, &calls->call_until);
	if (code == OK && closing != NONE && closing < calls->call_until)
		calls->call_until = closing;
	return code;
}

/* The open days around, asked for once; the cut-off counts on its own day only. */
static enum code
days_load(struct calls *calls)
{
	struct desk *const desk = calls->desk;
	enum code code;

	if ((code = practice_open_day(desk, calls->day, 1, &calls->open_next)) != OK ||
	    (code = practice_open_day(desk, calls->day, CONFIRM_DAYS,
			&calls->confirm_until)) != OK)
		return code;
	if (calls->minute != NONE && calls->open_next != NONE)
		code = confirm_is_late(desk, calls->open_next, &calls->cut_off);
	return code;
}

enum code
calls_open(struct desk *desk, struct arena *arena, const struct calls_options *options,
		struct calls **out)
{
	struct calls *const calls = arena_take(arena, sizeof *calls);
	const int today = desk_today(desk);
	enum code code;

	*out = calls;
	*calls = (struct calls){ .desk = desk, .arena = arena, .only = options->only,
		.rested = options->rested, .paged = options->paged, .day = options->day == NONE ? today : options->day };
	calls->minute = calls->day == today ? desk_minute(desk) : NONE;
	calls->stages = recall_stages(desk);
	if ((code = hours_load(calls)) != OK ||
	    (code = days_load(calls)) != OK ||
	    (code = rests_load(desk, arena, calls->day, PURPOSE_INVITATION,
			&calls->rests)) != OK ||
	    (code = small_reasons_load(calls)) != OK)
		return code;
	groups_make(calls);
	return OK;
}

int
calls_begin_at(const struct calls *calls)
{
	return calls->minute != NONE && calls->minute < calls->call_from ? calls->call_from :
		calls->minute;
}

static enum code
group_next(struct calls *calls, struct call *out)
{
	const struct group *const group = &calls->groups[calls->next_group++];

	calls->reasons.count = 0;
	for (size_t i = 0; i < group->count; i++)
		found_add(&calls->reasons, calls->arena, &group->first[i]);
	return call_make(calls, group->first->reason.patient, group->first->household, out);
}

static enum code
recall_next(struct calls *calls, struct call *out, bool *more)
{
	int64_t patient, household;
	const enum code code = recall_stream_next(calls, &patient, &household, more);

	calls->reasons.count = 0;
	return code == OK && *more ? call_make(calls, patient, household, out) : code;
}

enum code
calls_next(struct calls *calls, struct call *call, bool *more)
{
	*more = calls->next_group < calls->group_count;
	if (*more)
		return group_next(calls, call);
	if (!calls_want(calls, REASON_RECALL))
		return OK;
	return recall_next(calls, call, more);
}

void
calls_pause(struct calls *calls)
{
	db_done(calls->stream);
	calls->stream = NULL;
}

void
calls_close(struct calls *calls)
{
	calls_pause(calls);
}

/* What was done by telephone on the list's day. */
static enum code
made_count(struct calls *calls, struct calls_counts *out)
{
	struct call_made *made;
	size_t count;
	const enum code code = calls_made(calls->desk, calls->arena, calls->day, &made, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		out->made++;
		out->reached += outcome_reached(made[i].outcome);
		out->booked += made[i].outcome == OUTCOME_BOOKED;
	}
	return code;
}

static bool
group_has(const struct group *group, unsigned kinds)
{
	for (size_t i = 0; i < group->count; i++)
		if (kinds & 1u << group->first[i].reason.kind)
			return true;
	return false;
}

static void
groups_count(const struct calls *calls, struct calls_counts *out)
{
	out->to_make = (int)calls->group_count;
	for (size_t i = 0; i < calls->group_count; i++) {
		out->confirm += group_has(&calls->groups[i], CALLS_CONFIRM);
		out->care += group_has(&calls->groups[i], CALLS_CARE);
	}
}

/* The households with a recall; those met among the small reasons are one call with it. */
static enum code
recalls_count(struct calls *calls, struct calls_counts *out)
{
	struct key_set homes = { 0 };
	enum code code = recall_homes_find(calls, &homes);

	for (size_t i = 0; code == OK && i < homes.room; i++)
		if (homes.keys[i] && !key_set_has(&calls->seen, homes.keys[i]))
			out->to_make++;
	out->recall = (int)homes.count;
	return code;
}

enum code
calls_count(struct desk *desk, const struct calls_options *options, struct calls_counts *out)
{
	struct arena arena = { 0 };
	struct calls *calls;
	enum code code = calls_open(desk, &arena, options, &calls);

	*out = (struct calls_counts){ 0 };
	if (code == OK) {
		groups_count(calls, out);
		if (calls_want(calls, REASON_RECALL))
			code = recalls_count(calls, out);
	}
	if (code == OK)
		code = made_count(calls, out);
	calls_close(calls);
	arena_free(&arena);
	return code;
}
