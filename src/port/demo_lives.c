/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's two years behind and eight weeks ahead: each patient comes about as often as recall
 * asks, some treatment follows, some visits are missed or called off and made good, some people
 * stay away.
 */
#include <string.h>

#include "demo_work.h"

#define WINDOW 24		/* days in which a place is looked for */
#define GRID 15
#define OPENS (8 * 60)
#define STARTS 36		/* grid places of a day that are tried */
#define CHILD 12

static bool
is_hygiene(const char *type_code)
{
	return strcmp(type_code, "cleaning") == 0 ||
			strcmp(type_code, "child") == 0 || strcmp(type_code, "perio") == 0;
}

/* A free place on that day, tried from a start of chance on. */
static bool
place_on(struct demo *demo, int chair, int provider, struct slot *slot)
{
	const int from = demo_chance(demo, STARTS);

	for (int i = 0; i < STARTS; i++) {
		slot->start = OPENS + (from + i * 7) % STARTS * GRID;
		if (demo_fits(demo, chair, provider, slot->day, slot->start, slot->minutes))
			return true;
	}
	return false;
}

/* The visit of that type on the first day from `day` on that has room; NULL where none has. Today's
 * sheet is made elsewhere. */
static struct demo_visit *
place(struct demo *demo, struct demo_person *who, const char *type_code, int day)
{
	const bool hygiene = is_hygiene(type_code);
	const int first = hygiene ? AMY : who->dentist, last = hygiene ? SAM : who->dentist;
	const int chair = hygiene ? CHAIR_3 : who->dentist == KHAN ? CHAIR_1 : CHAIR_2;
	struct slot slot = { .minutes = demo_type(demo, type_code)->minutes };

	for (slot.day = day; slot.day < day + WINDOW && slot.day <= demo->last; slot.day++) {
		if (slot.day == demo->today)
			continue;
		for (int provider = first; provider <= last; provider++)
			if (place_on(demo, chair, provider, &slot))
				return demo_put(demo, who, type_code, chair, provider, &slot);
	}
	return NULL;
}

static void
call_off(struct demo *demo, struct demo_visit *visit, enum cancelled_by by)
{
	char *line = demo_pick(demo, by == BY_PATIENT ? "off by patient" : "off by practice");

	visit->row.state = VISIT_CANCELLED;
	visit->row.by = by;
	visit->row.reason = demo_cell(&line);
}

/* What became of a visit that lies behind: true where the patient was seen. */
static bool
settle(struct demo *demo, struct demo_visit *visit)
{
	const int fate = demo_chance(demo, 1000);

	visit->row.confirmed = demo_likely(demo, 80) ? CONFIRMED_YES : CONFIRMED_ASKED;
	if (fate < 45) {
		visit->row.state = VISIT_MISSED;
	} else if (fate < 100) {
		call_off(demo, visit, BY_PATIENT);
	} else if (fate < 112) {
		call_off(demo, visit, BY_PRACTICE);
	} else if (fate < 117) {
		visit->row.state = VISIT_LEFT;
		visit->row.arrived = visit->row.start - 5;
		visit->row.reason = "waited too long";
	} else {
		demo_done(demo, visit);
		return true;
	}
	return false;
}

/* Nearer visits are more often confirmed. */
static void
look_ahead(struct demo *demo, struct demo_visit *visit)
{
	const int days = visit->row.day - demo->today;
	const int yes = days <= 2 ? 45 : days <= 7 ? 15 : 0;
	const int asked = days <= 2 ? 35 : days <= 7 ? 20 : 0;
	const int answer = demo_chance(demo, 100);

	visit->row.confirmed = answer < yes ? CONFIRMED_YES :
		answer < yes + asked ? CONFIRMED_ASKED : CONFIRMED_NOT_ASKED;
	if (visit->who->next == NONE || visit->row.day < visit->who->next)
		visit->who->next = visit->row.day;
}

/* Books it, and again where it came to nothing. Its last day, or NONE where nothing came of it. */
static int
come(struct demo *demo, struct demo_person *who, const char *type_code, int day)
{
	const struct demo_visit *before = NULL;
	struct demo_visit *visit;

	while ((visit = place(demo, who, type_code, day))) {
		visit->instead_of = before;
		if (visit->row.day > demo->today) {
			look_ahead(demo, visit);
			return visit->row.day;
		}
		if (settle(demo, visit))
			return visit->row.day;
		if (!demo_likely(demo, 75))
			return NONE;
		before = visit;
		day = visit->row.day + 3 + demo_chance(demo, 14);
	}
	return NONE;
}

/* What an examination finds now and then. */
static void
treat(struct demo *demo, struct demo_person *who, int day)
{
	const int found = demo_chance(demo, 100);
	int prepared;

	if (who->age < CHILD || found >= 55)
		return;
	day += 7 + demo_chance(demo, 14);
	if (found < 36) {
		come(demo, who, "filling", day);
	} else if (found < 46) {
		prepared = come(demo, who, "crown", day);
		if (prepared != NONE)
			come(demo, who, "crownseat", prepared + 15 + demo_chance(demo, 5));
	} else if (found < 51) {
		come(demo, who, "rootcanal", day);
	} else {
		come(demo, who, "extraction", day);
	}
}

static const char *
routine(struct demo *demo, const struct demo_person *who, bool gums)
{
	if (who->age < CHILD)
		return "child";
	if (gums)
		return "perio";
	return demo_likely(demo, 60) ? "cleaning" : "exam";
}

/* Further ahead fewer have booked yet; nobody is booked ahead who hasn't been here. */
static bool
books_ahead(struct demo *demo, const struct demo_person *who, int day)
{
	return day <= demo->today || (who->last != NONE && demo_likely(demo,
			90 - (day - demo->today)));
}

static void
live(struct demo *demo, struct demo_person *who)
{
	const bool gums = who->age > 35 && demo_likely(demo, 18);
	const bool is_new = who->row.since >= demo->first;
	const char *type_code = is_new ? "newpatient" : routine(demo, who, gums);
	int day = is_new ? who->row.since + 2 : demo->first + demo_chance(demo, 200);

	while (day < who->keeps_until && day <= demo->last) {
		int came;

		if (!books_ahead(demo, who, day))
			return;
		came = come(demo, who, type_code, day);
		if (came != NONE && came <= demo->today && !is_hygiene(type_code))
			treat(demo, who, came);
		day = (came == NONE ? day : came) + (gums ? 122 : 183) + demo_chance(demo, 40);
		type_code = routine(demo, who, gums);
	}
}

void
demo_lives(struct demo *demo)
{
	for (size_t i = 0; i < demo->people_count; i++)
		live(demo, &demo->people[i]);
}
