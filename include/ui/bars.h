/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of a whole as block characters, with ASCII beside them (grid.h).
 */
#ifndef UI_BARS_H
#define UI_BARS_H

#include "ui/grid.h"

/* One cell that is filled from below: "" for nothing, else eighths; the whole block only where
 * `part` is all of `whole`. */
const char *bar_text(int part, int whole);
/* A bar of `cells` lying, by halves of a cell; anything at all is at least half a cell, and only
 * the whole fills it. */
void bar_draw(struct grid *grid, int y, int x, int cells, enum style style, int part, int whole);

#endif
