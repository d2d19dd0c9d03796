/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comes back by itself, against any bytes and with all that follows from it: a mail or a calendar as
 * a file, a text message. Whatever it is, the store is whole.
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "ical/reply.h"
#include "post/reply.h"

static void
found(void *context, const struct reply_line *line)
{
	(void)context;
	if (!line->result || !line->words)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct text_reply said;
	struct desk desk;

	fuzz_store_open(&desk);
	fuzz_file("a.eml", bytes, size);
	reply_read(&desk, &arena, "a.eml", found, NULL);
	error_clear();
	reply_text(&desk, &arena, "555-0142", arena_copy_bytes(&arena, (const char *)bytes, size), &said);
	error_clear();
	fuzz_store_checks(&desk);
	fuzz_store_close(&desk);
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("reply", 10)
