/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bringing a backup back in the place of a store that is a file: first beside it, where it can be looked
 * at, then into its place; the present store isn't overwritten but put aside.
 */
#ifndef STORE_RESTORE_H
#define STORE_RESTORE_H

#include "base/arena.h"
#include "base/error.h"

/* A copy of the backup at *beside, next to `path` (its name in the arena), examined. `passphrase` is for
 * one that is encrypted, else NULL. DENIED for a wrong one, STORE for a backup that is damaged, WORLD where
 * it can't be read: then nothing is left. */
enum code restore_fetch(struct arena *arena, const char *from, const char *passphrase,
		const char *path, const char **beside);

/* Puts it at `path`. What stands there keeps its content under a new name, *aside (in the arena; NULL
 * where nothing stood there), of which `stamp` is a part; at every moment there is a whole store at `path`.
 * BUSY where another process has it open. */
enum code restore_put(struct arena *arena, const char *beside, const char *path, const char *stamp,
		const char **aside);

#endif
