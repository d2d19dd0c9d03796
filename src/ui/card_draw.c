/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing a card: who she is, what must be heeded, what comes, how she lives, what was.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "card.h"
#include "care.h"
#include "day.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define LABEL_WIDTH 8
#define NAME_CELLS 34
#define PAST_LEAST 4		/* rows kept for the timeline */

/* Where the next line goes. */
struct place {
	const struct card_facts *facts;
	struct grid *grid;
	struct arena arena;		/* of words made for drawing */
	int y, x, last, until, focus;
};

static bool
room(const struct place *at)
{
	return at->y < at->last;
}

static void
draw_line(struct place *at, enum style style, const char *label, const char *text)
{
	if (!room(at))
		return;
	grid_text(at->grid, at->y, at->x + 2, STYLE_DIM, label, LABEL_WIDTH);
	grid_text(at->grid, at->y++, at->x + 2 + LABEL_WIDTH, style, text,
			at->until - at->x - 2 - LABEL_WIDTH);
}

static void
draw_who(struct place *at)
{
	const struct patient_line *const patient = &at->facts->patient;
	int x = grid_text(at->grid, at->y, at->x, STYLE_BOLD, patient->name, NAME_CELLS);
	int end = at->until;

	if (patient->phone)
		end = grid_right(at->grid, at->y, at->until, STYLE_BOLD, patient->phone) - 2;
	if (patient->called)
		x = grid_print(at->grid, at->y, x + 2, STYLE_NORMAL, end - x - 2, "called %s",
				patient->called);
	x = grid_text(at->grid, at->y, x + 2, STYLE_NORMAL, birth_words(&at->arena, patient->birth,
			at->facts->today), end - x - 2);
	grid_print(at->grid, at->y++, x + 2, STYLE_DIM, end - x - 2, "#%lld%s%s",
			(long long)patient->row.id, patient->state == PATIENT_ACTIVE ? "" : " ",
			patient->state == PATIENT_ACTIVE ? "" :
							   patient_state_words[patient->state]);
	if (at->facts->looked_at_by)
		grid_print(at->grid, at->y++, at->x + 2, STYLE_ALERT, at->until - at->x - 3,
				"%s is looking at this card too", at->facts->looked_at_by);
}

/* "another Anna Meyer: 2 Feb 1991 (35), #2210"; with the same number perhaps the same person. */
static void
draw_same_name(struct place *at)
{
	const struct patient_line *const patient = &at->facts->patient;

	for (size_t i = 0; i < at->facts->same_name_count && room(at); i++) {
		const struct patient_line *const other = &at->facts->same_name[i];
		const bool same = patient->phone && other->phone &&
			strcmp(patient->phone, other->phone) == 0;
		const char *const birth = birth_words(&at->arena, other->birth, at->facts->today);

		grid_print(at->grid, at->y++, at->x + 2, STYLE_ALERT, at->until - at->x - 3,
				"another %s: %s%s#%lld%s", other->name, birth, *birth ? ", " : "",
				(long long)other->row.id,
				same ? ", of the same number: the same person? k" : "");
	}
}

/* What she asked, complained of or was promised stands before anything else. */
static void
draw_concerns(struct place *at)
{
	const int today = at->facts->today;

	for (size_t i = 0; i < at->facts->concern_count && room(at); i++) {
		const struct concern_line *const line = &at->facts->concerns[i];

		if (!concern_is_open(line))
			continue;
		grid_sign(at->grid, at->y, at->x, STYLE_LATE);
		grid_print(at->grid, at->y++, at->x + 2, STYLE_LATE, at->until - at->x - 2,
				"%s due %s, %s: \"%s\"", concern_kind_words[line->kind],
				due_words(&at->arena, line->due, today), line->owner, line->text);
	}
}

/* What three missed visits, or often coming late, tell. */
static void
draw_habit(struct place *at, const char *words)
{
	if (!words || !room(at))
		return;
	grid_sign(at->grid, at->y, at->x, STYLE_ALERT);
	grid_text(at->grid, at->y++, at->x + 2, STYLE_ALERT, words, at->until - at->x - 2);
}

static void
draw_heeds(struct place *at)
{
	draw_habit(at, habits_missed_said(&at->arena, &at->facts->habits));
	draw_habit(at, habits_late_said(&at->arena, &at->facts->habits));
	for (size_t i = 0; i < at->facts->alert_count && room(at); i++) {
		const struct alert *const alert = &at->facts->alerts[i];

		grid_sign(at->grid, at->y, at->x, STYLE_ALERT);
		grid_print(at->grid, at->y++, at->x + 2, STYLE_ALERT, at->until - at->x - 2,
				"%s (%s)", alert->text, alert->moments);
	}
	at->y++;
}

