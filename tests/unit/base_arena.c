/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas: zeroed, aligned, apart from each other, reusable; arrays that grow. */
#include "../support/unit.h"

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"

/* Pieces of many sizes, each filled with its own number, keep it to the end. */
static void
fill_and_look(struct arena *arena)
{
	static const size_t sizes[] = {1, 7, 16, 100, 4095, 4096, 5000, 70000, 3, 2000000, 0, 9};
	enum { PIECES = 200 };
	unsigned char *pieces[PIECES];

	for (size_t i = 0; i < PIECES; i++) {
		const size_t size = sizes[i % (sizeof sizes / sizeof sizes[0])];

		pieces[i] = arena_take(arena, size);
		assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
		for (size_t at = 0; at < size; at++)
			if (pieces[i][at] != 0)
				fail_msg("byte %zu of piece %zu isn't zero", at, i);
		memset(pieces[i], (int)i + 1, size);
	}
	for (size_t i = 0; i < PIECES; i++) {
		const size_t size = sizes[i % (sizeof sizes / sizeof sizes[0])];

		for (size_t at = 0; at < size; at++)
			if (pieces[i][at] != (unsigned char)(i + 1))
				fail_msg("byte %zu of piece %zu was written over", at, i);
	}
}

static void
test_take(void **state)
{
	struct arena arena = {0};

	(void)state;
	fill_and_look(&arena);
	arena_reset(&arena);
	fill_and_look(&arena);		/* zeroes again, though the block was used */
	arena_free(&arena);
	assert_null(arena.newest);
	assert_null(arena.large);
	fill_and_look(&arena);
	arena_free(&arena);
	arena_free(&arena);
	arena_reset(&arena);
}

/* What is larger than a block doesn't cost the room that is left in one, and is freed by reset. */
static void
test_large(void **state)
{
	struct arena arena = {0};
	char *const first = arena_take(&arena, 64);

	(void)state;
	arena_take(&arena, 3000000);
	assert_ptr_equal(arena_take(&arena, 64), first + 64);
	assert_non_null(arena.large);
	arena_reset(&arena);
	assert_null(arena.large);
	assert_ptr_equal(arena_take(&arena, 64), first);
	arena_free(&arena);
}

/* A reset keeps the newest block: the same work again needs no other. */
static void
test_reset_keeps(void **state)
{
	struct arena arena = {0};
	const void *kept;

	(void)state;
	for (int i = 0; i < 100; i++)
		arena_take(&arena, 1000);
	kept = arena.newest;
	arena_reset(&arena);
	arena_take(&arena, 1000);
	assert_ptr_equal(arena.newest, kept);
	arena_free(&arena);
}

static void
test_copy(void **state)
{
	struct arena arena = {0};
	const char text[] = "Jan Novák";

	(void)state;
	assert_null(arena_copy(&arena, NULL));
	assert_string_equal(arena_copy(&arena, ""), "");
	assert_string_equal(arena_copy(&arena, text), text);
	assert_ptr_not_equal(arena_copy(&arena, text), text);
	assert_string_equal(arena_copy_bytes(&arena, text, 3), "Jan");
	assert_string_equal(arena_copy_bytes(&arena, text, 0), "");
	arena_free(&arena);
}

static void
test_print(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(arena_print(&arena, "%d %s", 12, "visits"), "12 visits");
	for (int width = 250; width < 262; width++) {	/* both sides of the short way's end */
		const char *const text = arena_print(&arena, "%*d", width, 7);

		assert_int_equal(strlen(text), width);
		assert_int_equal(text[width - 1], '7');
	}
	assert_int_equal(strlen(arena_print(&arena, "%9999d", 7)), 9999);
	arena_free(&arena);
}

static void
test_grow(void **state)
{
	struct arena arena = {0};
	int *array = arena_grow(&arena, NULL, 0, sizeof *array);
	size_t room = 1;

	(void)state;
	for (size_t count = 0; count < 100000; count++) {
		if (count == room) {
			array = arena_grow(&arena, array, room * sizeof *array,
					   2 * room * sizeof *array);
			room *= 2;
		}
		assert_int_equal(array[count], 0);
		array[count] = (int)count + 1;
	}
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(array[i], i + 1);
	arena_free(&arena);
}

/* What was taken last grows in place; with something behind it, it moves and that stays. */
static void
test_grow_in_place(void **state)
{
	struct arena arena = {0};
	char *const first = arena_take(&arena, 10), *moved, *behind;

	(void)state;
	memcpy(first, "0123456789", 10);
	assert_ptr_equal(arena_grow(&arena, first, 10, 100), first);
	assert_int_equal(first[99], 0);
	assert_ptr_equal(arena_grow(&arena, first, 100, 50), first);
	behind = arena_copy(&arena, "behind");
	moved = arena_grow(&arena, first, 100, 200);
	assert_ptr_not_equal(moved, first);
	assert_memory_equal(moved, "0123456789", 10);
	assert_string_equal(behind, "behind");
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_take),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_reset_keeps),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_grow_in_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
