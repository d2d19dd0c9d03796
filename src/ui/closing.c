/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closing the day, opened by `:close`: what is still open, a line each, to walk through; what a key
 * settles leaves the list, and the cursor stands on the next.
 */
#include "acts.h"
#include "attempt.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "book/flow.h"
#include "care/closing.h"
#include "pushed.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "words.h"

#include <string.h>

#define LIST_TOP (BODY_TOP + 2)
#define DETAIL_ROWS 3		/* of the marked one, with its rule */
#define WHEN_AT 18
#define NAME_AT 35
#define WORDS_AT 58

struct closing_screen {
	struct list list;
	struct closing_loaded {
		struct closing_line *lines;
		size_t count;
		struct appointment_line visit;	/* of the marked one; id 0: it is about none */
		int today;
	} loaded;
};

static const char *const kind_words[] = {
	[CLOSING_UNSETTLED] = "unsettled", [CLOSING_TO_MOVE] = "to be moved",
	[CLOSING_NO_NEXT] = "no next visit", [CLOSING_NEED] = "not here yet",
	[CLOSING_UNCONFIRMED] = "not confirmed", [CLOSING_CONCERN] = "to be answered",
	[CLOSING_MESSAGE] = "not sent", [CLOSING_SHEET] = "to be printed",
	[CLOSING_BACKUP] = "no backup",
};

/* The line under the cursor; NULL: all is settled. */
static const struct closing_line *
marked(const struct closing_screen *screen)
{
	return screen->loaded.count > 0 ? &screen->loaded.lines[screen->list.at] : NULL;
}

static enum code
closing_screen_load(struct ui *ui, struct arena *arena, void *state)
{
	struct closing_screen *const screen = state;
	struct closing_loaded *const loaded = &screen->loaded;
	enum code code = closing_load(ui_desk(ui), arena, &loaded->lines, &loaded->count);

	loaded->today = desk_today(ui_desk(ui));
	list_clamp(&screen->list, loaded->count);
	if (code == OK && marked(screen) && marked(screen)->appointment)
		code = record_get(ui_desk(ui), arena, &appointment_line_record,
				marked(screen)->appointment, &loaded->visit);
	return code;
}

static void
draw_line(const struct closing_loaded *loaded, size_t n, struct grid *grid, int y)
{
	const struct closing_line *const line = &loaded->lines[n];
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_row_spot(grid, y, 0, grid->cols, n);
	grid_text(grid, y, 3, STYLE_NORMAL, kind_words[line->kind], WHEN_AT - 4);
	grid_print(grid, y, WHEN_AT, STYLE_NORMAL, NAME_AT - WHEN_AT - 1, "%s%s%s",
			line->day == NONE ? "" : line->day == loaded->today ? "today"
			: day_words(day, line->day, false), line->start == NONE ? "" : " ",
			line->start == NONE ? "" : clock_said(clock, line->start));
	grid_text(grid, y, NAME_AT, STYLE_NORMAL, line->name, WORDS_AT - NAME_AT - 1);
	grid_text(grid, y, WORDS_AT, STYLE_DIM, line->words, grid->cols - WORDS_AT - 1);
}

/* All of its words, and the command that settles it. */
static void
draw_marked(const struct closing_line *line, struct grid *grid, int y)
{
	grid_rule(grid, y, 0, grid->cols, "─");
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "%s%s%s%s%s", line->name ? line->name : "",
			line->name ? ": " : "", line->words ? line->words : "", line->phone ? " · " : "",
			line->phone ? line->phone : "");
	if (line->mend)
		grid_print(grid, y + 2, 1, STYLE_DIM, grid->cols - 2, "by command: %s", line->mend);
}

static void
closing_draw(const void *state, struct grid *grid)
{
	const struct closing_screen *const screen = state;
	const struct closing_loaded *const loaded = &screen->loaded;
	const int below = body_end(grid) - DETAIL_ROWS;
	const size_t page = below > LIST_TOP ? (size_t)(below - LIST_TOP) : 1;
	const size_t first = list_top(&screen->list, loaded->count, page);
	char day[DAY_WORDS];

	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2, "Closing %s: %zu open",
			day_words(day, loaded->today, false), loaded->count);
	if (loaded->count == 0) {
		grid_put(grid, LIST_TOP, 3, STYLE_DIM, "all is settled");
		grid_cursor(grid, LIST_TOP, 0);
		return;
	}
	for (size_t i = first; i < loaded->count && i < first + page; i++)
		draw_line(loaded, i, grid, LIST_TOP + (int)(i - first));
	draw_marked(&loaded->lines[screen->list.at], grid, below);
	grid_focus(grid, LIST_TOP + (int)(screen->list.at - first), 1, grid->cols - 2);
}

