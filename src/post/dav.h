/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A CalDAV server (RFC 4791, 4918, 6578): finding where calendars are, listing what is in one, and
 * one object's reading, writing and deletion, each only if it is still as it was known. Private to
 * src/post.
 */
#ifndef POST_DAV_H
#define POST_DAV_H

#include "net.h"

struct dav {
	struct net *net;
	const struct way *way;
	const char *home;		/* the URL under which calendars lie, with its slash */
	const char *inbox;		/* where answers to invitations arrive, likewise; NULL: nowhere */
};

/* Finds the home: from the server's address and its /.well-known/caldav, by the principal and its
 * calendar-home-set. WORLD where the server can't be reached; DENIED where it doesn't let us in;
 * INPUT where there are no calendars. */
enum code dav_open(struct arena *arena, const struct way *way, struct dav *out);
void dav_close(struct dav *dav);

/* What a server says of one address. */
struct dav_entry {
	const char *url;
	const char *etag;		/* always as a strong one; NULL: not said */
	const char *name;		/* of a calendar */
	const char *token;		/* of a calendar */
	const char *principal, *home, *inbox;	/* addresses */
	bool calendar, folder;
	int status;			/* 404: it is gone; 507: there is more; 0: not said */
};
struct dav_listing {
	struct dav_entry *entries;
	size_t count;
	const char *token;		/* from which to go on next time; NULL: none */
};

/* The calendars of the home. */
enum code dav_calendars(const struct dav *dav, struct arena *arena, struct dav_listing *out);
/* Makes one. CLASH where there is one already. */
enum code dav_make(const struct dav *dav, struct arena *arena, const char *url, const char *name);
/* What has changed in one since `token`: of what is gone, status 404. *all: it is everything that
 * there is, since there was no token, or the server doesn't know it any more, or none at all. */
enum code dav_changes(const struct dav *dav, struct arena *arena, const char *url,
		const char *token, struct dav_listing *out, bool *all);

/* *text is NULL where it is gone. CLASH: the server doesn't give this one. */
enum code dav_get(const struct dav *dav, struct arena *arena, const char *url, const char **text,
		const char **etag);
/* etag NULL: it must not be there yet. *done false: it isn't as it was known, and nothing was
 * written. *etag_now is NULL where the server doesn't say. CLASH: the server doesn't take this
 * one. */
enum code dav_put(const struct dav *dav, struct arena *arena, const char *url, const char *text,
		const char *etag, bool *done, const char **etag_now);
/* *done false: it isn't as it was known. What is gone already is done. */
enum code dav_delete(const struct dav *dav, struct arena *arena, const char *url, const char *etag,
		bool *done);

#endif
