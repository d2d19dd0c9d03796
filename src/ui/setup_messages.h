/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates of messages as Set-up's form has them, for setup_pages.c. In the form's one line a new
 * line is `\n`.
 */
#ifndef UI_SETUP_MESSAGES_H
#define UI_SETUP_MESSAGES_H

#include "setup.h"

extern const struct record message_form_record;
extern const char *const message_hints[];

/* By occasion, channel and language; a row's id is its place in the list. */
enum code messages_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code message_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
/* As it would go out to somebody made up. */
enum code message_preview(struct desk *desk, struct arena *arena, const void *row,
		const char **text);
enum code message_write(struct desk *desk, struct arena *arena, void *row, const char **said);
/* Back to the program's own words. */
enum code message_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

#endif
