/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of recall, pushed over the Calls screen: 13 weeks by type, provider or month, each
 * figure opening into its people.
 */
#include "figures.h"
#include "pushed.h"
#include "ui/list.h"
#include "words.h"

#define SPAN (WEEKS_USUAL * WEEK_DAYS)
#define TOP (BODY_TOP + 2)
#define GROUP_AT 3
#define GROUP_WIDTH 16
#define CELL_WIDTH 10			/* of a figure */
#define FIGURE_AT (GROUP_AT + GROUP_WIDTH + 1)
#define DEFINITION_ROWS 2
#define PAGE 10

static const char *const groupings[] = { "type", "provider", "month" };
#define GROUPINGS (sizeof groupings / sizeof groupings[0])

static const struct {
	const char *column, *head, *words;
	int only;			/* who stands behind it; NONE: those who don't count first */
} figures[FIGURE_COUNT] = {
	[FIGURE_DUE] = { "due", "Due", "each time that a recall fell due in these days", 1 },
	[FIGURE_REACHED] = { "reached", "Reached", "spoken to, left a message, written to, or booked,"
		" within 14 days of it", NONE },
	[FIGURE_BOOKED] = { "booked", "Booked", "had a visit booked within 90 days of it, whatever"
		" became of it", NONE },
	[FIGURE_SEEN] = { "seen", "Seen", "came within 90 days of it, or early", NONE },
	[FIGURE_LEAVING] = { "leaving", "Leaving", "left the visit before with the next one booked",
		NONE },
	[FIGURE_STOPPED] = { "stopped", "Stopped", "stopped, for the reason that stands beside", 1 },
};

struct figures {
	struct list list;
	size_t by;			/* of groupings[] */
	int column;			/* enum figure */
	int last;			/* the last day of the 13 weeks */
	bool read;
	struct arena arena;
	struct figure_row *rows;	/* all together, then the groups */
	size_t count;
};

/* Reads what is shown, once it is painted that it is being counted. */
static enum code
figures_later(struct ui *ui, struct arena *arena, void *state)
{
	struct figures *const shown = state;
	struct figure_row *groups, sum = { .group = "all" };
	size_t count;
	enum code code;

	(void)arena;
	if (shown->read)
		return OK;
	arena_reset(&shown->arena);
	code = figures_read(ui_desk(ui), &shown->arena, shown->last - SPAN + 1, shown->last,
			groupings[shown->by], &groups, &count);
	if (code != OK)
		return code;
	shown->rows = arena_take(&shown->arena, (count + 1) * sizeof *shown->rows);
	for (size_t i = 0; i < count; i++) {
		shown->rows[i + 1] = groups[i];
		for (int n = 0; n < FIGURE_COUNT; n++)
			sum.number[n] += groups[i].number[n];
	}
	shown->rows[0] = sum;
	shown->count = count + 1;
	shown->read = true;
	list_clamp(&shown->list, shown->count);
	return OK;
}

static void
draw_row(const struct figures *shown, struct grid *grid, int y, size_t i)
{
	const struct figure_row *const row = &shown->rows[i];
	struct arena arena = { 0 };

	grid_text(grid, y, GROUP_AT, i ? STYLE_NORMAL : STYLE_BOLD, row->group, GROUP_WIDTH);
	for (int n = 0; n < FIGURE_COUNT; n++) {
		const bool here = i == shown->list.at && n == shown->column;
		const int right = FIGURE_AT + (n + 1) * CELL_WIDTH;
		const char *const words = n == FIGURE_DUE || n == FIGURE_STOPPED
			? arena_print(&arena, "%d", row->number[n])
			: arena_print(&arena, "%d %4s", row->number[n],
					figure_percent(&arena, row, (enum figure)n));
		const int x = grid_right(grid, y, right, here ? STYLE_REVERSE : STYLE_NORMAL, words);

		if (here)
			grid_text(grid, y, x - 1, STYLE_NORMAL, ">", 1);
	}
	arena_free(&arena);
}

static void
draw_heads(const struct figures *shown, struct grid *grid)
{
	char first[DAY_WORDS], last[DAY_WORDS];

	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2,
			"Recalls that fell due %s to %s, by %s%s",
			day_words(first, shown->last - SPAN + 1, true),
			day_words(last, shown->last, true), groupings[shown->by],
			shown->read ? "" : ": counting");
	for (int n = 0; n < FIGURE_COUNT; n++)
		grid_right(grid, BODY_TOP + 1, FIGURE_AT + (n + 1) * CELL_WIDTH, STYLE_DIM,
				figures[n].head);
}

