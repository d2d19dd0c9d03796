/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening and saving hours, closures and kept time on a form.
 */
#include "setup_hours.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/hours.h"
#include "book/listing.h"
#include "book/setup.h"
#include "store/change.h"

#define WEEK 7

static const char *
day_name(struct arena *arena, int weekday)
{
	return text_fold(arena, arena_print(arena, "%.3s", weekday_name(weekday)));
}

/* Weekly hours from a day on. */

struct hours_form {
	struct row row;
	int64_t provider, chair;
	const char *days, *spans;
	int since, until_day, every_weeks, beside;
};

static const struct field hours_form_fields[] = {
	FIELD_ROW(hours_form),
	FIELD_REFERS(hours_form, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(hours_form, chair, "Chair", "chair", OPTIONAL),
	FIELD(hours_form, days, "On", FIELD_TEXT, 0),
	FIELD(hours_form, spans, "Hours", FIELD_TEXT, OPTIONAL),
	FIELD(hours_form, since, "From", FIELD_DAY, OPTIONAL),
	FIELD(hours_form, until_day, "Up to", FIELD_DAY, OPTIONAL),
	FIELD(hours_form, every_weeks, "Every n weeks", FIELD_INT, OPTIONAL),
	FIELD(hours_form, beside, "Beside others", FIELD_FLAG, 0),
};

const struct record hours_form_record = {
	"hours_form", "hours", sizeof(struct hours_form), hours_form_fields,
	FIELD_COUNT(hours_form_fields), true, NULL
};

const char *const hours_hints[] = {
	"provider", "nothing: the practice's", "chair", "or those of a chair",
	"days", "mon-fri, or mon,wed", "spans", "8:00-12:00,13:00-17:00; nothing: shut",
	"since", "the first day they hold; else today",
	"until_day", "nothing: for good", "every_weeks", "2: every other week, from that on",
	"beside", "yes: the other weeks' hours go on", NULL
};

enum code
hours_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count)
{
	char today[DAY_SIZE];

	(void)owner;
	return record_select(desk, arena, &hours_line_record, rows, count,
			"where until_day is null or (until_day >= $1 and (since is null or "
			"until_day >= since)) order by coalesce(provider, 0), coalesce(chair, 0), "
			"weekday_number, start, id", "t", civil_format(today, desk_today(desk)));
}

/* "8:00-12:00,13:00-17:00": all that holds beside a row, that weekday. */
static enum code
spans_text(struct desk *desk, struct arena *arena, const struct hours *of, const char **text)
{
	char start[CLOCK_SIZE], until[CLOCK_SIZE];
	struct hours *rows;
	size_t count;
	const enum code code = record_select(desk, arena, &hours_record, &rows, &count,
			"where coalesce(provider, 0) = $1 and coalesce(chair, 0) = $2 and weekday = $3"
			" order by start, id", "IIi", of->provider, of->chair, of->weekday);

	*text = "";
	for (size_t i = 0; code == OK && i < count; i++)
		if (rows[i].since == of->since && rows[i].until_day == of->until_day)
			*text = arena_print(arena, "%s%s%s-%s", *text, **text ? "," : "",
					clock_format(start, rows[i].start),
					clock_format(until, rows[i].until_min));
	return code;
}

enum code
hours_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct hours_form *const form = row;
	struct hours hours;
	enum code code;

	*form = (struct hours_form){ .days = "mon-fri", .spans = "", .since = NONE,
		.until_day = NONE, .every_weeks = NONE };
	if (!id)
		return OK;
	code = record_get(desk, arena, &hours_record, id, &hours);
	if (code != OK)
		return code;
	form->row = hours.row;
	form->provider = hours.provider;
	form->chair = hours.chair;
	form->days = day_name(arena, hours.weekday);
	return spans_text(desk, arena, &hours, &form->spans);
}

enum code
hours_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct hours_form *const form = row;
	struct new_hours asked = { .provider = form->provider, .chair = form->chair,
		.since = form->since == NONE ? desk_today(desk) : form->since,
		.until_day = form->until_day, .beside = form->beside,
		.every_weeks = form->every_weeks == NONE ? 0 : form->every_weeks };
	struct span *spans;
	enum code code = spans_parse(arena, form->spans ? form->spans : "", &spans, &asked.count);

	if (code != OK)
		return code;
	if (!weekdays_parse(form->days, &asked.weekdays))
		return fail(INPUT, "hours: on which weekdays? mon-fri, or mon,wed");
	if (form->provider && form->chair)
		return fail(INPUT, "hours: of a provider or a chair, not both");
	asked.spans = spans;
	*said = arena_print(arena, "Hours on %s: %s from %s on", form->days,
			asked.count ? form->spans : "shut", day_said(arena, asked.since,
			desk_today(desk)));
	return hours_set(desk, &asked);
}

