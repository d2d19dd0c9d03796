/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom a gap would suit.
 */
#include "recall/fit.h"

#include "book/opening.h"
#include "recall/calls.h"

#define DAY_MINUTES 1440

const char *const fit_kind_words[] = {"waiting", "recall", "planned", NULL};

static const struct field fit_line_fields[] = {
	FIELD_WORDS(fit_line, kind, "Kind", fit_kind_words, 0),
	FIELD_REFERS(fit_line, patient, "Patient", "patient", 0),
	FIELD(fit_line, name, "Name", FIELD_TEXT, 0),
	FIELD(fit_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD(fit_line, type, "Type", FIELD_TEXT, 0),
	FIELD(fit_line, minutes, "Minutes", FIELD_INT, 0),
	FIELD(fit_line, start, "Start", FIELD_MINUTE, 0),
	FIELD_REFERS(fit_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(fit_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(fit_line, wait, "Wait", "wait", OPTIONAL),
	FIELD_REFERS(fit_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(fit_line, why, "Why", FIELD_TEXT, LONG),
};

const struct record fit_line_record = {
	.table = "fit", .label = "fit", .size = sizeof(struct fit_line),
	.fields = fit_line_fields, .count = FIELD_COUNT(fit_line_fields), .view = true
};

struct fitting {
	struct desk *desk;
	struct arena *arena;
	struct slot gap;
	size_t limit;
	struct rests *rests;		/* who isn't invited now */
	struct fit_line *found;
	size_t count;
};

/* Somebody who may fit: `but` is the visit that she would give up, or that is planned. */
struct wish {
	enum fit_kind kind;
	int64_t patient, type, wait, but;
	int minutes;			/* NONE: the type's */
	const char *why;
};

static bool
is_full(const struct fitting *at)
{
	return at->count == at->limit;
}

static bool
is_found(const struct fitting *at, int64_t patient)
{
	for (size_t i = 0; i < at->count; i++)
		if (at->found[i].patient == patient)
			return true;
	return false;
}

static enum code
add(struct fitting *at, const struct wish *wish, const struct opening *opening)
{
	struct fit_line *const line = &at->found[at->count];
	struct patient_line patient;
	struct visit_type type;
	enum code code = record_get(at->desk, at->arena, &patient_line_record, wish->patient,
				    &patient);

	if (code == OK)
		code = record_get(at->desk, at->arena, &visit_type_record, wish->type, &type);
	if (code != OK || patient.state == PATIENT_DECEASED || patient.state == PATIENT_LEFT ||
	    patient.state == PATIENT_MOVED || patient.state == PATIENT_DISMISSED)
		return code;
	*line = (struct fit_line){
		.kind = (int)wish->kind, .patient = wish->patient, .name = patient.name,
		.phone = patient.phone, .type = type.code, .minutes = opening->slot.minutes,
		.start = opening->slot.start, .provider = opening->provider,
		.provider_name = opening->provider_name, .wait = wish->wait,
		.appointment = wish->but, .why = wish->why
	};
	at->count++;
	return OK;
}

/* Adds her where the visit fits into the gap. */
static enum code
try(struct fitting *at, const struct wish *wish)
{
	const struct slot *const gap = &at->gap;
	const struct opening_search search = {
		.patient = wish->patient, .type = wish->type, .chair = gap->chair,
		.minutes = wish->minutes, .first = gap->day, .last = gap->day, .after = gap->start,
		.before = gap->start + gap->minutes, .commitments = true, .limit = 1,
		.but = wish->but
	};
	struct opening *openings;
	size_t count;
	enum code code;

	if (!wish->type || is_found(at, wish->patient))
		return OK;
	code = openings_find(at->desk, at->arena, &search, &openings, &count);
	return code == OK && count ? add(at, wish, openings) : code;
}

/* Do the days and the notice that she asked for allow it? */
static bool
would_come(const struct fitting *at, const struct wait *wait)
{
	const struct slot *const gap = &at->gap;
	const int ahead = (gap->day - desk_today(at->desk)) * DAY_MINUTES + gap->start -
			  desk_minute(at->desk);

	return (wait->first == NONE || wait->first <= gap->day) &&
	       (wait->last == NONE || wait->last >= gap->day) && ahead >= wait->notice_min;
}

static enum code
try_waiting(struct fitting *at)
{
	struct wait *waits;
	size_t count;
	enum code code = wait_list(at->desk, at->arena, &waits, &count);

	for (size_t i = 0; code == OK && i < count && !is_full(at); i++) {
		const struct wish wish = {
			FIT_WAITING, waits[i].patient, waits[i].type, waits[i].row.id,
			waits[i].appointment, NONE,
			arena_print(at->arena, "waiting since %s",
				    day_said(at->arena, waits[i].since, desk_today(at->desk)))
		};

		if (would_come(at, &waits[i]))
			code = try(at, &wish);
	}
	return code;
}

static enum code
try_recall(struct fitting *at, const struct recall_line *recall)
{
	struct wanted wanted;
	struct wish wish = {.kind = FIT_RECALL, .patient = recall->patient, .minutes = NONE};
	const enum code code = recall_wanted(at->desk, at->arena, recall->patient, &wanted);

	if (code != OK || wanted.planned)
		return code;		/* a planned visit comes in its turn */
	wish.type = wanted.type;
	wish.why = arena_print(at->arena, "%s due since %s", recall->recall_type_name,
			       day_said(at->arena, recall->due, desk_today(at->desk)));
	return try(at, &wish);
}

/* By `urgent`, as a stream: those on the first screen are enough. Who rests isn't asked to come sooner. */
static enum code
try_recalls(struct fitting *at)
{
	struct cursor cursor;
	struct recall_line line;
	char today[DAY_SIZE];
	bool more = true;
	enum code code = record_open(at->desk, &cursor, &recall_line_record,
		"where patient_state = 'active' and due <= $1 and stopped is null"
		" and (paused_until is null or paused_until <= $1)"
		" and (next_visit is null or next_visit < $1)"
		" order by urgent, id", "t", civil_format(today, desk_today(at->desk)));

	while (code == OK && !is_full(at) &&
	       (code = record_next(&cursor, &line, &more)) == OK && more)
		if (!rests_why(at->rests, line.patient, line.patient_state, line.household,
				PURPOSE_INVITATION))
			code = try_recall(at, &line);
	record_close(&cursor);
	return code;
}

static enum code
try_planned(struct fitting *at)
{
	struct appointment_line *visits;
	size_t count;
	enum code code = planned_visits(at->desk, at->arena, &visits, &count);

	for (size_t i = 0; code == OK && i < count && !is_full(at); i++) {
		struct appointment visit;

		code = record_get(at->desk, at->arena, &appointment_record, visits[i].row.id,
				  &visit);
		if (code == OK)
			code = try(at, &(struct wish){FIT_PLANNED, visit.patient, visit.type, 0,
						      visit.row.id, visit.minutes, "planned"});
	}
	return code;
}

enum code
gap_fits(struct desk *desk, struct arena *arena, struct slot gap, size_t limit,
		struct fit_line **out, size_t *count)
{
	struct fitting at = {.desk = desk, .arena = arena, .gap = gap, .limit = limit};
	enum code code;

	at.found = arena_take(arena, limit * sizeof *at.found);
	code = rests_read(desk, arena, PURPOSE_INVITATION, &at.rests);
	if (code == OK)
		code = try_waiting(&at);
	if (code == OK)
		code = try_recalls(&at);
	if (code == OK)
		code = try_planned(&at);
	*out = at.found;
	*count = at.count;
	return code;
}
