/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus of a fuzzer, as it is and mangled. */
#include "fuzz.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST (64 * 1024)

static uint64_t chance = 88172645463325252ULL;

/* 0 … n - 1, by a xorshift. */
static size_t
any(size_t n)
{
	chance ^= chance << 13;
	chance ^= chance >> 7;
	chance ^= chance << 17;
	return (size_t)(chance % n);
}

/* Changes some bytes: another value, a stretch left out, a stretch doubled, a cut. */
static size_t
mangle(uint8_t *bytes, size_t size)
{
	for (size_t times = 1 + any(8); times && size > 1; times--) {
		const size_t at = any(size), length = 1 + any(size - at < 40 ? size - at : 40);

		switch (any(4)) {
		case 0:
			bytes[at] = (uint8_t)any(256);
			break;
		case 1:
			memmove(bytes + at, bytes + at + length, size - at - length);
			size -= length;
			break;
		case 2:
			if (size + length > MOST)
				break;
			memmove(bytes + at + length, bytes + at, size - at);
			size += length;
			break;
		default:
			bytes[at] = (uint8_t)"\n\r:;,=\"/TZ0-P"[any(13)];
		}
	}
	return size;
}

static bool
run_file(const char *path, int ways, int (*reader)(const uint8_t *bytes, size_t size))
{
	static uint8_t bytes[MOST], mangled[MOST];
	FILE *const file = fopen(path, "rb");
	size_t size;

	if (!file)
		return false;
	size = fread(bytes, 1, MOST, file);
	fclose(file);
	reader(bytes, size);
	for (int i = 0; i < ways; i++) {
		memcpy(mangled, bytes, size);
		reader(mangled, mangle(mangled, size));
	}
	return true;
}

int
fuzz_corpus(const char *name, int ways, int (*reader)(const uint8_t *bytes, size_t size))
{
	const char *const top = getenv("TOP");
	char folder[1024], path[2048];
	const struct dirent *entry;
	DIR *open;
	int files = 0, failed = 0;

	snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", top ? top : ".", name);
	open = opendir(folder);
	while (open && (entry = readdir(open))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		files++;
		failed += !run_file(path, ways, reader);
	}
	if (open)
		closedir(open);
	printf("1..1\n%sok 1 - %d files, each mangled %d ways\n",
		files && !failed ? "" : "not ", files, ways);
	return files && !failed ? 0 : 1;
}
