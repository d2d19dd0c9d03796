/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a quick line says in words, and booking it.
 */
#include "base/buffer.h"
#include "book/quick.h"
#include "store/change.h"

#define DAY_MINUTES (24 * 60)

/* Adds a part, printf-like. */
static const char *
with(struct arena *arena, const char *said, const char *part)
{
	return arena_print(arena, "%s%s%s", said, *said ? "; " : "", part);
}

static const char *
days_said(struct arena *arena, const struct opening_search *search, int today)
{
	if (search->first == NONE)
		return arena_print(arena, "until %s", day_said(arena, search->last, today));
	if (search->last == NONE)
		return arena_print(arena, "from %s", day_said(arena, search->first, today));
	if (search->first == search->last)
		return day_said(arena, search->first, today);
	return arena_print(arena, "%s to %s", day_said(arena, search->first, today),
			   day_said(arena, search->last, today));
}

static const char *
weekdays_said(struct arena *arena, unsigned weekdays)
{
	const char *said = "";

	for (int weekday = 0; weekday < 7; weekday++)
		if (weekdays >> weekday & 1)
			said = arena_print(arena, "%s%s%s", said, *said ? ", " : "",
					   weekday_name(weekday));
	return said;
}

static const char *
window_said(struct arena *arena, const struct opening_search *search)
{
	char after[CLOCK_SIZE], before[CLOCK_SIZE];

	clock_format(after, search->after);
	clock_format(before, search->before);
	if (search->before == NONE)
		return arena_print(arena, "from %s", after);
	if (search->after == NONE)
		return arena_print(arena, "until %s", before);
	return arena_print(arena, "%s to %s", after, before);
}

static const char *
interval_said(struct arena *arena, struct interval every)
{
	const char *const months = every.months ? arena_print(arena, "%dm", every.months) : "";
	const char *const days = every.days ? arena_print(arena, "%dd", every.days) : "";

	return arena_print(arena, "every %s%s%s", months, *months && *days ? "+" : "", days);
}

/* Whom and what it names. */
static const char *
rows_said(struct arena *arena, const struct quick *quick)
{
	const char *said = "";

	if (quick->patient)
		said = with(arena, said, quick->patient->name);
	if (quick->candidate_count)
		said = with(arena, said, arena_print(arena, "%s?", quick->name));
	if (quick->type)
		said = with(arena, said, quick->type->name);
	if (quick->search.minutes != NONE)
		said = with(arena, said, arena_print(arena, "%d min", quick->search.minutes));
	if (quick->provider)
		said = with(arena, said, quick->provider->short_name ? quick->provider->short_name
								     : quick->provider->name);
	return quick->chair ? with(arena, said, quick->chair->name) : said;
}

/* When. */
static const char *
time_part_said(struct desk *desk, struct arena *arena, const struct quick *quick, const char *said)
{
	const struct opening_search *const search = &quick->search;
	char clock[CLOCK_SIZE];

	if (search->weekdays)
		said = with(arena, said, weekdays_said(arena, search->weekdays));
	if (search->first != NONE || search->last != NONE)
		said = with(arena, said, days_said(arena, search, desk_today(desk)));
	if (search->after != NONE || search->before != NONE)
		said = with(arena, said, window_said(arena, search));
	if (quick->at != NONE)
		said = with(arena, said, arena_print(arena, "at %s",
						     clock_format(clock, quick->at)));
	return said;
}

const char *
quick_said(struct desk *desk, struct arena *arena, const struct quick *quick)
{
	const char *said = time_part_said(desk, arena, quick, rows_said(arena, quick));

	if (quick->now)
		said = with(arena, said, "now");
	if (quick->squeeze)
		said = with(arena, said, "squeezed in");
	if (quick->asap)
		said = with(arena, said, "soonest");
	if (quick->times != NONE)
		said = with(arena, said, arena_print(arena, "%d times", quick->times));
	if (quick->every.months || quick->every.days)
		said = with(arena, said, interval_said(arena, quick->every));
	if (quick->note)
		said = with(arena, said, arena_print(arena, "note: %s", quick->note));
	return said;
}

