/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings files: what is read, and what is refused with its line. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/settings.h"

static char path[] = "/tmp/chairtime-settings-XXXXXX";

static int
make_file(void **state)
{
	const int file = mkstemp(path);

	(void)state;
	return file < 0 || close(file) != 0;
}

static int
remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static enum code
read_bytes(struct arena *arena, const char *bytes, size_t length, struct settings *out)
{
	FILE *const file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	error_clear();
	return settings_read(arena, path, out);
}

static enum code
read_text(struct arena *arena, const char *text, struct settings *out)
{
	return read_bytes(arena, text, strlen(text), out);
}

static void
test_read(void **state)
{
	static const char text[] =
		"\xEF\xBB\xBF# a comment\n"
		"\n"
		"[provider]\r\n"
		"file = dentists.csv\r\n"
		"\tname=\"Dr {dentist_id} ({dentist_role})\"  \n"
		"  # indented\n"
		"[type new patient ]\n"
		"minutes =45\n"
		"state.no_show = missed\n"
		"empty =\n"
		"quoted = \" a \\\"b\\\" \\\\ \\n # = \"\n"
		"equals = a=b # no comment\n"
		"minutes = 50";
	const struct settings_section *section;
	struct arena arena = {0};
	struct settings settings;

	(void)state;
	assert_int_equal(read_text(&arena, text, &settings), OK);
	assert_string_equal(settings.path, path);
	assert_int_equal(settings.count, 2);
	section = &settings.sections[0];
	assert_string_equal(section->kind, "provider");
	assert_string_equal(section->name, "");
	assert_int_equal(section->line, 3);
	assert_int_equal(section->count, 2);
	assert_string_equal(section->lines[0].key, "file");
	assert_string_equal(section->lines[0].value, "dentists.csv");
	assert_int_equal(section->lines[0].line, 4);
	assert_string_equal(settings_value(section, "name"), "Dr {dentist_id} ({dentist_role})");
	section = &settings.sections[1];
	assert_string_equal(section->kind, "type");
	assert_string_equal(section->name, "new patient");
	assert_int_equal(section->count, 6);
	assert_string_equal(settings_value(section, "state.no_show"), "missed");
	assert_string_equal(settings_value(section, "empty"), "");
	assert_string_equal(settings_value(section, "quoted"), " a \"b\" \\ \\n # = ");
	assert_string_equal(settings_value(section, "equals"), "a=b # no comment");
	assert_string_equal(settings_value(section, "minutes"), "50");	/* the last */
	assert_int_equal(section->lines[5].line, 13);
	assert_null(settings_value(section, "file"));
	arena_free(&arena);
}

static void
test_refused(void **state)
{
	static const struct { const char *text; int line; const char *why; } rows[] = {
		{"key = value\n", 1, "[section]"},
		{"[a]\nno equals here\n", 2, "KEY = VALUE"},
		{"[a]\n\n = x\n", 3, "no key"},
		{"[a\n", 1, "] is missing"},
		{"# c\n[ ]\n", 2, "no kind"},
		{"[]\n", 1, "no kind"},
		{"[\n", 1, "] is missing"},
		{"[a]\nb = \"open\n", 2, "isn't closed"},
		{"[a]\nb = \"open\\\"\n", 2, "isn't closed"},
		{"[a]\nb = \"x\" y\n", 2, "behind"},
		{"[a]\nb = \xFF\n", 2, "UTF-8"},
		{"[a]\n# \xC3\n", 2, "UTF-8"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct settings settings;
		const char *where;

		assert_int_equal(read_text(&arena, rows[i].text, &settings), INPUT);
		where = arena_print(&arena, "%s:%d: ", path, rows[i].line);
		assert_memory_equal(error_text(), where, strlen(where));
		if (!strstr(error_text(), rows[i].why))
			fail_msg("\"%s\" doesn't say \"%s\"", error_text(), rows[i].why);
	}
	arena_free(&arena);
}

static void
test_no_text(void **state)
{
	struct arena arena = {0};
	struct settings settings;

	(void)state;
	assert_int_equal(read_bytes(&arena, "[a]\0b = c\n", 10, &settings), INPUT);
	assert_int_equal(read_text(&arena, "", &settings), OK);
	assert_int_equal(settings.count, 0);
	error_clear();
	assert_int_equal(settings_read(&arena, "/nonexistent/x.conf", &settings), WORLD);
	assert_non_null(strstr(error_text(), "/nonexistent/x.conf"));
	error_clear();
	assert_int_equal(settings_read(&arena, "/", &settings), WORLD);
	arena_free(&arena);
}

/* More sections and lines than any first room, and a file longer than a block. */
static void
test_many(void **state)
{
	struct arena arena = {0}, text = {0};
	struct settings settings;
	const size_t size = 1 << 20;
	char *const all = arena_take(&text, size);
	size_t length = 0;

	(void)state;
	for (int i = 0; i < 300; i++) {
		length += (size_t)snprintf(all + length, size - length, "[kind n%d]\n", i);
		for (int j = 0; j < i; j++)
			length += (size_t)snprintf(all + length, size - length, "k%d = %d\n", j,
						   i * j);
	}
	assert_int_equal(read_text(&arena, all, &settings), OK);
	assert_int_equal(settings.count, 300);
	for (size_t i = 0; i < settings.count; i++) {
		assert_string_equal(settings.sections[i].name,
				    arena_print(&text, "n%zu", i));
		assert_int_equal(settings.sections[i].count, i);
		for (size_t j = 0; j < i; j++)
			assert_int_equal(atoi(settings.sections[i].lines[j].value), i * j);
	}
	arena_free(&arena);
	arena_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_no_text),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
