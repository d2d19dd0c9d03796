/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick line: "ruiz cleaning amy tue,thu after 15", with live openings below as it is typed. What
 * isn't understood is underlined; where two patients match both are shown. Enter takes the first;
 * Tab goes to the list, where digits choose.
 */
#include "base/arena.h"
#include "book/mark.h"
#include "base/text.h"
#include "book/quick.h"
#include "patient_row.h"
#include "pushed.h"
#include "recall/setup.h"
#include "store/change.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "ui/typing.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define LISTED QUICK_LISTED
#define LINE_X 7

struct quick_line {
	struct typing input;
	struct list list;
	bool choosing;			/* in the list: digits choose */
	int64_t chosen;			/* of several whom the name finds */
	struct slot from;		/* chair 0: anywhere, any time */
	struct quick_line_loaded {
		int today;
		struct quick quick;
		const char *said;	/* what was understood */
		struct opening *openings;
		size_t count;
		bool series, elsewhere;
	} loaded;
};

/* One of several was chosen by hand. */
static void
use_chosen(struct quick_line *line, struct quick *quick)
{
	for (size_t i = 0; i < quick->candidate_count; i++)
		if (quick->candidates[i].row.id == line->chosen) {
			quick_choose(quick, i);
			return;
		}
	line->chosen = 0;
}

static bool
is_ready(const struct quick *quick)
{
	const bool repeats = quick->every.months || quick->every.days;

	return quick->mark_count == 0 && quick->patient && quick->type &&
	       (quick->times != NONE) == repeats;
}

/* It says neither when nor where: then the free time under the cursor is meant. */
static bool
means_cursor(const struct quick_line *line, const struct quick *quick)
{
	const struct opening_search *const search = &quick->search;

	return line->from.chair && search->first == NONE && search->last == NONE &&
	       search->after == NONE && search->before == NONE && quick->at == NONE &&
	       !search->weekdays && !search->chair;
}

static enum code
find_at_cursor(struct ui *ui, struct arena *arena, struct quick_line *line)
{
	struct quick_line_loaded *const loaded = &line->loaded;
	struct opening_search search = loaded->quick.search;
	enum code code;

	search.chair = line->from.chair;
	search.first = search.last = line->from.day;
	search.after = line->from.start;
	search.limit = LISTED;
	code = openings_find(ui_desk(ui), arena, &search, &loaded->openings, &loaded->count);
	loaded->elsewhere = code == OK && loaded->count == 0;
	return code;
}

/* The soonest of each day; of one day that is named, all. */
static enum code
find_openings(struct ui *ui, struct arena *arena, struct quick_line *line)
{
	struct quick_line_loaded *const loaded = &line->loaded;
	struct quick narrowed = loaded->quick;
	struct series series;
	enum code code = OK;

	loaded->series = quick_series(&loaded->quick, &series);
	if (loaded->series) {
		code = series_find(ui_desk(ui), arena, &series, &loaded->openings);
		loaded->count = code == OK ? (size_t)series.times : 0;
		return code;
	}
	if (means_cursor(line, &loaded->quick))
		code = find_at_cursor(ui, arena, line);
	if (code != OK || loaded->count > 0)
		return code;
	quick_window(&narrowed);
	narrowed.search.one_a_day = narrowed.search.first == NONE ||
		narrowed.search.first != narrowed.search.last;
	narrowed.search.limit = LISTED;
	return openings_find(ui_desk(ui), arena, &narrowed.search, &loaded->openings,
			&loaded->count);
}

static enum code
quick_line_load(struct ui *ui, struct arena *arena, void *state)
{
	struct quick_line *const line = state;
	struct quick_line_loaded *const loaded = &line->loaded;
	struct quick *const quick = &loaded->quick;
	enum code code;

	loaded->today = desk_today(ui_desk(ui));
	loaded->said = "";
	if (text_is_blank(line->input.text))
		return OK;
	code = quick_read(ui_desk(ui), arena, line->input.text, date_order_local(), quick);
	if (code == OK && quick->candidate_count > 0)
		use_chosen(line, quick);
	if (code == OK)
		code = recall_preset(ui_desk(ui), arena, quick);
	if (code != OK)
		return code;
	loaded->said = quick_said(ui_desk(ui), arena, quick);
	if (is_ready(quick) && !quick->now && !quick->squeeze)
		code = find_openings(ui, arena, line);
	if (code == NOT_FOUND) {	/* a series that doesn't fit */
		loaded->count = 0;
		code = OK;
	}
	list_clamp(&line->list, quick->candidate_count > 0 ? quick->candidate_count
							     : loaded->count);
	return code;
}

