/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Images of the log as somebody may have altered them: they are put into a row of the record that the first
 * byte names, or refused with a word; what was put in comes out again.
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/store/image.h"
#include "base/arena.h"
#include "cli/rooms.h"

static const struct record *
record_of(uint8_t byte)
{
	size_t count = 0;

	while (chairtime_rooms.records[count])
		count++;
	return chairtime_rooms.records[byte % count];
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct record *record;
	struct arena arena = {0};
	struct buffer out = {0};
	json_t *image = NULL, *again = NULL;
	void *row, *same;

	if (size == 0)
		return 0;
	record = record_of(bytes[0]);
	row = arena_take(&arena, record->size);
	same = arena_take(&arena, record->size);
	record_blank(record, row);
	record_blank(record, same);
	error_clear();
	if (image_parse(arena_copy_bytes(&arena, (const char *)bytes + 1, size - 1), &image) == OK) {
		if (image_put_all(&arena, record, image, row) == OK) {
			image_whole(&out, record, row);
			if (image_parse(out.bytes, &again) != OK ||
			    image_put_all(&arena, record, again, same) != OK)
				abort();
			json_decref(again);
		}
		json_decref(image);
	} else if (!*error_text()) {
		abort();
	}
	error_clear();
	buffer_free(&out);
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("image", 60)
