/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing the Week screen: a row for each chair, a column for each day, in it how full each hour
 * is; the lines at the foot, and the pane beside.
 */
#include "base/local.h"
#include "base/text.h"
#include "ui/bars.h"
#include "ui/list.h"
#include "day.h"
#include "week.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define LABEL_WIDTH 11
#define LABEL_SEEN 9		/* of a chair's name */
#define PANE_FROM 120
#define PANE_WIDTH 40
#define HEAD_WIDE 14		/* cells of a column from which its head says what is free */
#define HEAD_ROWS 4		/* title, days, counts, hours */
#define LEGEND_WIDTH 28
#define FOOT_ROWS 2
#define PITCH_MOST 3		/* rows from one chair to the next */
#define HOUR 60

/* ISO 8601: the week of a year is that of its Thursday. */
static int
week_number(int monday)
{
	int year, month, mday;

	civil_date(monday + 3, &year, &month, &mday);
	return (monday + 3 - civil_day(year, 1, 1)) / WEEK + 1;
}

static struct week_layout
lay_out(const struct week *week, const struct grid *grid)
{
	const bool pane = grid->cols >= PANE_FROM;
	const int columns = week->loaded.day_count;
	const int room = grid->cols - LABEL_WIDTH - (pane ? PANE_WIDTH : 0);
	struct week_layout at = { .top = BODY_TOP + HEAD_ROWS, .x = LABEL_WIDTH,
		.last = body_end(grid) - (pane ? 0 : FOOT_ROWS) };

	at.width = columns > 0 ? room / columns : room;
	if (pane)
		at.pane = grid->cols - PANE_WIDTH;
	return at;
}

static void
draw_title(const struct week *week, const struct week_layout *at, struct grid *grid)
{
	const struct week_loaded *const loaded = &week->loaded;
	char first[DAY_WORDS], last[DAY_WORDS];
	const int sunday = loaded->first + WEEK - 1;
	const int right = at->pane ? at->pane - 1 : grid->cols - 1;
	int x = grid_print(grid, BODY_TOP, 1, STYLE_BOLD, 60, "Week %d · %s to %s",
			week_number(loaded->first), day_short(first, loaded->first, sunday),
			day_short(last, sunday, NONE));

	x = grid_print(grid, BODY_TOP, x, STYLE_NORMAL, grid->cols - x - 1, " · %s",
			loaded->who ? loaded->who->name : "all chairs");
	if (loaded->who || x + LEGEND_WIDTH > right)
		return;
	x = grid_right(grid, BODY_TOP, right, STYLE_DIM, "▃ taken  ○ free  ░ kept");
	grid_sign(grid, BODY_TOP, x + 9, STYLE_FREE);
}

/* "Tue" */
static const char *
short_name(char out[DAY_WORDS], int day)
{
	snprintf(out, DAY_WORDS, "%.3s", weekday_name(civil_weekday(day)));
	return out;
}

/* The day's name, what stands in it, and what of it is free. */
static void
draw_head(const struct week *week, const struct week_layout *at, struct grid *grid, int column)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct day_fill *const day = &loaded->fills.days[loaded->days[column]];
	const int x = at->x + column * at->width, cells = at->width - 2;
	const int free = day->all.free;
	char words[DAY_WORDS];
	int year, month, mday;

	civil_date(day->day, &year, &month, &mday);
	grid_print(grid, BODY_TOP + 1, x, day->day == loaded->today ? STYLE_BOLD : STYLE_NORMAL,
			cells, "%s %d", day->day == loaded->today ? "Today" :
			short_name(words, day->day), mday);
	if (day->shut || (day->all.open == 0 && day->visits == 0))
		snprintf(words, sizeof(words), "%.20s", day->shut ? day->shut : "shut");
	else if (day->day < loaded->today || free < HOUR || cells < HEAD_WIDE)
		snprintf(words, sizeof(words), "%d visit%s", day->visits,
				day->visits == 1 ? "" : "s");
	else
		snprintf(words, sizeof(words), "%d, %dh free", day->visits, free / HOUR);
	grid_text(grid, BODY_TOP + 2, x, STYLE_DIM, words, cells);
}

