/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encrypted disks.
 */
#include "base/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fscrypt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#define DEEPEST 8		/* devices on devices */
#define LINE_SIZE 4096
#define ECRYPTFS 0xF15F		/* of statfs(2) */
#define TMPFS 0x01021994
#define RAMFS 0x858458F6

static enum disk_lock device_lock(const char *sys, unsigned major, unsigned minor, int depth);

/* The first line of a small file. */
static bool
read_line(const char *path, char line[LINE_SIZE])
{
	FILE *const file = fopen(path, "re");
	const bool read = file && fgets(line, LINE_SIZE, file);

	if (file)
		fclose(file);
	if (read)
		line[strcspn(line, "\n")] = '\0';
	return read;
}

/* What lies on several devices is encrypted when each is. */
static enum disk_lock
slaves_lock(const char *sys, const char *folder, int depth)
{
	DIR *const slaves = opendir(folder);
	const struct dirent *entry;
	enum disk_lock all = DISK_UNKNOWN;

	while (slaves && (entry = readdir(slaves))) {
		char path[PATH_MAX], line[LINE_SIZE];
		unsigned major, minor;
		enum disk_lock one;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%.200s/%s/dev", folder, entry->d_name);
		if (!read_line(path, line) || sscanf(line, "%u:%u", &major, &minor) != 2)
			continue;
		one = device_lock(sys, major, minor, depth + 1);
		if (all == DISK_UNKNOWN || one != DISK_LOCKED)
			all = one;
		if (all == DISK_CLEAR)
			break;
	}
	if (slaves)
		closedir(slaves);
	return all;
}

/* A partition's disk stands above it; a mapped or loop device may still be of an encrypted one. */
static enum disk_lock
below(const char *sys, const char *device, int depth)
{
	char path[PATH_MAX], line[LINE_SIZE];
	unsigned major, minor;
	const char *by;
	enum disk_lock lock;

	snprintf(path, sizeof path, "%s/slaves", device);
	lock = slaves_lock(sys, path, depth);
	if (lock != DISK_UNKNOWN)
		return lock;
	snprintf(path, sizeof path, "%s/loop/backing_file", device);
	if (read_line(path, line))
		return disk_lock_of(line, &by);
	snprintf(path, sizeof path, "%s/partition", device);
	if (!read_line(path, line))
		return DISK_CLEAR;
	snprintf(path, sizeof path, "%s/../dev", device);
	return read_line(path, line) && sscanf(line, "%u:%u", &major, &minor) == 2
		? device_lock(sys, major, minor, depth + 1) : DISK_CLEAR;
}

static enum disk_lock
device_lock(const char *sys, unsigned major, unsigned minor, int depth)
{
	char device[128], path[160], line[LINE_SIZE];

	snprintf(device, sizeof device, "%.60s/dev/block/%u:%u", sys, major, minor);
	if (depth > DEEPEST || access(device, F_OK) != 0)
		return DISK_UNKNOWN;
	snprintf(path, sizeof path, "%s/dm/uuid", device);
	if (read_line(path, line) && strncmp(line, "CRYPT-", 6) == 0)
		return DISK_LOCKED;
	return below(sys, device, depth);
}

enum disk_lock
disk_lock_of_device(const char *sys, unsigned major, unsigned minor)
{
	return device_lock(sys, major, minor, 0);
}

/* A file that fscrypt keeps has a policy. */
static bool
has_policy(const char *path)
{
	struct fscrypt_get_policy_ex_arg policy = { .policy_size = sizeof policy.policy };
	const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const bool has = file >= 0 && ioctl(file, FS_IOC_GET_ENCRYPTION_POLICY_EX, &policy) == 0;

	if (file >= 0)
		close(file);
	return has;
}

/* The device that a file system without a number of its own (btrfs) was mounted from: of the mount point
 * that is the longest part of the path. */
static bool
mounted_from(const char *real, dev_t *device)
{
	FILE *const mounts = fopen("/proc/self/mountinfo", "re");
	char line[LINE_SIZE], point[PATH_MAX], source[PATH_MAX];
	size_t longest = 0;
	struct stat status;
	bool found = false;

	while (mounts && fgets(line, sizeof line, mounts)) {
		const char *const rest = strstr(line, " - ");
		size_t length;

		if (!rest || sscanf(line, "%*s %*s %*s %*s %4095s", point) != 1 ||
				sscanf(rest, " - %*s %4095s", source) != 1)
			continue;
		length = strcmp(point, "/") == 0 ? 0 : strlen(point);
		if (length < longest || strncmp(real, point, length) != 0 || real[length] != '/')
			continue;
		longest = length;
		found = stat(source, &status) == 0 && S_ISBLK(status.st_mode);
		*device = found ? status.st_rdev : 0;
	}
	if (mounts)
		fclose(mounts);
	return found;
}

static enum disk_lock
lock_below(const char *path, dev_t device)
{
	char *const real = realpath(path, NULL);
	const bool known = major(device) != 0 || (real && mounted_from(real, &device));

	free(real);
	return known ? disk_lock_of_device("/sys", major(device), minor(device)) : DISK_UNKNOWN;
}

enum disk_lock
disk_lock_of(const char *path, const char **by)
{
	struct stat status;
	struct statfs system;
	enum disk_lock lock;

	*by = "this file system doesn't say";
	if (stat(path, &status) != 0 || statfs(path, &system) != 0)
		return DISK_UNKNOWN;
	if (has_policy(path) || (unsigned long)system.f_type == ECRYPTFS) {
		*by = (unsigned long)system.f_type == ECRYPTFS ? "eCryptfs" : "fscrypt";
		return DISK_LOCKED;
	}
	if ((unsigned long)system.f_type == TMPFS || (unsigned long)system.f_type == RAMFS) {
		*by = "it lies in memory";
		return DISK_UNKNOWN;
	}
	lock = lock_below(path, status.st_dev);
	if (lock == DISK_LOCKED)
		*by = "dm-crypt";
	return lock;
}
