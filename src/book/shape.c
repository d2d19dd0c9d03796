/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shape of a visit, and the cells of a day in which it may begin: shift-and-AND over words.
 */
#include "plan.h"

#include <string.h>

struct shape
shape_of(const char *pattern, int minutes, int start)
{
	const int odd = start % CELL_MINUTES;

	return (struct shape){
		.pattern = pattern,
		.letters = (minutes + CELL_MINUTES - 1) / CELL_MINUTES,
		.cells = (odd + minutes + CELL_MINUTES - 1) / CELL_MINUTES,
		.spill = odd > 0
	};
}

static bool
has_letter(const char *pattern, int length, int i, char letter)
{
	return i < length ? pattern[i] == letter : letter == 'X';
}

bool
pattern_run(const char *pattern, int letters, char letter, int *from, int *length)
{
	const int known = (int)strlen(pattern);
	int end;

	while (*from < letters && !has_letter(pattern, known, *from, letter))
		++*from;
	for (end = *from; end < letters && has_letter(pattern, known, end, letter); end++)
		;
	*length = end - *from;
	return *length > 0;
}

bool
shape_needs(const struct shape *shape, char letter)
{
	int from = 0, length;

	return pattern_run(shape->pattern, shape->letters, letter, &from, &length);
}

struct cells
shape_in_chair(const struct shape *shape, const struct cells *free)
{
	return cells_runs(free, shape->cells);
}

/* How many cells a run of letters touches. */
static int
run_cells(const struct shape *shape, int from, int length)
{
	const int end = from + length + shape->spill;

	return (end < shape->cells ? end : shape->cells) - from;
}

struct cells
shape_with_provider(const struct shape *shape, const struct cells *free)
{
	struct cells begin = cells_all();
	int length;

	for (int from = 0; pattern_run(shape->pattern, shape->letters, 'X', &from, &length);
	     from += length) {
		const struct cells runs = cells_runs(free, run_cells(shape, from, length));
		const struct cells moved = cells_earlier(&runs, from);

		begin = cells_and(begin, &moved);
	}
	return begin;
}

static int
count_letter(const struct shape *shape, char letter)
{
	int count = 0, length;

	for (int from = 0; pattern_run(shape->pattern, shape->letters, letter, &from, &length);
	     from += length)
		count += length;
	return count;
}

struct cells
shape_with_checker(const struct shape *shape, const struct cells *free)
{
	const int length = count_letter(shape, 'D');
	const int latest = shape->letters - length, half = (shape->letters + 1) / 2;
	struct cells begin = {{0}};

	if (length == 0)
		return cells_all();
	for (int from = half < latest ? half : latest; from <= latest; from++) {
		const struct cells runs = cells_runs(free, run_cells(shape, from, length));
		const struct cells moved = cells_earlier(&runs, from);

		begin = cells_or(begin, &moved);
	}
	return begin;
}

bool
cells_begin(const struct cells *cells, int minute)
{
	const int cell = minute / CELL_MINUTES;

	return cells_next(cells, cell) == cell;
}
