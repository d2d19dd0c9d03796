/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recurrence within bounds.
 */
#include "recur.h"

#include <stdlib.h>

#include "value.h"

#define STEPS 20000		/* occurrences of a rule that are looked at */
#define DAY 1440

struct recur {
	icalrecur_iterator *iterator;
	bool counts;
	int steps;
};

static bool
is_given(const short *list)
{
	return list[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

static bool
is_of_time(const struct icalrecurrencetype *rule)
{
	return rule->freq == ICAL_HOURLY_RECURRENCE || rule->freq == ICAL_MINUTELY_RECURRENCE ||
	       is_given(rule->by_hour) || is_given(rule->by_minute) || is_given(rule->by_second);
}

static bool
has_hour(const struct icalrecurrencetype *rule, int hour)
{
	for (size_t i = 0; i < ICAL_BY_HOUR_SIZE && rule->by_hour[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
		if (rule->by_hour[i] == hour)
			return true;
	return !is_given(rule->by_hour);
}

/* Does a rule by the hour or minute ever come to one of its hours? After a day of steps it is back. */
static bool
meets_its_hours(const struct icalrecurrencetype *rule, struct icaltimetype start)
{
	const long step = (rule->freq == ICAL_HOURLY_RECURRENCE ? 60L : 1L) * rule->interval % DAY;
	long minute = start.hour * 60L + start.minute;

	for (int i = 0; i < DAY; i++) {
		if (has_hour(rule, (int)(minute / 60)))
			return true;
		minute = (minute + step) % DAY;
	}
	return false;
}

/* libical looks on step by step, until a year's end far away, where nothing will do: what could take
 * it long by small steps is told beforehand. */
static bool
can_run_away(const struct icalrecurrencetype *rule, struct icaltimetype start)
{
	if (rule->freq == ICAL_SECONDLY_RECURRENCE || (start.is_date && is_of_time(rule)))
		return true;
	if (rule->freq != ICAL_HOURLY_RECURRENCE && rule->freq != ICAL_MINUTELY_RECURRENCE)
		return false;
	return is_given(rule->by_day) || is_given(rule->by_month_day) || is_given(rule->by_month) ||
	       is_given(rule->by_year_day) || is_given(rule->by_week_no) ||
	       is_given(rule->by_set_pos) ||
	       (rule->freq == ICAL_MINUTELY_RECURRENCE && is_given(rule->by_minute)) ||
	       !meets_its_hours(rule, start);
}

bool
recur_parse(const char *text, struct icaltimetype start, struct icalrecurrencetype *rule)
{
	*rule = icalrecurrencetype_from_string(text);
	return rule->freq != ICAL_NO_RECURRENCE && rule->interval > 0 && rule->count >= 0 &&
	       !can_run_away(rule, start);
}

void
recur_until(struct icalrecurrencetype *rule, long ahead)
{
	if (icaltime_is_null_time(rule->until) || !rule->until.zone)
		return;
	rule->until = wall_time_of(wall_seconds(rule->until) + ahead, rule->until.is_date);
}

struct recur *
recur_new(const struct icalrecurrencetype *rule, struct icaltimetype start)
{
	struct recur *const recur = calloc(1, sizeof *recur);

	if (!recur)
		return NULL;
	recur->counts = rule->count > 0;
	recur->iterator = icalrecur_iterator_new(*rule, start);
	if (recur->iterator)
		return recur;
	free(recur);
	return NULL;
}

void
recur_free(struct recur *recur)
{
	if (!recur)
		return;
	icalrecur_iterator_free(recur->iterator);
	free(recur);
}

void
recur_skip(struct recur *recur, struct icaltimetype from)
{
	if (!recur->counts)
		icalrecur_iterator_set_start(recur->iterator, from);
}

bool
recur_next(struct recur *recur, struct icaltimetype *next)
{
	if (recur->steps++ >= STEPS)
		return false;
	*next = icalrecur_iterator_next(recur->iterator);
	return !icaltime_is_null_time(*next);
}

bool
recur_endless(const struct recur *recur)
{
	return recur->steps > STEPS;
}
