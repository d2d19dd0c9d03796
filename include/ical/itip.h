/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers to invitations (iTIP, RFC 5546): read from a calendar text, checked against the book, and
 * acted on. Where they come from, files, mail or a server, is their reader's business.
 */
#ifndef ICAL_ITIP_H
#define ICAL_ITIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct desk;

enum itip_method {
	ITIP_NONE,		/* no METHOD: an object of a collection */
	ITIP_REPLY,		/* yes or no */
	ITIP_COUNTER,		/* another time is asked for */
	ITIP_DECLINECOUNTER,	/* an organizer's no to that: ours, nothing to do */
	ITIP_OTHER
};
enum itip_answer { ANSWER_NONE, ANSWER_ACCEPTED, ANSWER_DECLINED, ANSWER_TENTATIVE };

/* What an object says, in the arena. Texts may be NULL but for uid. */
struct itip {
	enum itip_method method;
	const char *uid;
	int sequence;			/* 0 where it isn't said */
	const char *stamp;		/* DTSTAMP in UTC, "2026-11-24T15:04:05Z" */
	const char *attendee;		/* whose answer: an address in lower case */
	enum itip_answer answer;
	int day, start, minutes;	/* DTSTART and its length in the practice's wall time, NONE */
	const char *comment;		/* one clean line */
};

/* Reads the first VEVENT of a text; `zone` is the practice's. INPUT where it holds none, or one
 * without UID. */
enum code itip_read(struct arena *arena, const char *text, size_t length, const char *zone,
		struct itip *out);

/* What came of an answer. */
enum itip_taken {
	TAKEN_CONFIRMED,	/* the visit is confirmed */
	TAKEN_DECLINED,	/* it is declined, and a call for today */
	TAKEN_ASKED,		/* another time is asked for: a call for today */
	TAKEN_BEFORE,		/* that answer was taken before: nothing changed */
	TAKEN_NOT		/* not taken; the sentence says why */
};
extern const char *const itip_taken_words[];

struct itip_result {
	enum itip_taken taken;
	int64_t appointment, patient;	/* 0: of nobody that is known */
	const char *said;		/* one sentence, in the arena */
};

/*
 * Acts on an answer: the UID must be a visit's that is still booked, at the time of the SEQUENCE that
 * is answered, and the sender (an address: who sent the mail; NULL: the ATTENDEE) one of the
 * patient's good addresses. An accepted one is confirmed; a declined or tentative one, and one
 * for which another time is asked, is a call for today, with what was asked. Each leaves a contact.
 * An answer that isn't newer than the last one of its visit changes nothing. One batch; `result` is
 * filled also where the answer is refused.
 */
enum code itip_act(struct desk *desk, struct arena *arena, const struct itip *itip,
		const char *sender, struct itip_result *result);

/* An address gave a message back: marks it, for all whom it serves, where it is known; *known tells.
 * One batch. */
enum code itip_bounced(struct desk *desk, struct arena *arena, const char *address, bool *known);

#endif
