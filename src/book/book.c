/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Booking, moving and planning: a visit is placed (chair, provider, checker), the rules are
 * asked, the row is put.
 */
#include "book/rule.h"
#include "base/text.h"
#include "book/flow.h"
#include "plan.h"
#include "store/change.h"

#define DAY_MINUTES 1440

/* A visit that is being placed. */
struct placing {
	struct desk *desk;
	struct arena *arena;
	struct appointment *visit;		/* as it will be written */
	const struct appointment *before;	/* NULL: a new one */
	struct patient patient;
	struct visit_type type;
	struct plan *plan;
	const char *force;
	const char *warnings;
};

static enum code
placing_load(struct placing *at)
{
	struct stmt *asked;
	enum code code = record_ask_one(at->desk, &asked, &visit_type_record, at->visit->type);

	if (code == OK)
		code = record_get(at->desk, at->arena, &patient_record, at->visit->patient,
				  &at->patient);
	if (code == OK)
		return record_answer_one(asked, at->arena, &visit_type_record, at->visit->type,
					 &at->type);
	db_done(asked);
	return code;
}

/* Whether the slot is one at all. */
static enum code
check_slot(const struct appointment *visit)
{
	if (visit->day == NONE || visit->start == NONE)
		return fail(INPUT, "slot: a visit needs a day and a time");
	if (visit->minutes <= 0 || visit->start < 0 || visit->start + visit->minutes > DAY_MINUTES)
		return fail(INPUT, "slot: a visit lasts from 5 minutes on and ends by midnight");
	return OK;
}

static const struct provider **
room_for_providers(const struct placing *at)
{
	return arena_take(at->arena, at->plan->provider_count * sizeof(struct provider *) + 1);
}

/* The free cells of a provider or chair on the visit's day. */
static struct cells
free_of(const struct placing *at, const struct lane *lane)
{
	const struct cells none = {{0}};

	return lane ? lane_free(lane, plan_index(at->plan, at->visit->day)) : none;
}

static struct shape
shape_placed(const struct placing *at)
{
	return shape_of(at->visit->pattern, at->visit->minutes, at->visit->start);
}

/* The first who may do it and is free then; else the first who may. */
static void
choose_provider(struct placing *at)
{
	const struct provider **const doers = room_for_providers(at);
	const size_t count = who_may_do(at->plan, &at->type, &at->patient, 0, doers);
	const struct shape shape = shape_placed(at);

	for (size_t i = 0; i < count; i++) {
		const int64_t id = doers[i]->row.id;
		const struct cells free = free_of(at, plan_provider_lane(at->plan, id));
		const struct cells begin = shape_with_provider(&shape, &free);

		if (at->visit->provider == 0)
			at->visit->provider = id;
		if ((doers[i]->open_until == NONE || at->visit->day <= doers[i]->open_until) &&
		    cells_begin(&begin, at->visit->start)) {
			at->visit->provider = id;
			return;
		}
	}
}

/* For D cells: the first dentist who can look in; else the first. */
static void
choose_checker(struct placing *at)
{
	const struct provider **const checkers = room_for_providers(at);
	const size_t count = who_may_check(at->plan, &at->patient, 0, checkers);
	const struct shape shape = shape_placed(at);

	for (size_t i = 0; shape_needs(&shape, 'D') && i < count; i++) {
		const int64_t id = checkers[i]->row.id;
		const struct cells free = free_of(at, plan_provider_lane(at->plan, id));
		const struct cells begin = shape_with_checker(&shape, &free);

		if (at->visit->checker == 0)
			at->visit->checker = id;
		if (cells_begin(&begin, at->visit->start)) {
			at->visit->checker = id;
			return;
		}
	}
}

/* The first treatment chair in which it fits; else the first. */
static void
choose_chair(struct placing *at)
{
	const struct shape shape = shape_placed(at);

	for (size_t i = 0; i < at->plan->chair_count; i++) {
		const struct chair *const chair = &at->plan->chair_rows[i];
		const struct cells free = free_of(at, &at->plan->chairs[i]);
		const struct cells begin = shape_in_chair(&shape, &free);

		if (chair->kind != CHAIR_TREATMENT)
			continue;
		if (at->visit->chair == 0)
			at->visit->chair = chair->row.id;
		if (cells_begin(&begin, at->visit->start)) {
			at->visit->chair = chair->row.id;
			return;
		}
	}
}

