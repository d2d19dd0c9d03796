/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Composing an e-mail.
 */
#include "mail.h"

#include <string.h>

#include "base/text.h"

#define LINE_MOST 76		/* characters of an encoded line (RFC 2045, 6.7) */
#define WORD_BYTES 39		/* of text in one encoded word: 52 characters of base64 */
#define BASE64_BYTES 57		/* in a line of 76 */

#define MIXED "=_chairtime_mixed"
#define ALTERNATIVE "=_chairtime_alternative"	/* "=_" occurs in no encoded body */

bool
mail_address_good(const char *address)
{
	const char *const at = strchr(address, '@');
	const size_t length = strlen(address);

	if (!at || at == address || !at[1] || strchr(at + 1, '@') || length > 254)
		return false;
	if (address[0] == '-' || at[1] == '.' || at[1] == '-' || address[length - 1] == '.')
		return false;
	for (const char *c = address; *c; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>()[]\\,;:\"", *c))
			return false;
	return true;
}

/* Encodings */

static void
base64_add(struct buffer *out, const char *text, size_t length)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *const bytes = (const unsigned char *)text;

	for (size_t i = 0; i < length; i += 3) {
		const unsigned one = bytes[i], two = i + 1 < length ? bytes[i + 1] : 0,
			three = i + 2 < length ? bytes[i + 2] : 0;
		const char four[] = {
			digits[one >> 2], digits[(one & 3) << 4 | two >> 4],
			i + 1 < length ? digits[(two & 15) << 2 | three >> 6] : '=',
			i + 2 < length ? digits[three & 63] : '='
		};

		buffer_add(out, four, sizeof four);
	}
}

static void
base64_lines(struct buffer *out, const char *text)
{
	const size_t length = strlen(text);

	for (size_t i = 0; i < length; i += BASE64_BYTES) {
		base64_add(out, text + i, length - i < BASE64_BYTES ? length - i : BASE64_BYTES);
		buffer_text(out, "\r\n");
	}
}

/* How the byte at `text` stands in quoted-printable; a blank at a line's end is seen only so. */
static size_t
quoted_byte(const char *text, char out[3])
{
	static const char hex[] = "0123456789ABCDEF";
	const unsigned char byte = (unsigned char)*text;
	const bool ends = text[1] == '\0' || text[1] == '\n';

	if ((byte > ' ' && byte <= '~' && byte != '=') || ((byte == ' ' || byte == '\t') && !ends)) {
		out[0] = (char)byte;
		return 1;
	}
	out[0] = '=';
	out[1] = hex[byte >> 4];
	out[2] = hex[byte & 15];
	return 3;
}

/* RFC 2045, 6.7. A carriage return in the text is one more byte, never a line's end. */
static void
quoted_lines(struct buffer *out, const char *text)
{
	size_t column = 0;
	char bytes[3];

	for (; *text; text++) {
		const size_t length = *text == '\n' ? 0 : quoted_byte(text, bytes);

		if (length == 0) {
			buffer_text(out, "\r\n");
			column = 0;
			continue;
		}
		if (column + length > LINE_MOST - 1) {
			buffer_text(out, "=\r\n");
			column = 0;
		}
		buffer_add(out, bytes, length);
		column += length;
	}
	buffer_text(out, "\r\n");
}

/* Bytes of the longest beginning of at most `most` that splits no character. */
static size_t
whole_characters(const char *text, size_t most)
{
	const size_t length = strlen(text);
	size_t end = length < most ? length : most;

	while (end > 0 && end < length && ((unsigned char)text[end] & 0xC0) == 0x80)
		end--;
	return end ? end : most;
}

/* Headers. Text in them is clean: one line, well-formed UTF-8. */

