/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line taken to words.
 */
#include "base/split.h"

#include <stdbool.h>
#include <string.h>

#define BLANKS " \t"

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The next word, in place; NULL at the end. */
static char *
next_word(char **rest)
{
	char *from = *rest + strspn(*rest, BLANKS), *to = from, *const word = from;
	char quote = '\0';

	if (!*from)
		return NULL;
	for (; *from && (quote || !is_blank(*from)); from++) {
		if (quote ? *from == quote : *from == '"' || *from == '\'')
			quote = quote ? '\0' : *from;
		else
			*to++ = *from;
	}
	*rest = from + (*from != '\0');
	*to = '\0';
	return word;
}

char **
split_words(struct arena *arena, const char *line, size_t *count)
{
	char *rest = arena_copy(arena, line);
	char **const words = arena_take(arena, (strlen(line) / 2 + 2) * sizeof *words);
	size_t found = 0;

	while ((words[found] = next_word(&rest)))
		found++;
	if (count)
		*count = found;
	return words;
}
