/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and times of day by the habit of the locale.
 */
#include "base/local.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define HOUR 60
#define NOON (12 * HOUR)
#define MONTHS 12

static const char *const months[MONTHS] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	"Sep", "Oct", "Nov", "Dec" };

/* No habit of any country: the C locale, whatever its charset. */
static bool
is_plain(void)
{
	const char *const name = setlocale(LC_TIME, NULL);

	return !name || strcmp(name, "POSIX") == 0 || (name[0] == 'C' && (!name[1] || name[1] == '.'));
}

bool
local_month_first(void)
{
	const char *const format = nl_langinfo(D_FMT);
	const char *const day = strpbrk(format, "de"), *const month = strpbrk(format, "mbBD");

	return !is_plain() && month && (!day || month < day);
}

bool
local_twelve_hours(void)
{
	const char *const format = nl_langinfo(T_FMT);

	return !is_plain() && (strstr(format, "%r") || strstr(format, "%I") || strstr(format, "%l"));
}

char *
clock_said(char out[CLOCK_SIZE], int minute)
{
	char clock[3 * CLOCK_SIZE];

	if (minute == NONE || !local_twelve_hours())
		return clock_format(out, minute);
	snprintf(clock, sizeof(clock), "%d:%02d%c", (minute / HOUR + 11) % 12 + 1, minute % HOUR,
			minute % (2 * NOON) < NOON ? 'a' : 'p');
	return memcpy(out, clock, CLOCK_SIZE);
}

char *
date_said(char out[DATE_SAID], int year, int month, int mday)
{
	const char *const name = months[month - 1];
	const int length = local_month_first() ? snprintf(out, DATE_SAID, "%s %d", name, mday)
					       : snprintf(out, DATE_SAID, "%d %s", mday, name);

	if (year != NONE && length > 0 && length < DATE_SAID)
		snprintf(out + length, (size_t)(DATE_SAID - length), "%s%d",
				local_month_first() ? ", " : " ", year);
	return out;
}
