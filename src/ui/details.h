/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient's details as forms have them, for the pages in details.c: numbers and consent, home, and when
 * they can't come (details_reach.c, details_home.c, details_life.c).
 */
#ifndef UI_DETAILS_H
#define UI_DETAILS_H

#include "setup.h"

extern const struct record number_record, said_record, home_record, busy_record;

enum code number_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code number_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code number_write(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code number_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

/* What numbers may be used for: what was said last of each. */
enum code said_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code said_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code said_write(struct desk *desk, struct arena *arena, void *row, const char **said);

/* Who lives with a patient, in a child's second home too. */
enum code home_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code home_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code home_write(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code home_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

enum code busy_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code busy_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code busy_write(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code busy_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

#endif
