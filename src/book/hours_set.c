/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting hours. Weekly ones are never overwritten: the old ones end, the new ones begin.
 */
#include "book/hours.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "watched.h"

#define WEEKDAYS 7
#define A_MONDAY 4			/* 1970-01-05: weeks are counted from it */

static bool
span_parse(const char *text, struct span *out)
{
	const char *const dash = strchr(text, '-');
	struct arena arena = {0};
	bool good;

	if (!dash)
		return false;
	good = clock_parse(arena_copy_bytes(&arena, text, (size_t)(dash - text)), &out->start) &&
	       clock_parse(dash + 1, &out->until) && out->until > out->start;
	arena_free(&arena);
	return good;
}

enum code
spans_parse(struct arena *arena, const char *text, struct span **out, size_t *count)
{
	char *list = arena_copy(arena, text), *state;
	int until = 0;

	*out = arena_take(arena, (strlen(text) + 1) * sizeof **out);
	*count = 0;
	for (char *word; (word = strtok_r(list, ", ", &state)); list = NULL) {
		struct span *const span = &(*out)[*count];

		if (!span_parse(word, span) || span->start < until)
			return fail(INPUT, "hours \"%s\": spans are wanted, one after the other: "
				    "08:00-12:00,13:00-17:00", text);
		until = span->until;
		++*count;
	}
	return OK;
}

/* The first day after another on which hours of every n-th week go on in their own weeks. */
static int
resume_day(const struct hours *row, int after)
{
	const int since = row->since == NONE ? A_MONDAY : row->since;
	const int day = after + 1, monday = day - civil_weekday(day);
	const int weeks = (monday - (since - civil_weekday(since))) / WEEKDAYS % row->every_weeks;

	return weeks == 0 ? day : monday + (row->every_weeks - weeks) * WEEKDAYS;
}

/* After hours that hold for a while, those of before hold again. */
static enum code
resume(struct desk *desk, const struct hours *row, int after)
{
	struct hours again = *row;

	again.row = (struct row){0, 0};
	again.since = resume_day(row, row->since != NONE && row->since > after ? row->since - 1
						: after);
	if (again.until_day != NONE && again.until_day < again.since)
		return OK;
	return record_put(desk, &hours_record, &again);
}

bool
weekdays_parse(const char *text, unsigned *bits)
{
	struct arena arena = {0};
	char *list = text_fold(&arena, text), *state;
	unsigned some = 0;
	bool good = true;

	*bits = 0;
	for (char *word; good && (word = strtok_r(list, ", ", &state)); list = NULL) {
		const char *const words[] = {word};

		good = weekdays_read(words, 1, &some) == 1;
		*bits |= some;
	}
	arena_free(&arena);
	return good && *bits;
}

/* Ends one that still holds on `since` or later: one that would only begin then never holds. */
static enum code
end_before(struct desk *desk, struct hours *row, const struct new_hours *asked)
{
	const int since = asked->since;
	const int first = row->since != NONE && row->since > since ? row->since : since;
	enum code code = OK;

	if (row->until_day != NONE && row->until_day < since)
		return OK;
	if (asked->until_day > 0)
		code = resume(desk, row, asked->until_day);
	row->until_day = first - 1;
	return code == OK ? record_put(desk, &hours_record, row) : code;
}

static enum code
end_old(struct desk *desk, struct arena *arena, const struct new_hours *asked)
{
	struct hours *rows;
	size_t count;
	enum code code = record_select(desk, arena, &hours_record, &rows, &count,
			"where coalesce(provider, 0) = $1 and coalesce(chair, 0) = $2 order by id",
				"II",
			asked->provider, asked->chair);

	if (code == OK && count == 0 && asked->count == 0 && (asked->provider || asked->chair))
		return fail(INPUT, "hours: there are none of their own, so those of the practice "
			    "hold: first give the days and times that are worked");
	if (code == OK && count == 0 && asked->until_day > 0 && (asked->provider || asked->chair))
		return fail(INPUT, "hours: there are none of their own that could hold again after "
			    "that: first give the days and times that are worked");
	for (size_t i = 0; i < count && code == OK; i++)
		if (asked->weekdays & 1u << rows[i].weekday)
			code = end_before(desk, &rows[i], asked);
	return code;
}

