/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calls that were made on a day, with what came of each: contacts of one household at one moment
 * are one call.
 */
#include "recall/calls.h"

#include <string.h>

#include "rest.h"

static const struct field made_fields[] = {
	FIELD(call_made, start, "At", FIELD_MINUTE, 0),
	FIELD_REFERS(call_made, household, "Household", "household", OPTIONAL),
	FIELD_REFERS(call_made, patient, "Patient", "patient", 0),
	FIELD(call_made, name, "Name", FIELD_TEXT, 0),
	FIELD_WORDS(call_made, outcome, "Outcome", outcome_words, 0),
	FIELD(call_made, until, "Until", FIELD_TEXT, OPTIONAL),
	FIELD(call_made, who, "Who", FIELD_TEXT, 0),
	FIELD(call_made, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};

const struct record call_made_record = {
	.table = "calls_made", .label = "call", .size = sizeof(struct call_made),
	.fields = made_fields, .count = FIELD_COUNT(made_fields), .view = true,
};

bool
outcome_reached(int outcome)
{
	return outcome != OUTCOME_NO_ANSWER && outcome != OUTCOME_WRONG_NUMBER &&
		outcome != OUTCOME_LEFT_MESSAGE;
}

static struct call_made
made_read(struct arena *arena, struct stmt *stmt)
{
	struct call_made made = { .start = NONE, .patient = db_int64(stmt, 2),
		.household = db_int64(stmt, 3), .name = arena_copy(arena, db_text(stmt, 4)),
		.outcome = word_there(outcome_words, db_text(stmt, 0)),
		.until = arena_copy(arena, db_text(stmt, 5)),
		.who = arena_copy(arena, db_text(stmt, 6)),
		.note = arena_copy(arena, db_text(stmt, 7)) };
	time_t instant;
	int day;

	if (stamp_parse(db_text(stmt, 1), &instant))
		zone_local(instant, &day, &made.start);
	return made;
}

/* Is it about another of the household that the last line is of? */
static bool
same_call(const struct call_made *last, struct stmt *stmt, const char *last_at)
{
	return strcmp(last_at, db_text(stmt, 1)) == 0 &&
		household_key(last->patient, last->household) ==
		household_key(db_int64(stmt, 2), db_int64(stmt, 3));
}

enum code
calls_made(struct desk *desk, struct arena *arena, int day, struct call_made **out, size_t *count)
{
	char first[STAMP_SIZE], next[STAMP_SIZE];
	const char *last_at = "";
	size_t room = 0;
	struct stmt *stmt;
	bool more;
	enum code code = db_query(desk->db, &stmt,
			"SELECT k.outcome, k.at, k.patient, p.household, p.name, k.until, k.who, k.note"
			" FROM contact k JOIN patient p ON p.id = k.patient"
			" WHERE k.at >= $1 AND k.at < $2 AND k.channel = 'call'"
			" AND k.direction = 'out' AND k.outcome IS NOT NULL"
			" ORDER BY k.at, coalesce(p.household, 0), k.id", "tt",
			stamp_format(first, zone_instant(day, 0)),
			stamp_format(next, zone_instant(day + 1, 0)));

	*out = NULL;
	*count = 0;
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const size_t size = sizeof **out;

		if (*count > 0 && same_call(&(*out)[*count - 1], stmt, last_at))
			continue;
		if (*count == room) {
			const size_t larger = room ? room * 2 : 16;

			*out = arena_grow(arena, *out, room * size, larger * size);
			room = larger;
		}
		last_at = arena_copy(arena, db_text(stmt, 1));
		(*out)[(*count)++] = made_read(arena, stmt);
	}
	db_done(stmt);
	return code;
}
