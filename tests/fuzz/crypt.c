/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader of encrypted backups against any bytes. The numbers of the head that say how much argon2id is
 * to take are set to the least first: else a try takes half a second.
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/crypt.h"

static const char magic[] = "chairtime locked 1\n";

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const uint8_t least[16] = { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x20 };	/* 1 pass, 8 KB */
	static struct desk desk;
	const size_t length = strlen(magic);
	uint8_t *const copy = malloc(size + 1);
	enum code code;

	if (!copy)
		abort();
	if (!desk.db)
		fuzz_store_open(&desk);	/* for its folder */
	memcpy(copy, bytes, size);
	if (size >= length + sizeof least && memcmp(copy, magic, length) == 0)
		memcpy(copy + length, least, sizeof least);
	fuzz_file("a.locked", copy, size);
	crypt_is_locked("a.locked");
	error_clear();
	code = crypt_open("a.locked", "secret", NULL);
	if (code != OK && !*error_text())
		abort();
	error_clear();
	free(copy);
	return 0;
}

FUZZ_MAIN("crypt", 60)
