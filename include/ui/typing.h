/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text field: one line of UTF-8 that is being typed. A zeroed one is empty. It lives in the kept
 * half of a state.
 */
#ifndef UI_TYPING_H
#define UI_TYPING_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/grid.h"

#define TYPING_SIZE 1024

struct typing {
	char text[TYPING_SIZE];
	size_t at;			/* the cursor, in bytes, on a cluster's border */
};

/* Takes a key that types or edits: characters, Space, BSpace, Delete, Left, Right, Home, End, C-u
 * (empties it), C-w (takes a word away). False where the key is none of these. */
bool typing_key(struct typing *typing, const char *key);
/* Sets the text, cut to what fits; the cursor at its end. NULL is "". */
void typing_set(struct typing *typing, const char *text);
/* Draws it in `cells` cells, moved so that the cursor is seen; with `focus`, the hardware
 * cursor. */
void typing_draw(const struct typing *typing, struct grid *grid, int y, int x, int cells,
		bool focus);
/* The same of a secret: a sign for each character. And wipes one. */
void typing_draw_unseen(const struct typing *typing, struct grid *grid, int y, int x, int cells,
		bool focus);
void typing_wipe(struct typing *typing);

#endif
