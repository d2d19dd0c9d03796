/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which stored rows a file has spoken of already, and in which line: an open hash table that
 * doubles when it is half full.
 */
#include "import_map.h"

#include <string.h>

/* The place of an id in a table of `room` places, a power of two: where it is, or where it goes. */
static struct import_mention *
mention_of(struct import_mention *mentions, size_t room, int64_t id)
{
	size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (room - 1);

	while (mentions[at].id && mentions[at].id != id)
		at = (at + 1) & (room - 1);
	return &mentions[at];
}

static void
seen_grow(struct arena *arena, struct import_seen *seen)
{
	const size_t room = seen->room ? 2 * seen->room : 256;
	struct import_mention *const mentions = arena_take(arena, room * sizeof(*mentions));

	memset(mentions, 0, room * sizeof(*mentions));
	for (size_t i = 0; i < seen->room; i++)
		if (seen->mentions[i].id)
			*mention_of(mentions, room, seen->mentions[i].id) = seen->mentions[i];
	seen->mentions = mentions;
	seen->room = room;
}

int
seen_line(const struct import_seen *seen, int64_t id)
{
	return seen->room ? mention_of(seen->mentions, seen->room, id)->line : 0;
}

void
seen_add(struct import_job *job, struct import_seen *seen, int64_t id, int line)
{
	struct import_mention *mention;

	if (2 * seen->count >= seen->room)
		seen_grow(job->arena, seen);
	mention = mention_of(seen->mentions, seen->room, id);
	seen->count += !mention->id;
	*mention = (struct import_mention){ id, line };
}
