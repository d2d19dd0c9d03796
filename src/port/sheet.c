/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sheets and slips.
 */
#include "port/sheet.h"

#include <string.h>

#include "book/flow.h"
#include "book/practice.h"
#include "book/sheet.h"
#include "ical/write.h"

const char *const sheet_reader_words[] = {"wall", "room", "desk", NULL};

static const struct field sheet_fields[] = {
	FIELD(sheet_line, day, "Day", FIELD_DAY, 0),
	FIELD(sheet_line, start, "Start", FIELD_MINUTE, 0),
	FIELD(sheet_line, minutes, "Min", FIELD_INT, 0),
	FIELD(sheet_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD(sheet_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(sheet_line, who, "Patient", FIELD_TEXT, 0),
	FIELD(sheet_line, type, "Visit", FIELD_TEXT, OPTIONAL),
	FIELD(sheet_line, state, "State", FIELD_TEXT, OPTIONAL),
	FIELD(sheet_line, say, "Mind", FIELD_TEXT, OPTIONAL | LONG),
};
const struct record sheet_line_record = {
	.table = "sheet", .label = "line of a sheet", .size = sizeof(struct sheet_line),
	.fields = sheet_fields, .count = FIELD_COUNT(sheet_fields), .view = true
};

static const struct field slip_fields[] = {
	FIELD(routing_line, what, "What", FIELD_TEXT, 0),
	FIELD(routing_line, words, "Words", FIELD_TEXT, LONG),
};
const struct record routing_line_record = {
	.table = "slip", .label = "line of a slip", .size = sizeof(struct routing_line),
	.fields = slip_fields, .count = FIELD_COUNT(slip_fields), .view = true
};

static const char *
who_of(struct arena *arena, const struct appointment_line *visit, enum sheet_reader reader)
{
	if (reader == SHEET_WALL) {	/* without the id behind them */
		const char *const initials = ical_initials(arena, visit->name, visit->patient);

		return arena_copy_bytes(arena, initials, strcspn(initials, " "));
	}
	return visit->called ? arena_print(arena, "%s (%s)", visit->name, visit->called)
			     : visit->name;
}

static const char *
state_of(const struct appointment_line *visit)
{
	switch (visit->state) {
	case VISIT_ARRIVED:
		return "here";
	case VISIT_SEATED:
		return "in chair";
	case VISIT_DONE:
		return "done";
	default:
		return visit->to_move ? "to be moved"
			: visit->confirmed == CONFIRMED_YES ? "confirmed" : NULL;
	}
}

static const char *
join(struct arena *arena, const char *words, const char *more)
{
	return words ? arena_print(arena, "%s; %s", words, more) : more;
}

/* Alerts that hold on the visit's day, and its needs that aren't there. */
static enum code
mind_of(struct desk *desk, struct arena *arena, const struct appointment_line *visit,
		const char **words)
{
	struct alert *alerts;
	struct need *needs;
	size_t count;
	enum code code = patient_alerts(desk, arena, visit->patient, visit->day, &alerts, &count);

	*words = NULL;
	for (size_t i = 0; code == OK && i < count; i++)
		*words = join(arena, *words, alerts[i].text);
	if (code == OK)
		code = record_select(desk, arena, &need_record, &needs, &count,
				"where appointment = $1 and got is null order by id", "r",
				visit->row.id);
	for (size_t i = 0; code == OK && i < count; i++)
		*words = join(arena, *words, arena_print(arena, "not here: %s%s%s",
				need_kind_words[needs[i].kind], needs[i].whom ? " from " : "",
				needs[i].whom ? needs[i].whom : ""));
	return code;
}

static enum code
line_of(struct desk *desk, struct arena *arena, const struct appointment_line *visit,
		enum sheet_reader reader, struct sheet_line *line)
{
	*line = (struct sheet_line){
		.day = visit->day, .start = visit->start, .minutes = visit->minutes,
		.chair_name = visit->chair_name, .provider_name = visit->provider_short,
		.who = who_of(arena, visit, reader),
		.type = reader == SHEET_WALL ? NULL : visit->type_name,
		.state = reader == SHEET_WALL ? NULL : state_of(visit)
	};
	return reader == SHEET_WALL ? OK : mind_of(desk, arena, visit, &line->say);
}

enum code
sheet_lines(struct desk *desk, struct arena *arena, int first, int last, enum sheet_reader reader,
		struct sheet_line **out, size_t *count)
{
	char from[DAY_SIZE], to[DAY_SIZE];
	struct appointment_line *visits;
	enum code code = record_select(desk, arena, &appointment_line_record, &visits, count,
		"where day >= $1 and day <= $2 and state in ('booked', 'arrived', 'seated', 'done')"
		" order by day, (select c.position from chair c where c.id = appointment_list.chair),"
		" chair, start, id", "tt", civil_format(from, first), civil_format(to, last));

	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; code == OK && i < *count; i++)
		code = line_of(desk, arena, &visits[i], reader, &(*out)[i]);
	return code;
}

/* What comes after the visit; "none booked". */
static enum code
next_of(struct desk *desk, struct arena *arena, const struct appointment_line *visit,
		const char **words)
{
	char day[DAY_SIZE];
	struct appointment_line next;
	const enum code code = record_first(desk, arena, &appointment_line_record, &next,
		"where patient = $1 and day > $2 and state = 'booked' order by day, start, id", "rt",
		visit->patient, civil_format(day, visit->day));

	*words = code == OK ? arena_print(arena, "%s, %s", time_said(arena, next.day, next.start,
			visit->day), next.type_name) : "none booked: ask before they leave";
	return code == NOT_FOUND ? OK : code;
}

enum code
routing_lines(struct desk *desk, struct arena *arena, int64_t id, struct routing_line **out, size_t *count)
{
	struct appointment_line visit;
	const char *mind, *next;
	enum code code = record_get(desk, arena, &appointment_line_record, id, &visit);

	if (code == OK && visit.day == NONE)
		code = fail(INPUT, "slip: the visit has no day yet");
	if (code == OK)
		code = mind_of(desk, arena, &visit, &mind);
	if (code == OK)
		code = next_of(desk, arena, &visit, &next);
	if (code != OK)
		return code;
	const struct routing_line lines[] = {
		{"Patient", arena_print(arena, "%s   #%lld%s%s", who_of(arena, &visit, SHEET_ROOM),
				(long long)visit.patient, visit.birth ? "   born " : "",
				visit.birth ? visit.birth : "")},
		{"When", arena_print(arena, "%s, %d minutes", time_said(arena, visit.day,
				visit.start, desk_today(desk)), visit.minutes)},
		{"Where", arena_print(arena, "%s%s%s", visit.chair_name,
				visit.provider_name ? ", " : "",
				visit.provider_name ? visit.provider_name : "")},
		{"Visit", visit.type_name},
		{"Note", visit.note ? visit.note : ""},
		{"Mind", mind ? mind : ""},
		{"Next", next},
		{"Done", "________________________________________"},
		{"To book", "__________________  in  ________________"},
	};
	*count = FIELD_COUNT(lines);
	*out = arena_take(arena, sizeof lines);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = lines[i];
	return OK;
}
