/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opinions: noted, and who may be asked for one.
 */
#include "care/opinion.h"

#include "base/text.h"
#include "book/patient.h"
#include "care/concern.h"
#include "store/change.h"

static const struct field opinion_fields[] = {
	FIELD_ROW(opinion),
	FIELD_REFERS(opinion, patient, "Patient", "patient", 0),
	FIELD_REFERS(opinion, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(opinion, at, "At", FIELD_STAMP, 0),
	FIELD(opinion, who, "Who", FIELD_TEXT, 0),
	FIELD_WORDS(opinion, channel, "By", told_how_words, 0),
	FIELD(opinion, score, "Score", FIELD_INT, 0),
	FIELD(opinion, text, "Words", FIELD_TEXT, OPTIONAL | LONG),
	FIELD_REFERS(opinion, concern, "Complaint", "concern", OPTIONAL),
};

const struct record opinion_record = {
	"opinion", "opinion", sizeof(struct opinion), opinion_fields, FIELD_COUNT(opinion_fields), false,
	NULL
};

static const struct field ask_line_fields[] = {
	FIELD_REFERS(ask_line, patient, "Patient", "patient", 0),
	FIELD(ask_line, name, "Name", FIELD_TEXT, 0),
	FIELD_REFERS(ask_line, visit, "Visit", "appointment", 0),
	FIELD(ask_line, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(ask_line, type, "Type", FIELD_TEXT, 0),
	FIELD(ask_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(ask_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
};

const struct record ask_line_record = {
	"ask_list", "visit", sizeof(struct ask_line), ask_line_fields, FIELD_COUNT(ask_line_fields), true,
	NULL
};

/* The stamp from which on she must not have been asked. */
static char *
asked_since(int day, char out[STAMP_SIZE])
{
	return stamp_format(out, zone_instant(civil_add_months(day, -OPINION_MONTHS), 0));
}

static enum code
check_asked(struct desk *desk, const struct opinion *opinion, const struct patient *patient)
{
	char since[STAMP_SIZE];
	int64_t asked = 0;
	const enum code code = db_value(desk->db, &asked, "select count(*) from opinion where patient = $1"
			" and at >= $2", "It", opinion->patient,
			asked_since(desk_today(desk), since));

	if (code == OK && asked > 0)
		return fail(CLASH, "%s: was asked in the last %d months; nobody is asked twice in them",
				patient->name, OPINION_MONTHS);
	return code;
}

/* Her latest done visit, if it was not long ago. */
static enum code
find_visit(struct desk *desk, struct opinion *opinion)
{
	char since[DAY_SIZE];

	return db_value(desk->db, &opinion->appointment, "select id from appointment where patient = $1"
			" and state = 'done' and day >= $2 order by day desc, start desc limit 1", "It",
			opinion->patient, civil_format(since, desk_today(desk) - OPINION_DAYS));
}

static enum code
complain(struct desk *desk, struct arena *arena, struct opinion *opinion)
{
	struct concern concern;
	enum code code;

	record_blank(&concern_record, &concern);
	concern.kind = CONCERN_COMPLAINT;
	concern.patient = opinion->patient;
	concern.text = text_is_blank(opinion->text)
		? arena_print(arena, "%d of %d, without a word", opinion->score, SCORE_MOST)
		: opinion->text;
	concern.about = arena_print(arena, "opinion after the visit: %d of %d", opinion->score,
			SCORE_MOST);
	code = concern_open(desk, arena, &concern, NONE, NONE, NULL);
	opinion->concern = concern.row.id;
	return code;
}

static enum code
put(struct desk *desk, struct arena *arena, struct opinion *opinion)
{
	char stamp[STAMP_SIZE];
	enum code code = find_visit(desk, opinion);

	opinion->at = arena_copy(arena, desk_stamp(desk, stamp));
	opinion->who = arena_copy(arena, desk->who);
	if (code == OK && opinion->score <= SCORE_LOW)
		code = complain(desk, arena, opinion);
	return code == OK ? record_put(desk, &opinion_record, opinion) : code;
}

enum code
opinion_add(struct desk *desk, struct arena *arena, struct opinion *opinion, const char **said)
{
	struct patient patient;
	enum code code;

	if (opinion->score < 0 || opinion->score > SCORE_MOST)
		return fail(INPUT, "opinion: a score from 0 to %d", SCORE_MOST);
	code = record_get(desk, arena, &patient_record, opinion->patient, &patient);
	if (code == OK)
		code = check_asked(desk, opinion, &patient);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = batch_end(desk, put(desk, arena, opinion));
	*said = arena_print(arena, opinion->concern ? "%s: %d of %d: noted as a complaint"
			: "%s: %d of %d: noted", patient.name, opinion->score, SCORE_MOST);
	return code;
}

#define PHONE_OF "(select r.value from patient_reach pr join reach r on r.id = pr.reach" \
	" where pr.patient = p.id and r.kind = 'phone' and r.failed is null" \
	" order by pr.position, pr.id limit 1)"

static const char ask_sql[] =
	"select p.id, p.name, a.id, a.start, t.code, v.name, " PHONE_OF
	" from appointment a join patient p on p.id = a.patient join visit_type t on t.id = a.type"
	" left join provider v on v.id = a.provider"
	" where a.day = $1 and a.state = 'done' and p.state = 'active'"
	" and not exists (select 1 from opinion o where o.patient = p.id and o.at >= $2)"
	" and not exists (select 1 from message m where m.patient = p.id and m.purpose = 'opinion'"
	" and m.due_at >= $2 and m.state <> 'withdrawn')"
	" and not exists (select 1 from concern n where n.patient = p.id and n.kind = 'complaint'"
	" and n.answered is null and n.withdrawn is null)"
	" and not exists (select 1 from appointment b where b.patient = a.patient and b.day = a.day"
	" and b.state = 'done' and b.id > a.id)"
	" order by a.start, p.name, p.id";

static struct ask_line
read_line(struct arena *arena, struct stmt *stmt)
{
	return (struct ask_line){ .patient = db_int64(stmt, 0),
		.name = arena_copy(arena, db_text(stmt, 1)), .visit = db_int64(stmt, 2),
		.start = db_int(stmt, 3), .type = arena_copy(arena, db_text(stmt, 4)),
		.provider_name = arena_copy(arena, db_text(stmt, 5)),
		.phone = arena_copy(arena, db_text(stmt, 6)) };
}

enum code
opinion_ask(struct desk *desk, struct arena *arena, int day, struct ask_line **out, size_t *count)
{
	char day_text[DAY_SIZE], since[STAMP_SIZE];
	struct stmt *stmt = NULL;
	size_t room = 0;
	bool more;
	enum code code = db_query(desk->db, &stmt, ask_sql, "tt", civil_format(day_text, day),
			asked_since(day, since));

	*out = NULL;
	*count = 0;
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? 2 * room : 32;

			*out = arena_grow(arena, *out, room * sizeof **out, larger * sizeof **out);
			room = larger;
		}
		(*out)[(*count)++] = read_line(arena, stmt);
	}
	db_done(stmt);
	return code;
}
