/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New files: whole or not at all, for the owner alone, and devices left where they are. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/newfile.h"

static enum code
write_file(const char *path, const char *text, enum code result)
{
	struct new_file file;
	const enum code code = new_file_open(&file, path);

	if (code != OK)
		return code;
	fputs(text, file.stream);
	return new_file_close(&file, result);
}

static void
assert_holds(const char *path, const char *text)
{
	char read[64] = "";
	FILE *const file = fopen(path, "r");

	assert_non_null(file);
	assert_int_equal(fread(read, 1, sizeof read - 1, file), strlen(text));
	fclose(file);
	assert_string_equal(read, text);
}

static void
test_whole(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(write_file("a", "one", OK), OK);
	assert_holds("a", "one");
	assert_int_equal(write_file("a", "two", OK), OK);
	assert_holds("a", "two");
	assert_int_equal(stat("a", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
}

static void
test_given_up(void **state)
{
	(void)state;
	assert_int_equal(write_file("b", "one", OK), OK);
	assert_int_equal(write_file("b", "two", CLASH), CLASH);
	assert_holds("b", "one");
	assert_int_equal(write_file("none", "x", CLASH), CLASH);
	assert_int_equal(access("none", F_OK), -1);
}

static void
test_link(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(write_file("c", "one", OK), OK);
	assert_int_equal(symlink("c", "link"), 0);
	assert_int_equal(write_file("link", "two", OK), OK);
	assert_holds("c", "two");
	assert_int_equal(lstat("link", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
}

static void
test_pipe(void **state)
{
	char text[8] = "";
	struct stat status;
	FILE *reader;

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	reader = fopen("pipe", "r+");
	assert_non_null(reader);
	assert_int_equal(write_file("pipe", "one\n", OK), OK);
	assert_non_null(fgets(text, sizeof text, reader));
	assert_string_equal(text, "one\n");
	fclose(reader);
	assert_int_equal(stat("pipe", &status), 0);
	assert_true(S_ISFIFO(status.st_mode));
}

static void
test_refused(void **state)
{
	(void)state;
	error_clear();
	assert_int_equal(write_file("no/such/folder", "x", OK), WORLD);
	assert_non_null(strstr(error_text(), "no/such/folder: can't be written"));
	error_clear();
	if (access("/dev/full", W_OK) == 0)
		assert_int_equal(write_file("/dev/full", "x", OK), WORLD);
	error_clear();
	assert_int_equal(write_file(".", "x", OK), WORLD);
	error_clear();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole), cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_link), cmocka_unit_test(test_pipe),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
