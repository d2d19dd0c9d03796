/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as CSV and JSON: every type of field, nulls, and text that means mischief. */
#include "../support/unit.h"

#include "port/rows.h"

struct thing {
	struct row row;
	int64_t owner;
	int size, good, kind, day, start;
	const char *name, *at;
};

static const char *const kinds[] = {"round", "square", NULL};

static const struct field fields[] = {
	FIELD_ROW(thing),
	FIELD_REFERS(thing, owner, "Owner", "patient", OPTIONAL),
	FIELD(thing, size, "Size", FIELD_INT, OPTIONAL),
	FIELD(thing, good, "Good", FIELD_FLAG, 0),
	FIELD_WORDS(thing, kind, "Kind", kinds, OPTIONAL),
	FIELD(thing, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(thing, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(thing, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(thing, at, "At", FIELD_STAMP, OPTIONAL),
};

static const struct record record = {
	"thing", "thing", sizeof(struct thing), fields, FIELD_COUNT(fields), false, NULL
};

static struct thing
full(void)
{
	return (struct thing){
		.row = {7, 3}, .owner = 12, .size = -4, .good = 1, .kind = 1,
		.day = civil_day(2026, 11, 24), .start = 9 * 60 + 5, .name = "Ruiz, Elena",
		.at = "2026-11-24T09:00:00Z",
	};
}

static void
test_columns(void **state)
{
	struct arena arena = {0};
	struct columns columns = columns_of(&arena, &record, NULL);

	(void)state;
	assert_int_equal(columns.count, FIELD_COUNT(fields) - 1);	/* rev is HIDDEN */
	assert_string_equal(columns.fields[0]->name, "id");
	columns = columns_of(&arena, &record, "name id");
	assert_int_equal(columns.count, 2);
	assert_string_equal(columns.fields[0]->name, "name");
	assert_string_equal(columns.fields[1]->name, "id");
	arena_free(&arena);
}

static void
test_csv(void **state)
{
	struct arena arena = {0};
	struct buffer buffer = {0};
	const struct columns columns = columns_of(&arena, &record, NULL);
	const struct thing thing = full();
	struct thing blank;

	(void)state;
	record_blank(&record, &blank);
	csv_write_header(&buffer, &columns);
	csv_write_row(&buffer, &columns, &thing);
	csv_write_row(&buffer, &columns, &blank);
	assert_string_equal(buffer.bytes,
		"id,owner,size,good,kind,day,start,name,at\r\n"
		"7,12,-4,1,square,2026-11-24,09:05,\"Ruiz, Elena\",2026-11-24T09:00:00Z\r\n"
		",,,0,,,,,\r\n");
	buffer_free(&buffer);
	arena_free(&arena);
}

/* What a cell with that text becomes. */
static void
check_cell(const char *text, const char *expected)
{
	struct arena arena = {0};
	struct buffer buffer = {0};
	const struct columns columns = columns_of(&arena, &record, "name");
	const struct thing thing = {.name = text};

	csv_write_row(&buffer, &columns, &thing);
	assert_string_equal(buffer.bytes, arena_print(&arena, "%s\r\n", expected));
	buffer_free(&buffer);
	arena_free(&arena);
}

static void
test_csv_mischief(void **state)
{
	(void)state;
	check_cell("plain", "plain");
	check_cell("", "\"\"");
	check_cell("a \"b\" c", "\"a \"\"b\"\" c\"");
	check_cell("two\nlines", "\"two\nlines\"");
	check_cell("=1+1", "'=1+1");
	check_cell("+44 555", "'+44 555");
	check_cell("-", "'-");
	check_cell("@x", "'@x");
	check_cell("\tx", "'\tx");
	check_cell("\rx", "\"'\rx\"");
	check_cell("'already", "''already");
	check_cell("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
	check_cell("x=1", "x=1");
	check_cell("Nov\xC3\xA1k", "Nov\xC3\xA1k");
}

static void
test_json(void **state)
{
	struct arena arena = {0};
	struct buffer buffer = {0};
	const struct columns columns = columns_of(&arena, &record, NULL);
	struct thing thing = full();
	struct thing blank;

	(void)state;
	thing.name = "a\"b\n\x1b[2J";
	json_write_row(&buffer, &columns, &thing);
	assert_string_equal(buffer.bytes,
		"{\"id\": 7, \"owner\": 12, \"size\": -4, \"good\": true, \"kind\": \"square\", "
		"\"day\": \"2026-11-24\", \"start\": \"09:05\", "
		"\"name\": \"a\\\"b\\n\\u001b[2J\", \"at\": \"2026-11-24T09:00:00Z\"}");
	buffer_reset(&buffer);
	record_blank(&record, &blank);
	json_write_row(&buffer, &columns, &blank);
	assert_string_equal(buffer.bytes,
		"{\"id\": null, \"owner\": null, \"size\": null, \"good\": false, \"kind\": null, "
		"\"day\": null, \"start\": null, \"name\": null, \"at\": null}");
	buffer_free(&buffer);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_mischief),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
