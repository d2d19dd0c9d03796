/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person decides about a message: one that is uncertain or has failed, or that isn't to go.
 */
#ifndef POST_SETTLE_H
#define POST_SETTLE_H

#include "post/message.h"

enum settle {
	SETTLE_SENT,		/* it did go out: an uncertain one */
	SETTLE_AGAIN,		/* it is to go (once more): an uncertain or failed one */
	SETTLE_WITHDRAW		/* it isn't to go: one that waits, failed or is uncertain */
};

/* One batch, which undo takes back as long as nothing has come of it. CLASH where its state doesn't
 * allow it. *said tells what was done. */
enum code message_settle(struct desk *desk, struct arena *arena, struct message *message,
		enum settle settle, const char **said);

/* Which ones. Newest first but for the waiting, which come by due time; those that somebody must
 * see to, uncertain and failed, before all. */
struct outbox_filter {
	int state;			/* enum message_state, NONE: all but sent and withdrawn */
	int64_t patient;		/* 0: any */
	int since;			/* a day, of sent and withdrawn ones; NONE: any */
	bool all;			/* of every state */
	size_t limit;			/* 0: no bound */
};
enum code outbox_load(struct desk *desk, struct arena *arena, const struct outbox_filter *filter,
		struct message_line **out, size_t *count);

/* How many wait, have failed, are uncertain, and were sent on the desk's today. */
struct outbox_counts {
	int waiting, failed, uncertain, sent;
};
enum code outbox_count(struct desk *desk, struct outbox_counts *out);
/* How many somebody must see to: failed and uncertain ones. Quick. */
enum code outbox_troubles(struct desk *desk, int *out);

#endif
