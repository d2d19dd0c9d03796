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
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypt.h"

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

/* A device or a pipe isn't replaced but written to. */
static bool
is_special(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* Where a link leads, so that the link stays; else the path as it is. Owned by the caller. */
static char *
behind_links(const char *path)
{
	char *const real = realpath(path, NULL);

	return real ? real : joined(path, strlen(path), "");
}

enum code
new_file_open(struct new_file *file, const char *path)
{
	int descriptor = -1;

	*file = (struct new_file){ .path = behind_links(path) };
	if (is_special(path)) {
		file->stream = fopen(path, "w");
	} else {
		file->temporary = joined(file->path, strlen(file->path), ".XXXXXX");
		descriptor = mkstemp(file->temporary);
		file->stream = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	}
	if (file->stream)
		return OK;
	fail_writing(path);
	if (descriptor >= 0) {
		close(descriptor);
		unlink(file->temporary);
	}
	forget(file);
	return WORLD;
}

enum code
new_file_open_locked(struct new_file *file, const char *path, const char *passphrase)
{
	enum code code = new_file_open(file, path);
	FILE *locked;

	if (code != OK || !passphrase)
		return code;
	code = crypt_stream(file->stream, passphrase, &locked);
	if (code != OK)
		return new_file_close(file, code);
	file->under = file->stream;
	file->stream = locked;
	return OK;
}

/* The last chunk of an encrypted one; then it is a file as any other. */
static bool
close_locked(struct new_file *file)
{
	const bool written = !file->under || (fflush(file->stream) == 0 && !ferror(file->stream));
	const bool closed = !file->under || fclose(file->stream) == 0;

	if (file->under)
		file->stream = file->under;
	file->under = NULL;
	return written && closed;
}

static bool
put_in_place(const struct new_file *file)
{
	if (!file->temporary)
		return true;
	if (rename(file->temporary, file->path) != 0)
		return false;
	sync_folder(file->path);
	return true;
}

static bool
streams_are_same(FILE *a, FILE *b)
{
	char of_a[16384], of_b[sizeof of_a];
	size_t length;

	do {
		length = fread(of_a, 1, sizeof of_a, a);
		if (fread(of_b, 1, sizeof of_b, b) != length || memcmp(of_a, of_b, length) != 0)
			return false;
	} while (length == sizeof of_a);
	return !ferror(a) && !ferror(b);
}

bool
new_file_is_same(struct new_file *file)
{
	FILE *now, *then;
	bool same;

	if (!file->temporary || fflush(file->stream) != 0)
		return false;
	now = fopen(file->temporary, "rb");
	then = fopen(file->path, "rb");
	same = now && then && streams_are_same(now, then);
	if (now)
		fclose(now);
	if (then)
		fclose(then);
	return same;
}

enum code
new_file_close(struct new_file *file, enum code result)
{
	bool written = close_locked(file) && fflush(file->stream) == 0 && !ferror(file->stream) &&
		       (!file->temporary || fsync(fileno(file->stream)) == 0);

	written = fclose(file->stream) == 0 && written;
	if (result == OK && !(written && put_in_place(file)))
		result = fail_writing(file->path);
	if (result != OK && file->temporary)
		unlink(file->temporary);
	forget(file);
	return result;
}

void
file_identity(const char *path, char out[FILE_IDENTITY_SIZE])
{
	struct stat file;

	out[0] = '\0';
	if (stat(path, &file) == 0)
		snprintf(out, FILE_IDENTITY_SIZE, "%llu:%llu %lld bytes %lld.%09ld %lld.%09ld",
			(unsigned long long)file.st_dev, (unsigned long long)file.st_ino,
			(long long)file.st_size, (long long)file.st_mtim.tv_sec,
			file.st_mtim.tv_nsec, (long long)file.st_ctim.tv_sec,
			file.st_ctim.tv_nsec);
}

/* A file system without links takes a name by renaming, a moment after it was seen to be free. */
static bool
give_name(const char *part, const char *path)
{
	if (link(part, path) == 0)
		return unlink(part) == 0;
	if (errno == EEXIST)
		return false;
	if (access(path, F_OK) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(part, path) == 0;
}

enum code
file_settle(const char *part, const char *path)
{
	if (!give_name(part, path))
		return errno == EEXIST ? fail(CLASH, "%s: exists already", path)
			: fail(WORLD, "%s: can't be made: %s", path, error_words(errno));
	sync_folder(path);
	return OK;
}
