/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Day screen's columns: what stands in each chair, from visits, free stretches and what is kept.
 */
#include "base/arena.h"
#include "book/mark.h"
#include "day_parts.h"

static const struct visit_mark *
find_mark(const struct visit_mark *marks, size_t count, int64_t visit)
{
	for (size_t i = 0; i < count; i++)
		if (marks[i].visit == visit)
			return &marks[i];
	return NULL;
}

/* What a day is made of, while its columns are filled. */
struct sources {
	struct mark *offered;		/* what other desks have in their hands */
	size_t offered_count;
	struct chair *chairs;
	size_t chair_count;
	struct kept *kept;
	size_t kept_count;
	struct slot *gaps;
	size_t gap_count;
	struct visit_mark *marks;
	size_t mark_count;
};

static enum code
load_sources(struct ui *ui, struct arena *arena, struct day *day, struct sources *out)
{
	const int least = setting_int(ui_desk(ui), "grid", GRID_MINUTES);
	struct desk *const desk = ui_desk(ui);
	struct day_loaded *const loaded = &day->loaded;
	enum code code = chairs_load(desk, arena, &out->chairs, &out->chair_count);

	if (code == OK)
		code = day_visits(
				desk, arena, day->day, true, &loaded->visits, &loaded->visit_count);
	if (code == OK)
		code = visit_marks(desk, arena, day->day, loaded->visits, loaded->visit_count,
				&out->marks, &out->mark_count);
	if (code == OK)
		code = day_kept(desk, arena, day->day, &out->kept, &out->kept_count);
	if (code == OK)
		code = day_gaps(desk, arena, day->day, least, &out->gaps, &out->gap_count);
	if (code == OK)
		code = day_hours(desk, arena, day->day, &loaded->from, &loaded->until);
	if (code == OK)
		code = marks_load(desk, arena, &out->offered, &out->offered_count);
	return code;
}

static void
add_item(struct column *column, struct item item)
{
	if (item.until > item.start)
		column->items[column->count++] = item;
}

/* A stretch that is free from now on begins at the next row. */
static int
gap_start(const struct day *day, const struct slot *gap)
{
	const struct day_loaded *const loaded = &day->loaded;
	const int now = (loaded->minute + loaded->grid - 1) / loaded->grid * loaded->grid;

	if (day->day < loaded->today)
		return gap->start + gap->minutes;
	return day->day == loaded->today && gap->start < now ? now : gap->start;
}

/* What of the time of a visit that is gone is free again has its own words. */
static int
gone_until(const struct day *day, const struct appointment_line *visit, const struct sources *from)
{
	int until = visit->start + visit->minutes;

	for (size_t i = 0; i < from->gap_count; i++) {
		const int start = gap_start(day, &from->gaps[i]);

		if (from->gaps[i].chair == visit->chair && start > visit->start && start < until &&
		    start < from->gaps[i].start + from->gaps[i].minutes)
			until = start;
	}
	return until;
}

static void
add_visits(struct day *day, struct column *column, const struct sources *from, bool gone)
{
	for (size_t i = 0; i < day->loaded.visit_count; i++) {
		const struct appointment_line *const visit = &day->loaded.visits[i];

		if (visit->chair != column->chair->row.id || visit->start == NONE ||
		    visit->state == VISIT_CANCELLED || state_is_live(visit->state) == gone)
			continue;
		add_item(column, (struct item){
			.kind = gone ? ITEM_GONE : ITEM_VISIT, .start = visit->start,
			.until = gone ? gone_until(day, visit, from)
				: visit->start + visit->minutes, .visit = visit,
			.mark = find_mark(from->marks, from->mark_count, visit->row.id) });
	}
}

static void
fill_column(struct day *day, struct arena *arena, struct column *column, const struct sources *from)
{
	const int64_t chair = column->chair->row.id;

	column->items = arena_take(arena, sizeof(struct item) *
			(from->kept_count + from->gap_count + day->loaded.visit_count + 1));
	for (size_t i = 0; i < from->kept_count; i++)
		if (from->kept[i].slot.chair == chair)
			add_item(column, (struct item){ .kind = ITEM_KEPT,
				.start = from->kept[i].slot.start,
				.until = from->kept[i].slot.start + from->kept[i].slot.minutes,
				.words = from->kept[i].words, .shut = from->kept[i].shut });
	for (size_t i = 0; i < from->gap_count; i++)
		if (from->gaps[i].chair == chair)
			add_item(column, (struct item){ .kind = ITEM_GAP,
				.offered = mark_offered_by(from->offered, from->offered_count,
						&from->gaps[i]),
				.start = gap_start(day, &from->gaps[i]),
				.until = from->gaps[i].start + from->gaps[i].minutes });
	add_visits(day, column, from, true);
	add_visits(day, column, from, false);
}

/* Who has most visits in a column. */
static const char *
column_provider(const struct column *column)
{
	const char *most = NULL;
	size_t most_visits = 0;

	for (size_t i = 0; i < column->count; i++) {
		const struct appointment_line *const visit = column->items[i].visit;
		size_t visits = 0;

		for (size_t k = 0; visit && k < column->count; k++)
			visits += column->items[k].visit &&
				  column->items[k].visit->provider == visit->provider;
		if (visits > most_visits) {
			most_visits = visits;
			most = visit_provider(visit);
		}
	}
	return most;
}

enum code
day_load_columns(struct ui *ui, struct arena *arena, struct day *day)
{
	struct day_loaded *const loaded = &day->loaded;
	struct sources from = { 0 };
	const enum code code = load_sources(ui, arena, day, &from);

	if (code != OK)
		return code;
	loaded->columns = arena_take(arena, sizeof(struct column) * (from.chair_count + 1));
	loaded->column_count = from.chair_count;
	for (size_t i = 0; i < from.chair_count; i++) {
		loaded->columns[i].chair = &from.chairs[i];
		fill_column(day, arena, &loaded->columns[i], &from);
		loaded->columns[i].provider = column_provider(&loaded->columns[i]);
	}
	return OK;
}
