/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of the listings of a practice's set-up and of its waiting list.
 */
#include "book/listing.h"

#include "book/practice.h"

static const struct field hours_fields[] = {
	FIELD_ROW(hours_line),
	FIELD_REFERS(hours_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(hours_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(hours_line, chair, "Chair", "chair", OPTIONAL),
	FIELD(hours_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD(hours_line, weekday, "Weekday", FIELD_TEXT, 0),
	FIELD(hours_line, start, "From", FIELD_MINUTE, 0),
	FIELD(hours_line, until_min, "Until", FIELD_MINUTE, 0),
	FIELD(hours_line, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(hours_line, until_day, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(hours_line, every_weeks, "Weeks", FIELD_INT, 0),
};
const struct record hours_line_record = {
	"hours_list", "hours", sizeof(struct hours_line), hours_fields,
	FIELD_COUNT(hours_fields), true, NULL
};

static const struct field closure_fields[] = {
	FIELD_ROW(closure_line),
	FIELD_REFERS(closure_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(closure_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(closure_line, chair, "Chair", "chair", OPTIONAL),
	FIELD(closure_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD(closure_line, first, "First day", FIELD_DAY, 0),
	FIELD(closure_line, last, "Last day", FIELD_DAY, 0),
	FIELD(closure_line, start, "From", FIELD_MINUTE, OPTIONAL),
	FIELD(closure_line, until_min, "Until", FIELD_MINUTE, OPTIONAL),
	FIELD(closure_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(closure_line, ref, "Ref", FIELD_TEXT, OPTIONAL),
};
const struct record closure_line_record = {
	"closure_list", "closure", sizeof(struct closure_line), closure_fields,
	FIELD_COUNT(closure_fields), true, NULL
};

static const struct field block_fields[] = {
	FIELD_ROW(block_line),
	FIELD_REFERS(block_line, chair, "Chair", "chair", OPTIONAL),
	FIELD(block_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(block_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(block_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(block_line, weekday, "Weekday", FIELD_TEXT, OPTIONAL),
	FIELD(block_line, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(block_line, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(block_line, until_day, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(block_line, start, "From", FIELD_MINUTE, 0),
	FIELD(block_line, minutes, "Min", FIELD_INT, 0),
	FIELD_WORDS(block_line, kind, "Kind", block_kind_words, 0),
	FIELD(block_line, type, "Type", FIELD_TEXT, OPTIONAL),
	FIELD(block_line, opens_before, "Opens", FIELD_INT, OPTIONAL),
	FIELD(block_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};
const struct record block_line_record = {
	"block_list", "block", sizeof(struct block_line), block_fields,
	FIELD_COUNT(block_fields), true, NULL
};

static const struct field wait_fields[] = {
	FIELD_ROW(wait_line),
	FIELD_REFERS(wait_line, patient, "Patient", "patient", 0),
	FIELD(wait_line, name, "Name", FIELD_TEXT, 0),
	FIELD(wait_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(wait_line, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(wait_line, type, "Type", FIELD_TEXT, 0),
	FIELD(wait_line, first, "From", FIELD_DAY, OPTIONAL),
	FIELD(wait_line, last, "Until", FIELD_DAY, OPTIONAL),
	FIELD(wait_line, notice_min, "Notice", FIELD_INT, 0),
	FIELD(wait_line, since, "Since", FIELD_DAY, 0),
	FIELD(wait_line, ended, "Ended", FIELD_DAY, OPTIONAL),
	FIELD(wait_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};
const struct record wait_line_record = {
	"wait_list", "waiting", sizeof(struct wait_line), wait_fields,
	FIELD_COUNT(wait_fields), true, NULL
};
