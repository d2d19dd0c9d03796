/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content lines: unfolding, then name, parameters and value.
 */
#include "base/content.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#define LINE_ROOM (256 * 1024)	/* of one line, unfolded: pictures in a file are longer, and let go */

struct content {
	FILE *stream;
	struct buffer line;		/* one line unfolded, taken apart in its place */
	int next_line;			/* of the file, the line to be read next */
	bool begun;
};

struct content *
content_new(FILE *stream)
{
	struct content *const content = calloc(1, sizeof *content);

	if (!content)
		abort();
	content->stream = stream;
	content->next_line = 1;
	return content;
}

void
content_free(struct content *content)
{
	buffer_free(&content->line);
	free(content);
}

/* Appends a line of the file without its end; false where the file had no more. */
static bool
physical_read(struct content *content, bool *cut)
{
	char piece[512];
	size_t length = 0;
	int c;

	while ((c = getc_unlocked(content->stream)) != EOF && c != '\n') {
		if (c == '\0')
			continue;
		if (length == sizeof piece) {
			buffer_add(&content->line, piece, length);
			length = 0;
		}
		if (content->line.length + length >= LINE_ROOM)
			*cut = true;
		else
			piece[length++] = (char)c;
	}
	buffer_add(&content->line, piece, length);
	if (c == EOF && length == 0 && content->line.length == 0)
		return false;
	content->next_line++;
	if (content->line.length && content->line.bytes[content->line.length - 1] == '\r')
		content->line.bytes[--content->line.length] = '\0';
	return true;
}

/* Does the next line go on with this one? If so, its blank is taken. */
static bool
folded_on(struct content *content)
{
	const int c = getc_unlocked(content->stream);

	if (c == ' ' || c == '\t')
		return true;
	if (c != EOF)
		ungetc(c, content->stream);
	return false;
}

static void
mark_skip(struct content *content)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct buffer *const line = &content->line;

	if (!content->begun && line->length >= 3 && memcmp(line->bytes, mark, 3) == 0) {
		memmove(line->bytes, line->bytes + 3, line->length - 2);
		line->length -= 3;
	}
	content->begun = true;
}

/* A line unfolded into the buffer. */
static bool
logical_read(struct content *content, struct content_line *line)
{
	buffer_reset(&content->line);
	buffer_add(&content->line, "", 0);
	line->line = content->next_line;
	line->cut = false;
	if (!physical_read(content, &line->cut))
		return false;
	mark_skip(content);
	while (folded_on(content))
		if (!physical_read(content, &line->cut))
			break;
	return true;
}

/* RFC 6868: ^n, ^' and ^^ in a parameter's value; quotes around it or its parts go. In place. */
static void
parameter_undo(char *value)
{
	char *out = value;

	for (const char *at = value; *at; at++) {
		if (*at == '"')
			continue;
		if (*at == '^' && (at[1] == 'n' || at[1] == '\'' || at[1] == '^')) {
			at++;
			*out++ = (char)(*at == 'n' ? '\n' : *at == '\'' ? '"' : '^');
			continue;
		}
		*out++ = *at;
	}
	*out = '\0';
}

/* The first of `marks` at or behind `at` that stands in no quotes, or NULL. */
static char *
outside_quotes(char *at, const char *marks)
{
	bool quoted = false;

	for (; *at; at++) {
		if (*at == '"')
			quoted = !quoted;
		else if (!quoted && strchr(marks, *at))
			return at;
	}
	return NULL;
}

static void
parameter_take(struct content_line *line, char *text)
{
	char *const equals = strchr(text, '=');

	if (line->count == CONTENT_PARAMETERS)
		return;
	if (equals)
		*equals = '\0';
	/* vCard 2.1 wrote a bare type: TEL;HOME. */
	line->parameters[line->count++] = equals
		? (struct content_parameter){text, equals + 1}
		: (struct content_parameter){"TYPE", text};
	parameter_undo(equals ? equals + 1 : text);
}

/* NAME;PARAMETER=VALUE;…:VALUE, cut into its parts where they stand. A quote that isn't closed hides
 * the colon: then the first colon of all is meant. */
static void
take_apart(struct content_line *line, char *text)
{
	char *colon = outside_quotes(text, ":");
	char *at, *next, *dot;

	if (!colon)
		colon = strchr(text, ':');
	line->name = text;
	line->value = "";
	line->group = NULL;
	line->count = 0;
	line->broken = !colon || colon == text;
	if (line->broken)
		return;
	*colon = '\0';
	line->value = colon + 1;
	at = strchr(text, ';');
	while (at) {
		*at++ = '\0';
		next = outside_quotes(at, ";");
		if (next)
			*next = '\0';
		parameter_take(line, at);
		at = next;
	}
	dot = strchr(text, '.');
	if (dot) {
		*dot = '\0';
		line->group = text;
		line->name = dot + 1;
	}
}

bool
content_next(struct content *content, struct content_line *line)
{
	do {
		if (!logical_read(content, line))
			return false;
	} while (text_is_blank(content->line.bytes));
	take_apart(line, content->line.bytes);
	return true;
}

const char *
content_parameter(const struct content_line *line, const char *name)
{
	for (size_t i = 0; i < line->count; i++)
		if (text_equal_nocase(line->parameters[i].name, name))
			return line->parameters[i].value;
	return NULL;
}

bool
content_is(const struct content_line *line, const char *name)
{
	return text_equal_nocase(line->name, name);
}

/* Copies up to `end`, escapes undone. */
static char *
unescaped(struct arena *arena, const char *value, const char *end)
{
	char *const text = arena_copy_bytes(arena, value, (size_t)(end - value));
	char *out = text;

	for (const char *at = text; *at; at++) {
		if (*at == '\\' && at[1]) {
			at++;
			*out++ = (char)(*at == 'n' || *at == 'N' ? '\n' : *at);
			continue;
		}
		*out++ = *at;
	}
	*out = '\0';
	return text;
}

char *
content_text(struct arena *arena, const char *value)
{
	return unescaped(arena, value, value + strlen(value));
}

char *
content_part(struct arena *arena, const char **cursor, char mark)
{
	const char *const begin = *cursor;
	const char *at = begin;

	if (!begin)
		return NULL;
	while (*at && *at != mark)
		at += at[0] == '\\' && at[1] ? 2 : 1;
	*cursor = *at ? at + 1 : NULL;
	return unescaped(arena, begin, at);
}