/* Minutes that one cell of a chair's row stands for, in so many cells. */
static int
unit_of(const struct week_loaded *loaded, int cells)
{
	const int parts = (loaded->until - loaded->from) / PART_MINUTES;

	return parts <= cells ? PART_MINUTES : HOUR;
}

/* Every third hour or so above the bars. */
static void
draw_scale(const struct week_loaded *loaded, struct grid *grid, int y, int x, int cells)
{
	const int unit = unit_of(loaded, cells);
	const int step = 3 * HOUR;

	for (int minute = loaded->from; minute < loaded->until; minute += step) {
		const int at = (minute - loaded->from) / unit;

		if (at + 2 <= cells)
			grid_print(grid, y, x + at, STYLE_DIM, cells - at, "%d", minute / HOUR);
	}
}

static void
draw_part(struct grid *grid, int y, int x, const struct fill *fill, bool past)
{
	if (fill->taken > 0)
		grid_text(grid, y, x, past ? STYLE_DIM : STYLE_NORMAL,
				bar_text(fill->taken, fill->open), 1);
	else if (fill->free > 0)
		grid_sign(grid, y, x, STYLE_FREE);
	else if (fill->kept > 0)
		grid_sign(grid, y, x, STYLE_KEPT);
}

/* A chair's day, a cell for each unit. */
static void
draw_bar(const struct week_loaded *loaded, struct grid *grid, int y, int x, int cells,
		const struct chair_fill *chair, int day)
{
	const int unit = unit_of(loaded, cells);

	for (int minute = loaded->from; minute < loaded->until; minute += unit, x++) {
		struct fill sum = { 0 };
		const bool past = day < loaded->today || (day == loaded->today &&
				minute + unit <= loaded->minute);

		for (int part = minute; part < minute + unit; part += PART_MINUTES) {
			const struct fill *const fill = &chair->parts[part / PART_MINUTES];

			sum.open += fill->open;
			sum.taken += fill->taken;
			sum.free += fill->free;
			sum.kept += fill->kept;
		}
		draw_part(grid, y, x, &sum, past);
	}
}

/* Below the bar, where there is a row for it. */
static void
draw_chair_words(const struct week_loaded *loaded, struct grid *grid, int y, int x, int cells,
		const struct chair_fill *chair)
{
	const int free = chair->day.free;

	if (free >= loaded->grid)
		grid_print(grid, y, x, STYLE_DIM, cells, "%d:%02d free", free / HOUR, free % HOUR);
}

/* The rows of the chairs: which are shown, how far apart. */
struct chair_rows {
	size_t at, top, shown;		/* the cursor's, the first, how many */
	int pitch;
};

static struct chair_rows
chair_rows(const struct week *week, int rows)
{
	const struct fills *const fills = &week->loaded.fills;
	struct chair_rows at = { .pitch = fills->chair_count > 0 ?
		rows / (int)fills->chair_count : 1 };
	struct list list = { 0 };

	at.pitch = at.pitch > PITCH_MOST ? PITCH_MOST : at.pitch < 1 ? 1 : at.pitch;
	at.shown = (size_t)(rows / at.pitch);
	while (list.at < fills->chair_count && fills->chairs[list.at].row.id != week->chair)
		list.at++;
	at.at = list.at;
	at.top = list_top(&list, fills->chair_count, at.shown);
	return at;
}

void
week_spot(struct grid *grid, int y, int x, int cells, int day, long what)
{
	char key[SPOT_KEY];

	snprintf(key, sizeof(key), "@%d.%ld", day, what);
	grid_spot(grid, y, x, cells, key);
}

