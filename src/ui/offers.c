/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbered openings for a visit that is to be booked or moved. A digit takes one; letters choose
 * another visit type, days and times; the soonest of each of the next open days, or all of one day.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/mark.h"
#include "book/opening.h"
#include "book/quick.h"
#include "pushed.h"
#include "recall/recall.h"
#include "store/change.h"
#include "take.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "ui/typing.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define OFFERS_MOST 9
#define OPENINGS_ASKED 48	/* those over the visit's own time are left out */

struct offers {
	int64_t patient, visit;		/* visit: that is to be moved; 0: one is to be booked */
	int64_t planned;		/* the planned visit that the preset type is of; 0: none */
	int64_t type, preset;		/* preset: the type before letters chose another */
	int minutes;			/* NONE: the type's */
	struct slot own;		/* where the visit is now; minutes 0: nowhere */
	struct slot from;		/* chair 0: anywhere, any time */
	int only;			/* all openings of this day; NONE: the first of each */
	struct typing typing;		/* another type, or words of a quick line: thu pm, amy */
	struct list list;
	char because[80];
	enum code (*then)(struct ui *ui, int64_t patient);	/* may be NULL */
	struct offers_loaded {
		int today;
		struct patient_line patient;
		struct visit_type type;
		struct opening *openings;
		size_t count;
		bool elsewhere;		/* nothing fits at `from`: these are others */
		bool narrowed;		/* the typed words say when, or with whom … */
		bool unread;		/* … or something that isn't understood */
		struct opening_search said;
	} loaded;
};

/* When and with whom, of what was typed. */
static void
narrow(const struct opening_search *said, struct opening_search *search)
{
	search->first = said->first;
	search->last = said->last;
	search->after = said->after;
	search->before = said->before;
	search->weekdays = said->weekdays;
	search->provider = said->provider;
	search->chair = said->chair;
	search->one_a_day = said->first == NONE || said->first != said->last;
}

static struct opening_search
search_of(const struct offers *offers)
{
	struct opening_search search = { .patient = offers->patient,
		.type = offers->loaded.type.row.id,
		.minutes = offers->minutes,
		.first = NONE,
		.last = NONE,
		.after = NONE,
		.before = NONE,
		.commitments = true,
		.one_a_day = true,
		.ranked = true,
		.limit = OPENINGS_ASKED,
		.but = offers->visit };

	if (offers->loaded.narrowed)
		narrow(&offers->loaded.said, &search);
	if (offers->only != NONE) {
		search.first = search.last = offers->only;
		search.one_a_day = false;
	}
	return search;
}

/* Whether typed letters are the beginning of a type's code or of its name. */
static int
type_fits(struct arena *arena, const struct visit_type *type, const char *typed)
{
	const char *const name = text_fold(arena, type->name);
	const size_t length = strlen(typed);

	if (strcmp(type->code, typed) == 0)
		return 3;
	if (strncmp(type->code, typed, length) == 0)
		return 2;
	return strncmp(name, typed, length) == 0;
}

/* The words of a quick line that are no type's beginning: "thu pm", "exam amy after 15". */
static enum code
read_words(struct ui *ui, struct arena *arena, struct offers *offers)
{
	struct offers_loaded *const loaded = &offers->loaded;
	struct visit_type preset;
	struct quick quick;
	enum code code = quick_read(ui_desk(ui), arena, arena_print(arena, "%s #%lld",
			offers->typing.text, (long long)offers->patient), date_order_local(), &quick);

	if (code != OK)
		return code;
	if (quick.type && !offers->visit)
		offers->type = quick.type->row.id;
	loaded->unread = quick.mark_count > 0 || !quick.patient;
	code = offers->type ? record_get(ui_desk(ui), arena, &visit_type_record, offers->type, &preset)
			: OK;
	if (code != OK)
		return code;
	quick.type = offers->type ? &preset : NULL;
	if (quick.type)
		quick_window(&quick);
	loaded->said = quick.search;
	loaded->narrowed = true;
	return OK;
}

