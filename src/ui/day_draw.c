/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing the Day screen: rows of the grid, columns of the chairs.
 */
#include "base/local.h"
#include "base/text.h"
#include "day_parts.h"

#include <stdio.h>
#include <string.h>

#define LABEL_WIDTH 8		/* the times, and the blank before the first column */
#define COLUMN_LEAST 22
#define COLUMN_MOST 36
#define REMARK_GAP 2		/* blanks at a column's end: one takes the next one's focus */
#define OTHERS_WIDTH 3		/* "+2" */
#define PANE_FROM 120		/* columns of a screen that has room for the pane */
#define PANE_WIDTH 40
#define PANE_MOST 64

/* Where everything is. */
struct layout {
	int head, first, last;		/* rows: of the chairs' names; of the grid, without last */
	int shift;			/* grid rows that are above the first */
	size_t left, shown;		/* columns */
	int width;			/* of a column */
	int pane;			/* its first cell, 0: none */
	int offered;			/* the row of numbered openings, where there are any */
};

static int
row_of(const struct day *day, int minute)
{
	return (minute - day->loaded.from) / day->loaded.grid;
}

/* The grid's rows on the screen: the cursor's in their upper third, where there are more. */
static int
shift_rows(const struct day *day, int rows)
{
	const struct hand *const hand = &day->loaded.hand;
	const int minute = day_has_cursor(day) ? day->minute : hand->slot.start;
	const int all = row_of(day, day->loaded.until + day->loaded.grid - 1);
	const int shift = row_of(day, minute) - rows / 3;

	if (shift + rows > all)
		return all > rows ? all - rows : 0;
	return shift > 0 ? shift : 0;
}

/* Which columns are shown: those around the cursor's, sideways by chair. */
static size_t
first_column(const struct day *day, size_t shown)
{
	size_t at = 0;

	while (at < day->loaded.column_count &&
	       day->loaded.columns[at].chair->row.id != day->chair)
		at++;
	return at < shown ? 0 : at - shown + 1;
}

static struct layout
lay_out(const struct day *day, const struct grid *grid)
{
	struct layout at = { .head = BODY_TOP + 2, .last = body_end(grid) - 2 };
	const size_t columns = day->loaded.column_count;
	int room = grid->cols - LABEL_WIDTH;

	if (grid->cols >= PANE_FROM) {
		at.head = BODY_TOP;
		at.last = body_end(grid) - 1;
		room -= PANE_WIDTH;
	}
	at.first = at.head + 1;
	at.offered = at.last;
	if (day->loaded.offered.count > 0)
		at.offered = --at.last;
	if (day_is_list(day) && grid->cols >= PANE_FROM)
		at.pane = grid->cols - PANE_WIDTH;
	if (day_is_list(day))
		return at;
	at.shift = shift_rows(day, at.last - at.first);
	at.shown = (size_t)(room / COLUMN_LEAST);
	at.shown = columns < at.shown ? columns : at.shown;
	if (at.shown == 0)
		return at;
	at.left = first_column(day, at.shown);
	at.width = room / (int)at.shown < COLUMN_MOST ? room / (int)at.shown : COLUMN_MOST;
	if (grid->cols >= PANE_FROM)
		at.pane = LABEL_WIDTH + (int)at.shown * at.width - 1;
	return at;
}

static int
column_x(const struct layout *at, size_t n)
{
	return LABEL_WIDTH + (int)(n - at->left) * at->width;
}

static void
draw_label(const struct day *day, const struct layout *at, struct grid *grid, int y)
{
	const struct day_loaded *const loaded = &day->loaded;
	const int minute = loaded->from + (at->shift + y - at->first) * loaded->grid;
	char clock[CLOCK_SIZE];

	if (minute >= loaded->until)
		return;
	if (day->day == loaded->today && loaded->minute >= minute &&
	    loaded->minute < minute + loaded->grid)
		grid_print(grid, y, 0, STYLE_BOLD, LABEL_WIDTH, "▶%s",
				clock_said(clock, loaded->minute));
	else if (minute % 60 < loaded->grid)
		grid_print(grid, y, 1, STYLE_NORMAL, LABEL_WIDTH, "%s",
				clock_said(clock, minute));
	else
		grid_print(grid, y, 3, STYLE_DIM, LABEL_WIDTH, ":%02d", minute % 60);
}

