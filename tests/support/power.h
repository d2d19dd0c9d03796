/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that can lose its power: a VFS between SQLite and the file system. What is written passes
 * through, and is noted until it is synced. When the power goes, every further call fails; then each file
 * becomes what a disk may hold that loses its power: all that was synced, and of the rest any part, in
 * any order, single sectors of a write or none. A file that was made and never synced may be gone, one
 * that was removed may be there again. It also fails on demand: an error of the disk, or no room left.
 */
#ifndef SUPPORT_POWER_H
#define SUPPORT_POWER_H

#include <stdbool.h>

enum power_fault {
	POWER_CUT,		/* this call and all that follow fail */
	POWER_IO_ERROR,		/* this call fails, and some that follow it */
	POWER_NO_ROOM		/* writing fails, until power_back() */
};

/* Every store that is opened from now on lies on it. */
void power_begin(unsigned seed);
/* The fault comes at the n-th call from now on that writes, syncs, shortens or removes (an I/O error: also
 * that reads). */
void power_fault_at(enum power_fault fault, int n);
/* Has it come? */
bool power_is_out(void);
/* How many such calls there were since the fault was ordered. */
int power_calls(void);
/* After a cut, with all stores closed: the files become what was left. Anyway: no fault is ordered. */
void power_back(void);

#endif
