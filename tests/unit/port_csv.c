/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading CSV: quoting, line ends inside cells, the line a row began on, bad input. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "port/csv.h"

static char path[] = "/tmp/chairtime-csv-XXXXXX";

static void
write_file(const char *text)
{
	FILE *const file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	error_clear();
}

static void
expect_row(struct csv_file *file, int line, const char *first, const char *second)
{
	bool more = false;

	assert_int_equal(csv_next(file, &more), OK);
	assert_true(more);
	assert_int_equal(csv_line(file), line);
	assert_string_equal(csv_cell(file, 0), first);
	assert_string_equal(csv_cell(file, 1), second);
}

static void
rows_are_read_with_their_lines(void **state)
{
	struct csv_file *file;
	bool more = true;

	(void)state;
	write_file("\xEF\xBB\xBF" "a,b\r\n1,\"x, \"\"y\"\"\"\n\n2,\"two\nlines\"\n3\n\n\"4\n5\",last");
	assert_int_equal(csv_open(&file, path), OK);
	assert_int_equal(csv_columns(file), 2);
	assert_int_equal(csv_column(file, "b"), 1);
	assert_int_equal(csv_column(file, "B"), -1);
	expect_row(file, 2, "1", "x, \"y\"");
	expect_row(file, 4, "2", "two\nlines");
	expect_row(file, 6, "3", "");
	expect_row(file, 8, "4\n5", "last");
	assert_int_equal(csv_next(file, &more), OK);
	assert_false(more);
	csv_close(file);
}

static void
bad_files_are_refused_by_line(void **state)
{
	static const struct {
		const char *text, *sentence;
	} cases[] = {
		{ "", "the file is empty" },
		{ "a,a\n", ":1: the column 'a' is named twice" },
		{ "a,b\n1,2\n3,\"open\n4,5\n", ":3: the quotes" },
		{ "a,b\n1,x\"y\n", ":2: the quotes" },
		{ "a,b\n1,\xff\xfe\n", ":2: a cell isn't UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct csv_file *file = NULL;
		bool more = true;
		enum code code;

		write_file(cases[i].text);
		code = csv_open(&file, path);
		while (code == OK && more)
			code = csv_next(file, &more);
		assert_int_equal(code, INPUT);
		if (!strstr(error_text(), cases[i].sentence))
			fail_msg("%s", error_text());
		csv_close(file);
		error_clear();
	}
}

/* A file that never ends its line is given up, not swallowed. */
static void
endless_lines_are_given_up(void **state)
{
	struct csv_file *file = NULL;

	(void)state;
	error_clear();
	assert_int_equal(csv_open(&file, "/dev/zero"), INPUT);
	if (!strstr(error_text(), "longer than 1 MiB"))
		fail_msg("%s", error_text());
	error_clear();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_read_with_their_lines),
		cmocka_unit_test(bad_files_are_refused_by_line),
		cmocka_unit_test(endless_lines_are_given_up),
	};
	const int descriptor = mkstemp(path);
	int failed;

	close(descriptor);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return failed;
}
