/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters without their accents, in the case that they have.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

/* Letters that Unicode doesn't decompose. */
static const struct {
	const char *letter, *bare;
} strokes[] = {
	{ "Ł", "L" }, { "ł", "l" }, { "Đ", "D" }, { "đ", "d" }, { "Ð", "D" }, { "ð", "d" },
	{ "Ħ", "H" }, { "ħ", "h" }, { "ı", "i" }, { "Œ", "Oe" }, { "œ", "oe" }, { "Þ", "Th" },
	{ "þ", "th" }, { "Ŧ", "T" }, { "ŧ", "t" },
};

static const char *
stroke_of(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (strlen(strokes[i].letter) == length &&
				memcmp(strokes[i].letter, text, length) == 0)
			return strokes[i].bare;
	return NULL;
}

static bool
is_mark(utf8proc_int32_t codepoint)
{
	const utf8proc_category_t category = utf8proc_category(codepoint);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

char *
text_unaccented(struct arena *arena, const char *text)
{
	struct buffer bare = { 0 };
	utf8proc_uint8_t *apart;
	utf8proc_int32_t codepoint;
	char *out;

	if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &apart,
			UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE) < 0)
		return arena_copy(arena, text);
	for (const utf8proc_uint8_t *at = apart; *at;) {
		const utf8proc_ssize_t length = utf8proc_iterate(at, -1, &codepoint);
		const char *const stroke = stroke_of((const char *)at, (size_t)length);

		if (stroke)
			buffer_text(&bare, stroke);
		else if (!is_mark(codepoint))
			buffer_add(&bare, (const char *)at, (size_t)length);
		at += length;
	}
	out = arena_copy(arena, bare.length ? bare.bytes : "");
	buffer_free(&bare);
	free(apart);
	return out;
}
