/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people behind a figure: of a standard, pushed over the Charter screen, whose visit, question or
 * recall was not as it should be, the latest first; who is slipping away; of recall, who fell due.
 */
#include "charter.h"
#include "care/slipping.h"
#include "figures.h"
#include "pushed.h"
#include "ui/shows.h"
#include "words.h"

#define PEOPLE_MOST 500
#define PAGE 15
#define NAME_AT 20
#define NAME_WIDTH 24
#define PHONE_AT (NAME_WIDTH + 1)		/* from the name on */
#define WORDS_AT (PHONE_AT + 15)

struct people {
	const char *title;
	struct list list;
	struct case_line *lines;	/* as they were when the screen was opened */
	size_t count;
};

static void
draw_line(const struct case_line *line, struct grid *grid, int y)
{
	char day[DAY_WORDS], clock[CLOCK_SIZE];
	int x = line->day == NONE ? 2 : NAME_AT;

	grid_text(grid, y, 2, STYLE_NORMAL, day_words(day, line->day, false), 10);
	if (line->start != NONE)
		grid_text(grid, y, 13, STYLE_NORMAL, clock_format(clock, line->start), 5);
	grid_text(grid, y, x, STYLE_NORMAL, line->name ? line->name : "a caller", NAME_WIDTH);
	grid_text(grid, y, x + PHONE_AT, STYLE_NORMAL, line->phone, 14);
	x += WORDS_AT;
	grid_print(grid, y, x, STYLE_NORMAL, grid->cols - x - 1, "%s%s%s",
			line->words ? line->words : "", line->provider_name ? " · " : "",
			line->provider_name ? line->provider_name : "");
}

static void
people_draw(const void *state, struct grid *grid)
{
	const struct people *const people = state;
	const int top = BODY_TOP + 2;
	const size_t page = (size_t)(body_end(grid) - top);
	size_t n = list_top(&people->list, people->count, page);

	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2, "%s: %zu%s", people->title,
			people->count, people->count == PEOPLE_MOST ? " and more" : "");
	for (int y = top; n < people->count && y < body_end(grid); n++, y++) {
		draw_line(&people->lines[n], grid, y);
		if (n == people->list.at)
			grid_focus(grid, y, 0, grid->cols);
	}
	if (people->count > 0)
		return;
	grid_put(grid, top, 2, STYLE_DIM, "nobody");
	grid_cursor(grid, top, 0);
}

static bool
people_key(struct ui *ui, void *state, const char *key)
{
	struct people *const people = state;

	(void)ui;
	return list_key(&people->list, key, people->count, PAGE);
}

static unsigned
people_has(const void *state)
{
	const struct people *const people = state;

	return people->list.at < people->count && people->lines[people->list.at].patient ? NEEDS_ROW | NEEDS_PATIENT : 0;
}

static int64_t
patient_of(const void *state)
{
	const struct people *const people = state;

	return people->lines[people->list.at].patient;
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

static const struct action people_actions[] = {
	{ "Enter", "card", NEEDS_PATIENT, "Opens the card.", card },
	{ "b", "book", NEEDS_PATIENT | MAY(BOOK), "Books a visit.", book },
	{ "q", "question", NEEDS_PATIENT | MAY(CARE),
		"Notes a question, complaint or promise.", note },
	{ "Esc", "back", 0, "Back to the figures.", ui_back },
	{ "Up", "up", QUIET, "The one above.", NULL },
	{ "Down", "down", QUIET, "The one below.", NULL },
	ACTIONS_END
};

const struct screen people_screen = {
	.name = "people", .kind = SCREEN_WHOLE, .state_size = sizeof(struct people),
	.kept = sizeof(struct people), .draw = people_draw,
	.actions = people_actions, .key = people_key, .has = people_has,
};

enum code
people_show(struct ui *ui, const struct standard *standard)
{
	struct people *const people = ui_push(ui, &people_screen);
	const int today = desk_today(ui_desk(ui));

	people->title = arena_print(ui_keep(ui), "%s, %d weeks: where it was not kept", standard->name,
			WEEKS_USUAL);
	return measure_cases(ui_desk(ui), ui_keep(ui), standard, today - WEEKS_USUAL * WEEK_DAYS + 1,
			today, true, PEOPLE_MOST, &people->lines, &people->count);
}

/* As cases without a day: why, and what comes next. */
enum code
slipping_show(struct ui *ui)
{
	struct people *const people = ui_push(ui, &people_screen);
	struct slip_line *slips;
	size_t count;
	const enum code code = slipping_load(ui_desk(ui), ui_keep(ui), NULL, &slips, &count);

	people->title = "Slipping away: why, and what to do next";
	if (code != OK)
		return code;
	people->lines = arena_take(ui_keep(ui), (count + 1) * sizeof *people->lines);
	for (; people->count < count && people->count < PEOPLE_MOST; people->count++) {
		const struct slip_line *const slip = &slips[people->count];

		people->lines[people->count] = (struct case_line){ .day = NONE, .start = NONE,
			.patient = slip->patient, .name = slip->name, .phone = slip->phone,
			.words = arena_print(ui_keep(ui), "%s: %s", slip->reasons, slip->act) };
	}
	return OK;
}

/* "not reached: Examination" */
static void
say_counted(struct arena *arena, const struct figure_people *what, struct case_line *lines,
		size_t count)
{
	for (size_t i = 0; what->only == NONE && i < count; i++)
		lines[i].words = arena_print(arena, "%s%s: %s", lines[i].kept ? "" : "not ",
				what->column, lines[i].words);
}

enum code
figure_people_show(struct ui *ui, const struct figure_people *what)
{
	struct people *const people = ui_push(ui, &people_screen);
	struct arena *const arena = ui_keep(ui);
	struct report report;
	enum code code = report_find(arena, "recall", &report);

	people->title = arena_print(arena, "%s, %s (%d of %d)%s", what->head,
			what->span.group ? what->span.group : "all", what->counted, what->due,
			what->only == NONE ? ", the others first" : "");
	if (code == OK)
		code = report_cases(ui_desk(ui), arena, &report, &what->span, what->column,
				what->only, PEOPLE_MOST, &people->lines, &people->count);
	if (code == OK)
		say_counted(arena, what, people->lines, people->count);
	return code;
}
