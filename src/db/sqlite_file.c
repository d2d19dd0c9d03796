/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of SQLite stores, by their own means: who may open them, whose they are, where they lie.
 */
#include "sqlite_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "driver.h"

#define HEADER_SIZE 100

/* 0600; in a set-group-ID folder its group may write too. */
static mode_t
mode_beside(const char *path)
{
	char folder[PATH_MAX];
	const char *const slash = strrchr(path, '/');
	struct stat status;

	if (!slash)
		snprintf(folder, sizeof folder, ".");
	else
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) + 1, path);
	return stat(folder, &status) == 0 && (status.st_mode & S_ISGID) ? 0660 : 0600;
}

enum code
sqlite_file_make(const char *path)
{
	const int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (file < 0 && errno == EEXIST)
		return fail(CLASH, "%s: exists already", path);
	if (file < 0)
		return fail(STORE, "%s: can't be made: %s", path, strerror(errno));
	if (fchmod(file, mode_beside(path)) != 0) {
		close(file);
		unlink(path);
		return fail(STORE, "%s: its mode can't be set: %s", path, strerror(errno));
	}
	close(file);
	return OK;
}

/* SQLite's locks lie on these bytes (https://sqlite.org/lockingv3.html); while a desk has a store with a
 * write-ahead log open, it holds a shared one. */
int
sqlite_file_user(const char *path)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000,
		.l_len = 512 };
	const int file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	const bool held = file >= 0 && fcntl(file, F_GETLK, &lock) == 0 &&
		lock.l_type != F_UNLCK;

	if (file >= 0)
		close(file);
	return held ? (int)lock.l_pid : 0;
}

char *
sqlite_file_make_part(const char *path)
{
	static const char ending[] = ".part";
	const size_t length = strlen(path);
	char *const part = malloc(length + sizeof ending);
	enum code code = OK;

	if (!part) {
		db_fail_memory();
		return NULL;
	}
	memcpy(part, path, length);
	memcpy(part + length, ending, sizeof ending);
	if (sqlite_file_user(part))
		code = fail(CLASH, "%s: another process is just writing it", part);
	if (code == OK) {
		unlink(part);
		code = sqlite_file_make(part);
	}
	if (code == OK)
		return part;
	free(part);
	return NULL;
}

/* Opens a regular file; a pipe or a device isn't waited for. */
static enum code
file_open(const char *path, int *file)
{
	struct stat status;

	*file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*file < 0 && errno == ENOENT)
		return fail(NOT_FOUND, "%s: there is no store yet: init, demo, restore or "
				"import csv makes one", path);
	if (*file < 0)
		return fail(STORE, "%s: can't be read: %s", path, strerror(errno));
	if (fstat(*file, &status) == 0 && S_ISREG(status.st_mode))
		return OK;
	close(*file);
	return fail(STORE, "%s: it is no file but a %s: name another", path,
			S_ISDIR(status.st_mode) ? "folder" : "pipe or device");
}

/* The file's first 100 bytes (https://sqlite.org/fileformat.html, 1.3). */
static enum code
header_read(const char *path, unsigned char header[HEADER_SIZE])
{
	int file, number;
	ssize_t got;
	enum code code;

	memset(header, 0, HEADER_SIZE);
	code = file_open(path, &file);
	if (code != OK)
		return code;
	got = read(file, header, HEADER_SIZE);
	number = errno;
	close(file);
	if (got < 0)
		return fail(STORE, "%s: can't be read: %s", path, strerror(number));
	if (got == 0)
		return fail(STORE, "%s: the file is empty, no store of chairtime: remove it or "
				"name another", path);
	return OK;
}

enum code
sqlite_file_examine(const char *path)
{
	static const char magic[16] = "SQLite format 3";
	unsigned char header[HEADER_SIZE];
	uint32_t id;
	enum code code = header_read(path, header);

	if (code != OK)
		return code;
	id = (uint32_t)header[68] << 24 | (uint32_t)header[69] << 16 |
		(uint32_t)header[70] << 8 | header[71];
	if (memcmp(header, magic, sizeof magic) != 0 || id != SQLITE_FILE_ID)
		return fail(STORE, "%s: no store of chairtime: it was left as it is", path);
	return OK;
}

/* The magic numbers of statfs(2) for file systems whose locks can't be trusted between hosts. */
bool
sqlite_file_is_remote(const char *path)
{
	static const unsigned long network[] = {
		0x6969,		/* NFS */
		0x517B,		/* SMB */
		0xFE534D42,	/* SMB2 */
		0xFF534D42,	/* CIFS */
		0x65735546,	/* FUSE: sshfs and its kind */
		0x01021997,	/* 9P */
		0x5346414F,	/* AFS */
		0x00C36400	/* Ceph */
	};
	struct statfs status;

	if (statfs(path, &status) != 0)
		return false;
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if (((unsigned long)status.f_type & 0xFFFFFFFF) == network[i])
			return true;
	return false;
}
