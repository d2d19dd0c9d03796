/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Openings against a brute force: 10,000 random searches in a thousand random practices, each answered
 * a second time by looking at every five minutes of every start in every chair with every provider, from
 * the rows alone, without a bitmap. Both must list the same, in the same order.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/strewn.h"
#include "../support/where.h"
#include "book/opening.h"
#include "book/sheet.h"

#define CASES 10000
#define CASES_THERE 1000		/* on a server, whose answers take longer */
#define CASES_EACH 10			/* on three days that follow one another */
#define DAYS_EACH 3
#define CELL 5
#define DAY_END 1440

static struct desk desk;
static struct arena arena;		/* of a practice */
static int grid;

/* All rows of a practice. */
static struct {
	struct chair *chairs;
	struct provider *providers;
	struct visit_type *types;
	struct patient *patients;
	struct hours *hours;
	struct hours_day *days;
	struct closure *closures;
	struct block *blocks;
	struct appointment *visits;
	struct commitment *commitments;
	struct contact_person *people;
	struct holiday *holidays;
	size_t chair_count, provider_count, type_count, patient_count, hours_count, day_count,
		closure_count, block_count, visit_count, commitment_count, people_count,
		holiday_count;
	int *foreseen;			/* of each visit: NONE where it is as booked */
	int day;			/* the first of the days that are asked for */
} all;

/* What a day has whatever is looked for, five minutes by five minutes: looked at once. */
static struct seen {
	bool there;
	bool practice[DAY_END / CELL], chair[CHAIRS][DAY_END / CELL],
		provider[PROVIDERS][DAY_END / CELL];
} seen[DAYS_EACH];

