/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sending what is due: each message once. Whether it may go is asked again at that moment; that it
 * is about to go is written before it goes, and what came of it after. A crash in between leaves it
 * uncertain, which is shown, and nothing is sent a second time by itself.
 */
#ifndef POST_SEND_H
#define POST_SEND_H

#include "post/message.h"
#include "post/ways.h"

/* What is to be done with a message that is due. */
enum verdict {
	VERDICT_SEND,
	VERDICT_WAIT,		/* not now: it rests, or there is no way for it on this machine */
	VERDICT_WITHDRAW,	/* never: overtaken, refused, nobody is to get it any more */
	VERDICT_FAIL		/* it can't be, or it is too late: somebody should see to it */
};

/* Asks it: is the visit still that visit, does it rest (contact_rest), may this number or address
 * be used for it, is it still of use? *why is a reason, in the arena; NULL for VERDICT_SEND. */
enum code message_verdict(struct desk *desk, struct arena *arena, const struct message *message,
		const struct post_ways *ways, enum verdict *out, const char **why);

/* What came of one: told as it goes. `state` is the message's, `why` may be NULL. */
typedef void sending_told(void *context, const struct message *message, const char *to,
		enum message_state state, const char *why);

struct sending {
	const struct post_ways *ways;
	size_t limit;			/* messages; 0: all that are due */
	sending_told *told;		/* may be NULL */
	void *context;
};
struct sent {
	int sent, later, failed, withdrawn, uncertain, resting;
};

/* Sends what waits and is due, oldest first; letters wait to be printed. Of a way on which nobody
 * takes anything the rest is left for the next time. Each message is a batch of kind "send" before
 * it goes and one after. DENIED in a practice run (demo): nothing is ever sent from it. Failures of
 * messages are no failures of this function. */
enum code outbox_send(struct desk *desk, const struct sending *sending, struct sent *out);

/* A listing record: what `outbox_send` would do now. */
struct send_line {
	int64_t id;
	const char *would;		/* send, wait, withdraw, fail */
	const char *why;
	int channel, purpose;
	int64_t patient;
	const char *name, *reach_value, *text;
	int64_t appointment;
};
extern const struct record send_line_record;
enum code outbox_due(struct desk *desk, struct arena *arena, const struct post_ways *ways,
		struct send_line **out, size_t *count);

#endif
