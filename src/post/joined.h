/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages that go as one: the visits of one home on one day are one text. Private to src/post.
 */
#ifndef POST_JOINED_H
#define POST_JOINED_H

#include "post/message.h"
#include "post/ways.h"

/* Those that wait beside a message that is about to go, and may go too: of the same occasion, to the
 * same number or address, about visits of the same day. An invitation holds one visit: it goes alone.
 * Where there are any, the message's words are about all of them. In the arena. */
enum code joined_find(struct desk *desk, struct arena *arena, const struct post_ways *ways,
		struct message *message, struct message **others, size_t *count);

#endif
