/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of words.
 */
#include "base/word_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void
word_set_add(struct word_set *set, const char *word)
{
	const size_t size = sizeof *set->list;

	if (set->count == set->room) {
		const size_t larger = set->room ? set->room * 2 : 16;

		set->list = arena_grow(set->arena, set->list, set->room * size, larger * size);
		set->room = larger;
	}
	set->list[set->count++] = word;
}

void
word_set_add_text(struct word_set *set, const char *text)
{
	const char *word;

	while (text && (word = text_next_word(set->arena, &text)))
		word_set_add(set, word);
}

static int
compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
word_set_sort(struct word_set *set)
{
	size_t kept = 0;

	if (set->count == 0)
		return;
	qsort(set->list, set->count, sizeof *set->list, compare_words);
	for (size_t i = 1; i < set->count; i++)
		if (strcmp(set->list[kept], set->list[i]) != 0)
			set->list[++kept] = set->list[i];
	set->count = kept + 1;
}

bool
word_set_equal(const struct word_set *a, const struct word_set *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->list[i], b->list[i]) != 0)
			return false;
	return true;
}
