/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in cells: clusters, widths, what fits, what may be shown; codes and numbers. */
#include "../support/unit.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static void
test_valid(void **state)
{
	static const char *const good[] = {
		"", "a", "\n\x1b\x7f", "á", "Žluťoučký kůň", "王小明", "محمد", "👩‍👩‍👧", "\xF4\x8F\xBF\xBF",
	};
	static const char *const bad[] = {
		"\x80", "\xFF", "\xC3", "a\xC3", "\xC3(", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80",
		"\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x9F\x98",
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "a\xFE\x62",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(text_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (text_valid(bad[i], strlen(bad[i])))
			fail_msg("row %zu is malformed", i);
	assert_false(text_valid("a\0b", 3));
	assert_true(text_valid("a\0b", 1));
	assert_true(text_valid("\xC3\xA1", 2));
	assert_false(text_valid("\xC3\xA1", 1));
}

/* A text, its cells, and how many clusters it has. */
static const struct {
	const char *text;
	int width, clusters;
} widths[] = {
	{"", 0, 0},
	{"Jan Novak", 9, 9},
	{"Žluťoučký kůň", 13, 13},
	{"Novak\xCC\x81", 5, 5},			/* a mark behind ASCII */
	{"Nova\xCC\x81k", 5, 5},
	{"a\xCC\x81\xCC\xA8\xCC\x82z", 2, 2},
	{"ㅤ", 2, 1},
	{"王小明", 6, 3},
	{"王a小", 5, 3},
	{"ﾀﾅｶ", 3, 3},				/* half-width kana */
	{"ＡＢ", 4, 2},				/* full-width letters */
	{"한글", 4, 2},
	{"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2, 1},	/* the same as conjoining jamo */
	{"محمد علي", 8, 8},
	{"مُحَمَّد", 4, 4},				/* with its points */
	{"שָׁלוֹם", 4, 4},
	{"कि", 2, 1},
	{"สวัสดี", 4, 4},
	{"😀", 2, 1},
	{"👩‍👩‍👧", 2, 1},
	{"👩🏽‍⚕️x", 3, 2},
	{"🇩🇪🇨🇿", 4, 2},
	{"\xE2\x9D\xA4", 1, 1},			/* a heart as text, */
	{"\xE2\x9D\xA4\xEF\xB8\x8F", 2, 1},		/* as an emoji */
	{"1\xEF\xB8\x8F\xE2\x83\xA3", 2, 1},		/* a keycap */
	{"\x1b[0m", 4, 4},
	{"a\r\nb\tc", 6, 6},
	{"\x7f\xC2\x9B", 2, 2},
	{"\xFF\xFE", 2, 2},
	{"a\xC3", 2, 2},
	{"\xE2\x82", 2, 2},
	{"\xCC\x81", 0, 1},				/* a mark alone */
	{"\n\xCC\x81", 1, 2},
	{"a\xE2\x80\x8B" "b", 2, 3},			/* a space of no width */
};

static void
test_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		const char *at = widths[i].text;
		int cells = 0, clusters = 0, width;

		if (text_width(at) != widths[i].width)
			fail_msg("\"%s\" has %d cells, not %d", at, text_width(at),
				 widths[i].width);
		while (*at) {
			at += text_cluster(at, &width);
			assert_in_range(width, 0, 2);
			cells += width;
			clusters++;
		}
		assert_int_equal(cells, widths[i].width);
		if (clusters != widths[i].clusters)
			fail_msg("row %zu has %d clusters, not %d", i, clusters,
				 widths[i].clusters);
		assert_int_equal(text_cluster(at, &width), 0);
		assert_int_equal(width, 0);
	}
}

static void
test_fit(void **state)
{
	static const struct { const char *text; int cells; size_t bytes; } rows[] = {
		{"Novak", 0, 0}, {"Novak", -1, 0}, {"Novak", 3, 3}, {"Novak", 5, 5},
		{"Novak", 99, 5}, {"", 5, 0}, {"王小明", 1, 0}, {"王小明", 2, 3},
		{"王小明", 3, 3}, {"王小明", 5, 6}, {"王小明", 6, 9}, {"a王", 2, 1},
		{"a王", 3, 4}, {"Novak\xCC\x81s", 5, 7}, {"Novak\xCC\x81s", 4, 4},
		{"\xCC\x81" "a", 0, 2}, {"a👩‍👩‍👧b", 2, 1}, {"a👩‍👩‍👧b", 3, 19},
		{"a\xFF\xFF", 2, 2}, {"ab\xCC\x81", 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (text_fit(rows[i].text, rows[i].cells) != rows[i].bytes)
			fail_msg("of \"%s\" %zu bytes fit %d cells, not %zu", rows[i].text,
				 rows[i].bytes, rows[i].cells,
				 text_fit(rows[i].text, rows[i].cells));
}

/* What fits is no wider than asked, and one cluster more would be. */
static void
test_fit_is_longest(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		for (int cells = 0; cells <= widths[i].width + 1; cells++) {
			const char *const text = widths[i].text;
			const size_t bytes = text_fit(text, cells);
			struct arena arena = {0};
			const int width = text_width(arena_copy_bytes(&arena, text, bytes));
			int more = 0;

			assert_true(width <= cells);
			text_cluster(text + bytes, &more);
			assert_true(!text[bytes] || width + more > cells);
			arena_free(&arena);
		}
	}
}

static void
test_clean(void **state)
{
#define R "\xEF\xBF\xBD"
	static const struct { const char *text, *clean; } rows[] = {
		{"", ""},
		{"Jan Novák 王 👩‍👩‍👧", "Jan Novák 王 👩‍👩‍👧"},
		{"a\x1b[31mb", "a" R "[31mb"},
		{"two\nlines\r\n", "two" R "lines" R R},
		{"\x7f\t\x07", R R R},
		{"\xC2\x9B" "31m\xC2\x85", R "31m" R},
		{"a\xFF\xC3", "a" R R},
		{"\xE2\x82", R R},
		{"evil \xE2\x80\xAE" "txt\xE2\x81\xA6.\xE2\x81\xA9", "evil " R "txt" R "." R},
		{"\xE2\x80\x8Fعلي", "\xE2\x80\x8Fعلي"},		/* a right-to-left mark may stay */
		{"\xC2\xA0", "\xC2\xA0"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *const clean = text_clean(&arena, rows[i].text);

		assert_string_equal(clean, rows[i].clean);
		assert_ptr_not_equal(clean, rows[i].text);
		assert_string_equal(text_clean(&arena, clean), clean);
	}
	arena_free(&arena);
#undef R
}

/* Whatever bytes come, what is cleaned is valid and has no control in it. */
static void
test_clean_any(void **state)
{
	struct arena arena = {0};
	unsigned seed = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[32];
		const char *clean;
		size_t length;

		for (size_t i = 0; i < sizeof text - 1; i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = (char)(seed >> 16 & 1 ? seed >> 20 : (seed >> 20) | 0x80);
		}
		text[sizeof text - 1] = '\0';
		clean = text_clean(&arena, text);
		length = strlen(clean);
		assert_true(text_valid(clean, length));
		for (size_t i = 0; i < length; i++)
			assert_false((unsigned char)clean[i] < 0x20 || clean[i] == 0x7F);
		assert_true(text_width(text) >= 0);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

static void
test_small(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(text_reverse(&arena, "5551234"), "4321555");
	assert_string_equal(text_reverse(&arena, ""), "");
	assert_true(text_is_blank(NULL));
	assert_true(text_is_blank(""));
	assert_true(text_is_blank(" \t\r\n\v\f"));
	assert_true(text_is_blank("\xC2\xA0\xE3\x80\x80\xE2\x80\xA8"));
	assert_false(text_is_blank(" x"));
	assert_false(text_is_blank("\x1b"));
	assert_false(text_is_blank(" \xFF"));
	assert_true(text_equal_nocase("exam", "EXAM"));
	assert_true(text_equal_nocase("", ""));
	assert_false(text_equal_nocase("exam", "exams"));
	assert_false(text_equal_nocase("exams", "exam"));
	assert_false(text_equal_nocase("@", "`"));
	assert_false(text_equal_nocase("É", "é"));
	arena_free(&arena);
}

static void
test_parse_int(void **state)
{
	static const char *const bad[] = {
		"", " ", "-", "+", "--1", "+-1", "1 ", " 1", "1.0", "0x10", "12a", "1e3",
		"9223372036854775808", "-9223372036854775809", "１",
	};
	static const struct { const char *text; long long value; } good[] = {
		{"0", 0}, {"-0", 0}, {"+7", 7}, {"007", 7}, {"-12", -12},
		{"9223372036854775807", LLONG_MAX}, {"-9223372036854775808", LLONG_MIN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		long long value = 4711;

		assert_true(text_parse_int(good[i].text, &value));
		assert_true(value == good[i].value);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		long long value = 4711;

		if (text_parse_int(bad[i], &value) || value != 4711)
			fail_msg("\"%s\" is no number", bad[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_fit_is_longest),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_clean_any),
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_parse_int),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