/* The type that the letters name, else the preset one. */
static enum code
choose_type(struct ui *ui, struct arena *arena, struct offers *offers)
{
	const char *const typed = offers->visit ? "" : text_fold(arena, offers->typing.text);
	struct visit_type *types;
	size_t count;
	int best = 0;
	enum code code = record_select(ui_desk(ui), arena, &visit_type_record, &types, &count,
			"order by id", "");

	if (code != OK)
		return code;
	offers->type = offers->preset;
	for (size_t i = 0; *typed && i < count; i++) {
		const int fit = type_fits(arena, &types[i], typed);

		if (fit > best) {
			best = fit;
			offers->type = types[i].row.id;
		}
	}
	if (!best && !text_is_blank(offers->typing.text))
		code = read_words(ui, arena, offers);
	for (size_t i = 0; i < count; i++)
		if (types[i].row.id == offers->type || (!offers->type && i == 0))
			offers->loaded.type = types[i];
	return code;
}

static enum code
find_openings(struct ui *ui, struct arena *arena, struct offers *offers)
{
	struct opening_search search = search_of(offers);
	struct offers_loaded *const loaded = &offers->loaded;
	enum code code = OK;

	if (offers->from.chair && offers->only == NONE && !offers->loaded.narrowed) {
		search.chair = offers->from.chair;
		search.first = search.last = offers->from.day;
		search.after = offers->from.start;
		search.one_a_day = false;
		code = openings_find(
				ui_desk(ui), arena, &search, &loaded->openings, &loaded->count);
		if (code != OK || (loaded->count > 0 &&
		    loaded->openings[0].slot.start == offers->from.start))
			return code;
		loaded->elsewhere = true;
		search = search_of(offers);
	}
	return openings_find(ui_desk(ui), arena, &search, &loaded->openings, &loaded->count);
}

/* What lies over the visit's own time is no offer. */
static void
leave_out_own(const struct slot *own, struct offers_loaded *loaded)
{
	size_t kept = 0;

	for (size_t i = 0; i < loaded->count; i++)
		if (!slots_overlap(own, &loaded->openings[i].slot))
			loaded->openings[kept++] = loaded->openings[i];
	loaded->count = kept;
}

static enum code
offers_load(struct ui *ui, struct arena *arena, void *state)
{
	struct offers *const offers = state;
	enum code code = choose_type(ui, arena, offers);

	offers->loaded.today = desk_today(ui_desk(ui));
	if (code == OK)
		code = record_get(ui_desk(ui), arena, &patient_line_record, offers->patient,
				&offers->loaded.patient);
	if (code == OK && offers->loaded.type.row.id)
		code = find_openings(ui, arena, offers);
	leave_out_own(&offers->own, &offers->loaded);
	if (offers->loaded.count > OFFERS_MOST)
		offers->loaded.count = OFFERS_MOST;
	list_clamp(&offers->list, offers->loaded.count);
	return code;
}

/* Other desks see what is being offered here. */
static enum code
offers_later(struct ui *ui, struct arena *arena, void *state)
{
	const struct offers_loaded *const loaded = &((const struct offers *)state)->loaded;

	(void)arena;
	return marks_offer(ui_desk(ui), loaded->openings, loaded->count);
}

