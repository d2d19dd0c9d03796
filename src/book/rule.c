/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The booking rules. Each is a question to one mask of the plan, or to the rows that the visit
 * names; openings ask the same masks (opening.c).
 */
#include "book/rule.h"
#include "plan.h"
#include "store/right.h"

#include <stdlib.h>

#define CHECKS_APART 15		/* minutes between two checks of one dentist */

static bool
is_squeezed(const struct rule_case *at)
{
	return at->visit->chair_kind == CHAIR_SQUEEZE;
}

static int
day_of(const struct rule_case *at)
{
	return plan_index(at->plan, at->visit->day);
}

static struct shape
shape_at(const struct rule_case *at)
{
	return shape_of(at->visit->pattern, at->visit->minutes, at->visit->start);
}

/* May the visit stand there by one mask of a lane, with all its cells? */
static bool
lane_holds(const struct rule_case *at, const struct cells *mask)
{
	return cells_hold(&mask[day_of(at)], at->visit->start, at->visit->minutes);
}

/* The same by its X cells. */
static bool
provider_holds(const struct rule_case *at, const struct cells *mask)
{
	const struct shape shape = shape_at(at);
	const struct cells begin = shape_with_provider(&shape, &mask[day_of(at)]);

	return cells_begin(&begin, at->visit->start);
}

static const struct lane *
chair_lane(const struct rule_case *at)
{
	return plan_chair_lane(at->plan, at->visit->chair);
}

static const struct lane *
provider_lane(const struct rule_case *at)
{
	return plan_provider_lane(at->plan, at->visit->provider);
}

static bool
needs(const struct rule_case *at, char letter)
{
	const struct shape shape = shape_at(at);

	return shape_needs(&shape, letter);
}

static const char *
provider_name(const struct rule_case *at)
{
	return at->provider ? at->provider->name : "the provider";
}

static const char *
today_said(const struct rule_case *at, int day)
{
	return day_said(at->arena, day, desk_today(at->desk));
}

static bool
past(const struct rule_case *at, const char **why)
{
	const int today = desk_today(at->desk), now = desk_minute(at->desk);

	*why = "that time has begun already";
	return at->visit->day > today || (at->visit->day == today && at->visit->start >= now);
}

static bool
chair_exists(const struct rule_case *at, const char **why)
{
	*why = "a visit needs a chair, and there is no such";
	return at->chair != NULL;
}

static bool
chair_active(const struct rule_case *at, const char **why)
{
	if (!at->chair)
		return true;		/* chair_exists says so */
	*why = arena_print(at->arena, "%s isn't in use", at->chair->name);
	return at->chair->active && chair_lane(at);
}

static bool
is_booked_already(const struct rule_case *at)
{
	return at->before && state_is_live(at->before->state);
}

static bool
patient_state(const struct rule_case *at, const char **why)
{
	const int state = at->patient->state;

	*why = arena_print(at->arena, "%s is noted as %s", at->patient->name,
			   patient_state_words[state]);
	return is_booked_already(at) || state == PATIENT_ENQUIRER || state == PATIENT_ACTIVE ||
	       state == PATIENT_INACTIVE;
}

static bool
condition(const struct rule_case *at, const char **why)
{
	switch (at->patient->condition) {
	case CONDITION_SAME_DAY:
		*why = "this patient is booked for the same day only";
		return at->visit->day == desk_today(at->desk) || is_booked_already(at);
	case CONDITION_DEPOSIT:
		*why = "this patient pays a deposit first";
		return is_booked_already(at);
	case CONDITION_ASK_MANAGER:
		*why = "the manager is to be asked first";
		return is_booked_already(at);
	default:
		return true;
	}
}

static bool
practice_open(const struct rule_case *at, const char **why)
{
	*why = arena_print(at->arena, "the practice isn't open then on %s",
			   today_said(at, at->visit->day));
	return lane_holds(at, at->plan->practice.open);
}

static bool
chair_open(const struct rule_case *at, const char **why)
{
	const struct lane *const lane = chair_lane(at);

	if (!lane)
		return true;
	*why = arena_print(at->arena, "%s has no hours then on %s", at->chair->name,
			   today_said(at, at->visit->day));
	return lane_holds(at, lane->open);
}

static bool
kept(const struct rule_case *at, const char **why)
{
	const struct lane *const chair = chair_lane(at), *const provider = provider_lane(at);

	*why = "that time is kept for something else";
	if (is_squeezed(at))
		return true;
	return lane_holds(at, at->plan->practice.unkept) &&
	       (!chair || lane_holds(at, chair->unkept)) &&
	       (!provider || provider_holds(at, provider->unkept));
}

static bool
chair_free(const struct rule_case *at, const char **why)
{
	const struct lane *const lane = chair_lane(at);

	if (!lane || is_squeezed(at))
		return true;
	*why = arena_print(at->arena, "another visit is in %s then", at->chair->name);
	return lane_holds(at, lane->idle);
}

