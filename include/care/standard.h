/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Standards: what a practice promises itself, each a query that gives its cases. One comes with the
 * program as data/report/standard/CODE.sql, or is the practice's own, whose text stands in the store.
 * Its first lines say all that is to be known of it:
 *
 *	-- Visits seated within {bound} minutes of their time	the definition, in one sentence
 *	-- name: Seated in time			a few words for the screen
 *	-- target: at least 90			percent; or `at most`, of what failed
 *	-- bound: 10 minutes			what $3 is; left out where it isn't asked
 *	-- each: week				it is a state of a day ($2), not a sum of days
 *	-- with: turn				begins with a part, data/report/part/NAME.sql, as that table
 *
 * The query takes $1 and $2, the first and the last day as text, $3, the bound, and $4, now (UTC). A
 * row is a case: day, patient (or null), visit (or null), provider (or null), start (minutes of the
 * day, or null), kept (1 or 0), words (what is to be said of it). It only reads. Beside the SQL of both
 * engines it may use the functions of days (chairtime(5)).
 */
#ifndef CARE_STANDARD_H
#define CARE_STANDARD_H

#include "store/desk.h"

/* What a practice has changed of a standard, or its own. */
struct standard_row {
	struct row row;
	const char *code;
	int target, bound;		/* NONE: as its text has it */
	const char *sql;		/* of its own; NULL: it comes with the program */
	int active;
};
extern const struct record standard_record;

struct standard {
	const char *code, *name;
	const char *definition;		/* with its bound in it */
	int target;			/* percent */
	bool at_most;			/* the target is a share that fails */
	int bound;			/* NONE: it has none */
	const char *unit;		/* of the bound: "minutes" */
	bool of_day;			/* a state of a day */
	bool active;
	bool own;			/* its query is the practice's own */
	int64_t row;			/* 0: as it came with the program */
	const char *sql;
};

/* Those that are measured, in their order, the practice's own at the end; with `all` also those that
 * were dropped. */
enum code standards_load(struct desk *desk, struct arena *arena, bool all, struct standard **out,
		size_t *count);
/* NOT_FOUND names them all. */
enum code standard_find(struct desk *desk, struct arena *arena, const char *code,
		struct standard *out);

/* Around the run of a standard's query: one of the practice's own that takes longer than some seconds is
 * stopped, and the end (which takes what came of it) says which, how long, and how to mend it. */
enum code standard_run_begin(struct desk *desk, const struct standard *standard);
enum code standard_run_end(struct desk *desk, const struct standard *standard, enum code result);

/* One batch each. *said tells what was done, in the arena. */

/* Another target (percent) or bound; NONE leaves it. INPUT for what it can't be. */
enum code standard_set(struct desk *desk, struct arena *arena, const struct standard *standard,
		int target, int bound, const char **said);
/* Not measured any more, or again. */
enum code standard_keep(struct desk *desk, struct arena *arena, const struct standard *standard,
		bool active, const char **said);
/* Takes a standard of the practice's own, from the text of a file, under a code (small letters, digits
 * and _), or in place of its own one of that code. INPUT says what its text lacks, or what the engine
 * says of its query; it is tried, and only reads. */
enum code standard_add(struct desk *desk, struct arena *arena, const char *code, const char *text,
		const char **said);

/* When its target was last changed, and by whom; NULL: never. */
enum code standard_changed(struct desk *desk, struct arena *arena, const struct standard *standard,
		const char **at, const char **who);

#endif
