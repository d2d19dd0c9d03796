/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's recall: who was asked and what they said, what was set by hand, what has come in this
 * morning.
 */
#include <stdlib.h>

#include "demo_work.h"
#include "recall/contact.h"

#define HALF_YEAR 183

struct recalling {
	struct demo *demo;
	int64_t exam;			/* the recall type */
	int attempts;			/* so far: each outcome comes in its turn */
	int stops;			/* and each reason */
	int mornings;			/* calls made today */
};

static enum code
put_contact(struct recalling *at, const struct demo_person *who, struct contact *row, int day,
		int minute)
{
	static const char *const hands[] = { "Kim", "Lou" };

	row->patient = who->row.row.id;
	row->at = demo_stamp(at->demo, day, minute);
	row->who = hands[day % 2];
	return record_put(at->demo->desk, &contact_record, row);
}

static const char *
until_of(struct demo *demo, int outcome, int day)
{
	char date[DAY_SIZE];

	if (outcome == OUTCOME_NOT_UNTIL)
		return arena_copy(demo->arena,
				civil_format(date, day + 21 + demo_chance(demo, 30)));
	if (outcome == OUTCOME_CALL_AT)
		return arena_print(demo->arena, "%sT%02d:00", civil_format(date, demo->today),
				demo->minute / 60 + 1 < 23 ? demo->minute / 60 + 1 : 23);
	return NULL;
}

/* One attempt about a recall. Who calls back or is called at an hour has said so yesterday. */
static enum code
attempt(struct recalling *at, const struct demo_person *who, int outcome, int day)
{
	struct contact row;

	record_blank(&contact_record, &row);
	row.purpose = PURPOSE_INVITATION;
	row.outcome = outcome;
	row.channel = outcome == NONE ? CONTACT_TEXT : CONTACT_CALL;
	row.until = until_of(at->demo, outcome, day);
	at->attempts++;
	return put_contact(at, who, &row, day, 9 * 60 + demo_chance(at->demo, 6 * 60));
}

/* Earlier attempts that reached nobody, then one with the outcome whose turn it is. */
static enum code
ask(struct recalling *at, const struct demo_person *who)
{
	static const int outcomes[] = {
		OUTCOME_NO_ANSWER, OUTCOME_LEFT_MESSAGE, NONE, OUTCOME_TALKED, OUTCOME_WILL_CALL,
		OUTCOME_CALL_AT, OUTCOME_NOT_UNTIL, OUTCOME_WRONG_NUMBER, OUTCOME_TOLD,
		OUTCOME_NO_ANSWER
	};
	struct demo *const demo = at->demo;
	const int outcome = outcomes[at->attempts % 10];
	const int earlier = demo_chance(demo, 3);
	enum code code = OK;

	for (int i = earlier; code == OK && i > 0; i--)
		code = attempt(at, who, i % 2 ? OUTCOME_NO_ANSWER : OUTCOME_LEFT_MESSAGE,
				demo->today - 10 - 14 * i - demo_chance(demo, 5));
	if (code != OK)
		return code;
	return attempt(at, who, outcome, demo->today - 1 - demo_chance(demo, 8));
}

static enum code
stop(struct recalling *at, const struct demo_person *who)
{
	static const int reasons[] = {
		STOPPED_ASKED, STOPPED_INSURANCE, STOPPED_COST, STOPPED_MOVED,
		STOPPED_OTHER_DENTIST, STOPPED_UNHAPPY
	};
	const int day = at->demo->today - 2 - demo_chance(at->demo, 60);
	const char *said;
	enum code code = attempt(at, who, OUTCOME_OFF, day);

	return code == OK ? recall_stop(at->demo->desk, at->demo->arena, who->row.row.id, at->exam,
			reasons[at->stops++ % 6], &said) : code;
}

/* One who is due back and has nothing booked: in one of the ways that there are. */
static enum code
one_due(struct recalling *at, const struct demo_person *who)
{
	struct demo *const demo = at->demo;
	struct desk *const desk = demo->desk;
	const int64_t id = who->row.row.id;
	const int turn = demo_chance(demo, 100);
	const char *said;

	if (turn < 8)
		return stop(at, who);
	if (turn < 15)
		return recall_pause(desk, demo->arena, id, at->exam,
				demo->today + 7 + demo_chance(demo, 60), &said);
	if (turn < 20)
		return recall_set(desk, demo->arena, id, at->exam,
				demo->today - 10 + demo_chance(demo, 30), NULL, &said);
	return turn < 55 ? ask(at, who) : OK;
}

