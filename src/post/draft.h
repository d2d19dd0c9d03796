/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A message that may be queued, by its template. Private to src/post.
 */
#ifndef POST_DRAFT_H
#define POST_DRAFT_H

#include "post/message.h"
#include "post/template.h"

#define DRAFT_OFFERS 2		/* that a message names */

/* About a visit, or a recall. */
struct draft {
	enum template_name template;
	enum purpose purpose;
	int64_t patient, recall;
	const struct appointment *visit;	/* NULL: none */
	int wanted;			/* enum message_channel, NONE: what she prefers */
	int64_t reach;			/* 0: by message_way; else by `wanted` to this one */
	int method;			/* enum message_method: with an e-mail; NONE */
	struct offer offers[DRAFT_OFFERS];
	size_t offer_count;
	int start;			/* late: the minute to come at instead; 0: none */
	const char *whom;		/* of several visits at once: whom they are for; NULL */
	int until;			/* and the minute at which the last of them ends; 0 */
};

/* The message, ready to be queued, in the arena; *any is false where there is no way that may be
 * used for it. */
enum code draft_make(struct desk *desk, struct arena *arena, const struct draft *draft,
		struct message *out, bool *any);
/* The same, queued: needs a begun batch. */
enum code draft_queue(struct desk *desk, struct arena *arena, const struct draft *draft,
		struct message *out, bool *any);

#endif
