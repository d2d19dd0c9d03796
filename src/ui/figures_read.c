/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the figures of recall, and their line on the foot of the Calls screen.
 */
#include "figures.h"

#include <string.h>

#define STOPPED_FROM 90		/* columns that have room for it on the foot */

static const char *const columns[FIGURE_COUNT] = { "due", "reached", "booked", "seen", "leaving",
	"stopped" };

/* A column of a report's row. */
static int
number_of(const struct report *report, const char *row, const char *column)
{
	for (size_t i = 0; i < report->record.count; i++) {
		const struct field *const field = &report->record.fields[i];

		if (strcmp(field->name, column) == 0)
			return *(const int *)(const void *)(row + field->offset);
	}
	return 0;
}

enum code
figures_read(struct desk *desk, struct arena *arena, int first, int last, const char *by,
		struct figure_row **out, size_t *count)
{
	struct report report;
	void *rows;
	enum code code = report_find(arena, "recall", &report);

	*out = NULL;
	*count = 0;
	if (code == OK)
		code = report_run(desk, arena, &report, first, last, by, NULL, &rows, count);
	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		const char *const row = (const char *)rows + i * report.record.size;

		(*out)[i].group = *(const char *const *)(const void *)row;
		for (int n = 0; n < FIGURE_COUNT; n++)
			(*out)[i].number[n] = number_of(&report, row, columns[n]);
	}
	return OK;
}

const char *
figure_percent(struct arena *arena, const struct figure_row *row, enum figure figure)
{
	const int due = row->number[FIGURE_DUE];

	return due == 0 ? "-" : arena_print(arena, "%d %%",
			(200 * row->number[figure] + due) / (2 * due));
}

static void
sum_week(struct figures_foot *foot, const struct figure_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int n = 0; n < FIGURE_COUNT; n++)
			foot->sum.number[n] += rows[i].number[n];
	foot->weeks++;
}

enum code
figures_foot_read(struct desk *desk, struct figures_foot *foot, bool *more)
{
	const int today = desk_today(desk);
	struct arena arena = { 0 };
	struct figure_row *rows;
	size_t count;
	enum code code = OK;

	if (foot->day != today)
		*foot = (struct figures_foot){ .day = today };
	if (foot->weeks < WEEKS_USUAL) {
		const int last = today - foot->weeks * WEEK_DAYS;

		code = figures_read(desk, &arena, last - WEEK_DAYS + 1, last, NULL, &rows, &count);
		if (code == OK)
			sum_week(foot, rows, count);
	}
	*more = code == OK && foot->weeks < WEEKS_USUAL;
	arena_free(&arena);
	return code;
}

void
figures_foot_draw(const struct figures_foot *foot, struct grid *grid, int y, int until)
{
	struct arena arena = { 0 };
	const struct figure_row *const sum = &foot->sum;

	if (foot->weeks == WEEKS_USUAL && sum->number[FIGURE_DUE] > 0)
		grid_print(grid, y, 1, STYLE_DIM, until - 1, "%d weeks: due %d, reached %s, booked"
				" %s, seen %s, leaving %s%s", WEEKS_USUAL, sum->number[FIGURE_DUE], figure_percent(&arena, sum, FIGURE_REACHED),
				figure_percent(&arena, sum, FIGURE_BOOKED),
				figure_percent(&arena, sum, FIGURE_SEEN),
				figure_percent(&arena, sum, FIGURE_LEAVING),
				until < STOPPED_FROM ? "" : arena_print(&arena, ", stopped %d",
				sum->number[FIGURE_STOPPED]));
	arena_free(&arena);
}
