/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is what a file lies on encrypted? Asked of Linux: dm-crypt (LUKS) below the file system, also under LVM,
 * RAID, partitions and loop devices; fscrypt and eCryptfs in it. What a disk does by itself, what a host of
 * virtual machines or a server of files does, can't be seen from here.
 */
#ifndef BASE_DISK_H
#define BASE_DISK_H

enum disk_lock {
	DISK_UNKNOWN,		/* it can't be told */
	DISK_CLEAR,
	DISK_LOCKED
};

/* Of the file at `path`; *by says how in a word or two ("dm-crypt", "tmpfs"): a literal. */
enum disk_lock disk_lock_of(const char *path, const char **by);

/* Of a block device, as /sys/dev/block below `sys` ("/sys", or a test's own) shows it. */
enum disk_lock disk_lock_of_device(const char *sys, unsigned major, unsigned minor);

#endif
