/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The toy practice.
 */
#include "toy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/change.h"
#include "store/setting.h"
#include "unit.h"
#include "where.h"

static const char *const kinds[] = { "treatment", "squeeze", NULL };
static const char *const patient_states[] = { "enquirer", "active", "inactive", NULL };
static const char *const states[] = { "planned", "booked", "arrived", "seated", "done", "missed",
	"left", "cancelled", NULL };
static const char *const answers[] = { "not_asked", "asked", "yes", "no", NULL };

static const struct field chair_fields[] = {
	FIELD_ROW(toy_chair),
	FIELD(toy_chair, name, "Name", FIELD_TEXT, 0),
	FIELD_WORDS(toy_chair, kind, "Kind", kinds, 0),
	FIELD(toy_chair, position, "Position", FIELD_INT, 0),
	FIELD(toy_chair, active, "Active", FIELD_FLAG, 0)
};
const struct record toy_chair_record = {
	.table = "chair", .label = "chair", .size = sizeof(struct toy_chair),
	.fields = chair_fields, .count = FIELD_COUNT(chair_fields)
};

static const struct field type_fields[] = {
	FIELD_ROW(toy_type),
	FIELD(toy_type, code, "Code", FIELD_TEXT, 0),
	FIELD(toy_type, name, "Name", FIELD_TEXT, 0),
	FIELD(toy_type, minutes, "Minutes", FIELD_INT, 0),
	FIELD(toy_type, pattern, "Pattern", FIELD_TEXT, 0)
};
const struct record toy_type_record = {
	.table = "visit_type", .label = "visit type", .size = sizeof(struct toy_type),
	.fields = type_fields, .count = FIELD_COUNT(type_fields)
};

static const struct field patient_fields[] = {
	FIELD_ROW(toy_patient),
	FIELD(toy_patient, called_first, "Called first", FIELD_FLAG, 0),
	FIELD(toy_patient, name, "Name", FIELD_TEXT, 0),
	FIELD(toy_patient, note, "Note", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(toy_patient, state, "State", patient_states, 0)
};
const struct record toy_patient_record = {
	.table = "patient", .label = "patient", .size = sizeof(struct toy_patient),
	.fields = patient_fields, .count = FIELD_COUNT(patient_fields)
};

static bool
is_live(const struct toy_visit *visit)
{
	return visit->state >= TOY_BOOKED && visit->state <= TOY_DONE;
}

/* The sequence goes up where day, start or being live changes; held follows minutes. */
static void
visit_settle(struct desk *desk, const void *before, void *row)
{
	const struct toy_visit *const old = before;
	struct toy_visit *const visit = row;

	(void)desk;
	visit->held = visit->minutes;
	if (!old)
		return;
	visit->sequence = old->sequence + (old->day != visit->day || old->start != visit->start ||
			is_live(old) != is_live(visit));
}

static const struct field visit_fields[] = {
	FIELD_ROW(toy_visit),
	FIELD(toy_visit, uid, "Uid", FIELD_TEXT, STEADY),
	FIELD(toy_visit, sequence, "Sequence", FIELD_INT, STEADY),
	FIELD_REFERS(toy_visit, patient, "Patient", "patient", 0),
	FIELD_REFERS(toy_visit, type, "Type", "visit_type", 0),
	FIELD_REFERS(toy_visit, chair, "Chair", "chair", OPTIONAL),
	FIELD_WORDS(toy_visit, chair_kind, "Kind", kinds, OPTIONAL),
	FIELD(toy_visit, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(toy_visit, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(toy_visit, minutes, "Minutes", FIELD_INT, 0),
	FIELD(toy_visit, held, "Held", FIELD_INT, 0),
	FIELD(toy_visit, pattern, "Pattern", FIELD_TEXT, 0),
	FIELD_WORDS(toy_visit, state, "State", states, 0),
	FIELD_WORDS(toy_visit, confirmed, "Confirmed", answers, 0),
	FIELD(toy_visit, note, "Note", FIELD_TEXT, OPTIONAL),
	FIELD(toy_visit, made_at, "Made at", FIELD_STAMP, 0),
	FIELD(toy_visit, made_by, "Made by", FIELD_TEXT, 0)
};
const struct record toy_visit_record = {
	.table = "appointment", .label = "visit", .size = sizeof(struct toy_visit),
	.fields = visit_fields, .count = FIELD_COUNT(visit_fields), .settle = visit_settle
};

static const struct field recall_type_fields[] = {
	FIELD_ROW(toy_recall_type),
	FIELD(toy_recall_type, code, "Code", FIELD_TEXT, 0),
	FIELD(toy_recall_type, name, "Name", FIELD_TEXT, 0),
	FIELD(toy_recall_type, interval, "Interval", FIELD_TEXT, 0),
	FIELD(toy_recall_type, everyone, "Everyone", FIELD_FLAG, 0)
};
const struct record toy_recall_type_record = {
	.table = "recall_type", .label = "recall type", .size = sizeof(struct toy_recall_type),
	.fields = recall_type_fields, .count = FIELD_COUNT(recall_type_fields)
};

static const struct field recall_fields[] = {
	FIELD_ROW(toy_recall),
	FIELD_REFERS(toy_recall, patient, "Patient", "patient", 0),
	FIELD_REFERS(toy_recall, recall_type, "Type", "recall_type", 0),
	FIELD(toy_recall, note, "Note", FIELD_TEXT, OPTIONAL),
	FIELD(toy_recall, next_visit, "Next visit", FIELD_DAY, OPTIONAL | DERIVED)
};
const struct record toy_recall_record = {
	.table = "recall", .label = "recall", .size = sizeof(struct toy_recall),
	.fields = recall_fields, .count = FIELD_COUNT(recall_fields)
};

/* Consequences */

#define NEXT_VISIT \
	"UPDATE recall SET next_visit = (SELECT max(day) FROM appointment " \
	"WHERE appointment.patient = recall.patient AND state IN ('booked', 'arrived', 'seated')) "
#define WORDS "INSERT INTO patient_word (word, patient) SELECT name, id FROM patient "

static enum code
follow_recall(struct desk *desk, int64_t patient)
{
	return db_run(desk->db, NEXT_VISIT "WHERE patient = $1", "I", patient);
}

static enum code
visits_follow(struct desk *desk, const struct written *rows, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; i < count && code == OK; i++) {
		const struct toy_visit *const before = rows[i].before;
		const struct toy_visit *const after = rows[i].after;

		if (before)
			code = follow_recall(desk, before->patient);
		if (after && code == OK)
			code = follow_recall(desk, after->patient);
	}
	return code;
}

static enum code
recalls_follow(struct desk *desk, const struct written *rows, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; i < count && code == OK; i++) {
		const struct toy_recall *const after = rows[i].after;

		if (after)
			code = follow_recall(desk, after->patient);
	}
	return code;
}

/* Every patient has a recall, and words. */
static enum code
patients_follow(struct desk *desk, const struct written *rows, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; i < count && code == OK; i++) {
		const struct toy_patient *const after = rows[i].after;
		struct toy_recall recall;

		if (!after)
			continue;
		code = db_run(desk->db, "DELETE FROM patient_word WHERE patient = $1", "I",
				after->row.id);
		if (code == OK)
			code = db_run(desk->db, WORDS "WHERE id = $1", "I", after->row.id);
		if (code != OK || rows[i].before || desk->mode == MODE_BACK)
			continue;
		record_blank(&toy_recall_record, &recall);
		recall.patient = after->row.id;
		recall.recall_type = 1;
		code = record_put(desk, &toy_recall_record, &recall);
	}
	return code;
}

