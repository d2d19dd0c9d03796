/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days as people write them. The forms are a table: each reader is asked in turn.
 */
#include "base/date.h"

#include <string.h>

#include "base/local.h"

#include "words.h"

#define WEEK 7
#define YEAR_WEEKS 53
#define AHEAD_MOST 36500		/* days; what is further isn't a day of the book */

/* The words that are being read, and what they are read by. */
struct phrase {
	const char *const *words;
	size_t count;
	int today;
	enum date_order order;
};

enum date_order
date_order_local(void)
{
	return local_month_first() ? MONTH_FIRST : DAY_FIRST;
}

static const char *
word_at(const struct phrase *p, size_t n)
{
	return n < p->count ? p->words[n] : "";
}

static bool
is(const struct phrase *p, size_t n, const char *word)
{
	return strcmp(word_at(p, n), word) == 0;
}

static size_t
one_day(struct days *out, int day, size_t used)
{
	*out = (struct days){day, day};
	return used;
}

static size_t
read_named(const struct phrase *p, struct days *out)
{
	if (is(p, 0, "today"))
		return one_day(out, p->today, 1);
	if (is(p, 0, "tomorrow") || is(p, 0, "tmrw"))
		return one_day(out, p->today + 1, 1);
	if (is(p, 0, "day") && is(p, 1, "after") && is(p, 2, "tomorrow"))
		return one_day(out, p->today + 2, 3);
	return 0;
}

/* The year that two digits, or none, stand for: none is the year of the next such day. */
static bool
day_of(const struct phrase *p, int year, int month, int mday, int *day)
{
	int this_year, this_month, this_mday;

	civil_date(p->today, &this_year, &this_month, &this_mday);
	if (year != NONE && year < 100)
		year += this_year / 100 * 100;
	if (year != NONE) {
		if (year < 1900 || !civil_exists(year, month, mday))
			return false;
		*day = civil_day(year, month, mday);
		return true;
	}
	for (year = this_year; year <= this_year + 8; year++) {	/* 29 Feb: 8 years at most */
		if (!civil_exists(year, month, mday))
			continue;
		*day = civil_day(year, month, mday);
		if (*day >= p->today)
			return true;
	}
	return false;
}

/* Up to three numbers with one of "./-" between them, and a full stop behind if one likes. */
static int
read_parts(const char *word, int parts[3], char *separator)
{
	int count = 0;

	*separator = '\0';
	while (count < 3) {
		const size_t digits = digits_read(word, &parts[count]);

		if (digits == 0 || digits > 4)
			break;
		count++;
		word += digits;
		if (!*word)
			return count;
		if (!strchr("./-", *word) || (*separator && *word != *separator))
			return 0;
		*separator = *word++;
	}
	return *word || *separator != '.' ? 0 : count;
}

/* Day and month in the order asked for, or in the only one that there is. */
static bool
day_and_month(const struct phrase *p, enum date_order order, const int parts[3], int year, int *day)
{
	const int a = parts[0], b = parts[1];

	if (order == MONTH_FIRST ? day_of(p, year, a, b, day) : day_of(p, year, b, a, day))
		return true;
	return order == MONTH_FIRST ? day_of(p, year, b, a, day) : day_of(p, year, a, b, day);
}

/* 2026-12-03, 3.12., 3.12.26, 3/12, 12/3/2026, 3-12-2026. A full stop is put behind days, never
 * behind months: there the day is first. */
static size_t
read_numbers(const struct phrase *p, struct days *out)
{
	int parts[3], day;
	char separator;
	const int count = read_parts(word_at(p, 0), parts, &separator);

	if (count == 3 && parts[0] >= 1000)
		return day_of(p, parts[0], parts[1], parts[2], &day) ? one_day(out, day, 1) : 0;
	if (count == 3 && separator == '.')
		return day_of(p, parts[2], parts[1], parts[0], &day) ? one_day(out, day, 1) : 0;
	if (count == 3)
		return day_and_month(p, p->order, parts, parts[2], &day) ? one_day(out, day, 1) : 0;
	if (count != 2 || separator == '-')
		return 0;
	if (separator == '.')
		return day_of(p, NONE, parts[1], parts[0], &day) ? one_day(out, day, 1) : 0;
	return day_and_month(p, p->order, parts, NONE, &day) ? one_day(out, day, 1) : 0;
}

