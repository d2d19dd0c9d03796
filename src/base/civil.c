/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days, times of day and intervals by the proleptic Gregorian calendar, and their texts.
 *
 * Days are counted in years that begin in March, so that the leap day is a year's last, and in
 * eras of 400 years, which all have 146,097 days.
 */
#include "base/civil.h"

#include <string.h>
#include <strings.h>

#define ERA_YEARS 400
#define ERA_DAYS 146097
#define EPOCH_DAYS 719468		/* from 0000-03-01 to 1970-01-01 */
#define FIRST_DAY (-719162)		/* 0001-01-01 */
#define LAST_DAY 2932896		/* 9999-12-31 */
#define LAST_YEAR 9999
#define MONTHS_MAX (LAST_YEAR * 12)
#define DAYS_MAX (LAST_DAY - FIRST_DAY)

static const char *const weekday_names[] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
};

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
civil_month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
civil_exists(int year, int month, int mday)
{
	return year >= 1 && year <= LAST_YEAR && month >= 1 && month <= 12 && mday >= 1 &&
	       mday <= civil_month_days(year, month);
}

int
civil_day(int year, int month, int mday)
{
	const int y = month > 2 ? year : year - 1;
	const int march_month = (month + 9) % 12;	/* 0 March … 11 February */
	const int era = y / ERA_YEARS;
	const int year_of_era = y % ERA_YEARS;
	const int day_of_year = (153 * march_month + 2) / 5 + mday - 1;

	return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - EPOCH_DAYS;
}

void
civil_date(int day, int *year, int *month, int *mday)
{
	const int since = day + EPOCH_DAYS;
	const int era = since / ERA_DAYS;
	const int day_of_era = since % ERA_DAYS;
	const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
				 day_of_era / (ERA_DAYS - 1)) / 365;
	const int day_of_year = day_of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const int march_month = (5 * day_of_year + 2) / 153;

	*mday = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = era * ERA_YEARS + year_of_era + (*month <= 2);
}

int
civil_weekday(int day)
{
	return ((day + 3) % 7 + 7) % 7;		/* 1970-01-01 was a Thursday */
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads exactly `count` digits at *text and moves on behind them. */
static bool
take_digits(const char **text, int count, int *out)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (!is_digit((*text)[i]))
			return false;
		value = value * 10 + ((*text)[i] - '0');
	}
	*text += count;
	*out = value;
	return true;
}

static bool
take_char(const char **text, char c)
{
	if (**text != c)
		return false;
	++*text;
	return true;
}

static bool
take_date(const char **text, int *day)
{
	int year, month, mday;

	if (!take_digits(text, 4, &year) || !take_char(text, '-') ||
	    !take_digits(text, 2, &month) || !take_char(text, '-') ||
	    !take_digits(text, 2, &mday) || !civil_exists(year, month, mday))
		return false;
	*day = civil_day(year, month, mday);
	return true;
}

/* "HH:MM", or "H:MM" where `brief` allows it. */
static bool
take_clock(const char **text, bool brief, int *minute)
{
	const int digits = brief && **text && (*text)[1] == ':' ? 1 : 2;
	int hours, minutes;

	if (!take_digits(text, digits, &hours) || !take_char(text, ':') ||
	    !take_digits(text, 2, &minutes) || hours > 24 || minutes > 59 ||
	    (hours == 24 && minutes > 0))
		return false;
	*minute = hours * 60 + minutes;
	return true;
}

static bool
take_seconds(const char **text, int *seconds)
{
	return take_char(text, ':') && take_digits(text, 2, seconds) && *seconds < 60;
}

bool
civil_parse(const char *text, int *day)
{
	int read;

	if (!take_date(&text, &read) || *text)
		return false;
	*day = read;
	return true;
}

bool
clock_parse(const char *text, int *minute)
{
	int read;

	if (!take_clock(&text, true, &read) || *text)
		return false;
	*minute = read;
	return true;
}

bool
moment_parse(const char *text, int *day, int *minute)
{
	int read_day, read_minute, seconds;

	if (!take_date(&text, &read_day) || (!take_char(&text, 'T') && !take_char(&text, ' ')) ||
	    !take_clock(&text, false, &read_minute) || read_minute == 24 * 60)
		return false;
	if (*text && (!take_seconds(&text, &seconds) || *text))
		return false;
	*day = read_day;
	*minute = read_minute;
	return true;
}

