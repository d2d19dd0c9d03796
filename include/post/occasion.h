/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A message for an occasion, written by its template when somebody asks for it: we run late, a time
 * has become free for who waits, and every other one.
 */
#ifndef POST_OCCASION_H
#define POST_OCCASION_H

#include "post/template.h"

struct occasion {
	enum template_name template;
	int64_t patient;
	int64_t visit;			/* 0: none */
	int channel;			/* enum message_channel; NONE: what she prefers */
	int come;			/* late: the minute to come at; NONE: as foreseen */
};

/* Queues it, in one batch: with openings to choose from where it offers some (of who waits, for what
 * she waits for and with the notice that she needs; else as for a recall), asking for an answer where
 * the template does. USAGE where it is about a visit and none is given, or it isn't hers; CLASH, with
 * the reason, where she may not be contacted for it now; NOT_FOUND without a way that may be used, or
 * where nothing is free. */
enum code occasion_queue(struct desk *desk, struct arena *arena, const struct occasion *occasion,
		struct message *out);

#endif