/* "Tue 24 Nov 11:15  exam 30  Dr Lee, Chair 2" with what is known of its confirmation. */
static void
draw_coming(struct place *at, size_t n)
{
	const struct appointment_line *const visit = at->facts->coming[n];
	const struct visit_look look = visit_look(visit, at->facts->today, at->facts->minute);
	char day[DAY_WORDS], clock[CLOCK_SIZE], call_on[DAY_WORDS];
	const char *line;

	if (visit->state == VISIT_PLANNED)
		line = arena_print(&at->arena, "planned  %s %d%s%s", visit->type_name,
				visit->minutes, visit->call_on == NONE ? "" : ", call on ",
				day_words(call_on, visit->call_on, false));
	else
		line = arena_print(&at->arena, "%s %s  %s %d  %s%s%s  %s",
				day_words(day, visit->day, false),
				clock_said(clock, visit->start), visit->type_name, visit->minutes,
				visit_provider(visit),
				visit->provider_name ? ", " : "",
				visit->chair_name ? visit->chair_name : "",
				*look.remark ? look.remark : confirmed_said(visit));
	if (room(at)) {
		grid_sign(at->grid, at->y, at->x, look.style);
		draw_line(at, STYLE_NORMAL, n == 0 ? "Next" : "Then", line);
	}
	grid_row_spot(at->grid, at->y - 1, at->x - 1, at->until - at->x, n);
	if ((int)n == at->focus)
		grid_focus(at->grid, at->y - 1, at->x - 1, at->until - at->x);
}

static const char *
recall_words(struct place *at, const struct recall_line *recall)
{
	char day[DAY_WORDS];
	const int today = at->facts->today;

	if (recall->stopped != NONE)
		return arena_print(&at->arena, "%s stopped (%s)", recall->recall_type_name,
				stopped_words[recall->stopped]);
	if (recall->paused_until != NONE && recall->paused_until > today)
		return arena_print(&at->arena, "%s paused until %s", recall->recall_type_name,
				day_short(day, recall->paused_until, today));
	if (recall->next_visit != NONE && recall->next_visit >= today)
		return arena_print(&at->arena, "%s booked %s", recall->recall_type_name,
				day_short(day, recall->next_visit, today));
	if (recall->due == NONE)
		return arena_print(&at->arena, "%s: no visit yet", recall->recall_type_name);
	return arena_print(&at->arena, "%s %s%s", recall->recall_type_name,
			recall->due <= today ? "since " : "", day_short(day, recall->due, today));
}

/* Joined by middle dots. */
static void
add_part(struct buffer *line, const char *part)
{
	if (line->length > 0)
		buffer_text(line, " · ");
	buffer_text(line, part);
}

static void
draw_parts(struct place *at, const char *label, struct buffer *line)
{
	if (line->length > 0)
		draw_line(at, STYLE_NORMAL, label, line->bytes);
	buffer_free(line);
}

static void
draw_due(struct place *at)
{
	struct buffer line = { 0 };

	for (size_t i = 0; i < at->facts->recall_count; i++)
		add_part(&line, recall_words(at, &at->facts->recalls[i]));
	draw_parts(at, "Due", &line);
}

static void
draw_needs(struct place *at)
{
	struct buffer line = { 0 };
	char day[DAY_WORDS];

	for (size_t i = 0; i < at->facts->need_count; i++) {
		const struct need *const need = &at->facts->needs[i];

		add_part(&line, arena_print(&at->arena, "%s %s%s%s%s%s", sign_text(STYLE_NEED),
				need_kind_words[need->kind], need->whom ? " from " : "",
				need->whom ? need->whom : "", need->wanted_by == NONE ? "" : " by ",
				day_short(day, need->wanted_by, at->facts->today)));
	}
	draw_parts(at, "Needs", &line);
}

static void
draw_house(struct place *at)
{
	struct buffer line = { 0 };
	const int today = at->facts->today;
	char day[DAY_WORDS];

	for (size_t i = 0; i < at->facts->house_count; i++) {
		const struct patient_line *const who = &at->facts->house[i];
		const int age = who->birth ? patient_age(who->birth, today) : NONE;

		add_part(&line, arena_print(&at->arena, age == NONE ? "%s%.0d%s%s%s" : "%s (%d)%s%s%s",
				name_given(&at->arena, who->name), age == NONE ? 0 : age,
				who->next_visit != NONE ? " " : who->due != NONE ? " due " : "",
				who->next_visit == today ? "today" : day_short(day,
				who->next_visit != NONE ? who->next_visit : who->due, today),
				who->household == at->facts->patient.household ? ""
				: ", has another home"));
	}
	draw_parts(at, "House", &line);
}

