/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of a calendar server's XML, and of the listings in it, against any bytes. */
#include "../support/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/post/dav_listing.h"
#include "../../src/post/xml.h"
#include "base/arena.h"
#include "base/error.h"

/* What comes back to the server is a line, and goes nowhere else. */
static void
read_listing(struct arena *arena, const uint8_t *bytes, size_t size)
{
	static const char server[] = "https://dav.example.org/";
	const struct way way = { .url = server };
	const struct dav dav = { .way = &way };
	struct buffer body = {0};
	struct dav_listing listing;

	buffer_add(&body, (const char *)bytes, size);
	if (listing_read(&dav, arena, server, &body, &listing) != OK)
		error_clear();
	for (size_t i = 0; i < listing.count; i++) {
		const struct dav_entry *const entry = &listing.entries[i];

		assert(strncmp(entry->url, "https://", 8) == 0 && strstr(entry->url, "example.org"));
		assert(!strpbrk(entry->url, "\r\n") && !(entry->etag && strpbrk(entry->etag, "\r\n")));
	}
	buffer_free(&body);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	const char *const text = arena_copy_bytes(&arena, (const char *)bytes, size);
	struct xml_tag tag;
	struct xml xml;
	size_t tags = 0;

	xml_begin(&xml, &arena, text, size);
	while (xml_next(&xml, &tag)) {
		assert(tag.name && tag.text);
		assert(xml.depth <= XML_DEEP);
		assert(++tags <= 2 * size);
	}
	assert(xml.at <= text + size);
	read_listing(&arena, bytes, size);
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("xml", 60)
