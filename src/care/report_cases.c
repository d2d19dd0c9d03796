/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people behind a report's figures.
 */
#include <string.h>

#include "care/report.h"
#include "care/standard.h"
#include "cases.h"
#include "report_row.h"

struct asked {
	struct desk *desk;
	struct arena *arena;
	const struct report *report;
	const char *counts, *base;	/* SQL: does a case count; does it for the first figure */
};

static const char *
positive(struct arena *arena, const char *column)
{
	return arena_print(arena, "case when c.\"%s\" > 0 then 1 else 0 end", column);
}

/* The figure is one of the report's own columns that is a sum, so that it may stand in the query. */
static enum code
figure_check(const struct asked *asked, const char *figure)
{
	const struct record *const record = &asked->report->record;
	const char *others = "";

	for (size_t i = 1; i < record->count; i++) {
		const char *const name = record->fields[i].name;

		if (report_makes(asked->report, name))
			continue;
		if (strcmp(name, figure) == 0)
			return OK;
		others = arena_print(asked->arena, "%s %s", others, name);
	}
	return fail(USAGE, "report %s: %s is no figure of people, but%s", asked->report->name, figure,
			others);
}

static enum code
ask_waits(struct asked *asked, const char *figure)
{
	struct standard seated;
	const enum code code = standard_find(asked->desk, asked->arena, "seated", &seated);

	asked->base = "1";
	if (code != OK)
		return code;
	if (strcmp(figure, "visits") == 0)
		asked->counts = "1";
	else if (strcmp(figure, "within") == 0)
		asked->counts = arena_print(asked->arena, "case when c.wait <= %d then 1 else 0 end",
				seated.bound);
	else
		return fail(USAGE, "report %s: %s is no figure of people, but visits and within",
				asked->report->name, figure);
	return OK;
}

static enum code
ask(struct asked *asked, const char *figure)
{
	enum code code;

	if (asked->report->waits)
		return ask_waits(asked, figure);
	code = figure_check(asked, figure);
	if (code != OK)
		return code;
	asked->counts = positive(asked->arena, figure);
	asked->base = positive(asked->arena, asked->report->record.fields[1].name);
	return OK;
}

static const char *
cases_sql(const struct asked *asked, size_t most)
{
	return arena_print(asked->arena, "select " CASE_OF ", null, v.name, c.start, c.counts, c.words"
			" from (select c.*, %s as counts, %s as base from (%s) c) c"
			" left join patient p on p.id = c.patient left join provider v on v.id = c.provider"
			" where ($5 = '-' or c.grp = $6) and ($7 < 0 or c.counts = $7)"
			" and ($7 <> 0 or c.base = 1)"
			" order by c.counts, c.day desc, coalesce(c.start, 0) desc, coalesce(p.name, ''),"
			" coalesce(c.patient, 0), coalesce(c.words, '')%s", asked->counts, asked->base,
			asked->report->sql, most > 0 ? arena_print(asked->arena, " limit %zu", most) : "");
}

/* The days asked for; of a state of a day the last one, which by month is that month's. */
static void
days_of(const struct asked *asked, const struct report_span *span, char first[DAY_SIZE],
		char last[DAY_SIZE])
{
	int day = span->to, month;

	if (asked->report->of_day && day == NONE)
		day = desk_today(asked->desk);
	if (asked->report->of_day && span->group && strcmp(span->by, "month") == 0 &&
	    civil_parse(arena_print(asked->arena, "%s-01", span->group), &month) &&
	    report_month_end(month) < day)
		day = report_month_end(month);
	strcpy(first, FIRST_DAY);
	strcpy(last, LAST_DAY);
	if (span->from != NONE)
		civil_format(first, span->from);
	if (day != NONE)
		civil_format(last, day);
}

enum code
report_cases(struct desk *desk, struct arena *arena, const struct report *report,
		const struct report_span *span, const char *figure, int only, size_t most,
		struct case_line **out, size_t *count)
{
	struct asked asked = { .desk = desk, .arena = arena, .report = report };
	const bool grouped = span->group && !(report->of_day && strcmp(span->by, "month") == 0);
	char first[DAY_SIZE], last[DAY_SIZE], now[STAMP_SIZE];
	struct stmt *stmt = NULL;
	enum code code = ask(&asked, figure);

	*out = NULL;
	*count = 0;
	if (code != OK)
		return code;
	days_of(&asked, span, first, last);
	code = db_query(desk->db, &stmt, cases_sql(&asked, most), "ttttttI", first, last,
			span->by ? span->by : "", desk_stamp(desk, now), grouped ? "=" : "-",
			grouped ? span->group : "", (int64_t)(only == NONE ? -1 : only));
	if (code == OK)
		code = cases_read(arena, stmt, out, count);
	db_done(stmt);
	return code;
}
