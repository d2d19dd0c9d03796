/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving over the Day screen: the cursor from one thing to the next, or what is carried by steps
 * of the grid.
 */
#include "day_parts.h"
#include "ui/shows.h"

#include <stdio.h>

#define DAY_MINUTES (24 * 60)

/* A step of the cursor forgets who was found: `b` and `m` are for who stands under it again. */
static void
forget_found(struct ui *ui)
{
	ui_hand(ui)->found = 0;
}

/* The next beginning of a visit after `minute` and before `until`; else `until`. */
static int
first_visit(const struct column *column, int minute, int until)
{
	for (size_t i = 0; i < column->count; i++) {
		const struct item *const item = &column->items[i];

		if (item->visit && item->start > minute && item->start < until)
			until = item->start;
	}
	return until;
}

/* Free time is passed by steps of the grid, anything else at once. */
static int
minute_below(const struct day *day, const struct column *column)
{
	const struct item *const item = day_item(day);
	const int grid = day->loaded.grid;
	const int step = (day->minute / grid + 1) * grid;
	const int next = first_visit(column, day->minute,
			item && item->kind != ITEM_GAP ? item->until : step);

	return next < day->loaded.until ? next : day->minute;
}

static int
minute_above(const struct day *day, const struct column *column)
{
	const int grid = day->loaded.grid, before = day->minute - 1;
	const int step = before - before % grid;
	const struct item *const item = item_at(column, before);

	if (before < day->loaded.from)
		return day->minute;
	if (item && (item->kind != ITEM_GAP || item->start > step))
		return item->start;
	return step;
}

static void
move_cursor(struct ui *ui, struct day *day, int minute)
{
	forget_found(ui);
	day->minute = minute;
	day->visit = 0;
}

/* Steps what is carried; it stays within the day. */
static void
carry_minutes(struct ui *ui, int minutes)
{
	struct slot *const slot = &ui_hand(ui)->slot;
	const int start = slot->start + minutes;

	forget_found(ui);
	if (start >= 0 && start + slot->minutes <= DAY_MINUTES)
		slot->start = start;
}

bool
day_point(struct ui *ui, void *state, const char *key)
{
	struct day *const day = state;
	struct hand *const hand = ui_hand(ui);
	unsigned long column;
	int minute;

	if (day_is_list(day) && sscanf(key, "@%lu", &column) == 1) {
		forget_found(ui);
		day_list_go(day, column);
		return true;
	}
	if (sscanf(key, "@%lu.%d", &column, &minute) != 2 || column >= day->loaded.column_count)
		return false;
	day->chair = day->loaded.columns[column].chair->row.id;
	if (!hand->carries) {
		move_cursor(ui, day, minute);
		return true;
	}
	hand->slot.chair = day->chair;
	if (minute + hand->slot.minutes <= DAY_MINUTES)
		hand->slot.start = minute;
	return true;
}

static void
step_in_list(struct ui *ui, struct day *day, int by)
{
	forget_found(ui);
	day_list_step(day, by);
}

enum code
day_up(struct ui *ui, void *state)
{
	struct day *const day = state;
	const struct column *const column = day_column(day);

	if (ui_hand(ui)->carries)
		carry_minutes(ui, -day->loaded.grid);
	else if (day_is_list(day))
		step_in_list(ui, day, -1);
	else if (column)
		move_cursor(ui, day, minute_above(day, column));
	return OK;
}

enum code
day_down(struct ui *ui, void *state)
{
	struct day *const day = state;
	const struct column *const column = day_column(day);

	if (ui_hand(ui)->carries)
		carry_minutes(ui, day->loaded.grid);
	else if (day_is_list(day))
		step_in_list(ui, day, 1);
	else if (column)
		move_cursor(ui, day, minute_below(day, column));
	return OK;
}

/* The chair `by` columns on from `chair`, if there is one. */
static int64_t
chair_beside(const struct day *day, int64_t chair, int by)
{
	for (size_t i = 0; i < day->loaded.column_count; i++) {
		const long to = (long)i + by;

		if (day->loaded.columns[i].chair->row.id == chair && to >= 0 &&
		    to < (long)day->loaded.column_count)
			return day->loaded.columns[to].chair->row.id;
	}
	return chair;
}

static enum code
other_day(struct ui *ui, struct day *day, int to)
{
	day->day = to;
	day->visit = 0;
	if (ui_hand(ui)->carries)
		ui_hand(ui)->slot.day = to;
	return OK;
}

static enum code
sideways(struct ui *ui, struct day *day, int by)
{
	struct hand *const hand = ui_hand(ui);

	forget_found(ui);
	if (day_is_list(day))
		return other_day(ui, day, day->day + by);
	if (hand->carries) {
		hand->slot.chair = chair_beside(day, hand->slot.chair, by);
		day->chair = hand->slot.chair;
		return OK;
	}
	day->chair = chair_beside(day, day->chair, by);
	day->visit = 0;
	return OK;
}

enum code
day_left(struct ui *ui, void *state)
{
	return sideways(ui, state, -1);
}

enum code
day_right(struct ui *ui, void *state)
{
	return sideways(ui, state, 1);
}

enum code
day_back(struct ui *ui, void *state)
{
	struct day *const day = state;

	return other_day(ui, day, day->day - 1);
}

enum code
day_on(struct ui *ui, void *state)
{
	struct day *const day = state;

	return other_day(ui, day, day->day + 1);
}

enum code
day_today(struct ui *ui, void *state)
{
	struct day *const day = state;

	day->minute = day->loaded.minute;
	return other_day(ui, day, day->loaded.today);
}

enum code
day_first(struct ui *ui, void *state)
{
	struct day *const day = state;

	if (day_is_list(day))
		step_in_list(ui, day, -(int)day->loaded.listed_count);
	else if (!ui_hand(ui)->carries)
		move_cursor(ui, day, day->loaded.from);
	return OK;
}

enum code
day_last(struct ui *ui, void *state)
{
	struct day *const day = state;

	if (day_is_list(day))
		step_in_list(ui, day, (int)day->loaded.listed_count);
	else if (!ui_hand(ui)->carries)
		move_cursor(ui, day, day->loaded.until - 1);
	return OK;
}

enum code
day_turn_list(struct ui *ui, void *state)
{
	struct day *const day = state;
	const int64_t found = ui_hand(ui)->found;

	if (found)
		card_show(ui, found);
	else
		day->as_list = !day->as_list;
	return OK;
}

/* Minutes a row that can be chosen: the next in that direction from those of now. */
static enum code
step_rows(struct ui *ui, struct day *day, int by)
{
	static const int steps[] = { 5, 10, 15, 20, 30, 60 };
	const int count = (int)(sizeof(steps) / sizeof(steps[0]));
	int at = 0;

	while (at < count - 1 && steps[at] < day->loaded.grid)
		at++;
	at += by;
	day->row_minutes = steps[at < 0 ? 0 : at >= count ? count - 1 : at];
	ui_say(ui, "%d minutes a row", day->row_minutes);
	return OK;
}

enum code
day_coarser(struct ui *ui, void *state)
{
	return step_rows(ui, state, 1);
}

enum code
day_finer(struct ui *ui, void *state)
{
	return step_rows(ui, state, -1);
}
