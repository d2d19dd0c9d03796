/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings files: sections `[kind]` or `[kind name]`, lines `key = value` or
 * `key = "value with blanks"`, `#` begins a comment line. One reader for the user's settings
 * and for the maps of `import csv`. Described in chairtime(5).
 *
 * A key is what stands before the first `=`, without the blanks around it; it may have dots
 * (`state.no_show`). A value in quotes keeps its blanks; in it \" and \\ are a quote and a
 * backslash. Every line belongs to a section. Files are UTF-8, a byte order mark and CRLF are
 * taken. Sections and keys may occur more than once: all are kept, in the file's order.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include <stddef.h>

#include "base/error.h"

struct arena;

struct setting_line {
	const char *key, *value;
	int line;			/* in the file, from 1 */
};

struct settings_section {
	const char *kind, *name;	/* name is "" where the section has none */
	int line;
	struct setting_line *lines;
	size_t count;
};

struct settings {
	const char *path;
	struct settings_section *sections;
	size_t count;
};

/* Reads a file into the arena. INPUT where a line isn't understood (file, line, why),
 * WORLD where the file can't be read. */
enum code settings_read(struct arena *arena, const char *path, struct settings *out);

/* The last value of a key in a section, NULL where it isn't there. */
const char *settings_value(const struct settings_section *section, const char *key);

#endif
