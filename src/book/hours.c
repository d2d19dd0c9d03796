/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hours and closures in a plan. Providers and chairs without weekly hours of their own have the
 * practice's; the hours of a day (hours_day) replace that day whole.
 */
#include "plan.h"

#define WEEK 7
#define A_MONDAY 4			/* 1970-01-05 */

/* Whose a row is; NULL: of one who isn't in the plan. */
static struct lane *
lane_of(struct plan *plan, int64_t provider, int64_t chair)
{
	if (provider)
		return plan_provider_lane(plan, provider);
	if (chair)
		return plan_chair_lane(plan, chair);
	return &plan->practice;
}

/* Is the week of `day` one of every n-th, counted from the week of `since`? */
static bool
week_counts(const struct hours *hours, int day)
{
	const int since = hours->since == NONE ? A_MONDAY : hours->since;
	const int monday = since - civil_weekday(since);
	const int weeks = (day - civil_weekday(day) - monday) / WEEK;

	return weeks % hours->every_weeks == 0;
}

static bool
in_effect(int day, int since, int until_day)
{
	return (since == NONE || day >= since) && (until_day == NONE || day <= until_day);
}

static void
fill_weekly(struct plan *plan, const struct hours *hours)
{
	struct lane *const lane = lane_of(plan, hours->provider, hours->chair);
	const int ahead = hours->weekday - civil_weekday(plan->first);

	if (!lane)
		return;
	lane->own = true;
	for (int n = ahead < 0 ? ahead + WEEK : ahead; n < plan->days; n += WEEK)
		if (in_effect(plan->first + n, hours->since, hours->until_day) &&
		    week_counts(hours, plan->first + n))
			cells_fill(&lane->open[n], hours->start, hours->until_min);
}

/* Has an earlier row replaced that day already? Then this one adds to it. */
static bool
is_replaced(const struct hours_day *rows, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (rows[j].day == rows[i].day && rows[j].provider == rows[i].provider &&
		    rows[j].chair == rows[i].chair)
			return true;
	return false;
}

static void
replace_day(struct plan *plan, const struct hours_day *rows, size_t i)
{
	const struct hours_day *const row = &rows[i];
	struct lane *const lane = lane_of(plan, row->provider, row->chair);
	const int n = plan_index(plan, row->day);

	if (!lane || n == NONE)
		return;
	if (!is_replaced(rows, i))
		lane->open[n] = (struct cells){{0}};
	if (row->start != NONE && row->until_min != NONE)
		cells_fill(&lane->open[n], row->start, row->until_min);
}

static void
inherit(const struct plan *plan, struct lane *lanes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int n = 0; !lanes[i].own && n < plan->days; n++)
			lanes[i].open[n] = plan->practice.open[n];
}

static bool
is_practices(const struct hours_day *row)
{
	return row->provider == 0 && row->chair == 0;
}

/* The practice's days first: whoever has no hours of her own has these too. */
static void
replace_days(struct plan *plan, const struct hours_day *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_practices(&rows[i]))
			replace_day(plan, rows, i);
	inherit(plan, plan->chairs, plan->chair_count);
	inherit(plan, plan->providers, plan->provider_count);
	for (size_t i = 0; i < count; i++)
		if (!is_practices(&rows[i]))
			replace_day(plan, rows, i);
}

static void
close_days(struct plan *plan, const struct closure *closure)
{
	struct lane *const lane = lane_of(plan, closure->provider, closure->chair);
	const int until = closure->until_min == NONE ? DAY_CELLS * CELL_MINUTES
						     : closure->until_min;
	const int last = plan->first + plan->days - 1;

	if (!lane)
		return;
	for (int day = closure->first > plan->first ? closure->first : plan->first;
	     day <= closure->last && day <= last; day++)
		cells_clear(&lane->open[day - plan->first],
			    closure->start == NONE ? 0 : closure->start, until);
}

enum code
plan_ask_hours(struct plan *plan)
{
	struct plan_asked *const asked = &plan->asked;
	char first[DAY_SIZE], last[DAY_SIZE];
	enum code code = record_ask(plan->desk, &asked->hours, &hours_record, "order by id", "");

	civil_format(first, plan->first);
	civil_format(last, plan->first + plan->days - 1);
	if (code == OK)
		code = record_ask(plan->desk, &asked->days, &hours_day_record,
				  "where day between $1 and $2 order by id", "tt", first, last);
	if (code == OK)
		code = record_ask(plan->desk, &asked->closures, &closure_record,
				  "where last >= $1 and first <= $2", "tt", first, last);
	return code;
}

enum code
plan_load_hours(struct plan *plan)
{
	struct plan_asked *const asked = &plan->asked;
	struct hours *weekly;
	struct hours_day *daily;
	struct closure *closures;
	size_t weekly_count, daily_count, closure_count;
	enum code code = plan_answer(plan, &asked->hours, &hours_record, &weekly, &weekly_count);

	if (code == OK)
		code = plan_answer(plan, &asked->days, &hours_day_record, &daily, &daily_count);
	if (code == OK)
		code = plan_answer(plan, &asked->closures, &closure_record, &closures,
				 &closure_count);
	if (code != OK)
		return code;
	for (size_t i = 0; i < weekly_count; i++)
		fill_weekly(plan, &weekly[i]);
	replace_days(plan, daily, daily_count);
	for (size_t i = 0; i < closure_count; i++)
		close_days(plan, &closures[i]);
	return OK;
}
