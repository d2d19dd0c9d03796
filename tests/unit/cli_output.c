/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printer: tables of any width hold their columns, and nothing reaches a terminal raw. */
#include "../support/unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/output.h"

struct thing {
	struct row row;
	const char *name, *note, *code;
};

static const struct field fields[] = {
	FIELD_ROW(thing),
	FIELD(thing, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(thing, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(thing, code, "Code", FIELD_TEXT, OPTIONAL),
};

static const struct record record = {
	"thing", "thing", sizeof(struct thing), fields, FIELD_COUNT(fields), false, NULL
};
static const struct listing listing = {&record, NULL, NULL};

static const struct thing things[] = {
	{{1, 1}, "Novák, Jan", "comes late", "a"},
	{{22, 1}, "王小明", "\x1b[31mred\x1b[0m\nnext line", "b"},
	{{333, 1}, "محمد", NULL, NULL},
	{{4, 1}, "a\xff" "b", "e\xCC\x81 is one cell, and this note is long enough to be cut", "c"},
};

/* What is printed of the things, in that format and width: owned by the caller. */
static char *
printed(enum format format, int width, size_t count)
{
	char *text;
	size_t size;
	struct output out = {.format = format, .width = width};

	out.file = out.notes = open_memstream(&text, &size);
	print_rows(&out, &listing, things, count);
	fclose(out.file);
	return text;
}

static void
test_table(void **state)
{
	char *const text = printed(FORMAT_TABLE, 0, 3);

	(void)state;
	assert_string_equal(text,
		" Id  Name        Code  Note\n"
		"  1  Novák, Jan  a     comes late\n"
		" 22  王小明      b     \xEF\xBF\xBD[31mred\xEF\xBF\xBD[0m next line\n"
		"333  محمد\n");
	free(text);
}

static void
test_empty(void **state)
{
	char *text = printed(FORMAT_TABLE, 80, 0);

	(void)state;
	assert_string_equal(text, "Id  Name  Code  Note\n");
	free(text);
	text = printed(FORMAT_JSON, 80, 0);
	assert_string_equal(text, "[]\n");
	free(text);
	text = printed(FORMAT_CSV, 80, 0);
	assert_string_equal(text, "id,name,note,code\r\n");
	free(text);
}

/* At every width the lines fit, where the columns' least does, and hold nothing but text. */
static void
test_widths(void **state)
{
	(void)state;
	for (int width = 24; width < 120; width++) {
		char *const text = printed(FORMAT_TABLE, width, 4);
		char *state_of;
		int lines = 0;

		for (char *line = strtok_r(text, "\n", &state_of); line;
				line = strtok_r(NULL, "\n", &state_of), lines++) {
			assert_in_range(text_width(line), 1, width);
			assert_true(text_valid(line, strlen(line)));
			assert_null(strpbrk(line, "\x1b\r\t\x7f"));
		}
		assert_int_equal(lines, 5);
		free(text);
	}
}

/* Long text gives way first. */
static void
test_cut(void **state)
{
	char *const text = printed(FORMAT_TABLE, 26, 2);

	(void)state;
	assert_string_equal(text,
		"Id  Name        Code  Note\n"
		" 1  Novák, Jan  a     com…\n"
		"22  王小明      b     \xEF\xBF\xBD[3…\n");
	free(text);
}

static void
test_sentences(void **state)
{
	char *text;
	size_t size;
	struct output out = {.format = FORMAT_TABLE};

	(void)state;
	out.file = out.notes = open_memstream(&text, &size);
	print_said(&out, "one\ntwo\x1b[2J");
	print_said(&out, NULL);
	print_note(&out, "%s%d", "n\r", 3);
	fail(INPUT, "WHAT: \x1b]0;title\x07\nsecond");
	print_failure(out.file);
	error_clear();
	fclose(out.file);
	assert_string_equal(text,
		"one\ntwo\xEF\xBF\xBD[2J\nn\xEF\xBF\xBD" "3\n"
		"chairtime: WHAT: \xEF\xBF\xBD]0;title\xEF\xBF\xBD\nsecond\n");
	free(text);
}

static void
test_record(void **state)
{
	char *text;
	size_t size;
	struct output out = {.format = FORMAT_TABLE};

	(void)state;
	out.file = out.notes = open_memstream(&text, &size);
	print_record(&out, &listing, &things[2]);
	out.format = FORMAT_JSON;
	print_record(&out, &listing, &things[2]);
	fclose(out.file);
	assert_string_equal(text, "Id    333\nName  محمد\n"
		"{\"id\": 333, \"name\": \"محمد\", \"note\": null, \"code\": null}\n");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_record),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