static size_t
read_month_name(const struct phrase *p, size_t n, int *month)
{
	static const char *const months[] = {
		"january", "february", "march", "april", "may", "june", "july", "august",
		"september", "october", "november", "december"
	};

	for (int i = 0; i < 12; i++)
		if (word_begins(months[i], word_at(p, n), 3)) {
			*month = i + 1;
			return 1;
		}
	return 0;
}

/* "3", "3." and, where they count, "3rd" and the like. */
static bool
read_mday(const char *word, bool ordinal, int *mday)
{
	const char *const ends[] = {"st", "nd", "rd", "th", NULL};
	const size_t digits = digits_read(word, mday);

	if (digits == 0 || digits > 2 || *mday < 1 || *mday > 31)
		return false;
	word += digits;
	for (const char *const *end = ends; *end; end++)
		if (strcmp(word, *end) == 0)
			return true;
	return !ordinal && (!*word || strcmp(word, ".") == 0);
}

static size_t
read_year(const struct phrase *p, size_t n, int *year)
{
	int read;

	*year = NONE;
	if (digits_read(word_at(p, n), &read) != 4 || word_at(p, n)[4] || read < 1900 ||
	    read > 2200)
		return 0;
	*year = read;
	return 1;
}

/* "3 dec", "3rd of december 2026" */
static size_t
read_day_month(const struct phrase *p, struct days *out)
{
	int mday, month, year, day;
	size_t used = 1;

	if (!read_mday(word_at(p, 0), false, &mday))
		return 0;
	used += is(p, used, "of");
	if (!read_month_name(p, used, &month))
		return 0;
	used++;
	used += read_year(p, used, &year);
	return day_of(p, year, month, mday, &day) ? one_day(out, day, used) : 0;
}

/* "dec 3", "december 3rd 2026" */
static size_t
read_month_day(const struct phrase *p, struct days *out)
{
	int mday, month, year, day;
	size_t used = 2;

	if (!read_month_name(p, 0, &month) || !read_mday(word_at(p, 1), false, &mday))
		return 0;
	used += read_year(p, used, &year);
	return day_of(p, year, month, mday, &day) ? one_day(out, day, used) : 0;
}

/* "3rd": of this month, else of the first that has such a day. */
static size_t
read_ordinal(const struct phrase *p, struct days *out)
{
	int mday, year, month, today;

	if (!read_mday(word_at(p, 0), true, &mday))
		return 0;
	civil_date(p->today, &year, &month, &today);
	for (int n = 0; n < 3; n++) {
		if (civil_exists(year, month, mday) && civil_day(year, month, mday) >= p->today)
			return one_day(out, civil_day(year, month, mday), 1);
		year += month == 12;
		month = month % 12 + 1;
	}
	return 0;
}

static void
month_days(int year, int month, int today, struct days *out)
{
	const int first = civil_day(year, month, 1);

	out->first = first < today ? today : first;
	out->last = first + civil_month_days(year, month) - 1;
}

/* A whole month: "in jan", "january", "dec 2026". A short name alone is more likely a person's. */
static size_t
read_month(const struct phrase *p, struct days *out)
{
	const size_t in = is(p, 0, "in");
	int month, year, this_year, this_month, mday;
	size_t years;

	if (!read_month_name(p, in, &month))
		return 0;
	years = read_year(p, in + 1, &year);
	if (!in && !years && strlen(word_at(p, 0)) < 6)
		return 0;
	civil_date(p->today, &this_year, &this_month, &mday);
	if (year == NONE)
		year = this_year + (month < this_month);
	if (year < this_year || (year == this_year && month < this_month))
		return 0;
	month_days(year, month, p->today, out);
	return in + 1 + years;
}

