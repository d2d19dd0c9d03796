/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Month screen: weeks below each other, for each day how full it is and how much is free.
 */
#include "base/text.h"
#include "ui/bars.h"
#include "goto.h"
#include "pushed.h"
#include "ui/shows.h"
#include "week.h"
#include "words.h"

#include <stdio.h>

#define WEEKS_MOST 6
#define LABEL_WIDTH 5
#define HOUR 60
#define BAR_GAP 3

struct month_loaded {
	int today;
	int first;			/* the Monday before the 1st, or that day */
	int weeks;
	struct fills fills;
	bool loaded;
};

struct month {
	int day;
	struct month_loaded loaded;
};

/* The first of a day's month. */
static int
month_first(int day)
{
	int year, month, mday;

	civil_date(day, &year, &month, &mday);
	return day - mday + 1;
}

static enum code
month_load(struct ui *ui, struct arena *arena, void *state)
{
	struct month *const month = state;
	struct month_loaded *const loaded = &month->loaded;
	const int first = month_first(month->day), next = civil_add_months(first, 1);
	enum code code;

	loaded->today = desk_today(ui_desk(ui));
	loaded->first = first - civil_weekday(first);
	loaded->weeks = (next - loaded->first + WEEK - 1) / WEEK;
	code = fills_load(ui_desk(ui), arena, loaded->first,
			loaded->first + loaded->weeks * WEEK - 1, &loaded->fills);
	loaded->loaded = code == OK;
	return code;
}

static void
draw_heads(const struct month *month, struct grid *grid, int width)
{
	char words[DAY_WORDS];

	for (int weekday = 0; weekday < WEEK; weekday++)
		grid_print(grid, BODY_TOP + 1, LABEL_WIDTH + weekday * width, STYLE_DIM, width - 1,
				"%.3s", weekday_name(weekday));
	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2, "%s · how full the days are",
			month_words(words, month->day));
}

/* What is free of a day to come; of one that is past its visits. */
static void
free_words(const struct month_loaded *loaded, const struct day_fill *day, char *out, size_t size)
{
	const int free = day->all.free;

	if (day->shut)
		snprintf(out, size, "%s", day->shut);
	else if (day->all.open == 0 && day->visits == 0)
		snprintf(out, size, "%s", "");
	else if (day->day < loaded->today)
		snprintf(out, size, "%d visit%s", day->visits, day->visits == 1 ? "" : "s");
	else
		snprintf(out, size, "%d:%02d free", free / HOUR, free % HOUR);
}

/* Its number and visits, the bar, what is free: as many of them as there are rows. */
static void
draw_day(const struct month *month, const struct day_fill *day, struct grid *grid, int y, int x,
		int width, int rows)
{
	const struct month_loaded *const loaded = &month->loaded;
	const bool within = month_first(day->day) == month_first(month->day);
	const enum style style = day->day == loaded->today ? STYLE_BOLD :
			within ? STYLE_NORMAL : STYLE_DIM;
	const int cells = width - 2;
	char words[64];
	int year, number, mday, end;

	civil_date(day->day, &year, &number, &mday);
	end = grid_print(grid, y, x, style, cells, day->day == loaded->today ? "%2d today" : "%2d",
			mday);
	free_words(loaded, day, words, sizeof(words));
	if (day->all.open > 0)
		bar_draw(grid, rows > 1 ? y + 1 : y, rows > 1 ? x : x + BAR_GAP,
				rows > 1 ? cells : cells - BAR_GAP,
				day->day < loaded->today || !within ? STYLE_DIM : STYLE_NORMAL,
				day->all.taken, day->all.open);
	if (rows > 2)
		grid_text(grid, y + 2, x, STYLE_DIM, words, cells);
	else if (day->all.open == 0)
		grid_text(grid, y, end + 1, STYLE_DIM, words, x + cells - end - 1);
	for (int row = 0; row < (rows < 3 ? rows : 3); row++)
		week_spot(grid, y + row, x - 1, width, day->day, 0);
	if (day->day == month->day)
		grid_focus(grid, y, x - 1, width - 1);
}

