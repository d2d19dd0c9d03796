/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roles: names of sets of rights (store/right.h). The practice begins with desk, recall, manager and
 * read_only, and adds its own; a role is there while it has a right.
 */
#ifndef BOOK_ROLE_H
#define BOOK_ROLE_H

#include "store/right.h"

struct role_right {
	struct row row;
	const char *role, *may;		/* a word of right_words */
};
extern const struct record role_right_record;

/* A role as it is listed; `may`: its rights with blanks between. */
struct role_line {
	struct row row;			/* id: its place in the list, from 1 on */
	const char *role, *may;
	int people;			/* how many have it */
};
extern const struct record role_line_record;

/* All of them; where none was written yet, those that a practice begins with. */
enum code roles_list(struct desk *desk, struct arena *arena, struct role_line **out, size_t *count);

enum role_change { ROLE_MAY, ROLE_MAY_NOT, ROLE_MAY_THESE };
/* Gives a role rights (words with blanks or commas between), takes them from it, or gives it these
 * and no others. INPUT for an unknown word, and as people_follow says. One batch. */
enum code role_set(struct desk *desk, struct arena *arena, const char *role, const char *words,
		enum role_change change);

/* Writes the roles that a practice begins with, where there are none. Needs a begun batch. */
enum code roles_found(struct desk *desk);
/* Has the role that right? Where no role was written yet, as a practice begins. */
enum code role_may(struct desk *desk, const char *role, enum right right, bool *may);

#endif
