/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people who work at the practice's desks.
 */
#ifndef BOOK_PERSON_H
#define BOOK_PERSON_H

#include "store/desk.h"

struct person {
	struct row row;
	const char *name, *initials;	/* "Kim Novak", "KN" */
	const char *role;		/* in the practice's own words: "reception" */
};
extern const struct record person_record;

/* Without initials those of the name, in the arena. INPUT without a name or role; CLASH where another
 * has that name. One batch. */
enum code person_save(struct desk *desk, struct arena *arena, struct person *person);
enum code person_find(struct desk *desk, struct arena *arena, const char *text,
		struct person *out);

#endif
