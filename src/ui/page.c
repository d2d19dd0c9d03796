/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in a screen of its own, with scrolling: what a command printed, the page of help.
 */
#include "base/arena.h"
#include "pushed.h"

#include <stdio.h>
#include <string.h>

#define PAGE_ROWS 10		/* moved by PageUp and PageDown */

struct page {
	const char *title, *text;
	size_t top, lines;
};

static const char *
line_at(const char *text, size_t n)
{
	for (; n > 0 && *text; text++)
		n -= *text == '\n';
	return text;
}

static void
page_draw(const void *state, struct grid *grid)
{
	const struct page *const page = state;
	const char *line = line_at(page->text, page->top);
	char row[1024];

	grid_text(grid, BODY_TOP, 1, STYLE_BOLD, page->title, grid->cols - 2);
	for (int y = BODY_TOP + 1; y < body_end(grid) && *line; y++) {
		const size_t length = strcspn(line, "\n");

		snprintf(row, sizeof(row), "%.*s", (int)length, line);
		grid_put(grid, y, 1, STYLE_NORMAL, row);
		line += length + (line[length] == '\n');
	}
	grid_cursor(grid, BODY_TOP + 1, 0);
}

static enum code
page_scroll(struct page *page, long lines)
{
	const long top = (long)page->top + lines;
	const long last = page->lines > 0 ? (long)page->lines - 1 : 0;

	page->top = (size_t)(top < 0 ? 0 : top > last ? last : top);
	return OK;
}

static enum code
page_up(struct ui *ui, void *state)
{
	(void)ui;
	return page_scroll(state, -1);
}

static enum code
page_down(struct ui *ui, void *state)
{
	(void)ui;
	return page_scroll(state, 1);
}

static enum code
page_back(struct ui *ui, void *state)
{
	(void)ui;
	return page_scroll(state, -PAGE_ROWS);
}

static enum code
page_on(struct ui *ui, void *state)
{
	(void)ui;
	return page_scroll(state, PAGE_ROWS);
}

static enum code
page_leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action page_actions[] = {
	{ "Esc Enter q", "back", 0, "Goes back.", page_leave },
	{ "Down j", "on", 0, "A line on.", page_down },
	{ "Up k", "back a line", QUIET, "A line back.", page_up },
	{ "PageDown Space", "a page on", 0, "A page on.", page_on },
	{ "PageUp", "a page back", 0, "A page back.", page_back },
	ACTIONS_END
};

const struct screen page_screen = {
	.name = "page", .kind = SCREEN_WHOLE, .state_size = sizeof(struct page),
	.kept = sizeof(struct page), .draw = page_draw, .actions = page_actions,
};

void
ui_page(struct ui *ui, const char *title, const char *text)
{
	struct page *const page = ui_push(ui, &page_screen);

	page->title = arena_copy(ui_keep(ui), title);
	page->text = arena_copy(ui_keep(ui), text);
	for (const char *at = text; *at; at++)
		page->lines += *at == '\n';
}
