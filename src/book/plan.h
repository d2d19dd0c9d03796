/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of a plan, for the rules and for openings: both ask the same masks, so that what is
 * listed can be booked and what isn't can't.
 */
#ifndef BOOK_PLAN_H
#define BOOK_PLAN_H

#include "book/opening.h"

/* More of cells. */
struct cells cells_all(void);
struct cells cells_and(struct cells a, const struct cells *b);
struct cells cells_or(struct cells a, const struct cells *b);
/* Each bit `count` cells earlier. */
struct cells cells_earlier(const struct cells *cells, int count);
/* The first set cell at or after `from`, NONE where there is none. */
int cells_next(const struct cells *cells, int from);
bool cells_empty(const struct cells *cells);

/* The days of a chair, a person or the practice. In each mask a set bit lets a visit in. */
struct lane {
	int64_t id;
	bool own;			/* has weekly hours of its own */
	struct cells *open;		/* hours less closures */
	struct cells *unkept;		/* not kept by a block; of the patient: no firm commitment */
	struct cells *idle;		/* no live visit */
	int today;			/* which day of the plan it is, NONE: none of them; */
	struct cells foreseen;		/* then also where no visit is foreseen, late */
};

/* The school's holidays. */
struct holidays {
	const struct holiday *rows;
	size_t count;
};

/* A dentist's check within a visit, where its pattern has it. */
struct check {
	int64_t checker, visit;
	int day, start;
};

/* Who must be in a plan: one alone, or 0: all of them. */
struct plan_who {
	int64_t chair;
	int64_t provider, checker;	/* checker: beside the provider, where there is one */
};

/* What a plan asks of the store, all of it before the first answer is read. NULL: not asked. */
struct plan_asked {
	struct stmt *chair, *hours, *days, *closures, *blocks, *visits;
	struct stmt *own_visits, *holidays, *commitments, *patient;	/* of the patient */
};

struct plan {
	struct desk *desk;
	struct arena *arena;
	int first, days;
	int today;			/* the n-th day, NONE: not in it */
	int64_t type, but;
	struct plan_who who;
	struct plan_asked asked;
	struct lane practice, patient;
	struct lane *chairs, *providers;
	struct chair *chair_rows;
	struct provider *provider_rows;
	size_t chair_count, provider_count;
	struct check *checks;
	size_t check_count, check_room;
	struct commitment *commitments;	/* of the patient and of who brings her, firm or not */
	size_t commitment_count;
	struct holidays holidays;
};

/* plan_load, and the patient's own visits and commitments (patient 0: nobody's). */
enum code plan_load_for(struct desk *desk, struct arena *arena, int first, int last, int64_t type,
		int64_t but, int64_t patient, struct plan **out);
/* May a block hold at all on that day, and has its time come, so that anybody may have it? */
bool block_is_on(const struct block *block, int day);
bool block_has_opened(const struct desk *desk, const struct block *block, int day);
/* The plan of a visit that has its day: of its chair, and of its provider and checker, alone, where
 * they are chosen already. */
enum code plan_load_visit(struct desk *desk, struct arena *arena, const struct appointment *visit,
		struct plan **out);
/* Hours and closures of all, alone: nobody's visits, blocks or commitments. */
enum code plan_load_open(struct desk *desk, struct arena *arena, int first, int last,
		struct plan **out);
/* The practice's hours and closures alone. */
enum code plan_load_practice(struct desk *desk, struct arena *arena, int first, int last,
		struct plan **out);

/* The questions of the parts below, asked ahead; and what was asked and isn't answered given back. */
enum code plan_ask_hours(struct plan *plan);
enum code plan_ask_blocks(struct plan *plan);
enum code plan_ask_visits(struct plan *plan);
enum code plan_ask_patient(struct plan *plan, int64_t patient);
enum code plan_ask_commitments(struct plan *plan, int64_t patient);
void plan_forget_asked(struct plan *plan);
/* The rows of one of them, in the plan's arena; it is given back. */
enum code plan_answer(const struct plan *plan, struct stmt **asked, const struct record *record,
		void *rows, size_t *count);