/* One who was here not long ago, or comes soon. */
static enum code
one_kept(struct recalling *at, const struct demo_person *who)
{
	static const char *const intervals[] = { "4m", "3m", "12m", "8m" };
	struct demo *const demo = at->demo;
	const char *said;

	if (who->next != NONE && demo_likely(demo, 25))
		return attempt(at, who, OUTCOME_BOOKED, demo->today - 1 - demo_chance(demo, 20));
	if (who->last == NONE || !demo_likely(demo, 5))
		return OK;
	return recall_set(demo->desk, demo->arena, who->row.row.id, at->exam, NONE,
			intervals[demo_chance(demo, 4)], &said);
}

static enum code
recall_people(struct recalling *at)
{
	const struct demo *const demo = at->demo;
	enum code code = OK;

	for (size_t i = 0; code == OK && i < demo->people_count; i++) {
		const struct demo_person *const who = &demo->people[i];
		const bool due = who->next == NONE && !who->today &&
			(who->last == NONE || demo->today - who->last > HALF_YEAR - 21);

		if (who->row.state != PATIENT_ACTIVE || who->cast)
			continue;
		code = due ? one_due(at, who) : one_kept(at, who);
	}
	return code;
}

/* What a reminder of a visit led to: yesterday's texts. */
static enum code
remind(struct recalling *at)
{
	const struct demo *const demo = at->demo;
	enum code code = OK;

	for (size_t i = 0; code == OK && i < demo->visit_count; i++) {
		const struct demo_visit *const visit = demo->visits[i];
		struct contact row;

		if (visit->row.state != VISIT_BOOKED || visit->row.day < demo->today ||
				(visit->row.confirmed != CONFIRMED_ASKED &&
				visit->row.confirmed != CONFIRMED_YES))
			continue;
		record_blank(&contact_record, &row);
		row.purpose = PURPOSE_REMINDER;
		row.channel = CONTACT_TEXT;
		row.appointment = visit->row.row.id;
		row.outcome = visit->row.confirmed == CONFIRMED_YES ? OUTCOME_TOLD : NONE;
		code = put_contact(at, visit->who, &row, demo->today - 1, 17 * 60 + 30);
	}
	return code;
}

/* The calls of this morning, so that the foot of the list has something to count. */
static enum code
call_this_morning(struct recalling *at)
{
	static const int outcomes[] = { OUTCOME_NO_ANSWER, OUTCOME_LEFT_MESSAGE, OUTCOME_BOOKED,
		OUTCOME_TALKED, OUTCOME_BOOKED, OUTCOME_NO_ANSWER, OUTCOME_TOLD, OUTCOME_BOOKED,
		OUTCOME_BOOKED };
	const struct demo *const demo = at->demo;
	enum code code = OK;

	for (size_t i = demo->people_count; code == OK && i-- > 0 && at->mornings < 9; ) {
		const struct demo_person *const who = &demo->people[i];
		const int outcome = outcomes[at->mornings];
		const int minute = demo->minute - 10 - 7 * at->mornings;
		struct contact row;

		if (who->row.state != PATIENT_ACTIVE || who->today || who->last == NONE ||
				minute < 0 || (outcome == OUTCOME_BOOKED) != (who->next != NONE))
			continue;
		record_blank(&contact_record, &row);
		row.purpose = PURPOSE_INVITATION;
		row.outcome = outcome;
		at->mornings++;
		code = put_contact(at, who, &row, demo->today, minute);
	}
	return code;
}

enum code
demo_recalls(struct demo *demo)
{
	struct recalling at = { .demo = demo };
	struct recall_type type;
	enum code code = recall_type_find(demo->desk, demo->arena, "exam", &type);

	at.exam = code == OK ? type.row.id : 0;
	if (code == OK)
		code = recall_people(&at);
	if (code == OK)
		code = remind(&at);
	return code == OK ? call_this_morning(&at) : code;
}
