/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measuring standards: their cases counted by day and by group, and listed.
 */
#include "care/measure.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"

const char *const group_words[] = {"none", "provider", "weekday", "hour", "month", NULL};

/* A standard's query in a longer one, over a span of days; ended by cases_end. */
static enum code
cases_query(struct desk *desk, struct stmt **stmt, const struct standard *standard, const char *sql,
		int first, int last)
{
	char from[DAY_SIZE], to[DAY_SIZE], now[STAMP_SIZE];
	const enum code code = standard_run_begin(desk, standard);

	return code != OK ? code : db_query(desk->db, stmt, sql, "ttit", civil_format(from, first),
			civil_format(to, last), standard->bound == NONE ? 0 : standard->bound,
			desk_stamp(desk, now));
}

/* Gives the statement back, with what came of it. */
static enum code
cases_end(struct desk *desk, struct stmt *stmt, const struct standard *standard, enum code result)
{
	db_done(stmt);
	return standard_run_end(desk, standard, result);
}

static void
share_add(struct share *share, struct share more)
{
	share->kept += more.kept;
	share->cases += more.cases;
}

/* Counts each day, added to days[day - first]. */
static enum code
count_days(struct desk *desk, struct arena *arena, const struct standard *standard, int first,
		int last, struct share *days)
{
	struct stmt *stmt = NULL;
	bool more;
	int day;
	enum code code = cases_query(desk, &stmt, standard, arena_print(arena,
			"select c.day, sum(c.kept), count(*) from (%s) c group by c.day", standard->sql),
			first, last);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		if (civil_parse(db_text(stmt, 0), &day) && day >= first && day <= last)
			share_add(&days[day - first], (struct share){ db_int(stmt, 1), db_int(stmt, 2) });
	return cases_end(desk, stmt, standard, code);
}

/* The weeks of what is summed over days. */
static enum code
sum_weeks(struct desk *desk, struct arena *arena, int last, struct measure *out)
{
	const int days = out->weeks * WEEK_DAYS, first = last - days + 1;
	struct share *const each = arena_take(arena, (size_t)days * sizeof *each);
	const enum code code = count_days(desk, arena, &out->standard, first, last, each);

	for (int i = 0; i < days; i++) {
		const int week = i / WEEK_DAYS;

		share_add(&out->week[week], each[i]);
		share_add(&out->whole, each[i]);
		share_add(week >= out->weeks - WEEKS_NOW ? &out->now : &out->before, each[i]);
	}
	return code;
}

/* The weeks of what is a state of a day: the first day before them counts for `before` where there
 * are none but the last ones. */
static enum code
state_weeks(struct desk *desk, struct arena *arena, int last, struct measure *out)
{
	enum code code = OK;

	for (int i = 0; code == OK && i < out->weeks; i++) {
		const int end = last - (out->weeks - 1 - i) * WEEK_DAYS;
		const int day = end > desk_today(desk) ? desk_today(desk) : end;

		code = count_days(desk, arena, &out->standard, day, day, &out->week[i]);
	}
	out->whole = out->now = out->week[out->weeks - 1];
	if (out->weeks > WEEKS_NOW)
		out->before = out->week[out->weeks - 1 - WEEKS_NOW];
	return code;
}

enum code
measure_weeks(struct desk *desk, struct arena *arena, const struct standard *standard, int last,
		int weeks, struct measure *out)
{
	*out = (struct measure){ .standard = *standard,
		.weeks = weeks < 1 ? 1 : weeks > WEEKS_MOST ? WEEKS_MOST : weeks };
	return standard->of_day ? state_weeks(desk, arena, last, out)
		: sum_weeks(desk, arena, last, out);
}

