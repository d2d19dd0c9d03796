/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A household booked together: who of them (those who are due are ticked, Space ticks others), how
 * (side by side, in a row, on one day), and the soonest places that suit all; Enter books all or
 * none.
 */
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "book/together.h"
#include "pushed.h"
#include "recall/recall.h"
#include "ui/list.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define NOT_CHOSEN NONE
#define NAME_CELLS 18
#define TYPE_AT 26		/* columns of the list */
#define WHEN_AT 45

struct family {
	int64_t patient;		/* by whom the household was found */
	uint64_t ticks;			/* members by their place in the household */
	int how;			/* enum together; NOT_CHOSEN yet */
	struct list list;
	struct family_loaded {
		int today;
		struct patient_line *members;
		struct wanted *wanted;		/* of each */
		struct visit_type *types;	/* of each; row.id 0: nothing tells */
		size_t count;
		struct opening *openings;	/* of those who are ticked, in their order */
		const char *refused;		/* why there are none; NULL */
	} loaded;
};

static bool
is_ticked(const struct family *family, size_t n)
{
	return family->ticks >> n & 1;
}

/* Who is due (today, by a planned visit or by the recall) and has no visit to come. */
static bool
is_due(const struct patient_line *member, const struct wanted *wanted, int today)
{
	if (member->next_visit != NONE && member->next_visit >= today)
		return false;
	return wanted->planned || (member->due != NONE && member->due <= today);
}

static enum code
load_member(struct ui *ui, struct arena *arena, struct family_loaded *loaded, size_t n)
{
	enum code code = recall_wanted(ui_desk(ui), arena, loaded->members[n].row.id,
			&loaded->wanted[n]);

	if (code == OK && loaded->wanted[n].type)
		code = record_get(ui_desk(ui), arena, &visit_type_record, loaded->wanted[n].type,
				&loaded->types[n]);
	return code;
}

static enum code
load_members(struct ui *ui, struct arena *arena, int64_t patient, struct family_loaded *loaded)
{
	struct patient_line who;
	enum code code = record_get(ui_desk(ui), arena, &patient_line_record, patient, &who);

	loaded->today = desk_today(ui_desk(ui));
	if (code == OK && !who.household)
		return fail(NOT_FOUND, "family: %s is in no household", who.name);
	if (code == OK)
		code = household_members(ui_desk(ui), arena, who.household, &loaded->members,
				&loaded->count);
	if (code != OK)
		return code;
	if (loaded->count > TOGETHER_MOST)
		loaded->count = TOGETHER_MOST;
	loaded->wanted = arena_take(arena, (loaded->count + 1) * sizeof(*loaded->wanted));
	loaded->types = arena_take(arena, (loaded->count + 1) * sizeof(*loaded->types));
	for (size_t n = 0; code == OK && n < loaded->count; n++)
		code = load_member(ui, arena, loaded, n);
	return code;
}

/* Of those who are ticked and for whom a type is known. */
static struct together_search
search_of(const struct family *family)
{
	struct together_search search = { .how = (enum together)family->how,
		.when = { .first = NONE, .last = NONE, .after = NONE, .before = NONE,
			.minutes = NONE, .commitments = true } };

	for (size_t n = 0; n < family->loaded.count; n++)
		if (is_ticked(family, n) && family->loaded.types[n].row.id)
			search.members[search.count++] = (struct together_member){
				.patient = family->loaded.members[n].row.id,
				.type = family->loaded.types[n].row.id,
				.planned = family->loaded.wanted[n].planned };
	return search;
}

static enum code
family_load(struct ui *ui, struct arena *arena, void *state)
{
	struct family *const family = state;
	struct together_search search;
	enum code code = load_members(ui, arena, family->patient, &family->loaded);

	list_clamp(&family->list, family->loaded.count);
	if (code != OK || family->how == NOT_CHOSEN)
		return code;
	search = search_of(family);
	if (search.count < 2) {
		family->loaded.refused = "Space ticks another: two or more are booked together (b: one)";
		return OK;
	}
	code = together_find(ui_desk(ui), arena, &search, &family->loaded.openings);
	if (code != NOT_FOUND && code != INPUT)
		return code;
	family->loaded.refused = arena_copy(arena, error_text());
	error_clear();
	return OK;
}

static const char *
how_words(int how)
{
	static const char *const words[] = { [TOGETHER_SIDE] = "side by side",
		[TOGETHER_ROW] = "one after the other", [TOGETHER_DAY] = "the same day" };

	return how == NOT_CHOSEN ? "how? s side by side, r in a row, d the same day" : words[how];
}

/* "> x Tom (11)   Exam 30   Exam due     Thu 26 Nov 16:30 Chair 3 Amy" */
static void
draw_member(const struct family *family, size_t n, const struct opening *opening,
		struct grid *grid, int y)
{
	const struct family_loaded *const loaded = &family->loaded;
	const struct visit_type *const type = &loaded->types[n];
	const bool has_visit = loaded->members[n].next_visit != NONE &&
			loaded->members[n].next_visit >= loaded->today;
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	grid_row_spot(grid, y, 0, grid->cols, n);
	grid_put(grid, y, 3, STYLE_BOLD, is_ticked(family, n) ? "[x]" : "[ ]");
	grid_text(grid, y, 7, STYLE_NORMAL, loaded->members[n].name, NAME_CELLS);
	if (!type->row.id) {
		grid_put(grid, y, TYPE_AT, STYLE_DIM, "nothing is known that would be booked");
		return;
	}
	grid_print(grid, y, TYPE_AT, STYLE_NORMAL, WHEN_AT - TYPE_AT - 1, "%s %d", type->name, type->minutes);
	if (opening)
		grid_print(grid, y, WHEN_AT, STYLE_FREE, grid->cols - 1 - WHEN_AT, "%s %s  %s %s",
				day_words(day, opening->slot.day, false),
				clock_said(clock, opening->slot.start), opening->chair_name,
				opening->provider_name ? opening->provider_name : "");
	else
		grid_print(grid, y, WHEN_AT, STYLE_DIM, grid->cols - 1 - WHEN_AT, "%s%s",
				has_visit ? "booked " : loaded->wanted[n].because, has_visit
				? day_short(day, loaded->members[n].next_visit, loaded->today) : "");
}

