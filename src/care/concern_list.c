/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of concerns, by due time.
 */
#include "care/concern.h"

#define IS_OPEN "answered is null and withdrawn is null"

/* The first instant of the day after: a bound of what is due by a day. */
static char *
day_bound(char out[STAMP_SIZE], int day)
{
	return stamp_format(out, zone_instant(day + 1, 0));
}

static const char *
word_or_any(const char *const *words, int word)
{
	return word == NONE ? "" : words[word];
}

static void
line_ask(struct arena *arena, struct concern_line *line)
{
	char day_text[DAY_SIZE], clock[CLOCK_SIZE];
	int day, minute;

	concern_moment(line->due, &day, &minute);
	line->whose = line->name ? line->name : line->caller;
	line->due_at = arena_print(arena, "%sT%s", civil_format(day_text, day),
			clock_format(clock, minute));
}

enum code
concerns_load(struct desk *desk, struct arena *arena, const struct concern_filter *filter,
		struct concern_line **out, size_t *count)
{
	char bound[STAMP_SIZE], from[STAMP_SIZE];
	const bool only_closed = filter->closed_from != NONE;
	const enum code code = record_select(desk, arena, &concern_line_record, out, count,
			"where ($1 = '' or owner = $1) and ($2 = '' or due < $2)"
			" and ($3 = '' or kind = $3) and ($4 = '' or outcome = $4)"
			" and ($5 = 0 or patient = $5)"
			" and ($6 = 1 or (" IS_OPEN "))"
			" and ($7 = '' or coalesce(answered, withdrawn) >= $7) order by due, id",
			"ttttIit",
			filter->owner ? filter->owner : "",
			filter->due_by == NONE ? "" : day_bound(bound, filter->due_by),
			word_or_any(concern_kind_words, filter->kind),
			word_or_any(concern_outcome_words, filter->outcome), filter->patient,
			filter->closed || filter->outcome != NONE || only_closed,
			only_closed ? stamp_format(from, zone_instant(filter->closed_from, 0)) : "");

	for (size_t i = 0; code == OK && i < *count; i++)
		line_ask(arena, &(*out)[i]);
	return code;
}

enum code
concern_first(struct desk *desk, struct arena *arena, struct concern_line *out, int *count)
{
	char bound[STAMP_SIZE];
	int64_t due = 0;
	enum code code = db_value(desk->db, &due, "select count(*) from concern where " IS_OPEN
			" and due < $1", "t", day_bound(bound, desk_today(desk)));

	*count = (int)due;
	if (code != OK || due == 0)
		return code;
	code = record_first(desk, arena, &concern_line_record, out, "where " IS_OPEN
			" order by due, id limit 1", "");
	if (code == OK)
		line_ask(arena, out);
	return code;
}

bool
concern_is_open(const struct concern_line *line)
{
	return !line->answered && !line->withdrawn;
}

void
concern_moment(const char *stamp, int *day, int *minute)
{
	time_t instant;

	*day = *minute = NONE;
	if (stamp && stamp_parse(stamp, &instant))
		zone_local(instant, day, minute);
}