/* Where today's course has put a visit that is late. */
static bool
foreseen(const struct rule_case *at, const char **why)
{
	const struct lane *const chair = chair_lane(at), *const provider = provider_lane(at);

	*why = "by the course of the day that time is taken: we run late";
	if (is_squeezed(at) || day_of(at) != at->plan->today)
		return true;
	if (chair && !cells_hold(&chair->foreseen, at->visit->start, at->visit->minutes))
		return false;
	if (provider) {
		const struct shape shape = shape_at(at);
		const struct cells begin = shape_with_provider(&shape, &provider->foreseen);

		return cells_begin(&begin, at->visit->start);
	}
	return true;
}

static bool
provider_may(const struct rule_case *at, const char **why)
{
	if (!at->provider) {
		*why = arena_print(at->arena, "nobody is there who does %s", at->type->name);
		return !needs(at, 'X');
	}
	*why = at->provider->active
		? arena_print(at->arena, "%s is no %s", at->provider->name,
			      at->type->role == NONE ? "provider" : role_words[at->type->role])
		: arena_print(at->arena, "%s isn't here any more", at->provider->name);
	return provider_may_do(at->provider, at->type);
}

static bool
provider_in(const struct rule_case *at, const char **why)
{
	const struct lane *const lane = provider_lane(at);

	*why = arena_print(at->arena, "%s isn't in then on %s", provider_name(at),
			   today_said(at, at->visit->day));
	return !lane || provider_holds(at, lane->open);
}

static bool
open_until(const struct rule_case *at, const char **why)
{
	if (!at->provider || at->provider->open_until == NONE)
		return true;
	*why = arena_print(at->arena, "the book of %s is open until %s only", at->provider->name,
			   today_said(at, at->provider->open_until));
	return at->visit->day <= at->provider->open_until;
}

static bool
provider_free(const struct rule_case *at, const char **why)
{
	const struct lane *const lane = provider_lane(at);

	*why = arena_print(at->arena, "%s is with another patient then", provider_name(at));
	return !lane || is_squeezed(at) || provider_holds(at, lane->idle);
}

static bool
checker_in(const struct rule_case *at, const char **why)
{
	const struct lane *const lane = plan_provider_lane(at->plan, at->visit->checker);
	const struct shape shape = shape_at(at);
	struct cells begin;

	*why = "no dentist is free to look in during its last half";
	if (is_squeezed(at) || !needs(at, 'D'))
		return true;
	if (!lane)
		return false;
	begin = lane_free(lane, day_of(at));
	begin = shape_with_checker(&shape, &begin);
	return cells_begin(&begin, at->visit->start);
}

static bool
patient_free(const struct rule_case *at, const char **why)
{
	*why = "the patient has another visit then";
	return lane_holds(at, at->plan->patient.idle);
}

static bool
commitment(const struct rule_case *at, const char **why)
{
	const struct appointment *const visit = at->visit;
	const struct commitment *const row = plan_commitment(at->plan, visit->day, visit->start,
							     visit->start + visit->minutes);

	*why = arena_print(at->arena, "the patient can't come then (%s)",
			   row && row->note ? row->note : "a commitment");
	return lane_holds(at, at->plan->patient.unkept);
}

/* Where the pattern has its first D, NONE without one. */
static int
check_start(const struct rule_case *at)
{
	int from = 0, length;
	const struct shape shape = shape_at(at);

	if (!pattern_run(shape.pattern, shape.letters, 'D', &from, &length))
		return NONE;
	return at->visit->start + from * CELL_MINUTES;
}

static bool
checker_free(const struct rule_case *at, const char **why)
{
	const int start = check_start(at);

	if (start == NONE || !at->visit->checker)
		return true;
	*why = "the dentist owes another check in the same 15 minutes";
	for (size_t i = 0; i < at->plan->check_count; i++) {
		const struct check *const other = &at->plan->checks[i];

		if (other->checker == at->visit->checker && other->day == at->visit->day &&
		    abs(other->start - start) < CHECKS_APART)
			return false;
	}
	return true;
}

static bool
same_type(const struct rule_case *at, const char **why)
{
	struct appointment other;
	char today[DAY_SIZE];
	const enum code code = record_first(at->desk, at->arena, &appointment_record, &other,
		"where patient = $1 and type = $2 and day >= $3 and id <> $4 "
		"and state in ('booked', 'arrived', 'seated') order by day, start, id limit 1", "rrtI",
		at->visit->patient, at->visit->type, civil_format(today, desk_today(at->desk)),
		at->visit->row.id);

	if (code == OK)
		*why = arena_print(at->arena, "%s is booked already for %s", at->type->name,
				   time_said(at->arena, other.day, other.start,
					     desk_today(at->desk)));
	else if (code != NOT_FOUND)
		*at->failed = code;
	return code != OK;
}

