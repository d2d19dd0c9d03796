/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reasons to call somebody today that aren't recalls (desk.md section 5). They are few and
 * read whole; each kind is a query and its words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/local.h"
#include "call_parts.h"

#define GRACE_MINUTES 10	/* from which who isn't here is called */
#define DAY_MINUTES (24 * 60)
#define PROMISE_DAYS 14		/* for which what wasn't kept stays on the list */

/* What every query gives, in this order. */
#define OF_VISIT "SELECT a.patient, p.household, p.name, p.state, a.id, 0, a.day, " \
	"coalesce(a.told_start, a.start), t.name, "
#define FROM_VISIT " FROM appointment a JOIN patient p ON p.id = a.patient" \
	" JOIN visit_type t ON t.id = a.type "
#define SOONEST " ORDER BY a.day, a.start, a.id"

struct small_row {
	int day, start;
	const char *type, *text;
};

static const char *const need_missing[] = { "lab case not in", "X-rays not in", "letter not in",
	"no interpreter yet", "clearance not in", "guardian's consent not in", "deposit not paid",
	"something is missing" };

bool
calls_want(const struct calls *calls, enum call_reason_kind kind)
{
	return calls->only == 0 || calls->only & 1u << kind;
}

void
found_add(struct found_list *list, struct arena *arena, const struct found *found)
{
	const size_t size = sizeof *found;

	if (list->count == list->room) {
		const size_t larger = list->room ? list->room * 2 : 2;

		list->list = arena_grow(arena, list->list, list->room * size, larger * size);
		list->room = larger;
	}
	list->list[list->count] = *found;
	list->list[list->count].order = list->count;
	list->count++;
}

const char *
moment_said(const struct calls *calls, int day, int minute)
{
	struct arena *const arena = calls->arena;
	char clock[CLOCK_SIZE];

	clock_said(clock, minute);
	if (day == calls->day)
		return arena_print(arena, "today %s", clock);
	if (day == calls->day - 1)
		return arena_print(arena, "yesterday %s", clock);
	if (day > calls->day && day < calls->day + 7)
		return arena_print(arena, "%s %s", weekday_name(civil_weekday(day)), clock);
	return arena_print(arena, "%s %s", day_said(arena, day, calls->day), clock);
}

/* The words of each kind, from its row. */

/* What was promised, for today or for a day gone by. */
static const char *
promise_said(const struct calls *calls, const struct small_row *row)
{
	const int outcome = word_index(outcome_words, row->text);
	const char *const day = row->day == calls->day ? "today" :
		day_said(calls->arena, row->day, calls->day);

	if (outcome == OUTCOME_NOT_UNTIL)
		return arena_print(calls->arena, "asked to be called from %s", day);
	if (outcome == OUTCOME_WILL_CALL)
		return arena_print(calls->arena, "would call by %s", day);
	return arena_print(calls->arena, "call promised for %s", day);
}

/* Answered in writing: in her own words, without the moment of it that stands behind. A call of today
 * before it doesn't deal with it. */
static void
answered_words(const struct calls *calls, const char *note, struct found *out)
{
	struct arena *const arena = calls->arena;
	struct slot *const asked = &out->reason.gap;
	const char *const rest = asked_parse(note, &asked->day, &asked->start);
	char *const words = rest ? arena_print(arena, "asks for %s%s",
			moment_said(calls, asked->day, asked->start), rest) : arena_copy(arena, note);
	char *const end = strrchr(words, ';');

	if (end)
		*end = '\0';
	out->since = DAY_MINUTES;
	out->reason.words = words;
	out->reason.say = rest ? "You asked for another time." :
		"You told us that you can't come: which other time suits you?";
}

static void
promised_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	char clock[CLOCK_SIZE];

	if (row->type) {
		answered_words(calls, row->type, out);
		return;
	}
	if (row->start != NONE && row->day == calls->day) {
		out->until = arena_copy(calls->arena, clock_format(clock, row->start));
		out->minute = out->since = row->start;
	}
	out->reason.words = promise_said(calls, row);
	out->reason.say = "You asked us to call you back.";
}

