/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times, durations and offsets as a file has them.
 */
#include "value.h"

#include <ctype.h>
#include <string.h>

#include "base/civil.h"

#define DAY_SECONDS ((time_t)86400)
#define DIGITS 9		/* of a number in a duration */

/* `count` digits at `text` as a number, -1 where they aren't all digits. */
static int
digits(const char *text, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (!isdigit((unsigned char)text[i]))
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

static bool
date_read(const char *text, struct icaltimetype *out)
{
	out->year = digits(text, 4);
	out->month = digits(text + 4, 2);
	out->day = digits(text + 6, 2);
	out->is_date = 1;
	return out->year > 0 && civil_exists(out->year, out->month, out->day);
}

/* A leap second is the one before it. */
static bool
clock_read_digits(const char *text, struct icaltimetype *out)
{
	out->hour = digits(text, 2);
	out->minute = digits(text + 2, 2);
	out->second = digits(text + 4, 2);
	if (out->second == 60)
		out->second = 59;
	out->is_date = 0;
	return out->hour >= 0 && out->hour < 24 && out->minute >= 0 && out->minute < 60 &&
	       out->second >= 0 && out->second < 60;
}

bool
value_time(const char *text, size_t length, struct icaltimetype *out)
{
	struct icaltimetype time = icaltime_null_time();

	if (length != 8 && length != 15 && length != 16)
		return false;
	if (!date_read(text, &time))
		return false;
	if (length > 8 && (text[8] != 'T' || !clock_read_digits(text + 9, &time)))
		return false;
	if (length == 16) {
		if (text[15] != 'Z')
			return false;
		time.zone = icaltimezone_get_utc_timezone();
	}
	*out = time;
	return true;
}

/* "15M": the number and its letter's seconds, at *at, moved on behind it. */
static bool
part_read(const char **at, const char *end, bool clock, long *seconds)
{
	static const char letters[] = "WDHMS";
	static const long worth[] = {7 * 86400, 86400, 3600, 60, 1};
	size_t count = 0;
	const char *letter;

	while (*at + count < end && isdigit((unsigned char)(*at)[count]))
		count++;
	if (count == 0 || count > DIGITS || *at + count >= end)
		return false;
	letter = strchr(letters, (*at)[count]);
	if (!letter || !*letter || clock != (letter - letters > 1))
		return false;
	*seconds += digits(*at, count) * worth[letter - letters];
	*at += count + 1;
	return true;
}

bool
value_duration(const char *text, size_t length, long *seconds)
{
	const char *at = text, *const end = text + length;
	const bool back = length && *at == '-';
	bool clock = false;
	long sum = 0;

	if (at < end && (*at == '-' || *at == '+'))
		at++;
	if (at >= end || *at++ != 'P' || at >= end)
		return false;
	while (at < end) {
		if (*at == 'T' && !clock) {
			clock = true;
			at++;
			continue;
		}
		if (!part_read(&at, end, clock, &sum))
			return false;
	}
	*seconds = back ? -sum : sum;
	return true;
}

bool
value_offset(const char *text, long *seconds)
{
	const size_t length = strlen(text);
	int hours, minutes, rest = 0;

	if ((length != 5 && length != 7) || (*text != '+' && *text != '-'))
		return false;
	hours = digits(text + 1, 2);
	minutes = digits(text + 3, 2);
	if (length == 7)
		rest = digits(text + 5, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || rest < 0 || rest > 59)
		return false;
	*seconds = (hours * 3600L + minutes * 60L + rest) * (*text == '-' ? -1 : 1);
	return true;
}

time_t
wall_seconds(struct icaltimetype time)
{
	const time_t day = civil_day(time.year, time.month, time.day);

	return day * DAY_SECONDS +
	       (time.is_date ? 0 : time.hour * 3600 + time.minute * 60 + time.second);
}

struct icaltimetype
wall_time_of(time_t seconds, bool date)
{
	const time_t second = (seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
	struct icaltimetype time = icaltime_null_time();

	civil_date((int)((seconds - second) / DAY_SECONDS), &time.year, &time.month, &time.day);
	time.is_date = date;
	if (date)
		return time;
	time.hour = (int)(second / 3600);
	time.minute = (int)(second / 60 % 60);
	time.second = (int)(second % 60);
	return time;
}
