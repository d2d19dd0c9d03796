/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Queueing one message, in the batch of the change that causes it.
 */
#ifndef POST_QUEUE_H
#define POST_QUEUE_H

#include "post/message.h"

/* Queues one: record_blank's, with patient, channel, purpose, template and text. Filled where they
 * aren't set: reach, by the patient's first that is good for the channel and may be used for it (a
 * number that may be texted); due_at, now; sequence, by the visit. NOT_FOUND where there is no such
 * number or address. Needs a begun batch. */
enum code message_queue(struct desk *desk, struct arena *arena, struct message *message);

#endif
