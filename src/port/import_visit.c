/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits on their way in: whose, of which type, when, in which chair; the moments of their day.
 */
#include "import_map.h"
#include "book/rule.h"
#include "base/text.h"

#include <string.h>

static enum code
nothing_set(struct import_row *row, const char *text)
{
	(void)row;
	(void)text;
	return OK;	/* the job sets it: it is what a stored row is found by */
}

/* A calendar knows people by name: the only one who is called so. */
static enum code
patient_by_name(struct import_row *row, const char *text)
{
	struct appointment *const visit = row->row;
	int64_t count = 0;
	enum code code = OK;

	if (csv_is_foreign(row->csv))
		code = db_value(row->job->desk->db, &count,
				"select count(*) from patient where name = $1", "t", text);
	if (code == OK && count == 1)
		code = db_value(row->job->desk->db, &visit->patient,
				"select id from patient where name = $1", "t", text);
	return code;
}

static enum code
patient_set(struct import_row *row, const char *text)
{
	struct appointment *const visit = row->row;
	enum code code = db_value(row->job->desk->db, &visit->patient,
			"select id from patient where ref = $1", "t", text);

	if (code == OK && !visit->patient)
		code = patient_by_name(row, text);
	if (code == OK && !visit->patient)
		row_refuse(row, "patient", text, "no patient has this ref");
	return code;
}

static enum code
provider_set(struct import_row *row, const char *text)
{
	struct appointment *const visit = row->row;
	enum code code;

	visit->provider = 0;
	if (text_is_blank(text))
		return OK;
	code = db_value(row->job->desk->db, &visit->provider,
			"select id from provider where ref = $1 or ($2 = 1 and (name = $1 or short = $1))"
			" order by case when ref = $1 then 0 else 1 end, id limit 1", "ti", text,
			(int)csv_is_foreign(row->csv));
	if (code == OK && !visit->provider)
		row_mend(row, "provider", text, "no provider has this ref: none");
	return code;
}

static enum code
type_set(struct import_row *row, const char *text)
{
	row->type = arena_copy(row->arena, text);
	return OK;
}

static enum code
chair_set(struct import_row *row, const char *text)
{
	row->chair = arena_copy(row->arena, text);
	return OK;
}

/* Local time becomes the stamp of that instant. */
static enum code
made_set(struct import_row *row, const char *text)
{
	struct appointment *const visit = row->row;
	char stamp[STAMP_SIZE];
	int day, minute;

	if (moment_parse(text, &day, &minute))
		visit->made_at = arena_copy(row->arena, stamp_format(stamp, zone_instant(day, minute)));
	else if (!text_is_blank(text))
		row_mend(row, "made", text, "no time (YYYY-MM-DD HH:MM): the import's own");
	return OK;
}

static enum code
at_set(struct import_row *row, const char *text)
{
	struct appointment *const visit = row->row;

	visit->day = visit->start = NONE;
	if (!text_is_blank(text) && !moment_parse(text, &visit->day, &visit->start))
		row_refuse(row, "at", text, "no time (YYYY-MM-DD HH:MM)");
	return OK;
}

/* A moment with its day, or a time of the visit's day. */
static void
moment_note(struct import_row *row, struct import_moment *moment, const char *name,
		const char *text)
{
	*moment = (struct import_moment){ .text = arena_copy(row->arena, text), .day = NONE,
		.minute = NONE };
	if (text_is_blank(text) || moment_parse(text, &moment->day, &moment->minute)
			|| clock_parse(text, &moment->minute))
		return;
	moment->minute = NONE;
	row_mend(row, name, text, "no time (YYYY-MM-DD HH:MM, or HH:MM): none");
}

static enum code
arrived_set(struct import_row *row, const char *text)
{
	moment_note(row, &row->arrived, "arrived", text);
	return OK;
}

static enum code
seated_set(struct import_row *row, const char *text)
{
	moment_note(row, &row->seated, "seated", text);
	return OK;
}

static enum code
done_set(struct import_row *row, const char *text)
{
	moment_note(row, &row->done, "done", text);
	return OK;
}

/* The visit that this one replaces. One that comes later in the file lets this row wait. */
static enum code
replaces_set(struct import_row *row, const char *text)
{
	struct appointment *const visit = row->row;
	enum code code;

	visit->replaces = 0;
	if (text_is_blank(text))
		return OK;
	code = db_value(row->job->desk->db, &visit->replaces,
			"select id from appointment where ref = $1", "t", text);
	if (code != OK || visit->replaces)
		return code;
	if (row->job->last_pass)
		row_mend(row, "replaces", text, "no visit has this ref: none");
	else
		row->deferred = true;
	return OK;
}

