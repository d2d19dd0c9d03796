/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's rows: chairs, providers, hours, closures, blocks and visit types, and how a
 * person names one.
 */
#include "book/practice.h"
#include "name.h"

const char *const chair_kind_words[] = {"treatment", "squeeze", NULL};
const char *const role_words[] = {"dentist", "hygienist", "assistant", NULL};
const char *const block_kind_words[] = {"lunch", "emergency", "type", "other", NULL};
const char *const colour_words[] = {"red", "green", "yellow", "blue", "magenta", "cyan", NULL};

static const struct field chair_fields[] = {
	FIELD_ROW(chair),
	FIELD(chair, name, "Name", FIELD_TEXT, 0),
	FIELD_WORDS(chair, kind, "Kind", chair_kind_words, 0),
	FIELD(chair, position, "Position", FIELD_INT, OPTIONAL),
	FIELD(chair, active, "Active", FIELD_FLAG, 0),
};

static const struct field provider_fields[] = {
	FIELD_ROW(provider),
	FIELD(provider, name, "Name", FIELD_TEXT, 0),
	{"short", "Short", FIELD_TEXT, offsetof(struct provider, short_name), OPTIONAL, NULL, NULL},
	FIELD_WORDS(provider, role, "Role", role_words, 0),
	FIELD(provider, colour, "Colour", FIELD_TEXT, OPTIONAL),
	FIELD(provider, active, "Active", FIELD_FLAG, 0),
	FIELD(provider, open_until, "Open until", FIELD_DAY, OPTIONAL),
	FIELD(provider, ref, "Ref", FIELD_TEXT, OPTIONAL),
};

static const struct field hours_fields[] = {
	FIELD_ROW(hours),
	FIELD_REFERS(hours, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(hours, chair, "Chair", "chair", OPTIONAL),
	FIELD(hours, weekday, "Weekday", FIELD_INT, 0),
	FIELD(hours, start, "From", FIELD_MINUTE, 0),
	FIELD(hours, until_min, "Until", FIELD_MINUTE, 0),
	FIELD(hours, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(hours, until_day, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(hours, every_weeks, "Every weeks", FIELD_INT, 0),
};

static const struct field hours_day_fields[] = {
	FIELD_ROW(hours_day),
	FIELD_REFERS(hours_day, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(hours_day, chair, "Chair", "chair", OPTIONAL),
	FIELD(hours_day, day, "Day", FIELD_DAY, 0),
	FIELD(hours_day, start, "From", FIELD_MINUTE, OPTIONAL),
	FIELD(hours_day, until_min, "Until", FIELD_MINUTE, OPTIONAL),
};

static const struct field closure_fields[] = {
	FIELD_ROW(closure),
	FIELD_REFERS(closure, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(closure, chair, "Chair", "chair", OPTIONAL),
	FIELD(closure, first, "First day", FIELD_DAY, 0),
	FIELD(closure, last, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(closure, start, "From", FIELD_MINUTE, OPTIONAL),
	FIELD(closure, until_min, "Until", FIELD_MINUTE, OPTIONAL),
	FIELD(closure, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(closure, ref, "Ref", FIELD_TEXT, OPTIONAL),
};

static const struct field block_fields[] = {
	FIELD_ROW(block),
	FIELD_REFERS(block, chair, "Chair", "chair", OPTIONAL),
	FIELD_REFERS(block, provider, "Provider", "provider", OPTIONAL),
	FIELD(block, weekday, "Weekday", FIELD_INT, OPTIONAL),
	FIELD(block, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(block, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(block, until_day, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(block, start, "From", FIELD_MINUTE, 0),
	FIELD(block, minutes, "Minutes", FIELD_INT, 0),
	FIELD_WORDS(block, kind, "Kept for", block_kind_words, 0),
	FIELD_REFERS(block, type, "Type", "visit_type", OPTIONAL),
	FIELD(block, opens_before, "Opens before", FIELD_INT, OPTIONAL),
	FIELD(block, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};

static const struct field visit_type_fields[] = {
	FIELD_ROW(visit_type),
	FIELD(visit_type, code, "Code", FIELD_TEXT, 0),
	FIELD(visit_type, name, "Name", FIELD_TEXT, 0),
	FIELD(visit_type, minutes, "Minutes", FIELD_INT, 0),
	FIELD(visit_type, pattern, "Pattern", FIELD_TEXT, 0),
	FIELD_WORDS(visit_type, role, "Role", role_words, OPTIONAL),
	FIELD(visit_type, colour, "Colour", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(visit_type, follows, "Follows", "visit_type", OPTIONAL),
	FIELD(visit_type, after_days, "After days", FIELD_INT, OPTIONAL),
	FIELD(visit_type, public_name, "Public name", FIELD_TEXT, OPTIONAL),
	FIELD(visit_type, needs, "Needs", FIELD_TEXT, OPTIONAL),
};

static void
hours_settle(struct desk *desk, const void *old, void *row)
{
	struct hours *const hours = row;

	(void)desk;
	(void)old;
	if (hours->every_weeks == NONE)
		hours->every_weeks = 1;
}

#define RECORD(name, label, settle) \
	const struct record name##_record = { \
		#name, label, sizeof(struct name), name##_fields, FIELD_COUNT(name##_fields), \
		false, settle \
	}

RECORD(chair, "chair", NULL);
RECORD(provider, "provider", NULL);
RECORD(hours, "hours", hours_settle);
RECORD(hours_day, "hours of a day", NULL);
RECORD(closure, "closure", NULL);
RECORD(block, "block", NULL);
RECORD(visit_type, "visit type", NULL);

enum code
chair_find(struct desk *desk, struct arena *arena, const char *text, struct chair *out)
{
	static const char *const names[] = {"name", NULL};

	return name_find(desk, arena, &chair_record, names, text, out);
}

enum code
provider_find(struct desk *desk, struct arena *arena, const char *text, struct provider *out)
{
	static const char *const names[] = {"name", "short", "ref", NULL};

	return name_find(desk, arena, &provider_record, names, text, out);
}

enum code
visit_type_find(struct desk *desk, struct arena *arena, const char *text, struct visit_type *out)
{
	static const char *const names[] = {"code", "name", NULL};

	return name_find(desk, arena, &visit_type_record, names, text, out);
}

enum code
chairs_load(struct desk *desk, struct arena *arena, struct chair **out, size_t *count)
{
	return record_select(desk, arena, &chair_record, out, count,
			     "where active = 1 order by position, id", "");
}

enum code
providers_load(struct desk *desk, struct arena *arena, struct provider **out, size_t *count)
{
	return record_select(desk, arena, &provider_record, out, count,
			     "where active = 1 order by id", "");
}
