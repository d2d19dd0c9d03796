/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is due and when the next step is, from a patient's visits and contacts (desk.md section 4).
 */
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

static int
due_day(const struct rule *rule, const struct recall *row)
{
	struct interval interval = rule->interval;

	if (row->hand_due != NONE && recall_holds(row))
		return row->hand_due;
	if (row->previous == NONE)
		return NONE;
	if (row->interval && !interval_parse(row->interval, &interval))
		interval = rule->interval;
	return interval_add(row->previous, interval);
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
	row->due = due_day(rule, row);
	row->next_visit = next_visit(rules, rule, history);
	if (row->due == NONE)
		row->urgent = civil_day(9999, 12, 31);
	else
		row->urgent = bounded((long long)row->due -
			DAYS_A_MISS * missed_since(rules, rule, history, row->previous) -
			DAYS_AN_ATTEMPT * unanswered_since(history, row->previous));
	row->act_on = act_day(rule, row, counted_since(history, row->previous));
}
