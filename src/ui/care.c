/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Care screen: questions, complaints and promises by due time; below them the one under the
 * cursor, in full.
 */
#include "base/local.h"
#include "care.h"
#include "base/arena.h"
#include "book/patient.h"
#include "book/practice.h"
#include "ui/shows.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 8
#define ANSWERS_MOST 9
#define CLOSED_DAYS 91			/* back, of those that are closed */

/* The cursor stays on its concern; where that is closed, on what has come in its place. */
static void
find_cursor(struct care *care)
{
	const struct care_loaded *const loaded = &care->loaded;
	size_t at = 0;

	while (at < loaded->count && loaded->lines[at].row.id != care->id)
		at++;
	if (at < loaded->count)
		care->list.at = at;
	list_clamp(&care->list, loaded->count);
	care->id = loaded->count > 0 ? loaded->lines[care->list.at].row.id : 0;
}

const struct concern_line *
care_line(const struct care *care)
{
	return care->list.at < care->loaded.count ? &care->loaded.lines[care->list.at] : NULL;
}

static enum code
load_phone(struct ui *ui, struct arena *arena, struct care *care)
{
	const struct concern_line *const line = care_line(care);
	struct patient_line patient;
	enum code code;

	if (!line || !line->patient)
		return OK;
	code = record_get(ui_desk(ui), arena, &patient_line_record, line->patient, &patient);
	if (code == OK)
		care->loaded.phone = patient.phone;
	return code;
}

/* Entries that have the words of the one under the cursor. */
static enum code
load_answers(struct ui *ui, struct arena *arena, struct care *care)
{
	const struct concern_line *const line = care_line(care);
	struct care_loaded *const loaded = &care->loaded;
	const enum code code = line ? answers_find(ui_desk(ui), arena, line->text, ANSWERS_MOST,
			&loaded->answers, &loaded->answer_count) : OK;

	if (code != OK || loaded->answer_count > 0)
		return code;
	return answers_wanted(ui_desk(ui), arena, &loaded->wanted, &loaded->wanted_count);
}

static int
latest_first(const void *a, const void *b)
{
	const struct concern_line *const one = a, *const other = b;
	const int order = strcmp(closed_at(other), closed_at(one));

	return order ? order : (one->row.id < other->row.id) - (one->row.id > other->row.id);
}

static enum code
load_lines(struct desk *desk, struct arena *arena, struct care *care)
{
	struct concern_filter filter = { .due_by = NONE, .kind = NONE, .outcome = NONE,
		.closed_from = NONE };
	struct care_loaded *const loaded = &care->loaded;
	enum code code;

	if (care->view == CARE_MINE)
		filter.owner = desk->who;
	if (care->view == CARE_CLOSED)
		filter.closed_from = loaded->today - CLOSED_DAYS;
	code = concerns_load(desk, arena, &filter, &loaded->lines, &loaded->count);
	if (care->view == CARE_CLOSED && loaded->count > 1)
		qsort(loaded->lines, loaded->count, sizeof *loaded->lines, latest_first);
	return code;
}

static enum code
care_load(struct ui *ui, struct arena *arena, void *state)
{
	struct care *const care = state;
	struct care_loaded *const loaded = &care->loaded;
	struct desk *const desk = ui_desk(ui);
	char now[STAMP_SIZE];
	enum code code;

	loaded->today = desk_today(desk);
	loaded->minute = desk_minute(desk);
	code = load_lines(desk, arena, care);
	desk_stamp(desk, now);
	while (care->view != CARE_CLOSED && loaded->overdue < loaded->count &&
	       strcmp(loaded->lines[loaded->overdue].due, now) < 0)
		loaded->overdue++;
	find_cursor(care);
	if (code == OK)
		code = load_phone(ui, arena, care);
	return code == OK ? load_answers(ui, arena, care) : code;
}

/* Closes it by the n-th entry, where somebody has agreed to that. */
static void
use_answer(struct ui *ui, const struct care *care, size_t n)
{
	const struct concern_line *const line = care_line(care);
	const struct answer *const answer =
			n < care->loaded.answer_count ? &care->loaded.answers[n] : NULL;

	if (line && !concern_is_open(line))
		ui_say(ui, "It is closed already");
	else if (!answer)
		ui_say(ui, "There is no answer %zu", n + 1);
	else if (!answer->agreed_by)
		ui_say(ui, "Nobody has agreed to it yet: :answers approve %lld --by NAME",
				(long long)answer->row.id);
	else if (care_form_show(ui, care->id, CARE_ANSWER, answer) != OK)
		ui_say(ui, "%s", error_text());
}

/* Digits use an entry of the answer book, arrows move. */
static bool
care_key(struct ui *ui, void *state, const char *key)
{
	struct care *const care = state;

	if (key[0] >= '1' && key[0] <= '9' && !key[1]) {
		use_answer(ui, care, (size_t)(key[0] - '1'));
		return true;
	}
	if (!list_key(&care->list, key, care->loaded.count, PAGE))
		return false;
	care->id = care->loaded.count > 0 ? care->loaded.lines[care->list.at].row.id : 0;
	return true;
}

static unsigned
care_has(const void *state)
{
	const struct care *const care = state;
	const struct concern_line *const line = care_line(care);

	if (!line)
		return 0;
	return (concern_is_open(line) ? NEEDS_ROW : 0) | (line->patient ? NEEDS_PATIENT : 0) |
	       (concern_is_open(line) && care->loaded.answer_count > 0 ? NEEDS_OPENING : 0);
}

/* Those due by the end of today. */
static int
care_count(struct ui *ui)
{
	struct concern_line first;
	int count;

	return concern_first(ui_desk(ui), ui_arena(ui), &first, &count) == OK ? count : 0;
}

const char *
closed_at(const struct concern_line *line)
{
	return line->answered ? line->answered : line->withdrawn;
}

const char *
due_words(struct arena *arena, const char *stamp, int today)
{
	char clock[CLOCK_SIZE];
	int day, minute;

	concern_moment(stamp, &day, &minute);
	if (day == today)
		return arena_copy(arena, clock_said(clock, minute));
	return day == NONE ? "" : time_said(arena, day, minute, today);
}

const struct screen care_screen = {
	.name = "cAre", .keys = "A F4", .kind = SCREEN_WHOLE, .state_size = sizeof(struct care),
	.kept = offsetof(struct care, loaded), .load = care_load, .draw = care_draw,
	.actions = care_actions, .key = care_key, .has = care_has,
	.subject = care_subject, .count = care_count,
};