static enum code
derive(struct desk *desk)
{
	enum code code = db_run(desk->db, NEXT_VISIT, "");

	if (code == OK)
		code = db_run(desk->db, "DELETE FROM patient_word", "");
	return code == OK ? db_run(desk->db, WORDS "WHERE true", "") : code;
}

struct toy_word {
	const char *word;
	int64_t patient;
};
static const struct field word_fields[] = {
	FIELD(toy_word, word, "Word", FIELD_TEXT, DERIVED),
	FIELD(toy_word, patient, "Patient", FIELD_REF, DERIVED)
};
static const struct record word_record = {
	.table = "patient_word", .label = "search word", .size = sizeof(struct toy_word),
	.fields = word_fields, .count = FIELD_COUNT(word_fields)
};

static const struct record *const records[] = { &setting_record, &toy_chair_record,
	&toy_type_record, &toy_recall_type_record, &toy_patient_record, &word_record,
	&toy_visit_record, &toy_recall_record, NULL };
static const struct consequence consequences[] = {
	{ &toy_patient_record, patients_follow },
	{ &toy_visit_record, visits_follow },
	{ &toy_recall_record, recalls_follow },
	{ NULL, NULL }
};
const struct rooms toy_rooms = { .records = records, .consequences = consequences, .derive = derive };

/* Tests */

const char *
toy_path(const char *name)
{
	return store_where(name);
}

void
toy_ok(enum code code)
{
	if (code != OK)
		fail_msg("code %d: %s", code, error_text());
}

void
toy_code(enum code code, enum code expected)
{
	if (code != expected)
		fail_msg("code %d, not %d: %s", code, expected, error_text());
	error_clear();
}

void
toy_open(struct desk *desk, const char *path, const char *name, enum db_mode mode)
{
	const struct desk_options options = { .where = path, .name = name, .mode = mode,
		.now = "2026-11-24T09:00" };

	toy_ok(desk_open(desk, &options, &toy_rooms));
}

void
toy_stock(struct desk *desk)
{
	struct toy_chair chair = { .name = "Chair 1", .active = 1, .position = 1 };
	struct toy_type type = { .code = "exam", .name = "Exam", .minutes = 30,
		.pattern = "XXXXXX" };
	struct toy_recall_type recall_type = { .code = "exam", .name = "Exam", .interval = "6m",
		.everyone = 1 };
	struct toy_patient patient;

	record_blank(&toy_patient_record, &patient);
	patient.name = "Ruiz, Elena";
	toy_ok(batch_begin(desk, NULL, NULL));
	toy_ok(record_put(desk, &toy_chair_record, &chair));
	toy_ok(record_put(desk, &toy_type_record, &type));
	toy_ok(record_put(desk, &toy_recall_type_record, &recall_type));
	toy_ok(record_put(desk, &toy_patient_record, &patient));
	toy_ok(batch_end(desk, OK));
}

void
toy_visit_blank(struct toy_visit *visit, int day, int start)
{
	static int count;
	static char uids[64][32];

	record_blank(&toy_visit_record, visit);
	snprintf(uids[count % 64], sizeof uids[0], "uid-%d", count);
	visit->uid = uids[count++ % 64];
	visit->sequence = 0;
	visit->patient = visit->type = visit->chair = 1;
	visit->chair_kind = 0;
	visit->day = day;
	visit->start = start;
	visit->minutes = 30;
	visit->pattern = "XXXXXX";
	visit->state = TOY_BOOKED;
	visit->made_at = "2026-11-24T09:00:00Z";
	visit->made_by = "Kim";
}
