/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running another program: with arguments, never by a shell, and within a time. Private to
 * src/post.
 */
#ifndef POST_PROGRAM_H
#define POST_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

#define PROGRAM_OUTPUT 4096	/* of what it prints, no more is kept */

struct program_end {
	bool began;		/* false: it couldn't even be started */
	bool late;		/* it was ended since its time was up */
	int status;		/* its exit status; -1: it was ended by a signal */
};

/* Runs argv[0] (a path, or a name in $PATH) with `input` (may be NULL) on its standard input, and
 * keeps the beginning of what it prints, on standard output and error, in `output`. OK whatever its
 * exit status; WORLD, without a sentence, where it didn't begin or came to no end by itself. */
enum code program_run(const char *const *argv, const char *input, size_t size, int seconds,
		struct buffer *output, struct program_end *end);

#endif