/* "Chair 2 Dr Lee   +12" */
static void
draw_head(const struct day *day, const struct column *column, struct grid *grid, int y, int x,
		int width)
{
	const int late = day_column_late(&day->loaded, column);
	int end = x + width - REMARK_GAP, after;
	char words[16];

	if (late > 0) {
		snprintf(words, sizeof(words), "+%d", late);
		end = grid_right(grid, y, end, STYLE_LATE, words) - 1;
	}
	after = grid_text(grid, y, x + 2, STYLE_BOLD, column->chair->name, end - x - 2);
	if (column->provider)
		grid_text(grid, y, after + 1, STYLE_NORMAL, column->provider, end - after - 1);
}

static void
draw_heads(const struct day *day, const struct layout *at, struct grid *grid)
{
	if (at->shown < day->loaded.column_count)	/* the others are sideways */
		grid_print(grid, at->head, 1, STYLE_DIM, LABEL_WIDTH - 1, "%zu-%zu/%zu",
				at->left + 1, at->left + at->shown, day->loaded.column_count);
	for (size_t n = at->left; n < at->left + at->shown; n++) {
		const struct column *const column = &day->loaded.columns[n];

		draw_head(day, column, grid, at->head, column_x(at, n), at->width);
	}
}

/* Text from x + 2 on, and a remark that ends where the column does. */
static void
draw_texts(struct grid *grid, int y, int x, int width, enum style style, const char *text,
		const char *remark)
{
	int end = x + width - REMARK_GAP;

	if (*remark)
		end = grid_right(grid, y, end, style, remark) - 1;
	grid_text(grid, y, x + 2, style, text, end - x - 2);
}

/* ":20 " where it begins after its row does; "". */
static const char *
odd_start(const struct day *day, const struct item *item, char out[8])
{
	const bool odd = (item->start - day->loaded.from) % day->loaded.grid != 0;

	out[0] = '\0';
	if (odd)
		snprintf(out, 8, ":%02d ", item->start % 60);
	return out;
}

/* Visits that begin in the same row, beside it. */
static int
others_in_row(const struct day *day, const struct column *column, const struct item *item)
{
	int count = -1;

	for (size_t i = 0; i < column->count; i++)
		count += column->items[i].visit &&
			row_of(day, column->items[i].start) == row_of(day, item->start);
	return count;
}

static void
draw_visit_head(const struct day *day, const struct item *item, const struct visit_look *look,
		struct grid *grid, int y, int x, int width)
{
	char name[256], odd[8];

	snprintf(name, sizeof(name), "%s%s%s%s%s%s", odd_start(day, item, odd), item->visit->name,
			item->mark && item->mark->alert ? " " : "",
			item->mark && item->mark->alert ? sign_text(STYLE_ALERT) : "",
			item->mark && item->mark->need ? " " : "",
			item->mark && item->mark->need ? sign_text(STYLE_NEED) : "");
	grid_sign(grid, y, x, look->style);
	draw_texts(grid, y, x, width, look->style, name, look->remark);
}

/* The line down a visit, or its name, in the colour of its type or provider. */
static void
tint_row(const struct day *day, const struct item *item, struct grid *grid, int y, int x, int width,
		const struct visit_look *look, int row)
{
	const enum tint tint = tint_of(&day->loaded.tints, item->visit);
	const int remark = row == 0 ? text_width(look->remark) : row == 1 ? text_width(look->remark2) : 0;

	if (row == 0)
		grid_tint(grid, y, x + 2, width - REMARK_GAP - 3 - remark, tint);
	else
		grid_tint(grid, y, x, width - REMARK_GAP - remark, tint);
}

static void
draw_visit_type(const struct item *item, const struct visit_look *look, struct grid *grid, int y,
		int x, int width)
{
	char what[128];

	snprintf(what, sizeof(what), "%s %d", item->visit->type_name, item->visit->minutes);
	draw_texts(grid, y, x, width, STYLE_NORMAL, what, look->remark2);
}