static void
draw_speakers(struct place *at)
{
	struct buffer line = { 0 };

	for (size_t i = 0; i < at->facts->speaker_count; i++) {
		const struct contact_person *const who = &at->facts->speakers[i];

		add_part(&line, arena_print(&at->arena, "%s (%s): told %s%s", who->name, who->role,
				told_words[who->may_be_told], who->may_book ? ", may book" : ""));
	}
	draw_parts(at, "Speak", &line);
}

/* Does `next` say the same of the weekday after that of `last`? */
static bool
goes_on(const struct commitment *last, const struct commitment *next)
{
	return last->weekday != NONE && next->weekday == last->weekday + 1 &&
	       next->start == last->start && next->until_min == last->until_min &&
	       next->firm == last->firm && strcmp(next->note ? next->note : "",
	       last->note ? last->note : "") == 0;
}

/* "Mon-Thu 08:00-15:30 (work)", of the run that begins at `first` and ends at `last`. */
static const char *
commitment_words(struct place *at, const struct commitment *first, const struct commitment *last)
{
	char from[CLOCK_SIZE], until[CLOCK_SIZE], day[DAY_WORDS], days[DAY_WORDS];

	snprintf(days, sizeof(days), "%.3s%s%.3s", first->weekday == NONE ? "" :
			weekday_name(first->weekday), first == last ? "" : "-",
			first == last ? "" : weekday_name(last->weekday));
	return arena_print(&at->arena, "%s %s-%s%s%s%s%s", first->weekday != NONE ? days :
			day_short(day, first->first, at->facts->today),
			clock_said(from, first->start), clock_said(until, first->until_min),
			first->firm ? "" : " rather not", first->note ? " (" : "",
			first->note ? first->note : "", first->note ? ")" : "");
}

static void
draw_commitments(struct place *at)
{
	const struct commitment *const all = at->facts->commitments;
	struct buffer line = { 0 };

	for (size_t i = 0, last; i < at->facts->commitment_count; i = last + 1) {
		last = i;
		while (last + 1 < at->facts->commitment_count &&
		       goes_on(&all[last], &all[last + 1]))
			last++;
		add_part(&line, commitment_words(at, &all[i], &all[last]));
	}
	draw_parts(at, "Can't", &line);
}

static void
draw_reaches(struct place *at)
{
	struct buffer line = { 0 };

	for (size_t i = 0; i < at->facts->reach_count; i++) {
		const struct patient_reach_line *const reach = &at->facts->reaches[i];

		add_part(&line, arena_print(&at->arena, "%s%s%s%s%s%s", reach->value,
				reach->whose ? " " : "", reach->whose ? reach->whose : "",
				reach->failed ? " (" : "", reach->failed ? reach->failed : "",
				reach->failed ? ")" : ""));
	}
	draw_parts(at, "Reach", &line);
}

/* "12 visits, 1 missed, waited 6 min on average" */
static void
draw_kept(struct place *at)
{
	int done = 0, missed = 0, timed = 0, waited = 0;
	struct buffer line = { 0 };

	for (size_t i = 0; i < at->facts->visit_count; i++) {
		const struct appointment_line *const visit = &at->facts->visits[i];
		const int from = visit->arrived > visit->start ? visit->arrived : visit->start;

		done += visit->state == VISIT_DONE;
		missed += visit->state == VISIT_MISSED;
		if (visit->state == VISIT_DONE && visit->arrived != NONE && visit->seated != NONE) {
			timed++;
			waited += visit->seated > from ? visit->seated - from : 0;
		}
	}
	buffer_print(&line, "%d visit%s, %d missed", done, done == 1 ? "" : "s", missed);
	if (timed > 0)
		buffer_print(&line, ", waited %d min on average", (waited + timed / 2) / timed);
	draw_parts(at, "Kept", &line);
}

static void
draw_past_concern(struct place *at, const struct concern_line *line)
{
	grid_print(at->grid, at->y, at->x + 17, STYLE_NORMAL, at->until - at->x - 17,
			"%s  %s%s%s: %s", concern_kind_words[line->kind],
			line->answered ? "answered" : "withdrawn", line->outcome == NONE ? "" : ", ",
			line->outcome == NONE ? "" : concern_outcome_words[line->outcome],
			line->answered ? line->answer : line->reason);
}

