/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patterns: a letter for each five minutes of a visit. X needs the provider, D the checker, /
 * the chair alone.
 */
#include "book/opening.h"

#include <string.h>

const char *
pattern_for(struct arena *arena, const char *type_pattern, int minutes)
{
	const size_t cells = (size_t)(minutes + CELL_MINUTES - 1) / CELL_MINUTES;
	const size_t known = type_pattern ? strlen(type_pattern) : 0;
	char *const pattern = arena_take(arena, cells + 1);
	char last = 'X';

	for (size_t i = 0; i < cells; i++) {
		if (i < known)
			last = type_pattern[i];
		else if (last == 'D')
			last = 'X';	/* a longer visit isn't checked for longer */
		pattern[i] = last;
	}
	return pattern;
}