static bool
linked(const struct rule_case *at, const char **why)
{
	const int day = at->visit->day;
	int first, last;
	const enum code code = linked_days(at->desk, at->arena, at->type, at->visit->patient,
					   at->visit->row.id, &first, &last);

	if (code != OK)
		*at->failed = code;
	if (code == OK && first != NONE && day < first)
		*why = arena_print(at->arena, "after the visit that it follows it may come from %s "
				   "on", today_said(at, first));
	else if (code == OK && last != NONE && day > last)
		*why = arena_print(at->arena, "a visit that follows it is booked: it may come until "
				   "%s", today_said(at, last));
	return code != OK || ((first == NONE || day >= first) && (last == NONE || day <= last));
}

const struct booking_rule booking_rules[] = {
	{"chair_exists", "A visit stands in a chair of the practice.", RULE_NEVER, chair_exists},
	{"chair_active", "The chair is in use.", RULE_NEVER, chair_active},
	{"past", "A visit isn't booked into time that has begun.", RULE_FORCE, past},
	{"patient_state", "The patient isn't noted as moved, deceased, left or dismissed.",
		RULE_FORCE, patient_state},
	{"condition", "The patient's booking condition is met: same day only, deposit first, or "
		"ask the manager.", RULE_FORCE, condition},
	{"practice_open", "The practice is open for the whole visit.", RULE_FORCE, practice_open},
	{"chair_open", "The chair has hours for the whole visit.", RULE_FORCE, chair_open},
	{"kept", "The time isn't kept by a block (lunch, emergencies, another visit type); not "
		"asked of a squeeze column.", RULE_FORCE, kept},
	{"chair_free", "No other live visit is in the treatment chair.", RULE_NEVER, chair_free},
	{"provider_may", "The provider is active and of the role that the visit type asks for.",
		RULE_FORCE, provider_may},
	{"provider_in", "The provider has hours in the visit's X cells.", RULE_FORCE, provider_in},
	{"open_until", "The provider's book is open for that day.", RULE_FORCE, open_until},
	{"provider_free", "The provider isn't in the X cells of another live visit; not asked of a "
		"squeeze column.", RULE_FORCE, provider_free},
	{"checker_in", "For D cells a dentist can look in during the last half of the visit: has "
		"hours and isn't in the X cells of another; not asked of a squeeze column.",
		RULE_FORCE, checker_in},
	{"foreseen", "Today, no visit that is late is foreseen in the chair or with the provider "
		"then; not asked of a squeeze column.", RULE_FORCE, foreseen},
	{"patient_free", "The patient has no other live visit then.", RULE_FORCE, patient_free},
	{"commitment", "The patient has no firm commitment then.", RULE_FORCE, commitment},
	{"linked", "A visit comes as many days as its type says after the visit that it follows; "
		"also asked when that one is booked or moved.", RULE_FORCE, linked},
	{"checker_free", "No dentist owes two checks in the same 15 minutes.", RULE_WARN,
		checker_free},
	{"same_type", "The patient has no visit of that type to come already.", RULE_WARN,
		same_type},
	{NULL, NULL, RULE_WARN, NULL}
};

/* Puts the forced rules on record. */
static const char *
note_forced(struct arena *arena, const char *note, const char *rules, const char *reason)
{
	return arena_print(arena, "%s%sforced %s: %s", note ? note : "", note ? "; " : "", rules,
			   reason);
}

enum code
rule_next_broken(const struct rule_case *at, const struct booking_rule **next,
		struct broken_rule *out)
{
	enum code code = OK;
	struct rule_case asked = *at;

	*out = (struct broken_rule){NULL, ""};
	asked.failed = &code;
	while (!out->rule && (*next)->name) {
		const struct booking_rule *const rule = (*next)++;
		const bool holds = rule->holds(&asked, &out->why);

		if (code != OK)
			return code;
		if (!holds)
			out->rule = rule;
	}
	return OK;
}

enum code
rules_ask(const struct rule_case *at, const char *force, struct appointment *visit,
		const char **warnings)
{
	const struct booking_rule *next = booking_rules;
	struct broken_rule broken;
	const char *forced = "";
	enum code code;

	*warnings = "";
	while ((code = rule_next_broken(at, &next, &broken)) == OK && broken.rule) {
		const char *const name = broken.rule->name;

		if (broken.rule->kind == RULE_WARN)
			*warnings = arena_print(at->arena, "%s (%s: %s)", *warnings, name, broken.why);
		else if (broken.rule->kind == RULE_NEVER || !force)
			return fail(CLASH, "%s: %s", name, broken.why);
		else
			forced = arena_print(at->arena, "%s%s%s", forced, *forced ? ", " : "", name);
	}
	if (code == OK && *forced)
		code = right_check(at->desk, RIGHT_FORCE);
	if (code != OK)
		return code;
	if (*forced)
		visit->note = note_forced(at->arena, visit->note, forced, force);
	return OK;
}
