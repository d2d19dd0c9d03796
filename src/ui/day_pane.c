/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pane beside the Day screen's columns, where there is room for it.
 */
#include "base/arena.h"
#include "base/local.h"
#include "day_parts.h"
#include "words.h"

#include <stdio.h>

#define PANE_ROWS 4		/* of a section */

/* The pane: sections one below the other, as far as there is room. */
struct pane {
	const struct day *day;
	struct grid *grid;
	int y, x, last;
};

static bool
pane_row(const struct pane *pane)
{
	return pane->y < pane->last;
}

static void
pane_title(struct pane *pane, const char *title)
{
	if (pane_row(pane))
		grid_put(pane->grid, pane->y++, pane->x, STYLE_BOLD, title);
}

static void
pane_visits(struct pane *pane, day_picks *picks)
{
	const struct day_loaded *const loaded = &pane->day->loaded;
	const struct appointment_line *visit = NULL;
	char clock[CLOCK_SIZE];

	for (int i = 0; i < PANE_ROWS && pane_row(pane) &&
	     (visit = day_next_visit(loaded, visit, picks)); i++, pane->y++) {
		const struct visit_look look = day_look(loaded, visit);
		const int right = grid_right(pane->grid, pane->y, pane->grid->cols - 1, look.style,
				*look.remark			  ? look.remark :
						visit->chair_name ? visit->chair_name :
								    "");

		grid_sign(pane->grid, pane->y, pane->x, look.style);
		grid_print(pane->grid, pane->y, pane->x + 2, STYLE_NORMAL, right - pane->x - 3,
				"%s %s", clock_said(clock, visit->start), visit->name);
	}
	if (!visit && pane->y > 0 && pane_row(pane) && !day_next_visit(loaded, NULL, picks))
		grid_put(pane->grid, pane->y++, pane->x, STYLE_DIM, "nobody");
	pane->y++;
}

/* Whom to tell that we are late, then who is late herself. */
static void
pane_late(struct pane *pane)
{
	const struct day_loaded *const loaded = &pane->day->loaded;
	const bool tells = day_next_visit(loaded, NULL, day_to_tell) != NULL;

	if (pane_row(pane) && tells)
		day_draw_tells(loaded, pane->grid, pane->y++, pane->x + 2, pane->grid->cols - 1);
	if (tells && !day_next_visit(loaded, NULL, day_is_late))
		pane->y++;
	else
		pane_visits(pane, day_is_late);
}

static bool
is_unconfirmed(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	(void)loaded;
	return visit->state == VISIT_BOOKED && visit->confirmed != CONFIRMED_YES;
}

static void
pane_gaps(struct pane *pane)
{
	const struct day_loaded *const loaded = &pane->day->loaded;
	const struct chair *chair = NULL;
	const struct item *gap = NULL;
	char clock[CLOCK_SIZE];

	for (int i = 0; i < PANE_ROWS && pane_row(pane) && (gap = day_next_gap(loaded, gap, &chair));
	     i++, pane->y++) {
		grid_sign(pane->grid, pane->y, pane->x, STYLE_FREE);
		grid_print(pane->grid, pane->y, pane->x + 2, STYLE_NORMAL, pane->grid->cols,
				"%s %s  %d min", clock_said(clock, gap->start), chair->name,
				gap->until - gap->start);
	}
	pane->y++;
}

static void
pane_calls(struct pane *pane)
{
	const struct day_calls *const calls = &pane->day->calls;

	if (calls->count == 0)
		return;
	pane_title(pane, "CALL NEXT");
	for (size_t i = 0; i < calls->count && pane_row(pane); i++, pane->y++) {
		const int right = grid_right(pane->grid, pane->y, pane->grid->cols - 1,
				STYLE_NORMAL, calls->by[i]);

		grid_text(pane->grid, pane->y, pane->x + 2, STYLE_NORMAL, calls->name[i],
				right - pane->x - 3);
	}
}

static void
pane_line(struct pane *pane, enum style style, const char *text)
{
	if (text && *text && pane_row(pane))
		grid_put(pane->grid, pane->y++, pane->x, style, text);
}

/* Of the visit under the cursor, a line each. */
static void
pane_visit(struct pane *pane, const struct item *item, struct arena *arena)
{
	const struct day *const day = pane->day;
	const struct patient_line *const patient = &day->loaded.selected.patient;
	const struct appointment_line *const visit = item->visit;
	const char *heeds[HEEDS_MOST];
	const size_t count = day_heeds(day, item, arena, heeds);

	pane_line(pane, STYLE_BOLD, arena_print(arena, "%s%s%s", visit->name,
			patient->called ? "  called " : "", patient->called ? patient->called : ""));
	pane_line(pane, STYLE_NORMAL, birth_words(arena, patient->birth, day->loaded.today));
	pane_line(pane, STYLE_NORMAL, arena_print(arena, "%s %d · %s · %s", visit->type_name,
			visit->minutes, day_provider(visit), visit->chair_name ? visit->chair_name
			: ""));
	pane_line(pane, STYLE_BOLD, patient->phone);
	pane_line(pane, STYLE_NORMAL, day_asked(day, visit));
	for (size_t i = 0; i < count; i++)
		pane_line(pane, STYLE_NORMAL, heeds[i]);
}

static void
pane_selected(struct pane *pane)
{
	const struct item *const item = day_item(pane->day);
	struct arena arena = { 0 };

	pane_title(pane, "SELECTED");
	if (item && item->visit)
		pane_visit(pane, item, &arena);
	else
		pane_line(pane, STYLE_NORMAL, day_place(pane->day, item, &arena));
	arena_free(&arena);
}

/* SELECTED stands at the foot, so that it doesn't move when the sections above change. */
#define SELECTED_ROWS 9

void
day_draw_pane(const struct day *day, struct grid *grid, int y, int x)
{
	struct pane pane = { day, grid, y, x, body_end(grid) - 2 - SELECTED_ROWS };
	char words[DAY_WORDS];

	if (day->day == day->loaded.today) {
		pane_title(&pane, "NEXT");
		pane_visits(&pane, day_is_next);
		pane_title(&pane, "LATE");
		pane_late(&pane);
	} else {
		pane_title(&pane, day_words(words, day->day, true));
		pane.y++;
	}
	pane_title(&pane, "FREE");
	pane_gaps(&pane);
	pane_title(&pane, "NOT CONFIRMED");
	pane_visits(&pane, is_unconfirmed);
	pane_calls(&pane);
	pane.y = pane.last + 1;
	pane.last = body_end(grid) - 1;
	if (day->loaded.hand.carries)
		day_draw_carried(day, grid, pane.y + 1, pane.x);
	else
		pane_selected(&pane);
}
