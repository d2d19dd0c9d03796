/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long before a visit a calendar reminds of it.
 */
#include "book/patient.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST (366 * 24 * 60)

/* "2h", "1d", "90m", "90"; 0 where it is none. */
static int
minutes_of(const char *word, size_t length)
{
	static const struct {
		const char *unit;
		int minutes;
	} units[] = { { "", 1 }, { "m", 1 }, { "h", 60 }, { "d", 24 * 60 } };
	const size_t digits = strspn(word, "0123456789");
	const long number = digits > 0 && digits < 7 ? strtol(word, NULL, 10) : 0;

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (length - digits == strlen(units[i].unit) &&
		    strncmp(word + digits, units[i].unit, length - digits) == 0)
			return number < LONGEST / units[i].minutes ? (int)number * units[i].minutes : 0;
	return 0;
}

bool
alarms_parse(const char *text, int minutes[ALARMS_MOST], size_t *count)
{
	bool good = true;

	*count = 0;
	if (strcmp(text, "none") == 0)
		return true;
	while (*(text += strspn(text, " ,"))) {
		const size_t length = strcspn(text, " ,");
		const int one = minutes_of(text, length);

		if (one && *count < ALARMS_MOST)
			minutes[(*count)++] = one;
		else
			good = false;
		text += length;
	}
	return good;
}
