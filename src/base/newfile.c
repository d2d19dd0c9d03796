/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * New files: a temporary name beside the final one, fsync, rename, fsync of the folder.
 */
#include "base/newfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *
joined(const char *a, size_t length, const char *b)
{
	char *const out = malloc(length + strlen(b) + 1);

	if (!out)
		abort();
	memcpy(out, a, length);
	strcpy(out + length, b);
	return out;
}

/* The folder that holds `path`: owned by the caller. */
static char *
folder_of(const char *path)
{
	const char *const slash = strrchr(path, '/');

	return slash ? joined(path, (size_t)(slash - path) + 1, "") : joined(".", 1, "");
}

/* Makes the new name outlast a loss of power. Some file systems can't sync a folder: no error. */
static void
sync_folder(const char *path)
{
	char *const folder = folder_of(path);
	const int descriptor = open(folder, O_RDONLY | O_CLOEXEC);

	if (descriptor >= 0) {
		(void)fsync(descriptor);
		close(descriptor);
	}
	free(folder);
}

static void
forget(struct new_file *file)
{
	free(file->path);
	free(file->temporary);
	*file = (struct new_file){0};
}

enum code
new_file_open(struct new_file *file, const char *path)
{
	int descriptor;

	file->path = joined(path, strlen(path), "");
	file->temporary = joined(path, strlen(path), ".XXXXXX");
	descriptor = mkstemp(file->temporary);
	file->stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	if (file->stream)
		return OK;
	fail(WORLD, "%s: can't be written: %s", path, strerror(errno));
	if (descriptor >= 0) {
		close(descriptor);
		unlink(file->temporary);
	}
	forget(file);
	return WORLD;
}

enum code
new_file_close(struct new_file *file, enum code result)
{
	bool written = fflush(file->stream) == 0 && !ferror(file->stream) &&
		       fsync(fileno(file->stream)) == 0;

	written = fclose(file->stream) == 0 && written;
	if (result == OK && written && rename(file->temporary, file->path) == 0) {
		sync_folder(file->path);
	} else {
		if (result == OK)
			result = fail(WORLD, "%s: can't be written: %s", file->path, strerror(errno));
		unlink(file->temporary);
	}
	forget(file);
	return result;
}
