/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * New files that are there whole or not at all: written under a temporary name in the same
 * folder, synced to the disk, then renamed over what was there (behind a link, over what it leads
 * to). A device or a pipe is written to as it is.
 */
#ifndef BASE_NEWFILE_H
#define BASE_NEWFILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

struct new_file {
	FILE *stream;			/* to write to */
	char *path, *temporary;		/* private */
};

/* Begins one that only its owner may read (0600). WORLD where the folder can't be written. */
enum code new_file_open(struct new_file *file, const char *path);

/* Would what was written so far be the same, byte for byte, as what stands in its place? */
bool new_file_is_same(struct new_file *file);

/* Ends it by one call that takes the result: OK puts it in its place, anything else leaves what was
 * there. Returns the result, or WORLD where the disk refuses. */
enum code new_file_close(struct new_file *file, enum code result);

#endif
