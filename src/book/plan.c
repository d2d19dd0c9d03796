/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans: the lanes of a span of days, and where a visit's shape fits into one.
 */
#include "plan.h"

#include <string.h>

void
lane_make(struct plan *plan, struct lane *lane, int64_t id)
{
	const size_t size = (size_t)plan->days * sizeof(struct cells);
	const struct cells all = cells_all();

	*lane = (struct lane){.id = id, .today = plan->today, .foreseen = all};
	lane->open = arena_take(plan->arena, size);
	lane->unkept = arena_take(plan->arena, size);
	lane->idle = arena_take(plan->arena, size);
	for (int n = 0; n < plan->days; n++)
		lane->unkept[n] = lane->idle[n] = all;
}

static struct plan *
plan_make(struct desk *desk, struct arena *arena, int first, int last)
{
	struct plan *const plan = arena_take(arena, sizeof *plan);

	plan->desk = desk;
	plan->arena = arena;
	plan->first = first;
	plan->days = last - first + 1;
	plan->today = plan_index(plan, desk_today(desk));
	lane_make(plan, &plan->practice, 0);
	return plan;
}

static enum code
rows_load(struct plan *plan)
{
	const struct plan_who *const who = &plan->who;
	enum code code = who->provider ?
		record_select(plan->desk, plan->arena, &provider_record, &plan->provider_rows,
			&plan->provider_count, "where id in ($1, $2) and active = 1 order by id",
			"II", who->provider, who->checker) :
		providers_load(plan->desk, plan->arena, &plan->provider_rows,
			&plan->provider_count);

	if (code != OK)
		return code;
	if (plan->asked.chair)
		return plan_answer(plan, &plan->asked.chair, &chair_record, &plan->chair_rows,
				   &plan->chair_count);
	return chairs_load(plan->desk, plan->arena, &plan->chair_rows, &plan->chair_count);
}

static enum code
lanes_load(struct plan *plan)
{
	const enum code code = rows_load(plan);

	if (code != OK)
		return code;
	plan->chairs = arena_take(plan->arena, plan->chair_count * sizeof *plan->chairs);
	for (size_t i = 0; i < plan->chair_count; i++)
		lane_make(plan, &plan->chairs[i], plan->chair_rows[i].row.id);
	plan->providers = arena_take(plan->arena, plan->provider_count * sizeof *plan->providers);
	for (size_t i = 0; i < plan->provider_count; i++)
		lane_make(plan, &plan->providers[i], plan->provider_rows[i].row.id);
	return OK;
}

void
plan_forget_asked(struct plan *plan)
{
	struct plan_asked *const asked = &plan->asked;
	struct stmt *const statements[] = {
		asked->chair, asked->hours, asked->days, asked->closures, asked->blocks, asked->visits,
		asked->own_visits, asked->holidays, asked->commitments, asked->patient
	};

	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		db_done(statements[i]);
	*asked = (struct plan_asked){0};
}

enum code
plan_answer(const struct plan *plan, struct stmt **asked, const struct record *record, void *rows,
		size_t *count)
{
	struct stmt *const stmt = *asked;

	*asked = NULL;
	return record_answer(stmt, plan->arena, record, rows, count);
}

static enum code
ask_all(struct plan *plan, int64_t patient)
{
	enum code code = plan_ask_hours(plan);

	if (code == OK && plan->who.chair)
		code = record_ask(plan->desk, &plan->asked.chair, &chair_record,
				  "where id = $1 and active = 1", "I", plan->who.chair);
	if (code == OK)
		code = plan_ask_blocks(plan);
	if (code == OK)
		code = plan_ask_visits(plan);
	return code == OK && patient ? plan_ask_patient(plan, patient) : code;
}

static enum code
load_all(struct plan *plan, int64_t patient)
{
	enum code code = lanes_load(plan);

	if (code == OK)
		code = plan_load_hours(plan);
	if (code == OK)
		code = plan_load_blocks(plan);
	if (code == OK)
		code = plan_load_visits(plan);
	if (code == OK)
		code = plan_load_foreseen(plan);
	return code == OK ? plan_load_patient(plan, patient) : code;
}

