/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a command in the settings. Private to src/post.
 */
#ifndef POST_WORDS_H
#define POST_WORDS_H

struct arena;

/* Parted by blanks; "two words" and 'two words' in quotes are one. Nothing else means anything: no
 * shell reads them. Ended by NULL; at least one word, which may be "". In the arena. */
const char *const *words_split(struct arena *arena, const char *command);

#endif