static const struct import_special specials[] = {
	{ "ref", nothing_set },
	{ "patient", patient_set },
	{ "provider", provider_set },
	{ "type", type_set },
	{ "chair", chair_set },
	{ "made", made_set },
	{ "at", at_set },
	{ "arrived", arrived_set },
	{ "seated", seated_set },
	{ "done", done_set },
	{ "replaces", replaces_set },
	{ NULL, NULL }
};

/* How often the file has which length for a type: its commonest, the shorter of two as common;
 * 30 where the file tells none. */
static enum code
commonest_minutes(struct import_row *row, int *minutes)
{
	int counts[1441] = { 0 };
	struct csv_file *const csv = row->csv;
	struct csv_file *again;
	bool more;
	enum code code = csv_open_again(&again, csv);

	if (code != OK)
		return code;
	row->csv = again;	/* row_named_text reads the row of this one meanwhile */
	while ((code = csv_next(again, &more)) == OK && more) {
		const char *const type = row_named_text(row, "type");
		const char *const text = row_named_text(row, "minutes");
		long long length;

		if (type && text && strcmp(type, row->type) == 0 && text_parse_int(text, &length)
				&& length > 0 && length <= 1440)
			counts[length]++;
	}
	row->csv = csv;
	csv_close(again);
	*minutes = 30;
	for (int i = 1; i <= 1440; i++)
		if (counts[i] > (counts[*minutes] ? counts[*minutes] : 0))
			*minutes = i;
	return code;
}

/* A type of this code that the store doesn't have. */
static enum code
type_make(struct import_row *row, int64_t *id)
{
	struct import_job *const job = row->job;
	struct visit_type type;
	enum code code;

	record_blank(&visit_type_record, &type);
	type.code = type.name = row->type;
	if ((code = commonest_minutes(row, &type.minutes)) != OK)
		return code;
	type.pattern = pattern_for(row->arena, NULL, type.minutes);
	code = record_put(job->desk, &visit_type_record, &type);
	if (code != OK)
		return code;
	*id = type.row.id;
	job_made(job, "type", arena_print(row->arena, "%s, %d minutes, no recall", type.code,
			type.minutes));
	return OK;
}

static enum code
type_of(struct import_row *row, int64_t *id)
{
	struct import_job *const job = row->job;
	const int64_t *const known = keys_find(&job->types, row->type);
	enum code code;

	if (known) {
		*id = *known;
		return OK;
	}
	code = db_value(job->desk->db, id, "select id from visit_type where code = $1", "t", row->type);
	if (code == OK && !*id)
		code = type_make(row, id);
	if (code == OK)
		keys_add(job, &job->types, row->type, *id);
	return code;
}

/* The stamps of another day than the visit's are none. */
static int
minute_of(struct import_row *row, const struct import_moment *moment, const char *name)
{
	const struct appointment *const visit = row->row;

	if (!moment->text || moment->minute == NONE)
		return NONE;
	if (moment->day == NONE || moment->day == visit->day)
		return moment->minute;
	row_mend(row, name, moment->text, "not on the visit's day: none");
	return NONE;
}

/* Is the chair free for the whole planned minutes, by live visits? */
static enum code
chair_is_free(struct import_row *row, int64_t chair, bool *is_free)
{
	const struct appointment *const visit = row->row;
	int64_t taken = 0;
	enum code code = db_value(row->job->desk->db, &taken,
			"select count(*) from appointment where day = $1 and chair = $2"
			" and start < $3 and start + minutes > $4 and id <> $5"
			" and state in ('booked', 'arrived', 'seated', 'done')", "tIiiI",
			civil_format((char[DAY_SIZE]){ 0 }, visit->day), chair,
			visit->start + visit->minutes, visit->start, visit->row.id);

	*is_free = taken == 0;
	return code;
}

static enum code
chair_make(struct import_row *row, const char *name, struct chair *chair)
{
	struct import_job *const job = row->job;
	int64_t position = 0;
	enum code code = db_value(job->desk->db, &position, "select max(position) from chair", "");

	if (code != OK)
		return code;
	record_blank(&chair_record, chair);
	chair->name = name;
	chair->kind = CHAIR_TREATMENT;
	chair->position = (int)position + 1;
	chair->active = 1;
	code = record_put(job->desk, &chair_record, chair);
	if (code == OK)
		job_made(job, "chair", name);
	return code;
}

/* "Chair 4": the first such name that no chair has. */
static enum code
chair_make_next(struct import_row *row, struct chair *chair)
{
	const char *name;
	int64_t there = 1;
	enum code code = OK;

	for (int number = 1; there && code == OK; number++) {
		name = arena_print(row->arena, "Chair %d", number);
		code = db_value(row->job->desk->db, &there, "select count(*) from chair where name = $1",
				"t", name);
	}
	return code == OK ? chair_make(row, name, chair) : code;
}