static void
draw_title(const struct offers *offers, struct grid *grid, int y)
{
	const struct offers_loaded *const loaded = &offers->loaded;
	char day[DAY_WORDS];
	int x;

	if (!loaded->patient.name || !loaded->type.name)
		return;
	x = grid_print(grid, y, 1, STYLE_BOLD, 40, "%s %s", offers->visit ? "Move" : "Book",
			loaded->patient.name);
	x = grid_print(grid, y, x, STYLE_NORMAL, grid->cols, " · %s %d", loaded->type.name,
			offers->minutes == NONE ? loaded->type.minutes : offers->minutes);
	if (offers->only != NONE)
		x = grid_print(grid, y, x, STYLE_NORMAL, grid->cols, " · all of %s",
				day_words(day, offers->only, false));
	else if (!offers->typing.text[0] && offers->because[0])
		x = grid_print(grid, y, x, STYLE_DIM, grid->cols, " · %s", offers->because);
	if (offers->typing.text[0])
		x = grid_print(grid, y, x, STYLE_BOLD, grid->cols, " · %s", offers->typing.text);
	if (loaded->unread)
		grid_put(grid, y, x, STYLE_LATE, "  ! not all of it is understood");
}

static void
draw_offer(const struct opening *opening, size_t n, struct grid *grid, int y)
{
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_row_spot(grid, y, 0, grid->cols, n);
	grid_print(grid, y, 3, STYLE_BOLD, 2, "%zu", n + 1);
	grid_print(grid, y, 5, STYLE_NORMAL, 18, "%s %s", day_words(day, opening->slot.day, false),
			clock_said(clock, opening->slot.start));
	grid_print(grid, y, 23, STYLE_NORMAL, 8, "%3d min", opening->slot.minutes);
	grid_print(grid, y, 32, STYLE_NORMAL, 26, "%s %s", opening->chair_name,
			opening->provider_name ? opening->provider_name : "");
	grid_text(grid, y, 59, STYLE_DIM, opening->why, grid->cols - 60);
}

static void
offers_draw(const void *state, struct grid *grid)
{
	const struct offers *const offers = state;
	const struct offers_loaded *const loaded = &offers->loaded;
	const int y = body_end(grid) - OFFERS_MOST - 2;

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	draw_title(offers, grid, y + 1);
	for (size_t i = 0; i < loaded->count; i++)
		draw_offer(&loaded->openings[i], i, grid, y + 2 + (int)i);
	if (loaded->count > 0)
		grid_focus(grid, y + 2 + (int)offers->list.at, 1, grid->cols - 2);
	else
		grid_put(grid, y + 2, 3, STYLE_DIM, "nothing fits");
	if (loaded->elsewhere && loaded->count > 0)
		grid_right(grid, y + 1, grid->cols - 1, STYLE_LATE,
				"! not at the cursor; these fit");
}

/* Moves the visit; or books one, where one of that type is planned already that one. */
static enum code
take_opening(struct ui *ui, const struct offers *offers, size_t n, const char **said)
{
	const struct taking what = { .patient = offers->patient,
		.type = offers->loaded.type.row.id,
		.visit = offers->visit ? offers->visit
			: offers->type == offers->preset ? offers->planned : 0 };
	const enum code code = opening_take(ui, &what, &offers->loaded.openings[n], said);

	return code == OK && offers->then ? offers->then(ui, offers->patient) : code;
}

static enum code
take(struct ui *ui, const struct offers *offers, size_t n)
{
	const char *said = NULL;
	enum code code = batch_begin(ui_desk(ui), NULL, NULL);

	if (code != OK)
		return code;
	code = batch_end(ui_desk(ui), take_opening(ui, offers, n, &said));
	if (code == OK) {
		ui_did(ui, said);
		ui_pop(ui);
		code = marks_offer(ui_desk(ui), NULL, 0);
	}
	return code;
}

static enum code
take_marked(struct ui *ui, void *state)
{
	const struct offers *const offers = state;

	return take(ui, offers, offers->list.at);
}

/* All openings of the marked one's day, and back to the first of each. */
static enum code
whole_day(struct ui *ui, void *state)
{
	struct offers *const offers = state;

	(void)ui;
	offers->only = offers->loaded.openings[offers->list.at].slot.day;
	offers->list.at = 0;
	return OK;
}

static enum code
all_days(struct ui *ui, void *state)
{
	struct offers *const offers = state;

	(void)ui;
	offers->only = NONE;
	offers->list.at = 0;
	return OK;
}

