/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nearness is the number of letters to add, drop or change (Levenshtein).
 */
#include "guess.h"

#include <string.h>

#define LONGEST 40			/* names longer than that aren't compared */

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
	const unsigned smaller = a < b ? a : b;

	return smaller < c ? smaller : c;
}

static unsigned
distance(const char *a, const char *b)
{
	const size_t length = strlen(b);
	unsigned row[LONGEST + 1];

	for (size_t j = 0; j <= length; j++)
		row[j] = (unsigned)j;
	for (size_t i = 0; a[i]; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i + 1;
		for (size_t j = 0; j < length; j++) {
			const unsigned changed = diagonal + (a[i] != b[j]);

			diagonal = row[j + 1];
			row[j + 1] = least(changed, row[j] + 1, row[j + 1] + 1);
		}
	}
	return row[length];
}

void
guess_consider(struct guess *guess, const char *name)
{
	const size_t typed = strlen(guess->typed);
	unsigned near;

	if (typed > LONGEST || strlen(name) > LONGEST)
		return;
	near = distance(guess->typed, name);
	if (near > 1 + typed / 4 || (guess->nearest && near >= guess->distance))
		return;
	guess->nearest = name;
	guess->distance = near;
}