/* Answered only by its answer: another call of today doesn't deal with it. */
static void
concern_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	char clock[CLOCK_SIZE];

	out->since = DAY_MINUTES;
	if (row->day == calls->day) {
		out->until = arena_copy(calls->arena, clock_format(clock, row->start));
		out->minute = row->start;
	}
	out->reason.words = strcmp(row->type, "complaint") == 0 ? "complaint: reply promised" :
		strcmp(row->type, "question") == 0 ? "question: answer promised" :
		"promise to be kept";
	out->reason.say = arena_print(calls->arena, "In their words: %s", row->text);
}

/* Two weeks after the answer to a complaint: is it well now? */
static void
follow_up_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	out->reason.words = "after a complaint: ask how it is now";
	out->reason.say = arena_print(calls->arena, "You told us: %s Is it well now?", row->text);
}

static void
not_here_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	char clock[CLOCK_SIZE];

	clock_said(clock, row->start);
	out->minute = row->start;
	out->since = row->start + setting_int(calls->desk, "grace", GRACE_MINUTES);
	out->reason.words = arena_print(calls->arena, "%s not here, %d late", clock,
			calls->minute - row->start);
	out->reason.say = arena_print(calls->arena, "We expected you at %s: are you on your way?",
			clock);
}

static void
unconfirmed_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	const char *const when = moment_said(calls, row->day, row->start);
	const bool refused = strcmp(row->text, confirmed_words[CONFIRMED_NO]) == 0;
	const bool late = calls->cut_off && row->day > calls->day && row->day <= calls->open_next;

	out->reason.words = arena_print(calls->arena, refused ? "said no to %s" : late ?
			"confirm %s, past cut-off" : "confirm %s", when);
	out->reason.say = refused ? "Which other time suits you?" :
		arena_print(calls->arena, "Is %s still right for you?", when);
}

static void
need_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	const int kind = word_index(need_kind_words, row->text);

	(void)calls;
	out->reason.words = kind == NONE ? "something is missing" : need_missing[kind];
	out->reason.say = "Ask for it, or move the visit.";
}

static void
to_move_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	const char *const when = moment_said(calls, row->day, row->start);

	out->until = row->day == calls->day ? "today" : "";
	if (row->day == calls->day)
		out->since = DAY_MINUTES;
	out->reason.words = arena_print(calls->arena, "to be moved: %s, %s", when, row->text);
	out->reason.say = arena_print(calls->arena, "We can't see you %s after all: which other"
			" time suits you?", when);
}

static void
missed_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	const char *const when = moment_said(calls, row->day, row->start);
	const bool left = strcmp(row->text, visit_state_words[VISIT_LEFT]) == 0;

	out->until = "";
	out->reason.words = arena_print(calls->arena, left ? "left unseen %s" : "missed %s", when);
	out->reason.say = left ? "We are sorry that you had to wait. Which time suits you?" :
		arena_print(calls->arena, "You had a time %s. Which other one suits you?", when);
}

/* "Filling" as it stands inside a sentence; "X-rays" stay. */
static const char *
inside_sentence(struct arena *arena, const char *name)
{
	char *const copy = arena_copy(arena, name);

	if (copy[0] >= 'A' && copy[0] <= 'Z' && copy[1] >= 'a' && copy[1] <= 'z')
		copy[0] = (char)(copy[0] + ('a' - 'A'));
	return copy;
}

static void
planned_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	out->until = "";
	out->reason.words = arena_print(calls->arena, "planned %s: call on %s",
			inside_sentence(calls->arena, row->type), row->day == calls->day ? "today" :
			day_said(calls->arena, row->day, calls->day));
	out->reason.say = "There is a visit to be booked: which time suits you?";
}

static void
unsettled_words(const struct calls *calls, const struct small_row *row, struct found *out)
{
	out->until = "";
	out->reason.words = arena_print(calls->arena, "%s unsettled",
			moment_said(calls, row->day, row->start));
	out->reason.say = "Settle the visit first: was she here?";
}

