/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done with a concern: noted, acknowledged, answered, put off, withdrawn.
 */
#include <string.h>

#include "base/text.h"
#include "book/patient.h"
#include "book/practice.h"
#include "care/answer.h"
#include "care/concern.h"
#include "store/change.h"

#define ASKED_DAYS 1		/* open days within which a question is answered */
#define HEARD_DAYS 1		/* within which a complaint is acknowledged, */
#define COMPLAINT_DAYS 10	/* and answered */
#define FOLLOW_UP_DAYS 14	/* of the calendar, after a complaint's answer */

const char *const told_how_words[] = { "call", "text", "email", "letter", "desk", NULL };

static const char *
stamp_at(struct arena *arena, int day, int minute)
{
	char stamp[STAMP_SIZE];

	return arena_copy(arena, stamp_format(stamp, zone_instant(day, minute)));
}

static const char *
stamp_now(const struct desk *desk, struct arena *arena)
{
	char stamp[STAMP_SIZE];

	return arena_copy(arena, desk_stamp(desk, stamp));
}

/* Writes it in a batch of its own. */
static enum code
write(struct desk *desk, struct concern *concern)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, &concern_record, concern)) : code;
}

/* "Meyer, Anna: question", and what follows. */
static enum code
say(struct desk *desk, struct arena *arena, const struct concern *concern, const char *what,
		const char **said)
{
	struct patient patient = { .name = concern->caller };
	enum code code = OK;

	if (!said)
		return OK;
	if (concern->patient)
		code = record_get(desk, arena, &patient_record, concern->patient, &patient);
	if (code == OK)
		*said = arena_print(arena, "%s: %s %s", patient.name,
				concern_kind_words[concern->kind], what);
	return code;
}

static const char *
due_said(const struct desk *desk, struct arena *arena, const struct concern *concern)
{
	int day, minute;

	concern_moment(concern->due, &day, &minute);
	return time_said(arena, day, minute, desk_today(desk));
}

static enum code
check_open(const struct concern *concern)
{
	if (concern->answered)
		return fail(CLASH, "%s %lld: it has been answered",
				concern_kind_words[concern->kind], (long long)concern->row.id);
	if (concern->withdrawn)
		return fail(CLASH, "%s %lld: it has been withdrawn",
				concern_kind_words[concern->kind], (long long)concern->row.id);
	return OK;
}

static enum code
check_new(const struct concern *concern)
{
	const char *const kind = concern_kind_words[concern->kind];

	if (text_is_blank(concern->text))
		return fail(INPUT, "%s: its words are missing", kind);
	if (!concern->patient && text_is_blank(concern->caller))
		return fail(INPUT, "%s: say whose it is: a patient, or the caller's name", kind);
	return OK;
}

/* By closing time where only a day was said; on a day that is shut, by its end. */
static enum code
due_on(struct desk *desk, struct arena *arena, int day, int minute, const char **due)
{
	enum code code = OK;

	if (minute == NONE)
		code = practice_closing(desk, day, &minute);
	*due = stamp_at(arena, day, minute == NONE ? 24 * 60 - 1 : minute);
	return code;
}

/* N open days after another moment. */
static enum code
due_after(struct desk *desk, struct arena *arena, int day, int minute, int days,
		const char **due)
{
	int due_day, due_minute;
	const enum code code = practice_due(desk, day, minute, days, &due_day, &due_minute);

	if (code == OK)
		*due = stamp_at(arena, due_day, due_minute);
	return code;
}

static enum code
set_due(struct desk *desk, struct arena *arena, struct concern *concern, int day, int minute)
{
	if (day != NONE)
		return due_on(desk, arena, day, minute, &concern->due);
	if (concern->kind == CONCERN_PROMISE)
		return fail(INPUT, "promise: say by when it is to be kept");
	return due_after(desk, arena, desk_today(desk), desk_minute(desk),
			/* NOLINTNEXTLINE(bugprone-branch-clone): the same days, as it happens */
			concern->kind == CONCERN_COMPLAINT ? HEARD_DAYS : ASKED_DAYS,
			&concern->due);
}

/* With its owner, where that is somebody else. */
static const char *
noted_said(const struct desk *desk, struct arena *arena, const struct concern *concern)
{
	const char *const due = due_said(desk, arena, concern);

	if (strcmp(concern->owner, desk->who) == 0)
		return arena_print(arena, "noted, due %s", due);
	return arena_print(arena, "noted for %s, due %s", concern->owner, due);
}

enum code
concern_open(struct desk *desk, struct arena *arena, struct concern *concern, int day, int minute,
		const char **said)
{
	enum code code = check_new(concern);

	if (code == OK)
		code = set_due(desk, arena, concern, day, minute);
	if (code != OK)
		return code;
	concern->opened = stamp_now(desk, arena);
	if (text_is_blank(concern->owner))
		concern->owner = arena_copy(arena, desk->who);
	code = write(desk, concern);
	return code != OK ? code : say(desk, arena, concern, noted_said(desk, arena, concern), said);
}