static enum code
begin_new(struct desk *desk, const struct new_hours *asked, int weekday)
{
	enum code code = OK;

	for (size_t i = 0; i < asked->count && code == OK; i++) {
		struct hours row;

		record_blank(&hours_record, &row);
		row.provider = asked->provider;
		row.chair = asked->chair;
		row.weekday = weekday;
		row.start = asked->spans[i].start;
		row.until_min = asked->spans[i].until;
		row.since = asked->since;
		row.until_day = asked->until_day > 0 ? asked->until_day : NONE;
		row.every_weeks = asked->every_weeks > 0 ? asked->every_weeks : 1;
		code = record_put(desk, &hours_record, &row);
	}
	return code;
}

static enum code
set_weekly(struct desk *desk, void *context)
{
	const struct new_hours *const asked = context;
	struct arena arena = {0};
	enum code code = asked->beside ? OK : end_old(desk, &arena, asked);

	for (int weekday = 0; weekday < WEEKDAYS && code == OK; weekday++)
		if (asked->weekdays & 1u << weekday)
			code = begin_new(desk, asked, weekday);
	arena_free(&arena);
	return code;
}

enum code
hours_set(struct desk *desk, const struct new_hours *asked)
{
	struct new_hours copy = *asked;

	if (asked->until_day > 0 && asked->until_day < asked->since)
		return fail(INPUT, "hours: their last day is before their first");
	return watched_change(desk, set_weekly, &copy, asked->since, NONE, "the hours have changed");
}

/* Takes away what was set for that day. */
static enum code
clear_day(struct desk *desk, struct arena *arena, const struct day_hours *asked, size_t *count)
{
	struct hours_day *rows;
	char day[DAY_SIZE];
	enum code code = record_select(desk, arena, &hours_day_record, &rows, count,
			"where day = $1 and coalesce(provider, 0) = $2 and coalesce(chair, 0) = $3 "
			"order by id", "tII", civil_format(day, asked->day), asked->provider,
			asked->chair);

	for (size_t i = 0; code == OK && i < *count; i++)
		code = record_remove(desk, &hours_day_record, &rows[i]);
	return code;
}

static enum code
put_day(struct desk *desk, const struct day_hours *asked, const struct span *span)
{
	struct hours_day row;

	record_blank(&hours_day_record, &row);
	row.provider = asked->provider;
	row.chair = asked->chair;
	row.day = asked->day;
	row.start = span ? span->start : NONE;
	row.until_min = span ? span->until : NONE;
	return record_put(desk, &hours_day_record, &row);
}

static enum code
set_day(struct desk *desk, void *context)
{
	const struct day_hours *const asked = context;
	struct arena arena = {0};
	size_t were;
	enum code code = clear_day(desk, &arena, asked, &were);

	if (code == OK && asked->usual && were == 0)
		code = fail(INPUT, "hours: that day has its usual ones");
	if (code == OK && !asked->usual && asked->count == 0)
		code = put_day(desk, asked, NULL);
	for (size_t i = 0; code == OK && !asked->usual && i < asked->count; i++)
		code = put_day(desk, asked, &asked->spans[i]);
	arena_free(&arena);
	return code;
}

enum code
hours_set_day(struct desk *desk, const struct day_hours *asked)
{
	struct day_hours copy = *asked;

	if (asked->day < desk_today(desk))
		return fail(INPUT, "hours: that day is past");
	return watched_change(desk, set_day, &copy, asked->day, asked->day,
			      "the hours of that day have changed");
}