/* Writes `count` digits of `value`; gives the place behind them. */
static char *
put_digits(char *out, int count, int value)
{
	for (int i = count - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return out + count;
}

static char *
put_date(char *out, int day)
{
	int year, month, mday;

	civil_date(day, &year, &month, &mday);
	out = put_digits(out, 4, year);
	*out++ = '-';
	out = put_digits(out, 2, month);
	*out++ = '-';
	return put_digits(out, 2, mday);
}

static char *
put_clock(char *out, int minute)
{
	out = put_digits(out, 2, minute / 60);
	*out++ = ':';
	return put_digits(out, 2, minute % 60);
}

char *
civil_format(char out[DAY_SIZE], int day)
{
	*(day == NONE ? out : put_date(out, day)) = '\0';
	return out;
}

char *
clock_format(char out[CLOCK_SIZE], int minute)
{
	*(minute == NONE ? out : put_clock(out, minute)) = '\0';
	return out;
}

char *
stamp_format(char out[STAMP_SIZE], time_t instant)
{
	const time_t day = instant / 86400 - (instant % 86400 < 0);
	const int second = (int)(instant - day * 86400);
	char *end = put_date(out, (int)day);

	*end++ = 'T';
	end = put_clock(end, second / 60);
	*end++ = ':';
	end = put_digits(end, 2, second % 60);
	*end++ = 'Z';
	*end = '\0';
	return out;
}

bool
stamp_parse(const char *text, time_t *instant)
{
	int day, minute, second;

	if (!take_date(&text, &day) || !take_char(&text, 'T') ||
	    !take_clock(&text, false, &minute) || minute == 24 * 60 ||
	    !take_seconds(&text, &second) || !take_char(&text, 'Z') || *text)
		return false;
	*instant = (time_t)day * 86400 + minute * 60 + second;
	return true;
}

static int
within(long long value, int least, int most)
{
	return value < least ? least : value > most ? most : (int)value;
}

int
civil_add_months(int day, int months)
{
	int year, month, mday, most;
	long long count;

	civil_date(day, &year, &month, &mday);
	count = (long long)year * 12 + (month - 1) + months;
	if (count < 12)
		return FIRST_DAY;
	if (count >= (LAST_YEAR + 1) * 12)
		return LAST_DAY;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	most = civil_month_days(year, month);
	return civil_day(year, month, mday < most ? mday : most);
}

/* Reads "12w": digits and the letter of a unit. */
static bool
take_amount(const char **text, long long *amount, char *unit)
{
	long long value = 0;

	if (!is_digit(**text))
		return false;
	while (is_digit(**text)) {
		value = value * 10 + (*(*text)++ - '0');
		if (value > DAYS_MAX)
			return false;
	}
	*amount = value;
	*unit = **text;
	*text += **text != '\0';
	return true;
}

bool
interval_parse(const char *text, struct interval *out)
{
	static const struct {
		char unit;
		int months, days;
	} units[] = {{'y', 12, 0}, {'m', 1, 0}, {'w', 0, 7}, {'d', 0, 1}};
	const size_t unit_count = sizeof units / sizeof units[0];
	long long months = 0, days = 0, amount;
	size_t next = 0;
	char unit;

	do {
		if (!take_amount(&text, &amount, &unit))
			return false;
		while (next < unit_count && units[next].unit != unit)
			next++;
		if (next == unit_count)
			return false;
		months += amount * units[next].months;
		days += amount * units[next].days;
		next++;
		if (*text == '+' && text[1])
			text++;
	} while (*text);
	if (months > MONTHS_MAX || days > DAYS_MAX)
		return false;
	*out = (struct interval){.months = (int)months, .days = (int)days};
	return true;
}

int
interval_add(int day, struct interval interval)
{
	return within((long long)civil_add_months(day, interval.months) + interval.days,
		      FIRST_DAY, LAST_DAY);
}

int
interval_days(struct interval interval)
{
	return (int)((long long)interval.months * 3044 / 100) + interval.days;
}

const char *
weekday_name(int weekday)
{
	static const char *const brief[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

	return brief[weekday];
}

bool
weekday_parse(const char *text, int *weekday)
{
	for (int i = 0; i < 7; i++) {
		if (strcasecmp(text, weekday_names[i]) && strcasecmp(text, weekday_name(i)))
			continue;
		*weekday = i;
		return true;
	}
	return false;
}
