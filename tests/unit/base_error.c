/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What failed first stands, until it is cleared; exit statuses; long sentences. */
#include "../support/unit.h"

#include <string.h>

#include "base/error.h"

static int
clear(void **state)
{
	(void)state;
	error_clear();
	return 0;
}

static void
test_nothing(void **state)
{
	(void)state;
	assert_int_equal(error_code(), OK);
	assert_string_equal(error_text(), "");
}

static void
test_first_stands(void **state)
{
	(void)state;
	assert_int_equal(fail(NOT_FOUND, "patient %d: nobody", 7), NOT_FOUND);
	assert_int_equal(fail(STORE, "rollback: no disk"), STORE);
	assert_int_equal(error_code(), NOT_FOUND);
	assert_string_equal(error_text(), "patient 7: nobody");
	error_clear();
	assert_int_equal(error_code(), OK);
	assert_string_equal(error_text(), "");
	fail(BUSY, "later");
	assert_string_equal(error_text(), "later");
}

static void
test_exit_status(void **state)
{
	static const struct { enum code code; int status; } rows[] = {
		{OK, 0}, {NOT_FOUND, 1}, {CLASH, 1}, {STALE, 1}, {DENIED, 1},
		{USAGE, 2}, {INPUT, 2}, {BUSY, 3}, {STORE, 3}, {WORLD, 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(code_exit_status(rows[i].code), rows[i].status);
}

/* A sentence too long is cut, at each place that the cut can have in a character of 4 bytes. */
static void
test_long(void **state)
{
	(void)state;
	for (int shift = 0; shift < 4; shift++) {
		char text[2048];
		size_t length;

		memset(text, 'a', sizeof text);
		for (size_t i = (size_t)shift; i + 4 < sizeof text; i += 4)
			memcpy(text + i, "\xF0\x9F\x98\x80", 4);
		text[sizeof text - 1] = '\0';
		error_clear();
		fail(INPUT, "%s", text);
		length = strlen(error_text());
		assert_in_range(length, 900, 1023);
		assert_int_equal((length - (size_t)shift) % 4, 0);
		assert_memory_equal(error_text(), text, length);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_nothing, clear),
		cmocka_unit_test_setup(test_first_stands, clear),
		cmocka_unit_test_setup(test_exit_status, clear),
		cmocka_unit_test_setup(test_long, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
