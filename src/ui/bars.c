/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bars of block characters.
 */
#include "ui/bars.h"

#define EIGHTHS 8

/* How many of `steps` a part is: none only for nothing, all only for the whole. */
static int
steps_of(int part, int whole, int steps)
{
	if (part <= 0 || whole <= 0)
		return 0;
	if (part >= whole)
		return steps;
	if (part * steps < whole)
		return 1;
	return part * steps / whole;
}

const char *
bar_text(int part, int whole)
{
	static const char *const blocks[EIGHTHS + 1] = {
		"", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"
	};

	return blocks[steps_of(part, whole, EIGHTHS)];
}

void
bar_draw(struct grid *grid, int y, int x, int cells, enum style style, int part, int whole)
{
	const int halves = steps_of(part, whole, 2 * cells);

	for (int i = 0; i < halves / 2; i++)
		grid_text(grid, y, x + i, style, "█", 1);
	if (halves % 2)
		grid_text(grid, y, x + halves / 2, style, "▌", 1);
}
