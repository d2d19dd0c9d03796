/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A message that was to say what has become of a visit, and won't reach her: the address failed after it was
 * queued, or gave it back, the number was refused meanwhile (STOP), no server took it until its last day. Private to
 * src/post.
 */
#ifndef POST_UNHEARD_H
#define POST_UNHEARD_H

#include "post/message.h"

/* She hears it by another way that is as quick and wasn't tried yet, else from a person (post/untold.h), as long
 * as it is still so. Nothing follows where she called the visit off herself, has it in writing as it is, or
 * where nothing was in writing that isn't so any more: then the outbox shows it. `message` is stored as failed
 * or withdrawn already. Within a begun batch. */
enum code message_unheard(struct desk *desk, struct arena *arena, const struct message *message);

/* It has reached her after all: nobody needs to tell her any more. */
enum code message_heard(struct desk *desk, struct arena *arena, const struct message *message);

#endif