static void
draw_chair_row(const struct week *week, const struct week_layout *at, struct grid *grid, int y,
		size_t chair, int pitch, bool focus)
{
	const struct week_loaded *const loaded = &week->loaded;
	const int cells = at->width - 2;

	grid_text(grid, y, 1, STYLE_NORMAL, loaded->fills.chairs[chair].name, LABEL_SEEN);
	for (int column = 0; column < loaded->day_count; column++) {
		const struct day_fill *const day = &loaded->fills.days[loaded->days[column]];
		const int x = at->x + column * at->width;

		draw_bar(loaded, grid, y, x, cells, &day->chairs[chair], day->day);
		if (pitch > 1)
			draw_chair_words(loaded, grid, y + 1, x, cells, &day->chairs[chair]);
		for (int row = 0; row < pitch; row++)
			week_spot(grid, y + row, x - 1, at->width, day->day, (long)chair);
		if (focus && day->day == week->day)
			grid_focus(grid, y, x - 1, at->width - 1);
	}
}

static void
draw_chairs(const struct week *week, const struct week_layout *at, struct grid *grid)
{
	const struct week_loaded *const loaded = &week->loaded;
	const size_t count = loaded->fills.chair_count;
	const struct chair_rows rows = chair_rows(week, at->last - at->top);

	for (int column = 0; column < loaded->day_count; column++)
		draw_scale(loaded, grid, at->top - 1, at->x + column * at->width, at->width - 2);
	for (size_t i = rows.top; i < count && i < rows.top + rows.shown; i++)
		draw_chair_row(week, at, grid, at->top + (int)(i - rows.top) * rows.pitch, i,
				rows.pitch, i == rows.at);
	if (rows.shown < count)
		grid_print(grid, at->top - 1, 1, STYLE_DIM, LABEL_SEEN, "%zu-%zu/%zu",
				rows.top + 1, rows.top + rows.shown, count);
}

/* The name of the chair under the cursor. */
static const char *
chair_name(const struct week *week)
{
	const struct fills *const fills = &week->loaded.fills;

	for (size_t i = 0; i < fills->chair_count; i++)
		if (fills->chairs[i].row.id == week->chair)
			return fills->chairs[i].name;
	return "no chairs yet: Set-up";
}

/* "Tue 24 Nov · Chair 1 · 9 visits · free 75 min, from 11:45" */
static void
chair_words(const struct week *week, char *out, size_t size)
{
	const struct week_loaded *const loaded = &week->loaded;
	char day[DAY_WORDS], clock[CLOCK_SIZE];
	const int length = snprintf(out, size, "%s · %s · %zu visit%s",
			day_words(day, week->day, false), chair_name(week), loaded->visit_count,
			loaded->visit_count == 1 ? "" : "s");

	if (length < 0 || (size_t)length >= size)
		return;
	if (loaded->gap_minutes > 0)
		snprintf(out + length, size - (size_t)length, " · free %d min, from %s",
				loaded->gap_minutes, clock_said(clock, loaded->gap.start));
	else if (week->day >= loaded->today)
		snprintf(out + length, size - (size_t)length, " · nothing free");
}

/* The day as a whole. */
static void
day_line(const struct week *week, char *out, size_t size)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct day_fill *const day = &loaded->fills.days[week->day - loaded->first];
	const int free = day->all.free;
	char words[DAY_WORDS];
	int length = snprintf(out, size, "%s: %d visit%s", day_words(words, day->day, false),
			day->visits, day->visits == 1 ? "" : "s");

	if (day->unconfirmed > 0 && day->day >= loaded->today)
		length += snprintf(out + length, size - (size_t)length, ", %d not confirmed",
				day->unconfirmed);
	if (day->day >= loaded->today)
		snprintf(out + length, size - (size_t)length, ", free %d:%02d in all chairs",
				free / HOUR, free % HOUR);
}

static void
visit_words(const struct appointment_line *visit, char *out, size_t size)
{
	char clock[CLOCK_SIZE];

	snprintf(out, size, "%s %s · %s %d · %s", clock_said(clock, visit->start), visit->name,
			visit->type_name, visit->minutes,
			visit->chair_name ? visit->chair_name : "");
}

