/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells: clipping, wide characters, hostile text, ASCII, and the whole of a row as text. */
#include "../support/unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "book/practice.h"
#include "ui/grid.h"
#include "ui/tint.h"

#define COLS 12

static struct grid grid;
static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	grid_resize(&grid, 3, COLS);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	grid_free(&grid);
	arena_free(&arena);
	return 0;
}

static const char *
row(int y)
{
	return grid_line(&arena, &grid, y);
}

/* A text, the column where it is put, the cells it may take; the row, and the column behind. */
static const struct {
	const char *text;
	int x, cells;
	const char *row;
	int after;
} texts[] = {
	{"Novak", 0, 12, "Novak", 5},
	{"Novak", 3, 12, "   Novak", 8},
	{"Novak, Jan", 0, 6, "Novak…", 6},
	{"Novak, Jan Karel", 0, 99, "Novak, Jan …", 12},
	{"Novak", 9, 12, "         No…", 12},
	{"Novak", 0, 0, "", 0},
	{"Novak", 12, 5, "", 12},
	{"王小明", 0, 6, "王小明", 6},
	{"王小明", 0, 5, "王小…", 5},
	{"王小明", 0, 4, "王 …", 4},			/* a wide one isn't split */
	{"王小明", 8, 9, "        王 …", 12},
	{"Nova\xCC\x81k", 0, 12, "Nova\xCC\x81k", 5},
	{"a\x1b[31mb\nc", 0, 12, "a�[31mb�c", 9},
	{"\xC2\x9B" "2J", 0, 12, "�2J", 3},		/* a C1 control */
	{"a\xFF" "b", 0, 12, "a�b", 3},
	{"a\xE2\x80\xAE" "bc", 0, 12, "abc", 3},	/* an override turns nothing round */
	{NULL, 4, 5, "", 4},
};

static void
test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		grid_clear(&grid);
		if (grid_text(&grid, 1, texts[i].x, STYLE_NORMAL, texts[i].text, texts[i].cells) !=
		    texts[i].after)
			fail_msg("row %zu: another column behind", i);
		if (strcmp(row(1), texts[i].row) != 0)
			fail_msg("row %zu: \"%s\", not \"%s\"", i, row(1), texts[i].row);
		assert_string_equal(row(0), "");
		assert_string_equal(row(2), "");
	}
}

static void
test_outside(void **state)
{
	(void)state;
	grid_put(&grid, -1, 0, STYLE_NORMAL, "x");
	grid_put(&grid, 3, 0, STYLE_NORMAL, "x");
	grid_put(&grid, 0, -1, STYLE_NORMAL, "x");
	grid_focus(&grid, 5, 0, 4);
	grid_blank(&grid, 2, 10, 9);
	for (int y = 0; y < 3; y++)
		assert_string_equal(row(y), "");
	assert_int_equal(grid.cursor_y, -1);
}

/* What is written over one half of a wide character takes the other away. */
static void
test_halves(void **state)
{
	(void)state;
	grid_put(&grid, 0, 0, STYLE_NORMAL, "王小");
	grid_put(&grid, 0, 1, STYLE_NORMAL, "a");
	assert_string_equal(row(0), " a小");
	grid_put(&grid, 0, 2, STYLE_NORMAL, "b");
	assert_string_equal(row(0), " ab");
	grid_put(&grid, 1, 1, STYLE_NORMAL, "小");
	grid_put(&grid, 1, 0, STYLE_NORMAL, "王");
	assert_string_equal(row(1), "王");
}

/* A cell holds a character and four marks: more are left out, whole ones. */
static void
test_many_marks(void **state)
{
	char text[64] = "e";

	(void)state;
	for (int i = 0; i < 20; i++)
		strcat(text, "\xCC\x81");
	strcat(text, "x");
	assert_int_equal(grid_put(&grid, 0, 0, STYLE_NORMAL, text), 2);
	assert_true(text_valid(row(0), strlen(row(0))));
	assert_int_equal(text_width(row(0)), 2);
}

