/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the demo's front desk keeps in mind: alerts, when people can't come, who speaks for them,
 * what a visit needs, who would come sooner, what is planned.
 */
#include <stdlib.h>
#include <string.h>

#include "care/concern.h"
#include "demo_work.h"

#define GROWN_UP 18
#define SCHOOL 5			/* years old */

static enum code
put_alert(struct demo *demo, const struct demo_person *who, char *line)
{
	struct alert row;

	record_blank(&alert_record, &row);
	row.patient = who->row.row.id;
	row.moments = demo_cell(&line);
	row.text = demo_cell(&line);
	row.asked_by = demo_cell(&line);
	return record_put(demo->desk, &alert_record, &row);
}

/* A row for each of the weekdays. */
static enum code
put_commitment(struct demo *demo, const struct demo_person *who, char *line)
{
	const unsigned weekdays = demo_weekdays(demo, demo_cell(&line));
	struct commitment row;
	enum code code = OK;

	record_blank(&commitment_record, &row);
	row.patient = who->row.row.id;
	clock_parse(demo_cell(&line), &row.start);
	clock_parse(demo_cell(&line), &row.until_min);
	row.firm = strcmp(demo_cell(&line), "firm") == 0;
	row.note = demo_cell(&line);
	for (int weekday = 0; weekday < 7 && code == OK; weekday++) {
		row.row = (struct row){0};
		row.weekday = weekday;
		if (weekdays >> weekday & 1)
			code = record_put(demo->desk, &commitment_record, &row);
	}
	return code;
}

static enum code
put_speaker(struct demo *demo, const struct demo_person *who, char *line)
{
	struct contact_person row;

	record_blank(&contact_person_record, &row);
	row.patient = who->row.row.id;
	row.role = demo_cell(&line);
	row.name = demo_cell(&line);
	row.may_be_told = word_index(told_words, demo_cell(&line));
	row.may_book = 1;
	row.position = 2;
	return record_put(demo->desk, &contact_person_record, &row);
}

static const char *
text_or_null(const char *cell)
{
	return *cell ? cell : NULL;
}

static enum code
put_concern(struct demo *demo, const struct demo_person *who, char *line)
{
	struct concern row;
	int due;

	record_blank(&concern_record, &row);
	row.patient = who->row.row.id;
	row.kind = word_index(concern_kind_words, demo_cell(&line));
	row.opened = demo_stamp(demo, demo->today - atoi(demo_cell(&line)), 10 * 60);
	due = demo->minute + atoi(demo_cell(&line));
	row.due = demo_stamp(demo, demo->today + due / (24 * 60), due % (24 * 60));
	row.owner = demo_cell(&line);
	row.text = demo_cell(&line);
	row.about = text_or_null(demo_cell(&line));
	row.wish = text_or_null(demo_cell(&line));
	return record_put(demo->desk, &concern_record, &row);
}

/* The lines of the cast that follow each patient's. */
static enum code
note_cast(struct demo *demo)
{
	struct demo_lines lines = demo_lines("demo/cast.txt");
	const struct demo_person *who = NULL;
	enum code code = OK;
	char *line;

	while (code == OK && (line = demo_line(demo, &lines))) {
		const char *const word = demo_cell(&line);

		if (strcmp(word, "patient") == 0)
			who = demo_person(demo, demo_cell(&line));
		if (!who)
			continue;	/* the first household's own line */
		if (strcmp(word, "alert") == 0)
			code = put_alert(demo, who, line);
		else if (strcmp(word, "commitment") == 0)
			code = put_commitment(demo, who, line);
		else if (strcmp(word, "speaks") == 0)
			code = put_speaker(demo, who, line);
		else if (strcmp(word, "concern") == 0)
			code = put_concern(demo, who, line);
	}
	return code;
}

static enum code
put_school(struct demo *demo, const struct demo_person *who)
{
	return put_commitment(demo, who, arena_copy(demo->arena,
			"Mon Tue Wed Thu Fri | 08:30 | 15:15 | firm | school"));
}

/* Only of those with no visit ahead: what is booked suits them. */
static enum code
note_person(struct demo *demo, const struct demo_person *who)
{
	const bool free = who->next == NONE && !who->today;
	enum code code = OK;

	if (demo_likely(demo, 5))
		code = put_alert(demo, who, demo_pick(demo, "alert"));
	if (code != OK || !free || who->age < SCHOOL)
		return code;
	if (who->age < GROWN_UP)
		return demo_likely(demo, 60) ? put_school(demo, who) : OK;
	return demo_likely(demo, 15) ?
		put_commitment(demo, who, demo_pick(demo, "commitment")) : OK;
}