/* The rows that a case names, where there are such. */
struct named_rows {
	struct chair chair;
	struct provider provider;
};

static enum code
case_load(struct placing *at, struct named_rows *rows, struct rule_case *asked)
{
	struct stmt *chair, *provider = NULL;
	bool has_chair, has_provider;
	enum code code = record_ask(at->desk, &chair, &chair_record, "where id = $1", "r",
				    at->visit->chair);

	if (code == OK)
		code = record_ask(at->desk, &provider, &provider_record, "where id = $1", "r",
				  at->visit->provider);
	if (code == OK)
		code = record_answer_first(chair, at->arena, &chair_record, &rows->chair,
					   &has_chair);
	else
		db_done(chair);
	if (code == OK)
		code = record_answer_first(provider, at->arena, &provider_record, &rows->provider,
					   &has_provider);
	else
		db_done(provider);
	if (code != OK)
		return code;
	if (at->visit->provider && !has_provider)
		return fail(NOT_FOUND, "provider %lld: there is none",
			    (long long)at->visit->provider);
	at->visit->chair_kind = has_chair ? rows->chair.kind : NONE;
	*asked = (struct rule_case){
		.desk = at->desk, .arena = at->arena, .visit = at->visit, .before = at->before,
		.patient = &at->patient, .type = &at->type, .plan = at->plan,
		.chair = has_chair ? &rows->chair : NULL,
		.provider = has_provider ? &rows->provider : NULL
	};
	return OK;
}

static enum code
ask_rules(struct placing *at)
{
	struct named_rows rows;
	struct rule_case asked;
	const enum code code = case_load(at, &rows, &asked);

	return code != OK ? code : rules_ask(&asked, text_is_blank(at->force) ? NULL : at->force,
					     at->visit, &at->warnings);
}

/* The plan of the visit's day and patient, its own cells free. */
static enum code
load_plan(struct placing *at)
{
	const struct appointment *const visit = at->visit;
	const enum code code = check_slot(visit);

	return code != OK ? code : plan_load_visit(at->desk, at->arena, visit, &at->plan);
}

/* Chooses what is left open, asks the rules, writes. */
static enum code
place(struct placing *at)
{
	const struct appointment *const visit = at->visit;
	enum code code = load_plan(at);

	if (code != OK)
		return code;
	if (visit->provider == 0)
		choose_provider(at);
	if (visit->checker == 0)
		choose_checker(at);
	if (visit->chair == 0)
		choose_chair(at);
	code = ask_rules(at);
	return code == OK ? record_put(at->desk, &appointment_record, at->visit) : code;
}

/* "Ruiz, Elena booked Thu 26 Nov 16:30". */
static const char *
placed_said(const struct placing *at, const char *verb)
{
	const struct appointment *const visit = at->visit;

	return arena_print(at->arena, "%s %s %s%s", at->patient.name, verb,
			   time_said(at->arena, visit->day, visit->start, desk_today(at->desk)),
			   at->warnings);
}

/* What is known of a new visit before it has its place. */
static enum code
visit_begin(struct placing *at, const struct booking *asked)
{
	struct appointment *const visit = at->visit;
	char stamp[STAMP_SIZE];
	enum code code;

	record_blank(&appointment_record, visit);
	visit->patient = asked->patient;
	visit->type = asked->type;
	visit->provider = asked->provider;
	visit->checker = asked->checker;
	visit->replaces = asked->replaces;
	visit->series = asked->series ? (int)asked->series : NONE;
	visit->note = text_is_blank(asked->note) ? NULL : arena_copy(at->arena, asked->note);
	visit->uid = desk_uuid(at->desk, at->arena);
	visit->made_at = arena_copy(at->arena, desk_stamp(at->desk, stamp));
	visit->made_by = arena_copy(at->arena, at->desk->who);
	code = placing_load(at);
	if (code != OK)
		return code;
	visit->minutes = asked->slot.minutes > 0 ? asked->slot.minutes : at->type.minutes;
	visit->pattern = pattern_for(at->arena, at->type.pattern, visit->minutes);
	return OK;
}

