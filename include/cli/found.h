/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Founding: a store that doesn't exist yet, made with what a practice begins with.
 */
#ifndef CLI_FOUND_H
#define CLI_FOUND_H

#include "cli/command.h"

/* Makes the store that the globals mean (its folder too) for a practice of that name and zone
 * (NULL: the system's), and leaves it open in *desk. INPUT for a blank name or an unknown zone;
 * CLASH where there is a store already. What fails half-way leaves no file. */
enum code practice_make(struct desk *desk, const struct globals *globals, const char *name,
		const char *zone);

/* Takes away a store that was made for nothing, and what its engine laid beside it. */
void store_remove(const char *path);

/* Makes the folders that `path` lies in, for this user alone. WORLD where that is refused. */
enum code folders_make(const char *path);

#endif
