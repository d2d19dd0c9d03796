/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people behind a report's figures.
 */
#include <string.h>

#include "care/report.h"
#include "cases.h"
#include "report_row.h"

/* Is it one of the columns that count? */
static enum code
figure_check(const struct report *report, const char *figure)
{
	if (!report->cases)
		return fail(USAGE, "report %s: it has no list of people", report->name);
	for (size_t i = 1; i < report->record.count; i++)
		if (strcmp(report->record.fields[i].name, figure) == 0)
			return OK;
	return fail(USAGE, "report %s: %s is no figure of it, but %s", report->name, figure,
			report->ungrouped);
}

/* The figure is one of the report's own columns, so that it may stand in the query. */
static const char *
cases_sql(struct arena *arena, const struct report *report, const char *figure, size_t most)
{
	return arena_print(arena, "select " CASE_OF ", null, v.name, null, c.%s, c.words from (%s) c"
			" join patient p on p.id = c.patient left join provider v on v.id = c.provider"
			" where ($5 = '-' or c.grp = $6) and ($7 < 0 or c.%s = $7)"
			" order by c.%s, c.day desc, p.name, c.patient, c.words%s", figure,
			report->sql, figure, figure,
			most > 0 ? arena_print(arena, " limit %zu", most) : "");
}

enum code
report_cases(struct desk *desk, struct arena *arena, const struct report *report,
		const struct report_span *span, const char *figure, int only, size_t most,
		struct case_line **out, size_t *count)
{
	char first[DAY_SIZE] = FIRST_DAY, last[DAY_SIZE] = LAST_DAY, now[STAMP_SIZE];
	struct stmt *stmt = NULL;
	enum code code = figure_check(report, figure);

	*out = NULL;
	*count = 0;
	if (code != OK)
		return code;
	if (span->from != NONE)
		civil_format(first, span->from);
	if (span->to != NONE)
		civil_format(last, span->to);
	code = db_query(desk->db, &stmt, cases_sql(arena, report, figure, most), "ttttttI", first, last,
			span->by ? span->by : "", desk_stamp(desk, now), span->group ? "=" : "-",
			span->group ? span->group : "", (int64_t)(only == NONE ? -1 : only));
	if (code == OK)
		code = cases_read(arena, stmt, out, count);
	db_done(stmt);
	return code;
}
