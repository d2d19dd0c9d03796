/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema's versions and the way from one to the next. Private to src/store.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/desk.h"

/* The newest version that this program knows: the highest number under data/schema. */
int schema_newest(void);

/* OK where the store has this program's schema; STORE where another program moved it since this
 * one opened it, or where it is a newer program's. */
enum code schema_is_ours(struct db *db);

/* Brings the store's schema up to this program's, each number in a transaction of its own. A store
 * that has something in it is copied to FILE.before-N first, and each step leaves a batch of kind
 * migrate in the log. STORE for a newer program's store, which isn't touched. */
enum code schema_migrate(struct desk *desk);

#endif
