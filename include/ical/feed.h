/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Feeds: a folder of calendars for a web server to hand out, one of the practice, of each chair and
 * provider in use, and of the recall list. Who knows a file's name may read it: names are chance, kept
 * in the store, and can be made anew.
 */
#ifndef ICAL_FEED_H
#define ICAL_FEED_H

#include "store/desk.h"
#include "store/record.h"

/* One calendar of the folder. A listing. */
struct feed_line {
	const char *kind;		/* practice, chair, provider, recall */
	int64_t id;			/* of the chair or provider; 0 */
	const char *name, *file;
	int entries;
	const char *state;		/* new, changed, same, removed */
};
extern const struct record feed_line_record;

struct feed_asked {
	const char *folder;		/* made (0700) where it is missing */
	int from;			/* visits from this day on; NONE: of four weeks back */
	bool new_names;			/* old names are forgotten, their files removed */
};

/* Writes what has changed since: a file whose bytes would be the same isn't touched (where no change of the
 * log since it was made bears on it, it isn't made either), the others are there whole or not at all, mode
 * 0600. Calendars of what is no longer in use are removed; other files
 * are left alone. found() hears of each. WORLD where the folder can't be written. */
enum code feed_write(struct desk *desk, const struct feed_asked *asked,
		void (*found)(void *context, const struct feed_line *line), void *context);

#endif
