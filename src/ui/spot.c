/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of a grid that stand for keys, for the mouse.
 */
#include "ui/grid.h"

#include <stdio.h>
#include <stdlib.h>

void
grid_spot(struct grid *grid, int y, int x, int cells, const char *key)
{
	if (grid->spot_count == grid->spot_room) {
		grid->spot_room = grid->spot_room ? 2 * grid->spot_room : 64;
		grid->spots = realloc(grid->spots, grid->spot_room * sizeof(struct spot));
		if (!grid->spots)
			abort();
	}
	grid->spots[grid->spot_count] = (struct spot){ .y = y, .x = x, .cells = cells };
	snprintf(grid->spots[grid->spot_count++].key, SPOT_KEY, "%s", key);
}

void
grid_digit_spot(struct grid *grid, int y, int x, int cells, size_t digit)
{
	const char key[] = { (char)('0' + digit % 10), '\0' };

	grid_spot(grid, y, x, cells, key);
}

void
grid_row_spot(struct grid *grid, int y, int x, int cells, size_t row)
{
	char key[SPOT_KEY];

	snprintf(key, sizeof(key), "@%zu", row);
	grid_spot(grid, y, x, cells, key);
}

const char *
grid_spot_at(const struct grid *grid, int y, int x)
{
	for (size_t i = grid->spot_count; i-- > 0;) {
		const struct spot *const spot = &grid->spots[i];

		if (spot->y == y && x >= spot->x && x < spot->x + spot->cells)
			return spot->key;
	}
	return NULL;
}