void
week_draw_foot(const struct week *week, struct grid *grid, int y)
{
	const struct appointment_line *const visit = week_visit(week);
	char line[512];

	if (!week->loaded.who)
		chair_words(week, line, sizeof(line));
	else if (visit)
		visit_words(visit, line, sizeof(line));
	else
		snprintf(line, sizeof(line), "no visit that day");
	grid_text(grid, y, 1, STYLE_NORMAL, line, grid->cols - 2);
	day_line(week, line, sizeof(line));
	grid_text(grid, y + 1, 1, STYLE_DIM, line, grid->cols - 2);
}

/* A visit on two rows; gives the row after. */
static int
draw_pane_visit(const struct week *week, const struct appointment_line *visit, struct grid *grid,
		int y, int x)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct visit_look look = visit_look(visit, loaded->today, loaded->minute);
	const bool chair = loaded->who && visit->chair_name;
	char clock[CLOCK_SIZE];

	grid_sign(grid, y, x, look.style);
	grid_print(grid, y, x + 2, visit == week_visit(week) ? STYLE_BOLD : STYLE_NORMAL,
			grid->cols - x - 3, "%s %s", clock_said(clock, visit->start),
			visit->name);
	grid_print(grid, y + 1, x + 8, STYLE_DIM, grid->cols - x - 9, "%s %d%s%s",
			visit->type_name, visit->minutes, chair ? " · " : "",
			chair ? visit->chair_name : "");
	return y + 2;
}

/* How many visits are below it, and what is free. */
static void
pane_line(const struct week *week, char *out, size_t size)
{
	const struct week_loaded *const loaded = &week->loaded;
	size_t visits = 0;

	for (size_t i = 0; i < loaded->visit_count; i++)
		visits += loaded->visits[i].day == week->day;
	snprintf(out, size, "%zu visit%s", visits, visits == 1 ? "" : "s");
}

/* The visits of the cell under the cursor, or of the provider's day. */
void
week_draw_pane(const struct week *week, const struct week_layout *at, struct grid *grid)
{
	const struct week_loaded *const loaded = &week->loaded;
	const int x = at->pane + 2, last = body_end(grid) - 1;
	char day[DAY_WORDS], clock[CLOCK_SIZE], line[512];
	int y = BODY_TOP;

	for (int row = BODY_TOP; row < body_end(grid); row++)
		grid_rule(grid, row, at->pane, 1, "│");
	grid_print(grid, y++, x, STYLE_BOLD, grid->cols - x - 1, "%s · %s",
			day_words(day, week->day, true),
			loaded->who ? loaded->who->name : chair_name(week));
	pane_line(week, line, sizeof(line));
	grid_text(grid, y++, x, STYLE_DIM, line, grid->cols - x - 1);
	y++;
	for (size_t i = 0; i < loaded->visit_count && y < last; i++)
		if (loaded->visits[i].day == week->day)
			y = draw_pane_visit(week, &loaded->visits[i], grid, y, x);
	if (loaded->gap_minutes > 0 && y < last) {
		grid_sign(grid, y, x, STYLE_FREE);
		grid_print(grid, y, x + 2, STYLE_FREE, grid->cols - x - 3,
				"free %d min, from %s", loaded->gap_minutes,
				clock_said(clock, loaded->gap.start));
	}
}

void
week_draw(const void *state, struct grid *grid)
{
	const struct week *const week = state;
	const struct week_layout at = lay_out(week, grid);

	if (week->loaded.grid == 0)
		return;			/* nothing was loaded: the message line says why */
	draw_title(week, &at, grid);
	for (int column = 0; column < week->loaded.day_count; column++)
		draw_head(week, &at, grid, column);
	if (week->loaded.who)
		week_draw_person(week, &at, grid);
	else
		draw_chairs(week, &at, grid);
	if (at.pane)
		week_draw_pane(week, &at, grid);
	else
		week_draw_foot(week, grid, at.last);
}
