/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disks as /sys shows them, built here: encrypted ones, under LVM, RAID and partitions. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/disk.h"

static void
make_folders(const char *path)
{
	char folder[512];

	snprintf(folder, sizeof folder, "%s", path);
	for (char *slash = folder; (slash = strchr(slash + 1, '/')); *slash = '/') {
		*slash = '\0';
		mkdir(folder, 0700);
	}
}

static void
put(const char *path, const char *text)
{
	char full[512];
	FILE *file;

	snprintf(full, sizeof full, "sys/%s", path);
	make_folders(full);
	file = fopen(full, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* A device of a number with its folder, as /sys links it. */
static void
device(const char *folder, const char *number)
{
	char path[256], target[256], link[256];

	snprintf(path, sizeof path, "devices/%s/dev", folder);
	put(path, number);
	snprintf(target, sizeof target, "../../devices/%s", folder);
	snprintf(link, sizeof link, "sys/dev/block/%.*s", (int)strcspn(number, "\n"), number);
	make_folders(link);
	assert_int_equal(symlink(target, link), 0);
}

/* sda and its partition 1; md0 of sda1; LUKS on md0; LVM on that; another LVM on sdb, and one on both. */
static int
set_up(void **state)
{
	(void)state;
	device("sda", "8:0\n");
	device("sda/sda1", "8:1\n");
	put("devices/sda/sda1/partition", "1\n");
	device("sdb", "8:16\n");
	device("md0", "9:0\n");
	put("devices/md0/slaves/sda1/dev", "8:1\n");
	device("luks", "253:0\n");
	put("devices/luks/dm/uuid", "CRYPT-LUKS2-0123-root\n");
	put("devices/luks/slaves/md0/dev", "9:0\n");
	device("lvm", "253:1\n");
	put("devices/lvm/dm/uuid", "LVM-abc\n");
	put("devices/lvm/slaves/luks/dev", "253:0\n");
	device("half", "253:2\n");
	put("devices/half/dm/uuid", "LVM-def\n");
	put("devices/half/slaves/luks/dev", "253:0\n");
	put("devices/half/slaves/sdb/dev", "8:16\n");
	device("inner", "252:0\n");
	put("devices/inner/slaves/luks/dev", "253:0\n");
	device("inner/inner1", "252:1\n");
	put("devices/inner/inner1/partition", "1\n");
	device("round", "253:9\n");
	put("devices/round/slaves/round/dev", "253:9\n");
	return 0;
}

static void
test_devices(void **state)
{
	(void)state;
	assert_int_equal(disk_lock_of_device("sys", 8, 0), DISK_CLEAR);
	assert_int_equal(disk_lock_of_device("sys", 8, 1), DISK_CLEAR);
	assert_int_equal(disk_lock_of_device("sys", 9, 0), DISK_CLEAR);
	assert_int_equal(disk_lock_of_device("sys", 253, 0), DISK_LOCKED);
	assert_int_equal(disk_lock_of_device("sys", 253, 1), DISK_LOCKED);
	assert_int_equal(disk_lock_of_device("sys", 253, 2), DISK_CLEAR);
	assert_int_equal(disk_lock_of_device("sys", 252, 1), DISK_LOCKED);
	assert_int_equal(disk_lock_of_device("sys", 253, 9), DISK_CLEAR);
	assert_int_equal(disk_lock_of_device("sys", 7, 7), DISK_UNKNOWN);
}

static void
test_files(void **state)
{
	const char *by;

	(void)state;
	assert_int_equal(disk_lock_of("no/such/file", &by), DISK_UNKNOWN);
	assert_int_equal(disk_lock_of("/proc/self/stat", &by), DISK_UNKNOWN);
	if (access("/dev/shm", W_OK) == 0) {
		assert_int_equal(disk_lock_of("/dev/shm", &by), DISK_UNKNOWN);
		assert_string_equal(by, "it lies in memory");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_devices), cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
