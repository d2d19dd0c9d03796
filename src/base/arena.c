/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arenas as chains of blocks: memory is taken from the newest block by moving a mark; a new
 * block is twice as large as the one before. What is too large for that gets a block of its
 * own in a second chain, so that the room left in the newest is not lost.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)4 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)

struct arena_block {
	struct arena_block *older;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

static size_t
round_up(size_t size)
{
	const size_t unit = alignof(max_align_t);

	if (size > SIZE_MAX / 2)
		abort();
	return (size + unit - 1) / unit * unit;
}

static struct arena_block *
block_make(size_t size)
{
	struct arena_block *block = malloc(sizeof *block + size);

	if (!block)
		abort();
	block->older = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

static size_t
next_block_size(const struct arena_block *newest)
{
	if (!newest)
		return FIRST_BLOCK;
	if (newest->size >= LARGEST_BLOCK / 2)
		return LARGEST_BLOCK;
	return newest->size * 2;
}

/* A block with `size` bytes free, in the chain. */
static struct arena_block *
block_with_room(struct arena *arena, size_t size)
{
	struct arena_block *newest = arena->newest, *block;
	const size_t regular = next_block_size(newest);

	if (newest && newest->size - newest->used >= size)
		return newest;
	block = block_make(size > regular ? size : regular);
	if (size > regular) {
		block->older = arena->large;
		arena->large = block;
	} else {
		block->older = newest;
		arena->newest = block;
	}
	return block;
}

/* As arena_take, but with whatever bytes the block held. */
static void *
take_raw(struct arena *arena, size_t size)
{
	const size_t room = round_up(size ? size : 1);
	struct arena_block *const block = block_with_room(arena, room);
	void *const taken = block->bytes + block->used;

	block->used += room;
	return taken;
}

void *
arena_take(struct arena *arena, size_t size)
{
	return memset(take_raw(arena, size), 0, size);
}

char *
arena_copy_bytes(struct arena *arena, const char *text, size_t length)
{
	char *const copy = take_raw(arena, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *
arena_copy(struct arena *arena, const char *text)
{
	return text ? arena_copy_bytes(arena, text, strlen(text)) : NULL;
}

char *
arena_print(struct arena *arena, const char *format, ...)
{
	char brief[256], *text;
	va_list values;
	int length;

	va_start(values, format);
	length = vsnprintf(brief, sizeof brief, format, values);
	va_end(values);
	if (length < 0)
		abort();
	if ((size_t)length < sizeof brief)
		return arena_copy_bytes(arena, brief, (size_t)length);
	text = take_raw(arena, (size_t)length + 1);
	va_start(values, format);
	vsnprintf(text, (size_t)length + 1, format, values);
	va_end(values);
	return text;
}

/* What was taken last may grow where it stands, if its block has the room. */
static bool
grow_in_place(struct arena *arena, const void *old, size_t old_size, size_t new_size)
{
	struct arena_block *const block = arena->newest;
	const size_t had = round_up(old_size ? old_size : 1), wants = round_up(new_size);

	if (!block || block->used < had || block->bytes + (block->used - had) != old)
		return false;
	if (wants > had && block->size - block->used < wants - had)
		return false;
	if (wants > had)
		block->used += wants - had;
	return true;
}

void *
arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	if (!old)
		return arena_take(arena, new_size);
	if (new_size <= old_size)
		return old;
	if (!grow_in_place(arena, old, old_size, new_size))
		return memcpy(arena_take(arena, new_size), old, old_size);
	memset((unsigned char *)old + old_size, 0, new_size - old_size);
	return old;
}

static void
free_chain(struct arena_block *block)
{
	while (block) {
		struct arena_block *const older = block->older;

		free(block);
		block = older;
	}
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *const kept = arena->newest;

	free_chain(arena->large);
	arena->large = NULL;
	if (!kept)
		return;
	free_chain(kept->older);
	kept->older = NULL;
	kept->used = 0;
}

void
arena_free(struct arena *arena)
{
	free_chain(arena->large);
	free_chain(arena->newest);
	*arena = (struct arena){0};
}
