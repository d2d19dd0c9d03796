/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are read more than once. Private to the room. */
#ifndef ICAL_SPOOL_H
#define ICAL_SPOOL_H

#include <stdio.h>

#include "base/error.h"

/* Opens a file ("-": standard input) that can be rewound: a pipe is copied first. WORLD where it can't
 * be read. */
enum code spool_open(const char *path, FILE **out);
void spool_close(FILE *stream);

#endif
