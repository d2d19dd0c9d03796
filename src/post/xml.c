/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reader of tags.
 */
#include "xml.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

void
xml_begin(struct xml *xml, struct arena *arena, const char *text, size_t length)
{
	*xml = (struct xml){ .arena = arena, .at = text, .end = text + length };
}

/* A code point as UTF-8; what is none in XML becomes U+FFFD. */
static void
add_point(struct buffer *out, unsigned long point)
{
	char bytes[4];

	if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
		point = 0xFFFD;
	if (point < 0x80) {
		bytes[0] = (char)point;
		buffer_add(out, bytes, 1);
	} else if (point < 0x800) {
		bytes[0] = (char)(0xC0 | point >> 6);
		bytes[1] = (char)(0x80 | (point & 0x3F));
		buffer_add(out, bytes, 2);
	} else if (point < 0x10000) {
		bytes[0] = (char)(0xE0 | point >> 12);
		bytes[1] = (char)(0x80 | (point >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (point & 0x3F));
		buffer_add(out, bytes, 3);
	} else {
		bytes[0] = (char)(0xF0 | point >> 18);
		bytes[1] = (char)(0x80 | (point >> 12 & 0x3F));
		bytes[2] = (char)(0x80 | (point >> 6 & 0x3F));
		bytes[3] = (char)(0x80 | (point & 0x3F));
		buffer_add(out, bytes, 4);
	}
}

/* "&amp;" at `text`: how many bytes it has; one where it is none, which stands for itself. */
static size_t
add_entity(struct buffer *out, const char *text, size_t left)
{
	static const struct {
		const char *name, *text;
	} entities[] = {
		{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"},
	};
	const char *const end = memchr(text, ';', left < 12 ? left : 12);

	for (size_t i = 0; end && i < sizeof entities / sizeof *entities; i++) {
		const size_t length = strlen(entities[i].name);

		if (length <= left && strncmp(text, entities[i].name, length) == 0) {
			buffer_text(out, entities[i].text);
			return length;
		}
	}
	if (end && text[1] == '#') {
		const bool hex = text[2] == 'x';

		add_point(out, strtoul(text + (hex ? 3 : 2), NULL, hex ? 16 : 10));
		return (size_t)(end - text) + 1;
	}
	buffer_add(out, text, 1);
	return 1;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Does what is left begin with it? */
static bool
begins(const struct xml *xml, const char *words)
{
	const size_t length = strlen(words);

	return (size_t)(xml->end - xml->at) >= length && memcmp(xml->at, words, length) == 0;
}

/* Moves behind the next `words`; to the end where there are none. */
static void
skip_past(struct xml *xml, const char *words)
{
	while (xml->at < xml->end && !begins(xml, words))
		xml->at++;
	if (xml->at < xml->end)
		xml->at += strlen(words);
}

static void
take_cdata(struct xml *xml, struct buffer *out)
{
	const char *start;

	xml->at += strlen("<![CDATA[");
	start = xml->at;
	skip_past(xml, "]]>");
	buffer_add(out, start, (size_t)(xml->at - start) - (xml->at - start >= 3 &&
			memcmp(xml->at - 3, "]]>", 3) == 0 ? 3 : 0));
}

/* Text up to the next tag, over comments, instructions and CDATA. */
static void
take_text(struct xml *xml, struct buffer *out)
{
	while (xml->at < xml->end) {
		if (*xml->at == '&') {
			xml->at += add_entity(out, xml->at, (size_t)(xml->end - xml->at));
		} else if (*xml->at != '<') {
			buffer_add(out, xml->at++, 1);
		} else if (begins(xml, "<![CDATA[")) {
			take_cdata(xml, out);
		} else if (begins(xml, "<!--")) {
			skip_past(xml, "-->");
		} else if (begins(xml, "<?") || begins(xml, "<!")) {
			skip_past(xml, ">");
		} else {
			return;
		}
	}
}

static const char *
trimmed(struct arena *arena, const struct buffer *text)
{
	size_t start = 0, end = text->length;

	while (start < end && is_blank(text->bytes[start]))
		start++;
	while (end > start && is_blank(text->bytes[end - 1]))
		end--;
	return arena_copy_bytes(arena, text->length ? text->bytes + start : "", end - start);
}

/* The tag's name without its prefix; then its end, over attributes in quotes. False: none. */
static bool
take_tag(struct xml *xml, const char **name, bool *opens, bool *empty)
{
	const char *start, *local;
	char quote = '\0';

	xml->at++;
	*opens = xml->at < xml->end && *xml->at != '/';
	if (!*opens && xml->at < xml->end)
		xml->at++;
	for (start = local = xml->at; xml->at < xml->end && !is_blank(*xml->at) &&
			*xml->at != '>' && *xml->at != '/'; xml->at++)
		if (*xml->at == ':')
			local = xml->at + 1;
	*name = arena_copy_bytes(xml->arena, local, (size_t)(xml->at - local));
	for (; xml->at < xml->end && (quote || *xml->at != '>'); xml->at++)
		if (quote ? *xml->at == quote : *xml->at == '"' || *xml->at == '\'')
			quote = quote ? '\0' : *xml->at;
	*empty = xml->at < xml->end && xml->at > start && xml->at[-1] == '/';
	if (xml->at >= xml->end)
		return false;
	xml->at++;
	return **name != '\0';
}

/* The element that is closed; false where it isn't the one that is open. */
static bool
leave(struct xml *xml, struct xml_tag *tag, const char *name)
{
	if (xml->depth == 0 || strcmp(xml->names[xml->depth - 1], name) != 0)
		return false;
	xml->depth--;
	tag->opens = false;
	tag->name = name;
	tag->parent = xml->depth ? xml->names[xml->depth - 1] : "";
	return true;
}

static bool
enter(struct xml *xml, struct xml_tag *tag, const char *name)
{
	if (xml->depth == XML_DEEP)
		return false;
	tag->opens = true;
	tag->name = name;
	tag->parent = xml->depth ? xml->names[xml->depth - 1] : "";
	xml->names[xml->depth++] = name;
	xml->any = true;
	return true;
}

bool
xml_whole(const struct xml *xml)
{
	return xml->any && xml->depth == 0;
}

bool
xml_next(struct xml *xml, struct xml_tag *tag)
{
	struct buffer text = {0};
	const char *name;
	bool opens;

	tag->text = "";
	if (xml->closes) {
		xml->closes = false;
		return leave(xml, tag, xml->names[xml->depth - 1]);
	}
	take_text(xml, &text);
	tag->text = trimmed(xml->arena, &text);
	buffer_free(&text);
	if (xml->at >= xml->end || !take_tag(xml, &name, &opens, &xml->closes))
		return false;
	if (opens)
		return enter(xml, tag, name);
	xml->closes = false;
	return leave(xml, tag, name);
}
