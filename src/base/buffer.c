/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buffers grow by doubling.
 */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256

/* Room for `more` bytes and a NUL behind those that are there. */
static void
make_room(struct buffer *buffer, size_t more)
{
	size_t room = buffer->room ? buffer->room : FIRST_ROOM;

	if (more >= SIZE_MAX / 4 - buffer->length)
		abort();
	if (buffer->length + more < buffer->room)
		return;
	while (room <= buffer->length + more)
		room *= 2;
	buffer->bytes = realloc(buffer->bytes, room);
	if (!buffer->bytes)
		abort();
	buffer->room = room;
}

void
buffer_add(struct buffer *buffer, const char *bytes, size_t length)
{
	make_room(buffer, length);
	memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void
buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void
buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list values;
	int length;

	va_start(values, format);
	length = vsnprintf(NULL, 0, format, values);
	va_end(values);
	if (length < 0)
		abort();
	make_room(buffer, (size_t)length);
	va_start(values, format);
	vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, values);
	va_end(values);
	buffer->length += (size_t)length;
}

void
buffer_reset(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->bytes)
		buffer->bytes[0] = '\0';
}

void
buffer_free(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){0};
}
