/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log: appending changes, and the arithmetic of its chain (design section 5). Private to
 * src/store.
 */
#ifndef STORE_LOG_H
#define STORE_LOG_H

#include "base/buffer.h"
#include "store/change.h"

#define HASH_SIZE 65		/* 256 bits in hexadecimal digits, and the NUL */
#define SALT_SIZE 33		/* 128 bits */

/* Kinds of batches. */
bool kind_is(const char *tbl);			/* is it one? */
bool kind_stands_alone(const char *kind);	/* logged even where no row was written */
bool kind_may_be_undone(const char *kind);	/* by its number */
bool kind_leaves_redo(const char *kind);	/* the program's own notes, no act of the desk */

/* The digest of what a change did, and its hash, which holds the whole log before it. `scratch`
 * is overwritten. `previous` is NULL for the first change. */
void change_digest(const struct change *change, struct buffer *scratch, char out[HASH_SIZE]);
void change_hash(const struct change *change, const char *previous, struct buffer *scratch,
		char out[HASH_SIZE]);

/* Appends a change to the begun batch: tbl, row, rev, before, after and undoes are given, the rest
 * is filled in. */
enum code log_append(struct desk *desk, struct change *change);
/* "Kim at 10:41", or with the day where it isn't today's. */
const char *log_name_writer(const struct desk *desk, struct arena *arena,
		const struct change *change);

#endif
