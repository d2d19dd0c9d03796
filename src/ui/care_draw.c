/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing the Care screen.
 */
#include "care.h"
#include "base/arena.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define DUE_WIDTH 17
#define KIND_WIDTH 11
#define WHOSE_WIDTH 18
#define OWNER_WIDTH 10
#define WIDE_FROM 150		/* columns that have room for whole names */
#define WIDE_MORE 6
#define DETAIL_ROWS 9		/* below the list */
#define LABEL_WIDTH 8
#define BOOK_FROM 120		/* columns that have room for the answer book beside the list */
#define BOOK_WIDTH 38
#define ENTRY_ROWS 4		/* of an entry's text */

struct columns {
	int due, kind, whose, owner, text, until;
};

static struct columns
lay_out(const struct grid *grid)
{
	const int more = grid->cols >= WIDE_FROM ? WIDE_MORE : 0;
	struct columns at = { .due = 3, .until = grid->cols - 1 };

	if (grid->cols >= BOOK_FROM)
		at.until -= BOOK_WIDTH + 3;
	at.kind = at.due + DUE_WIDTH;
	at.whose = at.kind + KIND_WIDTH;
	at.owner = at.whose + WHOSE_WIDTH + more;
	at.text = at.owner + OWNER_WIDTH + more;
	return at;
}

/* "[open] mine closed" at the right; gives the column where it begins. */
static int
draw_views(const struct care *care, struct grid *grid, int y)
{
	static const char *const shown[CARE_VIEWS] = {
		"[open] mine closed", "open [mine] closed", "open mine [closed]"
	};
	const int until = grid->cols >= BOOK_FROM ? grid->cols - BOOK_WIDTH - 5 : grid->cols - 1;

	return grid_right(grid, y, until, STYLE_NORMAL, shown[care->view]);
}

static void
draw_head(const struct care *care, struct grid *grid, int y)
{
	const struct care_loaded *const loaded = &care->loaded;
	size_t kinds[3] = { 0 };
	char first[48];

	for (size_t i = 0; i < loaded->count; i++)
		kinds[loaded->lines[i].kind]++;
	snprintf(first, sizeof first, care->view == CARE_CLOSED ? "%zu closed in 13 weeks"
			: care->view == CARE_MINE ? "%zu yours, %zu overdue" : "%zu open, %zu overdue",
			loaded->count, loaded->overdue);
	grid_print(grid, y, 1, STYLE_NORMAL, draw_views(care, grid, y) - 3,
			"%s · question %zu · complaint %zu · promise %zu", first,
			kinds[CONCERN_QUESTION], kinds[CONCERN_COMPLAINT], kinds[CONCERN_PROMISE]);
}

static void
draw_titles(const struct care *care, const struct columns *at, struct grid *grid, int y)
{
	grid_put(grid, y, at->due, STYLE_DIM, care->view == CARE_CLOSED ? "Closed" : "Due");
	grid_put(grid, y, at->kind, STYLE_DIM, "Kind");
	grid_put(grid, y, at->whose, STYLE_DIM, "Whose");
	grid_put(grid, y, at->owner, STYLE_DIM, "Owner");
	grid_put(grid, y, at->text, STYLE_DIM, "In their words");
}

static void
draw_line(const struct care *care, size_t n, const struct columns *at, struct grid *grid, int y)
{
	const struct concern_line *const line = &care->loaded.lines[n];
	const bool overdue = n < care->loaded.overdue;
	const enum style style = overdue ? STYLE_LATE : STYLE_NORMAL;
	struct arena arena = { 0 };

	if (overdue)
		grid_sign(grid, y, 1, STYLE_LATE);
	grid_text(grid, y, at->due, style, due_words(&arena, concern_is_open(line) ? line->due
			: closed_at(line), care->loaded.today), DUE_WIDTH - 1);
	grid_text(grid, y, at->kind, STYLE_NORMAL, concern_kind_words[line->kind], KIND_WIDTH - 1);
	grid_text(grid, y, at->whose, STYLE_NORMAL, line->whose, at->owner - at->whose - 1);
	grid_text(grid, y, at->owner, STYLE_NORMAL, line->owner, at->text - at->owner - 1);
	grid_text(grid, y, at->text, STYLE_NORMAL, line->text, at->until - at->text);
	arena_free(&arena);
}

static void
draw_list(const struct care *care, struct grid *grid, int y, int last)
{
	const struct columns at = lay_out(grid);
	const size_t page = (size_t)(last - y), count = care->loaded.count;

	for (size_t n = list_top(&care->list, count, page); n < count && y < last; n++, y++) {
		grid_row_spot(grid, y, 0, at.until, n);
		draw_line(care, n, &at, grid, y);
		if (n == care->list.at)
			grid_focus(grid, y, 0, at.until);
	}
}

/* A labelled text; nothing for a blank one. */
static int
draw_text(struct grid *grid, int y, const char *label, const char *text, int rows)
{
	const int x = 1 + LABEL_WIDTH;

	if (text_is_blank(text) || y >= body_end(grid))
		return y;
	grid_text(grid, y, 1, STYLE_DIM, label, LABEL_WIDTH);
	return grid_rows(grid, y, x, STYLE_NORMAL, grid->cols - x - 1, text, rows, body_end(grid));
}

static const char *
not_agreed(const struct answer *answer)
{
	return answer->agreed_by ? "" : "not agreed: ";
}