static void
draw_definition(const struct figures *shown, struct grid *grid)
{
	struct arena arena = { 0 };

	grid_rows(grid, body_end(grid) - DEFINITION_ROWS, 1, STYLE_DIM, grid->cols - 2,
			arena_print(&arena, "%s: %s.", figures[shown->column].head,
			figures[shown->column].words), DEFINITION_ROWS, body_end(grid));
	arena_free(&arena);
}

static void
figures_draw(const void *state, struct grid *grid)
{
	const struct figures *const shown = state;
	const int end = body_end(grid) - DEFINITION_ROWS - 1;
	const size_t page = (size_t)(end - TOP);
	int y = TOP;

	draw_heads(shown, grid);
	grid_cursor(grid, TOP, 0);
	if (!shown->read)
		return;
	for (size_t i = list_top(&shown->list, shown->count, page); i < shown->count && y < end;
			i++, y++) {
		draw_row(shown, grid, y, i);
		grid_row_spot(grid, y, 0, grid->cols, i);
		if (i == shown->list.at)
			grid_focus(grid, y, 0, GROUP_AT + GROUP_WIDTH);
	}
	draw_definition(shown, grid);
}

static bool
figures_key(struct ui *ui, void *state, const char *key)
{
	struct figures *const shown = state;

	(void)ui;
	return list_key(&shown->list, key, shown->count, PAGE);
}

static unsigned
figures_has(const void *state)
{
	return ((const struct figures *)state)->count > 0 ? NEEDS_ROW : 0;
}

/* Who stands behind the figure under the cursor. */
static enum code
people(struct ui *ui, void *state)
{
	const struct figures *const shown = state;
	const struct figure_row *const row = &shown->rows[shown->list.at];
	const bool whole = shown->list.at == 0;
	const struct figure_people what = { .column = figures[shown->column].column,
		.head = figures[shown->column].head, .only = figures[shown->column].only,
		.counted = row->number[shown->column], .due = row->number[FIGURE_DUE],
		.span = { .from = shown->last - SPAN + 1, .to = shown->last,
			.by = groupings[shown->by], .group = whole ? NULL : row->group } };

	return figure_people_show(ui, &what);
}

static enum code
by_next(struct ui *ui, void *state)
{
	struct figures *const shown = state;

	(void)ui;
	shown->by = (shown->by + 1) % GROUPINGS;
	shown->read = false;
	shown->list.at = 0;
	return OK;
}

static void
move_span(struct figures *shown, int days)
{
	shown->last += days;
	shown->read = false;
}

static enum code
weeks_before(struct ui *ui, void *state)
{
	(void)ui;
	move_span(state, -SPAN);
	return OK;
}

static enum code
weeks_on(struct ui *ui, void *state)
{
	struct figures *const shown = state;

	if (shown->last + SPAN > desk_today(ui_desk(ui)))
		return fail(INPUT, "These are the last 13 weeks");
	move_span(shown, SPAN);
	return OK;
}

static enum code
column_on(struct ui *ui, void *state)
{
	struct figures *const shown = state;

	(void)ui;
	shown->column += shown->column < FIGURE_COUNT - 1;
	return OK;
}

static enum code
column_before(struct ui *ui, void *state)
{
	struct figures *const shown = state;

	(void)ui;
	shown->column -= shown->column > 0;
	return OK;
}

static void
figures_close(void *state)
{
	arena_free(&((struct figures *)state)->arena);
}

static const struct action figures_actions[] = {
	{ "Enter", "people", NEEDS_ROW, "The people behind the figure, those first who don't count"
		" for it.", people },
	{ "v", "by", 0, "By recall type, by provider, by month.", by_next },
	{ ",", "before", 0, "The 13 weeks before: whose 90 days are over is whole.", weeks_before },
	{ ".", "on", 0, "The 13 weeks after them.", weeks_on },
	{ "Left", "figure before", QUIET, "Marks the figure before.", column_before },
	{ "Right", "next figure", QUIET, "Marks the next figure.", column_on },
	{ "Esc", "back", 0, "Back to the calls.", ui_back },
	{ "Up", "up", QUIET, "Marks the row above.", NULL },
	{ "Down", "down", QUIET, "Marks the row below.", NULL },
	ACTIONS_END
};

const struct screen figures_screen = {
	.name = "figures", .kind = SCREEN_WHOLE, .state_size = sizeof(struct figures),
	.kept = sizeof(struct figures), .later = figures_later, .draw = figures_draw,
	.actions = figures_actions, .key = figures_key, .has = figures_has, .tab = "Calls",
	.close = figures_close,
};

enum code
figures_show(struct ui *ui)
{
	struct figures *const shown = ui_push(ui, &figures_screen);

	shown->last = desk_today(ui_desk(ui));
	shown->column = FIGURE_REACHED;
	return OK;
}
