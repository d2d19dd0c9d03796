/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days, ages and names in words, and days as they are typed.
 */
#include "words.h"
#include "base/arena.h"
#include "base/civil.h"
#include "base/text.h"
#include "book/patient.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
	"Oct", "Nov", "Dec" };

char *
day_words(char out[DAY_WORDS], int day, bool with_year)
{
	int year, month, mday, length;

	out[0] = '\0';
	if (day == NONE)
		return out;
	civil_date(day, &year, &month, &mday);
	length = snprintf(out, DAY_WORDS, "%.3s %d %s", weekday_name(civil_weekday(day)), mday,
			months[month - 1]);
	if (with_year)
		snprintf(out + length, (size_t)(DAY_WORDS - length), " %d", year);
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
	int year, month, mday, this_year;

	out[0] = '\0';
	if (day == NONE)
		return out;
	civil_date(today == NONE ? 0 : today, &this_year, &month, &mday);
	civil_date(day, &year, &month, &mday);
	if (year == this_year && today != NONE)
		snprintf(out, DAY_WORDS, "%d %s", mday, months[month - 1]);
	else
		snprintf(out, DAY_WORDS, "%d %s %d", mday, months[month - 1], year);
	return out;
}

const char *
birth_words(struct arena *arena, const char *birth, int today)
{
	const int age = birth ? patient_age(birth, today) : NONE;
	char words[DAY_WORDS];
	int day, year, month, mday;

	if (!birth)
		return "";
	snprintf(words, sizeof(words), "%s", birth);
	if (civil_parse(birth, &day)) {
		civil_date(day, &year, &month, &mday);
		snprintf(words, sizeof(words), "%d %s %d", mday, months[month - 1], year);
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

/* A month by its name's beginning, 0 where it is none. */
static int
month_typed(const char *text)
{
	for (int i = 0; i < 12; i++)
		if (strlen(text) >= 3 && strncasecmp(text, months[i], 3) == 0)
			return i + 1;
	return 0;
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

/* Day, month and perhaps year, in this order, as "24.11.2026", "24/11" or "24 Nov". */
static bool
date_typed(const char *text, int today, int *day)
{
	char name[16] = "";
	int year, month = 0, mday = 0, given = 0, this_year, unused;

	if (sscanf(text, "%d%*[ .]%15[A-Za-z]%d", &mday, name, &given) >= 2)
		month = month_typed(name);
	else if (sscanf(text, "%d%*[./ ]%d%*[./ ]%d", &mday, &month, &given) < 2)
		return false;
	civil_date(today, &this_year, &unused, &unused);
	year = given == 0 ? this_year : given < 100 ? 2000 + given : given;
	if (month < 1 || month > 12 || year > 9999 || !civil_exists(year, month, mday))
		return false;
	*day = civil_day(year, month, mday);
	if (given == 0 && *day < today && civil_exists(year + 1, month, mday))
		*day = civil_day(year + 1, month, mday);
	return true;
}

bool
day_typed(const char *text, int today, int *day)
{
	*day = today;
	if (text_equal_nocase(text, "today"))
		return true;
	if (text_equal_nocase(text, "tomorrow"))
		return step_typed("+1", today, day);
	return civil_parse(text, day) || step_typed(text, today, day) ||
	       weekday_typed(text, today, day) || date_typed(text, today, day);
}
