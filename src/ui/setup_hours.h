/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hours, closures and kept time as Set-up's forms have them, for setup_pages.c. Several weekdays and
 * spans are typed at once: "mon-thu", "8:00-12:00, 13:00-17:00".
 */
#ifndef UI_SETUP_HOURS_H
#define UI_SETUP_HOURS_H

#include "setup.h"

extern const struct record hours_form_record, single_line_record, single_form_record,
	block_form_record;
extern const char *const hours_hints[], *const single_hints[], *const closure_hints[],
	*const block_hints[];

/* Weekly hours that hold, or will. */
enum code hours_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code hours_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code hours_write(struct desk *desk, struct arena *arena, void *row, const char **said);

/* Hours of one day instead of the weekly ones; taking them away has these again. */
enum code single_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count);
enum code single_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code single_write(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code single_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

enum code closure_write(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code closure_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

enum code block_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code block_write(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code block_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

#endif