struct kind {
	enum call_reason_kind kind;
	enum code (*query)(const struct calls *calls, struct stmt **out);
	void (*words)(const struct calls *calls, const struct small_row *row, struct found *out);
};

/* The queries; a day is bound as text, a minute of another day's list is none. */

/* Visits marked as such (book/moving.h). */
static enum code
to_move_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE];

	return db_query(calls->desk->db, out, OF_VISIT "a.to_move" FROM_VISIT
			"WHERE a.to_move IS NOT NULL AND a.day >= $1"
			SOONEST, "t", civil_format(today, calls->day));
}

/* What was answered to an invitation: to be called about, as long as the visit is still declined. */
#define ANSWER " CASE WHEN k.direction = 'in' AND k.channel IN ('email', 'text')" \
	" AND k.appointment IS NOT NULL THEN k.note END"

static enum code
promised_query(const struct calls *calls, struct stmt **out)
{
	char first[DAY_SIZE], today[DAY_SIZE], next[DAY_SIZE];

	return db_query(calls->desk->db, out,
			"SELECT k.patient, p.household, p.name, p.state, k.appointment, k.id,"
			" NULL, NULL," ANSWER ", k.outcome, k.until"
			" FROM contact k JOIN patient p ON p.id = k.patient"
			" WHERE k.until >= $1 AND k.until < $2"
			" AND (" ANSWER " IS NULL OR EXISTS (SELECT 1 FROM appointment b"
			" WHERE b.id = k.appointment AND b.state = 'booked' AND b.confirmed = 'no'))"
			" AND NOT EXISTS (SELECT 1 FROM contact l WHERE l.patient = k.patient"
			" AND l.id > k.id AND l.channel IN ('call', 'desk')"
			" AND l.outcome NOT IN ('no_answer', 'wrong_number'))"
			" AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.patient = k.patient"
			" AND a.day >= $3 AND a.state IN ('booked', 'arrived', 'seated')"
			" AND a.made_at >= k.at) ORDER BY k.until, k.id", "ttt",
			civil_format(first, calls->day - PROMISE_DAYS),
			civil_format(next, calls->day + 1), civil_format(today, calls->day));
}

static enum code
concern_query(const struct calls *calls, struct stmt **out)
{
	char next[STAMP_SIZE];

	return db_query(calls->desk->db, out,
			"SELECT n.patient, p.household, p.name, p.state, NULL, n.id, n.due, NULL,"
			" n.kind, n.text FROM concern n JOIN patient p ON p.id = n.patient"
			" WHERE n.answered IS NULL AND n.withdrawn IS NULL AND n.due < $1"
			" ORDER BY n.due, n.id", "t",
			stamp_format(next, zone_instant(calls->day + 1, 0)));
}

/* Until somebody has spoken with her, for as long as a promise that wasn't kept. */
static enum code
follow_up_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE], first[DAY_SIZE];

	return db_query(calls->desk->db, out,
			"SELECT n.patient, p.household, p.name, p.state, NULL, n.id, n.follow_up,"
			" NULL, n.kind, n.text FROM concern n JOIN patient p ON p.id = n.patient"
			" WHERE n.follow_up >= $1 AND n.follow_up <= $2"
			" AND NOT EXISTS (SELECT 1 FROM contact l WHERE l.patient = n.patient"
			" AND l.at >= n.follow_up AND l.channel IN ('call', 'desk')"
			" AND l.outcome NOT IN ('no_answer', 'left_message', 'wrong_number'))"
			" ORDER BY n.follow_up, n.id", "tt",
			civil_format(first, calls->day - PROMISE_DAYS),
			civil_format(today, calls->day));
}

static enum code
not_here_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE];

	*out = NULL;
	if (calls->minute == NONE)
		return OK;
	return db_query(calls->desk->db, out, OF_VISIT "NULL" FROM_VISIT
			"WHERE a.day = $1 AND a.state = 'booked' AND a.to_move IS NULL"
			" AND coalesce(a.told_start, a.start) <= $2" SOONEST, "ti",
			civil_format(today, calls->day),
			calls->minute - setting_int(calls->desk, "grace", GRACE_MINUTES));
}

