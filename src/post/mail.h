/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An e-mail as it goes over the wire (RFC 5322, 2045 to 2047, 6047): every line ends in CRLF, has
 * at most 76 characters of ASCII, and whatever text comes in can't make a header of its own.
 * Private to src/post.
 */
#ifndef POST_MAIL_H
#define POST_MAIL_H

#include <stdbool.h>
#include <time.h>

#include "base/arena.h"
#include "base/buffer.h"

struct mail {
	const char *from, *from_name;	/* an address that is good; its name may be NULL */
	const char *to;			/* an address that is good */
	const char *reply_to;		/* NULL: from */
	const char *subject, *text;	/* UTF-8; lines of the text end in \n */
	const char *language;		/* "de"; NULL: not said */
	const char *id;			/* of Message-ID, the same at each try: letters, digits, - and . */
	time_t at;			/* when it is sent */
	bool unsubscribe;		/* it is none about a visit that exists */
	const char *calendar;		/* iCalendar text that comes along; NULL: none */
	const char *method;		/* its METHOD: "REQUEST", "CANCEL" */
};

/* Adds the whole message: a plain text; with a calendar a multipart/mixed of the text and the
 * calendar as alternatives, and the calendar once more as an attachment. */
void mail_compose(struct buffer *out, const struct mail *mail);

/* An address that can stand in an envelope, a header and a program's arguments: ASCII, one @ with
 * something on both sides, at most 254 characters, no blank, no sign with a meaning there. */
bool mail_address_good(const char *address);

#endif
