/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Day screen says of what stands under its cursor: a visit, its patient and what is to be
 * said to her; a place; or what is carried.
 */
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "day_parts.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define NAME_CELLS 30		/* of a name in a line that says more */

/* "texted Mon, no answer yet", or what is known without a contact. */
const char *
day_asked(const struct day *day, const struct appointment_line *visit)
{
	return day->loaded.selected.said ? day->loaded.selected.said : confirmed_said(visit);
}

const char *
day_provider(const struct appointment_line *visit)
{
	const char *const provider = visit_provider(visit);

	return *provider ? provider : "no provider";
}

/* What it is, by whom, how far it has come. */
static const char *
visit_line(const struct day *day, const struct appointment_line *visit, struct arena *arena)
{
	const struct patient_line *const patient = &day->loaded.selected.patient;
	const int age = patient->birth ? patient_age(patient->birth, day->loaded.today) : NONE;

	return arena_print(arena, "%.*s%s · %s %d · %s · %s", (int)text_fit(visit->name, NAME_CELLS),
			visit->name, age == NONE ? "" : arena_print(arena, " (%d)", age),
			visit->type_name, visit->minutes, day_provider(visit),
			day_asked(day, visit));
}

static const char *
together_words(int sex)
{
	if (sex == word_index(sex_words, "male"))
		return "him";
	return sex == word_index(sex_words, "female") ? "her" : "them";
}

size_t
day_heeds(const struct day *day, const struct item *item, struct arena *arena,
		const char *out[HEEDS_MOST])
{
	const struct selected *const selected = &day->loaded.selected;
	size_t count = 0;

	if (selected->say)
		out[count++] = arena_print(arena, "Say: %s", selected->say);
	if (item->mark)
		out[count++] = arena_print(arena, "%s %s", sign_text(item->mark->alert ? STYLE_ALERT
				: STYLE_NEED), item->mark->words);
	if (selected->with_her)
		out[count++] = arena_print(arena, "With %s: %s",
				together_words(selected->patient.sex), selected->with_her);
	if (selected->next_of_hers)
		out[count++] = arena_print(arena, "Then %s", selected->next_of_hers);
	if (item->visit->note)
		out[count++] = item->visit->note;
	return count;
}

void
day_draw_carried(const struct day *day, struct grid *grid, int y, int x)
{
	const struct hand *const hand = &day->loaded.hand;
	char words[DAY_WORDS], clock[CLOCK_SIZE];

	grid_print(grid, y, x, STYLE_BOLD, grid->cols - 1 - x, "%s · %s · to %s %s", hand->name,
			hand->what, day_words(words, hand->slot.day, false),
			clock_said(clock, hand->slot.start));
	if (day->loaded.refused)
		grid_print(grid, y + 1, x, STYLE_ERROR, grid->cols - 1 - x, "! %s",
				day->loaded.refused);
	else
		grid_put(grid, y + 1, x, STYLE_FREE, "It fits there. Enter takes the place.");
}

const char *
day_place(const struct day *day, const struct item *item, struct arena *arena)
{
	char from[CLOCK_SIZE], until[CLOCK_SIZE];
	const struct column *const column = day_column(day);

	if (!column)
		return "There are no chairs yet: :chair add";
	clock_said(from, day->minute);
	if (!item)
		return arena_print(arena, "%s · %s", from, column->chair->name);
	return arena_print(arena, "%s to %s · %s · %s", from, clock_said(until, item->until),
			column->chair->name, item->kind == ITEM_GAP ? "free" : item->words);
}

static void
draw_visit_answers(const struct day *day, const struct item *item, struct grid *grid, int y,
		struct arena *arena)
{
	const char *const phone = day->loaded.selected.patient.phone, *heeds[HEEDS_MOST];
	const size_t count = day_heeds(day, item, arena, heeds);
	int x = 1, right = grid->cols - 1;

	if (phone)
		right = grid_right(grid, y, right, STYLE_BOLD, phone) - 2;
	grid_text(grid, y, 1, STYLE_NORMAL, visit_line(day, item->visit, arena), right - 1);
	for (size_t i = 0; i < count; i++)
		x = grid_print(grid, y + 1, x, STYLE_NORMAL, grid->cols - 1 - x, "%s%s%s",
				i ? " " : "", heeds[i], strpbrk(heeds[i] + strlen(heeds[i]) - 1, ".?!")
				? "" : ".");
}

void
day_draw_answers(const struct day *day, struct grid *grid, int y)
{
	const struct item *const item = day_item(day);
	struct arena arena = { 0 };

	if (!day_has_cursor(day))
		day_draw_carried(day, grid, y, 1);
	else if (item && item->visit)
		draw_visit_answers(day, item, grid, y, &arena);
	else
		grid_put(grid, y, 1, STYLE_NORMAL, day_place(day, item, &arena));
	arena_free(&arena);
}
