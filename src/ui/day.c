/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Day screen: a column for each chair, a row for each step of the grid. Here is what it
 * loads.
 */
#include "day.h"
#include "base/arena.h"
#include "book/mark.h"
#include "base/local.h"
#include "book/rule.h"
#include "recall/calls.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_FROM (8 * 60)		/* of a day without hours */
#define DAY_UNTIL (17 * 60)
#define GRID_MINUTES 15
#define LATE_MINUTES 10
#define CONTACTS_SEEN 20		/* back to which one is looked for about a visit */

const struct item *
item_at(const struct column *column, int minute)
{
	const struct item *found = NULL;

	for (size_t i = 0; i < column->count; i++)
		if (column->items[i].start <= minute && minute < column->items[i].until)
			found = &column->items[i];
	return found;
}

const struct column *
day_column(const struct day *day)
{
	for (size_t i = 0; i < day->loaded.column_count; i++)
		if (day->loaded.columns[i].chair->row.id == day->chair)
			return &day->loaded.columns[i];
	return NULL;
}

/* The item of a visit in its column. */
static const struct item *
item_of(const struct column *column, int64_t visit)
{
	for (size_t i = 0; column && i < column->count; i++)
		if (column->items[i].visit && column->items[i].visit->row.id == visit)
			return &column->items[i];
	return NULL;
}

const struct item *
day_item(const struct day *day)
{
	const struct column *const column = day_column(day);

	if (!column)
		return NULL;
	return day->visit ? item_of(column, day->visit) : item_at(column, day->minute);
}

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
		code = day_gaps(desk, arena, day->day, loaded->grid, &out->gaps, &out->gap_count);
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
			.until = visit->start + visit->minutes, .visit = visit,
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

/* Rows from the first hour or visit to the last, whole hours. */
static void
set_rows(struct day_loaded *loaded)
{
	loaded->shut = loaded->from == NONE;
	if (loaded->shut) {
		loaded->from = DAY_FROM;
		loaded->until = DAY_UNTIL;
	}
	for (size_t i = 0; i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (visit->start == NONE || visit->state == VISIT_CANCELLED)
			continue;
		if (visit->start < loaded->from)
			loaded->from = visit->start;
		if (visit->start + visit->minutes > loaded->until)
			loaded->until = visit->start + visit->minutes;
	}
	loaded->from -= loaded->from % loaded->grid;
}

/* The cursor stands in a chair that there is, within the day, at the beginning of what is there. */
static void
settle_cursor(struct day *day)
{
	struct day_loaded *const loaded = &day->loaded;
	const struct item *item = NULL;

	for (size_t i = 0; day->visit && !item && i < loaded->column_count; i++) {
		item = item_of(&loaded->columns[i], day->visit);
		if (item)
			day->chair = loaded->columns[i].chair->row.id;
	}
	if (!day_column(day) && loaded->column_count > 0)
		day->chair = loaded->columns[0].chair->row.id;
	if (day->minute >= loaded->until)
		day->minute = loaded->until - 1;
	if (day->minute < loaded->from)
		day->minute = loaded->from;
	if (!item && day_column(day))
		item = item_at(day_column(day), day->minute);
	day->visit = item && item->visit ? item->visit->row.id : 0;
	if (item && item->kind != ITEM_GAP)
		day->minute = item->start;
	else if (item && item->start > day->minute - day->minute % loaded->grid)
		day->minute = item->start;
	else
		day->minute -= day->minute % loaded->grid;
}

/* The last contact about this visit, in words. */
static enum code
load_said(struct ui *ui, struct arena *arena, const struct appointment_line *visit,
		struct day_loaded *loaded)
{
	struct contact_line *contacts;
	size_t count;
	char day[DAY_WORDS];
	int contact_day, minute;
	time_t at;
	const enum code code = contacts_of_patient(
			ui_desk(ui), arena, visit->patient, CONTACTS_SEEN, &contacts, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		if (contacts[i].appointment != visit->row.id || !stamp_parse(contacts[i].at, &at))
			continue;
		zone_local(at, &contact_day, &minute);
		loaded->selected.said = arena_print(arena, "%s %s, %s",
				contact_channel_words[contacts[i].channel],
				day_words(day, contact_day, false), contacts[i].outcome == NONE
				? "no answer yet" : outcome_words[contacts[i].outcome]);
		break;
	}
	return code;
}

