/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rights as the rooms of src/store ask for them. Private to src/store. */
#ifndef STORE_RIGHT_PRIVATE_H
#define STORE_RIGHT_PRIVATE_H

#include "store/right.h"

/* Reads what who has signed in may, in the transaction of a batch that begins. `in_use`: has anybody a
 * secret? */
enum code rights_hold(struct desk *desk, bool in_use);
/* secrets_in_use in two halves, asked ahead (db_ahead); the caller gives the statement back. */
enum code secrets_ask(struct desk *desk, struct stmt **asked);
enum code secrets_answer(struct stmt *asked, bool *in_use);
/* DENIED where the batch's writer may not write rows of that record, or begin a batch of that kind
 * (NULL: of none). */
enum code right_to_write(struct desk *desk, const struct record *record);
enum code right_to_begin(struct desk *desk, const char *kind);

#endif
