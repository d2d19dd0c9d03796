/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in files: sorted, whole, and found by name. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"

static void
test_sorted(void **state)
{
	(void)state;
	for (size_t i = 1; i < embedded_count; i++)
		assert_true(strcmp(embedded[i - 1].name, embedded[i].name) < 0);
	assert_null(embedded[embedded_count].name);
}

static void
test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < embedded_count; i++)
		assert_ptr_equal(embedded_find(embedded[i].name), &embedded[i]);
	assert_null(embedded_find(""));
	assert_null(embedded_find("schema"));
	assert_null(embedded_find("schema/none.sql"));
	assert_null(embedded_find("~"));
}

static void
test_first(void **state)
{
	(void)state;
	assert_ptr_equal(embedded_first(""), embedded_count ? &embedded[0] : NULL);
	assert_null(embedded_first("no such folder/"));
	for (size_t i = 0; i < embedded_count; i++) {
		char folder[256];
		const struct embedded *first;

		snprintf(folder, sizeof(folder), "%.*s",
		    (int)strcspn(embedded[i].name, "/") + 1, embedded[i].name);
		first = embedded_first(folder);
		assert_non_null(first);
		assert_true(first <= &embedded[i]);
		assert_true(first == embedded || strncmp(first[-1].name, folder, strlen(folder)) != 0);
	}
}

/* Each is the file's bytes, no more and no less ($TOP is the tree; the runner sets it). */
static void
test_bytes(void **state)
{
	const char *const top = getenv("TOP");

	(void)state;
	if (!top)
		skip();
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *const e = &embedded[i];
		char path[4096];
		char *const bytes = malloc(e->size + 1);
		FILE *file;

		snprintf(path, sizeof(path), "%s/data/%s", top, e->name);
		file = fopen(path, "rb");
		assert_non_null(bytes);
		assert_non_null(file);
		assert_int_equal(fread(bytes, 1, e->size + 1, file), e->size);
		assert_memory_equal(bytes, e->text, e->size);
		assert_int_equal(e->text[e->size], '\0');
		fclose(file);
		free(bytes);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorted),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_first),
		cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests_name("embedded", tests, NULL, NULL);
}