static bool
is_member(const struct patient_line *members, size_t count, int64_t patient)
{
	for (size_t i = 0; i < count; i++)
		if (members[i].row.id == patient)
			return true;
	return false;
}

/* Who of the household has a visit that day too; and when they are to come, of those to be told. */
static enum code
load_with_her(struct ui *ui, struct arena *arena, int64_t patient, struct day_loaded *loaded)
{
	struct selected *const selected = &loaded->selected;
	struct patient_line *members;
	size_t count;
	char clock[CLOCK_SIZE];
	const enum code code = household_members(ui_desk(ui), arena, selected->patient.household,
			&members, &count);

	for (size_t i = 0; code == OK && i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (visit->patient == patient || !state_is_open(visit->state) ||
		    !is_member(members, count, visit->patient))
			continue;
		selected->with_her = arena_print(arena, "%s%s%s %s", selected->with_her ?
				selected->with_her : "", selected->with_her ? ", " : "",
				name_given(arena, visit->name), clock_said(clock, visit->start));
		if (selected->say && day_to_tell(loaded, visit))
			selected->say = arena_print(arena, "%s and %s", selected->say,
					clock_said(clock, day_come_at(loaded, visit)));
	}
	return code;
}

/* What to say of a delay; what a later start would run into is asked. */
static enum code
load_say(struct ui *ui, struct arena *arena, const struct appointment_line *visit,
		struct day_loaded *loaded)
{
	struct selected *const selected = &loaded->selected;
	const int come = day_come_at(loaded, visit);
	char clock[CLOCK_SIZE];
	const enum code code = told_runs_into(ui_desk(ui), arena, visit, come,
			&selected->runs_into);

	clock_said(clock, come);
	selected->say = selected->runs_into ? arena_print(arena, "could you come at %s, into your %s?",
			clock, selected->runs_into) : arena_print(arena, "come at %s", clock);
	return code;
}

static enum code
load_selected(struct ui *ui, struct arena *arena, struct day *day)
{
	const struct item *const item = day_item(day);
	struct day_loaded *const loaded = &day->loaded;
	enum code code;

	if (!item || !item->visit)
		return OK;
	code = record_get(ui_desk(ui), arena, &patient_line_record, item->visit->patient,
			&loaded->selected.patient);
	if (code == OK)
		code = load_said(ui, arena, item->visit, loaded);
	if (code == OK && state_is_open(item->visit->state))
		code = next_commitment(ui_desk(ui), arena, item->visit,
				&loaded->selected.next_of_hers);
	if (code == OK && day_to_tell(loaded, item->visit))
		code = load_say(ui, arena, item->visit, loaded);
	if (code == OK && loaded->selected.patient.household)
		code = load_with_her(ui, arena, item->visit->patient, loaded);
	return code;
}

/* Whether what is carried can stand where it is now, by the rules that booking asks. */
static enum code
load_refused(struct ui *ui, struct arena *arena, struct day_loaded *loaded)
{
	const struct hand *const hand = &loaded->hand;
	struct appointment visit;
	struct broken_rule *broken;
	size_t count;
	enum code code;

	if (!hand->carries)
		return OK;
	code = record_get(ui_desk(ui), arena, &appointment_record, hand->visit, &visit);
	if (code != OK)
		return code;
	visit.chair = hand->slot.chair;
	visit.day = hand->slot.day;
	visit.start = hand->slot.start;
	visit.provider = hand->provider;
	code = booking_rules_ask(ui_desk(ui), arena, &visit, &broken, &count);
	for (size_t i = 0; code == OK && i < count && !loaded->refused; i++)
		if (broken[i].rule->kind != RULE_WARN)
			loaded->refused = broken[i].why;
	return code;
}

/* Openings for who was found, until the cursor moves: for moving the visit of theirs that it stands
 * on, else for a new one. */
static enum code
load_offered(struct ui *ui, struct arena *arena, struct day *day)
{
	const struct item *const item = day_item(day);
	const int64_t found = day->loaded.hand.found;
	const bool theirs = item && item->visit && item->visit->patient == found &&
			item->visit->state == VISIT_BOOKED;

	if (!found || day->loaded.hand.carries)
		return OK;
	return offered_load(ui, arena, found, theirs ? day->visit : 0, &day->loaded.offered);
}

