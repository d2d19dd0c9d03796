/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of feeds were made from: kept in the store, so that `feed` makes only those that may have
 * become others. A file stands where nobody has written it since, nothing but the log can have moved what is
 * in it, and no change of the log since then touches it; in doubt it is made anew. Private to src/ical.
 */
#ifndef ICAL_MADE_H
#define ICAL_MADE_H

#include "store/desk.h"

/* One file, and what it was made from. */
struct made {
	const char *kind;		/* practice, chair, provider, recall */
	int64_t id;			/* of the chair or provider; 0 */
	int64_t change;			/* the newest when it was made; 0: it has to be made */
	int minute;			/* of the day, then */
	const char *identity;		/* of the file, as it was left (base/newfile.h) */
	int entries;
	bool noted;			/* anew: made_save writes it */
};

/* The files of a folder in one run of `feed`. */
struct making {
	struct desk *desk;
	struct arena *arena;
	const char *folder;		/* its real path */
	const char *basis;		/* what a file hangs on besides the log */
	int64_t newest;			/* change of the log, when this run began, */
	const char *hash;		/* and its hash */
	struct made *files;
	size_t count;
};

/* Reads what is known of `files`, of which kind and id are given. `from`: the first day of visits in them.
 * Texts go into the arena, and all of it must outlive `making`. */
enum code making_begin(struct making *making, struct desk *desk, struct arena *arena,
		const char *folder, int from, struct made *files, size_t count);

/* Does the file at `path` hold what would be written to it now? */
bool made_stands(const struct made *file, const char *path);

/* It was made in this run. */
void made_note(const struct making *making, struct made *file, const char *path, int entries);

/* Keeps what this run has found, for the next. */
enum code making_save(const struct making *making);

#endif
