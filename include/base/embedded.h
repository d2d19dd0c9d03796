/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embedded: the files of data/ (schema, reports, templates, demo …) that are built into the program. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *name; /* its path below data/: "schema/0001-practice.sql" */
	const char *text; /* the file as it stands, and a NUL after it */
	size_t size; /* in bytes, without that NUL */
};

/* All of them, sorted by name (strcmp), embedded_count of them; a row of NULLs follows the last.
   They live as long as the program. */
extern const struct embedded embedded[];
extern const size_t embedded_count;

/* The file of that name, or NULL where there is none. */
const struct embedded *embedded_find(const char *name);

/* The first file whose name begins with PREFIX ("schema/"), or NULL. Those that share the prefix
   stand one after the other: go on with the next row while its name begins with it too. */
const struct embedded *embedded_first(const char *prefix);

#endif