/* The next five minutes, for a walk-in and what is squeezed in without a time. */
static int
next_start(const struct desk *desk)
{
	const int now = desk_minute(desk);
	const int next = (now + CELL_MINUTES - 1) / CELL_MINUTES * CELL_MINUTES;

	return next < DAY_MINUTES - CELL_MINUTES ? next : DAY_MINUTES - CELL_MINUTES;
}

static bool
names_one_day(const struct opening_search *search)
{
	return search->first != NONE && search->first == search->last;
}

/* The squeeze column: the one that is named, else the first. */
static enum code
squeeze_chair(struct desk *desk, struct arena *arena, const struct quick *quick, int64_t *chair)
{
	struct chair column;
	enum code code;

	if (quick->chair && quick->chair->kind == CHAIR_SQUEEZE) {
		*chair = quick->chair->row.id;
		return OK;
	}
	code = record_first(desk, arena, &chair_record, &column,
			    "where kind = 'squeeze' and active = 1 order by position, id", "");
	*chair = code == OK ? column.row.id : 0;
	return code == NOT_FOUND ? fail(NOT_FOUND, "squeeze: the practice has no column for it")
				 : code;
}

void
quick_window(struct quick *quick)
{
	struct opening_search *const search = &quick->search;

	if (quick->at == NONE)
		return;
	search->after = quick->at;
	search->before = quick->at + (search->minutes != NONE ? search->minutes
							      : quick->type->minutes);
}

bool
quick_series(const struct quick *quick, struct series *out)
{
	struct quick narrowed = *quick;

	if (quick->times == NONE)
		return false;
	quick_window(&narrowed);
	*out = (struct series){narrowed.search, quick->times, quick->every, quick->note};
	return true;
}

/* The first opening. */
static enum code
first_opening(struct desk *desk, struct arena *arena, const struct quick *quick,
		struct booking *booking)
{
	struct quick narrowed = *quick;
	struct opening *found;
	size_t count;
	enum code code;

	quick_window(&narrowed);
	narrowed.search.limit = 1;
	code = openings_find(desk, arena, &narrowed.search, &found, &count);
	if (code != OK)
		return code;
	if (count == 0)
		return fail(NOT_FOUND, "openings: nothing fits: try other days, hours or chairs");
	booking->slot = found[0].slot;
	booking->provider = found[0].provider;
	booking->checker = found[0].checker;
	return OK;
}

/* Where it goes: at a time that is named, now, into a squeeze column, else the first opening. */
static enum code
choose_slot(struct desk *desk, struct arena *arena, const struct quick *quick,
		struct booking *booking)
{
	const struct opening_search *const search = &quick->search;
	struct slot *const slot = &booking->slot;
	const bool today = quick->now || (quick->squeeze && search->first == NONE);

	slot->day = today ? desk_today(desk) : search->first;
	slot->start = quick->now || (today && quick->at == NONE) ? next_start(desk) : quick->at;
	if (quick->squeeze && slot->start == NONE)
		return fail(INPUT, "squeeze: at what time on %s?",
			    day_said(arena, slot->day, desk_today(desk)));
	if (quick->squeeze)
		return squeeze_chair(desk, arena, quick, &slot->chair);
	if (quick->now || (names_one_day(search) && quick->at != NONE))
		return OK;
	return first_opening(desk, arena, quick, booking);
}

static enum code
book(struct desk *desk, struct arena *arena, const struct quick *quick, const char *force,
		struct appointment *out, const char **said)
{
	struct booking booking = {
		.patient = quick->search.patient, .type = quick->search.type,
		.provider = quick->search.provider,
		.slot = {quick->search.chair, NONE, NONE, quick->search.minutes},
		.note = quick->note, .force = force
	};
	const char *arrived;
	enum code code = choose_slot(desk, arena, quick, &booking);

	if (code == OK)
		code = appointment_book(desk, arena, &booking, out, said);
	if (code == OK && quick->now) {
		code = appointment_step(desk, arena, out, STEP_ARRIVE, &arrived);
		*said = arena_print(arena, "%s; here now", *said);
	}
	return code;
}

enum code
quick_book(struct desk *desk, struct arena *arena, const struct quick *quick, const char *force,
		struct appointment *out, const char **said)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, book(desk, arena, quick, force, out, said)) : code;
}
