/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The huddle of a day, part by part.
 */
#include "post/huddle.h"

#include <stdio.h>
#include <string.h>

#include "book/habits.h"
#include "book/opening.h"
#include "care/concern.h"
#include "recall/recall.h"

#define HOLE_MINUTES 30

const char *const huddle_words[] = { "hole", "unconfirmed", "new", "family", "birthday", "late",
	"concern", NULL };

static const struct field huddle_fields[] = {
	FIELD_WORDS(huddle_line, part, "Part", huddle_words, 0),
	FIELD(huddle_line, start, "At", FIELD_MINUTE, OPTIONAL),
	FIELD_REFERS(huddle_line, patient, "Patient", "patient", OPTIONAL),
	FIELD(huddle_line, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(huddle_line, words, "What", FIELD_TEXT, LONG),
};

const struct record huddle_line_record = {
	"huddle", "line", sizeof(struct huddle_line), huddle_fields, FIELD_COUNT(huddle_fields),
	true, NULL
};

struct huddle {
	struct desk *desk;
	struct arena *arena;
	int day;
	struct appointment_line *visits;	/* of the day, live */
	size_t visit_count;
	struct huddle_line *list;
	size_t count, room;
};

static void
line_add(struct huddle *at, const struct huddle_line *line)
{
	const size_t size = sizeof *line;

	if (at->count == at->room) {
		const size_t larger = at->room ? at->room * 2 : 32;

		at->list = arena_grow(at->arena, at->list, at->room * size, larger * size);
		at->room = larger;
	}
	at->list[at->count++] = *line;
}

static void
visit_add(struct huddle *at, enum huddle_part part, const struct appointment_line *visit,
		const char *words)
{
	line_add(at, &(struct huddle_line){ .part = (int)part, .start = visit->start,
		.patient = visit->patient, .name = visit->name, .words = words });
}

/* Was she on an earlier line of the day? Who has two visits is told of once. */
static bool
came_before(const struct huddle *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (at->visits[i].patient == at->visits[n].patient)
			return true;
	return false;
}

static enum code
holes_add(struct huddle *at)
{
	struct slot *gaps;
	size_t count;
	enum code code = day_gaps(at->desk, at->arena, at->day, HOLE_MINUTES, &gaps, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		struct chair chair;

		code = record_get(at->desk, at->arena, &chair_record, gaps[i].chair, &chair);
		line_add(at, &(struct huddle_line){ .part = HUDDLE_HOLE, .start = gaps[i].start,
			.words = arena_print(at->arena, "free %d, %s", gaps[i].minutes,
			chair.name) });
	}
	return code;
}

static bool
is_unconfirmed(const struct appointment_line *visit)
{
	return visit->state == VISIT_BOOKED && visit->confirmed != CONFIRMED_YES;
}

static enum code
unconfirmed_add(struct huddle *at)
{
	struct appointment_line *visits;
	size_t count;
	int next;
	enum code code;

	for (size_t i = 0; i < at->visit_count; i++)
		if (is_unconfirmed(&at->visits[i]))
			visit_add(at, HUDDLE_UNCONFIRMED, &at->visits[i], "today");
	code = practice_open_day(at->desk, at->day, 1, &next);
	if (code != OK || next == NONE)
		return code;
	code = day_visits(at->desk, at->arena, next, false, &visits, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (is_unconfirmed(&visits[i]))
			visit_add(at, HUDDLE_UNCONFIRMED, &visits[i],
					day_said(at->arena, next, at->day));
	return code;
}

/* Nobody who was here before. */
static enum code
new_add(struct huddle *at)
{
	char day[DAY_SIZE];
	int64_t been;
	enum code code = OK;

	for (size_t i = 0; code == OK && i < at->visit_count; i++) {
		code = db_value(at->desk->db, &been, "SELECT count(*) FROM appointment"
				" WHERE patient = $1 AND state = 'done' AND day < $2", "It",
				at->visits[i].patient, civil_format(day, at->day));
		if (code == OK && !been && !came_before(at, i))
			visit_add(at, HUDDLE_NEW, &at->visits[i], "here for the first time");
	}
	return code;
}

/* Those of her household who are due and have nothing booked. */
static enum code
family_of(struct huddle *at, const struct appointment_line *visit)
{
	char day[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(at->desk->db, &stmt, "SELECT r.patient, r.name, min(r.due)"
			" FROM recall_list r JOIN patient p ON p.id = $1"
			" WHERE r.household = p.household AND r.patient <> $1"
			" AND r.patient_state = 'active' AND r.due <= $2 AND r.stopped IS NULL"
			" AND (r.paused_until IS NULL OR r.paused_until <= $2)"
			" AND (r.next_visit IS NULL OR r.next_visit < $2)"
			" GROUP BY r.patient, r.name ORDER BY r.patient", "It", visit->patient,
			civil_format(day, at->day));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		int due;

		if (civil_parse(db_text(stmt, 2), &due))
			line_add(at, &(struct huddle_line){ .part = HUDDLE_FAMILY,
				.start = visit->start, .patient = db_int64(stmt, 0),
				.name = arena_copy(at->arena, db_text(stmt, 1)),
				.words = arena_print(at->arena, "due since %s; %s comes",
				day_said(at->arena, due, at->day), visit->name) });
	}
	db_done(stmt);
	return code;
}

static enum code
family_add(struct huddle *at)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < at->visit_count; i++)
		if (!came_before(at, i))
			code = family_of(at, &at->visits[i]);
	return code;
}

