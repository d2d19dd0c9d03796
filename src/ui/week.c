/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Week screen: how full each chair's days are, or one provider's days beside each other. Here
 * is what it loads, and its keys.
 */
#include "week.h"
#include "day.h"
#include "goto.h"
#include "pushed.h"
#include "ui/shows.h"
#include "words.h"
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

#define WORKDAYS 5
#define DAY_FROM (8 * 60)		/* of a week without hours */
#define DAY_UNTIL (17 * 60)

/* Workdays, and what else has hours or visits or the cursor. */
static void
choose_days(const struct week *week, struct week_loaded *loaded)
{
	for (int n = 0; n < WEEK; n++) {
		const struct day_fill *const day = &loaded->fills.days[n];

		if (n < WORKDAYS || day->all.open > 0 || day->visits > 0 || day->day == week->day)
			loaded->days[loaded->day_count++] = n;
	}
}

static void
span_part(struct week_loaded *loaded, const struct fill *part, int minute)
{
	if (part->open == 0 && part->kept == 0)
		return;
	if (loaded->from == NONE || minute < loaded->from)
		loaded->from = minute;
	if (loaded->until == NONE || minute + PART_MINUTES > loaded->until)
		loaded->until = minute + PART_MINUTES;
}

/* From the first to the last part that is of any use, whole hours. */
static void
span_hours(struct week_loaded *loaded)
{
	loaded->from = loaded->until = NONE;
	for (int n = 0; n < WEEK; n++)
		for (size_t i = 0; i < loaded->fills.chair_count; i++)
			for (int part = 0; part < DAY_PARTS; part++)
				span_part(loaded, &loaded->fills.days[n].chairs[i].parts[part],
						part * PART_MINUTES);
	if (loaded->from == NONE) {
		loaded->from = DAY_FROM;
		loaded->until = DAY_UNTIL;
	}
	loaded->from -= loaded->from % 60;
	loaded->until += (60 - loaded->until % 60) % 60;
}

static void
settle_chair(struct week *week)
{
	const struct fills *const fills = &week->loaded.fills;

	for (size_t i = 0; i < fills->chair_count; i++)
		if (fills->chairs[i].row.id == week->chair)
			return;
	week->chair = fills->chair_count > 0 ? fills->chairs[0].row.id : 0;
}

/* The visits of the day under the cursor that stand in its chair. */
static enum code
load_chair_visits(struct ui *ui, struct arena *arena, struct week *week)
{
	struct week_loaded *const loaded = &week->loaded;
	size_t count, kept = 0;
	const enum code code = day_visits(ui_desk(ui), arena, week->day, false, &loaded->visits,
			&count);

	for (size_t i = 0; code == OK && i < count; i++)
		if (loaded->visits[i].chair == week->chair)
			loaded->visits[kept++] = loaded->visits[i];
	loaded->visit_count = kept;
	return code;
}

/* The part of a gap that is still to come. */
static void
take_gap(struct week_loaded *loaded, struct slot gap)
{
	const int now = gap.day == loaded->today ? loaded->minute : 0;
	const int cut = now > gap.start ? now - gap.start : 0;

	if (gap.day < loaded->today || cut >= gap.minutes)
		return;
	gap.start += cut;
	gap.minutes -= cut;
	loaded->gap_minutes += gap.minutes;
	if (loaded->gap.minutes == 0)
		loaded->gap = gap;
}

static enum code
load_gap(struct ui *ui, struct arena *arena, struct week *week)
{
	struct slot *gaps;
	size_t count;
	const enum code code = day_gaps(ui_desk(ui), arena, week->day, week->loaded.grid, &gaps,
			&count);

	for (size_t i = 0; code == OK && i < count; i++)
		if (gaps[i].chair == week->chair)
			take_gap(&week->loaded, gaps[i]);
	return code;
}

static enum code
load_person(struct ui *ui, struct arena *arena, struct week_loaded *loaded)
{
	struct plan *plan;
	const int last = loaded->first + WEEK - 1;
	enum code code = provider_visits(ui_desk(ui), arena, loaded->who->row.id, loaded->first,
			last, &loaded->visits, &loaded->visit_count);

	if (code == OK)
		code = plan_load(ui_desk(ui), arena, loaded->first, last, 0, 0, &plan);
	for (int n = 0; code == OK && n < WEEK; n++)
		loaded->free[n] = plan_provider(plan, loaded->who->row.id, loaded->first + n);
	return code;
}

static void
choose_provider(struct week *week)
{
	struct week_loaded *const loaded = &week->loaded;

	for (size_t i = 0; i < loaded->provider_count; i++)
		if (loaded->providers[i].row.id == week->provider)
			loaded->who = &loaded->providers[i];
	if (!loaded->who)
		week->provider = 0;
}

