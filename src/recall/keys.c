/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A set of keys, and a map from them: open addressing in a table at most half full.
 */
#include "call_parts.h"

#define FIRST_ROOM 64

/* The place of a key, or the free one where it belongs. Keys are ids, which come one after the other:
 * so do their places, and those that are met together lie together. */
static size_t
place_in(const int64_t *keys, size_t room, int64_t key)
{
	const size_t mask = room - 1;
	size_t place = (size_t)key & mask;

	while (keys[place] && keys[place] != key)
		place = (place + 1) & mask;
	return place;
}

static size_t
place_of(const struct key_set *set, int64_t key)
{
	return place_in(set->keys, set->room, key);
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

void
key_map_make(struct key_map *map, struct arena *arena, size_t count)
{
	map->room = FIRST_ROOM;
	while (map->room < count * 2)
		map->room *= 2;
	map->keys = arena_take(arena, map->room * sizeof *map->keys);
	map->values = arena_take(arena, map->room * sizeof *map->values);
}

void
key_map_put(struct key_map *map, int64_t key, void *value)
{
	const size_t place = place_in(map->keys, map->room, key);

	map->keys[place] = key;
	map->values[place] = value;
}

void *
key_map_find(const struct key_map *map, int64_t key)
{
	return map->values[place_in(map->keys, map->room, key)];
}
