/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Did you mean: the nearest of some names to what was typed.
 */
#ifndef CLI_GUESS_H
#define CLI_GUESS_H

struct guess {
	const char *typed;
	const char *nearest;		/* NULL where none is near enough */
	unsigned distance;
};

/* Takes `name` for the nearest where it is nearer than those before. */
void guess_consider(struct guess *guess, const char *name);

#endif
