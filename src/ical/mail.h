/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail (RFC 5322, MIME), as far as an answer needs it: who sent it, the calendar in it, or the
 * address that it couldn't be brought to (RFC 3464). Private to the room.
 */
#ifndef ICAL_MAIL_H
#define ICAL_MAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* In the arena; NULL where a mail has it not. */
struct mail {
	const char *from;		/* an address, in lower case */
	const char *calendar;		/* the first text/calendar, decoded */
	size_t calendar_length;
	const char *bounced;		/* an address that took no mail */
};

/* Takes a message apart. Whatever the bytes, it ends. */
void mail_read(struct arena *arena, const char *text, size_t length, struct mail *out);

#endif
