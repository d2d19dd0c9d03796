/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day as a bitmap of five-minute cells.
 */
#include "plan.h"

#define WORDS 5
#define WORD_BITS 64

/* The bits of one word that lie in the cells from `first` up to `until`. */
static uint64_t
word_mask(int word, int first, int until)
{
	const int from = first - word * WORD_BITS, to = until - word * WORD_BITS;
	uint64_t mask = ~(uint64_t)0;

	if (from >= WORD_BITS || to <= 0 || from >= to)
		return 0;
	if (from > 0)
		mask &= ~(uint64_t)0 << from;
	if (to < WORD_BITS)
		mask &= ~(uint64_t)0 >> (WORD_BITS - to);
	return mask;
}

static int
clamp_cell(int cell)
{
	return cell < 0 ? 0 : cell > DAY_CELLS ? DAY_CELLS : cell;
}

static int
cell_down(int minute)
{
	return clamp_cell(minute < 0 ? 0 : minute / CELL_MINUTES);
}

static int
cell_up(int minute)
{
	return clamp_cell(minute < 0 ? 0 : (minute + CELL_MINUTES - 1) / CELL_MINUTES);
}

void
cells_fill(struct cells *cells, int start, int until)
{
	for (int word = 0; word < WORDS; word++)
		cells->words[word] |= word_mask(word, cell_up(start), cell_down(until));
}

void
cells_clear(struct cells *cells, int start, int until)
{
	for (int word = 0; word < WORDS; word++)
		cells->words[word] &= ~word_mask(word, cell_down(start), cell_up(until));
}

bool
cells_hold(const struct cells *cells, int start, int minutes)
{
	if (start < 0 || start + minutes > DAY_CELLS * CELL_MINUTES)
		return false;
	for (int word = 0; word < WORDS; word++) {
		const uint64_t mask = word_mask(word, cell_down(start), cell_up(start + minutes));

		if ((cells->words[word] & mask) != mask)
			return false;
	}
	return true;
}

struct cells
cells_all(void)
{
	struct cells all = {{0}};

	cells_fill(&all, 0, DAY_CELLS * CELL_MINUTES);
	return all;
}

struct cells
cells_and(struct cells a, const struct cells *b)
{
	for (int word = 0; word < WORDS; word++)
		a.words[word] &= b->words[word];
	return a;
}

struct cells
cells_or(struct cells a, const struct cells *b)
{
	for (int word = 0; word < WORDS; word++)
		a.words[word] |= b->words[word];
	return a;
}

struct cells
cells_earlier(const struct cells *cells, int count)
{
	const int words = count / WORD_BITS, bits = count % WORD_BITS;
	struct cells moved = {{0}};

	for (int word = 0; word + words < WORDS; word++) {
		moved.words[word] = cells->words[word + words] >> bits;
		if (bits > 0 && word + words + 1 < WORDS)
			moved.words[word] |= cells->words[word + words + 1] << (WORD_BITS - bits);
	}
	return moved;
}

/* Runs double: where `have` cells follow here and there, twice as many follow here. */
struct cells
cells_runs(const struct cells *cells, int count)
{
	struct cells runs = *cells;
	int have = 1;

	while (have < count) {
		const int step = have < count - have ? have : count - have;
		const struct cells moved = cells_earlier(&runs, step);

		runs = cells_and(runs, &moved);
		have += step;
	}
	return runs;
}

int
cells_next(const struct cells *cells, int from)
{
	for (int word = from / WORD_BITS; from < DAY_CELLS && word < WORDS; word++) {
		uint64_t bits = cells->words[word];

		if (word == from / WORD_BITS)
			bits &= ~(uint64_t)0 << (from % WORD_BITS);
		if (bits)
			return word * WORD_BITS + __builtin_ctzll(bits);
	}
	return NONE;
}

bool
cells_empty(const struct cells *cells)
{
	return cells_next(cells, 0) == NONE;
}
