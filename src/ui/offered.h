/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Openings in one line of a screen, whose digits take them: for moving the visit that it stands on,
 * else for what the patient most likely comes for; those that the key `o` would list first.
 */
#ifndef UI_OFFERED_H
#define UI_OFFERED_H

#include "book/opening.h"
#include "ui/screen.h"

#define OFFERED_MOST 3

/* Loaded; zeroed it offers nothing. */
struct offered {
	int64_t patient, visit;		/* visit: that would be moved; 0: a new one */
	int64_t type, planned;
	const char *what;		/* "Cleaning 60" */
	struct opening *openings;
	size_t count;
	int today;
};

/* Nothing where neither a visit nor a wanted type is known. */
enum code offered_load(struct ui *ui, struct arena *arena, int64_t patient, int64_t visit,
		struct offered *out);
/* "Move to  1 Thu 26 Nov 16:30  2 Fri …  " from (y, x) up to `right`: as many as fit. */
void offered_draw(const struct offered *offered, struct grid *grid, int y, int x, int right);
/* Takes the one of that digit; false: the key is no digit. */
bool offered_key(struct ui *ui, const struct offered *offered, const char *key);

#endif