/* Hours of one day. */

struct single_line {
	struct row row;
	const char *provider_name, *chair_name;
	int day, start, until_min;
};

static const struct field single_line_fields[] = {
	FIELD_ROW(single_line),
	FIELD(single_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(single_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD(single_line, day, "Day", FIELD_DAY, 0),
	FIELD(single_line, start, "From", FIELD_MINUTE, OPTIONAL),
	FIELD(single_line, until_min, "Until", FIELD_MINUTE, OPTIONAL),
};

const struct record single_line_record = {
	"single_line", "hours of a day", sizeof(struct single_line), single_line_fields,
	FIELD_COUNT(single_line_fields), true, NULL
};

/* Whose a day is, in the names that its listing has. */
static enum code
name_owner(struct desk *desk, struct arena *arena, const struct hours_day *row,
		struct single_line *line)
{
	struct provider provider;
	struct chair chair;
	enum code code = OK;

	if (row->provider)
		code = record_get(desk, arena, &provider_record, row->provider, &provider);
	if (code == OK && row->provider)
		line->provider_name = provider.name;
	if (code == OK && row->chair)
		code = record_get(desk, arena, &chair_record, row->chair, &chair);
	if (code == OK && row->chair)
		line->chair_name = chair.name;
	return code;
}

enum code
single_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count)
{
	char today[DAY_SIZE];
	struct single_line **const out = rows;
	struct hours_day *days;
	enum code code = record_select(desk, arena, &hours_day_record, &days, count,
			"where day >= $1 order by day, coalesce(provider, 0), coalesce(chair, 0), start,"
			" id", "t", civil_format(today, desk_today(desk)));

	(void)owner;
	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; code == OK && i < *count; i++) {
		(*out)[i] = (struct single_line){ .row = days[i].row, .day = days[i].day,
			.start = days[i].start, .until_min = days[i].until_min };
		code = name_owner(desk, arena, &days[i], &(*out)[i]);
	}
	return code;
}

struct single_form {
	struct row row;
	int64_t provider, chair;
	int day;
	const char *spans;
};

static const struct field single_form_fields[] = {
	FIELD_ROW(single_form),
	FIELD(single_form, day, "Day", FIELD_DAY, 0),
	FIELD_REFERS(single_form, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(single_form, chair, "Chair", "chair", OPTIONAL),
	FIELD(single_form, spans, "Hours", FIELD_TEXT, OPTIONAL),
};

const struct record single_form_record = {
	"single_form", "hours of a day", sizeof(struct single_form), single_form_fields,
	FIELD_COUNT(single_form_fields), true, NULL
};

const char *const single_hints[] = {
	"provider", "nothing: the practice's", "chair", "or those of a chair",
	"spans", "8:00-12:00; nothing: shut", NULL
};

/* All spans of that day, of whose it is. */
static enum code
single_spans(struct desk *desk, struct arena *arena, const struct hours_day *of,
		const char **text)
{
	char day[DAY_SIZE], start[CLOCK_SIZE], until[CLOCK_SIZE];
	struct hours_day *rows;
	size_t count;
	const enum code code = record_select(desk, arena, &hours_day_record, &rows, &count,
			"where coalesce(provider, 0) = $1 and coalesce(chair, 0) = $2 and day = $3"
			" and start is not null order by start, id", "IIt", of->provider, of->chair,
			civil_format(day, of->day));

	*text = "";
	for (size_t i = 0; code == OK && i < count; i++)
		*text = arena_print(arena, "%s%s%s-%s", *text, **text ? "," : "",
				clock_format(start, rows[i].start),
				clock_format(until, rows[i].until_min));
	return code;
}

enum code
single_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct single_form *const form = row;
	struct hours_day day;
	enum code code;

	*form = (struct single_form){ .day = NONE, .spans = "" };
	if (!id)
		return OK;
	code = record_get(desk, arena, &hours_day_record, id, &day);
	if (code != OK)
		return code;
	form->row = day.row;
	form->provider = day.provider;
	form->chair = day.chair;
	form->day = day.day;
	return single_spans(desk, arena, &day, &form->spans);
}

enum code
single_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct single_form *const form = row;
	struct day_hours asked = { .provider = form->provider, .chair = form->chair,
		.day = form->day };
	struct span *spans;
	const enum code code = spans_parse(arena, form->spans ? form->spans : "", &spans,
			&asked.count);

	if (code != OK)
		return code;
	if (form->provider && form->chair)
		return fail(INPUT, "hours: of a provider or a chair, not both");
	asked.spans = spans;
	*said = arena_print(arena, "Hours on %s: %s", day_said(arena, asked.day, desk_today(desk)),
			asked.count ? form->spans : "shut");
	return hours_set_day(desk, &asked);
}