static enum code
leave(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return marks_offer(ui_desk(ui), NULL, 0);
}

/* Behind "after " or in "26.11" a digit is one of what is typed. */
static bool
types_digit(const struct offers *offers)
{
	const size_t length = strlen(offers->typing.text);
	const char before = length ? offers->typing.text[length - 1] : '\0';

	return before && strchr(" .:/-0123456789", before);
}

/* Digits take, letters choose a type, a day, a time. */
static bool
offers_key(struct ui *ui, void *state, const char *key)
{
	struct offers *const offers = state;

	const size_t digit = types_digit(offers) ? 0 : key_digit(key);

	if (digit > offers->loaded.count)
		ui_say(ui, "There is no opening %s", key);
	else if (digit && take(ui, offers, digit - 1) != OK)
		ui_say(ui, "%s", error_text());
	if (digit)
		return true;
	if (list_key(&offers->list, key, offers->loaded.count, OFFERS_MOST))
		return true;
	if (strcmp(key, "Left") == 0 || strcmp(key, "Right") == 0 ||
	    !typing_key(&offers->typing, key))
		return false;
	offers->list.at = 0;
	return true;
}

static unsigned
offers_has(const void *state)
{
	const struct offers *const offers = state;

	return offers->loaded.count > 0 ? NEEDS_ROW | NEEDS_OPENING : 0;
}

static const struct action offers_actions[] = {
	{ "Enter", "take it", NEEDS_ROW | MAY(BOOK),
		"Takes the opening that is marked.", take_marked },
	{ "1-9", "take", HINT_ONLY | NEEDS_OPENING | MAY(BOOK),
		"Takes the opening of that number.", NULL },
	{ "letters", "type, day", HINT_ONLY, "Choose another visit type by its beginning, or say as in a"
		" quick line when and with whom: thu pm, next week, after 15, amy; behind a"
		" blank digits are typed too.", NULL },
	{ "Right", "that day", NEEDS_ROW, "Shows all openings of the marked one's day.",
		whole_day },
	{ "Left", "each day", QUIET, "Shows the first opening of each day.", all_days },
	{ "Esc", "back", 0, "Leaves the openings.", leave },
	ACTIONS_END
};

const struct screen offers_screen = {
	.name = "openings", .kind = SCREEN_OVER, .state_size = sizeof(struct offers),
	.kept = offsetof(struct offers, loaded), .load = offers_load, .draw = offers_draw,
	.actions = offers_actions, .later = offers_later, .types = true, .key = offers_key, .has = offers_has,
};

enum code
offers_for_patient(struct ui *ui, int64_t patient, const struct slot *from)
{
	struct offers *offers;
	struct wanted wanted;
	const enum code code = recall_wanted(ui_desk(ui), ui_arena(ui), patient, &wanted);

	if (code != OK)
		return code;
	offers = ui_push(ui, &offers_screen);
	offers->patient = patient;
	offers->preset = wanted.type;
	offers->planned = wanted.planned;
	offers->minutes = offers->only = NONE;
	snprintf(offers->because, sizeof(offers->because), "%s", wanted.because);
	if (from)
		offers->from = *from;
	return OK;
}

enum code
offers_for_visit(struct ui *ui, int64_t visit)
{
	struct offers *offers;
	struct appointment row;
	const enum code code =
			record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code != OK)
		return code;
	offers = ui_push(ui, &offers_screen);
	offers->patient = row.patient;
	offers->visit = visit;
	offers->preset = row.type;
	if (row.day != NONE)
		offers->own = (struct slot){ row.chair, row.day, row.start, row.minutes };
	offers->minutes = row.minutes;
	offers->only = NONE;
	return OK;
}

void
offers_then(struct ui *ui, enum code (*then)(struct ui *ui, int64_t patient))
{
	struct offers *const offers = ui_top_state(ui);

	offers->then = then;
}
