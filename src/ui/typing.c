/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing a line of text, a grapheme cluster at a time.
 */
#include "ui/typing.h"
#include "base/guard.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The border before or after the cluster at `at`. */
static size_t
before(const char *text, size_t at)
{
	size_t from = 0, last = 0;
	int width;

	while (from < at) {
		last = from;
		from += text_cluster(text + from, &width);
	}
	return last;
}

static size_t
after(const char *text, size_t at)
{
	int width;

	return at + text_cluster(text + at, &width);
}

static void
take_away(struct typing *typing, size_t from, size_t until)
{
	memmove(typing->text + from, typing->text + until, strlen(typing->text + until) + 1);
	typing->at = from;
}

static size_t
word_before(const struct typing *typing)
{
	size_t at = typing->at;

	while (at > 0 && typing->text[at - 1] == ' ')
		at--;
	while (at > 0 && typing->text[at - 1] != ' ')
		at--;
	return at;
}

static void
insert(struct typing *typing, const char *text)
{
	const size_t length = strlen(text), all = strlen(typing->text);

	if (all + length >= sizeof(typing->text))
		return;
	memmove(typing->text + typing->at + length, typing->text + typing->at,
			all - typing->at + 1);
	memcpy(typing->text + typing->at, text, length);
	typing->at += length;
}

/* The text that a key types, NULL where it types none: a name has several ASCII letters. */
static const char *
typed(const char *key)
{
	if (strcmp(key, "Space") == 0)
		return " ";
	return key[0] && (!key[1] || (key[0] & 0x80)) ? key : NULL;
}

static bool
edit(struct typing *typing, const char *key)
{
	const char *const text = typing->text;

	if (strcmp(key, "BSpace") == 0)
		take_away(typing, before(text, typing->at), typing->at);
	else if (strcmp(key, "Delete") == 0)
		take_away(typing, typing->at, after(text, typing->at));
	else if (strcmp(key, "C-u") == 0)
		typing_set(typing, "");
	else if (strcmp(key, "C-w") == 0)
		take_away(typing, word_before(typing), typing->at);
	else
		return false;
	return true;
}

static bool
move(struct typing *typing, const char *key)
{
	if (strcmp(key, "Left") == 0)
		typing->at = before(typing->text, typing->at);
	else if (strcmp(key, "Right") == 0)
		typing->at = after(typing->text, typing->at);
	else if (strcmp(key, "Home") == 0 || strcmp(key, "C-a") == 0)
		typing->at = 0;
	else if (strcmp(key, "End") == 0 || strcmp(key, "C-e") == 0)
		typing->at = strlen(typing->text);
	else
		return false;
	return true;
}

bool
typing_key(struct typing *typing, const char *key)
{
	const char *const text = typed(key);

	if (text)
		insert(typing, text);
	return text || edit(typing, key) || move(typing, key);
}

void
typing_set(struct typing *typing, const char *text)
{
	size_t length = text ? strlen(text) : 0;

	if (length >= sizeof(typing->text)) {
		length = sizeof(typing->text) - 1;
		while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
			length--;
	}
	if (length > 0)
		memcpy(typing->text, text, length);
	typing->text[length] = '\0';
	typing->at = length;
}

/* Cells of the text before the byte `at`. */
static int
width_before(const char *text, size_t at)
{
	int cells = 0, width;

	for (size_t i = 0; i < at; i += text_cluster(text + i, &width)) {
		text_cluster(text + i, &width);
		cells += width;
	}
	return cells;
}

void
typing_draw(const struct typing *typing, struct grid *grid, int y, int x, int cells, bool focus)
{
	const char *text = typing->text;
	size_t at = typing->at;
	int width;

	while (*text && width_before(text, at) >= cells) {
		const size_t length = text_cluster(text, &width);

		text += length;
		at -= length;
	}
	grid_blank(grid, y, x, cells);
	grid_text(grid, y, x, STYLE_BOLD, text, cells);
	if (focus)
		grid_cursor(grid, y, x + width_before(text, at));
}

void
typing_draw_unseen(const struct typing *typing, struct grid *grid, int y, int x, int cells,
		bool focus)
{
	struct typing shown = { .at = 0 };
	int width;

	for (size_t i = 0, n = 0; typing->text[i]; n++) {
		i += text_cluster(typing->text + i, &width);
		shown.text[n] = '*';
		shown.at += i <= typing->at;
	}
	typing_draw(&shown, grid, y, x, cells, focus);
}

void
typing_wipe(struct typing *typing)
{
	guard_wipe(typing, sizeof(*typing));
}
