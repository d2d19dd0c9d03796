/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines as somebody types them: a quick line, and a command line behind `:`, on a store in memory. Each
 * line of the input is one. (A `/` in it is none: paths stay in the folder.)
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/quick.h"

#define LINES_MOST 16

static void
quick(struct desk *desk, struct arena *arena, const char *line)
{
	struct quick read;
	size_t behind = 0;
	enum code code = quick_read(desk, arena, line, DAY_FIRST, &read);

	if (code != OK)
		abort();
	for (size_t i = 0; i < read.mark_count; i++) {
		const struct quick_mark *const mark = &read.marks[i];

		if (mark->at < behind || mark->length == 0 || !mark->why ||
		    mark->at + mark->length > strlen(line))
			abort();
		behind = mark->at + mark->length;
	}
	if (!quick_said(desk, arena, &read))
		abort();
	code = quick_check(arena, line, &read);
	if (code == OK ? !read.patient || !read.type || read.mark_count
		       : code != INPUT || text_is_blank(error_text()))
		abort();
	error_clear();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *const text = malloc(size + 1);
	struct arena arena = {0};
	struct desk desk;
	int lines = 0;

	if (!text)
		abort();
	for (size_t i = 0; i < size; i++)
		text[i] = bytes[i] == '/' || bytes[i] == '\0' ? '_' : (char)bytes[i];
	text[size] = '\0';
	fuzz_store_open(&desk);
	for (char *line = text; line && lines < LINES_MOST; lines++) {
		char *const end = strchr(line, '\n');

		if (end)
			*end = '\0';
		quick(&desk, &arena, line);
		fuzz_command(&desk, line);
		error_clear();
		arena_reset(&arena);
		line = end ? end + 1 : NULL;
	}
	fuzz_store_checks(&desk);
	fuzz_store_close(&desk);
	arena_free(&arena);
	free(text);
	return 0;
}

FUZZ_MAIN("line", 10)
