/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's today: the cast around now as data/demo/today.txt has it, the rest of the sheet filled
 * with others.
 */
#include <stdlib.h>
#include <string.h>

#include "demo_work.h"

#define GRID 15
#define LATE 10			/* who isn't here is late by at least so many minutes */
#define CELL 5
#define CHILD 12
#define SOON 18			/* days behind and ahead in which the book is well filled */

/* What the script has placed in a chair so far. */
struct span {
	int first, last;	/* minutes; NONE: nothing yet */
};

struct sheet {
	struct demo *demo;
	int base;		/* the quarter hour that the script counts from */
	struct span spans[DEMO_CHAIRS];
};

/* Whoever of the chair's people is in for the whole of it, -1 where nobody is. */
static int
provider_for(const struct demo *demo, int chair, const struct slot *slot)
{
	static const int who[DEMO_CHAIRS][2] = {
		{ KHAN, KHAN }, { LEE, LEE }, { AMY, SAM }, { KHAN, LEE }
	};

	for (int i = 0; i < 2; i++)
		if (chair == CHAIR_SQUEEZED || demo_fits(demo, chair, who[chair][i], slot->day,
				slot->start, slot->minutes))
			return who[chair][i];
	return -1;
}

/* Moves the slot on (or back) until the chair is free and somebody in; false at the day's end. */
static bool
find_room(const struct demo *demo, int chair, int step, struct slot *slot, int *provider)
{
	while (slot->start >= 0 && slot->start + slot->minutes <= 24 * 60) {
		*provider = provider_for(demo, chair, slot);
		if (*provider >= 0)
			return true;
		slot->start += step;
	}
	return false;
}

static void
widen(struct span *span, const struct slot *slot)
{
	if (span->first == NONE || slot->start < span->first)
		span->first = slot->start;
	if (span->last == NONE || slot->start + slot->minutes > span->last)
		span->last = slot->start + slot->minutes;
}

/* Where the script wants it: at a number of minutes, before all or after all so far. */
static bool
find_place(struct sheet *sheet, int chair, const char *place, struct slot *slot, int *provider)
{
	const struct span *const span = &sheet->spans[chair];

	if (strcmp(place, "-") == 0) {
		slot->start = (span->first == NONE ? sheet->base : span->first) - slot->minutes;
		return find_room(sheet->demo, chair, -CELL, slot, provider);
	}
	if (strcmp(place, "+") == 0) {
		slot->start = span->last == NONE ? sheet->base : span->last;
		return find_room(sheet->demo, chair, CELL, slot, provider);
	}
	slot->start = sheet->base + atoi(place);
	if (slot->start < 0 || slot->start + slot->minutes > 24 * 60)
		return false;
	*provider = provider_for(sheet->demo, chair, slot);
	return *provider >= 0;
}

/* The stamps that go with a state; nothing has happened yet that the clock hasn't reached. */
static void
stamp(struct demo *demo, struct demo_visit *visit, int state)
{
	struct appointment *const row = &visit->row;

	row->state = state;
	if (state == VISIT_DONE) {
		demo_done(demo, visit);
		if (row->done > demo->minute)
			row->done = demo->minute;
	}
	if (state == VISIT_ARRIVED)
		row->arrived = demo->minute < 4 ? 0 : demo->minute - 4;
	if (state == VISIT_SEATED) {
		row->arrived = row->start < 6 ? 0 : row->start - 6;
		row->seated = row->start + 12 < demo->minute ? row->start + 12 : demo->minute;
	}
}

static void
place_visit(struct sheet *sheet, int chair, const char *place, char *line)
{
	struct demo *const demo = sheet->demo;
	const char *const type_code = demo_word(&line);
	struct slot slot = { .day = demo->today, .minutes = atoi(demo_word(&line)) };
	const int state = word_index(visit_state_words, demo_word(&line));
	const int confirmed = word_index(confirmed_words, demo_word(&line));
	struct demo_person *const who = demo_person(demo, line + strspn(line, " "));
	struct demo_visit *visit;
	int provider;

	if (!who || !find_place(sheet, chair, place, &slot, &provider))
		return;
	visit = demo_put(demo, who, type_code, chair, provider, &slot);
	visit->row.confirmed = confirmed;
	stamp(demo, visit, state);
	if (chair == CHAIR_SQUEEZED)
		visit->row.reason = "broken tooth";
	widen(&sheet->spans[chair], &slot);
}

