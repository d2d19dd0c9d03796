/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which visits can't stay where they are, by hours, closures, blocks and who works here; compared
 * before and after a change.
 */
#include "book/moving.h"
#include "plan.h"

#define END_OF_DAYS "9999-12-31"

/* How a visit stands: where it can take place; where it can but for the dentist's check, for which
 * whoever was to look in isn't there; where it can't. */
enum stand { STANDS, UNCHECKED, OUTSIDE };

struct moving {
	struct desk *desk;
	struct arena *arena;
	int first, last;
	struct appointment *visits;	/* to come, of these days */
	size_t count;
	enum stand *before;		/* of each */
};

/* What can put a visit outside. */
struct bounds {
	struct plan *plan;
	struct block *blocks;
	size_t block_count;
};

static bool
holds_whole(const struct cells *cells, const struct appointment *visit)
{
	return cells_hold(cells, visit->start, visit->minutes);
}

static bool
holds_provider(const struct cells *cells, const struct appointment *visit)
{
	const struct shape shape = shape_of(visit->pattern, visit->minutes, visit->start);
	const struct cells begin = shape_with_provider(&shape, cells);

	return cells_begin(&begin, visit->start);
}

static bool
holds_checker(const struct cells *cells, const struct appointment *visit)
{
	const struct shape shape = shape_of(visit->pattern, visit->minutes, visit->start);
	const struct cells begin = shape_with_checker(&shape, cells);

	return cells_begin(&begin, visit->start);
}

/* Hours less closures of the practice, the chair and the provider. Who isn't in the plan doesn't work
 * here any more. */
static bool
is_open(const struct plan *plan, const struct appointment *visit)
{
	const int n = plan_index(plan, visit->day);
	const struct lane *const chair = plan_chair_lane(plan, visit->chair);
	const struct lane *const provider = plan_provider_lane(plan, visit->provider);

	if (!chair || (visit->provider && !provider))
		return false;
	return holds_whole(&plan->practice.open[n], visit) && holds_whole(&chair->open[n], visit) &&
	       (!provider || holds_provider(&provider->open[n], visit));
}

/* Does a block keep the time of a visit for something else? */
static bool
keeps(const struct moving *moving, const struct block *block, const struct appointment *visit)
{
	struct cells free = cells_all();

	if (!block_is_on(block, visit->day) || (block->type && block->type == visit->type) ||
	    block_has_opened(moving->desk, block, visit->day))
		return false;
	cells_clear(&free, block->start, block->start + block->minutes);
	if (block->provider && block->provider == visit->provider &&
	    !holds_provider(&free, visit))
		return true;
	return (block->chair == visit->chair || (!block->chair && !block->provider)) &&
	       !holds_whole(&free, visit);
}

/* Does a block keep whoever is to look in from it? */
static bool
keeps_checker(const struct moving *moving, const struct block *block,
		const struct appointment *visit)
{
	struct cells free = cells_all();

	if (block->provider != visit->checker || !block_is_on(block, visit->day) ||
	    block_has_opened(moving->desk, block, visit->day))
		return false;
	cells_clear(&free, block->start, block->start + block->minutes);
	return !holds_checker(&free, visit);
}

/* Can whoever is to look in do so, where anybody is? */
static bool
is_checked(const struct moving *moving, const struct bounds *bounds,
		const struct appointment *visit)
{
	const int n = plan_index(bounds->plan, visit->day);
	const struct lane *const checker = plan_provider_lane(bounds->plan, visit->checker);

	if (!visit->checker || visit->chair_kind == CHAIR_SQUEEZE)
		return true;
	if (!checker || !holds_checker(&checker->open[n], visit))
		return false;
	for (size_t i = 0; i < bounds->block_count; i++)
		if (keeps_checker(moving, &bounds->blocks[i], visit))
			return false;
	return true;
}

