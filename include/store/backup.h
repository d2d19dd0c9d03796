/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups: consistent copies of a store in one file each, made while desks work and looked through before
 * they are called one; which of a folder's are kept; and what a store or a backup holds, for whoever
 * is about to put one in the other's place.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/desk.h"

/*
 * A file, whatever the engine of this store. It comes to stand at `path` whole or not at all: CLASH where
 * something stands there already. Before that the copy's pages and references are examined, and its rows
 * are counted and the end of its log compared with the state of the store that it is a copy of; STORE
 * where they differ, DENIED without the right to export.
 *
 * With a passphrase it is encrypted (base/crypt.h), and read again to its end. Its clear text is on a disk
 * meanwhile, of mode 0600: beside the store where that is a file, which is clear itself, else in
 * `folder`; one that a killed backup left there is removed by the next.
 */
enum code store_backup(struct desk *desk, const char *path, const char *passphrase,
		const char *folder);

/* The name of a backup made now in a folder, in the arena: FOLDER/STORE-2026-11-24T090000.db, and .locked
 * behind it where it is encrypted. */
const char *backup_path(struct desk *desk, struct arena *arena, const char *folder, bool locked);

/* How many days, weeks and months of a folder's backups are kept, the newest of each; those alone in
 * which there is one count. */
struct backup_keep {
	int days, weeks, months;
};
/* Removes the other ones of this store, by their names; each removed goes to `removed`. The newest always
 * stays. WORLD where the folder can't be read or a file not be removed. */
enum code backups_rotate(struct desk *desk, const char *folder, const struct backup_keep *keep,
		void (*removed)(void *context, const char *path), void *context);

/* What a store holds. */
struct store_look {
	int version;			/* of its schema */
	const char *practice;
	int64_t changes, patients, visits;
	int64_t newest;			/* change: its id, */
	const char *hash, *at, *who;	/* NULL where there is none */
};
/* Of an open store, also of an older version, by one state of it; texts in the arena. */
enum code store_look(struct db *db, struct arena *arena, struct store_look *out);
/* Does the log of `db` hold what was seen there as the end of another's? Then it is the same book. */
enum code store_look_held(struct db *db, const struct store_look *look, bool *held);

#endif