/* Room that stays free, or is kept for emergencies. */
static void
place_room(struct sheet *sheet, int chair, const char *word, int minutes)
{
	struct demo *const demo = sheet->demo;
	struct slot slot = { .day = demo->today, .minutes = minutes };
	int provider;

	if (!find_place(sheet, chair, "+", &slot, &provider))
		return;
	widen(&sheet->spans[chair], &slot);
	demo_keep(demo, chair, slot.day, slot.start, slot.minutes);
	if (strcmp(word, "keep") == 0)
		demo->kept = (struct slot){ demo->chairs[chair].row.id, slot.day, slot.start,
			slot.minutes };
}

static void
play_script(struct sheet *sheet)
{
	struct demo_lines lines = demo_lines("demo/today.txt");
	char *line;

	while ((line = demo_line(sheet->demo, &lines))) {
		const int chair = atoi(demo_word(&line)) - 1;
		const char *const place = demo_word(&line);

		if (strcmp(place, "gap") == 0 || strcmp(place, "keep") == 0)
			place_room(sheet, chair, place, atoi(demo_word(&line)));
		else
			place_visit(sheet, chair, place, line);
	}
}

/* Somebody who has nothing else booked and still comes here; NULL where chance finds none. */
static struct demo_person *
somebody(struct demo *demo)
{
	for (int tries = 0; tries < DEMO_PATIENTS; tries++) {
		struct demo_person *const who = &demo->people[demo_chance(demo,
				(int)demo->people_count)];

		if (!who->today && !who->cast && who->next == NONE && who->keeps_until > demo->last)
			return who;
	}
	return NULL;
}

/* Of what still lies ahead. */
static void
fill_ahead(struct demo *demo, struct demo_visit *visit)
{
	const int days = visit->row.day - demo->today;
	const int answer = demo_chance(demo, 100);

	visit->row.confirmed = days > 7 || answer >= 80 ? CONFIRMED_NOT_ASKED :
		answer < 50 - 5 * days ? CONFIRMED_YES : CONFIRMED_ASKED;
	if (days > 0)
		visit->who->next = visit->row.day;
}

static const char *
type_for(struct demo *demo, int chair, const struct demo_person *who)
{
	static const char *const types[] = { "exam", "filling", "exam", "filling", "check" };

	if (chair == CHAIR_3)
		return who->age < CHILD ? "child" : "cleaning";
	return types[demo_chance(demo, 5)];
}

/* A place in so many of a hundred is taken; what began before now and would still go on is left. */
static void
fill_chair(struct demo *demo, int chair, int day, int percent)
{
	const int now = day > demo->today ? 0 : day < demo->today ? 24 * 60 : demo->minute;
	const int before = day == demo->today ? 90 : percent;
	struct slot slot = { .day = day };

	for (slot.start = 0; slot.start < 24 * 60; slot.start += GRID) {
		struct demo_person *const who = somebody(demo);
		const char *const type_code = who ? type_for(demo, chair, who) : "check";
		struct demo_visit *visit;
		int provider;

		slot.minutes = demo_type(demo, type_code)->minutes;
		provider = provider_for(demo, chair, &slot);
		if (!who || provider < 0 ||
				(slot.start <= now && slot.start + slot.minutes > now) ||
				!demo_likely(demo, slot.start < now ? before : percent))
			continue;
		visit = demo_put(demo, who, type_code, chair, provider, &slot);
		fill_ahead(demo, visit);
		if (slot.start < now)
			stamp(demo, visit, demo_likely(demo, 94) ? VISIT_DONE : VISIT_MISSED);
	}
}

void
demo_today(struct demo *demo)
{
	struct sheet sheet = { .demo = demo, .base = (demo->minute - LATE) / GRID * GRID };

	for (int i = 0; i < DEMO_CHAIRS; i++)
		sheet.spans[i] = (struct span){ NONE, NONE };
	play_script(&sheet);
	for (int chair = CHAIR_1; chair <= CHAIR_3; chair++)
		fill_chair(demo, chair, demo->today, 35);
}

void
demo_soon(struct demo *demo)
{
	for (int day = demo->today - SOON; day <= demo->today + SOON; day++)
		for (int chair = CHAIR_1; day != demo->today && chair <= CHAIR_3; chair++)
			fill_chair(demo, chair, day, 24 - abs(day - demo->today));
}
