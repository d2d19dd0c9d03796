/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing into cells: clipping, cleaning, wide characters, focus.
 */
#include "ui/grid.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"	/* U+FFFD */
#define ELLIPSIS "…"
#define CELL_CHARACTERS 5		/* as many as a cell of ncurses holds */

static struct cell *
cell_at(const struct grid *grid, int y, int x)
{
	return &grid->cells[(size_t)y * (size_t)grid->cols + (size_t)x];
}

static bool
inside(const struct grid *grid, int y, int x)
{
	return y >= 0 && y < grid->rows && x >= 0 && x < grid->cols;
}

static void
cell_blank(struct cell *cell)
{
	*cell = (struct cell){ .bytes = " " };
}

void
grid_clear(struct grid *grid)
{
	const size_t count = (size_t)grid->rows * (size_t)grid->cols;

	for (size_t i = 0; i < count; i++)
		cell_blank(&grid->cells[i]);
	grid->cursor_y = grid->cursor_x = -1;
	grid->spot_count = 0;
}

void
grid_resize(struct grid *grid, int rows, int cols)
{
	free(grid->cells);
	grid->rows = rows;
	grid->cols = cols;
	grid->cells = calloc((size_t)rows * (size_t)cols + 1, sizeof(struct cell));
	if (!grid->cells)
		abort();
	grid_clear(grid);
}

void
grid_free(struct grid *grid)
{
	free(grid->cells);
	free(grid->spots);
	*grid = (struct grid){ 0 };
}

const struct cell *
grid_cell(const struct grid *grid, int y, int x)
{
	return inside(grid, y, x) ? cell_at(grid, y, x) : NULL;
}

/* What is written over a half of a wide character leaves no half behind. */
static void
part_wide(struct grid *grid, int y, int x)
{
	struct cell *const cell = cell_at(grid, y, x);

	if (cell->bytes[0] == '\0' && x > 0)
		cell_blank(cell - 1);
	if (x + 1 < grid->cols && cell[1].bytes[0] == '\0')
		cell_blank(cell + 1);
}

/* One cluster of `width` cells, which fit. */
static void
put_cluster(struct grid *grid, int y, int x, enum style style, const char *bytes, size_t length,
		int width)
{
	for (int i = 0; i < width; i++) {
		part_wide(grid, y, x + i);
		*cell_at(grid, y, x + i) = (struct cell){ .style = (unsigned char)style };
	}
	memcpy(cell_at(grid, y, x)->bytes, bytes, length);
}

/* Bytes of the beginning of a cluster that a cell holds: whole characters, not too many. */
static size_t
cell_fit(const char *cluster, size_t length)
{
	size_t fits = 0, characters = 0;

	for (size_t i = 1; i <= length; i++) {
		if (i < length && ((unsigned char)cluster[i] & 0xC0) == 0x80)
			continue;
		if (i > CELL_BYTES - 1 || ++characters > CELL_CHARACTERS)
			break;
		fits = i;
	}
	return fits;
}

/* A cluster as it may be shown in this grid. */
struct shown {
	const char *bytes;
	size_t length;
	int width;
};

static struct shown
in_ascii(const char *cluster, size_t length, int width)
{
	char key[CELL_BYTES] = "";
	struct shown shown = { "?", 1, width };

	if (length < sizeof(key)) {
		memcpy(key, cluster, length);
		shown.bytes = sign_ascii(key);
		shown.length = strlen(shown.bytes);
	}
	return shown;
}

static bool
is_sign(const char *cluster, size_t length)
{
	char key[CELL_BYTES] = "";

	if (length >= sizeof(key))
		return false;
	memcpy(key, cluster, length);
	return sign_known(key);
}

static struct shown
show(const struct grid *grid, const char *cluster, size_t length, int width)
{
	const unsigned char first = (unsigned char)cluster[0];

	if (length == 1 && first >= ' ' && first < 0x7F)
		return (struct shown){ cluster, 1, 1 };
	if (length == 1 || (length == 2 && first == 0xC2 && (unsigned char)cluster[1] < 0xA0))
		return grid->ascii ? (struct shown){ "?", 1, 1 }
				   : (struct shown){ REPLACEMENT, strlen(REPLACEMENT), 1 };
	if (grid->ascii || (grid->plain_signs && is_sign(cluster, length)))
		return in_ascii(cluster, length, width);
	return (struct shown){ cluster, cell_fit(cluster, length), width };
}

/* Writes it at x and gives the column behind. An ASCII form of two characters (">>" for one
 * sign) takes the blank that follows the sign. */
static int
put_shown(struct grid *grid, int y, int x, enum style style, struct shown shown, int end)
{
	if (grid->ascii && shown.width == 2 && shown.length == 1) {
		put_cluster(grid, y, x, style, shown.bytes, 1, 1);
		put_cluster(grid, y, x + 1, style, " ", 1, 1);
		return x + 2;
	}
	if ((grid->ascii || grid->plain_signs) && shown.length == 2 && shown.bytes[0] == '>') {
		put_cluster(grid, y, x, style, ">", 1, 1);
		if (x + 1 < end)
			put_cluster(grid, y, x + 1, style, ">", 1, 1);
		return x + 1;
	}
	put_cluster(grid, y, x, style, shown.bytes, shown.length, shown.width);
	return x + shown.width;
}

