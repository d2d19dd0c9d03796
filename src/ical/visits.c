/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The export of visits.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/newfile.h"
#include "ical/export.h"
#include "ical/write.h"
#include "store/access.h"

#include "changed.h"
#include "reminder.h"

#define FIRST_DAY "0001-01-01"
#define LAST_DAY "9999-12-31"

/* How visits are chosen: from day $1 to $2, of the row $3. `span` gives days around all of them,
 * by an index alone. */
struct query {
	const char *tail, *span;
};

#define DAYS " where day between $1 and $2"
#define QUERY(choice, around) { \
	DAYS choice " and state in ('booked', 'arrived', 'seated', 'done')" \
		" order by day, chair, start, id", \
	"select (select min(day) from appointment" DAYS around ")," \
		" (select max(day) from appointment" DAYS around ")" }

static const struct query by_visit = QUERY(" and id = $3", " and id = $3");
static const struct query by_patient = QUERY(" and patient = $3", " and patient = $3");
static const struct query by_chair = QUERY(" and chair = $3", "");
static const struct query by_provider = QUERY(" and provider = $3", "");
#define OF_HOUSEHOLD " and patient in (select id from patient where household = $3)"
static const struct query by_household = QUERY(OF_HOUSEHOLD, OF_HOUSEHOLD);
static const struct query by_day = QUERY("", "");

/* A choice made ready to be asked. */
struct asked {
	const struct query *query;
	int64_t row;
	char from[DAY_SIZE], to[DAY_SIZE];
};

static struct asked
asked_of(const struct ical_choice *choice)
{
	struct asked asked = {.query = &by_day, .from = FIRST_DAY, .to = LAST_DAY};

	if ((asked.row = choice->visit))
		asked.query = &by_visit;
	else if ((asked.row = choice->patient))
		asked.query = &by_patient;
	else if ((asked.row = choice->chair))
		asked.query = &by_chair;
	else if ((asked.row = choice->provider))
		asked.query = &by_provider;
	else if ((asked.row = choice->household))
		asked.query = &by_household;
	if (choice->from != NONE)
		civil_format(asked.from, choice->from);
	if (choice->to != NONE)
		civil_format(asked.to, choice->to);
	return asked;
}

/* An empty calendar has its zone all the same (RFC 5545, 3.6: at least one component). */
static enum code
find_span(struct desk *desk, const struct asked *asked, struct ical_calendar *calendar)
{
	struct stmt *stmt = NULL;
	bool row = false;
	enum code code = db_query(desk->db, &stmt, asked->query->span, "ttr", asked->from, asked->to,
			asked->row);

	if (code == OK)
		code = db_step(stmt, &row);
	calendar->first = calendar->last = calendar->today;
	if (code == OK && row && !db_null(stmt, 0)) {
		civil_parse(db_text(stmt, 0), &calendar->first);
		civil_parse(db_text(stmt, 1), &calendar->last);
	}
	db_done(stmt);
	return code;
}

/* The visits say which reminder they take the place of. */
static enum code
name_reminder(struct desk *desk, struct arena *arena, int64_t patient,
		struct ical_calendar *calendar)
{
	struct ical_reminder reminder;
	bool any;
	const enum code code = reminder_of(desk, arena, calendar, patient, &reminder, &any);

	if (code == OK && any)
		calendar->related = reminder.uid;
	return code;
}

/* It must have its time. */
static enum code
look_at_visit(struct desk *desk, struct arena *arena, int64_t id, struct ical_calendar *calendar)
{
	struct appointment visit;
	const enum code code = record_get(desk, arena, &appointment_record, id, &visit);

	if (code == OK && !state_is_live(visit.state))
		return fail(CLASH, "state: visit %" PRId64 " is %s: only live ones go into a calendar",
			id, visit_state_words[visit.state]);
	return code == OK ? calendar_alarms_of(desk, arena, visit.patient, calendar) : code;
}

/* The alarms are those of whom the home is called by, else of the first who has said so. */
static enum code
look_at_household(struct desk *desk, struct arena *arena, int64_t id,
		struct ical_calendar *calendar)
{
	struct household household;
	int64_t patient = 0;
	enum code code = record_get(desk, arena, &household_record, id, &household);

	calendar->household = true;
	if (code == OK)
		code = db_value(desk->db, &patient, "select id from patient where household = $1"
			" and alarms is not null order by called_first desc, id limit 1", "I", id);
	return code == OK && patient ? calendar_alarms_of(desk, arena, patient, calendar) : code;
}

/* A chair's and a provider's calendar bears their name. */
static enum code
look_at(struct desk *desk, struct arena *arena, const struct ical_choice *choice,
		struct ical_calendar *calendar)
{
	struct chair chair;
	struct provider provider;
	enum code code = OK;