enum code
concern_acknowledge(struct desk *desk, struct arena *arena, struct concern *concern,
		const char **said)
{
	int day, minute;
	enum code code = check_open(concern);

	if (code == OK && concern->kind != CONCERN_COMPLAINT)
		return fail(INPUT, "%s %lld: only a complaint is acknowledged before its answer",
				concern_kind_words[concern->kind], (long long)concern->row.id);
	if (code == OK && concern->acknowledged)
		return fail(CLASH, "complaint %lld: it has been acknowledged",
				(long long)concern->row.id);
	if (code != OK)
		return code;
	concern->acknowledged = stamp_now(desk, arena);
	concern_moment(concern->opened, &day, &minute);
	code = due_after(desk, arena, day, minute, COMPLAINT_DAYS, &concern->due);
	if (code == OK)
		code = write(desk, concern);
	return code != OK ? code : say(desk, arena, concern, arena_print(arena,
			"acknowledged, answer due %s", due_said(desk, arena, concern)), said);
}

static enum code
check_answer(const struct concern *concern, const struct concern_answer *answer)
{
	const char *const kind = concern_kind_words[concern->kind];

	if (text_is_blank(answer->text))
		return fail(INPUT, "%s: it can't be closed without its answer", kind);
	if (text_is_blank(answer->told_how))
		return fail(INPUT, "%s: say how the answer was told", kind);
	if (concern->kind != CONCERN_COMPLAINT)
		return answer->outcome == NONE ? OK
			: fail(INPUT, "%s: only a complaint has an outcome", kind);
	if (answer->outcome == NONE)
		return fail(INPUT, "complaint: say its outcome: recovered, left or unresolved");
	if (text_is_blank(answer->lesson))
		return fail(INPUT, "complaint: say what was learned from it");
	return OK;
}

/* An entry of the answer book gives its text where none was given. */
static enum code
from_entry(struct desk *desk, struct arena *arena, struct concern_answer *answer)
{
	struct answer entry;
	enum code code;

	if (!answer->from_answer)
		return OK;
	code = record_get(desk, arena, &answer_record, answer->from_answer, &entry);
	if (code == OK && !entry.agreed_by)
		return fail(CLASH, "answer %lld: nobody has agreed to it yet: first chairtime answers "
				"approve %lld", (long long)entry.row.id, (long long)entry.row.id);
	if (code == OK && text_is_blank(answer->text))
		answer->text = entry.text;
	return code;
}

enum code
concern_close(struct desk *desk, struct arena *arena, struct concern *concern,
		const struct concern_answer *given, const char **said)
{
	struct concern_answer answer = *given;
	enum code code = check_open(concern);

	if (code == OK)
		code = from_entry(desk, arena, &answer);
	if (code == OK)
		code = check_answer(concern, &answer);
	if (code != OK)
		return code;
	concern->answered = stamp_now(desk, arena);
	concern->answer = answer.text;
	concern->told_how = answer.told_how;
	concern->outcome = answer.outcome;
	concern->lesson = answer.lesson;
	concern->from_answer = answer.from_answer;
	if (concern->kind == CONCERN_COMPLAINT && answer.outcome != CONCERN_LEFT)
		concern->follow_up = desk_today(desk) + FOLLOW_UP_DAYS;
	code = write(desk, concern);
	if (code != OK || concern->follow_up == NONE)
		return code == OK ? say(desk, arena, concern, "answered", said) : code;
	return say(desk, arena, concern, arena_print(arena, "answered, asked again %s",
			day_said(arena, concern->follow_up, desk_today(desk))), said);
}

enum code
concern_put_off(struct desk *desk, struct arena *arena, struct concern *concern, int day,
		int minute, const char *reason, const char **said)
{
	enum code code = check_open(concern);
	const char *due = NULL;
	char now[STAMP_SIZE];

	if (code == OK && text_is_blank(reason))
		return fail(INPUT, "%s: say why it is put off", concern_kind_words[concern->kind]);
	if (code == OK)
		code = due_on(desk, arena, day, minute, &due);
	if (code == OK && strcmp(due, desk_stamp(desk, now)) <= 0)
		return fail(INPUT, "%s: put off to a time to come", concern_kind_words[concern->kind]);
	if (code != OK)
		return code;
	concern->due = due;
	concern->reason = reason;
	code = write(desk, concern);
	return code != OK ? code : say(desk, arena, concern, arena_print(arena, "put off, due %s",
			due_said(desk, arena, concern)), said);
}

enum code
concern_withdraw(struct desk *desk, struct arena *arena, struct concern *concern,
		const char *reason, const char **said)
{
	enum code code = check_open(concern);

	if (code == OK && text_is_blank(reason))
		return fail(INPUT, "%s: say why it is withdrawn", concern_kind_words[concern->kind]);
	if (code != OK)
		return code;
	concern->withdrawn = stamp_now(desk, arena);
	concern->reason = reason;
	code = write(desk, concern);
	return code != OK ? code : say(desk, arena, concern, "withdrawn", said);
}
