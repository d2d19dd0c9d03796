/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbered openings in one line.
 */
#include "offered.h"
#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "recall/recall.h"
#include "take.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>

#define ASKED 12			/* those over the visit's own time are left out */

/* What is looked for where a visit is to be moved; its own place is no offer. */
static enum code
search_to_move(struct ui *ui, struct arena *arena, struct offered *offered,
		struct opening_search *search, struct slot *own)
{
	struct appointment visit;
	const enum code code = record_get(ui_desk(ui), arena, &appointment_record, offered->visit,
			&visit);

	if (code != OK)
		return code;
	offered->type = visit.type;
	search->minutes = visit.minutes;
	search->but = visit.row.id;
	if (visit.day != NONE)
		*own = (struct slot){ visit.chair, visit.day, visit.start, visit.minutes };
	return OK;
}

static enum code
search_to_book(struct ui *ui, struct arena *arena, struct offered *offered,
		struct opening_search *search)
{
	struct wanted wanted;
	const enum code code = recall_wanted(ui_desk(ui), arena, offered->patient, &wanted);

	if (code != OK)
		return code;
	offered->type = wanted.type;
	offered->planned = wanted.planned;
	search->first = wanted.not_before;
	return OK;
}

static enum code
find(struct ui *ui, struct arena *arena, struct offered *offered, struct opening_search *search,
		const struct slot *own)
{
	struct opening *found;
	struct visit_type type;
	size_t count;
	enum code code = record_get(ui_desk(ui), arena, &visit_type_record, offered->type, &type);

	search->type = offered->type;
	if (code == OK)
		code = openings_find(ui_desk(ui), arena, search, &found, &count);
	if (code != OK)
		return code;
	offered->what = arena_print(arena, "%s %d", type.name,
			search->minutes == NONE ? type.minutes : search->minutes);
	offered->openings = found;
	for (size_t i = 0; i < count && offered->count < OFFERED_MOST; i++)
		if (!slots_overlap(own, &found[i].slot))
			found[offered->count++] = found[i];
	return OK;
}

enum code
offered_load(struct ui *ui, struct arena *arena, int64_t patient, int64_t visit,
		struct offered *out)
{
	struct opening_search search = { .patient = patient, .minutes = NONE, .first = NONE,
		.last = NONE, .after = NONE, .before = NONE, .commitments = true,
		.one_a_day = true, .ranked = true, .limit = ASKED };
	struct slot own = { 0 };
	enum code code;

	*out = (struct offered){ .patient = patient, .visit = visit,
		.today = desk_today(ui_desk(ui)) };
	if (!patient)
		return OK;
	code = visit ? search_to_move(ui, arena, out, &search, &own)
		     : search_to_book(ui, arena, out, &search);
	return code == OK && out->type ? find(ui, arena, out, &search, &own) : code;
}

void
offered_draw(const struct offered *offered, struct grid *grid, int y, int x, int right)
{
	char day[DAY_WORDS], clock[CLOCK_SIZE], place[64];

	if (offered->count == 0)
		return;
	x = grid_print(grid, y, x, STYLE_DIM, right - x, "%s", offered->visit ? "Move to"
			: offered->what) + 2;
	for (size_t n = 0; n < offered->count; n++) {
		const struct opening *const opening = &offered->openings[n];

		snprintf(place, sizeof(place), "%s%s%s", opening->slot.day == offered->today ? ""
				: day_words(day, opening->slot.day, false),
				opening->slot.day == offered->today ? "today " : " ",
				clock_said(clock, opening->slot.start));
		if (x + 2 + text_width(place) > right)
			return;
		grid_digit_spot(grid, y, x, 2 + text_width(place), n + 1);
		x = grid_print(grid, y, x, STYLE_BOLD, 2, "%zu", n + 1) + 1;
		x = grid_text(grid, y, x, STYLE_NORMAL, place, right - x) + 2;
	}
}

static enum code
take(struct ui *ui, const struct offered *offered, size_t n)
{
	const struct taking what = { .patient = offered->patient, .type = offered->type,
		.visit = offered->visit ? offered->visit : offered->planned };
	const char *said = NULL;
	const enum code code = opening_take(ui, &what, &offered->openings[n], &said);

	if (code == OK)
		ui_did(ui, said);
	return code;
}

bool
offered_key(struct ui *ui, const struct offered *offered, const char *key)
{
	const size_t digit = key_digit(key);

	if (!digit)
		return false;
	if (digit > offered->count)
		ui_say(ui, "There is no opening %s here: o lists them", key);
	else if (take(ui, offered, digit - 1) != OK)
		ui_say(ui, "%s", error_text());
	return true;
}
