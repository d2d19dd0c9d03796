/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of a calendar server's XML against any bytes. */
#include "../support/fuzz.h"

#include <assert.h>
#include <stdlib.h>

#include "../../src/post/xml.h"
#include "base/arena.h"

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
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("xml", 60)
