/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice as it is founded, naming its parts, patterns. */
#include "../support/unit.h"

#include <string.h>

#include "../support/desk.h"
#include "book/opening.h"

static struct desk desk;
static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	desk_close(&desk);
	arena_free(&arena);
	return 0;
}

static void
test_founded(void **state)
{
	static const char *const codes[] = {"exam", "cleaning", "child", "perio", "filling",
		"crown", "crownseat", "rootcanal", "extraction", "emergency", "newpatient",
		"check"};
	struct visit_type type;
	struct chair *chairs;
	struct provider *providers;
	size_t count;

	(void)state;
	for (size_t i = 0; i < FIELD_COUNT(codes); i++) {
		must(visit_type_find(&desk, &arena, codes[i], &type));
		assert_int_equal(strlen(type.pattern) * CELL_MINUTES, type.minutes);
		assert_null(type.public_name);
	}
	must(chairs_load(&desk, &arena, &chairs, &count));
	assert_int_equal(count, 4);
	assert_int_equal(chairs[2].kind, CHAIR_TREATMENT);
	assert_int_equal(chairs[3].kind, CHAIR_SQUEEZE);
	must(providers_load(&desk, &arena, &providers, &count));
	assert_int_equal(count, 2);
	must(visit_type_find(&desk, &arena, "crownseat", &type));
	assert_int_not_equal(type.follows, 0);
	assert_int_equal(type.after_days, 14);
}

static void
test_naming(void **state)
{
	struct chair chair;
	struct provider provider;
	struct visit_type type;
	struct provider khan = {.name = "Dr Amelia Khan", .short_name = "Dr Khan", .role = 0,
		.active = 1, .open_until = NONE};

	(void)state;
	put(&desk, &provider_record, &khan);
	must(chair_find(&desk, &arena, "chair 2", &chair));
	assert_string_equal(chair.name, "Chair 2");
	must(chair_find(&desk, &arena, "3", &chair));
	assert_string_equal(chair.name, "Chair 3");
	must(chair_find(&desk, &arena, "sq", &chair));
	assert_int_equal(chair.kind, CHAIR_SQUEEZE);
	refused(chair_find(&desk, &arena, "cha", &chair), INPUT, "Chair 1, Chair 2, Chair 3");
	refused(chair_find(&desk, &arena, "9", &chair), NOT_FOUND, "9");
	refused(chair_find(&desk, &arena, "", &chair), INPUT, "missing");
	must(provider_find(&desk, &arena, "dr kh", &provider));
	assert_int_equal(provider.row.id, khan.row.id);
	must(visit_type_find(&desk, &arena, "crown", &type));
	assert_string_equal(type.code, "crown");
	must(visit_type_find(&desk, &arena, "root", &type));
	assert_string_equal(type.code, "rootcanal");
}

static void
test_patterns(void **state)
{
	static const struct { const char *type, *pattern; int minutes; } rows[] = {
		{"XXD/", "XXD/", 20}, {"XXD/", "XX", 10}, {"XXD/", "XXD//", 25}, {"XD", "XDX", 15},
		{NULL, "XXX", 15}, {"", "XX", 7}, {"/", "///", 11},
	};

	(void)state;
	for (size_t i = 0; i < FIELD_COUNT(rows); i++)
		assert_string_equal(pattern_for(&arena, rows[i].type, rows[i].minutes),
				    rows[i].pattern);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_founded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_naming, set_up, tear_down),
		cmocka_unit_test(test_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