	if (choice->visit) {
		code = look_at_visit(desk, arena, choice->visit, calendar);
	} else if (choice->patient) {
		code = calendar_alarms_of(desk, arena, choice->patient, calendar);
		if (code == OK && choice->reminders)
			code = name_reminder(desk, arena, choice->patient, calendar);
	} else if (choice->chair) {
		code = record_get(desk, arena, &chair_record, choice->chair, &chair);
		if (code == OK)
			calendar->name = arena_print(arena, "%s, %s", chair.name, calendar->practice);
	} else if (choice->provider) {
		code = record_get(desk, arena, &provider_record, choice->provider, &provider);
		if (code == OK)
			calendar->name = arena_print(arena, "%s, %s", provider.name, calendar->practice);
		calendar->colour = code == OK ? provider.colour : NULL;
	} else if (choice->household) {
		code = look_at_household(desk, arena, choice->household, calendar);
	}
	if (choice->feed)
		calendar_subscribe(desk, arena, calendar);
	return code;
}

static enum code
put_visits(struct desk *desk, struct cursor *cursor, struct ical *ical, int64_t *count)
{
	struct appointment_line visit;
	bool more;
	enum code code;

	while ((code = record_next(cursor, &visit, &more)) == OK && more) {
		const char *changed;

		code = visit_changed(desk, &cursor->arena, visit.row.id, &changed);
		if (code == OK)
			code = ical_visit(ical, &visit, changed);
		if (code != OK)
			break;
		++*count;
	}
	return code;
}

/* A patient's reminder goes ahead of the visits that take its place. */
static enum code
put_reminder(struct desk *desk, struct ical *ical, const struct ical_calendar *calendar,
		const struct ical_choice *choice)
{
	struct arena arena = {0};
	struct ical_reminder reminder;
	bool any = false;
	enum code code = OK;

	if (choice->reminders)
		code = reminder_of(desk, &arena, calendar, choice->patient, &reminder, &any);
	if (code == OK && any) {
		reminder.todo = choice->todo;
		code = ical_reminder(ical, &reminder);
	}
	arena_free(&arena);
	return code;
}

static enum code
stream_visits(struct desk *desk, const struct asked *asked, const struct ical_choice *choice,
		const struct ical_calendar *calendar, FILE *stream, int64_t *count)
{
	struct cursor cursor;
	struct ical *ical;
	enum code code = ical_open(&ical, calendar, stream);

	if (code != OK)
		return code;
	code = put_reminder(desk, ical, calendar, choice);
	if (code != OK)
		return ical_close(ical, code);
	code = record_open(desk, &cursor, &appointment_line_record, asked->query->tail, "ttr",
			asked->from, asked->to, asked->row);
	if (code == OK)
		code = put_visits(desk, &cursor, ical, count);
	record_close(&cursor);
	return ical_close(ical, code);
}

/* The patient whom the file is about; 0: several. */
static enum code
patient_of(struct desk *desk, const struct ical_choice *choice, int64_t *patient)
{
	*patient = choice->patient;
	return !choice->visit ? OK : db_value(desk->db, patient,
			"select patient from appointment where id = $1", "I", choice->visit);
}

/* Feeds are what the practice has set up, and one day is no more than its sheet. */
static enum code
ask_door(struct desk *desk, const struct ical_choice *choice)
{
	const bool day = choice->from != NONE && choice->from == choice->to;
	int64_t patient;
	enum code code = patient_of(desk, choice, &patient);

	if (code != OK || choice->feed)
		return code;
	if (!patient && (choice->household || day))
		return access_note_read(desk, ACCESS_EXPORT, 0, choice->household
				? "calendar of a household" : "calendar of a day");
	return access_export(desk, patient, "calendar");
}

enum code
ical_export_visits(struct desk *desk, const struct ical_choice *choice, FILE *stream,
		int64_t *count)
{
	const struct asked asked = asked_of(choice);
	struct arena arena = {0};
	struct ical_calendar calendar;
	enum code code = ask_door(desk, choice);

	*count = 0;
	if (code == OK)
		code = db_read(desk->db);
	if (code != OK)
		return code;
	ical_calendar_load(desk, &arena, choice->visit || choice->patient || choice->household
			? FOR_PATIENT : FOR_STAFF, &calendar);
	code = look_at(desk, &arena, choice, &calendar);
	if (code == OK)
		code = find_span(desk, &asked, &calendar);
	if (code == OK)
		code = stream_visits(desk, &asked, choice, &calendar, stream, count);
	code = db_end(desk->db, code);
	arena_free(&arena);
	return code;
}

enum code
ical_export_visits_file(struct desk *desk, const struct ical_choice *choice, const char *path,
		int64_t *count)
{
	struct new_file file;
	const enum code code = new_file_open(&file, path);

	if (code != OK)
		return code;
	return new_file_close(&file, ical_export_visits(desk, choice, file.stream, count));
}
