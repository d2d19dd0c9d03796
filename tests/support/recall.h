/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tests of recall share: a practice with recall types, visits that are just written, days as
 * text.
 */
#ifndef SUPPORT_RECALL_H
#define SUPPORT_RECALL_H

#include "book/appointment.h"

/* practice_new, with what recall_found makes. */
void recall_new(struct desk *desk);

/* "2026-11-24"; "" is NONE. */
int day_of(const char *text);

/* Writes a visit of that state without asking any rule, in the squeeze column, where none is in
 * another's way: 30 minutes from `start` on. */
struct appointment visit_put(struct desk *desk, int64_t patient, const char *type, const char *day,
		int start, int state);

#endif
