/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Charter screen: the practice's aim and its standards. The standards are measured one after the
 * other once the screen is painted, and again when the store or the day has moved.
 */
#include "charter.h"
#include "care/programme.h"
#include "ui/shows.h"
#include "words.h"

#define PAGE 8

const struct standard *
charter_standard(const struct charter *charter)
{
	return charter->list.at < charter->read.count ? &charter->read.standards[charter->list.at]
		: NULL;
}

const struct measure *
charter_measure(const struct charter *charter)
{
	const struct measure *const measure = &charter->read.measures[charter->list.at];

	return charter->list.at < charter->read.done && measure->weeks > 0 ? measure : NULL;
}

/* Begins to read again where something has moved. */
static enum code
read_again(struct desk *desk, struct charter_read *read)
{
	int64_t change;
	enum code code = desk_newest(desk, &change);

	if (code != OK || (read->standards && read->change == change &&
			read->day == desk_today(desk)))
		return code;
	arena_reset(&read->arena);
	read->change = change;
	read->day = desk_today(desk);
	read->done = 0;
	code = standards_load(desk, &read->arena, false, &read->standards, &read->count);
	read->measures = arena_take(&read->arena, (read->count + 1) * sizeof *read->measures);
	return code;
}

/* Who changed the target last, and where the standard slips. */
static enum code
load_standard(struct desk *desk, struct arena *arena, struct charter *charter)
{
	const struct standard *const standard = charter_standard(charter);
	const char *at, *who;
	char day_text[DAY_WORDS];
	time_t instant;
	int day, minute;
	enum code code = standard ? standard_changed(desk, arena, standard, &at, &who) : OK;

	if (!standard || code != OK)
		return code;
	if (at && stamp_parse(at, &instant)) {
		zone_local(instant, &day, &minute);
		charter->loaded.since = arena_print(arena, "%s by %s",
				day_words(day_text, day, false), who);
	}
	return standard->of_day || !charter_measure(charter) ? OK : measure_heat(desk, arena, standard,
			desk_today(desk) - WEEKS_USUAL * WEEK_DAYS + 1, desk_today(desk),
			charter->heat_by == GROUP_NONE ? GROUP_WEEKDAY : charter->heat_by,
			&charter->loaded.heat);
}

static const char *
programme_said(struct desk *desk, struct arena *arena)
{
	struct programme programme;

	if (programme_load(desk, arena, 0, &programme) != OK || programme.ended != NONE) {
		error_clear();
		return NULL;
	}
	return arena_print(arena, "Programme, week %d of %d: %s", programme_week(desk, &programme),
			WEEKS_USUAL, programme.note);
}

static enum code
charter_load(struct ui *ui, struct arena *arena, void *state)
{
	struct charter *const charter = state;
	struct desk *const desk = ui_desk(ui);
	const enum code code = read_again(desk, &charter->read);

	charter->loaded.today = desk_today(desk);
	charter->loaded.aim = setting_text(desk, arena, "aim", NULL);
	charter->loaded.programme = programme_said(desk, arena);
	list_clamp(&charter->list, charter->read.count);
	return code == OK ? load_standard(desk, arena, charter) : code;
}

/* One standard a call. One that can't be measured is passed over until something moves: asked at each key
 * it would hold the screen up each time. */
static enum code
charter_later(struct ui *ui, struct arena *arena, void *state)
{
	struct charter_read *const read = &((struct charter *)state)->read;
	enum code code = OK;

	(void)arena;
	if (read->done < read->count)
		code = measure_weeks(ui_desk(ui), &read->arena, &read->standards[read->done],
				read->day, WEEKS_USUAL, &read->measures[read->done]);
	if (code != OK)
		read->measures[read->done].weeks = 0;
	if (read->done < read->count)
		read->done++;
	if (read->done < read->count)
		ui_more(ui);
	return code;
}

static bool
charter_key(struct ui *ui, void *state, const char *key)
{
	struct charter *const charter = state;

	(void)ui;
	return list_key(&charter->list, key, charter->read.count, PAGE);
}

static unsigned
charter_has(const void *state)
{
	return charter_standard(state) ? NEEDS_ROW : 0;
}

static void
charter_close(void *state)
{
	arena_free(&((struct charter *)state)->read.arena);
}

const struct screen charter_screen = {
	.name = "cHarter", .keys = "H F5", .kind = SCREEN_WHOLE, .state_size = sizeof(struct charter),
	.kept = offsetof(struct charter, loaded), .load = charter_load, .draw = charter_draw,
	.actions = charter_actions, .key = charter_key, .has = charter_has, .later = charter_later,
	.close = charter_close,
};
