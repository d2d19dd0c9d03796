/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Standards of a practice's own: any text is refused with a word, or is a query that only reads. (What
 * begins `with recursive` might never end: it is left to whoever writes it.)
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "base/text.h"
#include "care/standard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct desk desk;
	struct arena arena = {0};
	const char *const text = arena_copy_bytes(&arena, (const char *)bytes, size);
	int64_t before, after, count;
	const char *said;
	struct standard *list;
	size_t standards;
	enum code code;

	if (!desk.db)
		fuzz_store_open(&desk);
	if (strstr(text_fold(&arena, text), "recursive")) {
		arena_free(&arena);
		return 0;
	}
	error_clear();
	if (desk_newest(&desk, &before) != OK)
		abort();
	code = standard_add(&desk, &arena, "own", text, &said);
	if (code != OK && !*error_text())
		abort();
	error_clear();
	if (desk_newest(&desk, &after) != OK || (code != OK && before != after))
		abort();
	if (standards_load(&desk, &arena, true, &list, &standards) != OK)
		abort();
	if (record_count(&desk, &standard_record, &count) != OK)
		abort();
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("standard", 60)
