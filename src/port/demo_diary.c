/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's diary: which cells of chairs and providers are still free while visits are thought
 * out, and the writing of them all in the order of days, each in its last state by one change.
 */
#include <stdlib.h>

#include "demo_work.h"

#define COLUMNS (DEMO_CHAIRS + DEMO_PROVIDERS)

static struct cells *
cells_of(const struct demo *demo, int day, int column)
{
	return &demo->free[(size_t)(day - demo->first) * COLUMNS + (size_t)column];
}

enum code
demo_diary_open(struct demo *demo)
{
	const size_t days = (size_t)(demo->last - demo->first + 1);
	struct plan *plan;
	const enum code code = plan_load(demo->desk, demo->arena, demo->first, demo->last, 0, 0,
			&plan);

	if (code != OK)
		return code;
	demo->free = arena_take(demo->arena, days * COLUMNS * sizeof *demo->free);
	for (int day = demo->first; day <= demo->last; day++) {
		for (int i = 0; i < DEMO_CHAIRS; i++)
			*cells_of(demo, day, i) = plan_chair(plan, demo->chairs[i].row.id, day);
		for (int i = 0; i < DEMO_PROVIDERS; i++)
			*cells_of(demo, day, DEMO_CHAIRS + i) = plan_provider(plan,
					demo->providers[i].row.id, day);
	}
	return OK;
}

bool
demo_fits(const struct demo *demo, int chair, int provider, int day, int start, int minutes)
{
	return cells_hold(cells_of(demo, day, chair), start, minutes) &&
		cells_hold(cells_of(demo, day, DEMO_CHAIRS + provider), start, minutes);
}

void
demo_keep(struct demo *demo, int chair, int day, int start, int minutes)
{
	cells_clear(cells_of(demo, day, chair), start, start + minutes);
}

static void
add_visit(struct demo *demo, struct demo_visit *visit)
{
	const size_t size = sizeof *demo->visits;

	if (demo->visit_count == demo->visit_room) {
		const size_t larger = demo->visit_room ? demo->visit_room * 2 : 1024;

		demo->visits = arena_grow(demo->arena, demo->visits, demo->visit_room * size,
				larger * size);
		demo->visit_room = larger;
	}
	demo->visits[demo->visit_count++] = visit;
}

/* When it was booked: some weeks before, but not before this morning's start nor after now. */
static void
sign(struct demo *demo, struct appointment *row)
{
	static const char *const hands[] = { "Kim", "Lou" };
	const int latest = row->day < demo->today ? row->day : demo->today - 1;

	row->made_at = demo_stamp(demo, latest - demo_chance(demo, 60),
			9 * 60 + demo_chance(demo, 7 * 60));
	row->made_by = hands[demo_chance(demo, 2)];
}

struct demo_visit *
demo_put(struct demo *demo, struct demo_person *who, const char *type_code, int chair, int provider,
		const struct slot *slot)
{
	const struct visit_type *const type = demo_type(demo, type_code);
	struct demo_visit *const visit = arena_take(demo->arena, sizeof *visit);
	struct appointment *const row = &visit->row;

	record_blank(&appointment_record, row);
	visit->who = who;
	row->patient = who->row.row.id;
	row->type = type->row.id;
	row->provider = demo->providers[provider].row.id;
	row->chair = demo->chairs[chair].row.id;
	row->chair_kind = demo->chairs[chair].kind;
	row->day = slot->day;
	row->start = slot->start;
	row->minutes = row->held = slot->minutes;
	row->pattern = pattern_for(demo->arena, type->pattern, slot->minutes);
	row->state = VISIT_BOOKED;
	sign(demo, row);
	demo_keep(demo, chair, slot->day, slot->start, slot->minutes);
	demo_keep(demo, DEMO_CHAIRS + provider, slot->day, slot->start, slot->minutes);
	if (slot->day == demo->today)
		who->today = true;
	add_visit(demo, visit);
	return visit;
}

/* Late on Monday and Thursday mornings: `slip` of ten minutes more or less, most of them told. */
static void
run_late(struct appointment *row, int slip)
{
	const int weekday = civil_weekday(row->day);

	if ((weekday != 0 && weekday != 3) || row->start < 10 * 60 || row->start >= 12 * 60)
		return;
	row->seated += 8 + slip;
	row->done += 8 + slip;
	if (slip > 3 && slip % 4)
		row->told_start = row->start + 10;
}

void
demo_done(struct demo *demo, struct demo_visit *visit)
{
	struct appointment *const row = &visit->row;
	const int early = demo_chance(demo, 14);

	row->state = VISIT_DONE;
	row->arrived = row->start < early ? 0 : row->start - early;
	row->seated = row->start + demo_chance(demo, 9);
	row->done = row->start + row->minutes - demo_chance(demo, 10);
	run_late(row, (row->seated + row->done) % 20);
	if (visit->who->last < row->day)
		visit->who->last = row->day;
}

/* Earlier days first; within a day by chair and start. Two at one place: who made it before. */
static int
compare(const void *a, const void *b)
{
	const struct appointment *const one = &(*(struct demo_visit *const *)a)->row;
	const struct appointment *const other = &(*(struct demo_visit *const *)b)->row;

	if (one->day != other->day)
		return one->day < other->day ? -1 : 1;
	if (one->chair != other->chair)
		return one->chair < other->chair ? -1 : 1;
	if (one->start != other->start)
		return one->start < other->start ? -1 : 1;
	return one->patient < other->patient ? -1 : one->patient > other->patient;
}

enum code
demo_diary_write(struct demo *demo)
{
	enum code code = OK;

	qsort(demo->visits, demo->visit_count, sizeof *demo->visits, compare);
	for (size_t i = 0; code == OK && i < demo->visit_count; i++) {
		struct demo_visit *const visit = demo->visits[i];

		visit->row.uid = desk_uuid(demo->desk, demo->arena);
		if (visit->instead_of)
			visit->row.replaces = visit->instead_of->row.row.id;
		code = record_put(demo->desk, &appointment_record, &visit->row);
	}
	return code;
}
