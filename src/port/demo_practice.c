/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's practice: settings, providers and their hours, closures, what is kept free.
 */
#include <stdlib.h>
#include <string.h>

#include "book/practice.h"
#include "demo_work.h"
#include "store/setting.h"

#define OPENS (8 * 60)
#define SHUTS (17 * 60)
#define EARLIEST (OPENS + 90)		/* between these the usual hours hold the demo's day */
#define LATEST (SHUTS - 90)
#define BEFORE 180			/* else it goes from so long before now */
#define AFTER 300

/* Its place among the providers by how it is called; -1: none of them. */
static int
provider_place(const struct demo *demo, const char *short_name)
{
	for (int i = 0; i < DEMO_PROVIDERS; i++)
		if (demo->providers[i].short_name &&
		    strcmp(demo->providers[i].short_name, short_name) == 0)
			return i;
	return -1;
}

static int64_t
provider_id(const struct demo *demo, const char *short_name)
{
	const int place = provider_place(demo, short_name);

	return place < 0 ? 0 : demo->providers[place].row.id;
}

static int
minute_of(const char *text)
{
	int minute = NONE;

	clock_parse(text, &minute);
	return minute;
}

static enum code
put_setting(struct demo *demo, char *line)
{
	const char *const name = demo_cell(&line);

	return setting_put(demo->desk, name, demo_cell(&line));
}

/* The ones the practice was founded with are written over, then new ones follow. */
static enum code
put_provider(struct demo *demo, char *line)
{
	struct provider *const row = &demo->providers[provider_place(demo, "")];

	row->name = demo_cell(&line);
	row->short_name = demo_cell(&line);
	row->role = word_index(role_words, demo_cell(&line));
	row->colour = demo_cell(&line);
	row->active = 1;
	return record_put(demo->desk, &provider_record, row);
}

static enum code
put_hours(struct demo *demo, char *line)
{
	const int64_t provider = provider_id(demo, demo_cell(&line));
	const unsigned weekdays = demo_weekdays(demo, demo_cell(&line));
	const int start = minute_of(demo_cell(&line)), until_min = minute_of(demo_cell(&line));
	enum code code = OK;

	for (int weekday = 0; weekday < 7 && code == OK; weekday++) {
		struct hours row;

		if (!(weekdays >> weekday & 1))
			continue;
		record_blank(&hours_record, &row);
		row.provider = provider;
		row.weekday = weekday;
		row.start = start;
		row.until_min = until_min;
		row.every_weeks = 1;
		code = record_put(demo->desk, &hours_record, &row);
	}
	return code;
}

static enum code
put_closure(struct demo *demo, char *line)
{
	struct closure row;

	record_blank(&closure_record, &row);
	row.first = demo->today + atoi(demo_cell(&line));
	row.last = row.first + atoi(demo_cell(&line)) - 1;
	row.provider = provider_id(demo, demo_cell(&line));
	row.note = demo_cell(&line);
	return record_put(demo->desk, &closure_record, &row);
}

static enum code
put_block(struct demo *demo, char *line)
{
	struct block row;
	struct chair chair = {0};
	unsigned weekdays;
	enum code code = chair_find(demo->desk, demo->arena, demo_cell(&line), &chair);

	record_blank(&block_record, &row);
	row.chair = chair.row.id;
	weekdays = demo_weekdays(demo, demo_cell(&line));
	row.since = demo->today + 1;
	row.start = minute_of(demo_cell(&line));
	row.minutes = atoi(demo_cell(&line));
	row.kind = word_index(block_kind_words, demo_cell(&line));
	row.opens_before = atoi(demo_cell(&line));
	row.note = demo_cell(&line);
	for (int weekday = 0; weekday < 7 && code == OK; weekday++) {
		row.row = (struct row){0};
		row.weekday = weekday;
		if (weekdays >> weekday & 1)
			code = record_put(demo->desk, &block_record, &row);
	}
	return code;
}

/* Hours of today alone, around now: of the practice (NULL), or of who has hours of her own. */
static enum code
put_today_of(struct demo *demo, const struct provider *provider)
{
	const int until = (demo->minute + AFTER) / 60 * 60;
	struct hours_day row;

	record_blank(&hours_day_record, &row);
	row.provider = provider ? provider->row.id : 0;
	row.day = demo->today;
	row.start = (demo->minute < BEFORE ? 0 : demo->minute - BEFORE) / 60 * 60;
	row.until_min = until > 24 * 60 ? 24 * 60 : until;
	return record_put(demo->desk, &hours_day_record, &row);
}

/* A weekend, an evening: in the demo the practice works at whatever hour it is. */
static enum code
put_today(struct demo *demo)
{
	enum code code;

	if (civil_weekday(demo->today) < 5 && demo->minute >= EARLIEST && demo->minute <= LATEST)
		return OK;
	code = put_today_of(demo, NULL);
	return code == OK ? put_today_of(demo, &demo->providers[AMY]) : code;
}

static enum code
load_rows(struct demo *demo)
{
	struct provider *founded;
	size_t chairs, count;
	enum code code = chairs_load(demo->desk, demo->arena, &demo->chairs, &chairs);

	if (code == OK)
		code = record_select(demo->desk, demo->arena, &visit_type_record, &demo->types,
				&demo->type_count, "ORDER BY id", "");
	if (code == OK)
		code = providers_load(demo->desk, demo->arena, &founded, &count);
	for (size_t i = 0; code == OK && i < DEMO_PROVIDERS; i++) {
		record_blank(&provider_record, &demo->providers[i]);
		if (i < count)
			demo->providers[i] = founded[i];
		demo->providers[i].short_name = "";
	}
	return code == OK && chairs != DEMO_CHAIRS ?
		fail(INPUT, "demo: the store isn't one that was just founded") : code;
}

enum code
demo_practice(struct demo *demo)
{
	static const struct {
		const char *word;
		enum code (*put)(struct demo *demo, char *line);
	} kinds[] = {
		{ "setting", put_setting }, { "provider", put_provider }, { "hours", put_hours },
		{ "closure", put_closure }, { "block", put_block }
	};
	struct demo_lines lines = demo_lines("demo/practice.txt");
	enum code code = load_rows(demo);
	char *line;

	while (code == OK && (line = demo_line(demo, &lines))) {
		const char *const word = demo_cell(&line);

		for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
			if (strcmp(kinds[i].word, word) == 0)
				code = kinds[i].put(demo, line);
	}
	if (code == OK)
		code = put_today(demo);
	return code == OK ? setting_put(demo->desk, "demo", "1") : code;
}
