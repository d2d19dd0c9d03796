/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a new practice begins with, to be changed in Set-up: nobody starts from an empty book.
 * Public names stay empty: what a patient's calendar says names no treatment (design section 7).
 */
#include "book/practice.h"

#include <string.h>

#define OPENS (8 * 60)
#define SHUTS (17 * 60)
#define LUNCH (12 * 60)
#define LUNCH_MINUTES 60
#define WORKDAYS 5

static const struct chair_row {
	const char *name;
	enum chair_kind kind;
} chairs[] = {
	{"Chair 1", CHAIR_TREATMENT},
	{"Chair 2", CHAIR_TREATMENT},
	{"Chair 3", CHAIR_TREATMENT},
	{"Squeeze", CHAIR_SQUEEZE},
};

static const struct provider_row {
	const char *name, *colour;
	enum role role;
} providers[] = {
	{"Dentist", "blue", ROLE_DENTIST},
	{"Hygienist", "green", ROLE_HYGIENIST},
};

/* A dentist's longer visits leave her room (/) to look in elsewhere: while an anaesthetic works,
 * while an impression sets, while the chair is made ready. */
static const struct type_row {
	const char *code, *name, *pattern;
	int minutes;
	int role;
	const char *colour;
	const char *follows;
	int after_days;
} types[] = {
	{"exam", "Exam", "XXXXX/", 30, ROLE_DENTIST, "blue", NULL, NONE},
	{"cleaning", "Cleaning", "XXXXXXXXXXD/", 60, ROLE_HYGIENIST, "green", NULL, NONE},
	{"child", "Child cleaning", "XXXXD/", 30, ROLE_HYGIENIST, "green", NULL, NONE},
	{"perio", "Gum care", "XXXXXXXXXXX/", 60, ROLE_HYGIENIST, "green", NULL, NONE},
	{"filling", "Filling", "X/XXXXXX/", 45, ROLE_DENTIST, "yellow", NULL, NONE},
	{"crown", "Crown prep", "XX/XXXXXX//XXX/", 75, ROLE_DENTIST, "magenta", NULL, NONE},
	{"crownseat", "Crown seat", "XXXXXXXX/", 45, ROLE_DENTIST, "magenta", "crown", 14},
	{"rootcanal", "Root canal", "XX/XXXXXX/XXXXXXX/", 90, ROLE_DENTIST, "red", NULL, NONE},
	{"extraction", "Extraction", "XX/XXXXX/", 45, ROLE_DENTIST, "red", NULL, NONE},
	{"emergency", "Emergency", "XXXXX/", 30, ROLE_DENTIST, "red", NULL, NONE},
	{"newpatient", "New patient", "//XXXXXXXXX/", 60, ROLE_DENTIST, "cyan", NULL, NONE},
	{"check", "Check", "XX/", 15, ROLE_DENTIST, "blue", NULL, NONE},
};

static enum code
found_hours(struct desk *desk)
{
	enum code code = OK;

	for (int weekday = 0; code == OK && weekday < WORKDAYS; weekday++) {
		struct hours hours;
		struct block lunch;

		record_blank(&hours_record, &hours);
		hours.weekday = weekday;
		hours.start = OPENS;
		hours.until_min = SHUTS;
		code = record_put(desk, &hours_record, &hours);
		record_blank(&block_record, &lunch);
		lunch.weekday = weekday;
		lunch.start = LUNCH;
		lunch.minutes = LUNCH_MINUTES;
		lunch.kind = BLOCK_LUNCH;
		if (code == OK)
			code = record_put(desk, &block_record, &lunch);
	}
	return code;
}

static enum code
found_chairs(struct desk *desk)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < FIELD_COUNT(chairs); i++) {
		struct chair chair;

		record_blank(&chair_record, &chair);
		chair.name = chairs[i].name;
		chair.kind = chairs[i].kind;
		chair.position = (int)i + 1;
		chair.active = 1;
		code = record_put(desk, &chair_record, &chair);
	}
	return code;
}

static enum code
found_providers(struct desk *desk)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < FIELD_COUNT(providers); i++) {
		struct provider provider;

		record_blank(&provider_record, &provider);
		provider.name = providers[i].name;
		provider.role = providers[i].role;
		provider.colour = providers[i].colour;
		provider.active = 1;
		code = record_put(desk, &provider_record, &provider);
	}
	return code;
}

/* The id of an earlier row's type, 0 for none. */
static int64_t
type_id(const int64_t *ids, size_t count, const char *code)
{
	for (size_t i = 0; code && i < count; i++)
		if (strcmp(types[i].code, code) == 0)
			return ids[i];
	return 0;
}

static enum code
found_types(struct desk *desk)
{
	int64_t ids[FIELD_COUNT(types)];
	enum code code = OK;

	for (size_t i = 0; code == OK && i < FIELD_COUNT(types); i++) {
		const struct type_row *const row = &types[i];
		struct visit_type type;

		record_blank(&visit_type_record, &type);
		type.code = row->code;
		type.name = row->name;
		type.minutes = row->minutes;
		type.pattern = row->pattern;
		type.role = row->role;
		type.colour = row->colour;
		type.follows = type_id(ids, i, row->follows);
		type.after_days = row->after_days;
		code = record_put(desk, &visit_type_record, &type);
		ids[i] = type.row.id;
	}
	return code;
}

enum code
practice_found(struct desk *desk)
{
	enum code (*const parts[])(struct desk *) = {
		found_hours, found_chairs, found_providers, found_types
	};
	enum code code = OK;

	for (size_t i = 0; code == OK && i < FIELD_COUNT(parts); i++)
		code = parts[i](desk);
	return code;
}