/* What was booked today was agreed today. What was declined in writing stands among the promises,
 * until somebody has spoken with her. */
static enum code
unconfirmed_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE], last_day[DAY_SIZE], midnight[STAMP_SIZE], first[DAY_SIZE];

	*out = NULL;
	if (calls->confirm_until == NONE)
		return OK;
	return db_query(calls->desk->db, out, OF_VISIT "a.confirmed" FROM_VISIT
			"WHERE a.day >= $1 AND a.day <= $2 AND a.state = 'booked'"
			" AND a.confirmed <> 'yes' AND a.to_move IS NULL AND (a.day > $1 OR a.start > $3)"
			" AND (a.made_at < $4 OR a.confirmed = 'no')"
			" AND NOT (a.confirmed = 'no' AND EXISTS (SELECT 1 FROM contact k"
			" WHERE k.appointment = a.id AND k.direction = 'in'"
			" AND k.channel IN ('email', 'text')"
			" AND k.until >= $5 AND NOT EXISTS (SELECT 1 FROM contact l"
			" WHERE l.patient = k.patient AND l.id > k.id"
			" AND l.channel IN ('call', 'desk')"
			" AND l.outcome NOT IN ('no_answer', 'wrong_number'))))" SOONEST, "ttitt",
			civil_format(today, calls->day), civil_format(last_day, calls->confirm_until),
			calls->minute == NONE ? -1 : calls->minute,
			stamp_format(midnight, zone_instant(calls->day, 0)),
			civil_format(first, calls->day - PROMISE_DAYS));
}

static enum code
need_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE], last_day[DAY_SIZE];
	const int last = calls->confirm_until == NONE ? calls->day : calls->confirm_until;

	return db_query(calls->desk->db, out, OF_VISIT "n.kind" FROM_VISIT
			"JOIN need n ON n.appointment = a.id WHERE n.got IS NULL"
			" AND a.state IN ('planned', 'booked') AND (a.day IS NULL OR a.day >= $1)"
			" AND (n.wanted_by <= $1 OR (n.wanted_by IS NULL AND a.day <= $2))"
			" ORDER BY a.day NULLS LAST, a.start, n.id", "tt",
			civil_format(today, calls->day),
			civil_format(last_day, last));
}

/* The last one that a patient missed, until somebody has spoken with her, or she has another visit: for
 * as long as a promise that wasn't kept. Where a message was left it comes again on the second day. */
static enum code
missed_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE], since_day[DAY_SIZE], yesterday[STAMP_SIZE];

	return db_query(calls->desk->db, out, OF_VISIT "a.state" FROM_VISIT
			"WHERE a.day >= $1 AND a.day <= $2 AND a.state IN ('missed', 'left')"
			" AND NOT EXISTS (SELECT 1 FROM appointment b WHERE b.replaces = a.id)"
			" AND NOT EXISTS (SELECT 1 FROM appointment c WHERE c.patient = a.patient"
			" AND (c.day > a.day OR (c.day = a.day AND c.start > a.start))"
			" AND c.state NOT IN ('planned', 'cancelled'))"
			" AND NOT EXISTS (SELECT 1 FROM contact l WHERE l.patient = a.patient"
			" AND l.at >= day_stamp(a.day, a.start) AND l.channel IN ('call', 'desk')"
			" AND l.outcome NOT IN ('no_answer', 'wrong_number')"
			" AND (l.outcome <> 'left_message' OR l.at >= $3))" SOONEST, "ttt",
			civil_format(since_day, calls->day - PROMISE_DAYS),
			civil_format(today, calls->day),
			stamp_format(yesterday, zone_instant(calls->day - 1, 0)));
}

static enum code
planned_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE];

	return db_query(calls->desk->db, out,
			"SELECT a.patient, p.household, p.name, p.state, a.id, 0, a.call_on, NULL,"
			" t.name, NULL" FROM_VISIT
			"WHERE a.state = 'planned' AND a.call_on <= $1 ORDER BY a.call_on, a.id", "t",
			civil_format(today, calls->day));
}