static enum code
note_people(struct demo *demo)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < demo->people_count; i++) {
		const struct demo_person *const who = &demo->people[i];

		if (!who->cast && who->row.state == PATIENT_ACTIVE)
			code = note_person(demo, who);
	}
	return code;
}

/* Needs */

static enum code
put_need(struct demo *demo, const struct demo_visit *visit, char *line)
{
	struct need row;

	record_blank(&need_record, &row);
	row.appointment = visit->row.row.id;
	row.kind = word_index(need_kind_words, demo_cell(&line));
	row.whom = demo_cell(&line);
	row.wanted_by = visit->row.day - 3;
	if (visit->row.day > demo->today && demo_likely(demo, 40))
		row.got = demo->today - demo_chance(demo, 5);
	return record_put(demo->desk, &need_record, &row);
}

static enum code
need_of(struct demo *demo, const struct demo_visit *visit)
{
	if (visit->row.type == demo_type(demo, "crownseat")->row.id)
		return put_need(demo, visit, arena_copy(demo->arena,
				"lab | Northgate Dental Laboratory"));
	if (visit->who->age < GROWN_UP && demo_likely(demo, 15))
		return put_need(demo, visit, arena_copy(demo->arena, "consent | guardian"));
	return demo_likely(demo, 10) ? put_need(demo, visit, demo_pick(demo, "need")) : OK;
}

/* Who would come sooner. */
static enum code
put_wait(struct demo *demo, const struct demo_visit *visit)
{
	static const int notices[] = { 30, 60, 120, 240, 24 * 60 };
	struct wait row;

	record_blank(&wait_record, &row);
	row.patient = visit->row.patient;
	row.appointment = visit->row.row.id;
	row.type = visit->row.type;
	row.first = demo->today;
	row.notice_min = notices[demo_chance(demo, 5)];
	row.since = demo->today - demo_chance(demo, 20);
	return record_put(demo->desk, &wait_record, &row);
}

static enum code
note_visits(struct demo *demo)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < demo->visit_count; i++) {
		const struct demo_visit *const visit = demo->visits[i];

		if (visit->row.state != VISIT_BOOKED || visit->row.day < demo->today)
			continue;
		code = need_of(demo, visit);
		if (code == OK && visit->row.day > demo->today + 7 && demo_likely(demo, 12))
			code = put_wait(demo, visit);
	}
	return code;
}

/* Treatment that is wanted and has no time yet: to be called about today, soon, or never. */
static enum code
plan_visits(struct demo *demo)
{
	static const struct {
		const char *type_code;
		int call_in;
		const char *note;
	} plans[] = {
		{ "crown", 0, "Upper right; after his holiday" }, { "filling", 0, NULL },
		{ "filling", 1, "Has moved house, then rings" }, { "extraction", 3, NULL },
		{ "rootcanal", 7, "Wants to think it over" }, { "filling", 14, NULL },
		{ "crown", 21, "When the insurance has answered" }, { "perio", NONE, NULL },
		{ "filling", NONE, "Not urgent" }, { "check", -2, NULL }
	};
	const size_t count = sizeof plans / sizeof plans[0];
	enum code code = OK;
	size_t planned = 0;

	for (size_t i = 0; code == OK && i < demo->people_count && planned < count; i += 7) {
		const struct demo_person *const who = &demo->people[i];
		struct appointment row;
		const char *said;
		int call_on;

		if (who->cast || who->age < GROWN_UP || who->row.state != PATIENT_ACTIVE ||
				who->next != NONE || who->today)
			continue;
		call_on = plans[planned].call_in == NONE ? NONE :
			demo->today + plans[planned].call_in;
		code = appointment_plan(demo->desk, demo->arena, who->row.row.id,
				demo_type(demo, plans[planned].type_code)->row.id, call_on,
				plans[planned].note, &row, &said);
		planned++;
	}
	return code;
}

static enum code
put_kept(struct demo *demo)
{
	struct block row;

	if (!demo->kept.minutes)
		return OK;
	record_blank(&block_record, &row);
	row.chair = demo->kept.chair;
	row.day = demo->kept.day;
	row.start = demo->kept.start;
	row.minutes = demo->kept.minutes;
	row.kind = BLOCK_EMERGENCY;
	row.opens_before = 60;
	row.note = "Toothache of the day";
	return record_put(demo->desk, &block_record, &row);
}

enum code
demo_notes(struct demo *demo)
{
	static enum code (*const parts[])(struct demo *) = {
		note_cast, note_people, note_visits, plan_visits, put_kept
	};
	enum code code = OK;

	for (size_t i = 0; code == OK && i < sizeof parts / sizeof parts[0]; i++)
		code = parts[i](demo);
	return code;
}
