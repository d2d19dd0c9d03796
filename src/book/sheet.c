/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sheet of a day: kept and shut stretches, hours, marks.
 */
#include "book/sheet.h"

#include <stdlib.h>
#include <string.h>

/* What is gathered while blocks and closures are laid over the chairs. */
struct laying {
	struct arena *arena;
	const struct chair *chairs;
	size_t chair_count;
	int day;
	struct kept *kept;
	size_t count, room;
};

static void
lay(struct laying *laying, int64_t chair, int start, int until, bool shut, const char *words)
{
	const size_t size = sizeof(struct kept);

	if (laying->count == laying->room) {
		const size_t room = laying->room ? 2 * laying->room : 16;

		laying->kept = arena_grow(laying->arena, laying->kept, laying->room * size,
				room * size);
		laying->room = room;
	}
	laying->kept[laying->count++] = (struct kept){
		{ chair, laying->day, start, until - start }, shut, words };
}

/* Over one chair, or all (0). */
static void
lay_over(struct laying *laying, int64_t chair, int start, int until, bool shut, const char *words)
{
	for (size_t i = 0; i < laying->chair_count; i++)
		if (!chair || chair == laying->chairs[i].row.id)
			lay(laying, laying->chairs[i].row.id, start, until, shut, words);
}

static const char *
block_name(struct laying *laying, const struct block *block)
{
	const char *const kind = block_kind_words[block->kind];

	if (block->kind == BLOCK_LUNCH)
		return block->note ? block->note : kind;
	return arena_print(laying->arena, "kept: %s", block->note ? block->note : kind);
}

static enum code
lay_blocks(struct desk *desk, struct laying *laying)
{
	char day[DAY_SIZE];
	struct block *blocks;
	size_t count;
	const enum code code = record_select(desk, laying->arena, &block_record, &blocks, &count,
			"where provider is null and (day = $1 or (day is null and weekday = $2"
			" and (since is null or since <= $1)"
			" and (until_day is null or until_day >= $1))) order by start, id",
			"ti", civil_format(day, laying->day), civil_weekday(laying->day));

	for (size_t i = 0; code == OK && i < count; i++)
		lay_over(laying, blocks[i].chair, blocks[i].start,
				blocks[i].start + blocks[i].minutes, false,
				block_name(laying, &blocks[i]));
	return code;
}

static enum code
lay_closures(struct desk *desk, struct laying *laying)
{
	char day[DAY_SIZE];
	struct closure *closures;
	size_t count;
	const enum code code = record_select(desk, laying->arena, &closure_record, &closures,
			&count, "where provider is null and last >= $1 and first <= $1 order by id",
			"t", civil_format(day, laying->day));

	for (size_t i = 0; code == OK && i < count; i++) {
		const struct closure *const c = &closures[i];

		lay_over(laying, c->chair, c->start == NONE ? 0 : c->start,
				c->until_min == NONE ? 24 * 60 : c->until_min, true,
				c->note ? c->note : "closed");
	}
	return code;
}

static int
kept_compare(const void *a, const void *b)
{
	const struct kept *const left = a, *const right = b;

	return (left->slot.start > right->slot.start) - (left->slot.start < right->slot.start);
}

enum code
day_kept(struct desk *desk, struct arena *arena, int day, struct kept **out, size_t *count)
{
	struct laying laying = { .arena = arena, .day = day };
	struct chair *chairs;
	enum code code = chairs_load(desk, arena, &chairs, &laying.chair_count);

	laying.chairs = chairs;
	if (code == OK)
		code = lay_blocks(desk, &laying);
	if (code == OK)
		code = lay_closures(desk, &laying);
	if (laying.count > 0)
		qsort(laying.kept, laying.count, sizeof(struct kept), kept_compare);
	*out = laying.kept;
	*count = code == OK ? laying.count : 0;
	return code;
}

static void
widen(int *start, int *until, int from, int to)
{
	if (from == NONE || to == NONE)
		return;
	*start = *start == NONE || from < *start ? from : *start;
	*until = to > *until ? to : *until;
}

/* The hours that stand instead of the weekly ones; *count 0: none do. */
static enum code
single_hours(struct desk *desk, struct arena *arena, const char *day, int *start, int *until,
		size_t *count)
{
	struct hours_day *rows;
	const enum code code = record_select(desk, arena, &hours_day_record, &rows, count,
			"where provider is null and chair is null and day = $1", "t", day);

	for (size_t i = 0; code == OK && i < *count; i++)
		widen(start, until, rows[i].start, rows[i].until_min);
	return code;
}