static void
family_draw(const void *state, struct grid *grid)
{
	const struct family *const family = state;
	const struct family_loaded *const loaded = &family->loaded;
	const int y = body_end(grid) - TOGETHER_MOST - 3;
	size_t opening = 0;

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "Together: %s",
			how_words(family->how));
	for (size_t n = 0; n < loaded->count; n++)
		draw_member(family, n, loaded->openings && is_ticked(family, n) &&
				loaded->types[n].row.id ? &loaded->openings[opening++] : NULL,
				grid, y + 2 + (int)n);
	if (loaded->count > 0)
		grid_focus(grid, y + 2 + (int)family->list.at, 1, grid->cols - 2);
	if (loaded->refused)
		grid_text(grid, y + 2 + (int)loaded->count, 3, STYLE_LATE, loaded->refused,
				grid->cols - 4);
}

/* Goes on to the next one who isn't ticked, so that Space after Space adds them. */
static void
next_unticked(struct family *family)
{
	for (size_t n = family->list.at; n < family->loaded.count; n++)
		if (!is_ticked(family, n)) {
			family->list.at = n;
			return;
		}
}

static enum code
tick(struct ui *ui, void *state)
{
	struct family *const family = state;
	const bool was = is_ticked(family, family->list.at);

	(void)ui;
	family->ticks ^= UINT64_C(1) << family->list.at;
	if (!was)
		next_unticked(family);
	return OK;
}

static enum code
choose(struct family *family, enum together how)
{
	family->how = (int)how;
	return OK;
}

static enum code
side(struct ui *ui, void *state)
{
	(void)ui;
	return choose(state, TOGETHER_SIDE);
}

static enum code
row(struct ui *ui, void *state)
{
	(void)ui;
	return choose(state, TOGETHER_ROW);
}

static enum code
same_day(struct ui *ui, void *state)
{
	(void)ui;
	return choose(state, TOGETHER_DAY);
}

static enum code
take(struct ui *ui, void *state)
{
	struct family *const family = state;
	const struct together_search search = search_of(family);
	struct opening *openings;
	struct appointment *visits;
	const char *said = NULL;
	enum code code;

	if (family->how == NOT_CHOSEN)
		return fail(INPUT, "family: s side by side, r in a row or d on the same day?");
	code = together_find(ui_desk(ui), ui_arena(ui), &search, &openings);
	if (code == OK)
		code = together_book(ui_desk(ui), ui_arena(ui), &search, openings, NULL, &visits,
				&said);
	if (code != OK)
		return code;
	ui_did(ui, arena_print(ui_arena(ui), "%zu booked: %s", search.count, said));
	ui_pop(ui);
	return OK;
}

static bool
family_key(struct ui *ui, void *state, const char *key)
{
	struct family *const family = state;

	(void)ui;
	return list_key(&family->list, key, family->loaded.count, TOGETHER_MOST);
}

static unsigned
family_has(const void *state)
{
	const struct family *const family = state;

	return family->loaded.count > 0 ? NEEDS_ROW : 0;
}

static const struct action family_actions[] = {
	{ "Enter", "book all", NEEDS_ROW | MAY(BOOK),
		"Books all who are ticked, or nobody.", take },
	{ "Space", "tick", NEEDS_ROW, "Takes who is marked in, or out.", tick },
	{ "r", "in a row", NEEDS_ROW, "One after the other, at most 30 minutes apart.", row },
	{ "s", "side by side", NEEDS_ROW, "All begin at once.", side },
	{ "d", "same day", NEEDS_ROW, "At any times of one day.", same_day },
	{ "Esc", "back", 0, "Books nobody.", ui_back },
	ACTIONS_END
};

const struct screen family_screen = {
	.name = "family", .kind = SCREEN_OVER, .state_size = sizeof(struct family),
	.kept = offsetof(struct family, loaded), .load = family_load, .draw = family_draw,
	.actions = family_actions, .key = family_key, .has = family_has,
};

enum code
family_show(struct ui *ui, int64_t patient)
{
	struct family_loaded loaded = { 0 };
	struct family *family;
	const enum code code = load_members(ui, ui_arena(ui), patient, &loaded);

	if (code != OK)
		return code;
	if (loaded.count < 2)
		return fail(NOT_FOUND, "family: nobody else is in the household");
	family = ui_push(ui, &family_screen);
	family->patient = patient;
	family->how = NOT_CHOSEN;
	for (size_t n = 0; n < loaded.count; n++)
		if (is_due(&loaded.members[n], &loaded.wanted[n], loaded.today))
			family->ticks |= UINT64_C(1) << n;
	family->loaded.count = loaded.count;
	next_unticked(family);
	return OK;
}
