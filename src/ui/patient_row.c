/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing a patient in a list; columns are kept by their priority where there is little room.
 */
#include "patient_row.h"
#include "base/arena.h"
#include "words.h"

#include <stdio.h>

#define BIRTH_WIDTH 17
#define PHONE_WIDTH 15
#define DAY_WIDTH 12
#define NAME_LEAST 19

/* Where the columns begin. */
struct row_layout {
	int name, birth, phone, next, due, until;
};

static struct row_layout
lay_out(int x, int until)
{
	const int others = BIRTH_WIDTH + PHONE_WIDTH + 2 * DAY_WIDTH;
	int name = until - x - others;
	struct row_layout at = { .name = x, .until = until };

	name = name < NAME_LEAST ? NAME_LEAST : name > 40 ? 40 : name;
	at.birth = x + name;
	at.phone = at.birth + BIRTH_WIDTH;
	at.next = at.phone + PHONE_WIDTH;
	at.due = at.next + DAY_WIDTH;
	return at;
}

int
patient_row_phone(int x, int until)
{
	return lay_out(x, until).phone;
}

static void
draw_cell(const struct row_layout *at, struct grid *grid, int y, int x, enum style style,
		const char *text, int cells)
{
	if (x < at->until)
		grid_text(grid, y, x, style, text, cells < at->until - x ? cells : at->until - x);
}

void
patient_row_head(struct grid *grid, int y, int x, int until)
{
	const struct row_layout at = lay_out(x, until);

	draw_cell(&at, grid, y, at.name, STYLE_DIM, "Name", NAME_LEAST);
	draw_cell(&at, grid, y, at.birth, STYLE_DIM, "Born", BIRTH_WIDTH);
	draw_cell(&at, grid, y, at.phone, STYLE_DIM, "Telephone", PHONE_WIDTH);
	draw_cell(&at, grid, y, at.next, STYLE_DIM, "Next visit", DAY_WIDTH);
	draw_cell(&at, grid, y, at.due, STYLE_DIM, "Due", DAY_WIDTH);
}

void
patient_row_draw(const struct patient_line *patient, int today, struct grid *grid, int y, int x,
		int until)
{
	const struct row_layout at = lay_out(x, until);
	struct arena arena = { 0 };
	char day[DAY_WORDS];
	int after;

	after = grid_text(grid, y, at.name, STYLE_NORMAL, patient->name, at.birth - at.name - 1);
	if (patient->state != PATIENT_ACTIVE && after < at.birth - 6)
		grid_print(grid, y, after, STYLE_DIM, at.birth - after - 1, " %s",
				patient_state_words[patient->state]);
	draw_cell(&at, grid, y, at.birth, STYLE_NORMAL, birth_words(&arena, patient->birth, today),
			BIRTH_WIDTH - 1);
	draw_cell(&at, grid, y, at.phone, STYLE_NORMAL, patient->phone, PHONE_WIDTH - 1);
	draw_cell(&at, grid, y, at.next, patient->next_visit == today ? STYLE_BOLD : STYLE_NORMAL,
			patient->next_visit == today ? "today" :
			day_short(day, patient->next_visit, today), DAY_WIDTH - 1);
	draw_cell(&at, grid, y, at.due, patient->due != NONE && patient->due < today ? STYLE_LATE :
			STYLE_NORMAL, day_short(day, patient->due, today), DAY_WIDTH - 1);
	arena_free(&arena);
}
