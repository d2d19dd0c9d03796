/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a line.
 */
#include "../support/unit.h"

#include <string.h>

#include "base/split.h"

/* Each line, and its words between bars. */
static void
test_words(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { "  \t ", "" }, { "less -R", "less|-R" }, { " a\t b ", "a|b" },
		{ "send --note=\"two words\" x", "send|--note=two words|x" },
		{ "'it is' \"it's\"", "it is|it's" }, { "\"\" a", "|a" }, { "'left open", "left open" },
		{ "a;b $(c) \\d", "a;b|$(c)|\\d" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena = { 0 };
		const char *text = "";
		size_t count;
		char **const words = split_words(&arena, cases[i][0], &count);

		for (size_t n = 0; n < count; n++)
			text = arena_print(&arena, "%s%s%s", text, n ? "|" : "", words[n]);
		assert_string_equal(text, cases[i][1]);
		assert_null(words[count]);
		arena_free(&arena);
	}
}

/* As many words as a line can have: nothing is left out. */
static void
test_many(void **state)
{
	struct arena arena = { 0 };
	char line[2001];
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof line - 1; i++)
		line[i] = i % 2 ? ' ' : 'x';
	line[sizeof line - 1] = '\0';
	split_words(&arena, line, &count);
	assert_int_equal(count, 1000);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
