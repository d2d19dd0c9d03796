/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in cells: clusters, widths, what fits, what may be shown; and the small questions asked
 * of codes and numbers. (Folding is in fold.c.)
 */
#include "base/text.h"
#include "base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"	/* U+FFFD */
#define REPLACEMENT_BYTES 3
#define EMOJI_STYLE 0xFE0F		/* variation selector: show the one before as an emoji */

/* The character at `text`, which ends with NUL: its bytes, or 0 where they are malformed. */
static size_t
decode(const unsigned char *text, utf8proc_int32_t *codepoint)
{
	/* Length -1 reads up to four bytes and stops at the first that doesn't belong, so not
	 * behind the NUL. */
	const utf8proc_ssize_t taken = utf8proc_iterate(text, -1, codepoint);

	return taken > 0 ? (size_t)taken : 0;
}

static bool
is_control(utf8proc_int32_t codepoint)
{
	return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0);
}

/* Embeddings, overrides and isolates: they turn round what stands behind them. */
static bool
is_bidi_override(utf8proc_int32_t codepoint)
{
	return (codepoint >= 0x202A && codepoint <= 0x202E) ||
	       (codepoint >= 0x2066 && codepoint <= 0x2069);
}

bool
text_valid(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *const end = at + length;
	utf8proc_int32_t codepoint;

	while (at < end) {
		utf8proc_ssize_t taken = 1;

		if (*at == 0)
			return false;
		if (*at >= 0x80)
			taken = utf8proc_iterate(at, end - at, &codepoint);
		if (taken <= 0)
			return false;
		at += taken;
	}
	return true;
}

/* Bytes at the beginning of `text` that are clusters of one ASCII character each: those that
 * another ASCII character (or the NUL) follows, since a mark might follow the last. */
static size_t
ascii_run(const unsigned char *text, size_t most)
{
	size_t length = 0;

	while (length < most && text[length] && text[length] < 0x80 && text[length + 1] < 0x80)
		length++;
	return length;
}

/* Terminals give a cell to a spacing mark (the vowel signs beside an Indic letter), utf8proc
 * none. */
static int
cells_of(utf8proc_int32_t codepoint)
{
	if (utf8proc_category(codepoint) == UTF8PROC_CATEGORY_MC)
		return 1;
	return utf8proc_charwidth(codepoint);
}

/* Cells of a cluster are those of its characters, at most two; marks and joiners have none. */
static size_t
measure_cluster(const unsigned char *text, int *width)
{
	utf8proc_int32_t codepoint, next, state = 0;
	size_t length = decode(text, &codepoint), more;
	bool emoji = false;
	int cells;

	if (length == 0 || is_control(codepoint)) {
		*width = 1;
		return length ? length : 1;
	}
	cells = cells_of(codepoint);
	while (text[length] && (more = decode(text + length, &next)) > 0 &&
	       !utf8proc_grapheme_break_stateful(codepoint, next, &state)) {
		cells += cells_of(next);
		emoji = emoji || next == EMOJI_STYLE;
		length += more;
		codepoint = next;
	}
	*width = cells > 2 || (emoji && cells > 0) ? 2 : cells;
	return length;
}

size_t
text_cluster(const char *text, int *width)
{
	const unsigned char *const bytes = (const unsigned char *)text;

	if (bytes[0] == 0) {
		*width = 0;
		return 0;
	}
	if (ascii_run(bytes, 1) == 1) {
		*width = 1;
		return 1;
	}
	return measure_cluster(bytes, width);
}

int
text_width(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	int cells = 0, width;

	for (;;) {
		const size_t plain = ascii_run(at, SIZE_MAX);

		at += plain;
		cells += (int)plain;
		if (!*at)
			return cells;
		at += measure_cluster(at, &width);
		cells += width;
	}
}

size_t
text_fit(const char *text, int cells)
{
	const unsigned char *at = (const unsigned char *)text;
	int width;

	if (cells < 0)
		return 0;
	for (;;) {
		const size_t plain = ascii_run(at, (size_t)cells);
		size_t length;

		at += plain;
		cells -= (int)plain;
		length = text_cluster((const char *)at, &width);
		if (length == 0 || width > cells)
			return (size_t)(at - (const unsigned char *)text);
		at += length;
		cells -= width;
	}
}

/* The bytes of the character at `text` if it may be shown, else 0. */
static size_t
showable(const unsigned char *text)
{
	utf8proc_int32_t codepoint;
	const size_t length = decode(text, &codepoint);

	return length && !is_control(codepoint) && !is_bidi_override(codepoint) ? length : 0;
}

/* Bytes to pass over for a character that may not be shown. */
static size_t
unshowable(const unsigned char *text)
{
	utf8proc_int32_t codepoint;
	const size_t length = decode(text, &codepoint);

	return length ? length : 1;
}

char *
text_clean(struct arena *arena, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t length;
	char *clean, *end;

	while (*at && (length = showable(at)) > 0)
		at += length;
	if (!*at)
		return arena_copy(arena, text);
	end = clean = arena_take(arena, strlen(text) * REPLACEMENT_BYTES + 1);
	for (at = (const unsigned char *)text; *at; at += length) {
		length = showable(at);
		if (length > 0) {
			memcpy(end, at, length);
			end += length;
		} else {
			length = unshowable(at);
			memcpy(end, REPLACEMENT, REPLACEMENT_BYTES);
			end += REPLACEMENT_BYTES;
		}
	}
	*end = '\0';
	return clean;
}

char *
text_reverse(struct arena *arena, const char *text)
{
	const size_t length = strlen(text);
	char *const reversed = arena_take(arena, length + 1);

	for (size_t i = 0; i < length; i++)
		reversed[i] = text[length - 1 - i];
	return reversed;
}

static bool
is_white_space(utf8proc_int32_t codepoint)
{
	switch (utf8proc_category(codepoint)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return (codepoint >= '\t' && codepoint <= '\r') || codepoint == 0x85;
	}
}

bool
text_is_blank(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	utf8proc_int32_t codepoint;

	while (at && *at) {
		const size_t length = decode(at, &codepoint);

		if (length == 0 || !is_white_space(codepoint))
			return false;
		at += length;
	}
	return true;
}

static unsigned char
ascii_lower(unsigned char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte - 'A' + 'a') : byte;
}

bool
text_equal_nocase(const char *a, const char *b)
{
	while (*a && ascii_lower((unsigned char)*a) == ascii_lower((unsigned char)*b)) {
		a++;
		b++;
	}
	return ascii_lower((unsigned char)*a) == ascii_lower((unsigned char)*b);
}

bool
text_parse_int(const char *text, long long *out)
{
	const char first = text[*text == '-' || *text == '+'];
	char *end;
	long long value;

	if (first < '0' || first > '9')
		return false;
	errno = 0;
	value = strtoll(text, &end, 10);
	if (errno != 0 || *end)
		return false;
	*out = value;
	return true;
}

size_t
text_row_length(const char *text, int cells)
{
	const size_t most = text_fit(text, cells);
	size_t length = most;

	if (!text[most])
		return most;
	while (length > 0 && text[length] != ' ')
		length--;
	return length > 0 ? length : most;
}
