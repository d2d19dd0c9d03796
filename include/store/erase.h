/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing what the log says (design section 5): of some rows' changes before, after and salt are
 * blanked; digests and the chain stay, and an `erase` change lists the blanked ids, so that `check`
 * tells an erasure from an alteration. What is left of each row is logged behind it, whole, so that an
 * alteration of it is found as in any other row.
 */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "store/desk.h"

struct erasing;			/* the ids of changes, being gathered, in an arena */
struct erasing *erasing_begin(struct desk *desk, struct arena *arena);

/* Adds every change of a row; of rows that are gone, those whose images have `"field":value`. */
enum code erasing_add(struct erasing *erasing, const char *table, int64_t row);
enum code erasing_add_gone(struct erasing *erasing, const char *table, const char *field,
		int64_t value);

/* Blanks what was gathered and logs it. Needs a begun batch of kind "erase" whose own writes of these
 * rows are done and gathered too, since they hold what was there before. */
enum code erasing_finish(struct erasing *erasing);

/* What was written over leaves the file: the engine rewrites it. Outside a batch; takes as long as
 * the store is big. BUSY while another desk reads or writes. */
enum code store_purge(struct desk *desk);

#endif
