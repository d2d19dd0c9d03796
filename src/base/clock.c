/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times of day, weekdays and lengths as people write them.
 */
#include <string.h>

#include "base/civil.h"
#include "base/date.h"
#include "words.h"

#define HOUR 60
#define NOON (12 * HOUR)
#define DAY_MINUTES (24 * HOUR)
#define AFTERNOON_UNTIL 6		/* hours up to it, without more, are those of the afternoon */
#define HOURS_MOST 4			/* "15h" is a time of day, "1h" a length */

size_t
digits_read(const char *text, int *value)
{
	size_t count = 0;
	int read = 0;

	while (count < 9 && text[count] >= '0' && text[count] <= '9')
		read = read * 10 + (text[count++] - '0');
	if (count)
		*value = read;
	return count;
}

bool
word_begins(const char *name, const char *word, size_t least)
{
	const size_t length = strlen(word);

	return length >= least && strncmp(name, word, length) == 0;
}

int
weekday_begun(const char *word)
{
	static const char *const names[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
	};

	for (int i = 0; i < 7; i++)
		if (word_begins(names[i], word, 3))
			return i;
	return strcmp(word, "weds") == 0 ? 2 : NONE;
}

/* The weekday that the first `length` bytes name. */
static int
weekday_of(const char *text, size_t length)
{
	char word[16] = "";

	if (length >= sizeof word)
		return NONE;
	memcpy(word, text, length);
	return weekday_begun(word);
}

static unsigned
bits_between(int from, int until)
{
	unsigned bits = 1u << until;

	for (int weekday = from; weekday != until; weekday = (weekday + 1) % 7)
		bits |= 1u << weekday;
	return bits;
}

size_t
weekdays_read(const char *const *words, size_t count, unsigned *out)
{
	const char *at = count ? words[0] : "";
	int before = NONE;
	unsigned bits = 0;

	for (;;) {
		const size_t length = strcspn(at, "/-+");
		const int weekday = weekday_of(at, length);

		if (weekday == NONE)
			return 0;
		bits |= before == NONE ? 1u << weekday : bits_between(before, weekday);
		if (!at[length])
			break;
		before = at[length] == '-' ? weekday : NONE;
		at += length + 1;
	}
	*out = bits;
	return 1;
}

/* What follows the hour and minutes: am, pm, or nothing. NULL: something else. */
static const char *
half_of(const char *text)
{
	static const char *const spellings[][2] = {
		{"", ""}, {"am", "am"}, {"a", "am"}, {"a.m.", "am"}, {"pm", "pm"}, {"p", "pm"},
		{"p.m.", "pm"}, {"uhr", ""}
	};

	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
		if (strcmp(text, spellings[i][0]) == 0)
			return spellings[i][1];
	return NULL;
}

/* Minutes since midnight by the clock of 12 or of 24 hours; NONE where it has no such time. */
static int
minute_of(int hour, int minutes, const char *half, bool nought)
{
	if (minutes > 59 || hour > 24 || (hour == 24 && minutes))
		return NONE;
	if (!*half && hour >= 1 && hour <= AFTERNOON_UNTIL && !nought)
		hour += 12;
	if (*half && (hour < 1 || hour > 12))
		return NONE;
	if (*half)
		hour = hour % 12 + (*half == 'p' ? 12 : 0);
	return hour * HOUR + minutes;
}

/* "15", "15:30", "1530" */
static const char *
hour_and_minutes(const char *text, int *hour, int *minutes)
{
	const size_t digits = digits_read(text, hour);

	*minutes = 0;
	text += digits;
	if (digits == 4) {
		*minutes = *hour % 100;
		*hour /= 100;
		return text;
	}
	if (digits == 0 || digits > 2)
		return NULL;
	if (*text && strchr(":.h", *text) && digits_read(text + 1, minutes) == 2)
		return text + 3;
	return text + (*text == 'h');
}

size_t
clock_read(const char *const *words, size_t count, bool bare, int *minute)
{
	const char *const word = count ? words[0] : "";
	int hour, minutes, read;
	const char *rest, *half;
	size_t used = 1;

	if (strcmp(word, "noon") == 0 || strcmp(word, "midday") == 0) {
		*minute = NOON;
		return 1;
	}
	rest = hour_and_minutes(word, &hour, &minutes);
	half = rest ? half_of(rest) : NULL;
	if (!half)
		return 0;
	if (!*half && count > 1 && half_of(words[1]) && strlen(words[1]) > 1) {
		half = half_of(words[1]);
		used = 2;
	}
	if (!bare && used == 1 && strspn(word, "0123456789") == strlen(word))
		return 0;
	read = minute_of(hour, minutes, half, *word == '0');
	if (read == NONE)
		return 0;
	*minute = read;
	return used;
}

/* The minutes of a unit's name, 0: it is none. */
static int
unit_minutes(const char *text)
{
	static const struct {
		const char *word;
		int minutes;
	} units[] = {
		{"m", 1}, {"'", 1}, {"min", 1}, {"mins", 1}, {"minutes", 1}, {"minute", 1},
		{"h", HOUR}, {"hr", HOUR}, {"hrs", HOUR}, {"hour", HOUR}, {"hours", HOUR}
	};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strcmp(text, units[i].word) == 0)
			return units[i].minutes;
	return 0;
}

/* "1h", "1h30", "1.5h", "45m"; or a number, whose unit is the next word. */
static size_t
read_amount(const char *const *words, size_t count, int *minutes)
{
	const char *at = words[0];
	int amount, more = 0, half = 0, unit;
	const size_t digits = digits_read(at, &amount);

	if (digits == 0 || digits > 4)
		return 0;
	at += digits;
	if (*at == 'h' && amount > HOURS_MOST)
		return 0;
	if (strncmp(at, ".5", 2) == 0) {
		half = 1;
		at += 2;
	}
	if (*at == 'h' && digits_read(at + 1, &more) == 2 && (!at[3] || !strcmp(at + 3, "m"))) {
		*minutes = amount * HOUR + more;
		return half ? 0 : 1;
	}
	unit = unit_minutes(*at || count < 2 ? at : words[1]);
	*minutes = amount * unit + half * unit / 2;
	return unit == 0 ? 0 : *at ? 1 : 2;
}

size_t
length_read(const char *const *words, size_t count, int *minutes)
{
	int read;
	const size_t used = count ? read_amount(words, count, &read) : 0;

	if (used == 0 || read < 1 || read > DAY_MINUTES)
		return 0;
	*minutes = read;
	return used;
}
