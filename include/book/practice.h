/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice: its chairs, providers, hours, closures, blocks and visit types.
 */
#ifndef BOOK_PRACTICE_H
#define BOOK_PRACTICE_H

#include "store/desk.h"

enum chair_kind { CHAIR_TREATMENT, CHAIR_SQUEEZE };
enum role { ROLE_DENTIST, ROLE_HYGIENIST, ROLE_ASSISTANT };
enum block_kind { BLOCK_LUNCH, BLOCK_EMERGENCY, BLOCK_TYPE, BLOCK_OTHER };

enum colour { COLOUR_RED, COLOUR_GREEN, COLOUR_YELLOW, COLOUR_BLUE, COLOUR_MAGENTA, COLOUR_CYAN };

struct chair {
	struct row row;
	const char *name;
	int kind;			/* enum chair_kind */
	int position;			/* from left to right */
	int active;
};

struct provider {
	struct row row;
	const char *name, *short_name;	/* "Dr Amelia Khan", "Dr Khan" (column short) */
	int role;			/* enum role */
	const char *colour;
	int active;
	int open_until;			/* a day: beyond it visits are planned; NONE: no bound */
	const char *ref;
};

struct hours {
	struct row row;
	int64_t provider, chair;	/* both 0: the practice's */
	int weekday, start, until_min;	/* 0 Monday; minutes since midnight */
	int since, until_day;		/* days of effect, NONE: no bound */
	int every_weeks;		/* every n-th week, counted from `since` */
};

struct hours_day {
	struct row row;
	int64_t provider, chair;
	int day, start, until_min;	/* start NONE: none that day */
};

struct closure {
	struct row row;
	int64_t provider, chair;
	int first, last;		/* days, both shut */
	int start, until_min;		/* NONE: the whole day */
	const char *note, *ref;
};

struct block {
	struct row row;
	int64_t chair, provider;	/* both 0: the whole practice */
	int weekday, day;		/* one of them */
	int since, until_day;
	int start, minutes, kind;	/* enum block_kind */
	int64_t type;			/* kept for this visit type */
	int opens_before;		/* minutes before its start from which it is free; NONE: never */
	const char *note;
};

struct visit_type {
	struct row row;
	const char *code, *name;
	int minutes;
	const char *pattern;		/* a letter for each 5 minutes: X provider, D checker, / chair only */
	int role;			/* who may do it; NONE: anyone */
	const char *colour;
	int64_t follows;
	int after_days;
	const char *public_name;	/* what a patient's calendar may say; NULL: "Dental visit" */
	const char *needs;		/* kinds of need that each brings: "lab consent" */
};

extern const struct record chair_record, provider_record, hours_record, hours_day_record,
	closure_record, block_record, visit_type_record;

extern const char *const chair_kind_words[], *const role_words[], *const block_kind_words[],
	*const colour_words[];

/* The one that `text` names: an id, else a code, a name or the beginning of a name without case
 * that is unique. NOT_FOUND, or INPUT where several match: the sentence lists them. */
enum code chair_find(struct desk *desk, struct arena *arena, const char *text, struct chair *out);
enum code provider_find(struct desk *desk, struct arena *arena, const char *text,
		struct provider *out);
enum code visit_type_find(struct desk *desk, struct arena *arena, const char *text,
		struct visit_type *out);

/* Active ones by position; by id. */
enum code chairs_load(struct desk *desk, struct arena *arena, struct chair **out, size_t *count);
enum code providers_load(struct desk *desk, struct arena *arena, struct provider **out,
		size_t *count);

/* The pattern a visit of `minutes` has by its type's: stretched or cut at the end; where the type
 * has none, all X. One letter for each 5 minutes, odd times rounded up. */
const char *pattern_for(struct arena *arena, const char *type_pattern, int minutes);

/* What a new practice may say of itself; NULL: as below. */
struct founding {
	const char *chairs;		/* how many, or their names: "3", "Room 1, Room 2" */
	const char *dentists, *hygienists;	/* names: "Dr Khan, Dr Lee"; "": none */
	const char *days, *spans;	/* "mon-fri", "8:00-12:00,13:00-17:00" */
	const char *phone;		/* its own; NULL: not known */
};

/* INPUT says which of it can't be taken. */
enum code founding_check(const struct founding *asked);

/* Fills an empty store with what a practice begins with: hours Mon-Fri 8 to 17 with lunch, three
 * chairs and a squeeze column, two providers, and the visit types exam, cleaning, child, perio,
 * filling, crown, crownseat, rootcanal, extraction, emergency, newpatient, check; or with what was
 * asked for instead. Needs a begun batch. Recall types are the recall room's (recall_found). */
enum code practice_found(struct desk *desk, const struct founding *asked);

/* Is the practice open at all on that day (hours less closures)? And N open days on or back from a
 * day (n may be negative): NONE where a year holds no such day. */
enum code practice_open_on(struct desk *desk, int day, bool *open);
enum code practice_open_day(struct desk *desk, int day, int n, int *out);
/* When it closes on that day; NONE: it is shut. */
enum code practice_closing(struct desk *desk, int day, int *minute);
/* N open days (at least 1) after a moment: the same time on the N-th following open day, or its
 * closing time if that is earlier; where a year holds no such day, N days of the calendar. */
enum code practice_due(struct desk *desk, int day, int minute, int n, int *due_day,
		int *due_minute);

/* "Thu 26 Nov", and "Tue 5 Jan 2027" where the year isn't that of `today`; with a time of day. */
const char *day_said(struct arena *arena, int day, int today);
const char *time_said(struct arena *arena, int day, int minute, int today);

#endif