#define READ(name, n, tail) \
	must(record_select(&desk, &arena, &name##_record, &all.n##s, &all.n##_count, tail, ""))

static void
read_foreseen(void)
{
	struct appointment_line *lines;
	const int *starts;
	size_t count;

	all.foreseen = arena_take(&arena, (all.visit_count + 1) * sizeof *all.foreseen);
	must(day_visits(&desk, &arena, TODAY, false, &lines, &count));
	starts = day_foreseen(&desk, &arena, lines, count);
	for (size_t i = 0; i < all.visit_count; i++) {
		all.foreseen[i] = NONE;
		for (size_t k = 0; k < count; k++)
			if (lines[k].row.id == all.visits[i].row.id &&
			    starts[k] != lines[k].start)
				all.foreseen[i] = starts[k];
	}
}

static void
read_all(void)
{
	READ(chair, chair, "where active = 1 order by position, id");
	READ(provider, provider, "where active = 1 order by id");
	READ(visit_type, type, "order by id");
	READ(patient, patient, "order by id");
	must(record_select(&desk, &arena, &hours_record, &all.hours, &all.hours_count,
			   "order by id", ""));
	READ(hours_day, day, "order by id");
	READ(closure, closure, "order by id");
	READ(block, block, "order by id");
	READ(appointment, visit, "where state in ('booked', 'arrived', 'seated', 'done') "
	     "order by id");
	READ(commitment, commitment, "order by id");
	must(record_select(&desk, &arena, &contact_person_record, &all.people, &all.people_count,
			   "order by position, id", ""));
	READ(holiday, holiday, "order by id");
	read_foreseen();
	all.day = TODAY + (any(3) ? any(DAYS) : 0);
	memset(seen, 0, sizeof seen);
}

static bool
overlaps(int start, int until, int cell)
{
	return start < cell + CELL && until > cell;
}

/* Hours: does one row hold the five minutes whole? */

static bool
week_counts(const struct hours *row, int day)
{
	const int since = row->since == NONE ? 4 : row->since;	/* 1970-01-05, a Monday */
	const int weeks = ((day - civil_weekday(day)) - (since - civil_weekday(since))) / 7;

	return weeks % row->every_weeks == 0;
}

static bool
in_weekly(int64_t provider, int64_t chair, int day, int cell)
{
	for (size_t i = 0; i < all.hours_count; i++) {
		const struct hours *const row = &all.hours[i];

		if (row->provider == provider && row->chair == chair &&
		    row->weekday == civil_weekday(day) &&
		    (row->since == NONE || row->since <= day) &&
		    (row->until_day == NONE || row->until_day >= day) && week_counts(row, day) &&
		    row->start <= cell && row->until_min >= cell + CELL)
			return true;
	}
	return false;
}

static bool
has_weekly(int64_t provider, int64_t chair)
{
	for (size_t i = 0; i < all.hours_count; i++)
		if (all.hours[i].provider == provider && all.hours[i].chair == chair)
			return true;
	return false;
}

/* Whether that day has hours of its own, and holds the cell by them. */
static bool
in_day(int64_t provider, int64_t chair, int day, int cell, bool *own)
{
	bool in = false;

	*own = false;
	for (size_t i = 0; i < all.day_count; i++) {
		const struct hours_day *const row = &all.days[i];

		if (row->provider != provider || row->chair != chair || row->day != day)
			continue;
		*own = true;
		in = in || (row->start != NONE && row->start <= cell &&
			    row->until_min >= cell + CELL);
	}
	return in;
}

static bool
in_hours(int64_t provider, int64_t chair, int day, int cell)
{
	bool own;
	const bool in = in_day(provider, chair, day, cell, &own);

	if (own)
		return in;
	if ((provider || chair) && !has_weekly(provider, chair))
		return in_hours(0, 0, day, cell);
	return in_weekly(provider, chair, day, cell);
}

static bool
is_shut(int64_t provider, int64_t chair, int day, int cell)
{
	for (size_t i = 0; i < all.closure_count; i++) {
		const struct closure *const row = &all.closures[i];

		if (row->provider == provider && row->chair == chair && row->first <= day &&
		    row->last >= day && overlaps(row->start == NONE ? 0 : row->start,
						 row->until_min == NONE ? DAY_END
									: row->until_min, cell))
			return true;
	}
	return false;
}

static bool
is_open(int64_t provider, int64_t chair, int day, int cell)
{
	return in_hours(provider, chair, day, cell) && !is_shut(provider, chair, day, cell);
}

/* Blocks: one of both a chair and a provider keeps the time of each. */
static bool
is_kept(int64_t provider, int64_t chair, int64_t type, int day, int cell)
{
	for (size_t i = 0; i < all.block_count; i++) {
		const struct block *const row = &all.blocks[i];
		const long ahead = (long)(day - TODAY) * DAY_END + row->start - AT(10, 42);
		const bool whose = provider ? row->provider == provider
			: chair ? row->chair == chair : !row->provider && !row->chair;

		if (!whose || (row->type && row->type == type) ||
		    (row->opens_before != NONE && ahead <= row->opens_before))
			continue;
		if (row->day != NONE ? row->day != day : row->weekday != civil_weekday(day) ||
		    (row->since != NONE && row->since > day) ||
		    (row->until_day != NONE && row->until_day < day))
			continue;
		if (overlaps(row->start, row->start + row->minutes, cell))
			return true;
	}
	return false;
}

/* Does a visit need its provider in the five minutes, if it begins at `start`? */
static bool
takes_provider(const struct appointment *visit, int start, int cell)
{
	const int known = (int)strlen(visit->pattern);

	for (int at = 0; at < visit->held; at += CELL) {
		const char letter = at / CELL < known ? visit->pattern[at / CELL] : 'X';
		const int until = at + CELL < visit->held ? at + CELL : visit->held;

		if (letter == 'X' && overlaps(start + at, start + until, cell))
			return true;
	}
	return false;
}

static bool
is_busy(int64_t provider, int64_t chair, int day, int cell)
{
	for (size_t i = 0; i < all.visit_count; i++) {
		const struct appointment *const visit = &all.visits[i];
		const int starts[] = {visit->start, all.foreseen[i]};

		if (visit->day != day)
			continue;
		for (size_t k = 0; k < 2; k++) {
			if (starts[k] == NONE)
				continue;
			if (chair && visit->chair == chair &&
			    visit->chair_kind == CHAIR_TREATMENT &&
			    overlaps(starts[k], starts[k] + visit->held, cell))
				return true;
			if (provider && visit->provider == provider &&
			    takes_provider(visit, starts[k], cell))
				return true;
		}
	}
	return false;
}

static const struct seen *
see(int day)
{
	struct seen *const at = &seen[day - all.day];

	if (at->there)
		return at;
	at->there = true;
	for (int i = 0; i < DAY_END / CELL; i++) {
		const int cell = i * CELL;

		at->practice[i] = is_open(0, 0, day, cell);
		for (size_t k = 0; k < all.chair_count; k++)
			at->chair[k][i] = is_open(0, all.chairs[k].row.id, day, cell) &&
				!is_busy(0, all.chairs[k].row.id, day, cell);
		for (size_t k = 0; k < all.provider_count; k++)
			at->provider[k][i] = is_open(all.providers[k].row.id, 0, day, cell) &&
				!is_busy(all.providers[k].row.id, 0, day, cell);
	}
	return at;
}

/* The patient: her own visits, her commitments, and those of all who bring a child. */

static bool
is_holiday(int day)
{
	for (size_t i = 0; i < all.holiday_count; i++)
		if (all.holidays[i].first <= day && all.holidays[i].last >= day)
			return true;
	return false;
}

static bool
is_committed(int64_t patient, int day, int cell)
{
	for (size_t i = 0; i < all.commitment_count; i++) {
		const struct commitment *const row = &all.commitments[i];
		const bool on = row->weekday == NONE
			? row->first != NONE && row->first <= day &&
			  (row->last == NONE ? row->first : row->last) >= day
			: row->weekday == civil_weekday(day) &&
			  (row->first == NONE || row->first <= day) &&
			  (row->last == NONE || row->last >= day);

		if (row->patient == patient && row->firm && on &&
		    !(row->not_holidays && is_holiday(day)) &&
		    overlaps(row->start, row->until_min, cell))
			return true;
	}
	return false;
}

/* Can somebody bring the child? */
static bool
is_brought(const struct patient *patient, int day, int cell)
{
	bool any_bringer = false;

	for (size_t i = 0; patient->birth && i < all.people_count; i++) {
		const struct contact_person *const one = &all.people[i];

		if (one->patient != patient->row.id || !one->person || !one->may_book ||
		    (one->since != NONE && one->since > TODAY) ||
		    (one->until_day != NONE && one->until_day < TODAY))
			continue;
		any_bringer = true;
		if (!is_committed(one->person, day, cell))
			return true;
	}
	return !any_bringer;
}

static bool
can_come(const struct patient *patient, int day, int cell)
{
	for (size_t i = 0; i < all.visit_count; i++) {
		const struct appointment *const visit = &all.visits[i];

		if (visit->patient == patient->row.id && visit->day == day &&
		    overlaps(visit->start, visit->start + visit->held, cell))
			return false;
	}
	return !is_committed(patient->row.id, day, cell) && is_brought(patient, day, cell);
}

/* A search, looked at minute by minute. */
struct brute {
	const struct opening_search *search;
	const struct patient *patient;
	const struct visit_type *type;
	const char *pattern;
	int minutes;
	/* What is asked more than once of a day: filled for each. */
	bool common[DAY_END / CELL];
	bool chair[CHAIRS][DAY_END / CELL];
	bool provider[PROVIDERS][DAY_END / CELL];
};

static void
look_at_day(struct brute *at, int day)
{
	const struct seen *const rows = see(day);
	const int64_t type = at->type->row.id;

	for (int i = 0; i < DAY_END / CELL; i++) {
		const int cell = i * CELL;

		at->common[i] = rows->practice[i] && !is_kept(0, 0, type, day, cell) &&
			can_come(at->patient, day, cell);
		for (size_t k = 0; k < all.chair_count; k++)
			at->chair[k][i] = rows->chair[k][i] &&
				!is_kept(0, all.chairs[k].row.id, type, day, cell);
		for (size_t k = 0; k < all.provider_count; k++)
			at->provider[k][i] = rows->provider[k][i] &&
				!is_kept(all.providers[k].row.id, 0, type, day, cell);
	}
}

/* Cells from `start` for so many minutes. */
static bool
holds(const bool *cells, int start, int minutes)
{
	for (int minute = start; minute < start + minutes; minute += CELL)
		if (minute >= DAY_END || !cells[minute / CELL])
			return false;
	return true;
}

static bool
fits_provider(const struct brute *at, size_t provider, int start)
{
	for (int i = 0; at->pattern[i]; i++)
		if (at->pattern[i] == 'X' && !holds(at->provider[provider], start + i * CELL, CELL))
			return false;
	return true;
}

/* The checks, wherever they begin in the last half. */
static bool
fits_checker(const struct brute *at, size_t checker, int start)
{
	const int letters = (int)strlen(at->pattern);
	int checks = 0, from;

	for (int i = 0; i < letters; i++)
		checks += at->pattern[i] == 'D';
	from = (letters + 1) / 2 < letters - checks ? (letters + 1) / 2 : letters - checks;
	for (; from <= letters - checks; from++)
		if (holds(at->provider[checker], start + from * CELL, checks * CELL))
			return true;
	return false;
}

/* The first who can, the patient's own before others; 0: nobody. */
static int64_t
first_who(const struct brute *at, bool checking, int day, int start)
{
	const struct patient *const p = at->patient;
	const int64_t asked = checking ? at->search->checker : at->search->provider;

	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < all.provider_count; i++) {
			const struct provider *const one = &all.providers[i];
			const bool hers = p->provider == one->row.id || p->hygienist == one->row.id;

			if (hers != (own == 1) || (asked && asked != one->row.id))
				continue;
			if (checking ? one->role == ROLE_DENTIST && fits_checker(at, i, start)
				     : (at->type->role == NONE || one->role == at->type->role) &&
				       (one->open_until == NONE || one->open_until >= day) &&
				       fits_provider(at, i, start))
				return one->row.id;
		}
	return 0;
}

static bool
somebody_may(const struct brute *at)
{
	for (size_t i = 0; i < all.provider_count; i++)
		if ((at->type->role == NONE || all.providers[i].role == at->type->role) &&
		    (!at->search->provider || at->search->provider == all.providers[i].row.id))
			return true;
	return false;
}

static bool
is_asked(const struct brute *at, int day, int start)
{
	const struct opening_search *const search = at->search;
	const long ahead = (long)(day - TODAY) * DAY_END + start - AT(10, 42);

	return ahead >= (search->notice > 0 ? search->notice : 0) &&
	       (search->after <= 0 || start >= search->after) &&
	       start + at->minutes <= (search->before > 0 ? search->before : DAY_END) &&
	       (!search->weekdays || search->weekdays >> civil_weekday(day) & 1) &&
	       (at->patient->condition != CONDITION_SAME_DAY || day == TODAY);
}

/* Does the search list that start in that chair? Whose it would be is told. */
static bool
fits(const struct brute *at, size_t chair, int day, int start, struct opening *out)
{
	const bool needs_provider = strchr(at->pattern, 'X') || somebody_may(at) ||
				    at->search->provider;
	const bool needs_checker = strchr(at->pattern, 'D');

	if (all.chairs[chair].kind != CHAIR_TREATMENT ||
	    (at->search->chair && at->search->chair != all.chairs[chair].row.id) ||
	    !is_asked(at, day, start) || !holds(at->common, start, at->minutes) ||
	    !holds(at->chair[chair], start, at->minutes))
		return false;
	*out = (struct opening){
		.slot = {all.chairs[chair].row.id, day, start, at->minutes},
		.provider = first_who(at, false, day, start),
		.checker = needs_checker ? first_who(at, true, day, start) : 0
	};
	return (!needs_provider || out->provider) && (!needs_checker || out->checker);
}

static void
compare_day(struct brute *at, int day, const struct opening *openings, size_t count, size_t *n)
{
	char text[DAY_SIZE];
	struct opening mine;

	look_at_day(at, day);
	for (int start = 0; start < DAY_END; start += grid)
		for (size_t chair = 0; chair < all.chair_count; chair++) {
			const struct opening *const theirs = *n < count ? &openings[*n] : NULL;
			const bool listed = theirs && theirs->slot.day == day &&
				theirs->slot.start == start &&
				theirs->slot.chair == all.chairs[chair].row.id;

			if (fits(at, chair, day, start, &mine) != listed)
				fail_msg("%s %d in %s, type %lld, patient %lld: %s",
					 civil_format(text, day), start, all.chairs[chair].name,
					 (long long)at->type->row.id,
					 (long long)at->patient->row.id,
					 listed ? "only openings list it"
						: "only the brute force finds it");
			if (!listed)
				continue;
			assert_int_equal(theirs->provider, mine.provider);
			assert_int_equal(theirs->checker, mine.checker);
			assert_int_equal(theirs->slot.minutes, mine.slot.minutes);
			++*n;
		}
}

static struct opening_search
any_search(void)
{
	const int first = all.day + any(2);

	return (struct opening_search){
		.patient = 1 + any(PATIENTS), .type = 1 + any(TYPES),
		.provider = any(3) ? 0 : any_provider(), .chair = any(4) ? 0 : any_chair(),
		.minutes = any(4) ? 0 : 5 * (1 + any(20)), .first = first, .last = first + any(2),
		.after = any(3) ? NONE : any(AT(15, 0)), .before = any(3) ? NONE : AT(10, 0) + any(500),
		.weekdays = any(4) ? 0 : (unsigned)any(128), .notice = any(4) ? 0 : any(3000),
		.commitments = true
	};
}

/* One search, both ways; how many it lists. */
static size_t
compare(const struct opening_search *search)
{
	struct brute at = {.search = search};
	struct arena scratch = {0};
	struct opening *openings;
	size_t count, n = 0;

	at.patient = &all.patients[search->patient - 1];
	at.type = &all.types[search->type - 1];
	at.minutes = search->minutes > 0 ? search->minutes : at.type->minutes;
	at.pattern = pattern_for(&scratch, at.type->pattern, at.minutes);
	must(openings_find(&desk, &scratch, search, &openings, &count));
	for (int day = search->first; day <= search->last; day++)
		compare_day(&at, day, openings, count, &n);
	assert_int_equal(n, count);
	arena_free(&scratch);
	return count;
}

static void
test_brute_force(void **state)
{
	const int cases = stores_are_files() ? CASES : CASES_THERE;
	size_t listed = 0, with = 0;

	(void)state;
	for (int seed = 0; seed < cases / CASES_EACH; seed++) {
		grid = strew(&desk, &arena, 1000 + seed);
		read_all();
		for (int i = 0; i < CASES_EACH; i++) {
			const struct opening_search search = any_search();
			const size_t count = compare(&search);

			listed += count;
			with += count > 0;
		}
		arena_reset(&arena);
	}
	print_message("%d searches in %d practices: %zu listed something, %zu openings\n", cases,
		      cases / CASES_EACH, with, listed);
	assert_true(with > (size_t)cases / 10);		/* it isn't silence that agrees */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_brute_force)};
	const int failed = cmocka_run_group_tests_name("book_brute", tests, NULL, NULL);

	desk_close(&desk);
	arena_free(&arena);
	return failed;
}
