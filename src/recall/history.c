/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the store knows of a patient that bears on recall: visits, and contacts that invited.
 */
#include <string.h>

#include "rules.h"

/* Read without touching the table: index appointment_patient has all of it. */
static enum code
visits_ask(struct desk *desk, struct stmt **asked, int64_t patient)
{
	const enum code code = db_query(desk->db, asked,
			"SELECT type, state, day FROM appointment WHERE patient = $1"
			" AND day IS NOT NULL ORDER BY day, state, type", "I", patient);

	if (code == OK)
		db_ahead(*asked);
	return code;
}

static enum code
visits_load(struct stmt *stmt, struct arena *arena, struct history *out)
{
	size_t room = 0;
	bool more;
	enum code code;

	while ((code = db_step(stmt, &more)) == OK && more) {
		struct past_visit visit = { db_int64(stmt, 0),
			word_index(visit_state_words, db_text(stmt, 1)), NONE };

		if (!state_is_live(visit.state) && visit.state != VISIT_MISSED)
			continue;
		if (!civil_parse(db_text(stmt, 2), &visit.day))
			continue;
		if (out->visit_count == room) {
			const size_t larger = room ? room * 2 : 32;

			out->visits = arena_grow(arena, out->visits, room * sizeof visit,
					larger * sizeof visit);
			room = larger;
		}
		out->visits[out->visit_count++] = visit;
	}
	return code;
}

/* The day of a day or a moment, NONE of anything else. */
static int
day_of(const char *text)
{
	char day[DAY_SIZE];
	int parsed;

	if (!text || strlen(text) < 10)
		return NONE;
	memcpy(day, text, 10);
	day[10] = '\0';
	return civil_parse(day, &parsed) ? parsed : NONE;
}

/* The practice's own day on which something happened. */
static int
day_of_stamp(const char *stamp)
{
	time_t instant;
	int day, minute;

	if (!stamp_parse(stamp, &instant))
		return day_of(stamp);
	zone_local(instant, &day, &minute);
	return day;
}

enum code
attempts_load(struct desk *desk, struct arena *arena, int64_t patient, struct history *out)
{
	struct stmt *stmt;
	size_t room = 0;
	bool more;
	enum code code = db_query(desk->db, &stmt,
			"SELECT at, outcome, until FROM contact WHERE patient = $1"
			" AND purpose = 'invitation' ORDER BY at, id", "I", patient);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const char *const outcome = db_text(stmt, 1);
		const struct attempt attempt = { day_of_stamp(db_text(stmt, 0)),
			outcome ? word_index(outcome_words, outcome) : NONE,
			day_of(db_text(stmt, 2)) };

		if (out->attempt_count == room) {
			const size_t larger = room ? room * 2 : 8;

			out->attempts = arena_grow(arena, out->attempts, room * sizeof attempt,
					larger * sizeof attempt);
			room = larger;
		}
		out->attempts[out->attempt_count++] = attempt;
	}
	db_done(stmt);
	return code;
}

enum code
history_load(struct desk *desk, struct arena *arena, const struct rules *rules, int64_t patient,
		struct history *out)
{
	struct stmt *visits = NULL;
	enum code code = OK;

	*out = (struct history){ 0 };
	if (rules->by_age)
		code = db_text_value(desk->db, arena, &out->birth,
				"SELECT birth FROM patient WHERE id = $1", "I", patient);
	if (code == OK)
		code = visits_ask(desk, &visits, patient);
	if (code == OK)
		code = attempts_load(desk, arena, patient, out);
	if (code == OK)
		code = visits_load(visits, arena, out);
	db_done(visits);
	return code;
}
