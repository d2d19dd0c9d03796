/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendars of the practice, its providers and its chairs on a CalDAV server.
 *
 * Visits go there one way: what somebody changes or deletes there is neither taken nor undone, but
 * becomes a question to be answered today (a call), until the visit itself changes in the book.
 * Closures go both ways; and what others put into a calendar there (a provider's own busy times,
 * the practice's holidays) comes into the book as closures.
 */
#ifndef POST_CALDAV_H
#define POST_CALDAV_H

#include "post/ways.h"
#include "store/desk.h"

struct dav_calendar {
	struct row row;
	const char *url;
	int64_t provider, chair;	/* both 0: the practice's */
	const char *token;
};

struct dav_object {
	struct row row;
	int64_t calendar;
	const char *url, *etag;
	int64_t appointment, closure;	/* both 0: somebody's own time */
	int written;			/* a visit's sequence, a closure's rev, as it was written there;
					 * NONE: it must be again */
};
extern const struct record dav_calendar_record, dav_object_record;

struct caldav_sync {
	const struct post_ways *ways;
	int from, to;			/* days: visits on them are kept there */
	void (*told)(void *context, const char *sentence);	/* what isn't just routine */
	void *context;
};
struct caldav_count {
	int calendars, written, deleted, taken, reported, refused, answers;
};

/* Brings both sides together: first what changed there, then what changed here. Answers to
 * invitations that the server has in its inbox are taken first (ical/itip.h), and removed there. Nothing is written
 * over that changed on both sides: that is said, and left to the next time. Each object is noted
 * when it is done, so that it can be broken off at any moment. INPUT where no server is set;
 * WORLD, DENIED by the server; DENIED in a practice run. */
enum code caldav_sync(struct desk *desk, const struct caldav_sync *sync, struct caldav_count *out);

#endif