static const struct field case_line_fields[] = {
	FIELD(case_line, day, "Day", FIELD_DAY, 0),
	FIELD_REFERS(case_line, patient, "Patient", "patient", OPTIONAL),
	FIELD(case_line, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(case_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(case_line, visit, "Visit", "appointment", OPTIONAL),
	FIELD(case_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(case_line, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(case_line, kept, "Kept", FIELD_FLAG, 0),
	FIELD(case_line, words, "Words", FIELD_TEXT, OPTIONAL),
};

const struct record case_line_record = {
	"case_list", "case", sizeof(struct case_line), case_line_fields, FIELD_COUNT(case_line_fields),
	true, NULL
};

static void
read_case(struct arena *arena, struct stmt *stmt, struct case_line *out)
{
	*out = (struct case_line){ .patient = db_int64(stmt, 1),
		.name = arena_copy(arena, db_text(stmt, 2)),
		.phone = arena_copy(arena, db_text(stmt, 3)), .visit = db_int64(stmt, 4),
		.provider_name = arena_copy(arena, db_text(stmt, 5)),
		.start = db_null(stmt, 6) ? NONE : db_int(stmt, 6),
		.kept = db_int(stmt, 7), .words = arena_copy(arena, db_text(stmt, 8)) };
	if (!db_text(stmt, 0) || !civil_parse(db_text(stmt, 0), &out->day))
		out->day = NONE;
}

enum code
cases_read(struct arena *arena, struct stmt *stmt, struct case_line **out, size_t *count)
{
	size_t room = 0;
	enum code code;
	bool more;

	*out = NULL;
	*count = 0;
	while ((code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? 2 * room : 64;

			*out = arena_grow(arena, *out, room * sizeof **out, larger * sizeof **out);
			room = larger;
		}
		read_case(arena, stmt, &(*out)[(*count)++]);
	}
	return code;
}

/* With the names of whom it is about; by day, start and name. */
static const char *
cases_sql(struct arena *arena, const struct standard *standard, bool failed, size_t most)
{
	return arena_print(arena, "select " CASE_OF ", c.visit, v.name, c.start,"
			" c.kept, c.words from (select * from (%s) d%s order by d.day desc,"
			" d.start desc, d.patient, d.visit%s) c"
			" left join patient p on p.id = c.patient left join provider v on v.id = c.provider"
			" order by c.day desc, c.start desc, p.name, c.visit", standard->sql,
			failed ? " where d.kept = 0" : "",
			most > 0 ? arena_print(arena, " limit %zu", most) : "");
}

enum code
measure_cases(struct desk *desk, struct arena *arena, const struct standard *standard, int first,
		int last, bool failed, size_t most, struct case_line **out, size_t *count)
{
	struct stmt *stmt = NULL;
	enum code code;

	*out = NULL;
	*count = 0;
	if (standard->of_day)
		first = last;
	code = cases_query(desk, &stmt, standard, cases_sql(arena, standard, failed, most), first, last);
	if (code == OK)
		code = cases_read(arena, stmt, out, count);
	return cases_end(desk, stmt, standard, code);
}

/* What a case is grouped by. */
static const char *const group_sql[] = {
	[GROUP_NONE] = "''",
	[GROUP_PROVIDER] = "coalesce((select v.name from provider v where v.id = c.provider), 'nobody')",
	[GROUP_WEEKDAY] = "day_weekday(c.day)",
	[GROUP_HOUR] = "case when c.start < 600 then '0' else '' end || (c.start / 60)",
	[GROUP_MONTH] = "substr(c.day, 1, 7)",
};

/* Weekdays by their place in the week, all else by its text. */
static int
compare_groups(const void *a, const void *b)
{
	const struct group_line *const x = a, *const y = b;
	int x_day, y_day, order = strcmp(x->group, y->group);

	if (weekday_parse(x->group, &x_day) && weekday_parse(y->group, &y_day))
		order = x_day - y_day;
	return order ? order : (x->hour > y->hour) - (x->hour < y->hour);
}

enum code
measure_groups(struct desk *desk, struct arena *arena, const struct standard *standard, int first,
		int last, enum group by, bool hours, struct group_line **out, size_t *count)
{
	struct stmt *stmt = NULL;
	size_t room = 0;
	bool more;
	enum code code = cases_query(desk, &stmt, standard, arena_print(arena,
			"select e.grp, e.hour, sum(e.kept), count(*) from (select %s as grp, %s as hour,"
			" c.kept from (%s) c) e group by e.grp, e.hour", group_sql[by],
			hours ? "c.start / 60" : "cast(null as integer)", standard->sql),
			standard->of_day ? last : first, last);

	*out = NULL;
	*count = 0;
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		if (db_null(stmt, 0) || (hours && db_null(stmt, 1)))
			continue;
		if (*count == room) {
			const size_t larger = room ? 2 * room : 64;

			*out = arena_grow(arena, *out, room * sizeof **out, larger * sizeof **out);
			room = larger;
		}
		(*out)[(*count)++] = (struct group_line){ arena_copy(arena, db_text(stmt, 0)),
			db_int(stmt, 1), { db_int(stmt, 2), db_int(stmt, 3) } };
	}
	code = cases_end(desk, stmt, standard, code);
	if (code == OK && *count > 0)
		qsort(*out, *count, sizeof **out, compare_groups);
	return code;
}

/* The hours in which there is a case. */
static void
heat_hours(const struct group_line *lines, size_t count, struct heat *out)
{
	int first = 24, last = -1;

	for (size_t i = 0; i < count; i++) {
		first = lines[i].hour < first ? lines[i].hour : first;
		last = lines[i].hour > last ? lines[i].hour : last;
	}
	out->first_hour = first;
	out->hours = count > 0 ? last - first + 1 : 0;
}

enum code
measure_heat(struct desk *desk, struct arena *arena, const struct standard *standard, int first,
		int last, enum group by, struct heat *out)
{
	struct group_line *lines;
	size_t count;
	const enum code code = measure_groups(desk, arena, standard, first, last, by, true, &lines,
			&count);

	*out = (struct heat){0};
	if (code != OK || count == 0)
		return code;
	heat_hours(lines, count, out);
	out->rows = arena_take(arena, count * sizeof *out->rows);
	out->cells = arena_take(arena, count * (size_t)out->hours * sizeof *out->cells);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(lines[i].group, lines[i - 1].group) != 0)
			out->rows[out->count++] = lines[i].group;
		out->cells[(out->count - 1) * (size_t)out->hours +
				(size_t)(lines[i].hour - out->first_hour)] = lines[i].share;
	}
	return OK;
}
