/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grid: the cells of a screen. Screens draw into one; a terminal (terminal.h) shows it. A cell
 * holds one grapheme cluster, so that what is in a grid is aligned whatever the names are.
 *
 * Nothing raw gets in: controls and malformed bytes become U+FFFD; a wide character is never
 * split, neither by another nor at the right edge; what doesn't fit ends in an ellipsis.
 */
#ifndef UI_GRID_H
#define UI_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Styles are states and weights, never colours: those are the terminal's business. From
 * STYLE_BOOKED on each has a sign, which is always shown beside it. */
enum style {
	STYLE_NORMAL, STYLE_DIM, STYLE_BOLD, STYLE_REVERSE, STYLE_ERROR, STYLE_CARRIED,
	STYLE_BOOKED, STYLE_ASKED, STYLE_CONFIRMED, STYLE_HERE, STYLE_IN_CHAIR, STYLE_DONE,
	STYLE_MISSED, STYLE_LATE, STYLE_TO_MOVE, STYLE_FREE, STYLE_KEPT, STYLE_ALERT, STYLE_NEED,
	STYLE_COUNT
};

/* A colour that a cell has instead of its style's: of a visit type or a provider (colour_words of
 * book/practice.h, from 1 on). Words and signs stay as they are, so that it is never needed. */
enum tint { TINT_NONE, TINT_RED, TINT_GREEN, TINT_YELLOW, TINT_BLUE, TINT_MAGENTA, TINT_CYAN, TINT_COUNT };

/* The sign of a style, as UTF-8 ("" for a style without one), and its word for the legend. */
const char *sign_text(enum style style);
const char *sign_word(enum style style);
/* What stands for a cluster where only ASCII can be shown: a sign's or a line's own form (one or
 * two characters), else "?". */
const char *sign_ascii(const char *cluster);
bool sign_known(const char *cluster);

#define CELL_BYTES 22		/* a character and four marks (what ncurses holds), and the NUL */

struct cell {
	char bytes[CELL_BYTES];	/* "" in the right half of a wide one */
	unsigned char style, tint;
	bool focus;		/* of the focused row */
};

/* A part of a row that stands for a key: a click there is that key. "@7" is the seventh row of a
 * list, from 0. */
#define SPOT_KEY 40
struct spot {
	int y, x, cells;
	char key[SPOT_KEY];
};

struct grid {
	int rows, cols;
	struct cell *cells;	/* row by row */
	int cursor_y, cursor_x;	/* where the hardware cursor stands; -1: nowhere */
	bool ascii;		/* only ASCII can be shown */
	bool plain_signs;	/* signs in their ASCII forms */
	struct spot *spots;
	size_t spot_count, spot_room;
};

/* Makes it that large and empty. grid_free takes its memory; a zeroed grid may be freed. */
void grid_resize(struct grid *grid, int rows, int cols);
void grid_free(struct grid *grid);
void grid_clear(struct grid *grid);
const struct cell *grid_cell(const struct grid *grid, int y, int x);

/* Writes `text` from (y, x) into at most `cells` cells (and to the right edge), ending it by an
 * ellipsis where it doesn't fit. Outside the grid nothing is written. Gives the column after the
 * last cell written. NULL is "". */
int grid_text(struct grid *grid, int y, int x, enum style style, const char *text, int cells);
/* The same to the right edge. */
int grid_put(struct grid *grid, int y, int x, enum style style, const char *text);
/* printf, in at most `cells`. */
int grid_print(struct grid *grid, int y, int x, enum style style, int cells,
		const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* Text that ends before column `right`; gives the column of its first cell. */
int grid_right(struct grid *grid, int y, int right, enum style style, const char *text);
/* Text in at most `rows` rows of at most `cells`, broken at blanks, above row `last`; gives the row
 * after. */
int grid_rows(struct grid *grid, int y, int x, enum style style, int cells, const char *text,
		int rows, int last);
/* The sign of a style, in its style. */
void grid_sign(struct grid *grid, int y, int x, enum style style);
/* Gives what was written in these cells that tint. */
void grid_tint(struct grid *grid, int y, int x, int cells, enum tint tint);
/* Blanks, or one cluster of one cell again and again. */
void grid_blank(struct grid *grid, int y, int x, int cells);
void grid_rule(struct grid *grid, int y, int x, int cells, const char *cluster);

/* The focus: `>` at (y, x), the hardware cursor on it, and the `cells` from there marked. */
void grid_focus(struct grid *grid, int y, int x, int cells);
/* Takes the focus away, `>` and all: something is drawn on top that has its own. */
void grid_unfocus(struct grid *grid);
/* The hardware cursor alone, for a text field. */
void grid_cursor(struct grid *grid, int y, int x);

/* Makes a spot of these cells; a later one lies over an earlier. grid_digit_spot is that of a
 * numbered offer, grid_row_spot that of a list's row. grid_spot_at gives the key of what lies there, NULL: none. */
void grid_spot(struct grid *grid, int y, int x, int cells, const char *key);
void grid_digit_spot(struct grid *grid, int y, int x, int cells, size_t digit);
void grid_row_spot(struct grid *grid, int y, int x, int cells, size_t row);
const char *grid_spot_at(const struct grid *grid, int y, int x);

/* A row as plain text, without blanks at its end. */
char *grid_line(struct arena *arena, const struct grid *grid, int y);

#endif
