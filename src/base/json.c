/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON values as text. Runs of bytes that stand for themselves are copied whole; only what is
 * not plain is looked at by itself.
 */
#include "base/json.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"	/* U+FFFD */

/* Printable ASCII but the quote and the backslash. */
static int
is_plain(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* The letter of the short escape that RFC 8259 has for this character, or 0. */
static char
short_escape(unsigned char byte)
{
	switch (byte) {
	case '"':
	case '\\':
		return (char)byte;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return 0;
	}
}

/* Controls (C0, DEL and C1) by number, so that output on a terminal commands nothing. */
static void
add_control(struct buffer *buffer, unsigned codepoint)
{
	static const char digits[] = "0123456789abcdef";
	const char escape[] = {'\\', 'u', '0', '0', digits[codepoint >> 4],
			       digits[codepoint & 15]};

	buffer_add(buffer, escape, sizeof escape);
}

/* Writes the one character at `text`; gives the bytes it took there. */
static size_t
add_special(struct buffer *buffer, const unsigned char *text, size_t length)
{
	const char letter = short_escape(*text);
	const char escape[] = {'\\', letter};
	utf8proc_int32_t codepoint;
	utf8proc_ssize_t taken;

	if (letter) {
		buffer_add(buffer, escape, sizeof escape);
		return 1;
	}
	taken = utf8proc_iterate(text, (utf8proc_ssize_t)length, &codepoint);
	if (taken <= 0) {
		buffer_text(buffer, REPLACEMENT);
		return 1;
	}
	if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0))
		add_control(buffer, (unsigned)codepoint);
	else
		buffer_add(buffer, (const char *)text, (size_t)taken);
	return (size_t)taken;
}

void
json_text(struct buffer *buffer, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *run = at, *end;

	if (!text) {
		buffer_text(buffer, "null");
		return;
	}
	end = at + strlen(text);
	buffer_add(buffer, "\"", 1);
	while (at < end) {
		if (is_plain(*at)) {
			at++;
			continue;
		}
		buffer_add(buffer, (const char *)run, (size_t)(at - run));
		at += add_special(buffer, at, (size_t)(end - at));
		run = at;
	}
	buffer_add(buffer, (const char *)run, (size_t)(at - run));
	buffer_add(buffer, "\"", 1);
}

void
json_int(struct buffer *buffer, long long value)
{
	char digits[24], *at = digits + sizeof digits;
	unsigned long long left = value < 0 ? 0ULL - (unsigned long long)value
					    : (unsigned long long)value;

	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (value < 0)
		*--at = '-';
	buffer_add(buffer, at, (size_t)(digits + sizeof digits - at));
}
