/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from a message's having gone out. Private to src/post.
 */
#ifndef POST_SENT_H
#define POST_SENT_H

#include "post/message.h"

/* Marks it sent now; what was accepted is a contact, by the rules of recall; a visit that it asks
 * to be kept has been asked for; who was to be told by a person needn't be. Needs a begun batch. */
enum code message_sent(struct desk *desk, struct arena *arena, struct message *message);

#endif
