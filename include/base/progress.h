/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Progress of what takes its time, told to whoever waits for it.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stddef.h>

/* Told before each part, in words: "2014"; at the end with NULL. */
struct progress {
	void (*show)(void *context, const char *part);
	void *context;
};

/* progress NULL: nobody waits. */
static inline void
progress_tell(const struct progress *progress, const char *part)
{
	if (progress)
		progress->show(progress->context, part);
}

static inline void
progress_end(const struct progress *progress)
{
	progress_tell(progress, NULL);
}

#endif
