/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes: the append-only log of everything ever done, what undo, replay and check make of it
 * (design section 5). A batch is the changes made by one act; batch = the id of its first.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "store/desk.h"

struct change {
	int64_t id, batch;
	const char *at, *desk, *who, *tbl;
	int64_t row, rev;
	const char *before, *after;
	int64_t undoes;
	const char *salt, *digest, *hash;
};
extern const struct record change_record;

/*
 * A batch is a write transaction. `kind` is NULL for what somebody does at the desk; else
 * "import", "erase", "send", "secret", "migrate", "seal": then the batch opens with a change whose tbl is the
 * kind and whose `after` is `detail` (JSON, or NULL), and `undo` alone doesn't take it back.
 * BUSY, STORE; "close and start again" where another program has moved the schema.
 *
 * Batches nest: one begun within another is a part of it (its kind is let go), and only the
 * outermost commits. Where a part ends with a failure after it has written, the whole rolls back;
 * a put that is refused has written nothing, so that the batch can go on without it.
 */
enum code batch_begin(struct desk *desk, const char *kind, const char *detail);
/* Ends it: OK runs the consequences, then commits; anything else, or a consequence that fails,
 * rolls everything back. Returns the result, or why it failed. A batch in which no row was
 * written leaves nothing, but for the kinds erase, migrate and seal. */
enum code batch_end(struct desk *desk, enum code result);
/* Ends one that was only a look at what would be: all is rolled back. Returns the result. */
enum code batch_drop(struct desk *desk, enum code result);
/* Commits what was written so far and goes on in a new batch of the same kind (bench, long
 * imports that say so). */
enum code batch_renew(struct desk *desk);
/* The id of the batch begun, or of the last one ended with OK: 0 where it changed nothing. */
int64_t batch_id(const struct desk *desk);
bool batch_begun(const struct desk *desk);
/* The kind of the batch begun; NULL: what somebody does at the desk. */
const char *batch_kind(const struct desk *desk);

/* Who wrote a row last, and when, for a sentence: "Kim at 10:41", in the arena. */
const char *row_last_writer(struct desk *desk, struct arena *arena, const char *tbl, int64_t row);

/* Takes back the desk's newest batch that is neither an undo nor undone (batch 0), or that one.
 * NOT_FOUND: nothing to take back. CLASH: another desk changed the same field since (says who and
 * when), or other rows refer to one that would go. *undone is the batch. */
enum code undo(struct desk *desk, int64_t batch, int64_t *undone);
/* Undoes the newest undo, if this desk has written nothing since but its notes of what it sent. */
enum code redo(struct desk *desk, int64_t *redone);

/* Findings: sentences. */
typedef void check_found(void *context, const char *sentence);
/* The whole examination: the engine's integrity, foreign keys, overlaps, derived fields
 * recomputed, the log replayed row by row against the tables, the chain. *count findings. */
enum code store_check(struct desk *desk, check_found *found, void *context, int64_t *count);
/* Its part that what is done at a desk could break: the records and the log, without the file's integrity and
 * without what it is made of, which cost a small store the most. */
enum code store_check_records(struct desk *desk, check_found *found, void *context, int64_t *count);
/* Mends what follows from the rows and the log alone: derives anew what is derived, and sets counters right
 * that were set back. What else `check` finds, only a backup or a person can. */
enum code store_mend(struct desk *desk);
/* The ends of the log and (where anything stands in it) of that of who saw what in one line, "ID:HASH,ID:HASH",
 * to be kept where whoever could rewrite the store can't
 * reach: in the arena. That it was taken is a change of its own, the one that it names. */
enum code store_seal(struct desk *desk, struct arena *arena, const char **head);
/* Do the logs still hold that head? Whether the chain up to it holds, store_check says; together they
 * find a log that was written anew or cut short since. INPUT where it is no head. */
enum code store_check_seal(struct desk *desk, const char *head, check_found *found, void *context,
		int64_t *count);
/* Replays this desk's log into another store's log and tables: an empty one (a desk opened with
 * DB_CREATE, without practice and zone), or one that was replayed up to some change before. */
enum code store_replay(struct desk *from, struct desk *into);
#endif
