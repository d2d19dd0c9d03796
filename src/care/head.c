/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the heads of SQL files.
 */
#include "head.h"

#include <string.h>

#include "base/arena.h"

const char *
head_line(struct arena *arena, const char *sql, const char *beginning)
{
	const char *const line = strstr(sql, beginning);
	const char *text;

	if (!line)
		return NULL;
	text = line + strlen(beginning);
	return arena_copy_bytes(arena, text, strcspn(text, "\r\n"));
}
