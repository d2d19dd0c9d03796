/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the CalDAV synchronisation share. Private to src/post.
 */
#ifndef POST_CALDAV_PARTS_H
#define POST_CALDAV_PARTS_H

#include "book/practice.h"
#include "dav.h"
#include "post/caldav.h"

#define TAKEN_REF "caldav:"	/* begins the ref of closures that came from there */

/* One calendar being synchronised. */
struct syncing {
	struct desk *desk;
	struct arena *arena;		/* of this calendar */
	const struct caldav_sync *sync;
	const struct dav *dav;
	struct caldav_count *count;
	struct dav_calendar calendar;
	const char *name;		/* "Dr Khan" */
	int reported_before;		/* of all calendars before this one */
};

/* One sentence for who started it; printf-like. */
void caldav_tell(const struct syncing *at, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes, or removes, a row in a batch of its own. */
enum code caldav_note(const struct syncing *at, const struct record *record, void *row);
enum code caldav_forget(const struct syncing *at, struct dav_object *object);

/* What changed there since the last time. */
enum code caldav_pull(struct syncing *at);
/* Answers to invitations that the server has for us, where it hands such on. */
enum code caldav_inbox(const struct syncing *all);
/* What changed here. */
enum code caldav_push(struct syncing *at);

/* Somebody's own time there: `text` (NULL: it is gone) becomes closures of whom the calendar is. */
enum code caldav_take(const struct syncing *at, const struct dav_object *object, const char *text);
/* A closure of ours as it was changed there, or (NULL) taken away. */
enum code caldav_take_closure(const struct syncing *at, struct dav_object *object,
		const char *text);

/* The addresses and UIDs of ours. A visit stands in its provider's calendar and in its chair's, and
 * servers with scheduling take a UID once only in all calendars of a user (RFC 6638, 3.2.4.1): in
 * each it has one of its own, "UID.CALENDAR". */
const char *visit_url(const struct syncing *at, const char *uid);
const char *visit_uid(const struct syncing *at, const char *uid);
const char *closure_url(const struct syncing *at, int64_t closure);

#endif