/* "call in, service  talked with Jan: moved it  Kim" */
static void
draw_past_contact(struct place *at, const struct contact_line *contact)
{
	grid_print(at->grid, at->y, at->x + 17, STYLE_NORMAL, at->until - at->x - 17,
			"%s%s, %s  %s%s%s%s%s  %s", contact_channel_words[contact->channel],
			contact->direction == DIRECTION_IN ? " in" : "",
			purpose_words[contact->purpose], contact->outcome == NONE
			? "no answer yet" : outcome_said(contact->outcome),
			contact->spoke_with ? ", spoke with " : "",
			contact->spoke_with ? contact->spoke_with : "",
			contact->note ? ": " : "", contact->note ? contact->note : "",
			contact->who ? contact->who : "");
}

static void
draw_past(struct place *at, size_t n)
{
	const struct past *const past = &at->facts->past[n];
	char day[DAY_WORDS];

	day_short(day, past->day, at->facts->today);
	grid_text(at->grid, at->y, at->x + 2, STYLE_NORMAL, day, 12);
	if (past->visit) {
		const struct visit_look look = visit_look(past->visit, at->facts->today,
				at->facts->minute);

		grid_sign(at->grid, at->y, at->x + 15, look.style);
		grid_print(at->grid, at->y, at->x + 17, STYLE_NORMAL, at->until - at->x - 17,
				"%s %d%s%s  %s%s%s", past->visit->type_name, past->visit->minutes,
				past->visit->provider_name ? ", " : "",
				past->visit->provider_name ? past->visit->provider_name : "",
				visit_state_words[past->visit->state],
				past->visit->reason ? ": " : "",
				past->visit->reason ? past->visit->reason : "");
	} else if (past->concern) {
		draw_past_concern(at, past->concern);
	} else {
		draw_past_contact(at, past->contact);
	}
}

/* The timeline, scrolled so that the focused line is seen. */
static void
draw_timeline(struct place *at)
{
	const int rows = at->last - at->y, focus = at->focus - (int)at->facts->coming_count;
	const size_t top = focus >= rows ? (size_t)(focus - rows + 1) : 0;

	for (size_t n = top; n < at->facts->past_count && room(at); n++, at->y++) {
		draw_past(at, n);
		grid_row_spot(at->grid, at->y, at->x - 1, at->until - at->x,
				n + at->facts->coming_count);
		if ((int)n == focus)
			grid_focus(at->grid, at->y, at->x - 1, at->until - at->x);
	}
}

static void
draw_facts(struct place *at)
{
	draw_due(at);
	draw_needs(at);
	draw_house(at);
	if (at->facts->second_home)
		draw_line(at, STYLE_NORMAL, "", at->facts->second_home);
	draw_speakers(at);
	draw_commitments(at);
	draw_reaches(at);
	if (at->facts->patient.note)
		draw_line(at, STYLE_NORMAL, "Note", at->facts->patient.note);
	draw_kept(at);
}

void
card_facts_draw(const struct card_facts *facts, struct grid *grid, int y, int x, int last,
		int until, int focus)
{
	struct place at = { .facts = facts,
		.grid = grid,
		.y = y,
		.x = x,
		.last = last - PAST_LEAST - 1,
		.until = until,
		.focus = focus };

	if (!facts->patient.name)
		return;
	draw_who(&at);
	draw_same_name(&at);
	draw_concerns(&at);
	draw_heeds(&at);
	for (size_t n = 0; n < facts->coming_count; n++)
		draw_coming(&at, n);
	if (facts->coming_count == 0)
		draw_line(&at, STYLE_DIM, "Next", "none booked");
	draw_facts(&at);
	at.last = last;
	grid_rule(grid, at.y++, x - 1, until - x + 2, "─");
	draw_timeline(&at);
	arena_free(&at.arena);
}

void
card_timeline_draw(const struct card_facts *facts, struct grid *grid, int y, int x, int last,
		int until, int focus)
{
	struct place at = { .facts = facts, .grid = grid, .y = y, .x = x, .last = last,
		.until = until, .focus = focus };

	if (!facts->patient.name)
		return;
	draw_who(&at);
	grid_rule(grid, at.y++, x - 1, until - x + 2, "─");
	for (size_t n = 0; n < facts->coming_count; n++)
		draw_coming(&at, n);
	draw_timeline(&at);
	arena_free(&at.arena);
}
