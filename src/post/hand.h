/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handing one message over, by the way that there is for its channel. Private to src/post.
 */
#ifndef POST_HAND_H
#define POST_HAND_H

#include "net.h"
#include "post/message.h"

/* The ways as far as they were opened in this run. */
struct hands {
	struct desk *desk;
	const struct post_ways *ways;
	struct arena arena;		/* of what is opened */
	struct net *mail;
	bool down[2];			/* of a channel: nobody takes anything */
	const char *failed;		/* why a way couldn't even be opened; NULL */
};

void hands_close(struct hands *hands);

const struct way *way_of(const struct post_ways *ways, int channel);

/* Opens what the channel's way needs, where it isn't open: the server's library and password. */
enum code hands_open(struct hands *hands, int channel);

/* Gets ready what goes, before it is said to be going: the text of an e-mail. CLASH and INPUT where
 * the message can't be made. */
enum code hand_prepare(struct hands *hands, struct arena *arena, const struct message *message,
		const char *to, struct buffer *mail);
/* *why is in the arena; NULL where it was taken. */
enum handed hand_over(struct hands *hands, struct arena *arena, const struct message *message,
		const char *to, const struct buffer *mail, const char **why);

#endif
