/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Calls screen: the list of whom to call, as many lines as the cursor needs; below it the call
 * under the cursor.
 */
#include "calls.h"
#include "base/arena.h"
#include "pushed.h"
#include "store/access.h"
#include "ui/shows.h"

#define ROWS_USUAL 50		/* before a screen has been drawn */
#define LINES_AHEAD 80		/* read beyond the cursor, when no key waits */
#define LINES_AT_ONCE 16	/* of them */
#define PAGE 8

static const unsigned filter_kinds[FILTER_COUNT] = { 0, CALLS_RECALL, CALLS_CONFIRM, CALLS_CARE,
	0 };

static int64_t
key_of(const struct call *call)
{
	return call->household ? -call->household : call->patient;
}

/* Reads on, up to so many lines. */
static enum code
read_lines(struct calls_list *read, size_t most)
{
	enum code code = OK;

	if (read->room < most) {
		read->lines = arena_grow(&read->arena, read->lines, read->room * sizeof(struct call),
				2 * most * sizeof(struct call));
		read->room = 2 * most;
	}
	while (code == OK && read->more && read->count < most) {
		code = calls_next(read->calls, &read->lines[read->count], &read->more);
		read->count += code == OK && read->more;
	}
	calls_pause(read->calls);
	return code;
}

/* Is what was read what would be read now? */
static bool
still_holds(const struct calls_list *read, const struct calls_list *now)
{
	return read->change == now->change && read->day == now->day &&
	       read->minute == now->minute && read->filter == now->filter;
}

static void
list_forget(struct calls_list *read)
{
	if (read->calls)
		calls_close(read->calls);
	arena_reset(&read->arena);
	*read = (struct calls_list){ .arena = read->arena };
}

static enum code
list_begin(struct desk *desk, struct calls_list *read, const struct calls_list *now)
{
	const struct calls_options options = { .day = NONE, .only = filter_kinds[now->filter],
		.paged = true };

	list_forget(read);
	read->more = true;
	read->change = now->change;
	read->day = now->day;
	read->minute = now->minute;
	read->filter = now->filter;
	return calls_open(desk, &read->arena, &options, &read->calls);
}

/* As many lines as the screen shows wherever the cursor stands on it. */
static enum code
load_lines(struct ui *ui, struct calls_screen *screen)
{
	struct desk *const desk = ui_desk(ui);
	struct calls_list *const read = &screen->read;
	struct calls_list now = { .day = desk_today(desk), .minute = desk_minute(desk),
		.filter = screen->filter };
	const size_t rows = (size_t)(ui_rows(ui) ? ui_rows(ui) : ROWS_USUAL);
	enum code code = desk_newest(desk, &now.change);

	if (code == OK && (!read->calls || !still_holds(read, &now)))
		code = list_begin(desk, read, &now);
	if (code == OK && read->more && read->count < screen->list.at + rows)
		code = read_lines(read, screen->list.at + rows);
	if (code != OK)
		list_forget(read);
	if (code == OK && read->more && read->count < screen->list.at + LINES_AHEAD)
		ui_soon(ui);
	screen->loaded.lines = read->lines;
	screen->loaded.count = read->count;
	return code;
}

/* What was done today: newest last, and shown so. */
static enum code
load_made(struct desk *desk, struct arena *arena, struct calls_screen *screen)
{
	struct calls_loaded *const loaded = &screen->loaded;
	const enum code code = calls_made(desk, arena, loaded->today, &loaded->made,
			&loaded->made_count);

	list_clamp(&screen->list, loaded->made_count);
	return code;
}

/* The cursor stays on its household; where that is no more, on what has come in its place. */
static void
find_cursor(struct calls_screen *screen)
{
	const struct calls_loaded *const loaded = &screen->loaded;
	size_t at = 0;

	while (at < loaded->count && key_of(&loaded->lines[at]) != screen->key)
		at++;
	if (at < loaded->count)
		screen->list.at = at;
	else
		screen->chosen = CHOSEN_NONE;
	list_clamp(&screen->list, loaded->count);
	screen->key = loaded->count > 0 ? key_of(&loaded->lines[screen->list.at]) : 0;
}

static enum code
calls_load(struct ui *ui, struct arena *arena, void *state)
{
	struct calls_screen *const screen = state;
	enum code code = OK;

	screen->loaded.today = desk_today(ui_desk(ui));
	if (screen->filter == FILTER_MADE)
		return load_made(ui_desk(ui), arena, screen);
	code = load_lines(ui, screen);
	if (code != OK)
		return code;
	find_cursor(screen);
	return screen->loaded.count > 0 ? calls_call_load(ui, arena, screen) : OK;
}

