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

/* The rows that who has signed in may do; or those that she may not, under a heading. */
static void
help_actions(struct ui *ui, struct buffer *out, const struct action *actions, bool allowed)
{
	const struct layer *const top = session_top(ui);
	bool headed = allowed;

	for (const struct action *action = actions; action && action->keys; action++) {
		if (action_allowed(ui, top, action) != allowed)
			continue;
		if (!headed)
			buffer_print(out, "\nNot allowed to %s\n", ui->desk->who);
		headed = true;
		help_line(out, action->keys, action->help, ui_cols(ui) - 2);
	}
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
	help_actions(ui, &out, screen->actions, true);
	help_actions(ui, &out, screen->actions, false);
	buffer_text(&out, "\nOn every screen\n");
	for (size_t i = 0; screens[i]; i++)
		help_line(&out, screens[i]->keys, screens[i]->name, cells);
	help_actions(ui, &out, common_actions, true);
	help_signs(&out);
	ui_page(ui, screen->name, out.bytes);
	buffer_free(&out);
	return OK;
}
