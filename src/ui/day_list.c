/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day as a list: visits of all chairs, and what is free between them, one below the other.
 */
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "day_parts.h"
#include "ui/list.h"

#include <stdio.h>
#include <stdlib.h>

#define TIME_X 2
#define SIGN_X 9
#define NAME_X 11
#define NAME_LEAST 21
#define NAME_MOST 34
#define TYPE_WIDTH 18
#define PROVIDER_WIDTH 10
#define CHAIR_WIDTH 10

/* Where the columns begin; what comes before the remark, which ends at `right`. */
struct list_layout {
	int name, type, provider, chair, right;
};

static struct list_layout
lay_out(int right)
{
	const int others = NAME_X + TYPE_WIDTH + PROVIDER_WIDTH + 2 * CHAIR_WIDTH;
	int name = right - others;
	struct list_layout at = { .right = right };

	name = name < NAME_LEAST ? NAME_LEAST : name > NAME_MOST ? NAME_MOST : name;
	at.type = NAME_X + name;
	at.provider = at.type + TYPE_WIDTH;
	at.chair = at.provider + PROVIDER_WIDTH;
	return at;
}

bool
day_is_list(const struct day *day)
{
	return day->as_list && day_has_cursor(day);
}

/* By time; of two at once that of the chair on the left. */
static int
by_start(const void *a, const void *b)
{
	const struct listed *const x = a, *const y = b;

	if (x->item->start != y->item->start)
		return x->item->start - y->item->start;
	return (x->column > y->column) - (x->column < y->column);
}

static size_t
row_of_cursor(const struct day *day)
{
	const struct item *const item = day_item(day);
	size_t n = 0;

	while (n < day->loaded.listed_count && day->loaded.listed[n].item != item)
		n++;
	return n;
}

void
day_list_go(struct day *day, size_t n)
{
	const struct listed *const row = &day->loaded.listed[n];

	if (n >= day->loaded.listed_count)
		return;
	day->chair = row->column->chair->row.id;
	day->visit = row->item->visit ? row->item->visit->row.id : 0;
	day->minute = row->item->start;
}

void
day_list_step(struct day *day, int by)
{
	const long count = (long)day->loaded.listed_count;
	const long to = (long)row_of_cursor(day) + by;

	if (count > 0)
		day_list_go(day, (size_t)(to < 0 ? 0 : to >= count ? count - 1 : to));
}

/* Where the cursor stands on what isn't listed, it goes to the next row. */
static void
settle(struct day *day)
{
	const struct day_loaded *const loaded = &day->loaded;
	size_t n = 0;

	if (loaded->listed_count == 0 || row_of_cursor(day) < loaded->listed_count)
		return;
	while (n < loaded->listed_count - 1 && loaded->listed[n].item->start < day->minute)
		n++;
	day_list_go(day, n);
}

void
day_load_list(struct arena *arena, struct day *day)
{
	struct day_loaded *const loaded = &day->loaded;
	size_t room = 0;

	for (size_t i = 0; i < loaded->column_count; i++)
		room += loaded->columns[i].count;
	loaded->listed = arena_take(arena, (room + 1) * sizeof(*loaded->listed));
	for (size_t i = 0; i < loaded->column_count; i++)
		for (size_t k = 0; k < loaded->columns[i].count; k++)
			if (loaded->columns[i].items[k].kind != ITEM_KEPT)
				loaded->listed[loaded->listed_count++] = (struct listed){
					&loaded->columns[i], &loaded->columns[i].items[k] };
	qsort(loaded->listed, loaded->listed_count, sizeof(*loaded->listed), by_start);
	settle(day);
}

static void
draw_visit(const struct day *day, const struct item *item, const struct list_layout *at,
		struct grid *grid, int y)
{
	const struct appointment_line *const visit = item->visit;
	const struct visit_look look = day_look(&day->loaded, visit);
	const enum tint tint = tint_of(&day->loaded.tints, visit);
	int end;

	grid_sign(grid, y, SIGN_X, look.style);
	end = grid_text(grid, y, NAME_X, look.style, visit->name, at->type - NAME_X - 5);
	grid_tint(grid, y, NAME_X, end - NAME_X, tint);
	if (item->mark && item->mark->alert)
		grid_sign(grid, y, end + 1, STYLE_ALERT);
	if (item->mark && item->mark->need)
		grid_sign(grid, y, end + (item->mark->alert ? 3 : 1), STYLE_NEED);
	end = grid_print(grid, y, at->type, STYLE_NORMAL, TYPE_WIDTH - 2, "%s %d",
			visit->type_name, visit->minutes);
	grid_tint(grid, y, at->type, end - at->type, tint);
	grid_text(grid, y, at->provider, STYLE_NORMAL, visit_provider(visit), PROVIDER_WIDTH - 1);
	grid_text(grid, y, at->chair + CHAIR_WIDTH, look.style, look.remark,
			at->right - at->chair - CHAIR_WIDTH);
}

static void
draw_gap(const struct item *item, const struct list_layout *at, struct grid *grid, int y)
{
	grid_sign(grid, y, SIGN_X, STYLE_FREE);
	grid_print(grid, y, NAME_X, STYLE_FREE, at->type - NAME_X - 1, "free %d",
			item->until - item->start);
	if (item->offered)
		grid_print(grid, y, at->type, STYLE_FREE, TYPE_WIDTH, "offered: %s",
				item->offered);
}

static void
draw_row(const struct day *day, const struct listed *row, const struct list_layout *at,
		struct grid *grid, int y)
{
	char clock[CLOCK_SIZE];

	grid_text(grid, y, TIME_X, STYLE_NORMAL, clock_said(clock, row->item->start),
			SIGN_X - TIME_X - 1);
	grid_text(grid, y, at->chair, STYLE_NORMAL, row->column->chair->name, CHAIR_WIDTH - 1);
	if (row->item->visit)
		draw_visit(day, row->item, at, grid, y);
	else
		draw_gap(row->item, at, grid, y);
}

static void
draw_head(const struct list_layout *at, struct grid *grid, int y)
{
	grid_put(grid, y, TIME_X, STYLE_DIM, "Start");
	grid_put(grid, y, NAME_X, STYLE_DIM, "Name");
	grid_put(grid, y, at->type, STYLE_DIM, "What");
	grid_put(grid, y, at->provider, STYLE_DIM, "Provider");
	grid_put(grid, y, at->chair, STYLE_DIM, "Chair");
}

void
day_draw_list(const struct day *day, struct grid *grid, int y, int last, int right)
{
	const struct day_loaded *const loaded = &day->loaded;
	const struct list_layout at = lay_out(right);
	const struct list list = { .at = row_of_cursor(day) };
	const size_t page = (size_t)(last - y - 1);
	const size_t top = list_top(&list, loaded->listed_count, page);

	draw_head(&at, grid, y++);
	for (size_t n = top; n < loaded->listed_count && y < last; n++, y++) {
		draw_row(day, &loaded->listed[n], &at, grid, y);
		grid_row_spot(grid, y, 0, right, n);
		if (n == list.at)
			grid_focus(grid, y, 1, right - 1);
	}
	if (loaded->listed_count == 0)
		grid_put(grid, y, NAME_X, STYLE_DIM, loaded->shut ? "no hours" : "nothing");
}