static enum code
unsettled_query(const struct calls *calls, struct stmt **out)
{
	char today[DAY_SIZE];

	return db_query(calls->desk->db, out, OF_VISIT "NULL" FROM_VISIT
			"WHERE a.day < $1 AND a.state IN ('booked', 'arrived', 'seated')" SOONEST, "t",
			civil_format(today, calls->day));
}

static const struct kind kinds[] = {
	{ REASON_TO_BE_MOVED, to_move_query, to_move_words },
	{ REASON_PROMISED, promised_query, promised_words },
	{ REASON_CONCERN, concern_query, concern_words },
	{ REASON_CONCERN, follow_up_query, follow_up_words },
	{ REASON_NOT_HERE, not_here_query, not_here_words },
	{ REASON_UNCONFIRMED, unconfirmed_query, unconfirmed_words },
	{ REASON_NEED, need_query, need_words },
	{ REASON_MISSED, missed_query, missed_words },
	{ REASON_PLANNED, planned_query, planned_words },
	{ REASON_UNSETTLED, unsettled_query, unsettled_words },
};

/* The day and start of a row: a visit's own, those of a promise, or by when to answer. */
static void
when_read(struct stmt *stmt, enum call_reason_kind kind, struct small_row *row)
{
	const char *const text = db_text(stmt, kind == REASON_PROMISED ? 10 : 6);

	time_t instant;

	row->day = row->start = NONE;
	if (!text || moment_parse(text, &row->day, &row->start))
		return;
	if (kind == REASON_CONCERN && stamp_parse(text, &instant)) {
		zone_local(instant, &row->day, &row->start);
		return;
	}
	if (civil_parse(text, &row->day) && kind != REASON_PROMISED)
		row->start = db_int(stmt, 7);
}

static struct call_reason
reason_read(struct arena *arena, enum call_reason_kind kind, struct stmt *stmt)
{
	struct call_reason reason = { .kind = (int)kind, .minute = NONE,
		.patient = db_int64(stmt, 0), .name = arena_copy(arena, db_text(stmt, 2)),
		.appointment = db_int64(stmt, 4) };

	if (kind == REASON_PROMISED)
		reason.contact = db_int64(stmt, 5);
	else if (kind == REASON_CONCERN)
		reason.concern = db_int64(stmt, 5);
	return reason;
}

void
small_add(struct calls *calls, struct found *found)
{
	if (found->state == PATIENT_DECEASED)
		return;
	found->rest = rests_today(&calls->rests,
			household_key(found->reason.patient, found->household), found->since);
	if (!found->rest || calls->rested)
		found_add(&calls->small, calls->arena, found);
}

static struct found
small_read(const struct calls *calls, const struct kind *kind, struct stmt *stmt)
{
	struct small_row row = { .type = db_text(stmt, 8), .text = db_text(stmt, 9) };
	struct found out = { .household = db_int64(stmt, 1), .until = "today",
		.state = word_there(patient_state_words, db_text(stmt, 3)),
		.minute = NONE, .since = NONE,
		.reason = reason_read(calls->arena, kind->kind, stmt) };

	when_read(stmt, kind->kind, &row);
	kind->words(calls, &row, &out);
	return out;
}

static enum code
kind_load(struct calls *calls, const struct kind *kind)
{
	struct stmt *stmt;
	bool more;
	enum code code = kind->query(calls, &stmt);

	while (code == OK && stmt && (code = db_step(stmt, &more)) == OK && more) {
		struct found found = small_read(calls, kind, stmt);

		small_add(calls, &found);
	}
	db_done(stmt);
	return code;
}

enum code
small_reasons_load(struct calls *calls)
{
	enum code code = OK;

	if (calls_want(calls, REASON_LATE))
		code = late_reasons_load(calls);
	if (code == OK && calls_want(calls, REASON_GAP))
		code = gap_reasons_load(calls);
	for (size_t i = 0; code == OK && i < sizeof kinds / sizeof kinds[0]; i++)
		if (calls_want(calls, kinds[i].kind))
			code = kind_load(calls, &kinds[i]);
	return code;
}