/* Parts of the load, in this order (hours.c, keep.c, busy.c, committed.c). */
enum code plan_load_hours(struct plan *plan);
enum code plan_load_blocks(struct plan *plan);
enum code plan_load_visits(struct plan *plan);
enum code plan_load_foreseen(struct plan *plan);	/* of today's, where one is late */
enum code plan_load_patient(struct plan *plan, int64_t patient);
enum code plan_load_commitments(struct plan *plan, int64_t patient);

void lane_make(struct plan *plan, struct lane *lane, int64_t id);
/* NULL where the plan has no such chair or provider: it isn't active. */
struct lane *plan_chair_lane(const struct plan *plan, int64_t chair);
struct lane *plan_provider_lane(const struct plan *plan, int64_t provider);
/* Open, not kept and idle; today also not foreseen to be taken. */
struct cells lane_free(const struct lane *lane, int n);
/* The n-th day of the plan, NONE outside. */
int plan_index(const struct plan *plan, int day);

/* Those that reach into a span of days, in the arena. */
enum code holidays_load(struct desk *desk, struct arena *arena, int first, int last,
		struct holidays *out);
bool commitment_is_on(const struct commitment *commitment, const struct holidays *holidays, int day);
/* A firm commitment of the patient's in that span, NULL: none. */
const struct commitment *plan_commitment(const struct plan *plan, int day, int start, int until);

/* What a visit asks of a day: where its pattern's letters fall, odd times rounded outwards. */
struct shape {
	const char *pattern;
	int letters;			/* of the pattern */
	int cells;			/* that it touches */
	int spill;			/* 1: each letter touches two cells */
};
struct shape shape_of(const char *pattern, int minutes, int start);
bool shape_needs(const struct shape *shape, char letter);
/* The cells in which it may begin: all its cells free; its X cells; its D cells somewhere in its
 * last half. */
struct cells shape_in_chair(const struct shape *shape, const struct cells *free);
struct cells shape_with_provider(const struct shape *shape, const struct cells *free);
struct cells shape_with_checker(const struct shape *shape, const struct cells *free);
/* Does it begin there? */
bool cells_begin(const struct cells *cells, int minute);

/* The next run of `letter` in a pattern at or after *from: its place and length in letters. What is
 * behind a pattern's end counts as X. */
bool pattern_run(const char *pattern, int letters, char letter, int *from, int *length);

/* Those who may do a visit of that type, in the order in which they are taken: the patient's own
 * first, then by id; only `asked` where it isn't 0. `out` has room for all providers. */
size_t who_may_do(const struct plan *plan, const struct visit_type *type,
		const struct patient *patient, int64_t asked, const struct provider **out);
/* Those who may check: dentists, in the same order. */
size_t who_may_check(const struct plan *plan, const struct patient *patient, int64_t asked,
		const struct provider **out);
/* The first of them who can look in during a visit as it stands; 0: nobody can. */
enum code who_can_check(struct desk *desk, struct arena *arena, const struct appointment *visit,
		int64_t *checker);
bool provider_may_do(const struct provider *provider, const struct visit_type *type);

/* Between which days a visit of a type may be, by those of the patient's that it follows or that
 * follow it (`but`, its own row, left out). NONE: no bound. */
enum code linked_days(struct desk *desk, struct arena *arena, const struct visit_type *type,
		int64_t patient, int64_t but, int *first, int *last);

/*
 * A search over plans that somebody else loads, and changes between two days asked for. What it is
 * made of lies in `arena`, the openings of a day in `scratch`; `search` must outlive it.
 */
struct finding;
enum code finding_open(struct desk *desk, struct arena *arena, struct arena *scratch,
		const struct opening_search *search, struct finding **out);
void finding_days(const struct finding *at, int *first, int *last);	/* that are searched */
void finding_use(struct finding *at, const struct plan *plan);
const struct opening *finding_day(struct finding *at, int n, size_t *count);	/* all of one day */

/* Takes a visit's time on the n-th day, as if it were booked into a treatment chair. */
void plan_take(struct plan *plan, int n, const struct slot *slot, int64_t provider,
		int64_t checker, const char *pattern);

#endif
