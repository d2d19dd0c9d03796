/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Day screen: a column for each chair, a row for each step of the grid, or one list. Here is
 * what it loads, and where its cursor stands.
 */
#include "day_parts.h"
#include "base/arena.h"
#include "recall/calls.h"
#include "ui/shows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_FROM (8 * 60)		/* of a day without hours */
#define DAY_UNTIL (17 * 60)
#define LATE_MINUTES 10

const struct item *
item_at(const struct column *column, int minute)
{
	const struct item *found = NULL;

	for (size_t i = 0; i < column->count; i++)
		if (column->items[i].start <= minute && minute < column->items[i].until)
			found = &column->items[i];
	return found;
}

const struct column *
day_column(const struct day *day)
{
	for (size_t i = 0; i < day->loaded.column_count; i++)
		if (day->loaded.columns[i].chair->row.id == day->chair)
			return &day->loaded.columns[i];
	return NULL;
}

/* The item of a visit in its column. */
static const struct item *
item_of(const struct column *column, int64_t visit)
{
	for (size_t i = 0; column && i < column->count; i++)
		if (column->items[i].visit && column->items[i].visit->row.id == visit)
			return &column->items[i];
	return NULL;
}

const struct item *
day_item(const struct day *day)
{
	const struct column *const column = day_column(day);

	if (!column)
		return NULL;
	return day->visit ? item_of(column, day->visit) : item_at(column, day->minute);
}

/* Rows from the first hour or visit to the last, whole hours. */
static void
set_rows(struct day_loaded *loaded)
{
	loaded->shut = loaded->from == NONE;
	if (loaded->shut) {
		loaded->from = DAY_FROM;
		loaded->until = DAY_UNTIL;
	}
	for (size_t i = 0; i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (visit->start == NONE || visit->state == VISIT_CANCELLED)
			continue;
		if (visit->start < loaded->from)
			loaded->from = visit->start;
		if (visit->start + visit->minutes > loaded->until)
			loaded->until = visit->start + visit->minutes;
	}
	loaded->from -= loaded->from % loaded->grid;
}

/* The cursor stands in a chair that there is, within the day, at the beginning of what is there. */
static void
settle_cursor(struct day *day)
{
	struct day_loaded *const loaded = &day->loaded;
	const struct item *item = NULL;

	for (size_t i = 0; day->visit && !item && i < loaded->column_count; i++) {
		item = item_of(&loaded->columns[i], day->visit);
		if (item)
			day->chair = loaded->columns[i].chair->row.id;
	}
	if (!day_column(day) && loaded->columns && loaded->column_count > 0)
		day->chair = loaded->columns[0].chair->row.id;
	if (day->minute >= loaded->until)
		day->minute = loaded->until - 1;
	if (day->minute < loaded->from)
		day->minute = loaded->from;
	if (!item && day_column(day))
		item = item_at(day_column(day), day->minute);
	day->visit = item && item->visit ? item->visit->row.id : 0;
	if (item && (item->kind != ITEM_GAP ||
			item->start > day->minute - day->minute % loaded->grid))
		day->minute = item->start;
	else
		day->minute -= day->minute % loaded->grid;
}

/* The columns, and what of them is foreseen. */
static enum code
sheet_fill(struct ui *ui, struct arena *arena, struct day *day)
{
	struct desk *const desk = ui_desk(ui);
	struct day_loaded *const loaded = &day->loaded;
	enum code code = tints_load(desk, arena, &loaded->tints);

	if (code == OK)
		code = day_load_columns(ui, arena, day);
	if (code != OK)
		return code;
	if (day->day == loaded->today)
		loaded->foreseen = day_foreseen(desk, arena, loaded->visits, loaded->visit_count);
	loaded->late = setting_int(desk, "late", LATE_MINUTES);
	set_rows(loaded);
	return OK;
}

static bool
same_sheet(const struct day_of *a, const struct day_of *b)
{
	return a->newest == b->newest && a->version == b->version && a->day == b->day &&
		a->today == b->today && a->minute == b->minute && a->row_minutes == b->row_minutes;
}

