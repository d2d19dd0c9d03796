/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON as a stream (RFC 8259), into a buffer that its owner drains: images of the
 * change log and the output of --json alike. (Reading is jansson's.) Valid UTF-8 is written as
 * it is; malformed bytes become U+FFFD.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>

/* Text that grows; `bytes` is always ended by NUL (NULL before the first byte).
 * `struct buffer b = {0};` is an empty one. */
struct buffer {
	char *bytes;
	size_t length, room;
};

void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_print(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buffer_reset(struct buffer *buffer);	/* empty; keeps its room */
void buffer_free(struct buffer *buffer);

/* A value, quoted and escaped; NULL gives null. */
void json_text(struct buffer *buffer, const char *text);
void json_int(struct buffer *buffer, long long value);

#endif
