/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding and booking a series.
 */
#include "book/series.h"
#include "store/change.h"

#define LATE_MOST 6		/* days that one may come after its day */

/* The n-th after the first: the same time with the same provider, else what comes first. */
static enum code
find_later(struct desk *desk, struct arena *arena, const struct series *series,
		const struct opening *first, int day, struct opening *out)
{
	struct opening_search search = series->search;
	struct opening *found;
	size_t count;
	enum code code;

	search.first = day;
	search.last = day + LATE_MOST;
	search.limit = 1;
	search.one_a_day = false;
	search.after = first->slot.start;
	search.before = first->slot.start + first->slot.minutes;
	search.provider = first->provider;
	code = openings_find(desk, arena, &search, &found, &count);
	if (code == OK && count == 0) {
		search.after = series->search.after;
		search.before = series->search.before;
		search.provider = series->search.provider;
		code = openings_find(desk, arena, &search, &found, &count);
	}
	if (code != OK)
		return code;
	if (count == 0)
		return NOT_FOUND;
	*out = found[0];
	return OK;
}

static enum code
check_series(const struct series *series)
{
	if (series->times < 2 || series->times > SERIES_MOST)
		return fail(INPUT, "series: it has from 2 to %d visits", SERIES_MOST);
	if (series->every.months < 0 || series->every.days < 0 ||
	    interval_days(series->every) < 1)
		return fail(INPUT, "series: every how many days, weeks or months?");
	return OK;
}

/* The day of the n-th, counted from the first so that months don't drift. */
static int
day_of(const struct series *series, int first, int n)
{
	return interval_add(first, (struct interval){series->every.months * n,
						     series->every.days * n});
}

enum code
series_find(struct desk *desk, struct arena *arena, const struct series *series,
		struct opening **out)
{
	struct opening_search search = series->search;
	struct opening *first, *found;
	size_t count;
	enum code code = check_series(series);

	search.limit = 1;
	if (code == OK)
		code = openings_find(desk, arena, &search, &first, &count);
	if (code != OK)
		return code;
	if (count == 0)
		return fail(NOT_FOUND, "series: not even the first fits: try other days, hours or "
			    "chairs");
	found = arena_take(arena, (size_t)series->times * sizeof *found);
	found[0] = *first;
	for (int n = 1; code == OK && n < series->times; n++) {
		const int day = day_of(series, found[0].slot.day, n);

		code = find_later(desk, arena, series, &found[0], day, &found[n]);
		if (code == NOT_FOUND)
			return fail(NOT_FOUND, "series: number %d doesn't fit in the week from %s",
				    n + 1, day_said(arena, day, desk_today(desk)));
	}
	*out = found;
	return code;
}

static enum code
book_one(struct desk *desk, struct arena *arena, const struct series *series,
		const struct opening *opening, int64_t first, const char *force,
		struct appointment *out)
{
	const struct booking booking = {
		.patient = series->search.patient, .type = series->search.type,
		.provider = opening->provider, .checker = opening->checker, .slot = opening->slot,
		.note = series->note, .force = force, .series = first
	};
	const char *said;

	return appointment_book(desk, arena, &booking, out, &said);
}

static enum code
book_all(struct desk *desk, struct arena *arena, const struct series *series,
		const struct opening *openings, const char *force, struct appointment *visits)
{
	enum code code = OK;

	for (int n = 0; code == OK && n < series->times; n++)
		code = book_one(desk, arena, series, &openings[n], n ? visits[0].row.id : 0, force,
				&visits[n]);
	return code;
}

enum code
series_book(struct desk *desk, struct arena *arena, const struct series *series,
		const struct opening *openings, const char *force, struct appointment **out,
		const char **said)
{
	const int today = desk_today(desk);
	const struct opening *const last = &openings[series->times - 1];
	enum code code = batch_begin(desk, NULL, NULL);

	*out = arena_take(arena, (size_t)series->times * sizeof **out);
	if (code == OK)
		code = batch_end(desk, book_all(desk, arena, series, openings, force, *out));
	if (code != OK)
		return code;
	*said = arena_print(arena, "%d visits booked from %s to %s", series->times,
			    time_said(arena, openings[0].slot.day, openings[0].slot.start, today),
			    day_said(arena, last->slot.day, today));
	return OK;
}
