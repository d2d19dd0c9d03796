/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of help, made from the action tables and the signs.
 */
#include "session.h"
#include "base/buffer.h"
#include "base/text.h"
#include "pushed.h"

#include <string.h>

#define KEYS_WIDTH 12

/* The keys, and what they do in as many lines of `cells` as it takes. */
static void
help_line(struct buffer *out, const char *keys, const char *text, int cells)
{
	const int room = cells - KEYS_WIDTH - 3 > KEYS_WIDTH ? cells - KEYS_WIDTH - 3 : KEYS_WIDTH;

	do {
		const size_t length = text_row_length(text, room);
		const int blanks = KEYS_WIDTH - text_width(keys);

		buffer_print(out, "  %s%*s %.*s\n", keys, blanks > 0 ? blanks : 0, "",
				(int)length, text);
		text += length;
		text += strspn(text, " ");
		keys = "";
	} while (*text);
}

static void
help_actions(struct buffer *out, const struct action *actions, int cells)
{
	for (const struct action *action = actions; action && action->keys; action++)
		help_line(out, action->keys, action->help, cells);
}

static void
help_signs(struct buffer *out)
{
	buffer_text(out, "\nSigns\n ");
	for (int style = STYLE_BOOKED; style < STYLE_COUNT; style++)
		buffer_print(out, "%s%s %s ", style == STYLE_MISSED ? "\n  " : " ",
				sign_text((enum style)style), sign_word((enum style)style));
	buffer_text(out, "\n");
}

enum code
help_open(struct ui *ui, void *state)
{
	const struct screen *const screen = session_top(ui)->screen;
	const int cells = ui_cols(ui) - 2;
	struct buffer out = { 0 };

	(void)state;
	help_actions(&out, screen->actions, cells);
	buffer_text(&out, "\nOn every screen\n");
	for (size_t i = 0; screens[i]; i++)
		help_line(&out, screens[i]->keys, screens[i]->name, cells);
	help_actions(&out, common_actions, cells);
	help_signs(&out);
	ui_page(ui, screen->name, out.bytes);
	buffer_free(&out);
	return OK;
}
