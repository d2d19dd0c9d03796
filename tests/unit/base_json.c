/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Buffers, and JSON values written into them. */
#include "../support/unit.h"

#include <limits.h>
#include <string.h>

#include "base/json.h"

static void
test_buffer(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	buffer_add(&buffer, "", 0);
	assert_string_equal(buffer.bytes, "");
	for (int i = 0; i < 10000; i++)
		buffer_print(&buffer, "%04d,", i);
	buffer_text(&buffer, "end");
	assert_int_equal(buffer.length, 50003);
	assert_int_equal(strlen(buffer.bytes), 50003);
	assert_memory_equal(buffer.bytes + 5 * 4711, "4711,", 5);
	assert_string_equal(buffer.bytes + 50000, "end");
	buffer_reset(&buffer);
	assert_int_equal(buffer.length, 0);
	assert_string_equal(buffer.bytes, "");
	buffer_add(&buffer, "a\0b", 3);
	assert_memory_equal(buffer.bytes, "a\0b", 4);
	buffer_free(&buffer);
	assert_null(buffer.bytes);
	buffer_reset(&buffer);
	buffer_free(&buffer);
}

/* Filled to each length about the place where it must grow. */
static void
test_growth(void **state)
{
	(void)state;
	for (int width = 250; width < 262; width++) {
		struct buffer buffer = {0};

		buffer_print(&buffer, "%*d", width, 7);
		buffer_text(&buffer, "x");
		assert_int_equal(buffer.length, width + 1);
		assert_string_equal(buffer.bytes + width - 1, "7x");
		buffer_free(&buffer);
	}
}

static void
test_text(void **state)
{
	static const struct { const char *text, *json; } rows[] = {
		{NULL, "null"},
		{"", "\"\""},
		{"Jan Novak", "\"Jan Novak\""},
		{"\"", "\"\\\"\""},
		{"C:\\x/y", "\"C:\\\\x/y\""},
		{"a\nb\tc\rd\be\ff", "\"a\\nb\\tc\\rd\\be\\ff\""},
		{"\x1b[2J\x01\x1f", "\"\\u001b[2J\\u0001\\u001f\""},
		{"\x7f", "\"\\u007f\""},
		{"\xC2\x9B" "31m", "\"\\u009b31m\""},		/* C1: a CSI in one character */
		{"Nov\xC3\xA1k 王 👩‍⚕️ محمد", "\"Nov\xC3\xA1k 王 👩‍⚕️ محمد\""},
		{"a\xFF" "b", "\"a\xEF\xBF\xBD" "b\""},
		{"\xC3", "\"\xEF\xBF\xBD\""},			/* cut short */
		{"\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},	/* overlong */
		{"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},	/* surrogate */
		{"<\xE2\x80\xA8>", "\"<\xE2\x80\xA8>\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct buffer buffer = {0};

		json_text(&buffer, rows[i].text);
		assert_string_equal(buffer.bytes, rows[i].json);
		buffer_free(&buffer);
	}
}

/* Every character that is one byte: what is written is printable ASCII without a bare quote. */
static void
test_every_ascii(void **state)
{
	(void)state;
	for (int c = 1; c < 0x80; c++) {
		const char text[] = {(char)c, '\0'};
		struct buffer buffer = {0};
		size_t length;

		json_text(&buffer, text);
		length = buffer.length;
		for (size_t i = 0; i < length; i++)
			assert_in_range(buffer.bytes[i], ' ', '~');
		if (c == '"' || c == '\\')
			assert_int_equal(length, 4);
		else if (c >= ' ' && c <= '~')
			assert_int_equal(length, 3);
		else
			assert_int_equal(buffer.bytes[1], '\\');
		buffer_free(&buffer);
	}
}

static void
test_int(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	json_int(&buffer, 0);
	buffer_text(&buffer, " ");
	json_int(&buffer, -1);
	buffer_text(&buffer, " ");
	json_int(&buffer, 1234567890);
	buffer_text(&buffer, " ");
	json_int(&buffer, LLONG_MAX);
	buffer_text(&buffer, " ");
	json_int(&buffer, LLONG_MIN);
	assert_string_equal(buffer.bytes,
			    "0 -1 1234567890 9223372036854775807 -9223372036854775808");
	buffer_free(&buffer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_buffer),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_every_ascii),
		cmocka_unit_test(test_int),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
