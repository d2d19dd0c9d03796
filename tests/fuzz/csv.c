/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Import maps and the files that they name, against any bytes: the map up to a line `====`, then a CSV
 * file (a.csv); without such a line all is a CSV file for the map of our own patients. A dry run changes
 * nothing; a real one leaves a store that is whole.
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "port/import.h"

static const char parting[] = "\n====\n";

/* Where the second half begins; NULL: there is one half only. */
static const uint8_t *
second(const uint8_t *bytes, size_t size)
{
	const size_t length = strlen(parting);

	for (size_t i = 0; i + length <= size; i++)
		if (memcmp(bytes + i, parting, length) == 0)
			return bytes + i + length;
	return NULL;
}

static enum code
take(struct desk *desk, struct arena *arena, bool map, bool dry)
{
	const struct import_options options = { .dry_run = dry, .update = !dry, .from = NONE,
		.to = NONE };
	struct import_report report = {0};

	return map ? import_by_map(desk, arena, "a.conf", &options, &report)
		: import_patients(desk, arena, "a.csv", &options, &report);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const uint8_t *const csv = second(bytes, size);
	struct arena arena = {0};
	struct desk desk;
	int64_t before, after;

	fuzz_store_open(&desk);
	if (csv) {
		/* A map may name any file: here they are all ours. */
		uint8_t *const map = malloc(size);
		const size_t length = (size_t)(csv - bytes) - strlen(parting) + 1;

		if (!map)
			abort();
		for (size_t i = 0; i < length; i++)
			map[i] = bytes[i] == '/' ? '_' : bytes[i];
		fuzz_file("a.conf", map, length);
		free(map);
	}
	fuzz_file("a.csv", csv ? csv : bytes, csv ? size - (size_t)(csv - bytes) : size);
	if (desk_newest(&desk, &before) != OK)
		abort();
	take(&desk, &arena, csv, true);
	error_clear();
	if (desk_newest(&desk, &after) != OK || before != after)
		abort();
	if (take(&desk, &arena, csv, false) == OK)
		fuzz_store_checks(&desk);
	fuzz_store_close(&desk);
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("csv", 15)
