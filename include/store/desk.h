/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A desk: one running chairtime and the person at it. It holds the open store, the clock and
 * the source of chance; every domain function takes it first, and nothing else reads the clock.
 */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "db/db.h"
#include "store/record.h"

#define DESK_TEXTS 256			/* more than there are records and listings */

struct batch;
struct record_right;
struct texts;
struct written;

/* What follows from a write in a higher room. Called before commit (and at the latest after every
 * 1,000 rows) with all rows of its record that the batch wrote since, oldest first; a row written
 * twice comes twice. */
struct consequence {
	const struct record *record;
	enum code (*run)(struct desk *desk, const struct written *rows, size_t count);
};

/* One written row: the images before (NULL: created) and after (NULL: removed by undo). */
struct written {
	const struct record *record;
	const void *before, *after;
};

/* Of a record: what undo does where taking a row back isn't the whole truth. Either may be NULL. */
struct lasting {
	const struct record *record;
	/* A row that was made stays as it is: what it tells of can't be taken back (a message that has
	 * gone out). */
	bool (*stays)(const void *now);
	/* A row that was made can't be removed, since others refer to it: *ends where it becomes
	 * another instead, which is written into the row (a visit that somebody was told of is
	 * cancelled). */
	enum code (*give_up)(struct desk *desk, void *row, bool *ends);
};

/* What the store must know of the rooms above it, handed to desk_open: every stored record, the
 * owners before those that refer to them, the consequences in the order of their calling, and what
 * lasts (NULL: nothing). All end with a row of NULLs. A record of which every field is DERIVED is a derived table, without
 * ids: check compares it whole. `derive` recomputes every derived field and table of the store (for
 * check and replay), and writes only what differs from what is stored. */
struct rooms {
	const struct record *const *records;
	const struct consequence *consequences;
	enum code (*derive)(struct desk *desk);
	const struct lasting *lasting;
	const struct record_right *rights;	/* of each record (store/right.h); NULL: none is wanted */
};

enum batch_mode {
	MODE_WRITE,		/* somebody does something */
	MODE_BACK,		/* undo, redo, replay: consequences derive, and queue corrections of
				 * what has gone out; nothing else */
};

struct desk {
	struct db *db;
	const struct rooms *rooms;
	const char *name;		/* which desk: its undo is its own */
	const char *who;		/* the person: who has signed in; else the desk's name where
					 * it was given one, else the login */
	int64_t person;			/* who has signed in, proved by a secret (book/sign_in.h); 0 */
	const char *practice;		/* its name, from the settings */
	bool demo;			/* a practice run: nothing is sent */
	enum batch_mode mode;

	/* private */
	struct arena arena;		/* lives as long as the desk */
	struct batch *batch;
	struct texts *texts;		/* the SQL of each record, DESK_TEXTS places */
	struct buffer compose;		/* a query being put together */
	const char *zone;		/* of a store that has no setting of it yet */
	bool reads;			/* opened to read alone */
	int64_t seen;			/* the newest change that this desk has loaded */
	int64_t data_version;		/* the engine's, when it was */
	bool frozen, seeded;		/* --now; $CHAIRTIME_SEED */
	int frozen_day, frozen_minute;
	int64_t clock_offset;		/* --now on a terminal: it starts there and runs */
	unsigned char seed[32];
	uint64_t drawn;
};

struct desk_options {
	const char *where;		/* --db: a path or URL */
	const char *name;		/* --desk, else NULL: $CHAIRTIME_DESK, login@tty, login */
	const char *now;		/* --now, else NULL */
	bool runs;			/* the clock starts at now and runs (a terminal) */
	const char *practice;		/* of a store to be made: its settings name and zone, */
	const char *zone;		/* or NULL: not set */
	/* May be NULL: what else a store to be made begins with, in the same batch. */
	enum code (*fill)(struct desk *desk, void *context);
	void *context;
	enum db_mode mode;
};

/* Opens the store, brings its schema up to this program's (a backup first), sets the zone.
 * Errors of db_open; STORE for a foreign store or one of a newer program, which are not touched.
 * DB_CREATE makes it, with the settings `name` and `zone` as its first batch, where given. On
 * failure the desk is closed. */
enum code desk_open(struct desk *desk, const struct desk_options *options,
		const struct rooms *rooms);
void desk_close(struct desk *desk);
/* A desk without a store (db NULL): who sits there, and the clock, in the system's zone. For
 * whoever asks what a store is made of. */
enum code desk_blank(struct desk *desk, const struct desk_options *options);

/* Now, in the practice's wall time; and UTC to the second ("2026-11-24T15:04:05Z"). */
int desk_today(const struct desk *desk);
int desk_minute(const struct desk *desk);
char *desk_stamp(const struct desk *desk, char out[STAMP_SIZE]);
/* The same by the machine's own clock, which --now doesn't move, so many seconds from now: for waits that
 * nobody is to cut short. */
char *desk_true_stamp(int seconds, char out[STAMP_SIZE]);
/* Moves the clock on or back, frozen or not (scripts); and freezes it at a moment. */
void desk_clock_move(struct desk *desk, int minutes);
void desk_clock_set(struct desk *desk, int day, int minute);

/* Chance: uids and salts. With $CHAIRTIME_SEED the same for the same seed, desk and change. */
void desk_random(struct desk *desk, void *bytes, size_t size);
/* A new UUID, version 4 (RFC 4122), in the arena. */
char *desk_uuid(struct desk *desk, struct arena *arena);

/* What the last desk_news saw of the store: another number after any write of another desk, also one that is
 * no change (who looks at a card). */
int64_t desk_version(const struct desk *desk);

/* A setting of the practice: `otherwise` where it isn't set, or can't be read as what was asked. */
const char *setting_text(struct desk *desk, struct arena *arena, const char *name,
		const char *otherwise);
int setting_int(struct desk *desk, const char *name, int otherwise);
/* Writes one (a change like any other); needs a begun batch. */
enum code setting_put(struct desk *desk, const char *name, const char *value);

/* The newest change in the store: as long as it is the same, every row is. */
enum code desk_newest(struct desk *desk, int64_t *change);

/* Are there changes of other desks since the last call? Cheap; once a second. */
enum code desk_news(struct desk *desk, bool *news);
/* A descriptor that becomes readable when another desk may have written, until desk_news is asked;
 * -1 where the store has none or is yet to be founded, or its connection is lost: then ask once a second. */
int desk_wake(struct desk *desk);

#endif
