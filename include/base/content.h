/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content lines, of which iCalendar (RFC 5545, 3.1) and vCard (RFC 6350, 3.3) are made: read from a
 * stream one at a time, unfolded and taken apart. Whatever the file, what is in memory is one line
 * of bounded length.
 */
#ifndef BASE_CONTENT_H
#define BASE_CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define CONTENT_PARAMETERS 32

struct arena;
struct content;

struct content_parameter {
	const char *name, *value;	/* its quotes and RFC 6868's ^ taken off; several: commas */
};

/* One line. Its texts live until the next one is read. */
struct content_line {
	int line;			/* of the file, where it began; from 1 */
	const char *group;		/* vCard's "item1." without the full stop; NULL: none */
	const char *name;		/* as it stands: compare without case */
	const char *value;		/* raw: content_text, content_part */
	struct content_parameter parameters[CONTENT_PARAMETERS];
	size_t count;
	bool broken;			/* no NAME:VALUE: name is all of it */
	bool cut;			/* longer than can be held: the value has lost its end */
};

/* Reads from `stream`, which stays the caller's. Never NULL. content_free takes its memory. */
struct content *content_new(FILE *stream);
void content_free(struct content *content);

/* The next line that isn't blank; false at the end. A byte order mark is skipped, NULs are dropped,
 * lines may end in LF alone. */
bool content_next(struct content *content, struct content_line *line);

/* A parameter's value without case of its name, NULL where the line has none. */
const char *content_parameter(const struct content_line *line, const char *name);
/* Has it this name, without case? */
bool content_is(const struct content_line *line, const char *name);

/* A value as text, in the arena: \n \, \; and \\ undone. */
char *content_text(struct arena *arena, const char *value);
/* The next part of a value that is several, parted by `mark` (',' or ';') where it isn't escaped:
 * as text, in the arena, and *cursor moved on behind it; NULL when there are no more. */
char *content_part(struct arena *arena, const char **cursor, char mark);

#endif
