/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading settings files: the whole file into the arena, then a line at a time, cut where it
 * stands.
 */
#include "base/settings.h"
#include "base/arena.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* More is no settings file. */
#define MOST_BYTES ((size_t)1 << 20)

struct reader {
	struct arena *arena;
	struct settings *out;
	int line;
	size_t section_room, line_room;
};

static enum code
refuse(const struct reader *reader, const char *why)
{
	return fail(INPUT, "%s:%d: %s", reader->out->path, reader->line, why);
}

/* The file's bytes, ended by NUL; NULL after fail() where it can't be read or is too long. */
static char *
read_whole(struct arena *arena, const char *path, size_t *length)
{
	FILE *const file = fopen(path, "rb");
	size_t room = 4096, used = 0, got;
	char *bytes;
	int error;

	if (!file) {
		fail(WORLD, "%s: %s", path, strerror(errno));
		return NULL;
	}
	bytes = arena_take(arena, room);
	while (used <= MOST_BYTES && (got = fread(bytes + used, 1, room - used - 1, file)) > 0) {
		used += got;
		bytes = arena_grow(arena, bytes, room, room * 2);
		room *= 2;
	}
	error = ferror(file) ? errno : 0;
	fclose(file);
	if (used > MOST_BYTES) {
		fail(INPUT, "%s: longer than 1 MiB: this is no settings file", path);
		return NULL;
	}
	if (error) {
		fail(WORLD, "%s: %s", path, strerror(error));
		return NULL;
	}
	bytes[used] = '\0';
	*length = used;
	return bytes;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Cuts the blanks from both ends, where the text stands. */
static char *
trim(char *text)
{
	size_t length;

	while (is_blank(*text))
		text++;
	length = strlen(text);
	while (length > 0 && is_blank(text[length - 1]))
		text[--length] = '\0';
	return text;
}

/* An array's next element, zeroed; the array doubles when it is full. */
static void *
array_next(struct arena *arena, void **array, size_t *count, size_t *room, size_t size)
{
	if (*count == *room) {
		const size_t larger = *room ? *room * 2 : 8;

		*array = arena_grow(arena, *array, *room * size, larger * size);
		*room = larger;
	}
	return (char *)*array + (*count)++ * size;
}

/* "[kind]" or "[kind name]" */
static enum code
read_section(struct reader *reader, char *text)
{
	struct settings *const out = reader->out;
	const size_t length = strlen(text);
	struct settings_section *section;
	void *sections = out->sections;
	char *name;

	if (text[length - 1] != ']')
		return refuse(reader, "a section is [kind] or [kind name]: its ] is missing");
	text[length - 1] = '\0';
	text = trim(text + 1);
	if (!*text)
		return refuse(reader, "a section is [kind] or [kind name]: it has no kind");
	name = text + strcspn(text, " \t");
	if (*name)
		*name++ = '\0';
	section = array_next(reader->arena, &sections, &out->count, &reader->section_room,
			     sizeof *section);
	out->sections = sections;
	section->kind = text;
	section->name = trim(name);
	section->line = reader->line;
	reader->line_room = 0;
	return OK;
}

/* Takes the quotes off, and the backslash before a quote or a backslash. */
static enum code
unquote(const struct reader *reader, char *text)
{
	const char *at = text + 1;
	char *end = text;

	while (*at && *at != '"') {
		if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
			at++;
		*end++ = *at++;
	}
	if (!*at)
		return refuse(reader, "the quote at the value's beginning isn't closed");
	if (at[1])
		return refuse(reader, "there is something behind the value's closing quote");
	*end = '\0';
	return OK;
}

/* "key = value" or "key = "value"" */
static enum code
read_setting(struct reader *reader, char *text)
{
	struct settings *const out = reader->out;
	char *const equals = strchr(text, '=');
	struct settings_section *section;
	struct setting_line *line;
	char *key, *value;
	void *lines;

	if (!equals)
		return refuse(reader, "a line is KEY = VALUE, [kind name] or a # comment");
	if (out->count == 0)
		return refuse(reader, "a [section] must stand before the first KEY = VALUE");
	*equals = '\0';
	key = trim(text);
	value = trim(equals + 1);
	if (!*key)
		return refuse(reader, "there is no key before the =");
	if (*value == '"') {
		const enum code code = unquote(reader, value);

		if (code != OK)
			return code;
	}
	section = &out->sections[out->count - 1];
	lines = section->lines;
	line = array_next(reader->arena, &lines, &section->count, &reader->line_room,
			  sizeof *line);
	section->lines = lines;
	*line = (struct setting_line){.key = key, .value = value, .line = reader->line};
	return OK;
}

static enum code
read_line(struct reader *reader, char *text)
{
	if (!text_valid(text, strlen(text)))
		return refuse(reader, "the line isn't UTF-8");
	text = trim(text);
	if (!*text || *text == '#')
		return OK;
	return *text == '[' ? read_section(reader, text) : read_setting(reader, text);
}

enum code
settings_read(struct arena *arena, const char *path, struct settings *out)
{
	struct reader reader = {.arena = arena, .out = out};
	enum code code = OK;
	size_t length;
	char *text, *next;

	*out = (struct settings){.path = arena_copy(arena, path)};
	text = read_whole(arena, path, &length);
	if (!text)
		return WORLD;
	if (strlen(text) != length)
		return fail(INPUT, "%s: this is no text: it has a zero byte", path);
	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)	/* a byte order mark */
		text += 3;
	for (; code == OK && text; text = next) {
		next = strchr(text, '\n');
		if (next)
			*next++ = '\0';
		reader.line++;
		code = read_line(&reader, text);
	}
	return code;
}

const char *
settings_value(const struct settings_section *section, const char *key)
{
	for (size_t i = section->count; i > 0; i--)
		if (strcmp(section->lines[i - 1].key, key) == 0)
			return section->lines[i - 1].value;
	return NULL;
}
