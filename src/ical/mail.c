/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking mail apart: head, then what the parts hold.
 */
#include "mail.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"

#define DEPTH 8			/* of parts within parts */

/* A stretch of bytes. */
struct span {
	const char *at;
	size_t length;
};

/* What the head of a message or part says. */
struct head {
	const char *from, *type, *encoding, *failed;
};

/* The next line, its end taken off; false at the end. */
static bool
line_next(struct span *rest, struct span *line)
{
	const char *const end = rest->length ? memchr(rest->at, '\n', rest->length) : NULL;
	const size_t length = end ? (size_t)(end - rest->at) + 1 : rest->length;

	if (rest->length == 0)
		return false;
	*line = (struct span){rest->at, end ? length - 1 : length};
	if (line->length && line->at[line->length - 1] == '\r')
		line->length--;
	rest->at += length;
	rest->length -= length;
	return true;
}

static bool
begins(const char *text, const char *word)
{
	return strncasecmp(text, word, strlen(word)) == 0;
}

/* The value of "Name: value", blanks before it gone; NULL where the field is another. */
static const char *
value_of(const char *field, const char *name)
{
	const size_t length = strlen(name);

	if (!begins(field, name) || field[length] != ':')
		return NULL;
	field += length + 1;
	return field + strspn(field, " \t");
}

static void
field_take(struct arena *arena, struct buffer *field, struct head *head)
{
	static const char *const names[] = {"From", "Content-Type", "Content-Transfer-Encoding",
		"X-Failed-Recipients"};
	const char **const values[] = {&head->from, &head->type, &head->encoding, &head->failed};

	for (size_t i = 0; field->length && i < sizeof names / sizeof *names; i++) {
		const char *const value = value_of(field->bytes, names[i]);

		if (value && !*values[i])
			*values[i] = arena_copy(arena, value);
	}
	buffer_reset(field);
}

/* Reads the head, leaves the body in *rest. */
static struct head
head_read(struct arena *arena, struct span *rest)
{
	struct head head = {0};
	struct buffer field = {0};
	struct span line;

	while (line_next(rest, &line) && line.length) {
		if (*line.at != ' ' && *line.at != '\t')
			field_take(arena, &field, &head);
		buffer_add(&field, line.at, line.length);
	}
	field_take(arena, &field, &head);
	buffer_free(&field);
	return head;
}

