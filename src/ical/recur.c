/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recurrence within bounds.
 */
#include "recur.h"

#include <stdlib.h>

#include "value.h"

#define STEPS 20000		/* occurrences of a rule that are looked at */

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

/* libical goes on minute by minute until a year's end of its own where no day will do. */
static bool
can_run_away(const struct icalrecurrencetype *rule)
{
	if (rule->freq == ICAL_SECONDLY_RECURRENCE)
		return true;
	return rule->freq == ICAL_MINUTELY_RECURRENCE &&
	       (is_given(rule->by_day) || is_given(rule->by_month_day) || is_given(rule->by_month) ||
		is_given(rule->by_year_day) || is_given(rule->by_week_no) ||
		is_given(rule->by_set_pos));
}

bool
recur_parse(const char *text, struct icalrecurrencetype *rule)
{
	*rule = icalrecurrencetype_from_string(text);
	return rule->freq != ICAL_NO_RECURRENCE && rule->interval > 0 && rule->count >= 0 &&
	       !can_run_away(rule);
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