static void
test_ascii(void **state)
{
	(void)state;
	grid.ascii = true;
	grid_put(&grid, 0, 0, STYLE_NORMAL, "✓ João │ 王");
	assert_string_equal(row(0), "v Jo?o | ?");
	grid_sign(&grid, 1, 0, STYLE_HERE);
	grid_put(&grid, 1, 2, STYLE_NORMAL, "» Ruiz 12345");
	assert_string_equal(row(1), "> >>Ruiz 12.");
	for (int y = 0; y < 2; y++)
		for (const char *c = row(y); *c; c++)
			assert_in_range(*c, ' ', '~');
	grid.ascii = false;
	grid.plain_signs = true;
	grid_put(&grid, 2, 0, STYLE_NORMAL, "○ João");
	assert_string_equal(row(2), "o João");
}

static void
test_right_and_focus(void **state)
{
	(void)state;
	assert_int_equal(grid_right(&grid, 0, 12, STYLE_NORMAL, "12 late"), 5);
	assert_string_equal(row(0), "     12 late");
	grid_focus(&grid, 1, 2, 4);
	assert_string_equal(row(1), "  >");
	assert_int_equal(grid.cursor_y, 1);
	assert_int_equal(grid.cursor_x, 2);
	assert_true(grid_cell(&grid, 1, 5)->focus);
	assert_false(grid_cell(&grid, 1, 6)->focus);
}

/* Every style from booked on has a sign of one cell and an ASCII form that isn't "?", but asked. */
static void
test_signs(void **state)
{
	(void)state;
	for (int style = STYLE_BOOKED; style < STYLE_COUNT; style++) {
		const char *const sign = sign_text((enum style)style);

		assert_int_equal(text_width(sign), 1);
		assert_true(sign_known(sign));
		assert_true(sign_word((enum style)style)[0] != '\0');
		assert_true(style == STYLE_ASKED || strcmp(sign_ascii(sign), "?") != 0);
		for (int other = STYLE_BOOKED; other < style; other++)
			assert_string_not_equal(sign, sign_text((enum style)other));
	}
}

static void
test_tint(void **state)
{
	struct visit_type types[] = { { .code = "exam", .colour = "blue" }, { .code = "check" } };
	struct provider providers[] = { { .row = { 7, 1 }, .colour = "red" } };
	const struct tints by_type = { .types = types, .type_count = 2 };
	const struct tints by_provider = { .providers = providers, .provider_count = 1 };
	const struct tints by_state = { 0 };
	struct appointment_line visit = { .type = "exam", .provider = 7 };

	(void)state;
	assert_int_equal(tint_of(&by_type, &visit), TINT_BLUE);
	assert_int_equal(tint_of(&by_provider, &visit), TINT_RED);
	assert_int_equal(tint_of(&by_state, &visit), TINT_NONE);
	visit.type = "check";
	visit.provider = 8;
	assert_int_equal(tint_of(&by_type, &visit), TINT_NONE);
	assert_int_equal(tint_of(&by_provider, &visit), TINT_NONE);
	grid_text(&grid, 0, 2, STYLE_LATE, "Bose", 8);
	grid_tint(&grid, 0, 8, 5, TINT_BLUE);		/* as far as there are cells */
	grid_tint(&grid, 5, 0, 5, TINT_BLUE);
	grid_tint(&grid, 0, 2, 4, TINT_CYAN);
	assert_int_equal(grid_cell(&grid, 0, 3)->tint, TINT_CYAN);
	assert_int_equal(grid_cell(&grid, 0, 3)->style, STYLE_LATE);
	assert_int_equal(grid_cell(&grid, 0, 11)->tint, TINT_BLUE);
	grid_text(&grid, 0, 2, STYLE_NORMAL, "Ibe", 8);	/* what is written anew has none */
	assert_int_equal(grid_cell(&grid, 0, 3)->tint, TINT_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_text, setup, teardown),
		cmocka_unit_test_setup_teardown(test_outside, setup, teardown),
		cmocka_unit_test_setup_teardown(test_halves, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_marks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ascii, setup, teardown),
		cmocka_unit_test_setup_teardown(test_right_and_focus, setup, teardown),
		cmocka_unit_test(test_signs),
		cmocka_unit_test_setup_teardown(test_tint, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
