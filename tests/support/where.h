/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a test's store is: a file in $TMPDIR, or where $CHAIRTIME_TEST_DB is a postgresql:// URL (by
 * tests/on-postgres) a practice there, so that the same test runs on both engines.
 */
#ifndef SUPPORT_WHERE_H
#define SUPPORT_WHERE_H

#include <stdbool.h>

#include "db/db.h"

/* The store of that name; valid until the next call but three. */
const char *store_where(const char *name);
/* A file in $TMPDIR, whatever the engine; valid as long. */
const char *file_where(const char *name);
/* Are the stores files? */
bool stores_are_files(void);
/* A store that needn't outlive a failing machine: no waiting for the disk. */
void store_quick(struct db *db);

#endif
