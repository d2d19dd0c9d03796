/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A batch under way: what a write transaction keeps in memory until it ends. Private to src/store.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "base/buffer.h"
#include "log.h"
#include "store/change.h"

#define BATCH_DEEPEST 16

/* The newest id given in a table, as this batch knows it and as it is stored. */
struct counter {
	const char *name;
	int64_t value, stored;
};

/* Rows written whose consequences are still to come, with their texts. */
struct pending {
	struct arena arena;
	struct written *rows;
	size_t count, room;
};

struct batch {
	struct arena arena;		/* until the batch ends */
	struct arena scratch;		/* during one put */
	const char *kind, *detail;
	int depth;			/* batches nest; 0: none is begun */
	int64_t begun_at[BATCH_DEEPEST];	/* `next` when each of them began */
	bool spoiled;			/* an inner one failed after it had written */
	int64_t first, next;		/* its id; the id of the next change */
	int64_t undoes;			/* the change that is being taken back, or 0 */
	char hash[HASH_SIZE];		/* of the newest change, "" before the first */
	char at[STAMP_SIZE];
	struct counter *counters;
	size_t counter_count, counter_room;
	struct pending pending;
	bool following;			/* consequences are running */
	bool settings_moved;
	unsigned rights;		/* what who writes may, a bit each (store/right.h) */
	struct buffer before, after, items;
	uint64_t drawn;			/* from the source of chance */
	int64_t last;			/* the id of the last batch that was kept */
};

/* The counters of ids: the next one of a table, given back where its row was refused; and one that
 * was set, which is never given again. */
enum code counter_next(struct desk *desk, const char *table, int64_t *id);
void counter_drop(struct desk *desk, const char *table, int64_t id);
enum code counter_raise(struct desk *desk, const char *table, int64_t id);
/* Writes those that moved. */
enum code counters_write(struct desk *desk);

/* Notes a written row for the consequences, copies of it with their texts; `before` is NULL for a
 * new one, `after` for one removed. Runs them where many wait. */
enum code follow_later(struct desk *desk, const struct record *record, const void *before,
		const void *after);
/* Runs the consequences until nothing is pending. */
enum code follow_all(struct desk *desk);

/* Finds the end of the log, in a transaction: the batch's ids and its chain go on from there. */
enum code batch_find_end(struct desk *desk);

/* Writes a change as it stands (for replay); and the change that opens a batch of a kind. */
enum code log_write(struct desk *desk, const struct change *change);
enum code log_open_kind(struct desk *desk);

void batch_make(struct desk *desk);
void batch_free(struct desk *desk);

#endif
