/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recall types and recalls: their fields, finding them, the recall list.
 */
#include "recall/recall.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "rules.h"

#define OVERDUE_DAYS 14
#define REACTIVATION_MONTHS 12
#define LAST_WORD_MONTHS 24

const char *const stopped_words[] = { "moved", "died", "asked", "insurance", "cost",
	"other_dentist", "unhappy", NULL };
const char *const stage_words[] = { "no_history", "not_due", "due", "overdue", "reactivation",
	NULL };

static const struct field recall_type_fields[] = {
	FIELD_ROW(recall_type),
	FIELD(recall_type, code, "Code", FIELD_TEXT, 0),
	FIELD(recall_type, name, "Name", FIELD_TEXT, 0),
	FIELD(recall_type, interval, "Interval", FIELD_TEXT, 0),
	FIELD(recall_type, everyone, "Everyone", FIELD_FLAG, 0),
	FIELD_REFERS(recall_type, excludes, "Excludes", "recall_type", OPTIONAL),
	FIELD(recall_type, age_from, "From age", FIELD_INT, OPTIONAL),
	FIELD(recall_type, age_to, "To age", FIELD_INT, OPTIONAL),
	FIELD_REFERS(recall_type, rides_with, "Rides on", "recall_type", OPTIONAL),
};

static const struct field visit_type_recall_fields[] = {
	FIELD_ROW(visit_type_recall),
	FIELD_REFERS(visit_type_recall, type, "Visit type", "visit_type", 0),
	FIELD_REFERS(visit_type_recall, recall_type, "Recall type", "recall_type", 0),
};

static const struct field cadence_fields[] = {
	FIELD_ROW(cadence),
	FIELD_REFERS(cadence, recall_type, "Recall type", "recall_type", 0),
	FIELD(cadence, days, "Days after due", FIELD_INT, 0),
	FIELD_WORDS(cadence, channel, "Channel", channel_words, 0),
};

