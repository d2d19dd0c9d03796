/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command of the settings taken to words.
 */
#include "words.h"

#include <string.h>

#include "base/arena.h"

const char *const *
words_split(struct arena *arena, const char *command)
{
	const char **const words = arena_take(arena, (strlen(command) / 2 + 3) * sizeof *words);
	size_t count = 0;

	words[0] = "";
	while (*(command += strspn(command, " \t"))) {
		const char quote = *command == '"' || *command == '\'' ? *command : '\0';
		const char ends[] = { quote, '\0' };
		const char *const start = quote ? command + 1 : command;
		const size_t length = strcspn(start, quote ? ends : " \t");

		words[count++] = arena_copy_bytes(arena, start, length);
		command = start + length;
		if (quote && *command)
			command++;
	}
	return words;
}
