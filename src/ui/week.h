/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Week screen's state, for its own files.
 */
#ifndef UI_WEEK_H
#define UI_WEEK_H

#include "book/fill.h"
#include "ui/tint.h"
#include "ui/screen.h"

#define WEEK 7

struct week_loaded {
	int today, minute, grid;
	int first;				/* its Monday */
	int days[WEEK], day_count;		/* those that are shown, as indices from the Monday */
	int from, until;			/* minutes between which anything is open or booked */
	struct fills fills;
	struct provider *providers;
	size_t provider_count;
	const struct provider *who;		/* NULL: all chairs are shown */
	struct appointment_line *visits;	/* of who; else of the chair and day under the cursor */
	size_t visit_count;
	struct cells free[WEEK];		/* who's */
	struct tints tints;
	struct slot gap;			/* the first free one there; minutes 0: none */
	int gap_minutes;			/* of all of them */
};

struct week {
	int day;				/* the cursor: its day, */
	int64_t chair;				/* its chair, where all are shown, */
	int minute;				/* else the minute by which a visit is chosen */
	int64_t provider;			/* 0: all chairs */
	struct week_loaded loaded;
};

/* The provider's visit under the cursor, NULL: none that day. */
const struct appointment_line *week_visit(const struct week *week);
/* Of the fills of a day: that of its chair under the cursor. NULL: no chairs. */
const struct chair_fill *week_chair(const struct week *week);

/* Where the columns of days are. */
struct week_layout {
	int top, last;				/* rows of the chairs or hours, without last */
	int x, width;				/* of the first column; of each */
	int pane;				/* its first cell, 0: none */
};

/* A click on these cells goes to that day, and to the chair of that number or the visit by that minute. */
void week_spot(struct grid *grid, int y, int x, int cells, int day, long what);
void week_draw(const void *state, struct grid *grid);
/* A provider's days beside each other, below the heads. */
void week_draw_person(const struct week *week, const struct week_layout *at, struct grid *grid);
/* The lines at the foot, or the pane. */
void week_draw_foot(const struct week *week, struct grid *grid, int y);
void week_draw_pane(const struct week *week, const struct week_layout *at, struct grid *grid);

/* Those who go from one view of the book to the next: day, week, month (key v). */
void week_show(struct ui *ui, int day, int64_t chair);
void month_show(struct ui *ui, int day);
/* The Day screen at a day, in a chair (0: where it was), on a visit (0: none); what is carried comes
 * along. */
void day_open(struct ui *ui, int day, int64_t chair, int64_t visit);

#endif