enum code
day_hours(struct desk *desk, struct arena *arena, int day, int *start, int *until)
{
	char text[DAY_SIZE];
	struct hours *rows;
	size_t count = 0;
	enum code code;

	*start = *until = NONE;
	code = single_hours(desk, arena, civil_format(text, day), start, until, &count);
	if (code != OK || count > 0)
		return code;
	code = record_select(desk, arena, &hours_record, &rows, &count,
			"where provider is null and chair is null and weekday = $2"
			" and (since is null or since <= $1) and (until_day is null or until_day "
			">= $1)",
			"ti", text, civil_weekday(day));
	for (size_t i = 0; code == OK && i < count; i++)
		widen(start, until, rows[i].start, rows[i].until_min);
	return code;
}

/* The mark of a visit, made where it has none yet. */
static struct visit_mark *
mark_of(struct visit_mark *marks, size_t *count, int64_t visit)
{
	for (size_t i = 0; i < *count; i++)
		if (marks[i].visit == visit)
			return &marks[i];
	marks[*count] = (struct visit_mark){ .visit = visit };
	return &marks[(*count)++];
}

static const char *
need_words(struct arena *arena, const struct need *need)
{
	const char *const kind = need_kind_words[need->kind];

	return need->whom ? arena_print(arena, "%s: %s", kind, need->whom) : kind;
}

static void
mark_alerts(const struct appointment_line *visits, size_t visit_count, const struct alert *alerts,
		size_t alert_count, struct visit_mark *marks, size_t *count)
{
	for (size_t i = 0; i < visit_count; i++)
		for (size_t k = 0; k < alert_count; k++)
			if (alerts[k].patient == visits[i].patient) {
				struct visit_mark *const mark = mark_of(marks, count,
						visits[i].row.id);

				mark->words = mark->words ? mark->words : alerts[k].text;
				mark->alert = true;
			}
}

static void
mark_needs(struct arena *arena, const struct need *needs, size_t need_count,
		struct visit_mark *marks, size_t *count)
{
	for (size_t i = 0; i < need_count; i++) {
		struct visit_mark *const mark = mark_of(marks, count, needs[i].appointment);

		mark->need = true;
		mark->words = mark->words ? mark->words : need_words(arena, &needs[i]);
	}
}

enum code
visit_marks(struct desk *desk, struct arena *arena, int day, const struct appointment_line *visits,
		size_t visit_count, struct visit_mark **out, size_t *count)
{
	char text[DAY_SIZE];
	struct alert *alerts;
	struct need *needs;
	size_t alert_count, need_count;
	enum code code;

	*count = 0;
	civil_format(text, day);
	code = record_select(desk, arena, &alert_record, &alerts, &alert_count,
			"where patient in (select patient from appointment where day = $1)"
			" and (until_day is null or until_day >= $1) order by id", "t", text);
	if (code == OK)
		code = record_select(desk, arena, &need_record, &needs, &need_count,
			"where got is null and appointment in"
			" (select id from appointment where day = $1) order by id", "t", text);
	if (code != OK)
		return code;
	*out = arena_take(arena, (visit_count + need_count + 1) * sizeof(struct visit_mark));
	mark_alerts(visits, visit_count, alerts, alert_count, *out, count);
	mark_needs(arena, needs, need_count, *out, count);
	return OK;
}

enum code
patient_alerts(struct desk *desk, struct arena *arena, int64_t patient, int day, struct alert **out,
		size_t *count)
{
	char text[DAY_SIZE];

	return record_select(desk, arena, &alert_record, out, count,
			"where patient = $1 and (until_day is null or until_day >= $2) order by id",
			"rt", patient, civil_format(text, day));
}

enum code
patient_needs(struct desk *desk, struct arena *arena, int64_t patient, struct need **out,
		size_t *count)
{
	return record_select(desk, arena, &need_record, out, count,
			"where got is null and appointment in (select id from appointment"
			" where patient = $1 and state in ('planned', 'booked', 'arrived', "
			"'seated'))"
			" order by wanted_by nulls first, id",
			"r", patient);
}
