/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the makers of terminals share: the text of a key, and what the locale can show.
 */
#include "ui/terminal.h"
#include "base/text.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

const char *
event_text(const struct event *event)
{
	int width;

	if (event->kind != EVENT_KEY)
		return NULL;
	if (strcmp(event->key, "Space") == 0)
		return " ";
	if (event->key[0] != '\0' && (event->key[1] == '\0' || (event->key[0] & 0x80)))
		return text_cluster(event->key, &width) ? event->key : NULL;
	return NULL;
}

/* Where the locale gives a sign more than one cell, all signs take their ASCII forms. */
static bool
sign_is_wide(enum style style)
{
	const char *const sign = sign_text(style);
	wchar_t wide;

	return *sign && mbtowc(&wide, sign, strlen(sign)) > 0 && wcwidth(wide) != 1;
}

void
terminal_charset(struct terminal *terminal)
{
	terminal->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	terminal->plain_signs = terminal->ascii;
	for (int style = 0; style < STYLE_COUNT && !terminal->ascii; style++)
		if (sign_is_wide((enum style)style))
			terminal->plain_signs = true;
}