/* Of those who come; born on 29 Feb: on 28 Feb where there is none. */
static void
birthdays_add(struct huddle *at)
{
	for (size_t i = 0; i < at->visit_count; i++) {
		const struct appointment_line *const visit = &at->visits[i];
		int born, age;

		if (!visit->birth || !civil_parse(visit->birth, &born) || came_before(at, i))
			continue;
		age = patient_age(visit->birth, at->day);
		if (civil_add_months(born, 12 * age) == at->day)
			visit_add(at, HUDDLE_BIRTHDAY, visit, arena_print(at->arena, "%d today",
					age));
	}
}

static enum code
late_add(struct huddle *at)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < at->visit_count; i++) {
		struct habits habits;
		const char *words;

		code = patient_habits(at->desk, at->visits[i].patient, &habits);
		words = habits_late_said(at->arena, &habits);
		if (code == OK && words && !came_before(at, i))
			visit_add(at, HUDDLE_LATE, &at->visits[i], words);
		words = habits_missed_said(at->arena, &habits);
		if (code == OK && words && !came_before(at, i))
			visit_add(at, HUDDLE_LATE, &at->visits[i], words);
	}
	return code;
}

static const struct appointment_line *
visit_of(const struct huddle *at, int64_t patient)
{
	for (size_t i = 0; patient && i < at->visit_count; i++)
		if (at->visits[i].patient == patient)
			return &at->visits[i];
	return NULL;
}

static enum code
concerns_add(struct huddle *at)
{
	const struct concern_filter filter = { .due_by = NONE, .kind = NONE, .outcome = NONE,
		.closed_from = NONE };
	struct concern_line *lines;
	size_t count;
	const enum code code = concerns_load(at->desk, at->arena, &filter, &lines, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		const struct concern_line *const line = &lines[i];
		const struct appointment_line *const visit = visit_of(at, line->patient);
		int day, minute;

		concern_moment(line->due, &day, &minute);
		if (!visit && day > at->day)
			continue;
		line_add(at, &(struct huddle_line){ .part = HUDDLE_CONCERN,
			.start = visit ? visit->start : NONE, .patient = line->patient,
			.name = line->whose, .words = arena_print(at->arena, "%s due %s, %s: %s",
			concern_kind_words[line->kind], time_said(at->arena, day, minute, at->day),
			line->owner, line->text) });
	}
	return code;
}

enum code
huddle_load(struct desk *desk, struct arena *arena, int day, struct huddle_line **out,
		size_t *count)
{
	struct huddle at = { .desk = desk, .arena = arena, .day = day };
	enum code code;

	if ((code = day_visits(desk, arena, day, false, &at.visits, &at.visit_count)) == OK &&
	    (code = holes_add(&at)) == OK &&
	    (code = unconfirmed_add(&at)) == OK &&
	    (code = new_add(&at)) == OK &&
	    (code = family_add(&at)) == OK) {
		birthdays_add(&at);
		code = late_add(&at);
	}
	if (code == OK)
		code = concerns_add(&at);
	*out = at.list;
	*count = at.count;
	return code;
}
