/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of a concern.
 */
#include "care/concern.h"

const char *const concern_kind_words[] = {"question", "complaint", "promise", NULL};
const char *const concern_outcome_words[] = {"recovered", "left", "unresolved", NULL};

static const struct field concern_fields[] = {
	FIELD_ROW(concern),
	FIELD_WORDS(concern, kind, "Kind", concern_kind_words, 0),
	FIELD_REFERS(concern, patient, "Patient", "patient", OPTIONAL),
	FIELD(concern, caller, "Caller", FIELD_TEXT, OPTIONAL),
	FIELD(concern, text, "Words", FIELD_TEXT, LONG),
	FIELD(concern, about, "About", FIELD_TEXT, OPTIONAL),
	FIELD(concern, wish, "Wish", FIELD_TEXT, OPTIONAL),
	FIELD(concern, owner, "Owner", FIELD_TEXT, 0),
	FIELD(concern, opened, "Opened", FIELD_STAMP, 0),
	FIELD(concern, due, "Due", FIELD_STAMP, 0),
	FIELD(concern, acknowledged, "Acknowledged", FIELD_STAMP, OPTIONAL),
	FIELD(concern, answered, "Answered", FIELD_STAMP, OPTIONAL),
	FIELD(concern, answer, "Answer", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(concern, told_how, "Told how", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(concern, outcome, "Outcome", concern_outcome_words, OPTIONAL),
	FIELD(concern, lesson, "Lesson", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(concern, follow_up, "Follow up", FIELD_DAY, OPTIONAL),
	FIELD(concern, withdrawn, "Withdrawn", FIELD_STAMP, OPTIONAL),
	FIELD(concern, reason, "Reason", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(concern, from_answer, "From answer", "answer", OPTIONAL),
};

const struct record concern_record = {
	"concern", "concern", sizeof(struct concern), concern_fields, FIELD_COUNT(concern_fields),
	false, NULL
};

static const struct field concern_line_fields[] = {
	FIELD_ROW(concern_line),
	FIELD_WORDS(concern_line, kind, "Kind", concern_kind_words, 0),
	FIELD_REFERS(concern_line, patient, "Patient", "patient", OPTIONAL),
	FIELD(concern_line, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(concern_line, caller, "Caller", FIELD_TEXT, OPTIONAL),
	FIELD(concern_line, text, "Words", FIELD_TEXT, LONG),
	FIELD(concern_line, about, "About", FIELD_TEXT, OPTIONAL),
	FIELD(concern_line, wish, "Wish", FIELD_TEXT, OPTIONAL),
	FIELD(concern_line, owner, "Owner", FIELD_TEXT, 0),
	FIELD(concern_line, opened, "Opened", FIELD_STAMP, 0),
	FIELD(concern_line, due, "Due", FIELD_STAMP, 0),
	FIELD(concern_line, acknowledged, "Acknowledged", FIELD_STAMP, OPTIONAL),
	FIELD(concern_line, answered, "Answered", FIELD_STAMP, OPTIONAL),
	FIELD(concern_line, answer, "Answer", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(concern_line, told_how, "Told how", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(concern_line, outcome, "Outcome", concern_outcome_words, OPTIONAL),
	FIELD(concern_line, lesson, "Lesson", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(concern_line, follow_up, "Follow up", FIELD_DAY, OPTIONAL),
	FIELD(concern_line, withdrawn, "Withdrawn", FIELD_STAMP, OPTIONAL),
	FIELD(concern_line, reason, "Reason", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(concern_line, from_answer, "From answer", "answer", OPTIONAL),
	FIELD(concern_line, whose, "Whose", FIELD_TEXT, OPTIONAL | ASKED),
	FIELD(concern_line, due_at, "Due", FIELD_TEXT, OPTIONAL | ASKED),
};

const struct record concern_line_record = {
	"concern_list", "concern", sizeof(struct concern_line), concern_line_fields,
	FIELD_COUNT(concern_line_fields), true, NULL
};
