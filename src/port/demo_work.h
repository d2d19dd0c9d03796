/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The work of making the demo, private to the files demo*.c: what they hand each other.
 */
#ifndef PORT_DEMO_WORK_H
#define PORT_DEMO_WORK_H

#include "book/opening.h"
#include "book/patient.h"

#define DEMO_PATIENTS 600
#define DEMO_BEHIND 730			/* days */
#define DEMO_AHEAD 56
#define DEMO_CHAIRS 4			/* three for treatment, and the squeeze column */
#define DEMO_PROVIDERS 4

/* The providers by their place in data/demo/practice.txt, the chairs by position. */
enum demo_place { KHAN, LEE, AMY, SAM };
enum demo_chair { CHAIR_1, CHAIR_2, CHAIR_3, CHAIR_SQUEEZED };

struct demo_person {
	struct patient row;
	const char *said;		/* the name in Latin letters */
	int age;
	bool cast;			/* on today's sheet by name */
	bool today;			/* has a visit today */
	int dentist;			/* KHAN or LEE */
	int keeps_until;		/* from this day on nothing more was booked */
	int last, next;			/* days of the latest done, the first coming visit */
};

struct demo_visit {
	struct appointment row;
	struct demo_person *who;
	const struct demo_visit *instead_of;	/* the one that this makes good, or NULL */
};

struct demo {
	struct desk *desk;
	struct arena *arena;		/* everything in here */
	uint64_t chance;
	int today, minute;
	int first, last;		/* days that may hold visits */
	struct chair *chairs;
	struct provider providers[DEMO_PROVIDERS];
	struct visit_type *types;
	size_t type_count;
	struct demo_person *people;
	size_t people_count;
	struct demo_visit **visits;
	size_t visit_count, visit_room;
	struct cells *free;		/* by day, then chairs, then providers */
	struct slot kept;		/* today for emergencies; minutes 0: nothing */
};

/* Chance: a number below `below`; true in so many of a hundred cases. */
int demo_chance(struct demo *demo, int below);
bool demo_likely(struct demo *demo, int percent);

/* The lines of an embedded file, blank and # lines left out: each is a copy in the arena. NULL
 * after the last. */
struct demo_lines {
	const char *at;
};
struct demo_lines demo_lines(const char *file);
char *demo_line(struct demo *demo, struct demo_lines *lines);
/* The next cell of a line, between bars, without the blanks around; "" where there is none. */
const char *demo_cell(char **line);
/* The next word of a line, between blanks; NULL where there is none. */
char *demo_word(char **line);
/* What follows WORD on one of the lines of data/demo/words.txt that begin with it, by chance. */
char *demo_pick(struct demo *demo, const char *word);
/* "Mon Tue": bit 0 for Monday … */
unsigned demo_weekdays(struct demo *demo, const char *text);

/* Days and moments as the store keeps them, in the arena. */
const char *demo_stamp(struct demo *demo, int day, int minute);

/* The visit type of that code: one of those every practice begins with. */
const struct visit_type *demo_type(const struct demo *demo, const char *type_code);
struct demo_person *demo_person(struct demo *demo, const char *name);

/* The parts, in the order of their making. */
enum code demo_practice(struct demo *demo);	/* demo_practice.c */
enum code demo_people(struct demo *demo);	/* demo_people.c */
enum code demo_diary_open(struct demo *demo);	/* demo_diary.c: which cells are free */
void demo_today(struct demo *demo);		/* demo_today.c */
void demo_lives(struct demo *demo);		/* demo_lives.c: visits behind and ahead */
void demo_soon(struct demo *demo);		/* demo_today.c: the days around today fill up */
enum code demo_diary_write(struct demo *demo);
enum code demo_notes(struct demo *demo);	/* demo_notes.c: alerts, needs, wishes */
enum code demo_recalls(struct demo *demo);	/* demo_recalls.c: hands, contacts */
enum code demo_past(struct demo *demo);		/* demo_past.c: concerns that have ended */

/* The diary: is that slot free for the provider, and taking it. */
bool demo_fits(const struct demo *demo, int chair, int provider, int day, int start, int minutes);
struct demo_visit *demo_put(struct demo *demo, struct demo_person *who, const char *type_code,
		int chair, int provider, const struct slot *slot);
void demo_keep(struct demo *demo, int chair, int day, int start, int minutes);
/* The visit came and went as booked, give or take some minutes. */
void demo_done(struct demo *demo, struct demo_visit *visit);

#endif
