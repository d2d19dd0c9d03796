/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the readers of days and of times have in common.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The digits that `text` begins with, at most 9 of them: how many, and their value. */
size_t digits_read(const char *text, int *value);
/* Does `word` have at least `least` letters, and is it a beginning of `name`? */
bool word_begins(const char *name, const char *word, size_t least);
/* The weekday whose name begins with the word (three letters or more), NONE. */
int weekday_begun(const char *word);

#endif
