/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages: one text, e-mail or letter to one number or address. A row is queued with the change
 * that causes it, in one transaction (post/outbox.h), and sent once (post/send.h).
 */
#ifndef POST_MESSAGE_H
#define POST_MESSAGE_H

#include "store/desk.h"

enum message_channel { MESSAGE_TEXT, MESSAGE_EMAIL, MESSAGE_LETTER };

/* waiting -> uncertain (being sent) -> sent, waiting (to be tried again) or failed. What stays
 * uncertain may have gone out: a person decides, nothing is sent a second time by itself. */
enum message_state { MESSAGE_WAITING, MESSAGE_SENT, MESSAGE_FAILED, MESSAGE_WITHDRAWN,
	MESSAGE_UNCERTAIN };

/* What comes with an e-mail: the visit as an invitation or a cancellation (RFC 5546). */
enum message_method { MESSAGE_REQUEST, MESSAGE_CANCEL };

/* What a text reply may answer: Y or N; the number of an opening, or LATER. */
enum message_question { QUESTION_KEEP, QUESTION_CHOOSE };

struct message {
	struct row row;
	int64_t patient, reach;
	int channel;			/* enum message_channel */
	int purpose;			/* enum purpose */
	const char *template;		/* its name */
	const char *text;		/* as it goes out */
	const char *due_at;		/* UTC: not before; moved on by each failed try */
	int state;			/* enum message_state */
	int tries;
	const char *error;		/* why it failed, was withdrawn or is uncertain */
	const char *sent_at;
	int64_t appointment, recall, concern;
	const char *subject;		/* of an e-mail */
	const char *until_at;		/* UTC: of no use any more after it; NULL: 3 days after due_at */
	int method;			/* enum message_method, NONE */
	int sequence;			/* the visit's when queued, NONE: no visit */
	int question;			/* enum message_question, NONE: it asks nothing */
	const char *offers;		/* of `choose`: offer_format's lines */
	const char *answered;		/* UTC */
};

/* A line of the outbox (view message_list). */
struct message_line {
	struct row row;
	int state;
	const char *due_at;
	int channel, purpose;
	const char *template;
	int64_t patient;
	const char *name;
	int64_t reach;
	const char *reach_value, *subject, *text;
	int method, question, tries;
	const char *error, *sent_at, *answered, *until_at;
	int64_t appointment;
	int day, start;			/* of the visit */
	int64_t recall, concern;
	const char *when;		/* asked: sent, else due: "2026-11-24T10:42", the practice's time */
};

extern const struct record message_record, message_line_record;
extern const char *const message_channel_words[], *const message_state_words[],
	*const message_method_words[], *const message_question_words[];

/* An opening that a message offers: reply 1 is the first. */
struct offer {
	int64_t type, provider, chair;
	int day, start, minutes;
};
#define OFFERS 9			/* as many as there are digits to reply */

/* "2026-11-26T16:30 45 type 2 provider 3 chair 1", a line each; in the arena. */
const char *offers_format(struct arena *arena, const struct offer *offers, size_t count);
/* How many could be read: from the beginning up to what is no such line. NULL: none. */
size_t offers_parse(const char *text, struct offer out[OFFERS]);

#endif
