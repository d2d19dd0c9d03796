/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting the cells of a plan by chair, half hour and day.
 */
#include "book/fill.h"
#include "plan.h"

#define PART_CELLS (DAY_CELLS / DAY_PARTS)

/* The cells of a chair's day that are counted; each holds what no other does. */
struct counted {
	struct cells free, taken, kept;
};

static struct cells
cells_not(const struct cells *cells)
{
	struct cells all = cells_all();

	for (size_t i = 0; i < sizeof all.words / sizeof all.words[0]; i++)
		all.words[i] &= ~cells->words[i];
	return all;
}

static struct counted
count_chair(const struct plan *plan, const struct lane *chair, int n)
{
	const struct lane *const practice = &plan->practice;
	const struct cells works = cells_and(chair->open[n], &practice->open[n]);
	const struct cells unkept = cells_and(chair->unkept[n], &practice->unkept[n]);
	const struct cells idle = chair->idle[n], blocked = cells_not(&unkept);
	struct counted counted = {.taken = cells_not(&idle)};

	counted.free = cells_and(cells_and(works, &unkept), &idle);
	counted.kept = cells_and(cells_and(works, &blocked), &idle);
	return counted;
}

static void
add_cell(struct fill *fill, const struct counted *counted, int cell, bool to_come)
{
	const int minute = cell * CELL_MINUTES;

	if (cells_begin(&counted->taken, minute)) {
		fill->open += CELL_MINUTES;
		fill->taken += CELL_MINUTES;
	} else if (cells_begin(&counted->free, minute)) {
		fill->open += CELL_MINUTES;
		fill->free += to_come ? CELL_MINUTES : 0;
	} else if (cells_begin(&counted->kept, minute)) {
		fill->kept += CELL_MINUTES;
	}
}

static void
add_fill(struct fill *sum, const struct fill *part)
{
	sum->open += part->open;
	sum->taken += part->taken;
	sum->free += part->free;
	sum->kept += part->kept;
}

static void
fill_day(const struct plan *plan, const struct fills *fills, struct day_fill *day, int n)
{
	const int now = plan->first + n < desk_today(plan->desk) ? DAY_CELLS * CELL_MINUTES :
			plan->first + n > desk_today(plan->desk) ? 0 : desk_minute(plan->desk);

	for (size_t i = 0; i < fills->chair_count; i++) {
		struct chair_fill *const chair = &day->chairs[i];
		const struct counted counted = count_chair(plan,
				plan_chair_lane(plan, fills->chairs[i].row.id), n);

		for (int cell = 0; cell < DAY_CELLS; cell++)
			add_cell(&chair->parts[cell / PART_CELLS], &counted,
					cell, cell * CELL_MINUTES >= now);
		for (int part = 0; part < DAY_PARTS; part++)
			add_fill(&chair->day, &chair->parts[part]);
		add_fill(&day->all, &chair->day);
	}
}

static enum code
count_visits(struct desk *desk, struct fills *fills)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	struct day_fill *const days = fills->days;
	struct stmt *stmt = NULL;
	bool row;
	int day;
	enum code code = db_query(desk->db, &stmt,
		"select day, count(*), sum(case when state = 'booked' and confirmed <> 'yes' "
		"then 1 else 0 end) from appointment where day between $1 and $2 "
		"and state in ('booked', 'arrived', 'seated', 'done') group by day", "tt",
		civil_format(first, days[0].day),
		civil_format(last, days[fills->day_count - 1].day));

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		if (!civil_parse(db_text(stmt, 0), &day))
			continue;
		days[day - days[0].day].visits = db_int(stmt, 1);
		days[day - days[0].day].unconfirmed = db_int(stmt, 2);
	}
	db_done(stmt);
	return code;
}

/* The practice's closures of whole days, by their notes. */
static enum code
name_closures(struct desk *desk, struct arena *arena, struct fills *fills)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	struct closure *closures;
	size_t count;
	struct day_fill *const days = fills->days;
	const enum code code = record_select(desk, arena, &closure_record, &closures, &count,
		"where provider is null and chair is null and start is null "
		"and last >= $1 and first <= $2 order by id", "tt",
		civil_format(first, days[0].day),
		civil_format(last, days[fills->day_count - 1].day));

	for (size_t i = 0; code == OK && i < count; i++)
		for (int n = 0; n < fills->day_count; n++)
			if (days[n].day >= closures[i].first && days[n].day <= closures[i].last)
				days[n].shut = closures[i].note ? closures[i].note : "shut";
	return code;
}

/* The plan's chairs without the columns to squeeze into. */
static void
take_chairs(struct fills *fills, struct arena *arena, const struct plan *plan)
{
	fills->chairs = arena_take(arena, (plan->chair_count + 1) * sizeof *fills->chairs);
	for (size_t i = 0; i < plan->chair_count; i++)
		if (plan->chair_rows[i].kind == CHAIR_TREATMENT)
			fills->chairs[fills->chair_count++] = plan->chair_rows[i];
}

enum code
fills_load(struct desk *desk, struct arena *arena, int first, int last, struct fills *out)
{
	struct plan *plan;
	enum code code = plan_load(desk, arena, first, last, 0, 0, &plan);

	*out = (struct fills){.day_count = last - first + 1};
	if (code != OK)
		return code;
	take_chairs(out, arena, plan);
	out->days = arena_take(arena, (size_t)out->day_count * sizeof *out->days);
	for (int n = 0; n < out->day_count; n++) {
		out->days[n].day = first + n;
		out->days[n].chairs = arena_take(arena,
				(out->chair_count + 1) * sizeof *out->days[n].chairs);
		fill_day(plan, out, &out->days[n], n);
	}
	code = count_visits(desk, out);
	return code == OK ? name_closures(desk, arena, out) : code;
}
