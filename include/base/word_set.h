/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of words: gathered one by one, put in order, compared.
 */
#ifndef BASE_WORD_SET_H
#define BASE_WORD_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Empty but for its arena, in which the list and all words lie. */
struct word_set {
	struct arena *arena;
	const char **list;
	size_t count, room;
};

/* The word itself isn't copied. */
void word_set_add(struct word_set *set, const char *word);
/* The folded words of a text; NULL: none. */
void word_set_add_text(struct word_set *set, const char *text);
/* Puts it in order, each word once. */
void word_set_sort(struct word_set *set);
/* Are two that were put in order the same? */
bool word_set_equal(const struct word_set *a, const struct word_set *b);

#endif