/* What is asked often and has no entry yet: "3 parking: Where does one park?" */
static void
draw_wanted(const struct care_loaded *loaded, struct grid *grid, int y, int last)
{
	const int x = grid->cols - 1 - BOOK_WIDTH;

	if (loaded->wanted_count > 0 && y < last)
		grid_put(grid, y++, x, STYLE_DIM, "ASKED OFTEN, NO ENTRY YET");
	for (size_t i = 0; i < loaded->wanted_count && y < last; i++)
		grid_print(grid, y++, x, STYLE_NORMAL, BOOK_WIDTH, "%d %s: %s",
				loaded->wanted[i].asked, loaded->wanted[i].word,
				loaded->wanted[i].example);
}

/* The entries that may answer it, numbered, beside the list. */
static void
draw_book(const struct care *care, struct grid *grid, int y, int last)
{
	const int x = grid->cols - 1 - BOOK_WIDTH;

	for (int row = y; row < last; row++)
		grid_rule(grid, row, x - 2, 1, "│");
	grid_put(grid, y++, x, STYLE_DIM, "ANSWER BOOK");
	if (care->loaded.answer_count == 0) {
		grid_put(grid, y++, x, STYLE_DIM, "no entry has these words");
		draw_wanted(&care->loaded, grid, y + 1, last);
	}
	for (size_t i = 0; i < care->loaded.answer_count && y < last - 1; i++) {
		const struct answer *const answer = &care->loaded.answers[i];

		grid_print(grid, y++, x, answer->agreed_by ? STYLE_BOLD : STYLE_DIM, BOOK_WIDTH,
				"%zu %s%s", i + 1, not_agreed(answer), answer->title);
		y = grid_rows(grid, y, x + 2, STYLE_NORMAL, BOOK_WIDTH - 2, answer->text, ENTRY_ROWS,
				last) + 1;
	}
}

/* The first of them, where there is no room beside the list. */
static const char *
book_words(struct arena *arena, const struct care *care)
{
	const struct answer *const first = care->loaded.answers;
	const struct answer_wanted *const wanted = care->loaded.wanted;

	if (care->loaded.answer_count == 0)
		return care->loaded.wanted_count == 0 ? "" : arena_print(arena,
				"no entry; asked often: %s (%d)", wanted->word, wanted->asked);
	return arena_print(arena, "1 %s%s", not_agreed(first), first->title);
}

/* "opened Mon 23 Nov 10:00, to be acknowledged by 11:00" */
static const char *
clock_words(struct arena *arena, const struct concern_line *line, int today)
{
	const char *const opened = due_words(arena, line->opened, today);
	const char *const due = due_words(arena, line->due, today);

	if (!concern_is_open(line))
		return arena_print(arena, "noted %s, %s %s%s%s", opened,
				line->answered ? "answered" : "withdrawn",
				due_words(arena, closed_at(line), today),
				line->told_how ? " by " : "", line->told_how ? line->told_how : "");
	if (line->kind != CONCERN_COMPLAINT)
		return arena_print(arena, "noted %s, due %s", opened, due);
	if (!line->acknowledged)
		return arena_print(arena, "noted %s, to be acknowledged by %s", opened, due);
	return arena_print(arena, "noted %s, acknowledged %s, answer due %s", opened,
			due_words(arena, line->acknowledged, today), due);
}

static void
draw_detail(const struct care *care, struct grid *grid, int y)
{
	const struct concern_line *const line = care_line(care);
	struct arena arena = { 0 };
	int right = grid->cols - 1;

	grid_rule(grid, y++, 0, grid->cols, "─");
	if (!line)
		return;
	if (care->loaded.phone)
		right = grid_right(grid, y, right, STYLE_BOLD, care->loaded.phone) - 2;
	grid_print(grid, y++, 1, STYLE_BOLD, right - 1, "%s: %s of %s", line->owner,
			concern_kind_words[line->kind], line->whose);
	y = draw_text(grid, y, "Words", line->text, 3);
	y = draw_text(grid, y, "About", line->about, 1);
	y = draw_text(grid, y, "Wish", line->wish, 1);
	y = draw_text(grid, y, "Clock", clock_words(&arena, line, care->loaded.today), 1);
	y = draw_text(grid, y, line->withdrawn ? "Why" : "Put off", line->reason, 1);
	y = draw_text(grid, y, "Answer", line->answer, 2);
	if (line->outcome != NONE)
		y = draw_text(grid, y, "Ended", concern_outcome_words[line->outcome], 1);
	y = draw_text(grid, y, "Lesson", line->lesson, 1);
	if (grid->cols < BOOK_FROM && concern_is_open(line))
		draw_text(grid, y, "Book", book_words(&arena, care), 1);
	arena_free(&arena);
}

void
care_draw(const void *state, struct grid *grid)
{
	const struct care *const care = state;
	const struct columns at = lay_out(grid);
	const int last = body_end(grid) - DETAIL_ROWS;

	draw_head(care, grid, BODY_TOP);
	if (care->loaded.count > 0)
		draw_titles(care, &at, grid, BODY_TOP + 1);
	else
		grid_put(grid, BODY_TOP + 2, 3, STYLE_DIM, care->view == CARE_CLOSED
				? "Nothing was closed in 13 weeks."
				: "Nothing is open: no question, no complaint, no promise.");
	draw_list(care, grid, BODY_TOP + 2, last);
	if (grid->cols >= BOOK_FROM)
		draw_book(care, grid, BODY_TOP, last);
	draw_detail(care, grid, last);
	if (care->loaded.count == 0)
		grid_cursor(grid, BODY_TOP, 0);
}
