/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks lie in a table of their own, beside the log: each desk replaces its own.
 */
#include "book/mark.h"

#include <string.h>

#include "base/civil.h"

/* UTC, so many minutes from now: stamps are compared as text. */
static char *
stamp_in(const struct desk *desk, int minutes, char out[STAMP_SIZE])
{
	time_t now = 0;

	desk_stamp(desk, out);
	if (minutes && stamp_parse(out, &now))
		stamp_format(out, now + (time_t)minutes * 60);
	return out;
}

/* Takes away what this desk has of a kind, and what has ended of any desk's. */
static enum code
clear(struct desk *desk, const char *kind)
{
	char now[STAMP_SIZE];

	return db_run(desk->db, "delete from mark where (desk = $1 and kind = $2)"
		      " or (kind <> 'backup' and until_at < $3)", "ttt", desk->name, kind,
		      stamp_in(desk, 0, now));
}

static enum code
put(struct desk *desk, const char *kind, int64_t patient, const struct slot *slot, int minutes)
{
	char until[STAMP_SIZE], day[DAY_SIZE];
	const bool offered = slot->chair != 0;

	return db_run(desk->db, "insert into mark (desk, who, kind, patient, chair, day, start,"
		      " minutes, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", "tttrrtiit",
		      desk->name, desk->who, kind, patient, slot->chair,
		      offered ? civil_format(day, slot->day) : NULL, offered ? slot->start : NONE,
		      offered ? slot->minutes : NONE, stamp_in(desk, minutes, until));
}

enum code
marks_offer(struct desk *desk, const struct opening *openings, size_t count)
{
	enum code code = db_begin(desk->db);

	if (code != OK)
		return code;
	code = clear(desk, "offered");
	for (size_t i = 0; code == OK && i < count; i++)
		code = put(desk, "offered", 0, &openings[i].slot, MARK_MINUTES);
	return db_end(desk->db, code);
}

enum code
marks_look(struct desk *desk, int64_t patient)
{
	const struct slot none = {0};
	enum code code = db_begin(desk->db);

	if (code != OK)
		return code;
	code = clear(desk, "looking");
	if (code == OK && patient)
		code = put(desk, "looking", patient, &none, MARK_MINUTES);
	return db_end(desk->db, code);
}

static struct mark
read_mark(struct arena *arena, struct stmt *stmt)
{
	struct mark mark = {
		.who = arena_copy(arena, db_text(stmt, 0)), .patient = db_int64(stmt, 1),
		.slot = {db_int64(stmt, 2), NONE, db_int(stmt, 4), db_int(stmt, 5)}
	};

	if (!db_null(stmt, 3) && !civil_parse(db_text(stmt, 3), &mark.slot.day))
		mark.slot.day = NONE;
	return mark;
}

enum code
marks_load(struct desk *desk, struct arena *arena, struct mark **out, size_t *count)
{
	struct stmt *stmt;
	char now[STAMP_SIZE];
	size_t room = 0;
	bool more;
	enum code code = db_query(desk->db, &stmt,
		"select who, patient, chair, day, start, minutes from mark where desk <> $1"
		" and kind <> 'backup' and until_at >= $2 order by until_at desc, who", "tt",
		desk->name, stamp_in(desk, 0, now));

	*out = NULL;
	*count = 0;
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? room * 2 : 8;

			*out = arena_grow(arena, *out, room * sizeof **out, larger * sizeof **out);
			room = larger;
		}
		(*out)[(*count)++] = read_mark(arena, stmt);
	}
	db_done(stmt);
	return code;
}

const char *
mark_offered_by(const struct mark *marks, size_t count, const struct slot *slot)
{
	for (size_t i = 0; i < count; i++) {
		const struct slot *const other = &marks[i].slot;

		if (other->chair && other->chair == slot->chair && other->day == slot->day &&
		    other->start < slot->start + slot->minutes &&
		    slot->start < other->start + other->minutes)
			return marks[i].who;
	}
	return NULL;
}

const char *
mark_looked_at_by(const struct mark *marks, size_t count, int64_t patient)
{
	for (size_t i = 0; patient && i < count; i++)
		if (marks[i].patient == patient)
			return marks[i].who;
	return NULL;
}

enum code
mark_backed_up(struct desk *desk)
{
	const struct slot none = {0};
	enum code code = db_begin(desk->db);

	if (code == OK)
		code = db_end(desk->db, put(desk, "backup", 0, &none, 0));
	return code;
}

enum code
mark_last_backup(struct desk *desk, int *day)
{
	struct arena arena = {0};
	const char *last = NULL;
	time_t instant;
	int minute;
	const enum code code = db_text_value(desk->db, &arena, &last,
			"select max(until_at) from mark where kind = 'backup'", "");

	*day = NONE;
	if (code == OK && last && stamp_parse(last, &instant))
		zone_local(instant, day, &minute);
	arena_free(&arena);
	return code;
}
