/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running reports: a long span year by year, the parts added up by group.
 */
#include "care/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "care/standard.h"
#include "report_row.h"

#define MONTHS 12			/* that a state of a day by month goes back by itself */
#define LONG_SPAN (2 * 366)		/* days from which on it is counted year by year */

/* How many visits of a group waited so many minutes. */
struct wait_count {
	int wait, visits;
};

struct part {
	const char *group;
	void *row;			/* of the report */
	struct wait_count *waits;
	size_t wait_count, wait_room;
};

struct run {
	struct desk *desk;
	struct arena *arena;
	const struct report *report;
	const char *sql;		/* counts its cases */
	const char *by;			/* "": nothing */
	const char *month;		/* of a state of a day: what the group is; NULL: as it comes */
	int bound;			/* minutes within which a visit is seated */
	struct part *parts;
	size_t count, room;
};

/* Is it one of the words? */
static bool
word_in(const char *words, const char *word)
{
	const size_t length = strlen(word);

	for (const char *at = words; length && (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	return false;
}

static int *
int_at(void *row, size_t column)
{
	return (int *)(void *)((char *)row + column * REPORT_SLOT);
}

static const char **
text_at(void *row, size_t column)
{
	return (const char **)(void *)((char *)row + column * REPORT_SLOT);
}

/* The part of a group, made where there is none yet. */
static struct part *
part_of(struct run *run, const char *group)
{
	struct part *part;

	for (size_t i = run->count; i > 0; i--)
		if (strcmp(run->parts[i - 1].group, group) == 0)
			return &run->parts[i - 1];
	if (run->count == run->room) {
		const size_t larger = run->room ? 2 * run->room : 16;

		run->parts = arena_grow(run->arena, run->parts, run->room * sizeof *run->parts,
				larger * sizeof *run->parts);
		run->room = larger;
	}
	part = &run->parts[run->count++];
	*part = (struct part){ .group = arena_copy(run->arena, group),
		.row = arena_take(run->arena, run->report->record.size) };
	*text_at(part->row, 0) = part->group;
	return part;
}

static void
add_wait(struct run *run, struct part *part, int wait, int visits)
{
	for (size_t i = 0; i < part->wait_count; i++)
		if (part->waits[i].wait == wait) {
			part->waits[i].visits += visits;
			return;
		}
	if (part->wait_count == part->wait_room) {
		const size_t larger = part->wait_room ? 2 * part->wait_room : 64;

		part->waits = arena_grow(run->arena, part->waits,
				part->wait_room * sizeof *part->waits, larger * sizeof *part->waits);
		part->wait_room = larger;
	}
	part->waits[part->wait_count++] = (struct wait_count){ wait, visits };
}

/* A row that came, added to its group. */
static void
add_row(struct run *run, struct stmt *stmt)
{
	const struct record *const record = &run->report->record;
	const char *const group = run->month ? run->month : db_text(stmt, 0);
	struct part *const part = part_of(run, group ? group : "");

	if (run->report->waits) {
		add_wait(run, part, db_int(stmt, 1), db_int(stmt, 2));
		return;
	}
	for (size_t i = 1; i < record->count; i++)
		if (record->fields[i].type != FIELD_INT)
			*text_at(part->row, i) = arena_copy(run->arena, db_text(stmt, (int)i));
		else if (!db_null(stmt, (int)i))
			*int_at(part->row, i) += db_int(stmt, (int)i);
}

const char *
report_makes(const struct report *report, const char *column)
{
	const size_t length = strlen(column);
	const char *const makes = report->makes;

	return makes && strncmp(makes, column, length) == 0 && makes[length] == ' '
		? makes + length + 1 : NULL;
}

/* The cases by group: how many waited so long, or the sums. */
static const char *
counting_sql(struct run *run)
{
	const struct record *const record = &run->report->record;
	const char *columns = "";

	if (run->report->waits)
		return arena_print(run->arena, "select c.grp, c.wait, count(*) from (%s) c"
				" group by c.grp, c.wait", run->report->sql);
	for (size_t i = 1; i < record->count; i++) {
		const char *const name = record->fields[i].name;
		const char *const made = report_makes(run->report, name);

		columns = made ? arena_print(run->arena, "%s, %s", columns, made)
			       : arena_print(run->arena, "%s, sum(c.\"%s\")", columns, name);
	}
	return arena_print(run->arena, "select c.grp%s from (%s) c group by c.grp", columns,
			run->report->sql);
}

static enum code
run_span(struct run *run, const char *first, const char *last)
{
	struct stmt *stmt = NULL;
	char now[STAMP_SIZE];
	bool more;
	enum code code = db_query(run->desk->db, &stmt, run->sql, "tttt", first, last, run->by,
			desk_stamp(run->desk, now));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		add_row(run, stmt);
	db_done(stmt);
	return code;
}

/* Year by year; the first and the last take what lies before and behind. */
static enum code
run_years(struct run *run, const char *first, const char *last, int from_year, int to_year,
		const struct progress *progress)
{
	enum code code = OK;

	for (int year = from_year; code == OK && year <= to_year; year++) {
		const char *const name = arena_print(run->arena, "%04d", year);

		progress_tell(progress, name);
		code = run_span(run, year == from_year ? first : arena_print(run->arena, "%s-01-01",
				name), year == to_year ? last : arena_print(run->arena, "%s-12-31", name));
	}
	progress_end(progress);
	return code;
}

static enum code
run_days(struct run *run, int from, int to, const struct progress *progress)
{
	char first[DAY_SIZE] = FIRST_DAY, last[DAY_SIZE] = LAST_DAY;
	const char *oldest;
	int from_year, to_year, month, mday;
	enum code code = db_text_value(run->desk->db, run->arena, &oldest,
			"select min(day) from appointment where day is not null", "");

	if (from != NONE)
		civil_format(first, from);
	if (to != NONE)
		civil_format(last, to);
	if (code != OK || !oldest || (from != NONE && to != NONE && to - from <= LONG_SPAN))
		return code == OK ? run_span(run, first, last) : code;
	from_year = atoi(from != NONE && strcmp(first, oldest) > 0 ? first : oldest);
	civil_date(to == NONE || to > desk_today(run->desk) ? desk_today(run->desk) : to, &to_year,
			&month, &mday);
	return run_years(run, first, last, from_year, to_year < from_year ? from_year : to_year,
			progress);
}

int
report_month_end(int day)
{
	int year, month, mday;

	civil_date(day, &year, &month, &mday);
	return civil_day(year, month, civil_month_days(year, month));
}

/* A state of a day, of the last day of each month; of the last month, of `to`. */
static enum code
run_months(struct run *run, int from, int to, const struct progress *progress)
{
	char last[DAY_SIZE];
	int day = report_month_end(from);
	enum code code = OK;

	for (bool more = true; code == OK && more; day = report_month_end(day + 1)) {
		more = day < to;
		civil_format(last, more ? day : to);
		run->month = arena_copy_bytes(run->arena, last, strlen("2026-11"));
		if (progress)
			progress->show(progress->context, run->month);
		code = run_span(run, last, last);
	}
	progress_end(progress);
	return code;
}

static enum code
run_state(struct run *run, int from, int to, const struct progress *progress)
{
	char last[DAY_SIZE];

	to = to == NONE ? desk_today(run->desk) : to;
	civil_format(last, to);
	if (strcmp(run->by, "month") == 0)
		return run_months(run, from == NONE ? civil_add_months(to, 1 - MONTHS) : from, to,
				progress);
	return run_span(run, last, last);
}

static int
compare_waits(const void *a, const void *b)
{
	const struct wait_count *const x = a, *const y = b;

	return (x->wait > y->wait) - (x->wait < y->wait);
}

/* visits, within, minutes, median, p90; ranks are the nearest: the median of four is the second. */
static void
fill_waits(const struct run *run, struct part *part)
{
	int visits = 0, within = 0, so_far = 0, *const median = int_at(part->row, 4),
		*const p90 = int_at(part->row, 5);

	qsort(part->waits, part->wait_count, sizeof *part->waits, compare_waits);
	for (size_t i = 0; i < part->wait_count; i++) {
		visits += part->waits[i].visits;
		within += part->waits[i].wait <= run->bound ? part->waits[i].visits : 0;
	}
	*median = *p90 = NONE;
	for (size_t i = 0; i < part->wait_count; i++) {
		so_far += part->waits[i].visits;
		if (*median == NONE && so_far >= (visits + 1) / 2)
			*median = part->waits[i].wait;
		if (*p90 == NONE && so_far >= (int)(((int64_t)visits * 9 + 9) / 10))
			*p90 = part->waits[i].wait;
	}
	*int_at(part->row, 1) = visits;
	*int_at(part->row, 2) = within;
	*int_at(part->row, 3) = run->bound;
}

static int
compare_parts(const void *a, const void *b)
{
	const struct part *const x = a, *const y = b;
	int x_day, y_day;

	if (weekday_parse(x->group, &x_day) && weekday_parse(y->group, &y_day))
		return x_day - y_day;
	return strcmp(x->group, y->group);
}

static void
collect(struct run *run, void **rows, size_t *count)
{
	const size_t size = run->report->record.size;

	*count = run->count;
	*rows = arena_take(run->arena, run->count * size + 1);
	if (run->count > 0)
		qsort(run->parts, run->count, sizeof *run->parts, compare_parts);
	for (size_t i = 0; i < run->count; i++) {
		if (run->report->waits)
			fill_waits(run, &run->parts[i]);
		memcpy((char *)*rows + i * size, run->parts[i].row, size);
	}
}

enum code
report_run(struct desk *desk, struct arena *arena, const struct report *report, int from, int to,
		const char *by, const struct progress *progress, void **rows, size_t *count)
{
	struct run run = { .desk = desk, .arena = arena, .report = report, .by = by ? by : "" };
	struct standard seated;
	enum code code;

	if (by && !word_in(report->by, by))
		return fail(USAGE, "report %s: it can't be grouped by %s, but by %s", report->name, by,
				report->by);
	code = standard_find(desk, arena, "seated", &seated);
	if (code != OK)
		return code;
	run.bound = seated.bound;
	run.sql = counting_sql(&run);
	code = report->of_day ? run_state(&run, from, to, progress)
		: run_days(&run, from, to, progress);
	if (code == OK)
		collect(&run, rows, count);
	return code;
}
