/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is due and when the next step is, from a patient's visits and contacts (desk.md section 4).
 */
#include <stdlib.h>
#include <string.h>

#include "rules.h"

#define DAYS_A_MISS 28		/* how much sooner a missed visit makes a recall urgent */
#define DAYS_AN_ATTEMPT 14	/* and an unanswered attempt */

static bool
visit_resets(const struct rules *rules, const struct rule *rule, int64_t type, bool own)
{
	const size_t number = (size_t)(rule - rules->rules);

	for (size_t i = 0; i < rules->resets_count; i++) {
		const struct resets *const resets = &rules->resets[i];

		if (resets->type == type && resets->rule == number && (resets->own || !own))
			return true;
	}
	return false;
}

int
history_previous(const struct rules *rules, const struct rule *rule,
		const struct history *history, bool own)
{
	for (size_t i = history->visit_count; i-- > 0;) {
		const struct past_visit *const visit = &history->visits[i];

		if (visit->state == VISIT_DONE && visit_resets(rules, rule, visit->type, own))
			return visit->day;
	}
	return NONE;
}

static int
next_visit(const struct rules *rules, const struct rule *rule, const struct history *history)
{
	for (size_t i = history->visit_count; i-- > 0;) {
		const struct past_visit *const visit = &history->visits[i];

		if (state_is_open(visit->state) && visit_resets(rules, rule, visit->type, false))
			return visit->day;
	}
	return NONE;
}

static int
missed_since(const struct rules *rules, const struct rule *rule, const struct history *history,
		int previous)
{
	int count = 0;

	for (size_t i = history->visit_count; i-- > 0;) {
		const struct past_visit *const visit = &history->visits[i];

		if (visit->day <= previous)		/* NONE is before every day */
			break;
		if (visit->state == VISIT_MISSED && visit_resets(rules, rule, visit->type, false))
			count++;
	}
	return count;
}

static int
unanswered_since(const struct history *history, int previous)
{
	int count = 0;

	for (size_t i = history->attempt_count; i-- > 0 && history->attempts[i].day > previous;)
		count += history->attempts[i].outcome == OUTCOME_NO_ANSWER;
	return count;
}

/* The latest counted contact since previous, NULL: none. */
static const struct attempt *
counted_since(const struct history *history, int previous)
{
	for (size_t i = history->attempt_count; i-- > 0 && history->attempts[i].day > previous;)
		if (outcome_counts(history->attempts[i].outcome))
			return &history->attempts[i];
	return NULL;
}

bool
recall_holds(const struct recall *row)
{
	return row->set_for == row->previous;
}

bool
plan_parse(const char *text, struct plan_of *out)
{
	*out = (struct plan_of){ 0 };
	if (text[0] >= '1' && text[0] <= '9' && strcmp(text + 1, "/y") == 0) {
		out->times = text[0] - '0';
		return true;
	}
	return interval_parse(text, &out->interval) && interval_days(out->interval) > 0;
}

/* How many done visits that reset the rule lie in the year of a day, up to it. */
static int
done_that_year(const struct rules *rules, const struct rule *rule, const struct history *history,
		int until)
{
	int year, month, mday, count = 0, first;

	civil_date(until, &year, &month, &mday);
	first = civil_day(year, 1, 1);
	for (size_t i = 0; i < history->visit_count; i++) {
		const struct past_visit *const visit = &history->visits[i];

		count += visit->state == VISIT_DONE && visit->day >= first && visit->day <= until &&
			visit_resets(rules, rule, visit->type, false);
	}
	return count;
}

static int
not_before(const struct rules *rules, const struct rule *rule, const struct history *history,
		const struct recall *row)
{
	struct plan_of plan;
	int year, month, mday;

	if (!row->plan || row->previous == NONE || !plan_parse(row->plan, &plan))
		return NONE;
	if (!plan.times)
		return interval_add(row->previous, plan.interval);
	if (done_that_year(rules, rule, history, row->previous) < plan.times)
		return NONE;
	civil_date(row->previous, &year, &month, &mday);
	return year < 9999 ? civil_day(year + 1, 1, 1) : NONE;
}

/* The birthday on which somebody is of that age; of a mere year, its first day. */
static int
birthday(const char *birth, int age)
{
	int day, year;

	if (!birth || age == NONE)
		return NONE;
	if (civil_parse(birth, &day))
		return civil_add_months(day, 12 * age);
	year = atoi(birth) + age;
	return year >= 1 && year <= 9999 ? civil_day(year, 1, 1) : NONE;
}

/* By hand, else the interval after the visit before; not before a plan pays for it, nor before she is
 * of the age that it is for. */
static int
due_day(const struct rule *rule, const struct history *history, const struct recall *row)
{
	const int from = birthday(history->birth, rule->age_from);
	struct interval interval = rule->interval;
	int due = NONE;

	if (row->hand_due != NONE && recall_holds(row))
		return row->hand_due;
	if (row->interval && !interval_parse(row->interval, &interval))
		interval = rule->interval;
	if (row->previous != NONE)
		due = interval_add(row->previous, interval);
	if (due != NONE && row->not_before > due)
		due = row->not_before;
	return from > due ? from : due;
}

/* Has she outgrown it on its due day? */
static bool
is_outgrown(const struct rule *rule, const struct history *history, int due)
{
	const int until = rule->age_to == NONE ? NONE :
		birthday(history->birth, rule->age_to + 1);

	return due != NONE && until != NONE && due >= until;
}

/* Does it ride along with another of her recalls that goes on? */
static bool
is_carried(const struct rules *rules, const struct rule *rule, const struct history *history)
{
	const struct rule *const carrier = rules_of(rules, rule->rides_with);

	for (size_t i = 0; carrier && i < history->row_count; i++) {
		const struct recall *const row = &history->rows[i];
		const struct rule *const other = rules_of(rules, row->recall_type);

		if ((other == carrier || rules_exclude(other, carrier)) && row->due != NONE &&
				(row->stopped == NONE || !recall_holds(row)))
			return true;
	}
	return false;
}

/* Between the first and the last day there are. */
static int
bounded(long long day)
{
	const int first = civil_day(1, 1, 1), last = civil_day(9999, 12, 31);

	return day < first ? first : day > last ? last : (int)day;
}

static int
act_day(const struct rule *rule, const struct recall *row, const struct attempt *counted)
{
	if (row->stopped != NONE && recall_holds(row))
		return NONE;
	if (counted && counted->until != NONE)
		return counted->until;
	if (row->due == NONE)
		return civil_day(1, 1, 1);
	for (size_t i = 0; i < rule->step_count; i++) {
		const int day = bounded((long long)row->due + rule->steps[i].days);

		if (!counted || day > counted->day)
			return day;
	}
	return NONE;
}

void
recall_apply(const struct rules *rules, const struct rule *rule, const struct history *history,
		struct recall *row)
{
	row->previous = history_previous(rules, rule, history, false);
	row->not_before = not_before(rules, rule, history, row);
	row->due = due_day(rule, history, row);
	row->next_visit = next_visit(rules, rule, history);
	if (is_outgrown(rule, history, row->due)) {
		row->due = row->act_on = NONE;
		row->urgent = civil_day(9999, 12, 31);
		return;
	}
	if (row->due == NONE)
		row->urgent = civil_day(9999, 12, 31);
	else
		row->urgent = bounded((long long)row->due -
			DAYS_A_MISS * missed_since(rules, rule, history, row->previous) -
			DAYS_AN_ATTEMPT * unanswered_since(history, row->previous));
	row->act_on = is_carried(rules, rule, history) ? NONE :
		act_day(rule, row, counted_since(history, row->previous));
}
