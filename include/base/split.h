/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a command that stands on one line: of the `:` line, of $PAGER, of a setting. No shell
 * reads any of them.
 */
#ifndef BASE_SPLIT_H
#define BASE_SPLIT_H

#include <stddef.h>

#include "base/arena.h"

/* Blanks and tabs part words; quotes of either kind hold what is between them together, also within a
 * word (--note="a b"); nothing else means anything. Ended by NULL, *count (may be NULL) of them: none
 * for a blank line. In the arena. */
char **split_words(struct arena *arena, const char *line, size_t *count);

#endif
