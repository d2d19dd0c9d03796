/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox, opened by `:outbox`: what waits to be sent, what failed and what may have gone out,
 * those that somebody must see to first; below, the whole of the one that is marked.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/patient.h"
#include "post/print.h"
#include "post/settle.h"
#include "pushed.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define ROWS_MOST 500
#define DETAIL_ROWS 6		/* of the marked one, with its rule */
#define HEAD_ROWS 2

struct outbox {
	struct list list;
	bool all;			/* also what was sent or withdrawn */
	struct outbox_loaded {
		struct message_line *lines;
		size_t count;
		struct outbox_counts counts;
		int today;
		int when_cells;		/* of the longest time */
	} loaded;
};

static enum style
state_style(int state)
{
	if (state == MESSAGE_FAILED || state == MESSAGE_UNCERTAIN)
		return STYLE_LATE;
	return state == MESSAGE_WAITING ? STYLE_NORMAL : STYLE_DIM;
}

/* "Thu 26 Nov 16:30", of today the time alone. */
static const char *
when_said(char out[DAY_WORDS + CLOCK_SIZE], const struct message_line *line, int today)
{
	char day_text[DAY_WORDS], clock[CLOCK_SIZE];
	int day, minute;

	out[0] = '\0';
	if (line->when && moment_parse(line->when, &day, &minute))
		snprintf(out, DAY_WORDS + CLOCK_SIZE, "%s%s%s", day == today ? "" :
				day_words(day_text, day, false), day == today ? "" : " ",
				clock_said(clock, minute));
	return out;
}

static int
widest_when(const struct outbox_loaded *loaded)
{
	char when[DAY_WORDS + CLOCK_SIZE];
	int widest = 0;

	for (size_t i = 0; i < loaded->count; i++) {
		const int cells = text_width(when_said(when, &loaded->lines[i], loaded->today));

		widest = cells > widest ? cells : widest;
	}
	return widest;
}

static enum code
outbox_load_screen(struct ui *ui, struct arena *arena, void *state)
{
	struct outbox *const outbox = state;
	struct outbox_loaded *const loaded = &outbox->loaded;
	const struct outbox_filter filter = { .state = NONE, .since = NONE, .all = outbox->all,
		.limit = ROWS_MOST };
	enum code code = outbox_load(ui_desk(ui), arena, &filter, &loaded->lines, &loaded->count);

	if (code == OK)
		code = outbox_count(ui_desk(ui), &loaded->counts);
	loaded->today = desk_today(ui_desk(ui));
	loaded->when_cells = widest_when(loaded);
	list_clamp(&outbox->list, loaded->count);
	return code;
}

static void
draw_row(const struct outbox_loaded *loaded, size_t n, struct grid *grid, int y)
{
	const struct message_line *const line = &loaded->lines[n];
	const int wide = grid->cols >= 100 ? 22 : 0, who = 14 + loaded->when_cells + 2;
	char when[DAY_WORDS + CLOCK_SIZE];

	grid_row_spot(grid, y, 0, grid->cols, n);
	grid_text(grid, y, 3, state_style(line->state), message_state_words[line->state], 10);
	grid_text(grid, y, 14, STYLE_NORMAL, when_said(when, line, loaded->today), loaded->when_cells);
	grid_text(grid, y, who, STYLE_DIM, message_channel_words[line->channel], 6);
	grid_text(grid, y, who + 7, STYLE_NORMAL, line->name, 20);
	if (wide)
		grid_text(grid, y, who + 28, STYLE_NORMAL, line->reach_value, wide - 1);
	grid_text(grid, y, who + 28 + wide, STYLE_DIM, line->error ? line->error : line->text,
			grid->cols - who - 29 - wide);
}

/* What a person can do about it; NULL: nothing. */
static const char *
what_to_do(const struct message_line *line)
{
	if (line->state == MESSAGE_UNCERTAIN)
		return "May have gone out: look into the server's or provider's log, then s, g or w.";
	if (line->state == MESSAGE_FAILED)
		return "Didn't go out: g sends it again once the cause is mended; else w, and call.";
	return line->state == MESSAGE_WAITING && line->tries > 0 ?
		"Not gone out yet: it is tried again by itself; w stops that." : NULL;
}

static void
draw_detail(const struct outbox *outbox, struct grid *grid, int y)
{
	const struct message_line *const line = &outbox->loaded.lines[outbox->list.at];
	const int last = body_end(grid);

	grid_rule(grid, y, 0, grid->cols, "─");
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "%s · %s %s%s%s", line->name,
			message_channel_words[line->channel], line->reach_value,
			line->subject ? " · " : "", line->subject ? line->subject : "");
	y += 2;
	if (line->error)
		grid_print(grid, y++, 1, STYLE_NORMAL, grid->cols - 2, "%s%s%s",
				message_state_words[line->state], ": ", line->error);
	if (what_to_do(line))
		grid_put(grid, y++, 1, STYLE_BOLD, what_to_do(line));
	grid_rows(grid, y, 1, STYLE_DIM, grid->cols - 2, line->text, last - y, last);
}

static void
draw_head(const struct outbox *outbox, struct grid *grid)
{
	const struct outbox_counts *const counts = &outbox->loaded.counts;
	const int x = grid_put(grid, BODY_TOP, 1, STYLE_BOLD, "Outbox");

	grid_print(grid, BODY_TOP, x + 2, STYLE_NORMAL, grid->cols - x - 3,
			"%d waiting · %d failed · %d uncertain · %d sent today", counts->waiting,
			counts->failed, counts->uncertain, counts->sent);
}

