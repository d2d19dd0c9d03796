/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arenas: memory that dies in groups. A load or a command owns one; everything made in it
 * dies with it. `struct arena a = {0};` is an empty arena.
 *
 * Memory that can't be had ends the program (abort): the store loses nothing by it, since
 * what was not committed was not acknowledged.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *newest, *large;	/* private */
};

/* `size` bytes of zeroes, aligned for any type; owned by the arena. Never NULL. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of `text` (NULL gives NULL). */
char *arena_copy(struct arena *arena, const char *text);

/* A copy of the first `length` bytes of `text`, ended by NUL. */
char *arena_copy_bytes(struct arena *arena, const char *text, size_t length);

/* sprintf into the arena. */
char *arena_print(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Makes `old` (of `old_size` bytes, may be NULL) at least `new_size` long, the added bytes zero:
 * where it stands if it was taken last and there is room, else a larger copy. For arrays that
 * grow by doubling. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);

/* Frees all; the arena is empty again and may be used. Keeps one block for reuse. */
void arena_reset(struct arena *arena);

/* Frees all, down to the last byte. */
void arena_free(struct arena *arena);

#endif
