/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people behind a standard's figure, pushed over the Charter screen: whose visit, question or recall
 * was not as it should be, the latest first.
 */
#include "charter.h"
#include "pushed.h"
#include "ui/shows.h"
#include "words.h"

#define PEOPLE_MOST 500
#define PAGE 15
#define NAME_AT 20
#define NAME_WIDTH 24
#define PHONE_AT (NAME_AT + NAME_WIDTH + 1)
#define WORDS_AT (PHONE_AT + 15)

struct people {
	struct standard standard;
	struct list list;
	struct people_loaded {
		int today;
		struct case_line *lines;
		size_t count;
	} loaded;
};

static enum code
people_load(struct ui *ui, struct arena *arena, void *state)
{
	struct people *const people = state;
	const int today = desk_today(ui_desk(ui));
	const enum code code = measure_cases(ui_desk(ui), arena, &people->standard,
			today - WEEKS_USUAL * WEEK_DAYS + 1, today, true, PEOPLE_MOST,
			&people->loaded.lines, &people->loaded.count);

	people->loaded.today = today;
	list_clamp(&people->list, people->loaded.count);
	return code;
}

static void
draw_line(const struct case_line *line, struct grid *grid, int y)
{
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_text(grid, y, 2, STYLE_NORMAL, day_words(day, line->day, false), 10);
	if (line->start != NONE)
		grid_text(grid, y, 13, STYLE_NORMAL, clock_format(clock, line->start), 5);
	grid_text(grid, y, NAME_AT, STYLE_NORMAL, line->name ? line->name : "a caller", NAME_WIDTH);
	grid_text(grid, y, PHONE_AT, STYLE_NORMAL, line->phone, 14);
	grid_print(grid, y, WORDS_AT, STYLE_NORMAL, grid->cols - WORDS_AT - 1, "%s%s%s",
			line->words ? line->words : "", line->provider_name ? " · " : "",
			line->provider_name ? line->provider_name : "");
}

static void
people_draw(const void *state, struct grid *grid)
{
	const struct people *const people = state;
	const struct people_loaded *const loaded = &people->loaded;
	const int top = BODY_TOP + 2;
	const size_t page = (size_t)(body_end(grid) - top);
	size_t n = list_top(&people->list, loaded->count, page);

	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2, "%s: %zu%s where it was not kept, of %d "
			"weeks", people->standard.name, loaded->count,
			loaded->count == PEOPLE_MOST ? " and more" : "", WEEKS_USUAL);
	for (int y = top; n < loaded->count && y < body_end(grid); n++, y++) {
		draw_line(&loaded->lines[n], grid, y);
		if (n == people->list.at)
			grid_focus(grid, y, 0, grid->cols);
	}
	if (loaded->count > 0)
		return;
	grid_put(grid, top, 2, STYLE_DIM, "nobody: it was kept each time, or there was no case");
	grid_cursor(grid, top, 0);
}

static bool
people_key(struct ui *ui, void *state, const char *key)
{
	struct people *const people = state;

	(void)ui;
	return list_key(&people->list, key, people->loaded.count, PAGE);
}

static unsigned
people_has(const void *state)
{
	const struct people *const people = state;

	return people->list.at < people->loaded.count &&
		people->loaded.lines[people->list.at].patient ? NEEDS_ROW | NEEDS_PATIENT : 0;
}

static int64_t
patient_of(const void *state)
{
	const struct people *const people = state;

	return people->loaded.lines[people->list.at].patient;
}

static enum code
card(struct ui *ui, void *state)
{
	card_show(ui, patient_of(state));
	return OK;
}

static enum code
book(struct ui *ui, void *state)
{
	return offers_for_patient(ui, patient_of(state), NULL);
}

static enum code
note(struct ui *ui, void *state)
{
	return question_show(ui, patient_of(state));
}

static enum code
leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

static const struct action people_actions[] = {
	{ "Enter", "card", NEEDS_PATIENT, "Opens the card.", card },
	{ "b", "book", NEEDS_PATIENT, "Books a visit.", book },
	{ "q", "question", NEEDS_PATIENT, "Notes a question, complaint or promise.", note },
	{ "Esc", "back", 0, "Back to the standards.", leave },
	{ "Up", "up", QUIET, "The one above.", NULL },
	{ "Down", "down", QUIET, "The one below.", NULL },
	ACTIONS_END
};

const struct screen people_screen = {
	.name = "people", .kind = SCREEN_WHOLE, .state_size = sizeof(struct people),
	.kept = offsetof(struct people, loaded), .load = people_load, .draw = people_draw,
	.actions = people_actions, .key = people_key, .has = people_has, .tab = "cHarter",
};

/* The standard's texts live as long as the screen. */
enum code
people_show(struct ui *ui, const struct standard *standard)
{
	struct people *const people = ui_push(ui, &people_screen);

	return standard_find(ui_desk(ui), ui_keep(ui), standard->code, &people->standard);
}
