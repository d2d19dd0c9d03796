/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `check`. Each reports what it finds, and fails only where it can't look. Memory is
 * flat: what is compared is streamed, two orders side by side. Private to src/store.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "log.h"
#include "store/change.h"

struct check {
	struct desk *desk;
	check_found *found;
	void *context;
	int64_t count;
	bool damaged;			/* the file: its rows aren't looked at */
	struct arena arena;
	int64_t *erased;		/* ids of changes that an erase blanked, in order */
	size_t erased_count, erased_room;
	struct buffer sentence;
};

/* Reports one finding: what, where, and how to mend it. */
void check_report(struct check *check, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The log: every digest and hash; erased changes are noted first. */
enum code check_read_erased(struct check *check);
bool check_is_erased(const struct check *check, int64_t change);
enum code check_chain(struct check *check);
/* What the store is made of against what this program makes. */
enum code check_schema(struct check *check);
/* The log replayed row by row against the tables. */
enum code check_rows(struct check *check);
/* The log of who saw what, and the secrets against what the log of changes says of them. */
enum code check_access(struct check *check);
enum code check_secrets(struct check *check);
/* Derived fields and tables against what they would be if they were derived now. */
enum code check_derived(struct check *check);

/* Derives them anew; in a transaction. */
enum code mend_derived(struct desk *desk);

#endif
