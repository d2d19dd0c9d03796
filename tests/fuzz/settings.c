/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings files, and the ways out that stand in one, against any bytes. */
#include "../support/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "base/settings.h"
#include "base/text.h"
#include "post/ways.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct desk desk;
	struct arena arena = {0};
	struct settings settings;
	struct post_ways ways;
	enum code code;

	if (!desk.db)
		fuzz_store_open(&desk);	/* for its folder */
	fuzz_file("a.conf", bytes, size);
	chmod("a.conf", 0600);
	code = settings_read(&arena, "a.conf", &settings);
	assert(code == OK || (code == INPUT && *error_text()));
	for (size_t i = 0; code == OK && i < settings.count; i++)
		for (size_t n = 0; n < settings.sections[i].count; n++) {
			const struct setting_line *const line = &settings.sections[i].lines[n];

			assert(line->line > settings.sections[i].line && *line->key);
			assert(text_valid(line->value, strlen(line->value)));
		}
	error_clear();
	code = ways_read(&arena, "a.conf", &ways);
	assert(code == OK || *error_text());
	/* Nothing without TLS but to this machine. */
	if (code == OK && ways.email.url && way_is_there(&ways.email))
		assert(strncmp(ways.email.url, "smtp", 4) == 0);
	error_clear();
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("settings", 60)
