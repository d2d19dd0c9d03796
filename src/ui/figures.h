/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of recall on the screens: how many fell due in 13 weeks, and what became of them.
 */
#ifndef UI_FIGURES_H
#define UI_FIGURES_H

#include "base/arena.h"
#include "care/report.h"
#include "ui/screen.h"

/* The figures that are shown, columns of the report `recall`. */
enum figure { FIGURE_DUE, FIGURE_REACHED, FIGURE_BOOKED, FIGURE_SEEN, FIGURE_LEAVING,
	FIGURE_STOPPED, FIGURE_COUNT };

/* Of a group of those that fell due. */
struct figure_row {
	const char *group;
	int number[FIGURE_COUNT];
};

/* "79 %" of those due; "-" where there are none. */
const char *figure_percent(struct arena *arena, const struct figure_row *row, enum figure figure);
/* Those that fell due in these days, by a word of the report (NULL: one row, or none), in the
 * arena. */
enum code figures_read(struct desk *desk, struct arena *arena, int first, int last, const char *by,
		struct figure_row **out, size_t *count);

/* The last 13 weeks on the foot of the Calls screen, read a week at a time. */
struct figures_foot {
	int day;			/* the last one; 0: not begun */
	int weeks;			/* read so far */
	struct figure_row sum;
};
/* Reads the next week where the day has weeks left; *more: there are others. */
enum code figures_foot_read(struct desk *desk, struct figures_foot *foot, bool *more);
/* One line, once all weeks are read; nothing where nobody fell due. */
void figures_foot_draw(const struct figures_foot *foot, struct grid *grid, int y, int until);

/* Who stands behind one of them. */
struct figure_people {
	const char *column, *head;	/* of the report; as it is said */
	int only;			/* as of report_cases */
	int counted, due;
	struct report_span span;
};
enum code figure_people_show(struct ui *ui, const struct figure_people *what);

/* The figures by type, provider or month, each opening into its people. */
enum code figures_show(struct ui *ui);

#endif