/* "Elena <Elena@Example.org>" is elena@example.org; NULL where no address is in it. */
static const char *
address_of(struct arena *arena, const char *text)
{
	const char *const open = strrchr(text, '<');
	const char *const begin = open ? open + 1 : text + strspn(text, " \t\"");
	char *const address = arena_copy_bytes(arena, begin, strcspn(begin, "> \t\r\n,;\""));

	for (char *at = address; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return strchr(address, '@') ? address : NULL;
}

/* A parameter of a Content-Type: boundary="…"; in the arena, NULL where it isn't there. */
static const char *
parameter_of(struct arena *arena, const char *type, const char *name)
{
	const size_t length = strlen(name);

	for (const char *at = strchr(type, ';'); at; at = strchr(at, ';')) {
		at++;
		at += strspn(at, " \t");
		if (!begins(at, name) || at[length] != '=')
			continue;
		at += length + 1;
		if (*at == '"')
			return arena_copy_bytes(arena, at + 1, strcspn(at + 1, "\""));
		return arena_copy_bytes(arena, at, strcspn(at, "; \t"));
	}
	return NULL;
}

/* Decoding. */

static int
digit64(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *const found = c ? strchr(digits, c) : NULL;

	return found ? (int)(found - digits) : -1;
}

static void
decode_base64(struct buffer *out, struct span body)
{
	unsigned bits = 0;
	int held = 0;

	for (size_t i = 0; i < body.length; i++) {
		const int digit = digit64(body.at[i]);
		char byte;

		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xFFFFFF;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		byte = (char)(bits >> held & 0xFF);
		buffer_add(out, &byte, 1);
	}
}

static int
digit16(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* =0D=0A; an = at the end of a line joins it with the next. */
static void
decode_quoted(struct buffer *out, struct span body)
{
	struct span line;

	while (line_next(&body, &line)) {
		bool joined = false;

		for (size_t i = 0; i < line.length; i++) {
			char byte = line.at[i];
			const int high = byte == '=' && i + 2 < line.length ? digit16(line.at[i + 1]) : -1;
			const int low = high >= 0 ? digit16(line.at[i + 2]) : -1;

			if (byte == '=' && i + 1 >= line.length) {
				joined = true;
				continue;
			}
			if (low >= 0) {
				byte = (char)(high << 4 | low);
				i += 2;
			}
			buffer_add(out, &byte, 1);
		}
		if (!joined)
			buffer_text(out, "\n");
	}
}

static void
calendar_take(struct arena *arena, const struct head *head, struct span body, struct mail *out)
{
	struct buffer text = {0};

	buffer_add(&text, "", 0);
	if (head->encoding && begins(head->encoding, "base64"))
		decode_base64(&text, body);
	else if (head->encoding && begins(head->encoding, "quoted-printable"))
		decode_quoted(&text, body);
	else
		buffer_add(&text, body.at, body.length);
	out->calendar = arena_copy_bytes(arena, text.bytes, text.length);
	out->calendar_length = text.length;
	buffer_free(&text);
}

/* message/delivery-status: who wasn't reached, for good. */
static void
status_take(struct arena *arena, struct span body, struct mail *out)
{
	const char *recipient = NULL;
	struct span line;

	while (line_next(&body, &line)) {
		const char *const field = arena_copy_bytes(arena, line.at, line.length);
		const char *const whom = value_of(field, "Final-Recipient");
		const char *const action = value_of(field, "Action");

		if (whom && strchr(whom, ';'))
			recipient = address_of(arena, strchr(whom, ';') + 1);
		if (action && begins(action, "failed") && recipient)
			out->bounced = recipient;
	}
}

/* Parts. */

static void part_read(struct arena *arena, struct span text, struct mail *out, int depth);

static bool
is_boundary(struct span line, const char *boundary, size_t length)
{
	return line.length >= length + 2 && line.at[0] == '-' && line.at[1] == '-' &&
	       memcmp(line.at + 2, boundary, length) == 0;
}

/* From boundary to boundary. */
static void
parts_read(struct arena *arena, struct span body, const char *boundary, struct mail *out, int depth)
{
	const size_t length = strlen(boundary);
	struct span line;
	const char *begin = NULL;

	while (line_next(&body, &line)) {
		if (!is_boundary(line, boundary, length))
			continue;
		if (begin)
			part_read(arena, (struct span){begin, (size_t)(line.at - begin)}, out, depth + 1);
		begin = body.at;
		if (line.length >= length + 4 && memcmp(line.at + length + 2, "--", 2) == 0)
			return;
	}
	if (begin)
		part_read(arena, (struct span){begin, (size_t)(body.at - begin)}, out, depth + 1);
}

static void
body_read(struct arena *arena, const struct head *head, struct span body, struct mail *out,
		int depth)
{
	const char *const type = head->type ? head->type : "text/plain";
	const char *boundary;

	if (begins(type, "multipart/") && depth < DEPTH) {
		boundary = parameter_of(arena, type, "boundary");
		if (boundary && *boundary)
			parts_read(arena, body, boundary, out, depth);
	} else if ((begins(type, "text/calendar") || begins(type, "application/ics")) &&
		   !out->calendar) {
		calendar_take(arena, head, body, out);
	} else if (begins(type, "message/delivery-status")) {
		status_take(arena, body, out);
	}
}

static void
part_read(struct arena *arena, struct span text, struct mail *out, int depth)
{
	const struct head head = head_read(arena, &text);

	body_read(arena, &head, text, out, depth);
}

void
mail_read(struct arena *arena, const char *text, size_t length, struct mail *out)
{
	struct span rest = {text, length};
	const struct head head = head_read(arena, &rest);

	*out = (struct mail){0};
	if (head.from)
		out->from = address_of(arena, head.from);
	if (head.failed)
		out->bounced = address_of(arena, head.failed);
	body_read(arena, &head, rest, out, 0);
}
