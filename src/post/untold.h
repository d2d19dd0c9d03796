/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has a visit in writing, and can't be written to any more where she has it: she refused that
 * number or address, it failed, or it is hers no longer. What she refused binds us (desk.md section 5),
 * but a visit that stands in her calendar and isn't so any more would bring her here for nothing: so a
 * person tells her. Private to src/post.
 */
#ifndef POST_UNTOLD_H
#define POST_UNTOLD_H

#include "book/appointment.h"
#include "post/message.h"

/* It is out of the book, for good or until it has a time again. */
bool visit_is_off(const struct appointment *visit);

/* Why the way by which she was told last can't be used now; NULL: it can. The rules of rest are asked
 * (reach_rest), as at the moment of sending. */
enum code untold_why(struct desk *desk, const struct message *told, const char **why);

/* The message by which she has a visit in writing last; row.id 0: she hasn't. */
enum code untold_last(struct desk *desk, struct arena *arena, int64_t visit, struct message *told);

/* A question, due today and so among the calls: she is to be told of the visit as it is now, since `why` forbids
 * to put `told` right (NULL: she has nothing in writing, but what was to tell her failed). One about
 * each visit: a second change of it is written over the first; in an undo its images say what is so.
 * Within a begun batch, as the next. */
enum code untold_call(struct desk *desk, struct arena *arena, const struct message *told,
		const struct appointment *before, const struct appointment *after, const char *why);

/* She has it as it is, or hears of it otherwise: where it was to be told, that is withdrawn. */
enum code untold_over(struct desk *desk, struct arena *arena, const struct appointment *visit);

#endif
