/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events become closures and commitments, a row a day's part of each.
 */
#include "port/calendar.h"

#include <inttypes.h>
#include <string.h>

#include "book/patient.h"
#include "book/setup.h"
#include "ical/read.h"
#include "import_map.h"
#include "store/change.h"

#define YEARS_AHEAD 2
#define DAY_MINUTES 1440

struct calendar {
	struct import_job job;
	struct arena arena;		/* of an event */
	const struct calendar_target *target;
	const char *file;
	struct import_count *count;
};

/* A span of days, whole or within times of the day. */
struct part {
	int first, last, start, until;	/* start NONE: whole days */
};

static void
put_report(void *context, bool mended, int line, const char *field, const char *value,
		const char *words)
{
	struct calendar *const calendar = context;

	job_find(&calendar->job, mended ? IMPORT_MENDED : IMPORT_REFUSED, calendar->file, line, field,
		value, words);
	calendar->count->mended += mended;
	calendar->count->refused += !mended;
}

static void
count_put(struct calendar *calendar, bool fresh, bool moved)
{
	calendar->count->taken += fresh;
	calendar->count->updated += !fresh && moved;
	calendar->count->unchanged += !fresh && !moved;
}

/* Whose calendar it is stands in the ref too: one file may shut several. */
static const char *
ref_of(struct calendar *calendar, const struct ical_event *event, int part)
{
	const struct calendar_target *const target = calendar->target;
	const char *const whose = target->provider
		? arena_print(&calendar->arena, "provider %" PRId64, target->provider)
		: target->chair ? arena_print(&calendar->arena, "chair %" PRId64, target->chair)
		: "practice";

	return arena_print(&calendar->arena, "ics %s %s%s%s%s", whose, event->uid,
		*event->key ? "/" : "", event->key,
		part ? arena_print(&calendar->arena, " part %d", part + 1) : "");
}

static enum code
take_closure(struct calendar *calendar, const struct ical_event *event, const struct part *part,
		int number)
{
	struct desk *const desk = calendar->job.desk;
	struct closure closure;
	int64_t rev = 0;
	const char *const ref = ref_of(calendar, event, number);
	enum code code = record_first(desk, &calendar->arena, &closure_record, &closure,
			"where ref = $1", "t", ref);
	const bool fresh = code == NOT_FOUND;

	if (fresh)
		record_blank(&closure_record, &closure);
	else if (code != OK)
		return code;
	else
		rev = closure.row.rev;
	closure.ref = ref;
	closure.provider = calendar->target->provider;
	closure.chair = calendar->target->chair;
	closure.first = part->first;
	closure.last = part->last;
	closure.start = part->start;
	closure.until_min = part->start == NONE ? NONE : part->until;
	closure.note = calendar->target->busy || event->busy ? "busy"
		: *event->summary ? event->summary : NULL;
	code = closure_save(desk, &closure);
	count_put(calendar, fresh, closure.row.rev != rev);
	return code;
}

static enum code
take_commitment(struct calendar *calendar, const struct ical_event *event,
		const struct part *part)
{
	struct desk *const desk = calendar->job.desk;
	char first[DAY_SIZE], last[DAY_SIZE];
	struct commitment commitment;
	enum code code;

	record_blank(&commitment_record, &commitment);
	commitment.patient = calendar->target->patient;
	commitment.first = part->first;
	commitment.last = part->last;
	commitment.start = part->start == NONE ? 0 : part->start;
	commitment.until_min = part->start == NONE ? DAY_MINUTES : part->until;
	commitment.firm = !event->tentative;
	commitment.note = "from a calendar";
	{
		struct commitment there;

		code = record_first(desk, &calendar->arena, &commitment_record, &there,
			"where patient = $1 and first = $2 and last = $3 and start = $4"
			" and until_min = $5 and weekday is null", "Ittii", commitment.patient,
			civil_format(first, commitment.first), civil_format(last, commitment.last),
			commitment.start, commitment.until_min);
	}
	count_put(calendar, code == NOT_FOUND, false);
	return code == NOT_FOUND ? record_put(desk, &commitment_record, &commitment) : code;
}

static enum code
take_part(struct calendar *calendar, const struct ical_event *event, struct part part, int number)
{
	return calendar->target->patient ? take_commitment(calendar, event, &part)
			: take_closure(calendar, event, &part, number);
}

/* A time over midnight is the end of a day, days between, the beginning of the last. */
static enum code
take_parts(struct calendar *calendar, const struct ical_event *event)
{
	enum code code;

	if (event->all_day || (event->start == 0 && event->until == DAY_MINUTES))
		return take_part(calendar, event,
			(struct part){event->day, event->last, NONE, NONE}, 0);
	if (event->day == event->last)
		return take_part(calendar, event,
			(struct part){event->day, event->day, event->start, event->until}, 0);
	code = take_part(calendar, event,
		(struct part){event->day, event->day, event->start, DAY_MINUTES}, 0);
	if (code == OK && event->last > event->day + 1)
		code = take_part(calendar, event,
			(struct part){event->day + 1, event->last - 1, NONE, NONE}, 1);
	if (code == OK && event->until > 0)
		code = take_part(calendar, event,
			(struct part){event->last, event->last, 0, event->until}, 2);
	return code;
}

static enum code
take_event(void *context, const struct ical_event *event)
{
	struct calendar *const calendar = context;
	const struct calendar_target *const target = calendar->target;
	enum code code;

	calendar->count->rows++;
	if (!event->all_day && event->day == event->last && event->until <= event->start) {
		put_report(calendar, false, event->line, "DTEND", event->summary,
			"lasts no time: left out");
		return OK;
	}
	if (event->transparent && (target->busy || target->patient)) {
		put_report(calendar, false, event->line, "TRANSP", event->summary,
			"takes up nobody's time: left out");
		return OK;
	}
	code = take_parts(calendar, event);
	arena_reset(&calendar->arena);
	return code;
}

static enum code
calendar_take(struct calendar *calendar, const char *path)
{
	struct desk *const desk = calendar->job.desk;
	const struct calendar_target *const target = calendar->target;
	const int today = desk_today(desk);
	const struct ical_reading reading = {
		.from = target->from == NONE ? today : target->from,
		.to = target->to == NONE ? today + YEARS_AHEAD * 366 : target->to,
		.zone = setting_text(desk, calendar->job.arena, "zone", "UTC"),
		.take = take_event, .report = put_report, .context = calendar,
	};

	return ical_read(path, &reading);
}

enum code
import_calendar(struct desk *desk, struct arena *arena, const char *path,
		const struct calendar_target *target, const struct import_options *options,
		struct import_report *report)
{
	const char *const slash = strrchr(path, '/');
	struct calendar calendar = {
		.job = {.desk = desk, .arena = arena, .options = options, .report = report},
		.target = target, .file = slash ? slash + 1 : path};
	enum code code = batch_begin(desk, "import", import_detail(arena, path));

	if (code != OK)
		return code;
	*report = (struct import_report){.count = 1};
	report->counts = calendar.count = arena_take(arena, sizeof *report->counts);
	*calendar.count = (struct import_count){
		.kind = target->patient ? "commitment" : "closure", .file = calendar.file};
	code = calendar_take(&calendar, path);
	arena_free(&calendar.arena);
	return options->dry_run ? batch_drop(desk, code) : batch_end(desk, code);
}
