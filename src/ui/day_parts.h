/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Day screen says besides its columns: the parts that its drawing files share.
 */
#ifndef UI_DAY_PARTS_H
#define UI_DAY_PARTS_H

#include "day.h"

struct arena;

/* A choice among visits: those that come next, that are late and not here; day_to_tell is one too. */
typedef bool (day_picks)(const struct day_loaded *loaded, const struct appointment_line *visit);
day_picks day_is_next, day_is_late;
/* The one after `last` (NULL: the first) by time, of those picked; NULL at the end. */
const struct appointment_line *day_next_visit(const struct day_loaded *loaded,
		const struct appointment_line *last, day_picks *picks);
/* The same of free stretches, with their chair. */
const struct item *day_next_gap(const struct day_loaded *loaded, const struct item *last,
		const struct chair **chair);

/* Parts of the load: what stands in the columns; then, once the cursor is settled, what is told of
 * where it stands. */
enum code day_load_columns(struct ui *ui, struct arena *arena, struct day *day);
enum code day_load_about(struct ui *ui, struct arena *arena, struct day *day);

/* The day as a list (day_list.c). While a visit is carried the columns are seen. */
bool day_is_list(const struct day *day);
void day_load_list(struct arena *arena, struct day *day);
void day_draw_list(const struct day *day, struct grid *grid, int y, int last, int right);
/* The cursor to the row `by` rows on; to the n-th row. */
void day_list_step(struct day *day, int by);
void day_list_go(struct day *day, size_t n);

/* The lines above the columns, those below them, the pane beside them. day_draw_head gives the row
 * after it. */
int day_draw_head(const struct day *day, struct grid *grid, int y);
void day_draw_answers(const struct day *day, struct grid *grid, int y);
void day_draw_pane(const struct day *day, struct grid *grid, int y, int x);

/* Whom of whose there is to tell of a delay: "Dr Lee +12: tell 2"; gives the cell after it. */
int day_draw_tells(const struct day_loaded *loaded, struct grid *grid, int y, int x, int right);
/* What is carried, and whether it fits there: two lines. */
void day_draw_carried(const struct day *day, struct grid *grid, int y, int x);

/* Of the visit under the cursor: what was said about it last; by whom it is done. */
const char *day_asked(const struct day *day, const struct appointment_line *visit);
const char *day_provider(const struct appointment_line *visit);
/* The same, sentences in the arena: what must be heeded, who comes with her, what she has after it,
 * what to say, the note. Gives how many. */
#define HEEDS_MOST 5
size_t day_heeds(const struct day *day, const struct item *item, struct arena *arena,
		const char *out[HEEDS_MOST]);
/* Of a place without a visit: from when to when, where, what it is kept for. */
const char *day_place(const struct day *day, const struct item *item, struct arena *arena);

#endif
