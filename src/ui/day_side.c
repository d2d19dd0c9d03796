/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Day screen says beside its columns: who is next, who is late, what is free, and all
 * that can be said of the one under the cursor.
 */
#include "base/arena.h"
#include "base/text.h"
#include "day.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define LINE_SIZE 2048
#define NAME_CELLS 30		/* of a name in a line that says more */
#define NEXT_SEEN 2		/* in the line; the pane has PANE_ROWS */
#define PANE_ROWS 4

/* A visit that comes next: booked and not late, or waiting. */
static bool
is_next(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	return visit->day == loaded->today && (visit->state == VISIT_ARRIVED ||
	       (visit->state == VISIT_BOOKED && visit_expected(visit) >= loaded->minute));
}

static bool
is_late(const struct day_loaded *loaded, const struct appointment_line *visit)
{
	return visit->state == VISIT_BOOKED && visit->day == loaded->today &&
	       visit_expected(visit) < loaded->minute;
}

/* The visit after `last` (NULL: the first) by time, of those that `picks` picks. */
static const struct appointment_line *
next_visit(const struct day_loaded *loaded, const struct appointment_line *last,
		bool (*picks)(const struct day_loaded *, const struct appointment_line *))
{
	const struct appointment_line *best = NULL;

	for (size_t i = 0; i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (!picks(loaded, visit))
			continue;
		if (last && (visit->start < last->start ||
		    (visit->start == last->start && visit <= last)))
			continue;
		if (!best || visit->start < best->start)
			best = visit;
	}
	return best;
}

static const struct item *
next_gap(const struct day_loaded *loaded, const struct item *last, const struct chair **chair)
{
	const struct item *best = NULL;

	for (size_t n = 0; n < loaded->column_count; n++)
		for (size_t i = 0; i < loaded->columns[n].count; i++) {
			const struct item *const item = &loaded->columns[n].items[i];

			if (item->kind != ITEM_GAP || (last && (item->start < last->start ||
			    (item->start == last->start && item <= last))))
				continue;
			if (!best || item->start < best->start) {
				best = item;
				*chair = loaded->columns[n].chair;
			}
		}
	return best;
}

static void
draw_next_line(const struct day_loaded *loaded, struct grid *grid, int y, int right)
{
	const struct appointment_line *visit = NULL;
	struct arena arena = { 0 };
	char clock[CLOCK_SIZE];
	int x = grid_put(grid, y, 1, STYLE_BOLD, "Next") + 2;

	for (int i = 0; i < NEXT_SEEN && (visit = next_visit(loaded, visit, is_next)); i++) {
		const struct visit_look look = day_look(loaded, visit);

		if (i > 0)
			x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
		x = grid_print(grid, y, x, STYLE_NORMAL, right - x, "%s %s",
				clock_format(clock, visit->start),
				name_family(&arena, visit->name));
		if (look.style != STYLE_BOOKED)
			x = grid_text(grid, y, x + 1, look.style, visit->state == VISIT_ARRIVED ?
					look.remark : sign_text(look.style), right - x - 1);
	}
	arena_free(&arena);
}

static bool
has_tells(const struct day_loaded *loaded)
{
	return next_visit(loaded, NULL, day_to_tell) != NULL;
}

static void
draw_late_line(const struct day_loaded *loaded, struct grid *grid, int y, int right)
{
	const struct appointment_line *visit = NULL;
	struct arena arena = { 0 };
	int x = grid_put(grid, y, 1, STYLE_BOLD, "Late") + 2;

	while ((visit = next_visit(loaded, visit, is_late)) && x < right) {
		if (x > 7)
			x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
		x = grid_print(grid, y, x, STYLE_LATE, right - x, "%s %d, not here",
				name_family(&arena, visit->name),
				loaded->minute - visit_expected(visit));
	}
	if (x > 7 && x < right && has_tells(loaded))
		x = grid_text(grid, y, x, STYLE_DIM, " · ", right - x);
	x = day_draw_tells(loaded, grid, y, x, right);
	if (x == 7)
		grid_put(grid, y, x, STYLE_DIM, "nobody");
	arena_free(&arena);
}

static void
draw_call_line(const struct day_calls *calls, struct grid *grid, int y, int x)
{
	const bool at_hour = calls->count > 0 && strchr(calls->by[0], ':');
	char by[32];

	if (calls->count == 0)
		return;
	snprintf(by, sizeof(by), "%s%s", at_hour ? " by " : "  ", calls->by[0]);
	x = grid_put(grid, y, x, STYLE_BOLD, "Call") + 2;
	x = grid_text(grid, y, x, STYLE_NORMAL, calls->name[0],
			grid->cols - 1 - x - text_width(by));
	grid_put(grid, y, x, STYLE_NORMAL, by);
}

