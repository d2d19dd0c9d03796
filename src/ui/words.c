/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days, ages and names in words, and days as they are typed.
 */
#include "words.h"
#include "base/arena.h"
#include "base/date.h"
#include "base/local.h"
#include "base/text.h"
#include "book/patient.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATE_WORDS 6

char *
day_words(char out[DAY_WORDS], int day, bool with_year)
{
	char date[DATE_SAID];
	int year, month, mday;

	out[0] = '\0';
	if (day == NONE)
		return out;
	civil_date(day, &year, &month, &mday);
	snprintf(out, DAY_WORDS, "%.3s %s", weekday_name(civil_weekday(day)),
			date_said(date, with_year ? year : NONE, month, mday));
	return out;
}

char *
month_words(char out[DAY_WORDS], int day)
{
	static const char *const names[] = { "January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December" };
	int year, month, mday;

	civil_date(day, &year, &month, &mday);
	snprintf(out, DAY_WORDS, "%s %d", names[month - 1], year);
	return out;
}

char *
day_short(char out[DAY_WORDS], int day, int today)
{
	char date[DATE_SAID];
	int year, month, mday, this_year, unused;

	out[0] = '\0';
	if (day == NONE)
		return out;
	civil_date(today == NONE ? 0 : today, &this_year, &unused, &unused);
	civil_date(day, &year, &month, &mday);
	snprintf(out, DAY_WORDS, "%s", date_said(date, today != NONE && year == this_year ? NONE
			: year, month, mday));
	return out;
}

const char *
birth_words(struct arena *arena, const char *birth, int today)
{
	const int age = birth ? patient_age(birth, today) : NONE;
	int day, year, month, mday;
	char date[DATE_SAID];
	const char *words = birth;

	if (!birth)
		return "";
	if (civil_parse(birth, &day)) {
		civil_date(day, &year, &month, &mday);
		words = date_said(date, year, month, mday);
	}
	return age == NONE ? arena_copy(arena, words) : arena_print(arena, "%s (%d)", words, age);
}

const char *
name_given(struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ',');
	const char *const blank = strchr(name, ' ');

	if (comma)
		return comma[1] == ' ' && comma[2] ? comma + 2 : name;
	return blank ? arena_copy_bytes(arena, name, (size_t)(blank - name)) : name;
}

const char *
name_family(struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ',');
	const char *const blank = strrchr(name, ' ');

	if (comma)
		return arena_copy_bytes(arena, name, (size_t)(comma - name));
	return blank && blank[1] ? blank + 1 : name;
}

/* "+7" or "-1": days from today. */
static bool
step_typed(const char *text, int today, int *day)
{
	long long step;

	if ((*text != '+' && *text != '-') || !text_parse_int(text, &step) || llabs(step) > 36500)
		return false;
	*day = today + (int)step;
	return true;
}

/* The next day of that weekday, today not counted. */
static bool
weekday_typed(const char *text, int today, int *day)
{
	int weekday;

	if (strlen(text) < 2 || !weekday_parse(text, &weekday))
		return false;
	*day = today + 1 + (weekday - civil_weekday(today + 1) + 7) % 7;
	return true;
}

/* One day in any form that days are written in: 24.11.2026, 24/11 by the locale's order, 24 Nov,
 * today, next thu. */
static bool
date_typed(const char *text, int today, int *day)
{
	struct arena arena = { 0 };
	char *rest = NULL, *folded = text_fold(&arena, text);
	const char *words[DATE_WORDS];
	struct days days;
	size_t count = 0;
	bool one;

	for (char *word = strtok_r(folded, " ", &rest); word && count < DATE_WORDS;
	     word = strtok_r(NULL, " ", &rest))
		words[count++] = word;
	one = count > 0 && !rest[strspn(rest, " ")] &&
	      days_read(words, count, today, date_order_local(), &days) == count &&
	      days.first != NONE && days.first == days.last;
	if (one)
		*day = days.first;
	arena_free(&arena);
	return one;
}

bool
day_typed(const char *text, int today, int *day)
{
	return civil_parse(text, day) || step_typed(text, today, day) ||
	       weekday_typed(text, today, day) || date_typed(text, today, day);
}

/* "12": the hour alone, behind a day. */
static bool
hour_typed(const char *text, int *minute)
{
	long long hour;

	if (strlen(text) > 2 || !text_parse_int(text, &hour) || hour < 0 || hour > 23)
		return false;
	*minute = (int)hour * 60;
	return true;
}

bool
moment_typed(const char *text, int today, int *day, int *minute)
{
	const char *const blank = strrchr(text, ' '), *const last = blank ? blank + 1 : text;
	struct arena arena = { 0 };
	const char *before;
	bool read;

	*minute = NONE;
	if (!clock_parse(last, minute)) {
		if (day_typed(text, today, day))
			return true;
		if (!blank || !hour_typed(last, minute))
			return false;
	}
	*day = today;
	before = arena_copy_bytes(&arena, text, blank ? (size_t)(blank - text) : 0);
	read = text_is_blank(before) || day_typed(before, today, day);
	arena_free(&arena);
	return read;
}

const char *
path_at_home(struct arena *arena, const char *path)
{
	const char *const home = getenv("HOME");

	if (!home || strncmp(path, HOME_PREFIX, strlen(HOME_PREFIX)) != 0)
		return path;
	return arena_print(arena, "%s/%s", home, path + strlen(HOME_PREFIX));
}

const char *
outcome_said(int outcome)
{
	static const char *const outcomes[] = { "told", "talked", "left message", "nobody",
		"will call", "to be called", "not now", "wanted no more", "wrong number",
		"booked" };

	return outcomes[outcome];
}
