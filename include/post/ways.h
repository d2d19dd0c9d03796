/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ways out: by which servers and programs e-mail, text messages and calendars leave this machine.
 * They stand in a settings file of whoever sends (chairtime(5)), not in the store: it names
 * programs to run, so that nobody who may only write the book can have one run.
 */
#ifndef POST_WAYS_H
#define POST_WAYS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* Where a password is; none of them: there is none. It is read when needed, and never in the
 * settings, the arguments, the store or a sentence. */
struct secret {
	const char *file;		/* of mode 0600 or stricter: its first line */
	const char *command;		/* prints it */
	const char *credential;		/* of systemd: a name in $CREDENTIALS_DIRECTORY */
};

/* A server, or (of e-mail and text messages) a program. */
struct way {
	const char *url;		/* smtp:// (with STARTTLS), smtps://, https://; NULL: none */
	const char *user;
	struct secret secret;
	const char *ca;			/* a file of certificates to trust; NULL: the system's */
	const char *const *program;	/* its words, ended by NULL; NULL: none */
	int seconds;			/* within which one message, or one request, is done */
};

struct post_ways {
	const char *path;		/* of the settings file */
	struct way email, text, caldav;
	const char *from, *from_name;	/* of e-mails: an address, and who that is */
	const char *reply_to;		/* NULL: from */
};

/* Reads `path`; NULL: $CHAIRTIME_POST, else chairtime/post.conf below $XDG_CONFIG_HOME. A file that
 * isn't there has no ways. DENIED where others could have written it. INPUT where something in it
 * can't be, as a server that would get a password unencrypted. */
enum code ways_read(struct arena *arena, const char *path, struct post_ways *out);

bool way_is_there(const struct way *way);
/* Is the server this machine? Then nobody listens in between. */
bool way_is_local(const char *url);

/* The password, in the arena; NULL where there is none. DENIED for a file that others may read;
 * WORLD where it can't be had. */
enum code secret_read(struct arena *arena, const struct secret *secret, const char **out);

/* Overwrites it where it stands, as soon as it isn't wanted any more; then it is NULL. */
void secret_wipe(const char **secret);

#endif