/* Carets below what isn't understood, and why; else what was. */
static void
draw_understood(const struct quick_line *line, struct grid *grid, int y)
{
	const struct quick *const quick = &line->loaded.quick;
	const char *const text = line->input.text;
	struct arena arena = { 0 };
	int x = LINE_X;

	for (size_t i = 0; i < quick->mark_count; i++) {
		const struct quick_mark *const mark = &quick->marks[i];
		const int at = text_width(arena_copy_bytes(&arena, text, mark->at));
		const int width = text_width(arena_copy_bytes(&arena, text + mark->at,
				mark->length));

		for (int n = 0; n < width; n++)
			grid_text(grid, y, LINE_X + at + n, STYLE_LATE, "^", 1);
		x = LINE_X + at + width + 2;
	}
	if (quick->mark_count > 0)
		grid_put(grid, y, x, STYLE_ERROR, quick->marks[0].why);
	else
		grid_text(grid, y, LINE_X, STYLE_DIM, line->loaded.said, grid->cols - LINE_X - 1);
	arena_free(&arena);
}

/* What is still to be said, or why there is no list. */
static const char *
lack_words(const struct quick_line *line)
{
	const struct quick *const quick = &line->loaded.quick;

	if (text_is_blank(line->input.text))
		return "whom, what, with whom, when: ruiz cleaning amy tue,thu after 15";
	if (quick->mark_count > 0)
		return "what is underlined isn't understood";
	if (!quick->patient)
		return "whom? the beginning of a name, the end of a number";
	if (!quick->type)
		return "for what? exam, cleaning, filling …";
	if (!is_ready(quick))
		return "a series says how many and how often: x8 every 6w";
	if (quick->now || quick->squeeze)
		return "Enter books it there";
	return line->loaded.series ? "they don't all fit" :
		quick->at != NONE ? "not free then; Enter says why" : "nothing fits";
}

static void
draw_opening(const struct quick_line *line, size_t n, struct grid *grid, int y)
{
	const struct opening *const opening = &line->loaded.openings[n];
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_print(grid, y, 3, STYLE_BOLD, 2, "%zu", n + 1);
	grid_print(grid, y, 5, STYLE_NORMAL, 18, "%s %s", day_words(day, opening->slot.day, false),
			clock_format(clock, opening->slot.start));
	grid_print(grid, y, 23, STYLE_NORMAL, 8, "%3d min", opening->slot.minutes);
	grid_print(grid, y, 32, STYLE_NORMAL, 26, "%s %s", opening->chair_name,
			opening->provider_name ? opening->provider_name : "");
	grid_text(grid, y, 59, STYLE_DIM, opening->why, grid->cols - 60);
}

static void
draw_candidate(const struct quick_line *line, size_t n, struct grid *grid, int y)
{
	grid_print(grid, y, 3, STYLE_BOLD, 2, "%zu", n + 1);
	patient_row_draw(&line->loaded.quick.candidates[n], line->loaded.today, grid, y, 5,
			grid->cols - 1);
}

static size_t
listed(const struct quick_line *line)
{
	const size_t candidates = line->loaded.quick.candidate_count;

	return candidates > 0 ? candidates : line->loaded.count;
}

static void
draw_list(const struct quick_line *line, struct grid *grid, int y)
{
	const size_t count = listed(line);

	for (size_t i = 0; i < count && i < LISTED; i++)
		if (line->loaded.quick.candidate_count > 0)
			draw_candidate(line, i, grid, y + (int)i);
		else
			draw_opening(line, i, grid, y + (int)i);
	if (count == 0)
		grid_put(grid, y, LINE_X, STYLE_DIM, lack_words(line));
	else
		grid_focus(grid, y + (int)line->list.at, 1, grid->cols - 2);
}

static void
quick_line_draw(const void *state, struct grid *grid)
{
	const struct quick_line *const line = state;
	const int y = body_end(grid) - LISTED - 3;

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	grid_put(grid, y + 1, 1, STYLE_BOLD, "Book");
	draw_understood(line, grid, y + 2);
	draw_list(line, grid, y + 3);
	typing_draw(&line->input, grid, y + 1, LINE_X, grid->cols - LINE_X - 1, !line->choosing);
	if (line->loaded.elsewhere && line->loaded.count > 0)
		grid_right(grid, y + 2, grid->cols - 1, STYLE_LATE,
				"! not at the cursor; these fit");
}

static enum code
book_series(struct ui *ui, const struct quick_line *line, const char **said)
{
	struct series series;
	struct appointment *visits;

	quick_series(&line->loaded.quick, &series);
	return series_book(ui_desk(ui), ui_arena(ui), &series, line->loaded.openings, NULL, &visits,
			said);
}

static enum code
book_opening(struct ui *ui, const struct quick_line *line, size_t n, const char **said)
{
	const struct quick *const quick = &line->loaded.quick;
	const struct opening *const opening = &line->loaded.openings[n];
	const struct booking booking = { .patient = quick->search.patient,
		.type = quick->search.type, .provider = opening->provider,
		.checker = opening->checker, .slot = opening->slot, .note = quick->note };
	struct appointment visit;

	return appointment_book(ui_desk(ui), ui_arena(ui), &booking, &visit, said);
}

