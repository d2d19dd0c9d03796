/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The network where the program was built without libcurl's headers: there is none.
 */
#include "net.h"

enum code
net_open(struct arena *arena, const struct way *way, struct net **out)
{
	(void)arena;
	*out = NULL;
	return fail(WORLD, "%s: this chairtime was built without libcurl: install libcurl's headers "
			"and build it again, or, for mail, name a command", way->url);
}

void
net_close(struct net *net)
{
	(void)net;
}

enum handed
net_mail(struct net *net, struct arena *arena, const char *from, const char *to,
		const struct buffer *mail, const char **why)
{
	(void)net, (void)arena, (void)from, (void)to, (void)mail;
	*why = "built without libcurl";
	return HANDED_DOWN;
}

enum code
net_request(struct net *net, struct arena *arena, const struct request *request,
		struct answer *answer)
{
	(void)net, (void)arena;
	*answer = (struct answer){0};
	return fail(WORLD, "%s: built without libcurl", request->url);
}
