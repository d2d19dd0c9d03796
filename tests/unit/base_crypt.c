/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encrypted files: what is written comes back, and no byte of one can be another. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypt.h"

#define CHUNK 65536
#define HEAD 91			/* bytes before the first chunk */
#define MORE 17			/* that a chunk is longer */

static unsigned char plain[3 * CHUNK + 100], locked[sizeof plain + 1024], back[sizeof plain + 1];

/* Writes so many bytes in parts of odd sizes; gives how long the file is. */
static size_t
lock(size_t size)
{
	FILE *const file = fopen("locked", "w+");
	FILE *stream;
	size_t length;

	assert_non_null(file);
	assert_int_equal(crypt_stream(file, "correct horse", &stream), OK);
	for (size_t done = 0; done < size; ) {
		const size_t part = size - done < 977 ? size - done : 977;

		assert_int_equal(fwrite(plain + done, 1, part, stream), part);
		done += part;
	}
	assert_int_equal(fclose(stream), 0);
	rewind(file);
	length = fread(locked, 1, sizeof locked, file);
	fclose(file);
	return length;
}

static void
put(size_t length)
{
	FILE *const file = fopen("locked", "w");

	assert_int_equal(fwrite(locked, 1, length, file), length);
	fclose(file);
}

/* What opening it gives. */
static enum code
opens(const char *passphrase, size_t *size)
{
	FILE *const out = tmpfile();
	const enum code code = crypt_open("locked", passphrase, out);

	rewind(out);
	*size = fread(back, 1, sizeof back, out);
	fclose(out);
	error_clear();
	return code;
}

static void
test_round(void **state)
{
	static const size_t sizes[] = { 0, CHUNK, CHUNK + 1, sizeof plain };
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		const size_t chunks = sizes[i] ? (sizes[i] + CHUNK - 1) / CHUNK : 1;

		assert_int_equal(lock(sizes[i]), HEAD + sizes[i] + chunks * MORE);
		assert_true(crypt_is_locked("locked"));
		assert_int_equal(opens("correct horse", &size), OK);
		assert_int_equal(size, sizes[i]);
		assert_memory_equal(back, plain, size);
	}
	assert_false(crypt_is_locked("no/such/file"));
}

static void
test_wrong_key(void **state)
{
	size_t size;

	(void)state;
	lock(1000);
	assert_int_equal(opens("correct horsf", &size), DENIED);
	assert_int_equal(opens("", &size), DENIED);
	assert_int_equal(size, 0);
}

/* Alters a byte here and there: it is never taken for what was written. */
static void
test_altered(void **state)
{
	const size_t length = lock(2 * CHUNK + 5);
	const size_t places[] = { 0, 19, 34, 35, 66, 67, 90, HEAD, HEAD + CHUNK + MORE - 1,
		HEAD + CHUNK + MORE, length - 1 };
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		locked[places[i]] ^= 0x10;
		put(length);
		assert_int_not_equal(opens("correct horse", &size), OK);
		locked[places[i]] ^= 0x10;
	}
	put(length);
	assert_int_equal(opens("correct horse", &size), OK);
}

static void
test_cut_and_turned(void **state)
{
	const size_t length = lock(2 * CHUNK + 5), whole = CHUNK + MORE;
	const size_t cuts[] = { 10, HEAD - 1, HEAD, HEAD + whole, HEAD + 2 * whole, length - 1 };
	static unsigned char kept[CHUNK + MORE];
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		put(cuts[i]);
		assert_int_equal(opens("correct horse", &size), STORE);
	}
	locked[length] = 0;
	put(length + 1);
	assert_int_equal(opens("correct horse", &size), STORE);
	memcpy(kept, locked + HEAD, whole);
	memcpy(locked + HEAD, locked + HEAD + whole, whole);
	memcpy(locked + HEAD + whole, kept, whole);
	put(length);
	assert_int_equal(opens("correct horse", &size), STORE);
	assert_int_equal(size, 0);
}

static int
set_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plain; i++)
		plain[i] = (unsigned char)(i * 31 + i / 251);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round), cmocka_unit_test(test_wrong_key),
		cmocka_unit_test(test_altered), cmocka_unit_test(test_cut_and_turned),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