static void
draw_item_row(const struct day *day, const struct item *item, struct grid *grid, int y, int x,
		int width, int row)
{
	const enum style style = item->kind == ITEM_GAP ? STYLE_FREE : STYLE_KEPT;
	struct visit_look look;
	char words[128], offered[32] = "", odd[8];

	grid_blank(grid, y, x, width - 1);
	if (item->visit) {
		look = day_look(&day->loaded, item->visit);
		if (row > 0)
			grid_text(grid, y, x, STYLE_DIM, "│", 1);
		if (row == 0)
			draw_visit_head(day, item, &look, grid, y, x, width);
		else if (row == 1)
			draw_visit_type(item, &look, grid, y, x, width);
		tint_row(day, item, grid, y, x, width, &look, row);
		return;
	}
	if (item->kind == ITEM_KEPT || row == 0)
		grid_sign(grid, y, x, style);
	if (row > 0)
		return;
	snprintf(words, sizeof(words), "%s%s %d", odd_start(day, item, odd),
			item->kind == ITEM_GAP ? "free" : item->words, item->until - item->start);
	if (item->offered)
		snprintf(offered, sizeof(offered), "offered: %.10s", item->offered);
	draw_texts(grid, y, x, width, style, words, offered);
}

/* A closure's hours may reach beyond the day's rows: its words stand at the first that is shown. */
static void
draw_item(const struct day *day, const struct layout *at, const struct item *item,
		struct grid *grid, int x)
{
	const int from = item->start > day->loaded.from ? row_of(day, item->start) : 0;
	const int until = item->until < day->loaded.until ? item->until : day->loaded.until;
	const int end = row_of(day, until + day->loaded.grid - 1);

	for (int row = from; row < (end > from ? end : from + 1); row++) {
		const int y = at->first + row - at->shift;

		if (y >= at->first && y < at->last)
			draw_item_row(day, item, grid, y, x, at->width, row - from);
	}
}

/* One of several that begin in a row, and how many more there are. */
static void
draw_one_of(const struct day *day, const struct layout *at, const struct item *item, int others,
		struct grid *grid, int x)
{
	const int y = at->first + row_of(day, item->start) - at->shift;

	if (y < at->first || y >= at->last)
		return;
	draw_item_row(day, item, grid, y, x, at->width - OTHERS_WIDTH, 0);
	grid_print(grid, y, x + at->width - REMARK_GAP - 2, STYLE_BOLD, 2, "+%d", others);
}

/* Of them the last is seen, or that under the cursor. */
static void
draw_crowded(const struct day *day, const struct layout *at, const struct column *column,
		struct grid *grid, int x)
{
	for (int cursor = 0; cursor <= 1; cursor++)
		for (size_t i = 0; i < column->count; i++) {
			const struct item *const item = &column->items[i];
			const int others = item->visit ? others_in_row(day, column, item) : 0;

			if (others > 0 && (!cursor || item->visit->row.id == day->visit))
				draw_one_of(day, at, item, others, grid, x);
		}
}

/* "to 12:27" below a visit that is foreseen to end later than its rows say, where no other begins. */
static void
draw_ends(const struct day *day, const struct layout *at, const struct column *column,
		struct grid *grid, int x)
{
	char clock[CLOCK_SIZE], words[32];

	for (size_t i = 0; i < column->count; i++) {
		const struct item *const item = &column->items[i];
		const int end = item->kind == ITEM_VISIT ? day_ends_at(&day->loaded, item->visit) : NONE;
		const struct item *const below = item_at(column, item->until);
		const int y = at->first + row_of(day, item->until) - at->shift;

		if (end == NONE || (below && below->visit) || y < at->first || y >= at->last ||
		    item->until >= day->loaded.until)
			continue;
		snprintf(words, sizeof(words), "to %s", clock_said(clock, end));
		grid_right(grid, y, x + at->width - REMARK_GAP, STYLE_DIM, words);
	}
}

static bool
in_column(const struct hand *hand, const struct column *column)
{
	return hand->carries && hand->slot.chair == column->chair->row.id;
}

