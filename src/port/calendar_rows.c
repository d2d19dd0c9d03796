/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A calendar as rows of visits: one for each event within the window.
 */
#include "foreign_rows.h"

#include <string.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/text.h"
#include "ical/read.h"

struct rows {
	FILE *out;
	const struct csv_window *window;
	struct arena arena;		/* of a row */
};

static void
put_findings(struct rows *rows, const char *finding, const char *field, const char *value,
		const char *words)
{
	rows_cell(rows->out, false, finding);
	rows_cell(rows->out, false, field);
	rows_cell(rows->out, false, value);
	rows_cell(rows->out, false, words);
	fputs("\r\n", rows->out);
	arena_reset(&rows->arena);
}

static void
put_report(void *context, bool mended, int line, const char *field, const char *value,
		const char *words)
{
	struct rows *const rows = context;

	rows_cell(rows->out, true, arena_print(&rows->arena, "%d", line));
	for (int i = 0; i < 12; i++)
		rows_cell(rows->out, false, NULL);
	put_findings(rows, mended ? "mended" : "refused", field,
		value ? text_clean(&rows->arena, value) : NULL, words);
}

/* Where a summary of two halves is parted: "Ruiz, Elena - cleaning". */
static const char *
parting(const char *summary, size_t *length)
{
	static const char *const marks[] = {" - ", " \xE2\x80\x93 ", ": ", " / "};
	const char *best = NULL;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *const found = strstr(summary, marks[i]);

		if (found && (!best || found < best)) {
			best = found;
			*length = strlen(marks[i]);
		}
	}
	return best;
}

static void
put_summary(struct rows *rows, const char *summary)
{
	size_t length;
	const char *const mark = parting(summary, &length);

	rows_cell(rows->out, false, summary);
	rows_cell(rows->out, false, mark
		? arena_copy_bytes(&rows->arena, summary, (size_t)(mark - summary)) : summary);
	rows_cell(rows->out, false, mark ? mark + length : NULL);
}

static void
put_times(struct rows *rows, const struct ical_event *event)
{
	const int minutes = event->last == event->day ? event->until - event->start : 0;
	char day[DAY_SIZE], clock[CLOCK_SIZE];

	rows_cell(rows->out, false, arena_print(&rows->arena, "%s %s", civil_format(day, event->day),
		clock_format(clock, event->start)));
	rows_cell(rows->out, false, minutes > 0 ? arena_print(&rows->arena, "%d", minutes) : NULL);
	rows_cell(rows->out, false, event->day < rows->window->today ? "done" : "booked");
}

static enum code
put_event(void *context, const struct ical_event *event)
{
	struct rows *const rows = context;
	const char *const category = event->categories;

	if (event->all_day || event->last > event->day) {
		put_report(rows, false, event->line, "DTSTART", event->summary,
			"is longer than a day's visit: left out");
		return OK;
	}
	rows_cell(rows->out, true, arena_print(&rows->arena, "%d", event->line));
	rows_cell(rows->out, false, *event->key
		? arena_print(&rows->arena, "%s/%s", event->uid, event->key) : event->uid);
	put_times(rows, event);
	put_summary(rows, event->summary);
	rows_cell(rows->out, false, event->location);
	rows_cell(rows->out, false, event->description);
	rows_cell(rows->out, false, category);
	rows_cell(rows->out, false, arena_copy_bytes(&rows->arena, category, strcspn(category, ",")));
	rows_cell(rows->out, false, event->tentative ? "yes" : "no");
	put_findings(rows, NULL, NULL, NULL, NULL);
	return OK;
}

enum code
calendar_rows(const char *path, const struct csv_window *window, FILE *out)
{
	struct rows rows = {.out = out, .window = window};
	const struct ical_reading reading = {.from = window->from, .to = window->to,
		.zone = window->zone, .take = put_event, .report = put_report, .context = &rows};
	enum code code;

	fputs("line,uid,at,minutes,state,summary,summary_first,summary_rest,location,description,"
		"categories,category,tentative,finding,field,value,words\r\n", out);
	code = ical_read(path, &reading);
	arena_free(&rows.arena);
	return code;
}
