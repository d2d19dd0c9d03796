/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list that closing the day walks through. Each kind is a query, read whole: there are few.
 */
#include "care/closing.h"

#include "book/flow.h"
#include "book/mark.h"
#include "book/moving.h"
#include "care/concern.h"

#define AHEAD_DAYS 2		/* open days for which all is to be ready */

const char *const closing_kind_words[] = {"unsettled", "to_move", "no_next", "need", "unconfirmed",
	"concern", "message", "sheet", "backup", NULL};

static const struct field closing_fields[] = {
	FIELD_WORDS(closing_line, kind, "What", closing_kind_words, 0),
	FIELD_REFERS(closing_line, patient, "Patient", "patient", OPTIONAL),
	FIELD(closing_line, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(closing_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(closing_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD_REFERS(closing_line, concern, "Concern", "concern", OPTIONAL),
	FIELD(closing_line, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(closing_line, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(closing_line, words, "Open", FIELD_TEXT, LONG),
	FIELD(closing_line, mend, "Do", FIELD_TEXT, OPTIONAL),
};

const struct record closing_line_record = {
	.table = "closing", .label = "open", .size = sizeof(struct closing_line),
	.fields = closing_fields, .count = FIELD_COUNT(closing_fields), .view = true
};

/* The list as it grows. */
struct closing {
	struct desk *desk;
	struct arena *arena;
	struct closing_line *lines;
	size_t count, room;
	int today, next, last;		/* the next open day, and the last that is to be ready */
};

static struct closing_line *
add(struct closing *at, enum closing_kind kind)
{
	struct closing_line *line;

	if (at->count == at->room) {
		const size_t larger = at->room ? at->room * 2 : 16;

		at->lines = arena_grow(at->arena, at->lines, at->room * sizeof *at->lines,
				       larger * sizeof *at->lines);
		at->room = larger;
	}
	line = &at->lines[at->count++];
	record_blank(&closing_line_record, line);
	line->kind = (int)kind;
	return line;
}

static struct closing_line *
add_visit(struct closing *at, enum closing_kind kind, const struct appointment_line *visit)
{
	struct closing_line *const line = add(at, kind);

	line->patient = visit->patient;
	line->name = visit->name;
	line->appointment = visit->row.id;
	line->day = visit->day;
	line->start = visit->start;
	return line;
}

/* Up to now: those of past days, and of today those that were to be over. */
static enum code
unsettled(struct closing *at)
{
	char today[DAY_SIZE];
	struct appointment_line *visits;
	size_t count;
	const enum code code = record_select(at->desk, at->arena, &appointment_line_record,
		&visits, &count, "where state in ('booked', 'arrived', 'seated')"
		" and (day < $1 or (day = $1 and start + minutes <= $2)) order by day, start, id",
		"ti", civil_format(today, at->today), desk_minute(at->desk));

	for (size_t i = 0; code == OK && i < count; i++) {
		struct closing_line *const line = add_visit(at, CLOSING_UNSETTLED, &visits[i]);

		line->words = arena_print(at->arena, "%s, still %s", visits[i].type,
					  visit_state_words[visits[i].state]);
		line->mend = arena_print(at->arena, "done %lld%s", (long long)visits[i].row.id,
					 visits[i].state == VISIT_BOOKED ? ", or miss" : "");
	}
	return code;
}

static enum code
to_move(struct closing *at)
{
	struct to_move_line *visits;
	size_t count;
	const enum code code = visits_to_move(at->desk, at->arena, at->today, at->last, 0, &visits,
					      &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		struct closing_line *const line = add(at, CLOSING_TO_MOVE);

		line->patient = visits[i].patient;
		line->name = visits[i].name;
		line->phone = visits[i].phone;
		line->appointment = visits[i].row.id;
		line->day = visits[i].day;
		line->start = visits[i].start;
		line->words = visits[i].to_move;
		line->mend = arena_print(at->arena, "move %lld --at …", (long long)line->appointment);
	}
	return code;
}

static enum code
no_next(struct closing *at)
{
	struct appointment_line *visits;
	size_t count;
	const enum code code = visits_without_next(at->desk, at->arena, at->today, at->today,
						   &visits, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		struct closing_line *const line = add_visit(at, CLOSING_NO_NEXT, &visits[i]);

		line->words = arena_print(at->arena, "%s done, no next visit", visits[i].type);
		line->mend = arena_print(at->arena, "no-next %lld --why …",
					 (long long)visits[i].row.id);
	}
	return code;
}

static enum code
needs(struct closing *at)
{
	struct need_line *rows;
	size_t count;
	const enum code code = needs_open(at->desk, at->arena, NONE, &rows, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		struct closing_line *line;

		if (rows[i].day == NONE || rows[i].day > at->last)
			continue;
		line = add(at, CLOSING_NEED);
		line->patient = rows[i].patient;
		line->name = rows[i].name;
		line->phone = rows[i].phone;
		line->appointment = rows[i].appointment;
		line->day = rows[i].day;
		line->start = rows[i].start;
		line->words = arena_print(at->arena, "%s not here%s%s",
					  need_kind_words[rows[i].kind], rows[i].whom ? ", from " : "",
					  rows[i].whom ? rows[i].whom : "");
		line->mend = arena_print(at->arena, "need got %lld", (long long)rows[i].row.id);
	}
	return code;
}

static enum code
unconfirmed(struct closing *at)
{
	char today[DAY_SIZE], last[DAY_SIZE];
	struct appointment_line *visits;
	size_t count;
	const enum code code = record_select(at->desk, at->arena, &appointment_line_record,
		&visits, &count, "where state = 'booked' and confirmed <> 'yes'"
		" and to_move is null and day > $1 and day <= $2 order by day, start, id", "tt",
		civil_format(today, at->today), civil_format(last, at->last));

	for (size_t i = 0; code == OK && i < count; i++) {
		struct closing_line *const line = add_visit(at, CLOSING_UNCONFIRMED, &visits[i]);

		line->words = visits[i].confirmed == CONFIRMED_NO ? "said no"
			: visits[i].confirmed == CONFIRMED_ASKED ? "asked, no answer" : "not asked";
		line->mend = arena_print(at->arena, "confirm %lld", (long long)visits[i].row.id);
	}
	return code;
}

static enum code
concerns(struct closing *at)
{
	const struct concern_filter filter = {
		.due_by = at->next, .kind = NONE, .outcome = NONE, .closed_from = NONE
	};
	struct concern_line *rows;
	size_t count;
	const enum code code = concerns_load(at->desk, at->arena, &filter, &rows, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		struct closing_line *const line = add(at, CLOSING_CONCERN);

		line->patient = rows[i].patient;
		line->name = rows[i].whose;
		line->concern = rows[i].row.id;
		concern_moment(rows[i].due, &line->day, &line->start);
		line->words = arena_print(at->arena, "%s (%s): %s", concern_kind_words[rows[i].kind],
					  rows[i].owner, rows[i].text);
		line->mend = arena_print(at->arena, "answer %lld …", (long long)rows[i].row.id);
	}
	return code;
}

static enum code
messages(struct closing *at)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(at->desk->db, &stmt,
		"select m.id, m.patient, p.name, m.channel, m.error from message m"
		" join patient p on p.id = m.patient where m.state in ('failed', 'uncertain')"
		" order by m.id", "");

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		struct closing_line *const line = add(at, CLOSING_MESSAGE);
		const char *const error = db_text(stmt, 4);

		line->patient = db_int64(stmt, 1);
		line->name = arena_copy(at->arena, db_text(stmt, 2));
		line->words = arena_print(at->arena, "%s %lld not sent%s%s", db_text(stmt, 3),
					  (long long)db_int64(stmt, 0), error ? ": " : "",
					  error ? error : "");
		line->mend = "outbox";
	}
	db_done(stmt);
	return code;
}

static enum code
sheet(struct closing *at)
{
	struct closing_line *const line = add(at, CLOSING_SHEET);
	char day[DAY_SIZE];

	line->day = at->next;
	line->words = "print the sheet of the next open day";
	line->mend = arena_print(at->arena, "sheet %s", civil_format(day, at->next));
	return OK;
}

static enum code
backup(struct closing *at)
{
	struct closing_line *line;
	int last;
	const enum code code = mark_last_backup(at->desk, &last);

	if (code != OK || last == at->today)
		return code;
	line = add(at, CLOSING_BACKUP);
	line->words = last == NONE ? "no copy has been made yet"
		: arena_print(at->arena, "the last copy was made %s",
			      day_said(at->arena, last, at->today));
	line->mend = "backup FILE";
	return OK;
}

enum code
closing_load(struct desk *desk, struct arena *arena, struct closing_line **out, size_t *count)
{
	static enum code (*const parts[])(struct closing *at) = {
		unsettled, to_move, no_next, needs, unconfirmed, concerns, messages, sheet, backup
	};
	struct closing at = {.desk = desk, .arena = arena, .today = desk_today(desk)};
	enum code code = practice_open_day(desk, at.today, 1, &at.next);

	if (code == OK)
		code = practice_open_day(desk, at.today, AHEAD_DAYS, &at.last);
	if (at.next == NONE)
		at.next = at.today + 1;
	if (at.last == NONE)
		at.last = at.next;
	for (size_t i = 0; code == OK && i < FIELD_COUNT(parts); i++)
		code = parts[i](&at);
	*out = at.lines;
	*count = code == OK ? at.count : 0;
	return code;
}