/* What is carried, where it would go. */
static void
draw_carried(const struct day *day, const struct layout *at, struct grid *grid, int x)
{
	const struct hand *const hand = &day->loaded.hand;
	const int from = row_of(day, hand->slot.start);
	const int rows = (hand->slot.minutes + day->loaded.grid - 1) / day->loaded.grid;

	for (int row = 0; row < rows; row++) {
		const int y = at->first + from + row - at->shift;

		if (y < at->first || y >= at->last)
			continue;
		grid_blank(grid, y, x, at->width - 1);
		grid_text(grid, y, x, STYLE_CARRIED, row == 0 ? "» " : "│ ", 2);
		grid_text(grid, y, x + 2, STYLE_CARRIED, row == 0 ? hand->name :
				row == 1 ? hand->what : "", at->width - 3);
		if (row == 0 && !day_has_cursor(day))
			grid_focus(grid, y, x - 1, at->width - 1);
	}
}

static void
draw_cursor(const struct day *day, const struct layout *at, struct grid *grid, int x)
{
	const int y = at->first + row_of(day, day->minute) - at->shift;

	if (y >= at->first && y < at->last)
		grid_focus(grid, y, x - 1, at->width - 1);
}

/* A click in a column's row goes there: "@2.615" is the third chair at 10:15. */
static void
spot_column(const struct day *day, const struct layout *at, size_t n, struct grid *grid)
{
	char key[SPOT_KEY];

	for (int y = at->first; y < at->last; y++) {
		const int minute = day->loaded.from + (at->shift + y - at->first) * day->loaded.grid;

		if (minute >= day->loaded.until)
			return;
		snprintf(key, sizeof(key), "@%zu.%d", n, minute);
		grid_spot(grid, y, column_x(at, n) - 1, at->width, key);
	}
}

static void
draw_column(const struct day *day, const struct layout *at, size_t n, struct grid *grid)
{
	const struct column *const column = &day->loaded.columns[n];
	const int x = column_x(at, n);

	spot_column(day, at, n, grid);
	for (size_t i = 0; i < column->count; i++)
		draw_item(day, at, &column->items[i], grid, x);
	draw_crowded(day, at, column, grid, x);
	draw_ends(day, at, column, grid, x);
	if (in_column(&day->loaded.hand, column) && day->loaded.hand.slot.day == day->day)
		draw_carried(day, at, grid, x);
	if (column->chair->row.id == day->chair && day_has_cursor(day))
		draw_cursor(day, at, grid, x);
}

static void
draw_legend(struct grid *grid, int y)
{
	int x = 1;

	for (int style = STYLE_BOOKED; style < STYLE_COUNT; style++) {
		const int width = text_width(sign_word((enum style)style));

		if (style == STYLE_TO_MOVE || x + width + 2 > grid->cols)
			continue;
		grid_sign(grid, y, x, (enum style)style);
		x = grid_put(grid, y, x + 2, STYLE_DIM, sign_word((enum style)style)) + 2;
	}
}

static void
draw_columns(const struct day *day, const struct layout *at, struct grid *grid)
{
	for (int y = at->first; y < at->last; y++)
		draw_label(day, at, grid, y);
	draw_heads(day, at, grid);
	for (size_t n = at->left; n < at->left + at->shown; n++)
		draw_column(day, at, n, grid);
}

void
day_draw(const void *state, struct grid *grid)
{
	const struct day *const day = state;
	struct layout at;

	if (day->loaded.grid == 0)
		return;			/* nothing was loaded: the message line says why */
	at = lay_out(day, grid);
	if (day_is_list(day))
		day_draw_list(day, grid, at.head, at.last, at.pane ? at.pane - 1 : grid->cols - 1);
	else
		draw_columns(day, &at, grid);
	offered_draw(&day->loaded.offered, grid, at.offered, 1, at.pane ? at.pane - 1
			: grid->cols - 1);
	if (at.pane) {
		grid_blank(grid, at.head, at.pane - 1, 1);
		for (int y = at.head; y < body_end(grid) - 1; y++)
			grid_rule(grid, y, at.pane, 1, "│");
		day_draw_pane(day, grid, at.head, at.pane + 2);
		draw_legend(grid, body_end(grid) - 1);
	} else {
		day_draw_head(day, grid, BODY_TOP);
		day_draw_answers(day, grid, body_end(grid) - 2);
	}
}