int
day_draw_head(const struct day *day, struct grid *grid, int y)
{
	const struct day_loaded *const loaded = &day->loaded;
	const int middle = grid->cols - 28;
	const struct chair *chair = NULL;
	const struct item *gap = NULL;
	char words[DAY_WORDS], clock[CLOCK_SIZE];
	int x;

	if (day->day != loaded->today) {
		x = grid_put(grid, y, 1, STYLE_BOLD, day_words(words, day->day, true));
		grid_print(grid, y, x, STYLE_NORMAL, 40, "  %s",
				day->day < loaded->today ? "past" : loaded->shut ? "no hours" : "");
	} else {
		draw_next_line(loaded, grid, y, middle - 2);
		draw_late_line(loaded, grid, y + 1, middle - 2);
	}
	grid_put(grid, y, middle, STYLE_BOLD, "Free");
	gap = next_gap(loaded, NULL, &chair);
	if (gap)
		grid_print(grid, y, middle + 6, STYLE_FREE, grid->cols, "%s %s %d min",
				clock_format(clock, gap->start), chair->name,
				gap->until - gap->start);
	else
		grid_put(grid, y, middle + 6, STYLE_DIM, "nothing");
	draw_call_line(&day->calls, grid, y + 1, middle);
	return y + 2;
}

/* "texted Mon, no answer yet", or what is known without a contact. */
static const char *
said_words(const struct day *day, const struct appointment_line *visit)
{
	return day->loaded.selected.said ? day->loaded.selected.said : confirmed_said(visit);
}

static const char *
provider_words(const struct appointment_line *visit)
{
	const char *const provider = visit_provider(visit);

	return *provider ? provider : "no provider";
}

/* What it is, by whom, how far it has come. */
static void
visit_line(const struct day *day, const struct appointment_line *visit, char out[LINE_SIZE])
{
	const struct patient_line *const patient = &day->loaded.selected.patient;
	const int age = patient->birth ? patient_age(patient->birth, day->loaded.today) : NONE;
	char years[16] = "";

	if (age != NONE)
		snprintf(years, sizeof(years), " (%d)", age);
	snprintf(out, LINE_SIZE, "%.*s%s · %s %d · %s · %s", (int)text_fit(visit->name, NAME_CELLS),
			visit->name, years, visit->type_name, visit->minutes, provider_words(visit),
			said_words(day, visit));
}

static const char *
together_words(int sex)
{
	if (sex == word_index(sex_words, "male"))
		return "him";
	return sex == word_index(sex_words, "female") ? "her" : "them";
}

/* The second line: what must be heeded, who comes with her, the note. */
static void
heed_line(const struct day *day, const struct item *item, char out[LINE_SIZE])
{
	const struct selected *const selected = &day->loaded.selected;
	char clock[CLOCK_SIZE];
	int length = 0;

	out[0] = '\0';
	if (item->mark)
		length = snprintf(out, LINE_SIZE, "%s %s. ", sign_text(item->mark->alert ?
				STYLE_ALERT : STYLE_NEED), item->mark->words);
	if (selected->with_her)
		length += snprintf(out + length, (size_t)(LINE_SIZE - length), "With %s: %s. ",
				together_words(selected->patient.sex),
				selected->with_her);
	if (day_to_tell(&day->loaded, item->visit) && length < LINE_SIZE)
		length += snprintf(out + length, (size_t)(LINE_SIZE - length),
				"Say: come at %s. ", clock_format(clock, day_come_at(&day->loaded,
				item->visit)));
	if (item->visit->note && length < LINE_SIZE)
		snprintf(out + length, (size_t)(LINE_SIZE - length), "%s", item->visit->note);
}

static void
carried_lines(const struct day *day, struct grid *grid, int y)
{
	const struct hand *const hand = &day->loaded.hand;
	char words[DAY_WORDS], clock[CLOCK_SIZE];

	grid_print(grid, y, 1, STYLE_BOLD, grid->cols - 2, "%s · %s · to %s %s", hand->name,
			hand->what, day_words(words, hand->slot.day, false),
			clock_format(clock, hand->slot.start));
	if (day->loaded.refused)
		grid_print(grid, y + 1, 1, STYLE_ERROR, grid->cols - 2, "! %s",
				day->loaded.refused);
	else
		grid_put(grid, y + 1, 1, STYLE_FREE, "It fits there. Enter takes the place.");
}

static void
place_line(const struct day *day, const struct item *item, char out[LINE_SIZE])
{
	char from[CLOCK_SIZE], until[CLOCK_SIZE];
	const struct column *const column = day_column(day);

	clock_format(from, day->minute);
	clock_format(until, item ? item->until : day->minute);
	if (!column)
		snprintf(out, LINE_SIZE, "There are no chairs yet: :chair add");
	else if (!item)
		snprintf(out, LINE_SIZE, "%s · %s", from, column->chair->name);
	else
		snprintf(out, LINE_SIZE, "%s to %s · %s · %s", from, until, column->chair->name,
				item->kind == ITEM_GAP ? "free" : item->words);
}

