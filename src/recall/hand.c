/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is set by hand on one patient's recall: a day, an interval, a pause, an end, and its going
 * on again.
 */
#include "base/text.h"
#include "store/change.h"
#include "rules.h"

#define MONTH_DAYS 30.44
#define LEAST_MONTHS 3
#define MOST_MONTHS 24
#define MOST_MONTHS_CHILD 12
#define GROWN_UP 18

/* One recall in hand: the patient, the rule and the row, which is new where row.id is 0. */
struct in_hand {
	struct desk *desk;
	struct arena *arena;
	struct patient patient;
	struct rules rules;
	const struct rule *rule;
	struct recall row;
	const char *instead_of;		/* the rule it takes the place of, NULL: none */
	const char *what;		/* was done */
};

struct wish {
	int64_t type;
	int day, reason;
	const char *interval, *plan;
};

/* The row of the rule; else that of the one it excludes, which becomes this; else a new one. */
static void
row_choose(struct in_hand *at, const struct recall *rows, size_t count)
{
	const struct recall *chosen = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct rule *const rule = rules_of(&at->rules, rows[i].recall_type);

		if (rule == at->rule) {
			at->row = rows[i];
			at->instead_of = NULL;
			return;
		}
		if (rules_exclude(rule, at->rule)) {
			chosen = &rows[i];
			at->instead_of = rule->name;
		}
	}
	if (chosen)
		at->row = *chosen;
	else
		record_blank(&recall_record, &at->row);
	at->row.patient = at->patient.row.id;
	at->row.recall_type = at->rule->id;
}

/* What was set for an earlier visit no longer holds: what is set now is set for this one. */
static void
row_renew(struct recall *row)
{
	if (!recall_holds(row)) {
		row->hand_due = row->stopped = NONE;
		row->note = NULL;
	}
	row->set_for = row->previous;
}

static enum code
take_in_hand(struct in_hand *at, int64_t patient, int64_t type)
{
	struct desk *const desk = at->desk;
	struct arena *const arena = at->arena;
	struct history history;
	struct recall *rows;
	size_t count;
	enum code code;

	if ((code = record_get(desk, arena, &patient_record, patient, &at->patient)) != OK ||
	    (code = rules_load(desk, arena, &at->rules)) != OK ||
	    (code = history_load(desk, arena, &at->rules, patient, &history)) != OK ||
	    (code = record_select(desk, arena, &recall_record, &rows, &count,
			"WHERE patient = $1 ORDER BY id", "I", patient)) != OK)
		return code;
	at->rule = rules_of(&at->rules, type);
	if (!at->rule)
		return fail(NOT_FOUND, "recall type %lld: there is none", (long long)type);
	row_choose(at, rows, count);
	at->row.previous = history_previous(&at->rules, at->rule, &history, false);
	return OK;
}

/* A sentence where the interval is an unusual one; "" else. */
static const char *
interval_warning(const struct in_hand *at, const char *text)
{
	const int age = patient_age(at->patient.birth, desk_today(at->desk));
	const bool child = age != NONE && age < GROWN_UP;
	const int most = child ? MOST_MONTHS_CHILD : MOST_MONTHS;
	struct interval interval;
	int days;

	if (!interval_parse(text, &interval))
		return "";
	days = interval_days(interval);
	if (days >= (int)(LEAST_MONTHS * MONTH_DAYS) && days <= (int)(most * MONTH_DAYS) + 1)
		return "";
	return arena_print(at->arena, " (usual are %d to %d months%s)", LEAST_MONTHS, most,
			child ? " under 18" : "");
}

static enum code
interval_set(struct in_hand *at, const char *interval)
{
	struct interval parsed;

	if (text_is_blank(interval)) {
		at->row.interval = NULL;
		return OK;
	}
	if (!interval_parse(interval, &parsed) || interval_days(parsed) < 1)
		return fail(INPUT, "interval %s: give it as 6m, 4m+1d, 6w or 1y", interval);
	at->row.interval = interval;
	return OK;
}

static enum code
plan_set(struct in_hand *at, const char *plan)
{
	struct plan_of parsed;

	if (!text_is_blank(plan) && !plan_parse(plan, &parsed))
		return fail(INPUT, "plan %s: give it as 2/y (a calendar year) or 6m+1d", plan);
	at->row.plan = text_is_blank(plan) ? NULL : plan;
	return OK;
}

/* Each of these does one wish to the row, and says what it did. */