/* What doesn't depend on the cursor: as it was loaded last, where the store can't say otherwise. */
static enum code
sheet_load(struct ui *ui, struct day *day)
{
	struct desk *const desk = ui_desk(ui);
	struct day_sheet *const sheet = &day->sheet;
	struct day_loaded *const loaded = &day->loaded;
	struct day_of of = { .version = desk_version(desk), .day = day->day,
		.today = desk_today(desk), .minute = desk_minute(desk),
		.row_minutes = day->row_minutes };
	enum code code = desk_newest(desk, &of.newest);

	if (code == OK && sheet->there && same_sheet(&of, &sheet->of)) {
		*loaded = sheet->loaded;
		return OK;
	}
	sheet->there = false;
	arena_reset(&sheet->arena);
	loaded->today = of.today;
	loaded->minute = of.minute;
	loaded->grid = day->row_minutes ? day->row_minutes
			: setting_int(desk, "grid", GRID_MINUTES);
	if (code == OK)
		code = sheet_fill(ui, &sheet->arena, day);
	if (code != OK)
		return code;
	*sheet = (struct day_sheet){ .of = of, .there = true, .loaded = *loaded, .arena = sheet->arena };
	return OK;
}

static enum code
day_load(struct ui *ui, struct arena *arena, void *state)
{
	struct day *const day = state;
	struct day_loaded *const loaded = &day->loaded;
	const enum code code = sheet_load(ui, day);

	if (code != OK)
		return code;
	loaded->hand = *ui_hand(ui);
	settle_cursor(day);
	if (day->as_list)
		day_load_list(arena, day);
	return day_load_about(ui, arena, day);
}

static void
day_close(void *state)
{
	arena_free(&((struct day *)state)->sheet.arena);
}

/* The first calls of today; what is left of them is the Calls screen's. */
static enum code
day_later(struct ui *ui, struct arena *arena, void *state)
{
	struct day_calls *const first = &((struct day *)state)->calls;
	const struct calls_options options = { .day = NONE };
	struct calls *calls = NULL;
	struct call call;
	bool more = true;
	enum code code = calls_open(ui_desk(ui), arena, &options, &calls);

	first->count = 0;
	while (code == OK && first->count < DAY_CALLS) {
		code = calls_next(calls, &call, &more);
		if (code != OK || !more)
			break;
		snprintf(first->name[first->count], sizeof(first->name[0]), "%s", call.name);
		snprintf(first->by[first->count++], sizeof(first->by[0]), "%s", call.by);
	}
	if (calls)
		calls_close(calls);
	return code;
}

static void
day_start(struct ui *ui, void *state)
{
	struct day *const day = state;

	day->day = desk_today(ui_desk(ui));
	day->minute = desk_minute(ui_desk(ui));
}

/* What is carried has the cursor, until somebody is looked up in between. */
bool
day_has_cursor(const struct day *day)
{
	return !day->loaded.hand.carries || day->loaded.hand.found;
}

static unsigned
day_has(const void *state)
{
	const struct day *const day = state;
	const struct item *const item = day_item(day);
	unsigned has = day->loaded.hand.carries ? NEEDS_CARRIED : NEEDS_EMPTY_HAND;

	if (item && item->visit && day_has_cursor(day))
		has |= NEEDS_VISIT | NEEDS_PATIENT;
	if (day->loaded.hand.found)
		has |= NEEDS_PATIENT;
	if (item && item->kind == ITEM_GAP)
		has |= NEEDS_FREE;
	if (day->loaded.offered.count > 0)
		has |= NEEDS_OPENING;
	return has;
}

static bool
day_key(struct ui *ui, void *state, const char *key)
{
	const struct day *const day = state;

	if (key[0] == '@')
		return day_point(ui, state, key);
	return !day->loaded.hand.carries && offered_key(ui, &day->loaded.offered, key);
}

void
day_show(struct ui *ui, int at, int64_t visit)
{
	struct day *const day = ui_state(ui, &day_screen);

	ui_go(ui, &day_screen);
	day->day = at;
	day->visit = visit;
}

void
day_show_slot(struct ui *ui, struct slot slot)
{
	struct day *const day = ui_state(ui, &day_screen);

	ui_go(ui, &day_screen);
	day->day = slot.day;
	day->chair = slot.chair;
	day->minute = slot.start;
	day->visit = 0;
}

void
day_show_at(struct ui *ui, int at, int64_t chair, int64_t visit)
{
	struct day *const day = ui_state(ui, &day_screen);

	day_show(ui, at, visit);
	if (chair)
		day->chair = chair;
}

const struct screen day_screen = {
	.name = "Day", .keys = "D F1", .kind = SCREEN_WHOLE, .state_size = sizeof(struct day),
	.kept = offsetof(struct day, loaded), .load = day_load, .draw = day_draw,
	.actions = day_actions, .key = day_key, .has = day_has, .start = day_start, .later = day_later,
	.close = day_close, .subject = day_subject,
};
