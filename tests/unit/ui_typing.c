/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that is typed: keys, the text they leave, the cursor; and days as they are typed. */
#include "../support/unit.h"

#include <string.h>

#include "../../src/ui/words.h"
#include "base/civil.h"
#include "base/text.h"
#include "ui/typing.h"

/* Keys apart by blanks; the text, and what stands before the cursor. */
static const struct {
	const char *keys, *text, *before;
} lines[] = {
	{"r u i", "rui", "rui"},
	{"r Space u", "r u", "r u"},
	{"a b BSpace", "a", "a"},
	{"BSpace Delete Left Right", "", ""},
	{"a b c Left Left X", "aXbc", "aX"},
	{"a b c Home Delete", "bc", ""},
	{"a b Home End c", "abc", "abc"},
	{"é ß 王", "éß王", "éß王"},
	{"é ß BSpace", "é", "é"},
	{"e \xCC\x81 x Left Left y", "ye\xCC\x81x", "y"},	/* a mark goes with its letter */
	{"e \xCC\x81 BSpace", "", ""},
	{"👩‍👩‍👧 BSpace a", "a", "a"},
	{"a b C-u c", "c", "c"},
	{"a Space b c C-w", "a ", "a "},
	{"a Space b Space C-w C-w", "", ""},
};

static void
test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct typing typing = {0};
		char keys[128], *rest = NULL;

		strcpy(keys, lines[i].keys);
		for (char *key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest))
			assert_true(typing_key(&typing, key));
		if (strcmp(typing.text, lines[i].text) != 0 ||
		    typing.at != strlen(lines[i].before) ||
		    strncmp(typing.text, lines[i].before, typing.at) != 0)
			fail_msg("row %zu: \"%s\", cursor %zu", i, typing.text, typing.at);
	}
}

static void
test_others(void **state)
{
	static const char *const keys[] = {"Enter", "Esc", "Tab", "Up", "F1", "C-s", "PageUp"};
	struct typing typing = {0};

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_false(typing_key(&typing, keys[i]));
	assert_string_equal(typing.text, "");
}

/* What doesn't fit is left out, whole characters. */
static void
test_full(void **state)
{
	struct typing typing = {0};
	char text[TYPING_SIZE + 8] = "x";

	(void)state;
	for (int i = 0; i < 3 * TYPING_SIZE; i++)
		assert_true(typing_key(&typing, "é"));
	assert_true(strlen(typing.text) < TYPING_SIZE);
	assert_true(text_valid(typing.text, strlen(typing.text)));
	while (strlen(text) < TYPING_SIZE)
		strcat(text, "é");
	typing_set(&typing, text);
	assert_true(text_valid(typing.text, strlen(typing.text)));
	assert_int_equal(typing.at, strlen(typing.text));
	typing_set(&typing, NULL);
	assert_string_equal(typing.text, "");
}

/* Today is Tuesday, 24 November 2026. */
static const struct {
	const char *text, *day;
} days[] = {
	{"today", "2026-11-24"}, {"Tomorrow", "2026-11-25"}, {"+7", "2026-12-01"},
	{"-1", "2026-11-23"}, {"2027-02-28", "2027-02-28"}, {"fri", "2026-11-27"},
	{"tue", "2026-12-01"}, {"24.11.", "2026-11-24"}, {"23.11", "2027-11-23"},
	{"1/12", "2026-12-01"}, {"1/12/27", "2027-12-01"}, {"14.3.1985", "1985-03-14"},
	{"24 Nov", "2026-11-24"}, {"3 mar 2027", "2027-03-03"}, {"29 feb 2028", "2028-02-29"},
	{"", NULL}, {"31.2.2027", NULL}, {"0.1.2027", NULL}, {"1.13.2027", NULL}, {"x", NULL},
	{"+", NULL}, {"2026-02-30", NULL}, {"99999999999", NULL}, {"+99999999", NULL},
	{"1 xyz", NULL}, {"-", NULL}, {"1.1.99999", NULL},
};

static void
test_days(void **state)
{
	const int today = civil_day(2026, 11, 24);
	char iso[DAY_SIZE];
	int day;

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		const bool is_day = day_typed(days[i].text, today, &day);

		if (is_day != (days[i].day != NULL) ||
		    (is_day && strcmp(civil_format(iso, day), days[i].day) != 0))
			fail_msg("\"%s\": %s", days[i].text,
				 is_day ? civil_format(iso, day) : "none");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
