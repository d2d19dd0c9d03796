/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that can be rewound.
 */
#include "spool.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static FILE *
copied(FILE *stream)
{
	char piece[16384];
	size_t length;
	FILE *const copy = tmpfile();

	while (copy && (length = fread(piece, 1, sizeof piece, stream)) > 0)
		if (fwrite(piece, 1, length, copy) != length)
			break;
	if (copy)
		rewind(copy);
	return copy;
}

enum code
spool_open(const char *path, FILE **out)
{
	FILE *const stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	struct stat status;

	*out = stream;
	if (!stream)
		return fail(WORLD, "%s: can't be read: %s", path, strerror(errno));
	if (fstat(fileno(stream), &status) == 0 && S_ISDIR(status.st_mode)) {
		spool_close(stream);
		return fail(WORLD, "%s: is a folder", path);
	}
	if (fseek(stream, 0, SEEK_SET) == 0)
		return OK;
	*out = copied(stream);
	spool_close(stream);
	return *out ? OK : fail(WORLD, "%s: can't be copied: %s", path, strerror(errno));
}

void
spool_close(FILE *stream)
{
	if (stream != stdin)
		fclose(stream);
}
