/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that came back as files: calendars (.ics), mails (.eml), mailboxes (mbox, Maildir). What
 * is there is read and left as it is; an answer that was taken before changes nothing, so that a
 * mailbox may be read again and again.
 */
#ifndef ICAL_REPLY_H
#define ICAL_REPLY_H

#include "ical/itip.h"
#include "store/record.h"

/* What a message came to. A listing. */
struct reply_line {
	const char *file;
	int message;			/* of a mailbox in one file, from 1; NONE */
	const char *from;		/* who sent it, or whose address gave it back */
	int64_t appointment, patient;
	const char *result;		/* confirmed, declined, asked, known, refused, bounced, none */
	const char *words;
};
extern const struct record reply_line_record;

/* Reads a file, or a Maildir's folder, and acts on what it holds (ical/itip.h), message by message,
 * each in a batch of its own; found() hears of each. WORLD where it can't be read. */
enum code reply_read(struct desk *desk, struct arena *arena, const char *path,
		void (*found)(void *context, const struct reply_line *line), void *context);

#endif
