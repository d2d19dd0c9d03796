/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses of a web server: as a server writes them, whole, in one way of writing, and only those to
 * which our password may go. Private to src/post.
 */
#ifndef POST_ADDRESS_H
#define POST_ADDRESS_H

#include <stddef.h>

#include "base/arena.h"

/* Of "https://host:1/path": how long "https://host:1" is. */
size_t address_origin(const char *url);

/* The same address as it is written in one way only, since some servers write theirs now in one way
 * and now in another (RFC 3986, 6.2): origin in small letters and without the port that goes without
 * saying, no more %XX than needed. */
const char *address_normal(struct arena *arena, const char *url);

/* What a server says of a place, which may be but a path beside `base`, as a whole address in its one
 * way of writing. NULL: we don't go there, since it isn't on the host that `server` names, nor by https
 * on one of the same owner, as some services spread their users. */
const char *address_resolve(struct arena *arena, const char *server, const char *base,
		const char *href);

/* With its slash. */
const char *address_folder(struct arena *arena, const char *url);

#endif
