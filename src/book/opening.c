/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Openings. The days are planned a few at a time, so that the first openings are there before
 * the last days are read. On a day the cells in which the visit may begin are found whole:
 * for the practice, the patient and what was asked; for each provider and checker; for each
 * chair. What is set in all three is listed.
 */
#include "plan.h"
#include "why.h"

#include <limits.h>
#include <string.h>

#define DAYS_AHEAD 90
#define DAYS_LISTED 10			/* of which the first is shown */
#define SPAN_FIRST 14			/* days planned at first; then twice as many */
#define SPAN_MOST 56
#define DAY_MINUTES 1440

static const struct field opening_line_fields[] = {
	FIELD(opening_line, day, "Day", FIELD_DAY, 0),
	FIELD(opening_line, start, "Start", FIELD_MINUTE, 0),
	FIELD(opening_line, minutes, "Min", FIELD_INT, 0),
	FIELD_REFERS(opening_line, chair, "Chair", "chair", 0),
	FIELD(opening_line, chair_name, "Chair", FIELD_TEXT, 0),
	FIELD_REFERS(opening_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(opening_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(opening_line, why, "Why", FIELD_TEXT, LONG),
};

const struct record opening_line_record = {
	.table = "opening", .label = "opening", .size = sizeof(struct opening_line),
	.fields = opening_line_fields, .count = FIELD_COUNT(opening_line_fields), .view = true
};

/* A search under way. */
struct finding {
	struct desk *desk;
	struct arena *arena;
	const struct opening_search *search;
	struct patient patient;
	struct visit_type type;
	struct shape shape;
	int minutes, first, last;
	int least;			/* a free stretch that is shorter is of no use */
	struct cells grid;		/* the starts that are offered at all */
	const struct plan *plan;	/* of the days at hand */
	const struct provider **doers, **checkers;
	size_t doer_count, checker_count;
	struct opening *found;
	size_t count, room;
	int days;			/* with at least one */
};

/* The cells of a day in which somebody, and who, may do or check it. */
struct helpers {
	const struct provider *const *rows;
	struct cells *begin;
	size_t count;
	struct cells any;
};

static struct cells
grid_cells(int grid)
{
	struct cells cells = {{0}};
	const int step = grid < CELL_MINUTES ? CELL_MINUTES
			 : (grid + CELL_MINUTES - 1) / CELL_MINUTES * CELL_MINUTES;

	for (int start = 0; start < DAY_MINUTES; start += step)
		cells_fill(&cells, start, start + CELL_MINUTES);
	return cells;
}

/* Only days on which the visits that it follows, or that follow it, admit it. */
static enum code
keep_linked(struct finding *at)
{
	int first, last;
	const enum code code = linked_days(at->desk, at->arena, &at->type, at->search->patient,
					   at->search->but, &first, &last);

	if (code != OK)
		return code;
	if (first != NONE && first > at->first)
		at->first = first;
	if (first != NONE && at->search->last == NONE)
		at->last = at->first + DAYS_AHEAD;
	if (last != NONE && last < at->last)
		at->last = last;
	return OK;
}

static enum code
finding_begin(struct finding *at)
{
	const struct opening_search *const search = at->search;
	const int today = desk_today(at->desk);
	enum code code = record_get(at->desk, at->arena, &visit_type_record, search->type,
				    &at->type);

	record_blank(&patient_record, &at->patient);
	if (code == OK && search->patient)
		code = record_get(at->desk, at->arena, &patient_record, search->patient,
				  &at->patient);
	if (code != OK)
		return code;
	at->minutes = search->minutes > 0 ? search->minutes : at->type.minutes;
	if (at->minutes > DAY_MINUTES)
		return fail(INPUT, "minutes %d: a day has fewer", at->minutes);
	at->shape = shape_of(pattern_for(at->arena, at->type.pattern, at->minutes), at->minutes, 0);
	at->first = search->first == NONE || search->first < today ? today : search->first;
	at->last = search->last == NONE ? at->first + DAYS_AHEAD : search->last;
	at->grid = grid_cells(setting_int(at->desk, "grid", 15));
	at->least = 2 * setting_int(at->desk, "grid", 15);
	return keep_linked(at);
}

/* The window asked for, the notice, and the past of today. */
static void
keep_window(const struct finding *at, int day, struct cells *cells)
{
	const struct opening_search *const search = at->search;
	const int notice = search->notice > 0 ? search->notice : 0;
	const int64_t earliest = ((int64_t)desk_today(at->desk) - day) * DAY_MINUTES +
				 desk_minute(at->desk) + notice;
	const int after = search->after > 0 ? search->after : 0;
	const int before = search->before > 0 ? search->before : DAY_MINUTES;
	const int from = earliest > after ? (int)(earliest < DAY_MINUTES ? earliest : DAY_MINUTES)
					  : after;
	struct cells window = {{0}};

	cells_fill(&window, from, before - at->minutes + CELL_MINUTES);
	*cells = cells_and(*cells, &window);
}

/* The starts that practice, patient and question admit on the n-th day of the plan. */
static struct cells
starts_of(const struct finding *at, int n)
{
	const struct lane *const patient = &at->plan->patient;
	struct cells begin = at->grid, free = lane_free(&at->plan->practice, n);

	free = cells_and(free, &patient->idle[n]);
	if (at->search->commitments)
		free = cells_and(free, &patient->unkept[n]);
	free = shape_in_chair(&at->shape, &free);
	begin = cells_and(begin, &free);
	keep_window(at, at->plan->first + n, &begin);
	return begin;
}

static bool
day_is_asked(const struct finding *at, int day)
{
	const unsigned weekdays = at->search->weekdays;

	if (at->patient.condition == CONDITION_SAME_DAY && day != desk_today(at->desk))
		return false;
	return weekdays == 0 || (weekdays >> civil_weekday(day) & 1);
}

static struct helpers
doers_of(const struct finding *at, int n)
{
	struct helpers helpers = {at->doers, NULL, at->doer_count, {{0}}};
	const int day = at->plan->first + n;

	helpers.begin = arena_take(at->arena, at->doer_count * sizeof *helpers.begin);
	for (size_t i = 0; i < at->doer_count; i++) {
		const struct provider *const doer = at->doers[i];
		const struct cells free = lane_free(plan_provider_lane(at->plan, doer->row.id), n);

		if (doer->open_until != NONE && day > doer->open_until)
			continue;
		helpers.begin[i] = shape_with_provider(&at->shape, &free);
		helpers.any = cells_or(helpers.any, &helpers.begin[i]);
	}
	if (at->doer_count == 0 && at->search->provider == 0 && !shape_needs(&at->shape, 'X'))
		helpers.any = cells_all();	/* nobody is needed */
	return helpers;
}

static struct helpers
checkers_of(const struct finding *at, int n)
{
	struct helpers helpers = {at->checkers, NULL, at->checker_count, {{0}}};

	if (!shape_needs(&at->shape, 'D')) {
		helpers.count = 0;
		helpers.any = cells_all();
		return helpers;
	}
	helpers.begin = arena_take(at->arena, at->checker_count * sizeof *helpers.begin);
	for (size_t i = 0; i < at->checker_count; i++) {
		const int64_t id = at->checkers[i]->row.id;
		const struct cells free = lane_free(plan_provider_lane(at->plan, id), n);

		helpers.begin[i] = shape_with_checker(&at->shape, &free);
		helpers.any = cells_or(helpers.any, &helpers.begin[i]);
	}
	return helpers;
}

/* The first who may at that start; NULL: nobody is needed. */
static const struct provider *
helper_at(const struct helpers *helpers, int start)
{
	for (size_t i = 0; i < helpers->count; i++)
		if (cells_begin(&helpers->begin[i], start))
			return helpers->rows[i];
	return NULL;
}

static bool
is_full(const struct finding *at)
{
	if (at->search->one_a_day)
		return at->days >= DAYS_LISTED;
	return at->search->limit > 0 && at->count >= at->search->limit;
}

static struct opening *
opening_add(struct finding *at)
{
	if (at->count == at->room) {
		const size_t larger = at->room ? at->room * 2 : 16;

		at->found = arena_grow(at->arena, at->found, at->room * sizeof *at->found,
				       larger * sizeof *at->found);
		at->room = larger;
	}
	return &at->found[at->count++];
}

static void
opening_list(struct finding *at, int n, size_t chair, int start, const struct helpers *doers,
		const struct helpers *checkers)
{
	struct opening *const opening = opening_add(at);
	const struct provider *const doer = helper_at(doers, start);
	const struct provider *const checker = helper_at(checkers, start);

	*opening = (struct opening){
		.slot = {at->plan->chair_rows[chair].row.id, at->plan->first + n, start,
			 at->minutes},
		.provider = doer ? doer->row.id : 0,
		.provider_name = doer ? doer->name : NULL,
		.checker = checker ? checker->row.id : 0,
		.chair_name = at->plan->chair_rows[chair].name,
	};
	opening->rather_not = opening_rather_not(at->plan, &opening->slot) != NULL;
	opening->why = opening_why(at->arena, at->plan, &opening->slot, at->count == 1);
}

/* The starts in each chair, of those in `begin`; all of them together in *any. */
static struct cells *
chairs_of(const struct finding *at, int n, const struct cells *begin, struct cells *any)
{
	const struct plan *const plan = at->plan;
	struct cells *const chairs = arena_take(at->arena, plan->chair_count * sizeof *chairs);

	*any = (struct cells){{0}};
	for (size_t i = 0; i < plan->chair_count; i++) {
		const struct chair *const chair = &plan->chair_rows[i];
		const struct cells free = lane_free(&plan->chairs[i], n);

		if (chair->kind != CHAIR_TREATMENT ||
		    (at->search->chair && at->search->chair != chair->row.id))
			continue;
		chairs[i] = cells_and(shape_in_chair(&at->shape, &free), begin);
		*any = cells_or(*any, &chairs[i]);
	}
	return chairs;
}

/* 0 is best. */
static int
rank_of(const struct finding *at, int n, size_t chair, int start)
{
	const struct slot slot = {at->plan->chair_rows[chair].row.id, at->plan->first + n, start,
		at->minutes};

	return 2 * (opening_rather_not(at->plan, &slot) != NULL) +
	       opening_leaves_scrap(at->plan, &slot, at->least);
}

/* The best of a day, of those that are alike the first. */
static void
list_best(struct finding *at, int n, const struct cells *chairs, const struct cells *any,
		const struct helpers *doers, const struct helpers *checkers)
{
	int best = INT_MAX, first = INT_MAX, start = NONE;
	size_t chair = 0;

	for (int cell = cells_next(any, 0); cell != NONE && best > 0; cell = cells_next(any, cell + 1))
		for (size_t i = 0; i < at->plan->chair_count && best > 0; i++) {
			const int rank = cells_begin(&chairs[i], cell * CELL_MINUTES)
				? rank_of(at, n, i, cell * CELL_MINUTES) : INT_MAX;

			if (rank >= best)
				continue;
			first = first == INT_MAX ? rank : first;
			best = rank;
			start = cell * CELL_MINUTES;
			chair = i;
		}
	if (start == NONE)
		return;
	opening_list(at, n, chair, start, doers, checkers);
	if (first % 2 > best % 2 && first / 2 == best / 2)	/* the first would leave a scrap */
		at->found[at->count - 1].why = "leaves no gap";
}

/* By start, then by chair. */
static void
list_starts(struct finding *at, int n, struct cells begin)
{
	const struct helpers doers = doers_of(at, n), checkers = checkers_of(at, n);
	const struct cells *chairs;
	struct cells any;

	begin = cells_and(cells_and(begin, &doers.any), &checkers.any);
	chairs = chairs_of(at, n, &begin, &any);
	if (at->search->ranked && at->search->one_a_day) {
		list_best(at, n, chairs, &any, &doers, &checkers);
		return;
	}
	for (int cell = cells_next(&any, 0); cell != NONE; cell = cells_next(&any, cell + 1))
		for (size_t i = 0; i < at->plan->chair_count && !is_full(at); i++) {
			if (!cells_begin(&chairs[i], cell * CELL_MINUTES))
				continue;
			opening_list(at, n, i, cell * CELL_MINUTES, &doers, &checkers);
			if (at->search->one_a_day)
				return;
		}
}

static void
find_on_day(struct finding *at, int n)
{
	const size_t before = at->count;
	const struct cells begin = starts_of(at, n);

	if (day_is_asked(at, at->plan->first + n) && !cells_empty(&begin))
		list_starts(at, n, begin);
	at->days += at->count > before;
}

void
finding_use(struct finding *at, const struct plan *plan)
{
	const struct opening_search *const search = at->search;
	const size_t room = plan->provider_count * sizeof(const struct provider *);

	at->plan = plan;
	at->doers = arena_take(plan->arena, room);
	at->checkers = arena_take(plan->arena, room);
	at->doer_count = who_may_do(plan, &at->type, &at->patient, search->provider, at->doers);
	at->checker_count = who_may_check(plan, &at->patient, search->checker, at->checkers);
}

static enum code
find_in_span(struct finding *at, int first, int last)
{
	const struct opening_search *const search = at->search;
	struct plan *plan;
	const enum code code = plan_load_for(at->desk, at->arena, first, last, search->type,
					     search->but, search->patient, &plan);

	if (code != OK)
		return code;
	finding_use(at, plan);
	for (int n = 0; n < plan->days && !is_full(at); n++)
		find_on_day(at, n);
	return OK;
}

enum code
finding_open(struct desk *desk, struct arena *arena, struct arena *scratch,
		const struct opening_search *search, struct finding **out)
{
	struct finding *const at = arena_take(arena, sizeof *at);
	enum code code;

	*at = (struct finding){.desk = desk, .arena = arena, .search = search};
	code = finding_begin(at);
	at->arena = scratch;
	*out = at;
	return code;
}

void
finding_days(const struct finding *at, int *first, int *last)
{
	*first = at->first;
	*last = at->last;
}

const struct opening *
finding_day(struct finding *at, int n, size_t *count)
{
	at->found = NULL;
	at->count = at->room = 0;
	find_on_day(at, n);
	*count = at->count;
	return at->found;
}

/* A few days at a time. */
static enum code
find_all(struct finding *at)
{
	enum code code = finding_begin(at);
	int days = SPAN_FIRST;

	for (int first = at->first; code == OK && first <= at->last && !is_full(at);) {
		const int last = first + days - 1;

		code = find_in_span(at, first, last < at->last ? last : at->last);
		first += days;
		days = days * 2 < SPAN_MOST ? days * 2 : SPAN_MOST;
	}
	return code;
}

/* Days on which the patient would rather not come stand behind the others. */
static void
put_unwanted_last(struct finding *at)
{
	struct opening *const sorted = arena_take(at->arena, (at->count + 1) * sizeof *sorted);
	size_t count = 0;

	for (int unwanted = 0; unwanted <= 1; unwanted++)
		for (size_t i = 0; i < at->count; i++)
			if (at->found[i].rather_not == (unwanted == 1))
				sorted[count++] = at->found[i];
	at->found = sorted;
}

enum code
openings_find(struct desk *desk, struct arena *arena, const struct opening_search *search,
		struct opening **out, size_t *count)
{
	struct finding at = {.desk = desk, .arena = arena, .search = search};
	const bool within = db_in_transaction(desk->db);
	enum code code = within ? OK : db_read(desk->db);

	if (code == OK) {
		code = find_all(&at);
		code = within ? code : db_end(desk->db, code);
	}
	if (code == OK && search->ranked && search->one_a_day)
		put_unwanted_last(&at);
	*out = at.found;
	*count = at.count;
	return code;
}
