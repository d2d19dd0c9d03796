/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Founding: a store that doesn't exist yet, made with what a practice begins with.
 */
#ifndef CLI_FOUND_H
#define CLI_FOUND_H

#include "book/practice.h"
#include "cli/command.h"

/* Makes the store that the globals mean (its folder too) for a practice of that name and zone
 * (NULL: the system's), with what it says of itself (NULL: the usual), and leaves it open in *desk.
 * INPUT for a blank name, an unknown zone and what founding_check finds; CLASH where there is a
 * store already. It is one transaction, and what fails leaves no file. `runs`: as store_open. */
enum code practice_make(struct desk *desk, const struct globals *globals, const char *name,
		const char *zone, const struct founding *asked, bool runs);

/* Is there a store at all? (One that can't be opened is there.) */
bool store_is_there(const char *path);

/* Copies the store `from` whole into `to`, which must be empty or not be, says so. `asks`: who does it must
 * prove it, where the practice asks, and have the right to export: DENIED. */
enum code practice_move(struct input *in, const char *from, const char *to, bool asks);

/* Examines the store that is open, and its log against the head of a seal (NULL: none); findings are
 * printed. STORE where there are some. */
enum code practice_examine(struct input *in, const char *head);

/* Makes the folders that `path` lies in, for this user alone (a URL has none). WORLD where that is refused. */
enum code folders_make(const char *path);

#endif