static void
outbox_draw(const void *state, struct grid *grid)
{
	const struct outbox *const outbox = state;
	const size_t count = outbox->loaded.count;
	const int top = BODY_TOP + HEAD_ROWS, below = body_end(grid) - DETAIL_ROWS;
	const size_t page = below > top ? (size_t)(below - top) : 1;
	const size_t first = list_top(&outbox->list, count, page);

	draw_head(outbox, grid);
	if (count == 0) {
		grid_put(grid, top, 3, STYLE_DIM, outbox->all ? "no message yet" :
				"nothing waits, and nothing failed");
		grid_cursor(grid, BODY_TOP, 0);
		return;
	}
	for (size_t i = first; i < count && i < first + page; i++)
		draw_row(&outbox->loaded, i, grid, top + (int)(i - first));
	draw_detail(outbox, grid, below);
	grid_focus(grid, top + (int)(outbox->list.at - first), 1, grid->cols - 2);
}

/* Acts */

static enum code
settle(struct ui *ui, void *state, enum settle how)
{
	const struct outbox *const outbox = state;
	struct message message;
	const char *said;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &message_record,
			outbox->loaded.lines[outbox->list.at].row.id, &message);

	if (code == OK)
		code = message_settle(ui_desk(ui), ui_arena(ui), &message, how, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

static enum code
again(struct ui *ui, void *state)
{
	return settle(ui, state, SETTLE_AGAIN);
}

static enum code
went(struct ui *ui, void *state)
{
	return settle(ui, state, SETTLE_SENT);
}

static enum code
withdraw(struct ui *ui, void *state)
{
	return settle(ui, state, SETTLE_WITHDRAW);
}

static enum code
card(struct ui *ui, void *state)
{
	const struct outbox *const outbox = state;

	card_show(ui, outbox->loaded.lines[outbox->list.at].patient);
	return OK;
}

static enum code
turn_all(struct ui *ui, void *state)
{
	struct outbox *const outbox = state;

	(void)ui;
	outbox->all = !outbox->all;
	outbox->list.at = 0;
	return OK;
}

/* Letters: written to be printed; then a person says that they are on their way. */

static enum code
letters_posted(struct ui *ui, void *state)
{
	struct letter_line *lines;
	const char *said = NULL;
	size_t count;
	enum code code = letters_load(ui_desk(ui), ui_arena(ui), &lines, &count);

	(void)state;
	if (code == OK)
		code = letters_printed(ui_desk(ui), ui_arena(ui), lines, count, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

/* "labels-monday.html": what the file's name begins with; else letters. */
static enum paper
paper_of(const char *path)
{
	const char *const slash = strrchr(path, '/'), *const name = slash ? slash + 1 : path;

	for (int i = 0; paper_words[i]; i++)
		if (strncmp(name, paper_words[i], strlen(paper_words[i])) == 0)
			return (enum paper)i;
	return PAPER_LETTERS;
}

static enum code
letters_into(struct ui *ui, int64_t about, const char *path)
{
	struct letter_line *lines;
	size_t count;
	enum code code = letters_load(ui_desk(ui), ui_arena(ui), &lines, &count);

	(void)about;
	if (code != OK || text_is_blank(path))
		return code;
	code = letters_write(ui_desk(ui), ui_arena(ui), paper_of(path), lines, count,
			path_at_home(ui_arena(ui), path));
	if (code == OK)
		ui_confirm(ui, arena_print(ui_arena(ui), "%zu in %s: print it. Are they printed, "
				"and on their way?", count, path), "y", "they count as sent",
				letters_posted);
	return code;
}

static enum code
print_letters(struct ui *ui, void *state)
{
	struct letter_line *lines;
	size_t count;
	const enum code code = letters_load(ui_desk(ui), ui_arena(ui), &lines, &count);

	(void)state;
	if (code == OK && count == 0)
		ui_say(ui, "No letter waits to be printed");
	else if (code == OK)
		ui_prompt(ui, "Letters into which file? labels… or postcards… are such",
				"letters.html", 0, letters_into);
	return code;
}

static bool
outbox_key(struct ui *ui, void *state, const char *key)
{
	struct outbox *const outbox = state;

	(void)ui;
	return list_key(&outbox->list, key, outbox->loaded.count, 10);
}

static unsigned
outbox_has(const void *state)
{
	const struct outbox *const outbox = state;

	return outbox->loaded.count > 0 ? NEEDS_ROW | NEEDS_PATIENT : 0;
}

static const struct action outbox_actions[] = {
	{ "Enter Tab", "card", NEEDS_ROW, "Opens the card of whom it is for.", card },
	{ "g", "send again", NEEDS_ROW | MAY(CONTACTS),
		"A failed or uncertain message is to be sent again.", again },
	{ "s", "went out", NEEDS_ROW | MAY(CONTACTS),
		"An uncertain message did go out.", went },
	{ "w", "withdraw", NEEDS_ROW | MAY(CONTACTS),
		"The message isn't to be sent.", withdraw },
	{ "p", "letters", 0, "Writes the letters that wait into a file to be printed, and asks whether they"
		" are on their way.", print_letters },
	{ "Esc", "back", 0, "Goes back.", ui_back },
	{ "a", "all", 0, "Shows what was sent or withdrawn as well, or leaves it out again.",
		turn_all },
	ACTIONS_END
};

const struct screen outbox_screen = {
	.name = "outbox", .kind = SCREEN_WHOLE, .state_size = sizeof(struct outbox),
	.kept = offsetof(struct outbox, loaded), .load = outbox_load_screen,
	.draw = outbox_draw, .actions = outbox_actions, .key = outbox_key, .has = outbox_has,
};

void
outbox_show(struct ui *ui)
{
	ui_push(ui, &outbox_screen);
}