static enum code
day_load(struct ui *ui, struct arena *arena, void *state)
{
	struct desk *const desk = ui_desk(ui);
	struct day *const day = state;
	struct day_loaded *const loaded = &day->loaded;
	struct sources from = { 0 };
	enum code code;

	loaded->today = desk_today(desk);
	loaded->minute = desk_minute(desk);
	loaded->grid = setting_int(desk, "grid", GRID_MINUTES);
	loaded->hand = *ui_hand(ui);
	code = load_sources(ui, arena, day, &from);
	if (code != OK)
		return code;
	if (day->day == loaded->today)
		loaded->foreseen = day_foreseen(desk, arena, loaded->visits, loaded->visit_count);
	loaded->late = setting_int(desk, "late", LATE_MINUTES);
	set_rows(loaded);
	loaded->columns = arena_take(arena, sizeof(struct column) * (from.chair_count + 1));
	loaded->column_count = from.chair_count;
	for (size_t i = 0; i < from.chair_count; i++) {
		loaded->columns[i].chair = &from.chairs[i];
		fill_column(day, arena, &loaded->columns[i], &from);
		loaded->columns[i].provider = column_provider(&loaded->columns[i]);
	}
	settle_cursor(day);
	code = load_refused(ui, arena, loaded);
	if (code == OK)
		code = load_selected(ui, arena, day);
	return code == OK ? load_offered(ui, arena, day) : code;
}

/* The first calls of today; what is left of them is the Calls screen's. */
static enum code
day_later(struct ui *ui, struct arena *arena, void *state)
{
	struct day_calls *const first = &((struct day *)state)->calls;
	const struct calls_options options = { .day = NONE };
	struct calls *calls = NULL;
	struct call call;
	bool more = true;
	enum code code = calls_open(ui_desk(ui), arena, &options, &calls);

	first->count = 0;
	while (code == OK && first->count < DAY_CALLS) {
		code = calls_next(calls, &call, &more);
		if (code != OK || !more)
			break;
		snprintf(first->name[first->count], sizeof(first->name[0]), "%s", call.name);
		snprintf(first->by[first->count++], sizeof(first->by[0]), "%s", call.by);
	}
	if (calls)
		calls_close(calls);
	return code;
}

static void
day_start(struct ui *ui, void *state)
{
	struct day *const day = state;

	day->day = desk_today(ui_desk(ui));
	day->minute = desk_minute(ui_desk(ui));
}

/* What is carried has the cursor, until somebody is looked up in between. */
bool
day_has_cursor(const struct day *day)
{
	return !day->loaded.hand.carries || day->loaded.hand.found;
}

static unsigned
day_has(const void *state)
{
	const struct day *const day = state;
	const struct item *const item = day_item(day);
	unsigned has = day->loaded.hand.carries ? NEEDS_CARRIED : NEEDS_EMPTY_HAND;

	if (item && item->visit && day_has_cursor(day))
		has |= NEEDS_VISIT | NEEDS_PATIENT;
	if (day->loaded.hand.found)
		has |= NEEDS_PATIENT;
	if (item && item->kind == ITEM_GAP)
		has |= NEEDS_FREE;
	if (day->loaded.offered.count > 0)
		has |= NEEDS_OPENING;
	return has;
}

static bool
day_key(struct ui *ui, void *state, const char *key)
{
	const struct day *const day = state;

	if (key[0] == '@')
		return day_point(ui, state, key);
	return !day->loaded.hand.carries && offered_key(ui, &day->loaded.offered, key);
}

void
day_show(struct ui *ui, int at, int64_t visit)
{
	struct day *const day = ui_state(ui, &day_screen);

	ui_go(ui, &day_screen);
	day->day = at;
	day->visit = visit;
}

void
day_show_slot(struct ui *ui, struct slot slot)
{
	struct day *const day = ui_state(ui, &day_screen);

	ui_go(ui, &day_screen);
	day->day = slot.day;
	day->chair = slot.chair;
	day->minute = slot.start;
	day->visit = 0;
}

void
day_show_at(struct ui *ui, int at, int64_t chair, int64_t visit)
{
	struct day *const day = ui_state(ui, &day_screen);

	day_show(ui, at, visit);
	if (chair)
		day->chair = chair;
}

const struct screen day_screen = {
	.name = "Day", .keys = "D F1", .kind = SCREEN_WHOLE, .state_size = sizeof(struct day),
	.kept = offsetof(struct day, loaded), .load = day_load, .draw = day_draw,
	.actions = day_actions, .key = day_key, .has = day_has, .start = day_start, .later = day_later,
	.subject = day_subject,
};
