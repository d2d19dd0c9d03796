/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of visits to be moved, in the order in which patients are told.
 */
#include "book/moving.h"
#include "book/opening.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define NOON (12 * 60)
#define END_OF_DAYS "9999-12-31"
#define ON_THE_WAY 60		/* minutes before the visit from which she may have left home */

static const struct field to_move_fields[] = {
	FIELD_ROW(to_move_line),
	FIELD_REFERS(to_move_line, patient, "Patient", "patient", 0),
	FIELD(to_move_line, name, "Name", FIELD_TEXT, 0),
	FIELD(to_move_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD(to_move_line, area, "Area", FIELD_TEXT, OPTIONAL),
	FIELD(to_move_line, day, "Day", FIELD_DAY, 0),
	FIELD(to_move_line, start, "Start", FIELD_MINUTE, 0),
	FIELD(to_move_line, minutes, "Min", FIELD_INT, 0),
	FIELD(to_move_line, type, "Type", FIELD_TEXT, 0),
	FIELD_REFERS(to_move_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(to_move_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(to_move_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD(to_move_line, state, "State", FIELD_TEXT, 0),
	FIELD(to_move_line, to_move, "Why", FIELD_TEXT, 0),
	FIELD(to_move_line, urgency, "Urgency", FIELD_TEXT, ASKED),
	FIELD(to_move_line, offer_day, "Offer", FIELD_DAY, OPTIONAL | ASKED),
	FIELD(to_move_line, offer_start, "At", FIELD_MINUTE, OPTIONAL | ASKED),
	{"offer_chair", "Chair", FIELD_REF, offsetof(struct to_move_line, offer_chair),
		OPTIONAL | ASKED, NULL, "chair"},
	FIELD(to_move_line, offer_chair_name, "Chair", FIELD_TEXT, OPTIONAL | ASKED),
	{"offer_provider", "Provider", FIELD_REF, offsetof(struct to_move_line, offer_provider),
		OPTIONAL | ASKED, NULL, "provider"},
	FIELD(to_move_line, offer_provider_name, "Provider", FIELD_TEXT, OPTIONAL | ASKED),
};

const struct record to_move_line_record = {
	.table = "to_move_list", .label = "visit to be moved", .size = sizeof(struct to_move_line),
	.fields = to_move_fields, .count = FIELD_COUNT(to_move_fields), .view = true
};

/* Is her area none of those with commas between? */
static bool
lives_far(struct arena *arena, const char *area, const char *near)
{
	char *list, *state;

	if (text_is_blank(area) || text_is_blank(near))
		return false;
	list = arena_copy(arena, near);
	for (char *one; (one = strtok_r(list, ",", &state)); list = NULL)
		if (strcmp(text_fold(arena, one + strspn(one, " ")), text_fold(arena, area)) == 0)
			return false;
	return true;
}

static const char *
urgency_of(const struct desk *desk, struct arena *arena, const struct to_move_line *line,
		const char *near)
{
	const int now = desk_minute(desk);
	const bool today = line->day == desk_today(desk);

	if (today && strcmp(line->state, visit_state_words[VISIT_ARRIVED]) == 0)
		return "here";
	if (today && line->start - now <= ON_THE_WAY)
		return "on the way";
	if (today && now < NOON && line->start < NOON)
		return "this morning";
	return lives_far(arena, line->area, near) ? "lives far" : "";
}

/* 0 is told first. */
static int
rank(const struct to_move_line *line)
{
	static const char *const order[] = {"here", "on the way", "this morning"};
	int at = 0;

	while (at < (int)FIELD_COUNT(order) && strcmp(order[at], line->urgency) != 0)
		at++;
	return at;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct to_move_line *const x = a, *const y = b;
	const int far_x = strcmp(x->urgency, "lives far") == 0;
	const int far_y = strcmp(y->urgency, "lives far") == 0;

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	if (x->day != y->day)
		return x->day - y->day;
	if (far_x != far_y)
		return far_y - far_x;
	if (x->start != y->start)
		return x->start - y->start;
	return (x->row.id > y->row.id) - (x->row.id < y->row.id);
}

/* The first opening for the visit as it is: its own time doesn't count as taken. */
static enum code
ask_offer(struct desk *desk, struct arena *arena, struct to_move_line *line)
{
	struct appointment visit;
	struct opening_search search = {
		.first = NONE, .last = NONE, .after = NONE, .before = NONE, .notice = NONE,
		.commitments = true, .limit = 1, .but = line->row.id
	};
	struct opening *found;
	size_t count;
	enum code code = record_get(desk, arena, &appointment_record, line->row.id, &visit);

	if (code != OK)
		return code;
	search.patient = visit.patient;
	search.type = visit.type;
	search.minutes = visit.minutes;
	code = openings_find(desk, arena, &search, &found, &count);
	if (code != OK || count == 0)
		return code;
	line->offer_day = found->slot.day;
	line->offer_start = found->slot.start;
	line->offer_chair = found->slot.chair;
	line->offer_chair_name = found->chair_name;
	line->offer_provider = found->provider;
	line->offer_provider_name = found->provider_name;
	return OK;
}

/* Fills what is asked, and sorts. */
static enum code
finish(struct desk *desk, struct arena *arena, size_t offers, struct to_move_line *lines,
		size_t count)
{
	const char *const near = setting_text(desk, arena, "near", NULL);
	enum code code = OK;

	for (size_t i = 0; i < count; i++)
		lines[i].urgency = urgency_of(desk, arena, &lines[i], near);
	if (count)
		qsort(lines, count, sizeof *lines, by_urgency);
	for (size_t i = 0; code == OK && i < count && i < offers; i++)
		code = ask_offer(desk, arena, &lines[i]);
	return code;
}

enum code
visits_to_move(struct desk *desk, struct arena *arena, int first, int last, size_t offers,
		struct to_move_line **out, size_t *count)
{
	char from[DAY_SIZE], to[DAY_SIZE];
	const int today = desk_today(desk);
	const enum code code = record_select(desk, arena, &to_move_line_record, out, count,
			"where day >= $1 and day <= $2 order by day, start, id", "tt",
			civil_format(from, first == NONE || first < today ? today : first),
			last == NONE ? END_OF_DAYS : civil_format(to, last));

	return code == OK ? finish(desk, arena, offers, *out, *count) : code;
}

enum code
visits_marked(struct desk *desk, struct arena *arena, int64_t batch, struct to_move_line **out,
		size_t *count)
{
	const enum code code = record_select(desk, arena, &to_move_line_record, out, count,
			"where id in (select row from change where batch = $1"
			" and id >= $1 and tbl = 'appointment') order by day, start, id", "I", batch);

	return code == OK ? finish(desk, arena, 0, *out, *count) : code;
}
