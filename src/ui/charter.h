/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Charter screen's state, for its own files.
 */
#ifndef UI_CHARTER_H
#define UI_CHARTER_H

#include "base/arena.h"
#include "care/measure.h"
#include "ui/list.h"
#include "ui/screen.h"

/* What was measured, as long as the store and the day are the same. */
struct charter_read {
	struct arena arena;
	int64_t change;
	int day;
	struct standard *standards;
	struct measure *measures;	/* of the first `done` of them */
	size_t count, done;
};

struct charter_loaded {
	int today;
	const char *aim;
	const char *programme;		/* "programme, week 5 of 13: …"; NULL: none runs */
	const char *since;		/* of the standard under the cursor: "Tue 24 Nov by Kim" */
	struct heat heat;		/* of it */
};

struct charter {
	struct list list;
	enum group heat_by;
	struct charter_read read;
	struct charter_loaded loaded;
};

extern const struct action charter_actions[];

void charter_draw(const void *state, struct grid *grid);
/* The standard under the cursor, NULL: none; and what was measured of it, NULL: not yet. */
const struct standard *charter_standard(const struct charter *charter);
const struct measure *charter_measure(const struct charter *charter);

/* The people behind a standard's figure of the weeks that are shown. */
enum code people_show(struct ui *ui, const struct standard *standard);
/* Who is slipping away. */
enum code slipping_show(struct ui *ui);

#endif
