/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading calendars from elsewhere (RFC 5545): what takes place within a span of days, event by
 * event, occurrences of what recurs included, in the practice's wall time. Whatever the file, memory
 * stays flat but for a few bytes a changed occurrence, and the time is bounded.
 *
 * Rules, extra dates, exceptions and changed occurrences (RECURRENCE-ID) are followed. Zones are
 * those of the file's VTIMEZONEs, the system's, or Windows'; a time without one is the practice's.
 */
#ifndef ICAL_READ_H
#define ICAL_READ_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

struct arena;

/* Something that takes place once. Its texts live until take() returns. */
struct ical_event {
	int line;			/* of the file, where its component begins */
	const char *uid;		/* where the file gives none: made of when and what */
	const char *key;		/* which of those of the uid: "2026-12-24T09:00"; "": the only one */
	bool all_day;
	int day, start;			/* wall time; an event all day long starts at 0 */
	int last, until;		/* the last day, and the minute of it at which it ends: 1 to 1440,
					 * or that of the start where it has no length */
	const char *summary, *location, *description, *categories;	/* clean lines, "" */
	bool transparent;		/* takes up nobody's time */
	bool tentative;
	bool busy;			/* a period of a VFREEBUSY */
};

struct ical_reading {
	int from, to;			/* days: what touches them is taken */
	const char *zone;		/* the practice's, that of the process, too */
	/* Each event, in the file's order. A code other than OK ends the reading. */
	enum code (*take)(void *context, const struct ical_event *event);
	/* What can't be taken, or only otherwise (`mended`), with the line of the file; value may be
	 * NULL. */
	void (*report)(void *context, bool mended, int line, const char *field, const char *value,
			const char *words);
	void *context;
};

/* Reads a file ("-": standard input). WORLD where it can't be read; INPUT where it is no calendar at
 * all. */
enum code ical_read(const char *path, const struct ical_reading *reading);
/* The same of a stream that can be rewound, which stays the caller's; `path` names it. */
enum code ical_read_stream(FILE *stream, const char *path, const struct ical_reading *reading);

#endif