static enum code
plan_fill(struct plan *plan, int64_t patient)
{
	enum code code = ask_all(plan, patient);

	if (code == OK)
		code = load_all(plan, patient);
	plan_forget_asked(plan);
	return code;
}

enum code
plan_load_for(struct desk *desk, struct arena *arena, int first, int last, int64_t type,
		int64_t but, int64_t patient, struct plan **out)
{
	struct plan *const plan = plan_make(desk, arena, first, last);

	plan->type = type;
	plan->but = but;
	*out = plan;
	return plan_fill(plan, patient);
}

/* Nobody's check is to be chosen any more: the checker is known, or none is needed. */
static bool
checker_is_known(const struct appointment *visit)
{
	const struct shape shape = shape_of(visit->pattern, visit->minutes, visit->start);

	return visit->checker || !shape_needs(&shape, 'D');
}

enum code
plan_load_visit(struct desk *desk, struct arena *arena, const struct appointment *visit,
		struct plan **out)
{
	struct plan *const plan = plan_make(desk, arena, visit->day, visit->day);

	plan->type = visit->type;
	plan->but = visit->row.id;
	plan->who.chair = visit->chair;
	if (checker_is_known(visit)) {
		plan->who.provider = visit->provider;
		plan->who.checker = visit->checker;
	}
	*out = plan;
	return plan_fill(plan, visit->patient);
}

enum code
plan_load(struct desk *desk, struct arena *arena, int first, int last, int64_t type, int64_t but,
		struct plan **out)
{
	return plan_load_for(desk, arena, first, last, type, but, 0, out);
}

enum code
plan_load_open(struct desk *desk, struct arena *arena, int first, int last, struct plan **out)
{
	enum code code;

	*out = plan_make(desk, arena, first, last);
	code = plan_ask_hours(*out);
	if (code == OK)
		code = lanes_load(*out);
	if (code == OK)
		code = plan_load_hours(*out);
	plan_forget_asked(*out);
	return code;
}

enum code
plan_load_practice(struct desk *desk, struct arena *arena, int first, int last, struct plan **out)
{
	enum code code;

	*out = plan_make(desk, arena, first, last);
	code = plan_ask_hours(*out);
	if (code == OK)
		code = plan_load_hours(*out);
	plan_forget_asked(*out);
	return code;
}

static struct lane *
find_lane(struct lane *lanes, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (lanes[i].id == id)
			return &lanes[i];
	return NULL;
}

struct lane *
plan_chair_lane(const struct plan *plan, int64_t chair)
{
	return find_lane(plan->chairs, plan->chair_count, chair);
}

struct lane *
plan_provider_lane(const struct plan *plan, int64_t provider)
{
	return find_lane(plan->providers, plan->provider_count, provider);
}

struct cells
lane_free(const struct lane *lane, int n)
{
	const struct cells free = cells_and(cells_and(lane->open[n], &lane->unkept[n]),
					    &lane->idle[n]);

	return n == lane->today ? cells_and(free, &lane->foreseen) : free;
}

int
plan_index(const struct plan *plan, int day)
{
	return day >= plan->first && day < plan->first + plan->days ? day - plan->first : NONE;
}

/* The free cells of a lane in the practice's own. */
static struct cells
free_in_practice(const struct plan *plan, const struct lane *lane, int day)
{
	const int n = plan_index(plan, day);
	struct cells free = {{0}}, practice;

	if (!lane || n == NONE)
		return free;
	free = lane_free(lane, n);
	practice = lane_free(&plan->practice, n);
	return cells_and(free, &practice);
}

struct cells
plan_chair(const struct plan *plan, int64_t chair, int day)
{
	return free_in_practice(plan, plan_chair_lane(plan, chair), day);
}

struct cells
plan_provider(const struct plan *plan, int64_t provider, int day)
{
	return free_in_practice(plan, plan_provider_lane(plan, provider), day);
}

struct cells
plan_practice(const struct plan *plan, int day)
{
	const int n = plan_index(plan, day);
	const struct cells none = {{0}};

	return n == NONE ? none : plan->practice.open[n];
}
