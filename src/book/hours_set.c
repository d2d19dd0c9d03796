/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Weekly hours are never overwritten: the old ones end, the new ones begin.
 */
#include "book/hours.h"

#include <string.h>

#include "store/change.h"

#define WEEKDAYS 7

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

/* Ends one that still holds on `since` or later: one that would only begin then never holds. */
static enum code
end_before(struct desk *desk, struct hours *row, int since)
{
	const int first = row->since != NONE && row->since > since ? row->since : since;

	if (row->until_day != NONE && row->until_day < since)
		return OK;
	row->until_day = first - 1;
	return record_put(desk, &hours_record, row);
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
	for (size_t i = 0; i < count && code == OK; i++)
		if (asked->weekdays & 1u << rows[i].weekday)
			code = end_before(desk, &rows[i], asked->since);
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
		row.every_weeks = 1;
		code = record_put(desk, &hours_record, &row);
	}
	return code;
}

enum code
hours_set(struct desk *desk, const struct new_hours *asked)
{
	struct arena arena = {0};
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = end_old(desk, &arena, asked);
	for (int weekday = 0; weekday < WEEKDAYS && code == OK; weekday++)
		if (asked->weekdays & 1u << weekday)
			code = begin_new(desk, asked, weekday);
	arena_free(&arena);
	return batch_end(desk, code);
}
