/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Components of a file from elsewhere, as they stand there: what of a VEVENT, VFREEBUSY, VTODO or
 * VJOURNAL is of use, with its lines; and the walk over a file, one component at a time. Private to
 * the room.
 */
#ifndef ICAL_COMPONENT_H
#define ICAL_COMPONENT_H

#include "base/arena.h"
#include "base/content.h"
#include "base/error.h"

struct foreigns;

/* A property that says when, or by what rule; value NULL: it isn't there. */
struct when {
	const char *value, *tzid;
	int line;
	bool free;			/* FREEBUSY: a time that is free */
	bool tentative;
};

struct whens {
	struct when *list;
	size_t count;
};

struct guest {
	const char *address;		/* without "mailto:", in lower case */
	const char *answer;		/* PARTSTAT, NULL where it isn't said */
};

struct component {
	int line;			/* where it begins */
	const char *name;		/* "VEVENT" */
	const char *uid, *summary, *location, *description, *categories, *status, *transp, *comment;
	int sequence;
	struct when start, end, duration, recurrence, stamp;
	struct whens rules, exrules, dates, exdates, busy;
	struct guest *guests;
	size_t guest_count;
	bool future;			/* RECURRENCE-ID;RANGE=THISANDFUTURE */
};

struct walk {
	struct foreigns *zones;		/* filled with the file's VTIMEZONEs; NULL: let pass */
	/* Each component, when its end was read; it and its texts live until the return. */
	enum code (*component)(void *context, struct arena *arena, const struct component *component);
	/* A line that can't be read. May be NULL. */
	void (*broken)(void *context, int line, const char *name, const char *words);
	void *context;

	/* filled */
	char method[24];		/* METHOD, "" where it isn't said */
	bool calendar;			/* has there been a BEGIN at all? */
};

/* Walks over a stream to its end, or until component() fails. */
enum code walk_calendar(FILE *stream, struct walk *walk);

#endif
