/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buffers: text that grows, drained or freed by its owner. `struct buffer b = {0};` is an empty
 * one. Memory that can't be had ends the program, as with arenas.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>

/* `bytes` is always ended by NUL, which `length` doesn't count (NULL before the first add). */
struct buffer {
	char *bytes;
	size_t length, room;
};

/* These append; what they are given must not be the buffer's own bytes. */
void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_print(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void buffer_reset(struct buffer *buffer);	/* empty; keeps its room */
void buffer_free(struct buffer *buffer);	/* empty, down to the last byte */

#endif