static void
draw_foot(const struct month *month, struct grid *grid, int y)
{
	const struct day_fill *const day =
			&month->loaded.fills.days[month->day - month->loaded.first];
	char words[DAY_WORDS], free[64];
	int x;

	free_words(&month->loaded, day, free, sizeof(free));
	x = grid_print(grid, y, 1, STYLE_NORMAL, grid->cols - 2, "%s: %d visit%s",
			day_words(words, day->day, true), day->visits, day->visits == 1 ? "" : "s");
	if (day->unconfirmed > 0 && day->day >= month->loaded.today)
		x = grid_print(grid, y, x, STYLE_NORMAL, grid->cols - x - 1,
				", %d not confirmed", day->unconfirmed);
	if (day->shut || day->day >= month->loaded.today)
		grid_print(grid, y, x, STYLE_NORMAL, grid->cols - x - 1, "%s%s", *free ? ", " : "",
				free);
}

static void
month_draw(const void *state, struct grid *grid)
{
	const struct month *const month = state;
	const struct month_loaded *const loaded = &month->loaded;
	const int width = (grid->cols - LABEL_WIDTH) / WEEK;
	const int foot = body_end(grid) - 1, top = BODY_TOP + 2;
	int pitch;

	if (!loaded->loaded)
		return;
	pitch = (foot - top) / loaded->weeks;
	draw_heads(month, grid, width);
	for (int n = 0; n < loaded->weeks * WEEK; n++)
		draw_day(month, &loaded->fills.days[n], grid, top + n / WEEK * pitch,
				LABEL_WIDTH + n % WEEK * width, width, pitch);
	draw_foot(month, grid, foot);
}

static enum code
step(void *state, int days)
{
	((struct month *)state)->day += days;
	return OK;
}

static enum code
left(struct ui *ui, void *state)
{
	(void)ui;
	return step(state, -1);
}

static enum code
right(struct ui *ui, void *state)
{
	(void)ui;
	return step(state, 1);
}

static enum code
up(struct ui *ui, void *state)
{
	(void)ui;
	return step(state, -WEEK);
}

static enum code
down(struct ui *ui, void *state)
{
	(void)ui;
	return step(state, WEEK);
}

static enum code
step_month(void *state, int by)
{
	struct month *const month = state;

	month->day = civil_add_months(month->day, by);
	return OK;
}

static enum code
month_back(struct ui *ui, void *state)
{
	(void)ui;
	return step_month(state, -1);
}

static enum code
month_on(struct ui *ui, void *state)
{
	(void)ui;
	return step_month(state, 1);
}

static enum code
this_month(struct ui *ui, void *state)
{
	((struct month *)state)->day = desk_today(ui_desk(ui));
	return OK;
}

static enum code
open_day(struct ui *ui, void *state)
{
	day_open(ui, ((const struct month *)state)->day, 0, 0);
	return OK;
}

static void
went_to(struct ui *ui, int day)
{
	((struct month *)ui_top_state(ui))->day = day;
}

static enum code
go(struct ui *ui, void *state)
{
	(void)state;
	goto_ask(ui, went_to);
	return OK;
}

/* A click: to that day; where the cursor is already it opens it. */
static bool
month_key(struct ui *ui, void *state, const char *key)
{
	struct month *const month = state;
	const int was = month->day;
	int day;

	if (sscanf(key, "@%d.", &day) != 1)
		return false;
	month->day = day;
	if (was == day)
		open_day(ui, state);
	return true;
}

static const struct action month_actions[] = {
	{ "Enter v", "the day", 0, "Opens the day under the cursor.", open_day },
	{ ", [", "month back", 0, "A month back.", month_back },
	{ ". ]", "month on", 0, "A month on.", month_on },
	{ "g", "go to", 0, "Goes to a day, or to the next visit of whoever is named.", go },
	{ "Home", "today", 0, "Goes to this month.", this_month },
	{ "Esc", "back", 0, "Back to the day that was shown.", ui_back },
	{ "Up", "up", QUIET, "A week back.", up },
	{ "Down", "down", QUIET, "A week on.", down },
	{ "Left", "left", QUIET, "A day back.", left },
	{ "Right", "right", QUIET, "A day on.", right },
	ACTIONS_END
};

const struct screen month_screen = {
	.name = "month", .kind = SCREEN_WHOLE, .state_size = sizeof(struct month),
	.kept = offsetof(struct month, loaded), .load = month_load, .draw = month_draw,
	.actions = month_actions, .key = month_key, .tab = "Day",
};

void
month_show(struct ui *ui, int day)
{
	struct month *const month = ui_push(ui, &month_screen);

	month->day = day;
}