void
day_draw_answers(const struct day *day, struct grid *grid, int y)
{
	const struct item *const item = day_item(day);
	char line[LINE_SIZE];
	int right = grid->cols - 1;

	if (!day_has_cursor(day)) {
		carried_lines(day, grid, y);
		return;
	}
	if (!item || !item->visit) {
		place_line(day, item, line);
		grid_put(grid, y, 1, STYLE_NORMAL, line);
		return;
	}
	if (day->loaded.selected.patient.phone)
		right = grid_right(grid, y, right, STYLE_BOLD, day->loaded.selected.patient.phone) -
				2;
	visit_line(day, item->visit, line);
	grid_text(grid, y, 1, STYLE_NORMAL, line, right - 1);
	heed_line(day, item, line);
	grid_put(grid, y + 1, 1, STYLE_NORMAL, line);
}

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
pane_visits(struct pane *pane, bool (*picks)(const struct day_loaded *,
		const struct appointment_line *))
{
	const struct day_loaded *const loaded = &pane->day->loaded;
	const struct appointment_line *visit = NULL;
	char clock[CLOCK_SIZE];

	for (int i = 0; i < PANE_ROWS && pane_row(pane) &&
	     (visit = next_visit(loaded, visit, picks)); i++, pane->y++) {
		const struct visit_look look = day_look(loaded, visit);
		const int right = grid_right(pane->grid, pane->y, pane->grid->cols - 1, look.style,
				*look.remark			  ? look.remark :
						visit->chair_name ? visit->chair_name :
								    "");

		grid_sign(pane->grid, pane->y, pane->x, look.style);
		grid_print(pane->grid, pane->y, pane->x + 2, STYLE_NORMAL, right - pane->x - 3,
				"%s %s", clock_format(clock, visit->start), visit->name);
	}
	if (!visit && pane->y > 0 && pane_row(pane) && !next_visit(loaded, NULL, picks))
		grid_put(pane->grid, pane->y++, pane->x, STYLE_DIM, "nobody");
	pane->y++;
}

/* Whom to tell that we are late, then who is late herself. */
static void
pane_late(struct pane *pane)
{
	const struct day_loaded *const loaded = &pane->day->loaded;
	const bool tells = has_tells(loaded);

	if (pane_row(pane) && tells)
		day_draw_tells(loaded, pane->grid, pane->y++, pane->x + 2, pane->grid->cols - 1);
	if (tells && !next_visit(loaded, NULL, is_late))
		pane->y++;
	else
		pane_visits(pane, is_late);
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

	for (int i = 0; i < PANE_ROWS && pane_row(pane) && (gap = next_gap(loaded, gap, &chair));
	     i++, pane->y++) {
		grid_sign(pane->grid, pane->y, pane->x, STYLE_FREE);
		grid_print(pane->grid, pane->y, pane->x + 2, STYLE_NORMAL, pane->grid->cols,
				"%s %s  %d min", clock_format(clock, gap->start), chair->name,
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

static void
pane_selected(struct pane *pane)
{
	const struct day *const day = pane->day;
	const struct item *const item = day_item(day);
	const struct patient_line *const patient = &day->loaded.selected.patient;
	struct arena arena = { 0 };
	char line[LINE_SIZE];

	pane_title(pane, "SELECTED");
	if (item && item->visit) {
		const char *const birth = birth_words(&arena, patient->birth, day->loaded.today);

		snprintf(line, sizeof(line), "%s%s%s", item->visit->name, patient->called ?
				"  called " : "", patient->called ? patient->called : "");
		pane_line(pane, STYLE_BOLD, line);
		pane_line(pane, STYLE_NORMAL, birth);
		snprintf(line, sizeof(line), "%s %d · %s · %s", item->visit->type_name,
				item->visit->minutes, provider_words(item->visit),
				item->visit->chair_name ? item->visit->chair_name : "");
		pane_line(pane, STYLE_NORMAL, line);
		pane_line(pane, STYLE_BOLD, patient->phone);
		pane_line(pane, STYLE_NORMAL, said_words(day, item->visit));
		heed_line(day, item, line);
		pane_line(pane, STYLE_NORMAL, line);
	} else {
		place_line(day, item, line);
		pane_line(pane, STYLE_NORMAL, line);
	}
	arena_free(&arena);
}

/* SELECTED stands at the foot, so that it doesn't move when the sections above change. */
#define SELECTED_ROWS 8

void
day_draw_pane(const struct day *day, struct grid *grid, int y, int x)
{
	struct pane pane = { day, grid, y, x, body_end(grid) - 1 - SELECTED_ROWS };
	char words[DAY_WORDS];

	if (day->day == day->loaded.today) {
		pane_title(&pane, "NEXT");
		pane_visits(&pane, is_next);
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
	pane.y = pane.last;
	pane.last = body_end(grid) - 1;
	if (day->loaded.hand.carries)
		carried_lines(day, grid, pane.y + 1);
	else
		pane_selected(&pane);
}