/* The lowest-numbered treatment chair that is free; a new one where none is. */
static enum code
chair_choose(struct import_row *row, struct chair *chair)
{
	struct chair *chairs;
	size_t count;
	enum code code = chairs_load(row->job->desk, row->arena, &chairs, &count);

	for (size_t i = 0; i < count && code == OK; i++) {
		bool is_free;

		if (chairs[i].kind != CHAIR_TREATMENT)
			continue;
		code = chair_is_free(row, chairs[i].row.id, &is_free);
		if (code == OK && is_free) {
			*chair = chairs[i];
			return OK;
		}
	}
	return code == OK ? chair_make_next(row, chair) : code;
}

/* The chair that the file names. */
static enum code
chair_named(struct import_row *row, struct chair *chair)
{
	const struct appointment *const visit = row->row;
	bool is_free = true;
	enum code code = record_first(row->job->desk, row->arena, &chair_record, chair,
			"where name = $1", "t", row->chair);

	if (code == NOT_FOUND)
		return chair_make(row, row->chair, chair);
	if (code == OK && chair->kind == CHAIR_TREATMENT && state_is_live(visit->state))
		code = chair_is_free(row, chair->row.id, &is_free);
	if (!is_free)
		row_refuse(row, "chair", row->chair, "another live visit is in that chair then");
	return code;
}

/* A stored visit keeps its chair while it is free; one that isn't live and names none gets none. */
static enum code
chair_set_for(struct import_row *row)
{
	struct appointment *const visit = row->row;
	const bool named = !text_is_blank(row->chair);
	bool is_free = false;
	struct chair chair;
	enum code code = OK;

	if (!named && !state_is_live(visit->state)) {
		visit->chair = 0;
		visit->chair_kind = NONE;
		return OK;
	}
	if (!named && visit->chair && row->stored)
		code = chair_is_free(row, visit->chair, &is_free);
	if (code != OK || is_free)
		return code;
	code = named ? chair_named(row, &chair) : chair_choose(row, &chair);
	if (code != OK)
		return code;
	visit->chair = chair.row.id;
	visit->chair_kind = chair.kind;
	return OK;
}

/* What the store would refuse, said in words before it has to. */
static void
constraints_check(struct import_row *row)
{
	const struct appointment *const visit = row->row;

	if (!visit->patient)
		row_refuse(row, "patient", NULL, "the map gives this visit no patient");
	else if (text_is_blank(row->type) && !row->stored)
		row_refuse(row, "type", NULL, "a visit needs a type");
	else if (visit->minutes != NONE && (visit->minutes < 1 || visit->minutes > 1440))
		row_refuse(row, "minutes", row_named_text(row, "minutes"), "not from 1 to 1440");
	else if (state_is_live(visit->state) && (visit->day == NONE || visit->start == NONE))
		row_refuse(row, "at", NULL, "a visit in this state needs its day and time");
	else if (visit->start != NONE && visit->minutes != NONE
			&& visit->start + visit->minutes > 1440)
		row_refuse(row, "minutes", row_named_text(row, "minutes"),
				"the visit would last past midnight");
}

static enum code
type_and_length(struct import_row *row)
{
	struct appointment *const visit = row->row;
	struct visit_type type;
	enum code code = OK;

	if (!text_is_blank(row->type))
		code = type_of(row, &visit->type);
	if (code == OK)
		code = record_get(row->job->desk, row->arena, &visit_type_record, visit->type, &type);
	if (code != OK)
		return code;
	if (visit->minutes == NONE)
		visit->minutes = type.minutes;
	visit->pattern = pattern_for(row->arena, type.pattern, visit->minutes);
	return OK;
}

/* Booking rules don't bind what has happened elsewhere: they are told. */
static enum code
rules_told(struct import_row *row)
{
	const struct appointment *const visit = row->row;
	struct broken_rule *broken;
	size_t count;
	enum code code;

	if (!state_is_live(visit->state))
		return OK;
	code = booking_rules_ask(row->job->desk, row->arena, visit, &broken, &count);
	for (size_t i = 0; i < count && code == OK; i++)
		if (strcmp(broken[i].rule->name, "past") != 0)
			row_warn(row, broken[i].rule->name, broken[i].why);
	return code;
}

static enum code
appointment_finish(struct import_row *row)
{
	struct appointment *const visit = row->row;
	enum code code;

	constraints_check(row);
	if (row->refused)
		return OK;
	visit->arrived = minute_of(row, &row->arrived, "arrived");
	visit->seated = minute_of(row, &row->seated, "seated");
	visit->done = minute_of(row, &row->done, "done");
	if ((code = type_and_length(row)) != OK)
		return code;
	if ((code = chair_set_for(row)) != OK || row->refused)
		return code;
	return rules_told(row);
}

const struct import_kind appointment_kind = {
	.name = "appointment",
	.record = &appointment_record,
	.specials = specials,
	.finish = appointment_finish,
};