static bool
closing_key(struct ui *ui, void *state, const char *key)
{
	struct closing_screen *const screen = state;

	(void)ui;
	return list_key(&screen->list, key, screen->loaded.count, 10);
}

static unsigned
closing_has(const void *state)
{
	const struct closing_line *const line = marked(state);

	return !line ? 0 : NEEDS_ROW | (line->appointment ? NEEDS_VISIT : 0) |
			(line->patient ? NEEDS_PATIENT : 0) |
			(line->kind == CLOSING_NO_NEXT ? NEEDS_FREE : 0);
}

static void
closing_subject(const void *state, struct subject *out)
{
	const struct closing_screen *const screen = state;
	const struct closing_line *const line = marked(screen);

	if (!line)
		return;
	out->patient = line->patient;
	out->visit = line->appointment;
	out->to_come = line->appointment && state_is_open(screen->loaded.visit.state);
	if (line->appointment)
		out->about = attempt_about_visit(&screen->loaded.visit, screen->loaded.today);
}

/* The next open day's sheet, for whomever it is. */
static void
sheets(struct ui *ui, const struct closing_line *line)
{
	struct arena *const arena = ui_arena(ui);

	print_show(ui, "the next day", "~/sheet.txt", (struct sheet_choice[]){
		{ "for the desk: everything", arena_print(arena, "%s --for desk", line->mend) },
		{ "for the treatment room: with alerts, needs and called names",
			arena_print(arena, "%s --for room", line->mend) },
		{ "for the wall: initials only", arena_print(arena, "%s --for wall", line->mend) },
	}, 3);
}

/* To where it is settled; what is no patient's is done at once. */
static enum code
open_line(struct ui *ui, void *state)
{
	const struct closing_screen *const screen = state;
	const struct closing_line *const line = &screen->loaded.lines[screen->list.at];

	switch (line->kind) {
	case CLOSING_CONCERN:
		ui_go(ui, &care_screen);
		return OK;
	case CLOSING_MESSAGE:
		outbox_show(ui);
		return OK;
	case CLOSING_SHEET:
		sheets(ui, line);
		return OK;
	case CLOSING_BACKUP:
		return fail(INPUT, "a backup is made by :backup FILE, or each night by its timer");
	default:
		card_show(ui, line->patient);
		return OK;
	}
}

static enum code
say_why(struct ui *ui, int64_t visit, const char *why)
{
	struct appointment row;
	const char *said = NULL;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK)
		code = appointment_no_next(ui_desk(ui), ui_arena(ui), &row, why, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

static enum code
no_next(struct ui *ui, void *state)
{
	const struct closing_screen *const screen = state;

	ui_prompt(ui, "Why is there no next visit?", "",
			screen->loaded.lines[screen->list.at].appointment, say_why);
	return OK;
}

static const struct action closing_actions[] = {
	{ "d", "done", NEEDS_VISIT | MAY(BOOK), "The visit was done.", act_done },
	{ "x", "off", NEEDS_VISIT | MAY(BOOK), "It was missed, left, cancelled: asks why by a digit.", act_off },
	{ "c", "confirm", NEEDS_VISIT | MAY(BOOK), "The patient has confirmed the visit.", act_confirm },
	{ "b", "book", NEEDS_PATIENT | MAY(BOOK), "Books the next visit.", act_book },
	{ "z", "why none", NEEDS_FREE | MAY(BOOK), "Why the patient left without a next visit.", no_next },
	{ "Enter", "open", NEEDS_ROW, "Opens the card, the questions or the outbox; prints the next day's"
		" sheet.", open_line },
	{ "Esc", "back", 0, "Goes back.", act_back },
	{ "m", "move", NEEDS_VISIT | MAY(BOOK), "Carries the visit to the first opening that fits.", act_move },
	{ "g", "its day", NEEDS_VISIT, "Shows the day of the visit.", act_show_day },
	{ "t", "talked", NEEDS_VISIT | MAY(CONTACTS), "Talked to them.", act_talked },
	{ "l", "left message", NEEDS_VISIT | MAY(CONTACTS), "Left a message.", act_left_message },
	{ "r", "rang, nobody", NEEDS_VISIT | MAY(CONTACTS), "Rang, nobody answered.", act_rang },
	{ "Up", "up", QUIET, "The line above.", NULL },
	{ "Down", "down", QUIET, "The line below.", NULL },
	ACTIONS_END
};

const struct screen closing_screen = {
	.name = "closing", .kind = SCREEN_WHOLE, .state_size = sizeof(struct closing_screen),
	.kept = offsetof(struct closing_screen, loaded), .load = closing_screen_load,
	.draw = closing_draw, .actions = closing_actions, .key = closing_key, .has = closing_has,
	.subject = closing_subject, .tab = "Day",
};

void
closing_show(struct ui *ui)
{
	ui_push(ui, &closing_screen);
}
