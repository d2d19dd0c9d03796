/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file of an SQLite store, before and beside SQLite. Private to src/db.
 */
#ifndef DB_SQLITE_FILE_H
#define DB_SQLITE_FILE_H

#include <stdbool.h>

#include "base/error.h"

/* The application_id of our stores, in their header: "CHar". */
#define SQLITE_FILE_ID 0x43486172

/* Makes an empty file, with its mode whatever the umask. CLASH where it exists. */
enum code sqlite_file_make(const char *path);
/* Makes PATH.part, for what is to become that file, in place of one that was left there; its name is owned
 * by the caller (free). NULL, with the sentence, where another process is writing it or it can't be. */
char *sqlite_file_make_part(const char *path);
/* The process that has it open, 0 for none; of those alone that asked SQLite for it. */
int sqlite_file_user(const char *path);
/* Is it a store of ours? It is told by its header, and whatever else it is isn't touched: STORE.
 * NOT_FOUND where there is no such file. */
enum code sqlite_file_examine(const char *path);
/* Does it lie on a file system of a network? */
bool sqlite_file_is_remote(const char *path);

#endif
