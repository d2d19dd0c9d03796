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
	FILE *under;			/* private: of an encrypted one, what is on the disk */
};

/* Begins one that only its owner may read (0600). WORLD where the folder can't be written. */
enum code new_file_open(struct new_file *file, const char *path);

/* The same, encrypted (base/crypt.h) as it is written: nothing of it is on the disk in clear. NULL: in
 * clear. */
enum code new_file_open_locked(struct new_file *file, const char *path, const char *passphrase);

/* Would what was written so far be the same, byte for byte, as what stands in its place? */
bool new_file_is_same(struct new_file *file);

/* Ends it by one call that takes the result: OK puts it in its place, anything else leaves what was
 * there. Returns the result, or WORLD where the disk refuses. */
enum code new_file_close(struct new_file *file, enum code result);

/* What a file is to whoever left it so: another after anybody wrote, replaced or touched it. "" where there
 * is none. */
#define FILE_IDENTITY_SIZE 128
void file_identity(const char *path, char out[FILE_IDENTITY_SIZE]);

/* Gives a finished file its name, for good, and never over another: CLASH where something has it. The
 * file is gone from `part` then; where it fails it stays there. */
enum code file_settle(const char *part, const char *path);

#endif