static enum code
do_set(struct in_hand *at, const struct wish *wish)
{
	struct arena *const arena = at->arena;
	const char *when = "", *every = "";
	const enum code code = wish->interval ? interval_set(at, wish->interval) : OK;

	if (code != OK)
		return code;
	if (wish->day != NONE) {
		row_renew(&at->row);
		at->row.hand_due = wish->day;
		when = arena_print(arena, " due %s",
				day_said(arena, wish->day, desk_today(at->desk)));
	}
	if (at->row.interval && wish->interval)
		every = arena_print(arena, " every %s%s", wish->interval,
				interval_warning(at, wish->interval));
	else if (wish->interval)
		every = " at the usual interval";
	at->what = arena_print(arena, "%s%s%s", when, *when && *every ? "," : "", every);
	return OK;
}

static enum code
do_pause(struct in_hand *at, const struct wish *wish)
{
	const int today = desk_today(at->desk);
	char until[DAY_SIZE];

	if (wish->day == NONE || wish->day <= today)
		return fail(INPUT, "pause until %s: give a day after today",
				civil_format(until, wish->day));
	at->row.paused_until = wish->day;
	at->what = arena_print(at->arena, " paused until %s",
			day_said(at->arena, wish->day, today));
	return OK;
}

static enum code
do_stop(struct in_hand *at, const struct wish *wish)
{
	row_renew(&at->row);
	at->row.stopped = wish->reason;
	at->what = arena_print(at->arena, " stopped (%s)", stopped_words[wish->reason]);
	return OK;
}

static enum code
do_resume(struct in_hand *at, const struct wish *wish)
{
	(void)wish;
	at->row.stopped = at->row.paused_until = NONE;
	at->what = " goes on";
	return OK;
}

static enum code
do_plan(struct in_hand *at, const struct wish *wish)
{
	const enum code code = plan_set(at, wish->plan);

	at->what = at->row.plan ? arena_print(at->arena, " paid for %s", wish->plan) :
		" as often as one likes";
	return code;
}

static const char *
hand_said(const struct in_hand *at)
{
	const char *const instead = !at->instead_of ? "" :
		arena_print(at->arena, " instead of %s,", at->instead_of);

	return arena_print(at->arena, "%s: %s%s%s", at->patient.name, at->rule->name, instead,
			at->what);
}

static enum code
by_hand(struct desk *desk, struct arena *arena, int64_t patient,
		enum code (*act)(struct in_hand *, const struct wish *), const struct wish *wish,
		const char **said)
{
	struct in_hand at = { .desk = desk, .arena = arena };
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	if ((code = take_in_hand(&at, patient, wish->type)) == OK &&
	    (code = act(&at, wish)) == OK)
		code = record_put(desk, &recall_record, &at.row);
	code = batch_end(desk, code);
	if (code == OK && said)
		*said = hand_said(&at);
	return code;
}

enum code
recall_set(struct desk *desk, struct arena *arena, int64_t patient, int64_t type, int due,
		const char *interval, const char **said)
{
	return by_hand(desk, arena, patient, do_set,
			&(struct wish){ .type = type, .day = due, .interval = interval }, said);
}

enum code
recall_plan(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		const char *plan, const char **said)
{
	struct recall row;
	enum code code = by_hand(desk, arena, patient, do_plan,
			&(struct wish){ .type = type, .plan = plan }, said);

	if (code == OK && said)
		code = record_first(desk, arena, &recall_record, &row,
				"WHERE patient = $1 AND recall_type = $2", "II", patient, type);
	if (code == OK && said && row.not_before != NONE)
		*said = arena_print(arena, "%s, not before %s", *said,
				day_said(arena, row.not_before, desk_today(desk)));
	return code;
}

enum code
recall_pause(struct desk *desk, struct arena *arena, int64_t patient, int64_t type, int until,
		const char **said)
{
	return by_hand(desk, arena, patient, do_pause,
			&(struct wish){ .type = type, .day = until }, said);
}

enum code
recall_stop(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		enum stopped reason, const char **said)
{
	return by_hand(desk, arena, patient, do_stop,
			&(struct wish){ .type = type, .reason = reason }, said);
}

enum code
recall_resume(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		const char **said)
{
	return by_hand(desk, arena, patient, do_resume, &(struct wish){ .type = type }, said);
}

enum code
recall_previous(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		int *previous)
{
	struct history history;
	struct rules rules;
	const struct rule *rule;
	enum code code;

	*previous = NONE;
	if ((code = rules_load(desk, arena, &rules)) != OK ||
	    (code = history_load(desk, arena, &rules, patient, &history)) != OK)
		return code;
	rule = rules_of(&rules, type);
	if (rule)
		*previous = history_previous(&rules, rule, &history, false);
	return OK;
}