/* What is made good must have been lost. */
static enum code
check_replaced(struct desk *desk, struct arena *arena, const struct booking *asked)
{
	struct appointment lost;
	enum code code;

	if (!asked->replaces)
		return OK;
	code = record_get(desk, arena, &appointment_record, asked->replaces, &lost);
	if (code != OK)
		return code;
	if (lost.patient != asked->patient)
		return fail(INPUT, "visit %lld: it is another patient's",
			    (long long)asked->replaces);
	if (state_is_live(lost.state) || lost.state == VISIT_PLANNED)
		return fail(CLASH, "state: visit %lld is %s: move it instead",
			    (long long)asked->replaces, visit_state_words[lost.state]);
	return OK;
}

static enum code
book(struct desk *desk, struct arena *arena, const struct booking *asked,
		struct appointment *out, const char **said)
{
	struct placing at = {.desk = desk, .arena = arena, .visit = out, .force = asked->force};
	enum code code = check_replaced(desk, arena, asked);

	if (code == OK)
		code = visit_begin(&at, asked);
	if (code != OK)
		return code;
	out->chair = asked->slot.chair;
	out->day = asked->slot.day;
	out->start = asked->slot.start;
	out->state = VISIT_BOOKED;
	code = place(&at);
	if (code == OK)
		code = needs_of_type(desk, &at.type, out);
	if (code == OK)
		*said = placed_said(&at, "booked");
	return code;
}

enum code
appointment_book(struct desk *desk, struct arena *arena, const struct booking *asked,
		struct appointment *out, const char **said)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, book(desk, arena, asked, out, said)) : code;
}

/* A visit that gets another time: nobody has been asked about it or told of it yet. Who was here
 * already, and comes another day instead, hasn't arrived. */
static void
move_to(struct appointment *visit, const struct slot *slot, int64_t provider)
{
	if (visit->state == VISIT_PLANNED || visit->day != slot->day) {
		visit->state = VISIT_BOOKED;
		visit->arrived = visit->seated = NONE;
	}
	if (visit->to_move) {		/* it isn't she who moves it */
		visit->by = BY_PRACTICE;
		visit->reason = visit->to_move;
	}
	visit->confirmed = CONFIRMED_NOT_ASKED;
	visit->told_start = visit->call_on = visit->target = NONE;
	visit->day = slot->day;
	visit->start = slot->start;
	if (slot->chair)
		visit->chair = slot->chair;
	if (provider)
		visit->provider = provider;
}

static enum code
move(struct placing *at, struct slot slot, int64_t provider, const char **said)
{
	struct appointment *const visit = at->visit;
	const bool planned = visit->state == VISIT_PLANNED;
	enum code code = placing_load(at);

	if (code != OK)
		return code;
	if (!planned && !state_is_open(visit->state))
		return fail(CLASH, "state: a visit that is %s isn't moved",
			    visit_state_words[visit->state]);
	move_to(visit, &slot, provider);
	visit->checker = 0;		/* whoever can look in then */
	if (slot.minutes > 0 && slot.minutes != visit->minutes) {
		visit->minutes = slot.minutes;
		visit->pattern = pattern_for(at->arena, at->type.pattern, slot.minutes);
	}
	code = place(at);
	if (code == OK)
		code = needs_follow(at->desk, visit, at->before->day);
	if (code == OK)
		*said = placed_said(at, planned ? "booked" : "moved to");
	return code;
}

enum code
appointment_move(struct desk *desk, struct arena *arena, struct appointment *visit,
		struct slot slot, int64_t provider, const char *force, const char **said)
{
	const struct appointment before = *visit;
	struct placing at = {
		.desk = desk, .arena = arena, .visit = visit, .before = &before, .force = force
	};
	enum code code = batch_begin(desk, NULL, NULL);

	if (code == OK)
		code = batch_end(desk, move(&at, slot, provider, said));
	if (code != OK)
		*visit = before;
	return code;
}

enum code
appointment_plan(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		int call_on, const char *note, struct appointment *out, const char **said)
{
	const struct booking asked = {.patient = patient, .type = type, .note = note};
	struct placing at = {.desk = desk, .arena = arena, .visit = out};
	enum code code = visit_begin(&at, &asked);

	if (code != OK)
		return code;
	out->state = VISIT_PLANNED;
	out->call_on = call_on;
	*said = arena_print(arena, "%s: %s planned%s%s", at.patient.name, at.type.name,
			    call_on == NONE ? "" : ", call ",
			    call_on == NONE ? "" : day_said(arena, call_on, desk_today(desk)));
	code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = record_put(desk, &appointment_record, out);
	return batch_end(desk, code == OK ? needs_of_type(desk, &at.type, out) : code);
}