static int
put_ellipsis(struct grid *grid, int y, int x, enum style style, int end)
{
	const struct shown dots = show(grid, ELLIPSIS, strlen(ELLIPSIS), 1);

	while (x < end - 1)
		put_cluster(grid, y, x++, style, " ", 1, 1);
	put_cluster(grid, y, end - 1, style, dots.bytes, dots.length, 1);
	return end;
}

/* Does one more cell after `text` stand in the way, that is: is there more than `cells` hold? */
static bool
fits(const char *text, int cells)
{
	return text[text_fit(text, cells)] == '\0';
}

int
grid_text(struct grid *grid, int y, int x, enum style style, const char *text, int cells)
{
	const int end = cells < grid->cols - x ? x + cells : grid->cols;
	bool whole, wide_sign = false;
	int limit, width;

	if (!text || !inside(grid, y, x) || end <= x)
		return x;
	whole = fits(text, end - x);
	limit = whole ? end : end - 1;
	while (*text) {
		const size_t length = text_cluster(text, &width);
		const struct shown shown = show(grid, text, length, width);

		if (x + shown.width > limit)
			break;
		if (shown.width > 0 && !(wide_sign && *text == ' '))
			x = put_shown(grid, y, x, style, shown, end);
		else if (shown.width > 0)
			x++;
		wide_sign = shown.length == 2 && shown.bytes[0] == '>' && shown.bytes[1] == '>';
		text += length;
	}
	return whole ? x : put_ellipsis(grid, y, x, style, end);
}

int
grid_put(struct grid *grid, int y, int x, enum style style, const char *text)
{
	return grid_text(grid, y, x, style, text, grid->cols);
}

int
grid_print(struct grid *grid, int y, int x, enum style style, int cells, const char *format, ...)
{
	char line[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(line, sizeof(line), format, values);
	va_end(values);
	return grid_text(grid, y, x, style, line, cells);
}

int
grid_right(struct grid *grid, int y, int right, enum style style, const char *text)
{
	const int width = text_width(text);
	const int x = right > width ? right - width : 0;

	grid_text(grid, y, x, style, text, right - x);
	return x;
}

int
grid_rows(struct grid *grid, int y, int x, enum style style, int cells, const char *text, int rows,
		int last)
{
	struct arena arena = { 0 };

	while (*text && rows-- > 0 && y < last) {
		const size_t length = rows > 0 ? text_row_length(text, cells) : strlen(text);

		grid_text(grid, y++, x, style, arena_copy_bytes(&arena, text, length), cells);
		text += length + (text[length] == ' ');
	}
	arena_free(&arena);
	return y;
}

void
grid_tint(struct grid *grid, int y, int x, int cells, enum tint tint)
{
	for (int i = x; i < x + cells; i++)
		if (inside(grid, y, i))
			cell_at(grid, y, i)->tint = (unsigned char)tint;
}

void
grid_sign(struct grid *grid, int y, int x, enum style style)
{
	grid_text(grid, y, x, style, sign_text(style), 2);
}

void
grid_rule(struct grid *grid, int y, int x, int cells, const char *cluster)
{
	for (int i = 0; i < cells; i++)
		grid_text(grid, y, x + i, STYLE_DIM, cluster, 1);
}

void
grid_blank(struct grid *grid, int y, int x, int cells)
{
	for (int i = 0; i < cells; i++)
		grid_text(grid, y, x + i, STYLE_NORMAL, " ", 1);
}

void
grid_cursor(struct grid *grid, int y, int x)
{
	if (!inside(grid, y, x))
		return;
	grid->cursor_y = y;
	grid->cursor_x = x;
}

void
grid_focus(struct grid *grid, int y, int x, int cells)
{
	grid_text(grid, y, x, STYLE_BOLD, ">", 1);
	grid_cursor(grid, y, x);
	for (int i = 0; i < cells && inside(grid, y, x + i); i++)
		cell_at(grid, y, x + i)->focus = true;
}

void
grid_unfocus(struct grid *grid)
{
	const size_t count = (size_t)grid->rows * (size_t)grid->cols;

	for (size_t i = 0; i < count; i++)
		grid->cells[i].focus = false;
	if (grid->cursor_y >= 0 &&
			strcmp(cell_at(grid, grid->cursor_y, grid->cursor_x)->bytes, ">") == 0)
		cell_blank(cell_at(grid, grid->cursor_y, grid->cursor_x));
	grid->cursor_y = grid->cursor_x = -1;
}

char *
grid_line(struct arena *arena, const struct grid *grid, int y)
{
	struct buffer line = { 0 };
	size_t length = 0;
	char *copy;

	for (int x = 0; x < grid->cols; x++) {
		const char *const bytes = cell_at(grid, y, x)->bytes;

		buffer_text(&line, bytes);
		if (strcmp(bytes, " ") != 0)
			length = line.length;
	}
	copy = arena_copy_bytes(arena, line.bytes ? line.bytes : "", length);
	buffer_free(&line);
	return copy;
}
