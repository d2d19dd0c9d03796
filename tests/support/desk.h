/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A desk in a new practice for tests of the rooms above the store: the whole house's records, what
 * practice_found makes, chance with a fixed seed, and the clock at Tuesday 2026-11-24T10:42.
 */
#ifndef SUPPORT_DESK_H
#define SUPPORT_DESK_H

#include "book/practice.h"
#include "store/change.h"

#define TODAY civil_day(2026, 11, 24)
#define AT(hour, minute) ((hour) * 60 + (minute))

/* Opens a store of its own in $TMPDIR, empty or with what practice_found makes. */
void practice_empty(struct desk *desk);
void practice_new(struct desk *desk);

/* Fails the test where a code isn't OK, with its sentence. */
void must(enum code code);
/* Fails it where a code isn't `expected` or its sentence hasn't `words` in it; forgets the error. */
void refused(enum code code, enum code expected, const char *words);

/* Writes a row in a batch of its own. */
void put(struct desk *desk, const struct record *record, void *row);
/* A new active patient; phone NULL: one of her own. Her id. */
int64_t patient_new(struct desk *desk, const char *name, const char *phone, const char *birth);

#endif
