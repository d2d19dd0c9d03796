/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a new practice begins with, to be changed in Set-up: nobody starts from an empty book.
 * Public names stay empty: what a patient's calendar says names no treatment (design section 7).
 */
#include "book/practice.h"

#include <string.h>

#include "base/text.h"
#include "book/hours.h"

#define OPENS (8 * 60)
#define SHUTS (17 * 60)
#define LUNCH (12 * 60)
#define LUNCH_MINUTES 60
#define WEEK 7
#define WORKDAYS 0x1Fu			/* Monday to Friday */
#define CHAIRS 3
#define CHAIRS_MOST 99

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

/* The names in a list, "Dr Khan, Dr Lee": the next one, trimmed, in the arena; NULL at the end. */
static const char *
next_name(struct arena *arena, const char **list)
{
	const char *const from = *list + strspn(*list, ", ");
	size_t length = strcspn(from, ",");

	*list = from + length;
	while (length > 0 && from[length - 1] == ' ')
		length--;
	return length > 0 ? arena_copy_bytes(arena, from, length) : NULL;
}

static enum code
found_lunch(struct desk *desk, int weekday)
{
	struct block lunch;

	record_blank(&block_record, &lunch);
	lunch.weekday = weekday;
	lunch.start = LUNCH;
	lunch.minutes = LUNCH_MINUTES;
	lunch.kind = BLOCK_LUNCH;
	return record_put(desk, &block_record, &lunch);
}

static enum code
found_day(struct desk *desk, int weekday, const struct span *spans, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++) {
		struct hours hours;

		record_blank(&hours_record, &hours);
		hours.weekday = weekday;
		hours.start = spans[i].start;
		hours.until_min = spans[i].until;
		code = record_put(desk, &hours_record, &hours);
	}
	return code;
}

/* Hours that were asked for have their own pause in the middle of the day, the usual ones a lunch. */
static enum code
found_hours(struct desk *desk, const struct founding *asked)
{
	static const struct span usual = {OPENS, SHUTS};
	struct arena arena = {0};
	struct span *spans = NULL;
	unsigned weekdays = WORKDAYS;
	size_t count = 1;
	enum code code = asked->spans ? spans_parse(&arena, asked->spans, &spans, &count) : OK;
	const struct span *const open = spans ? spans : &usual;

	if (asked->days)
		weekdays_parse(asked->days, &weekdays);
	for (int weekday = 0; code == OK && weekday < WEEK; weekday++) {
		if (!(weekdays >> weekday & 1))
			continue;
		code = found_day(desk, weekday, open, count);
		if (code == OK && !asked->spans)
			code = found_lunch(desk, weekday);
	}
	arena_free(&arena);
	return code;
}

static enum code
found_chair(struct desk *desk, const char *name, enum chair_kind kind, int position)
{
	struct chair chair;

	record_blank(&chair_record, &chair);
	chair.name = name;
	chair.kind = kind;
	chair.position = position;
	chair.active = 1;
	return record_put(desk, &chair_record, &chair);
}

/* How many treatment chairs a text counts; 0: it names them. */
static int
chairs_counted(const char *text)
{
	long long count = CHAIRS;

	return !text || (text_parse_int(text, &count) && count > 0 && count <= CHAIRS_MOST) ?
		(int)count : 0;
}

/* The treatment chairs, then a column to squeeze into. */
static enum code
found_chairs(struct desk *desk, const struct founding *asked)
{
	const int counted = chairs_counted(asked->chairs);
	const char *rest = counted ? "" : asked->chairs, *name;
	struct arena arena = {0};
	int position = 1;
	enum code code = OK;

	for (; code == OK && position <= counted; position++)
		code = found_chair(desk, arena_print(&arena, "Chair %d", position),
				   CHAIR_TREATMENT, position);
	for (; code == OK && (name = next_name(&arena, &rest)); position++)
		code = found_chair(desk, name, CHAIR_TREATMENT, position);
	if (code == OK)
		code = found_chair(desk, "Squeeze", CHAIR_SQUEEZE, position);
	arena_free(&arena);
	return code;
}

/* Each has a colour, one after the other. */
static enum code
found_people(struct desk *desk, const char *names, enum role role, int *colour)
{
	static const int order[] = {COLOUR_BLUE, COLOUR_GREEN, COLOUR_CYAN, COLOUR_YELLOW,
		COLOUR_MAGENTA, COLOUR_RED};
	struct arena arena = {0};
	const char *name;
	enum code code = OK;

	while (code == OK && (name = next_name(&arena, &names))) {
		struct provider provider;

		record_blank(&provider_record, &provider);
		provider.name = name;
		provider.role = role;
		provider.colour = colour_words[order[(*colour)++ % (int)FIELD_COUNT(order)]];
		provider.active = 1;
		code = record_put(desk, &provider_record, &provider);
	}
	arena_free(&arena);
	return code;
}

static enum code
found_providers(struct desk *desk, const struct founding *asked)
{
	int colour = 0;
	const enum code code = found_people(desk, asked->dentists ? asked->dentists : "Dentist",
			ROLE_DENTIST, &colour);

	return code == OK ? found_people(desk, asked->hygienists ? asked->hygienists : "Hygienist",
			ROLE_HYGIENIST, &colour) : code;
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
found_types(struct desk *desk, const struct founding *asked)
{
	int64_t ids[FIELD_COUNT(types)];
	enum code code = OK;

	(void)asked;
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

/* Two of one name couldn't be told apart. */
static enum code
check_names(const char *what, const char *names)
{
	struct arena arena = {0};
	const char *rest = names ? names : "", *name, *other;
	enum code code = OK;

	while (code == OK && (name = next_name(&arena, &rest)))
		for (const char *later = rest; code == OK && (other = next_name(&arena, &later)); )
			if (strcmp(name, other) == 0)
				code = fail(INPUT, "%s: %s is named twice", what, name);
	arena_free(&arena);
	return code;
}

enum code
founding_check(const struct founding *asked)
{
	struct arena arena = {0};
	struct span *spans;
	unsigned weekdays;
	long long number;
	size_t count;
	enum code code = asked->spans ? spans_parse(&arena, asked->spans, &spans, &count) : OK;

	if (code == OK && asked->days && !weekdays_parse(asked->days, &weekdays))
		code = fail(INPUT, "days \"%s\": weekdays are wanted: mon-fri, or mon,wed",
			    asked->days);
	if (code == OK && asked->chairs && (text_is_blank(asked->chairs) ||
	    (text_parse_int(asked->chairs, &number) && !chairs_counted(asked->chairs))))
		code = fail(INPUT, "chairs \"%s\": 1 to %d, or their names", asked->chairs,
			    CHAIRS_MOST);
	if (code == OK)
		code = check_names("chairs", asked->chairs);
	if (code == OK)
		code = check_names("providers", arena_print(&arena, "%s,%s", asked->dentists ?
				asked->dentists : "", asked->hygienists ? asked->hygienists : ""));
	arena_free(&arena);
	return code;
}

enum code
practice_found(struct desk *desk, const struct founding *asked)
{
	enum code (*const parts[])(struct desk *, const struct founding *) = {
		found_hours, found_chairs, found_providers, found_types
	};
	static const struct founding usual;
	enum code code = OK;

	if (!asked)
		asked = &usual;
	for (size_t i = 0; code == OK && i < FIELD_COUNT(parts); i++)
		code = parts[i](desk, asked);
	return code == OK && asked->phone ? setting_put(desk, "phone", asked->phone) : code;
}
