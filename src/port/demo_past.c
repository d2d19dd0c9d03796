/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The concerns that the demo's practice had before today, and how they ended.
 */
#include <stdlib.h>
#include <string.h>

#include "care/concern.h"
#include "demo_work.h"

#define GROWN_UP 18
#define STRIDE 17			/* people between one and the next who has a concern */
#define OPENED (9 * 60 + 20)
#define HOUR 60
#define EARLIEST (8 * 60 + 40)
#define LATEST (17 * 60)
#define DAY (24 * 60)

/* A day of work, so many days ago or some more. */
static int
working_day(const struct demo *demo, int days_ago)
{
	int day = demo->today - days_ago;

	while (civil_weekday(day) > 4)
		day--;
	return day;
}

/* So many hours after it was opened, within a day of work. */
static const char *
stamp_after(struct demo *demo, int opened, int hours)
{
	const int minute = (OPENED + hours * HOUR) % DAY;
	int day = opened + (OPENED + hours * HOUR) / DAY;

	while (civil_weekday(day) > 4)
		day++;
	return demo_stamp(demo, day, minute < EARLIEST ? EARLIEST : minute > LATEST ? LATEST : minute);
}

static const char *
cell_or_null(char **line)
{
	const char *const cell = demo_cell(line);

	return *cell ? cell : NULL;
}

static enum code
put_past(struct demo *demo, const struct demo_person *who, char *line)
{
	struct concern row;
	int opened, due;

	record_blank(&concern_record, &row);
	row.patient = who->row.row.id;
	row.kind = word_index(concern_kind_words, demo_cell(&line));
	opened = working_day(demo, atoi(demo_cell(&line)));
	row.opened = demo_stamp(demo, opened, OPENED);
	due = atoi(demo_cell(&line));
	row.due = stamp_after(demo, opened, due);
	row.answered = stamp_after(demo, opened, atoi(demo_cell(&line)));
	row.owner = demo_cell(&line);
	row.text = demo_cell(&line);
	row.about = cell_or_null(&line);
	row.wish = cell_or_null(&line);
	row.answer = demo_cell(&line);
	row.told_how = demo_cell(&line);
	if (row.kind == CONCERN_COMPLAINT) {
		row.acknowledged = stamp_after(demo, opened, 1);
		row.outcome = word_index(concern_outcome_words, demo_cell(&line));
		row.lesson = cell_or_null(&line);
	}
	return record_put(demo->desk, &concern_record, &row);
}

/* The next of the people who can have had one; they go round. */
static const struct demo_person *
someone(const struct demo *demo, size_t *at)
{
	const struct demo_person *who;

	do {
		*at = (*at + STRIDE) % demo->people_count;
		who = &demo->people[*at];
	} while (who->cast || who->today || who->age < GROWN_UP || who->row.state != PATIENT_ACTIVE);
	return who;
}

enum code
demo_past(struct demo *demo)
{
	struct demo_lines lines = demo_lines("demo/past.txt");
	size_t at = 0;
	enum code code = OK;
	char *line;

	while (code == OK && (line = demo_line(demo, &lines)))
		code = put_past(demo, someone(demo, &at), line);
	return code;
}
