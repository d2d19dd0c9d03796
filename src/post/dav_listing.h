/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a CalDAV server says of several addresses at once (RFC 4918, 13), as it may be believed. Private to
 * src/post/dav*.c.
 */
#ifndef POST_DAV_LISTING_H
#define POST_DAV_LISTING_H

#include "dav.h"

/* An answer's body as a listing, in the arena; `base` is where it was asked. WORLD where it was cut off: what
 * is missing in it isn't gone. */
enum code listing_read(const struct dav *dav, struct arena *arena, const char *base,
		const struct buffer *body, struct dav_listing *out);

/* One more, where it has an address that can be kept. */
void listing_add(struct arena *arena, struct dav_listing *listing, const struct dav_entry *entry);

/* Some put W/ before what they, or one before them, may have pressed: but only a strong one is ever
 * matched (RFC 9110, 8.8.3), and it was one. NULL where it is none that can be kept. */
const char *etag_strong(const char *etag);

#endif
