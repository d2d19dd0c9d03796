/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The examination of an SQLite store by SQL alone. Private to src/db.
 */
#ifndef DB_SQLITE_CHECK_H
#define DB_SQLITE_CHECK_H

#include "driver.h"

/* What db_integrity says. */
enum code sqlite_integrity(struct db *db, db_found *found, void *context);
/* What db_made says. */
enum code sqlite_made(struct db *db, db_made_found *found, void *context);

#endif
