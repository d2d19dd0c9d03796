/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses in one way of writing.
 */
#include "address.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"

#define PLAIN "-._~!$&'()*,;=:@"	/* what stands for itself in a part of a path, beside + (below) */

size_t
address_origin(const char *url)
{
	const char *const host = strstr(url, "://");

	return host ? (size_t)(host - url) + 3 + strcspn(host + 3, "/?#\\") : 0;
}

static void
add_byte(struct buffer *out, unsigned char byte)
{
	static const char digits[] = "0123456789ABCDEF";

	if (byte < 0x80 && (isalnum(byte) || (byte && strchr(PLAIN, byte)))) {
		buffer_add(out, &(char){ (char)byte }, 1);
		return;
	}
	buffer_add(out, "%", 1);
	buffer_add(out, &digits[byte >> 4], 1);
	buffer_add(out, &digits[byte & 15], 1);
}

/* A plus stays as it was written: to some servers it means a blank. */
static void
add_path(struct buffer *out, const char *path)
{
	for (; *path; path++) {
		if (strchr("/?#+", *path)) {
			buffer_add(out, path, 1);
		} else if (*path == '%' && isxdigit((unsigned char)path[1]) &&
				isxdigit((unsigned char)path[2])) {
			const char hex[] = { path[1], path[2], '\0' };

			add_byte(out, (unsigned char)strtoul(hex, NULL, 16));
			path += 2;
		} else {
			add_byte(out, (unsigned char)*path);
		}
	}
}

const char *
address_normal(struct arena *arena, const char *url)
{
	const size_t origin = address_origin(url);
	const char *const port = strncasecmp(url, "https://", 8) == 0 ? ":443" : ":80";
	const size_t known = strlen(port);
	size_t length = origin;
	struct buffer out = {0};
	const char *written;

	if (length > known && strncmp(url + length - known, port, known) == 0)
		length -= known;
	for (size_t i = 0; i < length; i++)
		buffer_add(&out, &(char){ (char)tolower((unsigned char)url[i]) }, 1);
	if (url[origin] == '\\')
		buffer_add(&out, "/", 1);
	add_path(&out, url + origin);
	written = arena_copy_bytes(arena, out.length ? out.bytes : "", out.length);
	buffer_free(&out);
	return written;
}

/* Where the last of a host's names begins. */
static size_t
last_name(const char *host, size_t length)
{
	while (length > 0 && host[length - 1] != '.')
		length--;
	return length;
}

/* The part that its owner has registered: the last two names (icloud.com), three where the last two
 * are a country's own (co.uk); the whole of an address of numbers. */
static const char *
host_owner(const char *host, size_t length)
{
	const size_t last = last_name(host, length);
	size_t owner;

	if (last == 0 || strspn(host, "0123456789.:[]") >= length)
		return host;
	owner = last_name(host, last - 1);
	if (owner && length - last == 2 && last - 1 - owner <= 3)
		owner = last_name(host, owner - 1);
	return host + owner;
}

static bool
is_trusted(const char *server, const char *url)
{
	const size_t ours = address_origin(server), theirs = address_origin(url);
	const char *mine, *other;

	if (ours == theirs && strncmp(server, url, ours) == 0)
		return true;
	if (strncmp(url, "https://", 8) != 0 || strncmp(server, "https://", 8) != 0)
		return false;
	mine = host_owner(server + 8, ours - 8);
	other = host_owner(url + 8, theirs - 8);
	return server + ours - mine == url + theirs - other &&
		strncmp(mine, other, (size_t)(server + ours - mine)) == 0;
}

const char *
address_resolve(struct arena *arena, const char *server, const char *base, const char *href)
{
	const char *url;

	if (!href || !*href)
		return NULL;
	if (*href == '/')
		return address_normal(arena, arena_print(arena, "%.*s%s",
				(int)address_origin(base), base, href));
	if (!strstr(href, "://"))
		return NULL;
	url = address_normal(arena, href);
	return is_trusted(address_normal(arena, server), url) ? url : NULL;
}

const char *
address_folder(struct arena *arena, const char *url)
{
	const size_t length = strlen(url);

	return length && url[length - 1] == '/' ? url : arena_print(arena, "%s/", url);
}
