/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a test's store is.
 */
#include "where.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define ROOM 4096

static char *
next_place(void)
{
	static char places[4][ROOM];
	static int used;

	return places[used++ % 4];
}

bool
stores_are_files(void)
{
	const char *const url = getenv("CHAIRTIME_TEST_DB");

	return !url || !*url;
}

const char *
file_where(const char *name)
{
	char *const place = next_place();
	const char *const folder = getenv("TMPDIR");

	snprintf(place, ROOM, "%s/%s", folder ? folder : "/tmp", name);
	return place;
}

void
store_quick(struct db *db)
{
	db_script(db, stores_are_files() ? "PRAGMA synchronous = OFF"
		: "SET synchronous_commit TO off");
}

/* The practice of a path, by FNV-1a: tests/case calls them the same. */
const char *
store_where(const char *name)
{
	const char *const path = file_where(name);
	uint64_t number = 0xcbf29ce484222325;
	char *place;

	if (stores_are_files())
		return path;
	for (const char *at = path; *at; at++)
		number = (number ^ (unsigned char)*at) * 0x100000001b3;
	place = next_place();
	snprintf(place, ROOM, "%s&practice=t%016llx", getenv("CHAIRTIME_TEST_DB"),
			(unsigned long long)number);
	return place;
}
