/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of address books against any bytes. */
#include "../support/fuzz.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port/vcard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *rows = NULL;
	size_t length = 0;
	FILE *stream, *out;

	if (size == 0 || !(stream = fmemopen((void *)(uintptr_t)bytes, size, "r")))
		return 0;
	out = open_memstream(&rows, &length);
	assert(out);
	vcard_rows_stream(stream, out);
	fclose(stream);
	fclose(out);
	assert(strncmp(rows, "line,", 5) == 0);
	free(rows);
	return 0;
}

FUZZ_MAIN("vcf", 60)
