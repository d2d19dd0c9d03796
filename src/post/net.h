/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The network, by libcurl alone: handing over an e-mail, and a request by HTTP. Every act has a
 * time limit, every certificate is verified. libcurl is loaded when the first of them is asked
 * for: with all that it needs that takes longer than a whole command. Private to src/post.
 */
#ifndef POST_NET_H
#define POST_NET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "post/ways.h"

/* What became of what was handed over. */
enum handed {
	HANDED_OVER,		/* accepted */
	HANDED_LATER,		/* not now: to be tried again */
	HANDED_REFUSED,		/* never, as it is */
	HANDED_DOWN,		/* nobody is there who would take anything */
	HANDED_UNKNOWN		/* given away, but the answer was never heard */
};

struct net;

/* `way` must outlive it. WORLD without libcurl; the errors of secret_read. */
enum code net_open(struct arena *arena, const struct way *way, struct net **out);
void net_close(struct net *net);

/* Hands one over to the way's SMTP server; the connection is kept for the next. *why is in the
 * arena, NULL where it was accepted. */
enum handed net_mail(struct net *net, struct arena *arena, const char *from, const char *to,
		const struct buffer *mail, const char **why);

/* A request and its answer; texts may be NULL. */
struct request {
	const char *method, *url;
	const char *type;		/* Content-Type */
	const char *depth, *if_match, *if_none_match;
	const char *body;
	size_t most;			/* bytes of an answer that are taken */
	bool pressed;			/* the answer may come compressed; some servers then give
					 * an object another etag than it has */
};
struct answer {
	long status;			/* 207 … */
	struct buffer body;
	const char *etag, *place;	/* ETag, Location; in the arena, NULL: none */
};
/* WORLD where there was no answer, with why; OK whatever the status. The caller frees the body. */
enum code net_request(struct net *net, struct arena *arena, const struct request *request,
		struct answer *answer);

#endif
