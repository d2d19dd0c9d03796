/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding for search: names as they are given and as they are typed; words; digits. */
#include "../support/unit.h"

#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/text.h"

static void
test_fold(void **state)
{
	static const struct { const char *text, *folded; } rows[] = {
		{"", ""},
		{"  Jan \t\n NOVAK  ", "jan novak"},
		{"Nov\xC3\xA1k", "novak"}, {"Nova\xCC\x81k", "novak"},
		{"ŽLUŤOUČKÝ KŮŇ", "zlutoucky kun"},
		{"Straße", "strasse"}, {"STRASSE", "strasse"}, {"GROẞ", "gross"},
		{"Łódź", "lodz"}, {"Ørsted", "orsted"}, {"Đorđe", "dorde"}, {"Ħal", "hal"},
		{"Ægir", "aegir"}, {"Œuvre", "oeuvre"}, {"Þór", "thor"}, {"Guðrún", "gudrun"},
		{"İSTANBUL", "istanbul"}, {"ısparta", "isparta"},
		{"ΟΔΥΣΣΕΥΣ", "οδυσσευσ"}, {"Οδυσσεύς", "οδυσσευσ"},
		{"Ёлкин", "елкин"}, {"Nguyễn", "nguyen"}, {"ﬁn", "fin"},
		{"ＪＡＮ１２", "jan12"}, {"㈱", "(株)"}, {"ﾀﾅｶ", "タナカ"},
		{"王　小明", "王 小明"},			/* a wide space */
		{"a\xC2\xA0 b", "a b"},
		{"مُحَمَّد", "محمد"}, {"أحمد", "احمد"}, {"محـــمد", "محمد"},
		{"علی", "علي"}, {"کریم", "كريم"}, {"فاطمة", "فاطمه"},
		{"שָׁלוֹם", "שלום"},
		{"مير‌زا", "ميرزا"}, {"co\xC2\xAD" "operate", "cooperate"},
		{"١٢٣ ۴۵ १२", "123 45 12"},
		{"a\xFF" "b\xC3", "ab"},
		{"\xCC\x81", ""}, {"\xCC\x81 \xCC\x81", ""}, {"´", ""},
		{"O'Brien", "o'brien"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(text_fold(&arena, rows[i].text), rows[i].folded);
	arena_free(&arena);
}

/* Marks that make another name of it stay. */
static void
test_marks_that_stay(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_not_equal(text_fold(&arena, "मीना"), text_fold(&arena, "मैना"));
	assert_string_not_equal(text_fold(&arena, "が"), text_fold(&arena, "か"));
	assert_string_not_equal(text_fold(&arena, "ปู"), text_fold(&arena, "ปี"));
	assert_string_equal(text_fold(&arena, "ज़ीनत"), text_fold(&arena, "जीनत"));
	arena_free(&arena);
}

/* Of every character there is: folded text is valid, and folding it again changes nothing. */
static void
test_every_character(void **state)
{
	struct arena arena = {0};

	(void)state;
	for (utf8proc_int32_t c = 1; c < 0x110000; c++) {
		char text[8] = "";
		const char *folded;

		if (c >= 0xD800 && c < 0xE000)
			continue;
		utf8proc_encode_char(c, (utf8proc_uint8_t *)text);
		folded = text_fold(&arena, text);
		if (!text_valid(folded, strlen(folded)))
			fail_msg("U+%04X is folded to what isn't UTF-8", (unsigned)c);
		if (strcmp(text_fold(&arena, folded), folded) != 0)
			fail_msg("U+%04X is \"%s\" once, \"%s\" twice folded", (unsigned)c, folded,
				 text_fold(&arena, folded));
		arena_reset(&arena);
	}
	arena_free(&arena);
}

/* The words of a text, each in brackets. */
static const char *
words_of(struct arena *arena, const char *text)
{
	const char *words = "";
	const char *cursor = text, *word;

	while ((word = text_next_word(arena, &cursor)))
		words = arena_print(arena, "%s[%s]", words, word);
	assert_int_equal(*cursor, '\0');
	assert_null(text_next_word(arena, &cursor));
	return words;
}

static void
test_words(void **state)
{
	static const struct { const char *text, *words; } rows[] = {
		{"", ""}, {" - , ' ", ""}, {"Jan", "[jan]"},
		{"O'Brien-Müller, Jean-Luc", "[o][brien][muller][jean][luc]"},
		{"Ruiz, Elena", "[ruiz][elena]"},
		{"  two\twords\n", "[two][words]"},
		{"Novák\xCC\x81 Štěpán", "[novak][stepan]"},
		{"O\xE2\x80\x99Neil", "[o][neil]"},
		{"王小明・李", "[王小明][李]"},
		{"محمد، علي", "[محمد][علي]"},
		{"مير‌زا", "[ميرزا]"},
		{"Dr 7 (hygienist)", "[dr][7][hygienist]"},
		{"a\xFF" "b", "[a][b]"},
		{"\xCC\x81" "a \xCC\x81 b", "[a][b]"},
		{"ـــ x", "[x]"},				/* a word of nothing but tatweel */
		{"👩‍👩‍👧 x\x1by", "[x][y]"},
		{"ＡＢ１２", "[ab12]"},
		{"कि ज़ीनत", "[कि][जीनत]"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(words_of(&arena, rows[i].text), rows[i].words);
	arena_free(&arena);
}

static void
test_digits(void **state)
{
	static const struct { const char *text, *digits; } rows[] = {
		{"", ""}, {"none", ""}, {"+49 (0)30 123-45.67", "490301234567"},
		{"００４９", "0049"}, {"٠١٢٣٤٥٦٧٨٩", "0123456789"}, {"۰۹۱۲", "0912"},
		{"१२", "12"}, {"1\xFF" "2\xC3", "12"}, {"𝟟𝟘", "70"}, {"½", ""},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(text_digits(&arena, rows[i].text), rows[i].digits);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_marks_that_stay),
		cmocka_unit_test(test_every_character),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