void
calls_point(struct calls_screen *screen, size_t at)
{
	screen->list.at = at;
	screen->key = at < screen->loaded.count ? key_of(&screen->loaded.lines[at]) : 0;
	screen->chosen = CHOSEN_NONE;
}

const struct call_reason *
calls_reason(const struct calls_screen *screen)
{
	const struct calls_call *const under = &screen->loaded.under;

	return under->call ? &under->call->reasons[under->reason] : NULL;
}

/* One that comes before the openings are known waits for them. */
static void
take_digit(struct ui *ui, struct calls_screen *screen, const char *key)
{
	const size_t n = (size_t)(key[0] - '1');
	const struct calls_call *const under = &screen->loaded.under;
	const enum code code = under->call && !under->offers ? calls_offers_find(ui, screen) : OK;

	if (code == OK && (!under->offers || n >= under->offers->count))
		ui_say(ui, "There is no opening %s", key);
	else if (code != OK || calls_book(ui, screen, n) != OK)
		ui_say(ui, "%s", error_text());
}

/* Digits book, arrows move. */
static bool
calls_key(struct ui *ui, void *state, const char *key)
{
	struct calls_screen *const screen = state;

	if (key[0] >= '1' && key[0] <= '9' && !key[1]) {
		take_digit(ui, screen, key);
		return true;
	}
	if (screen->filter == FILTER_MADE)
		return list_key(&screen->list, key, screen->loaded.made_count, PAGE);
	if (!list_key(&screen->list, key, screen->loaded.count, PAGE))
		return false;
	calls_point(screen, screen->list.at);
	return true;
}

static unsigned
calls_has(const void *state)
{
	const struct calls_screen *const screen = state;
	const struct call_reason *const reason = calls_reason(screen);
	const struct calls_offers *const offers = screen->loaded.under.offers;

	return (reason ? NEEDS_ROW | NEEDS_PATIENT : 0) |
	       (reason && reason->appointment ? NEEDS_VISIT : 0) |
	       (reason && (!offers || offers->count > 0) ? NEEDS_OPENING : 0);
}

/* Counts all calls for the head of the screen, which is kept, and for the tab. */
static int
calls_tab_count(struct ui *ui)
{
	const struct calls_options options = { .day = NONE };
	struct calls_screen *const screen = ui_state(ui, &calls_screen);

	screen->counted = calls_count(ui_desk(ui), &options, &screen->counts) == OK;
	return screen->counted ? screen->counts.to_make : 0;
}

/* Where the card of who is called stands below the list, who rests on the call looks at it. */
static enum code
note_card(struct ui *ui, const struct calls_screen *screen)
{
	const struct card_facts *const whom = &screen->loaded.under.whom;

	return ui_cols(ui) < CALLS_CARD_FROM || !whom->patient.name ? OK
		: access_note_read(ui_desk(ui), ACCESS_CARD, whom->patient.row.id, NULL);
}

/* What is offered in the call under the cursor, then lines beyond what is seen, a few at a time. */
static enum code
calls_soon(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;
	struct calls_list *const read = &screen->read;
	enum code code = OK;

	if (screen->filter == FILTER_MADE || !read->calls)
		return OK;
	if (calls_offers_wanted(screen))
		code = calls_offers_find(ui, screen);
	else if (read->more && read->count < screen->list.at + LINES_AHEAD)
		code = read_lines(read, read->count + LINES_AT_ONCE);
	if (code == OK && read->more && read->count < screen->list.at + LINES_AHEAD)
		ui_soon(ui);
	return code;
}

/* The figures on the foot, a week at a time. */
static enum code
calls_later(struct ui *ui, struct arena *arena, void *state)
{
	struct calls_screen *const screen = state;
	bool more = false;
	enum code code = note_card(ui, screen);

	(void)arena;
	if (code == OK)
		code = figures_foot_read(ui_desk(ui), &screen->foot, &more);
	if (more)
		ui_more(ui);
	return code;
}

static void
calls_start(struct ui *ui, void *state)
{
	struct calls_screen *const screen = state;

	(void)ui;
	screen->chosen = CHOSEN_NONE;
}

static void
calls_leave(void *state)
{
	struct calls_screen *const screen = state;

	list_forget(&screen->read);
	arena_free(&screen->read.arena);
	arena_free(&screen->found.arena);
}

const struct screen calls_screen = {
	.name = "Calls", .keys = "C F2", .kind = SCREEN_WHOLE,
	.state_size = sizeof(struct calls_screen), .kept = offsetof(struct calls_screen, loaded),
	.load = calls_load, .draw = calls_draw, .actions = calls_actions, .key = calls_key,
	.has = calls_has, .subject = calls_subject, .count = calls_tab_count, .start = calls_start,
	.soon = calls_soon, .later = calls_later, .close = calls_leave,
};
