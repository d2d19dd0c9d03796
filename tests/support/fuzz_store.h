/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A practice to throw things at: small, with a bit of everything in it, in a folder of its own (which
 * is also $HOME, and where no program is found, so that nothing is done to the world). It is made
 * once; each desk gets a fresh copy of it in memory. On this the fuzzers of what writes stand.
 */
#ifndef SUPPORT_FUZZ_STORE_H
#define SUPPORT_FUZZ_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "store/desk.h"

/* Opens a desk on a copy, at Tuesday 2026-11-24T10:42. */
void fuzz_store_open(struct desk *desk);
/* Opens another desk on the same copy. */
enum code fuzz_store_again(void *context, const char *name, struct desk *desk);
void fuzz_store_close(struct desk *desk);

/* What must hold whatever was done, or the program dies. After each act: no two visits on a treatment
 * chair at once, no visit gone that nobody took back. */
void fuzz_store_holds(struct desk *desk);
/* And at the end, all that `check` asks of the records: the log replays to the tables, its chain is whole,
 * what is derived is as it would be now. Now and then the file and its schema are asked, too. */
void fuzz_store_checks(struct desk *desk);

/* Runs a command line on it, its words parted by blanks (quotes hold them together); what it prints is
 * thrown away. */
enum code fuzz_command(struct desk *desk, const char *line);

/* Writes a file in the folder, which is where the process stands; its name again. */
const char *fuzz_file(const char *name, const void *bytes, size_t size);

#endif
