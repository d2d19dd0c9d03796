/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A set of keys: open addressing in a table at most half full.
 */
#include "call_parts.h"

#define FIRST_ROOM 64

/* The place of a key, or the free one where it belongs. */
static size_t
place_of(const struct key_set *set, int64_t key)
{
	const size_t mask = set->room - 1;
	size_t place = (size_t)(((uint64_t)key * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & mask;

	while (set->keys[place] && set->keys[place] != key)
		place = (place + 1) & mask;
	return place;
}

static void
grow(struct key_set *set, struct arena *arena)
{
	const struct key_set old = *set;

	set->room = old.room ? old.room * 2 : FIRST_ROOM;
	set->keys = arena_take(arena, set->room * sizeof *set->keys);
	for (size_t i = 0; i < old.room; i++)
		if (old.keys[i])
			set->keys[place_of(set, old.keys[i])] = old.keys[i];
}

bool
key_set_has(const struct key_set *set, int64_t key)
{
	return set->room > 0 && set->keys[place_of(set, key)] == key;
}

bool
key_set_add(struct key_set *set, struct arena *arena, int64_t key)
{
	size_t place;

	if (set->count * 2 >= set->room)
		grow(set, arena);
	place = place_of(set, key);
	if (set->keys[place])
		return false;
	set->keys[place] = key;
	set->count++;
	return true;
}