static enum stand
stand_of(const struct moving *moving, const struct bounds *bounds,
		const struct appointment *visit)
{
	if (!is_open(bounds->plan, visit))
		return OUTSIDE;
	for (size_t i = 0; visit->chair_kind != CHAIR_SQUEEZE && i < bounds->block_count; i++)
		if (keeps(moving, &bounds->blocks[i], visit))
			return OUTSIDE;
	return is_checked(moving, bounds, visit) ? STANDS : UNCHECKED;
}

static enum code
bounds_load(const struct moving *moving, struct bounds *out)
{
	const enum code code = record_select(moving->desk, moving->arena, &block_record,
			&out->blocks, &out->block_count, "order by id", "");

	return code != OK ? code : plan_load_open(moving->desk, moving->arena, moving->first,
						  moving->last, &out->plan);
}

/* How each stands now. */
static enum code
look(const struct moving *moving, enum stand *stands)
{
	struct bounds bounds;
	const enum code code = bounds_load(moving, &bounds);

	for (size_t i = 0; code == OK && i < moving->count; i++)
		stands[i] = stand_of(moving, &bounds, &moving->visits[i]);
	return code;
}

/* What is over today isn't to come. */
static void
leave_out_past(struct moving *moving)
{
	const int today = desk_today(moving->desk), now = desk_minute(moving->desk);
	size_t kept = 0;

	for (size_t i = 0; i < moving->count; i++) {
		const struct appointment *const visit = &moving->visits[i];

		if (visit->day > today || visit->start + visit->minutes > now)
			moving->visits[kept++] = *visit;
	}
	moving->count = kept;
}

static enum code
load_visits(struct moving *moving, int last)
{
	char from[DAY_SIZE], to[DAY_SIZE];
	const enum code code = record_select(moving->desk, moving->arena, &appointment_record,
			&moving->visits, &moving->count,
			"where day >= $1 and day <= $2"
			" and state in ('booked', 'arrived') order by day, start, id", "tt",
			civil_format(from, moving->first),
			last == NONE ? END_OF_DAYS : civil_format(to, last));

	if (code == OK)
		leave_out_past(moving);
	return code;
}

enum code
moving_watch(struct desk *desk, struct arena *arena, int first, int last, struct moving **out)
{
	struct moving *const moving = arena_take(arena, sizeof *moving);
	const int today = desk_today(desk);
	enum code code;

	*out = moving;
	*moving = (struct moving){
		.desk = desk, .arena = arena, .first = first == NONE || first < today ? today : first
	};
	code = load_visits(moving, last);
	if (code != OK || moving->count == 0)
		return code;
	moving->last = moving->visits[moving->count - 1].day;
	moving->before = arena_take(arena, moving->count * sizeof *moving->before);
	return look(moving, moving->before);
}

/* Another dentist looks in, where one can. */
static enum code
hand_over(const struct moving *moving, struct appointment *visit, bool *handed)
{
	int64_t checker;
	const enum code code = who_can_check(moving->desk, moving->arena, visit, &checker);

	*handed = code == OK && checker;
	if (!*handed)
		return code;
	visit->checker = checker;
	return record_put(moving->desk, &appointment_record, visit);
}

/* Writes the mark of one, where the change has moved it out or in. */
static enum code
mark(const struct moving *moving, struct appointment *visit, enum stand was, enum stand is,
		const char *why)
{
	const bool out = is != STANDS;
	bool handed = false;
	enum code code = OK;

	if ((was != STANDS) == out || out == (visit->to_move != NULL))
		return OK;
	if (is == UNCHECKED)
		code = hand_over(moving, visit, &handed);
	if (code != OK || handed)
		return code;
	visit->to_move = out ? why : NULL;
	return record_put(moving->desk, &appointment_record, visit);
}

enum code
moving_mark(struct moving *moving, const char *why)
{
	enum stand *now;
	enum code code;

	if (moving->count == 0)
		return OK;
	now = arena_take(moving->arena, moving->count * sizeof *now);
	code = look(moving, now);
	for (size_t i = 0; code == OK && i < moving->count; i++)
		code = mark(moving, &moving->visits[i], moving->before[i], now[i], why);
	return code;
}