static enum code
week_load(struct ui *ui, struct arena *arena, void *state)
{
	struct desk *const desk = ui_desk(ui);
	struct week *const week = state;
	struct week_loaded *const loaded = &week->loaded;
	enum code code;

	loaded->today = desk_today(desk);
	loaded->minute = desk_minute(desk);
	loaded->grid = setting_int(desk, "grid", GRID_MINUTES);
	loaded->first = week->day - civil_weekday(week->day);
	code = fills_load(desk, arena, loaded->first, loaded->first + WEEK - 1, &loaded->fills);
	if (code == OK)
		code = providers_load(desk, arena, &loaded->providers, &loaded->provider_count);
	if (code == OK)
		code = tints_load(desk, arena, &loaded->tints);
	if (code != OK)
		return code;
	choose_days(week, loaded);
	span_hours(loaded);
	settle_chair(week);
	choose_provider(week);
	if (loaded->who)
		return load_person(ui, arena, loaded);
	code = load_chair_visits(ui, arena, week);
	return code == OK ? load_gap(ui, arena, week) : code;
}

const struct appointment_line *
week_visit(const struct week *week)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct appointment_line *nearest = NULL;

	for (size_t i = 0; loaded->who && i < loaded->visit_count; i++) {
		const struct appointment_line *const visit = &loaded->visits[i];

		if (visit->day == week->day && (!nearest ||
		    abs(visit->start - week->minute) < abs(nearest->start - week->minute)))
			nearest = visit;
	}
	return nearest;
}

const struct chair_fill *
week_chair(const struct week *week)
{
	const struct fills *const fills = &week->loaded.fills;

	for (size_t i = 0; i < fills->chair_count; i++)
		if (fills->chairs[i].row.id == week->chair)
			return &fills->days[week->day - week->loaded.first].chairs[i];
	return NULL;
}

/* The day that is shown `by` columns on; beyond this week the first or last of the next one. */
static void
step_day(struct week *week, int by)
{
	const struct week_loaded *const loaded = &week->loaded;
	int at = 0;

	if (loaded->day_count == 0)
		return;
	while (at < loaded->day_count - 1 && loaded->first + loaded->days[at] < week->day)
		at++;
	at += by;
	if (at < 0)
		week->day = loaded->first - WEEK + loaded->days[loaded->day_count - 1];
	else if (at >= loaded->day_count)
		week->day = loaded->first + WEEK + loaded->days[0];
	else
		week->day = loaded->first + loaded->days[at];
}

static enum code
left(struct ui *ui, void *state)
{
	(void)ui;
	step_day(state, -1);
	return OK;
}

static enum code
right(struct ui *ui, void *state)
{
	(void)ui;
	step_day(state, 1);
	return OK;
}

static void
step_chair(struct week *week, int by)
{
	const struct fills *const fills = &week->loaded.fills;

	for (size_t i = 0; i < fills->chair_count; i++) {
		const long to = (long)i + by;

		if (fills->chairs[i].row.id == week->chair && to >= 0 &&
		    to < (long)fills->chair_count) {
			week->chair = fills->chairs[to].row.id;
			return;
		}
	}
}

/* The visit before or after the one under the cursor, that day. */
static void
step_visit(struct week *week, int by)
{
	const struct week_loaded *const loaded = &week->loaded;
	const struct appointment_line *const visit = week_visit(week);
	const struct appointment_line *const to = visit ? visit + by : NULL;

	if (to && to >= loaded->visits && to < loaded->visits + loaded->visit_count &&
	    to->day == week->day)
		week->minute = to->start;
}

static enum code
up(struct ui *ui, void *state)
{
	struct week *const week = state;

	(void)ui;
	if (week->loaded.who)
		step_visit(week, -1);
	else
		step_chair(week, -1);
	return OK;
}

static enum code
down(struct ui *ui, void *state)
{
	struct week *const week = state;

	(void)ui;
	if (week->loaded.who)
		step_visit(week, 1);
	else
		step_chair(week, 1);
	return OK;
}

static enum code
week_back(struct ui *ui, void *state)
{
	(void)ui;
	((struct week *)state)->day -= WEEK;
	return OK;
}

static enum code
week_on(struct ui *ui, void *state)
{
	(void)ui;
	((struct week *)state)->day += WEEK;
	return OK;
}

static enum code
this_week(struct ui *ui, void *state)
{
	((struct week *)state)->day = desk_today(ui_desk(ui));
	return OK;
}

/* All chairs, then each provider. */
static enum code
next_view(struct ui *ui, void *state)
{
	struct week *const week = state;
	const struct week_loaded *const loaded = &week->loaded;
	size_t at = 0;

	(void)ui;
	while (week->provider && at < loaded->provider_count &&
	       loaded->providers[at].row.id != week->provider)
		at++;
	if (week->provider)
		at++;
	week->provider = at < loaded->provider_count ? loaded->providers[at].row.id : 0;
	return OK;
}

