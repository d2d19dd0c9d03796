/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking an opening: a visit is moved there, or a new one is booked.
 */
#ifndef UI_TAKE_H
#define UI_TAKE_H

#include "book/opening.h"
#include "ui/screen.h"

/* What is to stand there: `visit`, moved; where it is 0, a new one. */
struct taking {
	int64_t patient, type, visit;
	int64_t replaces;		/* a missed visit that the new one makes good; 0: none */
};

/* Needs no begun batch, and may be a part of one. *said tells what was done. */
enum code opening_take(struct ui *ui, const struct taking *what, const struct opening *opening,
		const char **said);

/* The digit of a key, 1 to 9; 0: it is none. */
size_t key_digit(const char *key);

#endif