/* "this week", "next month", "next thu" */
static size_t
read_next(const struct phrase *p, struct days *out)
{
	const int monday = p->today - civil_weekday(p->today);
	const int next = is(p, 0, "next");
	int year, month, mday, weekday;

	if (!next && !is(p, 0, "this"))
		return 0;
	if (is(p, 1, "week")) {
		*out = (struct days){next ? monday + WEEK : p->today,
				     monday + WEEK * (1 + next) - 1};
		return 2;
	}
	if (is(p, 1, "month")) {
		civil_date(next ? civil_add_months(p->today, 1) : p->today, &year, &month, &mday);
		month_days(year, month, p->today, out);
		return 2;
	}
	weekday = weekday_begun(word_at(p, 1));
	if (weekday == NONE)
		return 0;
	if (next)
		return one_day(out, monday + WEEK + weekday, 2);
	return one_day(out, p->today + (weekday - civil_weekday(p->today) + WEEK) % WEEK, 2);
}

/* The Monday of a week by ISO 8601: the first has the year's first Thursday. */
static int
week_monday(int year, int week)
{
	const int fourth = civil_day(year, 1, 4);

	return fourth - civil_weekday(fourth) + (week - 1) * WEEK;
}

/* "week 49", "w49" */
static size_t
read_week(const struct phrase *p, struct days *out)
{
	const size_t apart = is(p, 0, "week") || is(p, 0, "wk");
	const char *const word = word_at(p, apart);
	int week, year, month, mday, monday;

	if (!apart && *word != 'w')
		return 0;
	if (digits_read(word + !apart, &week) != strlen(word) - !apart || week < 1 ||
	    week > YEAR_WEEKS || strlen(word) > 3)
		return 0;
	civil_date(p->today, &year, &month, &mday);
	monday = week_monday(year, week);
	if (monday + WEEK <= p->today)
		monday = week_monday(year + 1, week);
	*out = (struct days){monday < p->today ? p->today : monday, monday + WEEK - 1};
	return apart + 1;
}

/* "6 months", "a week": an amount and its unit. */
static size_t
read_amount(const struct phrase *p, size_t n, struct interval *out)
{
	static const struct {
		const char *word;
		int months, days;
	} units[] = {
		{"day", 0, 1}, {"days", 0, 1}, {"week", 0, 7}, {"weeks", 0, 7}, {"wks", 0, 7},
		{"fortnight", 0, 14}, {"month", 1, 0}, {"months", 1, 0}, {"year", 12, 0},
		{"years", 12, 0}
	};
	const char *const word = word_at(p, n);
	int amount = 1;
	const size_t digits = digits_read(word, &amount);

	const size_t said = digits || is(p, n, "a") || is(p, n, "one");

	if (digits > 3 || (digits && word[digits]))
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (is(p, n + said, units[i].word)) {
			*out = (struct interval){amount * units[i].months, amount * units[i].days};
			return said + 1;
		}
	return 0;
}

size_t
interval_read(const char *const *words, size_t count, struct interval *out)
{
	const struct phrase phrase = {words, count, 0, DAY_FIRST};
	struct interval read;
	size_t used = count && interval_parse(words[0], &read);

	if (!used)
		used = read_amount(&phrase, 0, &read);
	if (!used || interval_days(read) < 1)
		return 0;
	*out = read;
	return used;
}

/* "in 6 months", "in 6w", "+10d", "in half a year": from that day on. */
static size_t
read_in(const struct phrase *p, struct days *out)
{
	const char *const word = word_at(p, 0);
	struct interval interval;
	size_t used = 0;

	if (*word == '+' && interval_parse(word + 1, &interval))
		used = 1;
	else if (is(p, 0, "in") && is(p, 1, "half") && is(p, 2, "a") && is(p, 3, "year"))
		used = 4, interval = (struct interval){6, 0};
	else if (is(p, 0, "in"))
		used = 1 + interval_read(p->words + 1, p->count - 1, &interval);
	if (used < 1 + (*word != '+') || interval_days(interval) > AHEAD_MOST)
		return 0;
	*out = (struct days){interval_add(p->today, interval), NONE};
	return used;
}

size_t
days_read(const char *const *words, size_t count, int today, enum date_order order,
		struct days *out)
{
	static size_t (*const readers[])(const struct phrase *p, struct days *out) = {
		read_named, read_numbers, read_day_month, read_month_day, read_ordinal,
		read_next, read_week, read_in, read_month,
	};
	const struct phrase phrase = {words, count, today, order};

	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
		const size_t used = readers[i](&phrase, out);

		if (used)
			return used;
	}
	return 0;
}