static enum code
view_before(struct ui *ui, void *state)
{
	struct week *const week = state;
	const struct week_loaded *const loaded = &week->loaded;
	size_t at = loaded->provider_count;

	(void)ui;
	for (size_t i = 0; week->provider && i < loaded->provider_count; i++)
		if (loaded->providers[i].row.id == week->provider)
			at = i;
	week->provider = at > 0 ? loaded->providers[at - 1].row.id : 0;
	return OK;
}

static enum code
open_day(struct ui *ui, void *state)
{
	const struct week *const week = state;
	const struct appointment_line *const visit = week_visit(week);

	day_open(ui, week->day, visit ? visit->chair : week->chair, visit ? visit->row.id : 0);
	return OK;
}

static enum code
month(struct ui *ui, void *state)
{
	const int day = ((const struct week *)state)->day;

	ui_pop(ui);
	month_show(ui, day);
	return OK;
}

static void
went_to(struct ui *ui, int day)
{
	((struct week *)ui_top_state(ui))->day = day;
}

static enum code
go(struct ui *ui, void *state)
{
	(void)state;
	goto_ask(ui, went_to);
	return OK;
}

static enum code
on_paper(struct ui *ui, void *state)
{
	const struct week *const week = state;
	struct arena *const arena = ui_arena(ui);
	char iso[DAY_SIZE], title[DAY_WORDS];

	civil_format(iso, week->loaded.first);
	print_show(ui, arena_print(arena, "week of %s", day_words(title, week->loaded.first, true)),
			arena_print(arena, "~/week-%s.txt", iso), (struct sheet_choice[]){
		{ "for the desk: everything", arena_print(arena, "week %s --for desk", iso) },
		{ "for the treatment room: with alerts, needs and called names",
			arena_print(arena, "week %s --for room", iso) },
		{ "for the wall: initials only", arena_print(arena, "week %s --for wall", iso) },
	}, 3);
	return OK;
}

/* A click: to that day, chair or visit; where the cursor is already it opens the day. */
static bool
week_key(struct ui *ui, void *state, const char *key)
{
	struct week *const week = state;
	const struct week was = *week;
	const struct fills *const fills = &week->loaded.fills;
	long what;
	int day;

	if (sscanf(key, "@%d.%ld", &day, &what) != 2)
		return false;
	week->day = day;
	if (week->loaded.who)
		week->minute = (int)what;
	else if (what >= 0 && (size_t)what < fills->chair_count)
		week->chair = fills->chairs[what].row.id;
	if (was.day == day && was.chair == week->chair && was.minute == week->minute)
		open_day(ui, state);
	return true;
}

static const struct action week_actions[] = {
	{ "Enter", "the day", 0, "Opens the day under the cursor.", open_day },
	{ "v", "month", 0, "Goes on to the month; from there to the day.", month },
	{ "Tab", "whose", 0, "All chairs, then the days of each provider; BTab goes back.",
		next_view },
	{ ", [", "week back", 0, "A week back.", week_back },
	{ ". ]", "week on", 0, "A week on.", week_on },
	{ "g", "go to", 0, "Goes to a day, or to the next visit of whoever is named.", go },
	{ "Home", "today", 0, "Goes to this week.", this_week },
	{ "p", "print", 0, "The week's sheet: here, in the pager, a file, or printed.", on_paper },
	{ "Esc", "back", 0, "Back to the day that was shown.", ui_back },
	{ "BTab", "before", QUIET, "The view before: of another provider, of all chairs.",
		view_before },
	{ "Up", "up", QUIET, "To the chair above; of a provider to the visit before.", up },
	{ "Down", "down", QUIET, "To the chair below; of a provider to the next visit.", down },
	{ "Left", "left", QUIET, "A day back.", left },
	{ "Right", "right", QUIET, "A day on.", right },
	ACTIONS_END
};

const struct screen week_screen = {
	.name = "week", .kind = SCREEN_WHOLE, .state_size = sizeof(struct week),
	.kept = offsetof(struct week, loaded), .load = week_load, .draw = week_draw,
	.actions = week_actions, .key = week_key, .tab = "Day",
};

void
week_show(struct ui *ui, int day, int64_t chair)
{
	struct week *const week = ui_push(ui, &week_screen);

	week->day = day;
	week->chair = chair;
	week->minute = desk_minute(ui_desk(ui));
}

void
day_open(struct ui *ui, int day, int64_t chair, int64_t visit)
{
	struct hand *const hand = ui_hand(ui);

	if (hand->carries) {
		hand->slot.day = day;
		hand->slot.chair = chair ? chair : hand->slot.chair;
	}
	day_show_at(ui, day, chair, visit);
}