/* Where no opening is listed what is said may still be asked for: now, squeezed in, at a time. */
static enum code
book_as_said(struct ui *ui, const struct quick_line *line, const char **said)
{
	const struct quick *const quick = &line->loaded.quick;
	struct appointment visit;
	const enum code code = quick_check(ui_arena(ui), line->input.text, quick);

	return code == OK ? quick_book(ui_desk(ui), ui_arena(ui), quick, NULL, &visit, said) : code;
}

static enum code
take(struct ui *ui, struct quick_line *line, size_t n)
{
	const char *said = NULL;
	enum code code;

	if (line->loaded.quick.candidate_count > 0) {
		line->chosen = line->loaded.quick.candidates[n].row.id;
		line->choosing = false;
		line->list.at = 0;
		return OK;
	}
	if (!is_ready(&line->loaded.quick))
		return fail(INPUT, "%s", lack_words(line));
	code = line->loaded.count == 0 ? book_as_said(ui, line, &said) : line->loaded.series
		? book_series(ui, line, &said) : book_opening(ui, line, n, &said);
	if (code != OK)
		return code;
	ui_did(ui, said);
	ui_pop(ui);
	return marks_offer(ui_desk(ui), NULL, 0);
}

/* Other desks see what is being offered here, once somebody is named for whom it is. */
static enum code
quick_line_later(struct ui *ui, struct arena *arena, void *state)
{
	const struct quick_line *const line = state;
	const struct quick_line_loaded *const loaded = &line->loaded;
	const bool offers = loaded->quick.patient && loaded->quick.candidate_count == 0;

	(void)arena;
	return marks_offer(ui_desk(ui), loaded->openings, offers ? loaded->count : 0);
}

static enum code
leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return marks_offer(ui_desk(ui), NULL, 0);
}

static enum code
take_marked(struct ui *ui, void *state)
{
	struct quick_line *const line = state;

	return take(ui, line, line->list.at);
}

static enum code
to_list(struct ui *ui, void *state)
{
	struct quick_line *const line = state;

	(void)ui;
	line->choosing = !line->choosing && listed(line) > 0;
	return OK;
}

/* In the list a digit takes its row; what is typed goes on with the line. */
static bool
list_takes(struct ui *ui, struct quick_line *line, const char *key)
{
	const size_t n = (size_t)(key[0] - '1');

	if (!line->choosing || key[0] < '1' || key[0] > '9' || key[1])
		return false;
	if (n >= listed(line))
		ui_say(ui, "There is no %s in the list", key);
	else if (take(ui, line, n) != OK)
		ui_say(ui, "%s", error_text());
	return true;
}

static bool
quick_line_key(struct ui *ui, void *state, const char *key)
{
	struct quick_line *const line = state;

	if (list_takes(ui, line, key))
		return true;
	if (strcmp(key, "Up") == 0 || strcmp(key, "Down") == 0) {
		line->choosing = listed(line) > 0;
		return list_key(&line->list, key, listed(line), LISTED);
	}
	if (!typing_key(&line->input, key))
		return false;
	line->choosing = false;
	line->list.at = 0;
	return true;
}

static unsigned
quick_line_has(const void *state)
{
	return listed(state) > 0 ? NEEDS_OPENING : 0;
}

static const struct action quick_line_actions[] = {
	{ "Enter", "take it", 0, "Books the opening that is marked, at first the first one; of several"
		" patients takes the marked one.", take_marked },
	{ "Tab", "to the list", NEEDS_OPENING, "Goes to the list, where digits choose, and back to the"
		" line.", to_list },
	{ "1-9", "choose", HINT_ONLY | NEEDS_OPENING, "In the list: takes the one of that number.",
		NULL },
	{ "Esc", "back", 0, "Drops the line.", leave },
	{ "Up", "up", QUIET, "Marks the one above.", NULL },
	{ "Down", "down", QUIET, "Marks the one below.", NULL },
	ACTIONS_END
};

const struct screen quick_line_screen = {
	.name = "quick line", .kind = SCREEN_OVER, .state_size = sizeof(struct quick_line),
	.kept = offsetof(struct quick_line, loaded), .load = quick_line_load,
	.draw = quick_line_draw, .actions = quick_line_actions, .types = true,
	.key = quick_line_key, .has = quick_line_has, .later = quick_line_later,
};

void
quick_line_show(struct ui *ui, const char *typed, const struct slot *from)
{
	struct quick_line *const line = ui_push(ui, &quick_line_screen);

	typing_set(&line->input, typed);
	if (from)
		line->from = *from;
}