enum code
single_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct hours_day day;
	const enum code code = record_get(desk, arena, &hours_day_record, id, &day);
	const struct day_hours usual = { .provider = day.provider, .chair = day.chair,
		.day = day.day, .usual = true };

	(void)owner;
	if (code != OK)
		return code;
	*said = arena_print(arena, "Hours on %s: the weekly ones again", day_said(arena, day.day,
			desk_today(desk)));
	return hours_set_day(desk, &usual);
}

const char *const closure_hints[] = {
	"last", "nothing: only that day", "start", "nothing: the whole day", "until_min", "like 17:00",
	"provider", "nothing: the practice", "chair", "nothing: all", "note", "holiday, leave, ill",
	NULL
};

enum code
closure_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct closure *const closure = row;

	*said = arena_print(arena, "Shut from %s: %s", day_said(arena, closure->first,
			desk_today(desk)), closure->note ? closure->note : "saved");
	return closure_save(desk, row);
}

enum code
closure_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct closure row;
	const enum code code = record_get(desk, arena, &closure_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	*said = arena_print(arena, "Open again from %s on", day_said(arena, row.first,
			desk_today(desk)));
	return closure_remove(desk, &row);
}

/* Kept time: one block, or one for each weekday that is typed. */

struct block_form {
	struct block block;		/* first: its row */
	const char *days;
};

#define OF_BLOCK(m)	(offsetof(struct block_form, block) + offsetof(struct block, m))
#define BLOCK_FIELD(m, l, t, f)	{ #m, l, t, OF_BLOCK(m), f, NULL, NULL }

static const struct field block_form_fields[] = {
	{ "id", "Id", FIELD_ID, OF_BLOCK(row.id), 0, NULL, NULL },
	{ "rev", "Rev", FIELD_ID, OF_BLOCK(row.rev), HIDDEN, NULL, NULL },
	FIELD(block_form, days, "Each week on", FIELD_TEXT, OPTIONAL),
	BLOCK_FIELD(day, "Or on one day", FIELD_DAY, OPTIONAL),
	BLOCK_FIELD(start, "At", FIELD_MINUTE, 0),
	BLOCK_FIELD(minutes, "Minutes", FIELD_INT, 0),
	{ "kind", "Kept for", FIELD_WORD, OF_BLOCK(kind), 0, block_kind_words, NULL },
	{ "type", "Visit type", FIELD_REF, OF_BLOCK(type), OPTIONAL, NULL, "visit_type" },
	BLOCK_FIELD(opens_before, "Opens before", FIELD_INT, OPTIONAL),
	{ "chair", "Chair", FIELD_REF, OF_BLOCK(chair), OPTIONAL, NULL, "chair" },
	{ "provider", "Provider", FIELD_REF, OF_BLOCK(provider), OPTIONAL, NULL, "provider" },
	BLOCK_FIELD(since, "Since", FIELD_DAY, OPTIONAL),
	BLOCK_FIELD(until_day, "Last day", FIELD_DAY, OPTIONAL),
	BLOCK_FIELD(note, "Note", FIELD_TEXT, OPTIONAL),
};

const struct record block_form_record = {
	"block_form", "block", sizeof(struct block_form), block_form_fields,
	FIELD_COUNT(block_form_fields), true, NULL
};

const char *const block_hints[] = {
	"days", "mon-fri, or mon,wed", "minutes", "how long",
	"type", "where it is kept for one", "opens_before", "minutes before it opens itself",
	"chair", "nothing: all", "provider", "nothing: the practice", NULL
};

enum code
block_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct block_form *const form = row;
	enum code code = OK;

	record_blank(&block_record, &form->block);
	form->days = "";
	if (id)
		code = record_get(desk, arena, &block_record, id, &form->block);
	if (code == OK && form->block.weekday != NONE)
		form->days = day_name(arena, form->block.weekday);
	return code;
}

enum code
block_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct block_form *const form = row;
	char clock[CLOCK_SIZE];
	unsigned weekdays = 0;

	if (!text_is_blank(form->days) && !weekdays_parse(form->days, &weekdays))
		return fail(INPUT, "kept time: \"%s\": weekdays are wanted: mon-fri", form->days);
	*said = arena_print(arena, "Kept for %s: %s, %d min", block_kind_words[form->block.kind],
			clock_format(clock, form->block.start), form->block.minutes);
	form->block.weekday = NONE;
	return blocks_save(desk, &form->block, weekdays);
}

enum code
block_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	char clock[CLOCK_SIZE];
	struct block row;
	const enum code code = record_get(desk, arena, &block_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	*said = arena_print(arena, "Not kept any more: %s, %d min", clock_format(clock, row.start),
			row.minutes);
	return block_remove(desk, &row);
}