static bool
is_plain(const char *text)
{
	for (const char *c = text; *c; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return !strstr(text, "=?");
}

/* "Subject: …", folded into encoded words where it isn't short ASCII (RFC 2047). */
static void
header_text(struct buffer *out, const char *name, const char *text)
{
	const char *blank = "";

	buffer_print(out, "%s: ", name);
	if (is_plain(text) && strlen(name) + 2 + strlen(text) <= LINE_MOST) {
		buffer_print(out, "%s\r\n", text);
		return;
	}
	while (*text) {
		const size_t length = whole_characters(text, WORD_BYTES);

		buffer_print(out, "%s=?UTF-8?B?", blank);
		base64_add(out, text, length);
		buffer_text(out, "?=");
		text += length;
		blank = "\r\n ";
	}
	buffer_text(out, "\r\n");
}

/* "From: Riverside Dental <desk@…>": the name is always encoded or quoted, never read as syntax. */
static void
header_address(struct buffer *out, const char *name, const char *person, const char *address)
{
	struct buffer line = {0};

	if (!person || text_is_blank(person)) {
		buffer_print(out, "%s: <%s>\r\n", name, address);
		return;
	}
	if (is_plain(person) && !strpbrk(person, "\"\\") && strlen(person) < 50)
		buffer_print(out, "%s: \"%s\"", name, person);
	else {
		header_text(&line, name, person);
		if (line.length > 2)	/* without its end */
			buffer_add(out, line.bytes, line.length - 2);
		buffer_free(&line);
	}
	buffer_print(out, "\r\n <%s>\r\n", address);
}

static void
header_date(struct buffer *out, time_t at)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	struct tm tm;

	gmtime_r(&at, &tm);
	buffer_print(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[tm.tm_wday],
			tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
			tm.tm_sec);
}

/* A language is a tag of letters, digits and hyphens; anything else is left out. */
static void
header_language(struct buffer *out, const char *language)
{
	if (!text_is_blank(language) && strlen(language) < 36 &&
			strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
			strlen(language))
		buffer_print(out, "Content-Language: %s\r\n", language);
}

/* Auto-Submitted (RFC 3834) keeps vacation answers away; List-Unsubscribe (RFC 2369) gives the
 * patient's own program a way to end it. */
static void
headers(struct buffer *out, struct arena *arena, const struct mail *mail)
{
	const char *const answer = mail->reply_to ? mail->reply_to : mail->from;

	header_date(out, mail->at);
	header_address(out, "From", mail->from_name ? text_clean(arena, mail->from_name) : NULL,
			mail->from);
	header_address(out, "To", NULL, mail->to);
	if (mail->reply_to)
		header_address(out, "Reply-To", NULL, mail->reply_to);
	header_text(out, "Subject", text_clean(arena, mail->subject ? mail->subject : ""));
	buffer_print(out, "Message-ID: <%s%s>\r\n", mail->id, strchr(mail->from, '@'));
	buffer_text(out, "Auto-Submitted: auto-generated\r\n");
	if (mail->unsubscribe)
		buffer_print(out, "List-Unsubscribe:\r\n <mailto:%s?subject=STOP>\r\n", answer);
	header_language(out, mail->language);
	buffer_text(out, "MIME-Version: 1.0\r\n");
}

/* Bodies */

static void
text_part(struct buffer *out, const struct mail *mail)
{
	buffer_text(out, "Content-Type: text/plain; charset=utf-8\r\n"
			"Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	quoted_lines(out, mail->text ? mail->text : "");
}

/* RFC 6047, 2.4: the parameter `method` is what the calendar's METHOD says. */
static void
calendar_parts(struct buffer *out, const struct mail *mail)
{
	buffer_text(out, "Content-Type: multipart/mixed; boundary=\"" MIXED "\"\r\n\r\n"
			"--" MIXED "\r\n"
			"Content-Type: multipart/alternative; boundary=\"" ALTERNATIVE "\"\r\n\r\n"
			"--" ALTERNATIVE "\r\n");
	text_part(out, mail);
	buffer_print(out, "--" ALTERNATIVE "\r\n"
			"Content-Type: text/calendar; charset=utf-8; method=%s;\r\n component=VEVENT\r\n"
			"Content-Transfer-Encoding: base64\r\n\r\n", mail->method);
	base64_lines(out, mail->calendar);
	buffer_text(out, "--" ALTERNATIVE "--\r\n\r\n--" MIXED "\r\n"
			"Content-Type: application/ics; name=\"visit.ics\"\r\n"
			"Content-Transfer-Encoding: base64\r\n"
			"Content-Disposition: attachment; filename=\"visit.ics\"\r\n\r\n");
	base64_lines(out, mail->calendar);
	buffer_text(out, "--" MIXED "--\r\n");
}

void
mail_compose(struct buffer *out, const struct mail *mail)
{
	struct arena arena = {0};

	headers(out, &arena, mail);
	if (mail->calendar)
		calendar_parts(out, mail);
	else
		text_part(out, mail);
	arena_free(&arena);
}