static const struct field recall_fields[] = {
	FIELD_ROW(recall),
	FIELD_REFERS(recall, patient, "Patient", "patient", 0),
	FIELD_REFERS(recall, recall_type, "Recall type", "recall_type", 0),
	FIELD(recall, interval, "Interval", FIELD_TEXT, OPTIONAL),
	FIELD(recall, hand_due, "Due by hand", FIELD_DAY, OPTIONAL),
	FIELD(recall, paused_until, "Paused until", FIELD_DAY, OPTIONAL),
	FIELD_WORDS(recall, stopped, "Stopped", stopped_words, OPTIONAL),
	FIELD(recall, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(recall, set_for, "Set for", FIELD_DAY, OPTIONAL),
	FIELD(recall, plan, "Plan", FIELD_TEXT, OPTIONAL),
	FIELD(recall, previous, "Previous", FIELD_DAY, OPTIONAL | DERIVED),
	FIELD(recall, due, "Due", FIELD_DAY, OPTIONAL | DERIVED),
	FIELD(recall, next_visit, "Next visit", FIELD_DAY, OPTIONAL | DERIVED),
	FIELD(recall, urgent, "Urgent", FIELD_DAY, OPTIONAL | DERIVED),
	FIELD(recall, act_on, "Act on", FIELD_DAY, OPTIONAL | DERIVED),
	FIELD(recall, not_before, "Not before", FIELD_DAY, OPTIONAL | DERIVED),
};

static const struct field recall_line_fields[] = {
	FIELD_ROW(recall_line),
	FIELD_REFERS(recall_line, patient, "Patient", "patient", 0),
	FIELD(recall_line, ref, "Ref", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(recall_line, household, "Household", "household", OPTIONAL),
	FIELD(recall_line, name, "Name", FIELD_TEXT, 0),
	FIELD_WORDS(recall_line, patient_state, "State", patient_state_words, 0),
	FIELD(recall_line, recall_type, "Recall", FIELD_TEXT, 0),
	FIELD(recall_line, recall_type_name, "Recall type", FIELD_TEXT, 0),
	FIELD(recall_line, previous, "Previous", FIELD_DAY, OPTIONAL),
	FIELD(recall_line, due, "Due", FIELD_DAY, OPTIONAL),
	FIELD(recall_line, interval, "Interval", FIELD_TEXT, OPTIONAL),
	FIELD(recall_line, hand_due, "Due by hand", FIELD_DAY, OPTIONAL),
	FIELD(recall_line, paused_until, "Paused until", FIELD_DAY, OPTIONAL),
	FIELD_WORDS(recall_line, stopped, "Stopped", stopped_words, OPTIONAL),
	FIELD_WORDS(recall_line, stage, "Stage", stage_words, ASKED),
	FIELD(recall_line, contacts, "Contacts", FIELD_INT, ASKED),
	FIELD(recall_line, last_contact, "Last contact", FIELD_DAY, OPTIONAL | ASKED),
	FIELD(recall_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD(recall_line, next_visit, "Next visit", FIELD_DAY, OPTIONAL),
	FIELD(recall_line, urgent, "Urgent", FIELD_DAY, OPTIONAL),
	FIELD(recall_line, act_on, "Act on", FIELD_DAY, OPTIONAL),
	FIELD(recall_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(recall_line, plan, "Plan", FIELD_TEXT, OPTIONAL),
	FIELD(recall_line, not_before, "Not before", FIELD_DAY, OPTIONAL),
};

const struct record recall_type_record = {
	.table = "recall_type", .label = "recall type", .size = sizeof(struct recall_type),
	.fields = recall_type_fields, .count = FIELD_COUNT(recall_type_fields),
};
const struct record visit_type_recall_record = {
	.table = "visit_type_recall", .label = "visit type's recall",
	.size = sizeof(struct visit_type_recall),
	.fields = visit_type_recall_fields, .count = FIELD_COUNT(visit_type_recall_fields),
};
const struct record cadence_record = {
	.table = "cadence", .label = "cadence", .size = sizeof(struct cadence),
	.fields = cadence_fields, .count = FIELD_COUNT(cadence_fields),
};
const struct record recall_record = {
	.table = "recall", .label = "recall", .size = sizeof(struct recall),
	.fields = recall_fields, .count = FIELD_COUNT(recall_fields),
};
const struct record recall_line_record = {
	.table = "recall_list", .label = "recall", .size = sizeof(struct recall_line),
	.fields = recall_line_fields, .count = FIELD_COUNT(recall_line_fields), .view = true,
};

/* The one type whose code or name is `text`, or whose name alone begins with it. */
static enum code
type_match(const struct recall_type *types, size_t count, const char *text,
		struct recall_type *out)
{
	const struct recall_type *begins = NULL;
	size_t begin_count = 0;

	for (size_t i = 0; i < count; i++) {
		if (text_equal_nocase(types[i].code, text) ||
				text_equal_nocase(types[i].name, text)) {
			*out = types[i];
			return OK;
		}
		if (strncasecmp(types[i].name, text, strlen(text)) == 0) {
			begins = &types[i];
			begin_count++;
		}
	}
	if (begin_count > 1)
		return fail(INPUT, "recall type %s: several begin so; give the code", text);
	if (!begins || text_is_blank(text))
		return fail(NOT_FOUND, "recall type %s: there is none", text);
	*out = *begins;
	return OK;
}

enum code
recall_type_find(struct desk *desk, struct arena *arena, const char *text,
		struct recall_type *out)
{
	struct recall_type *types;
	size_t count;
	long long id;
	const enum code code = record_select(desk, arena, &recall_type_record, &types, &count,
			"ORDER BY id", "");

	if (code != OK)
		return code;
	for (size_t i = 0; text_parse_int(text, &id) && i < count; i++)
		if (types[i].row.id == id) {
			*out = types[i];
			return OK;
		}
	return type_match(types, count, text, out);
}

struct stages
recall_stages(struct desk *desk)
{
	return (struct stages){
		.overdue_days = setting_int(desk, "overdue_days", OVERDUE_DAYS),
		.reactivation_months = setting_int(desk, "reactivation_months",
				REACTIVATION_MONTHS),
		.last_word_months = setting_int(desk, "last_word_months", LAST_WORD_MONTHS),
	};
}

int
recall_stage(const struct stages *stages, int previous, int due, int today)
{
	if (due == NONE)
		return previous == NONE ? STAGE_NO_HISTORY : STAGE_DUE;
	if (due > today)
		return STAGE_NOT_DUE;
	if (civil_add_months(due, stages->reactivation_months) <= today)
		return STAGE_REACTIVATION;
	return due + stages->overdue_days <= today ? STAGE_OVERDUE : STAGE_DUE;
}

/* Counted contacts since previous, once a day however many; the day of the last of any kind. */
static void
count_contacts(const struct history *history, struct recall_line *line)
{
	int counted_on = NONE;

	line->contacts = 0;
	line->last_contact = NONE;
	for (size_t i = 0; i < history->attempt_count; i++) {
		const struct attempt *const attempt = &history->attempts[i];

		if (attempt->day <= line->previous)
			continue;
		line->last_contact = attempt->day;
		if (!outcome_counts(attempt->outcome) || attempt->day == counted_on)
			continue;
		counted_on = attempt->day;
		line->contacts++;
	}
}

enum code
recall_ask(struct desk *desk, const struct stages *stages, struct recall_line *line)
{
	struct arena arena = { 0 };
	struct history history = { 0 };
	const enum code code = attempts_load(desk, &arena, line->patient, &history);

	line->stage = recall_stage(stages, line->previous, line->due, desk_today(desk));
	count_contacts(&history, line);
	arena_free(&arena);
	return code;
}

static enum code
ask_all(struct desk *desk, struct recall_line *lines, size_t count)
{
	const struct stages stages = recall_stages(desk);
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++)
		code = recall_ask(desk, &stages, &lines[i]);
	return code;
}

/* What due_by and today leave on the list: $1 due_by, $2 today. Without a due day and a day to act
 * on it is stopped, or outgrown. */
#define LISTED "WHERE patient_state = 'active' AND (due <= $1" \
	" OR (due IS NULL AND act_on IS NOT NULL))" \
	" AND stopped IS NULL AND (paused_until IS NULL OR paused_until <= $2)" \
	" AND (next_visit IS NULL OR next_visit < $2)"

enum code
recall_due_open(struct desk *desk, struct cursor *cursor, int due_by, int64_t type)
{
	struct arena arena = { 0 };
	struct recall_type only;
	char by[DAY_SIZE], today[DAY_SIZE];
	enum code code;

	*cursor = (struct cursor){ .record = &recall_line_record };
	civil_format(by, due_by);
	civil_format(today, desk_today(desk));
	if (!type)
		return record_open(desk, cursor, &recall_line_record, LISTED " ORDER BY urgent, id",
				"tt", by, today);
	code = record_get(desk, &arena, &recall_type_record, type, &only);
	if (code == OK)
		code = record_open(desk, cursor, &recall_line_record,
				LISTED " AND recall_type = $3 ORDER BY urgent, id", "ttt",
				by, today, only.code);
	arena_free(&arena);
	return code;
}

enum code
recall_due(struct desk *desk, struct arena *arena, int due_by, int64_t type,
		struct recall_line **out, size_t *count)
{
	struct recall_type only;
	char by[DAY_SIZE], today[DAY_SIZE];
	enum code code;

	civil_format(by, due_by);
	civil_format(today, desk_today(desk));
	if (!type)
		code = record_select(desk, arena, &recall_line_record, out, count,
				LISTED " ORDER BY urgent, id", "tt", by, today);
	else if ((code = record_get(desk, arena, &recall_type_record, type, &only)) == OK)
		code = record_select(desk, arena, &recall_line_record, out, count,
				LISTED " AND recall_type = $3 ORDER BY urgent, id", "ttt",
				by, today, only.code);
	return code == OK ? ask_all(desk, *out, *count) : code;
}

enum code
recall_of_patient(struct desk *desk, struct arena *arena, int64_t patient,
		struct recall_line **out, size_t *count)
{
	const enum code code = record_select(desk, arena, &recall_line_record, out, count,
			"WHERE patient = $1 ORDER BY urgent, id", "I", patient);

	return code == OK ? ask_all(desk, *out, *count) : code;
}
