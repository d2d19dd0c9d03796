/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SQL texts that follow from a record's field table, made once for each desk, and the
 * passage of values between a row and a statement. Private to src/store.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "db/db.h"
#include "store/desk.h"

struct texts {
	const struct record *record;
	const char *select;	/* SELECT fields FROM table */
	const char *get;	/* … WHERE id = $1 */
	/* NULL for views. The logged fields in order are $1 (the id), $2 (the rev) …; of derive
	 * the id and then the DERIVED fields. */
	const char *insert, *update, *derive, *remove;
};

/* The texts of a record; they live as long as the desk. */
const struct texts *texts_of(struct desk *desk, const struct record *record);

/* Reads the row stepped to, in the order of select; texts go into the arena. */
void row_read(struct stmt *stmt, struct arena *arena, const struct record *record, void *row);
/* Binds one field's value as $n. */
void field_bind(struct stmt *stmt, int n, const struct field *field, const void *row);
/* Runs `insert` or `update` with the row's logged fields. */
enum code row_write(struct desk *desk, const char *sql, const struct record *record,
		const void *row);

#endif
