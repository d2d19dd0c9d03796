/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a calendar: once for its zones and changed occurrences, once more for what takes place.
 */
#include "ical/read.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/text.h"
#include "changes.h"
#include "ical/write.h"
#include "moment.h"
#include "recur.h"
#include "spool.h"
#include "value.h"

#define OCCURRENCES 4000	/* of one event within the span */
#define MOST_TIME (20 * CLOCKS_PER_SEC)	/* of the processor, for the rules of a file */
#define DAY_SECONDS 86400L
#define DAY_MINUTES 1440L

struct reader {
	const struct ical_reading *reading;
	struct arena zones_arena;
	struct foreigns zones;
	struct changed_occurrences changes;
	bool counting;			/* the first time */
	clock_t spent;			/* by rules */
	bool told;			/* has anything been given or reported? */
};

/* A component on its way: what its occurrences share. */
struct entry {
	struct reader *reader;
	struct arena *arena;
	const struct component *component;
	struct ical_event event;
	struct moment start;
	long length;			/* in seconds by the clock; days where it is all day long */
	struct changed_occurrences exceptions;
	long *starts;			/* given already, minutes likewise */
	size_t start_count;
};

static void
report(struct reader *reader, bool mended, int line, const char *field, const char *value,
		const char *words)
{
	if (reader->counting)
		return;
	reader->told = true;
	reader->reading->report(reader->reading->context, mended, line, field, value, words);
}

static void
report_broken(void *context, int line, const char *name, const char *words)
{
	report(context, false, line, "line", name, words);
}

static const char *
text_or_empty(struct arena *arena, const char *text)
{
	return text ? ical_line(arena, text) : "";
}

/* A moment, and a word where its zone isn't known. */
static bool
moment_asked(const struct entry *entry, const struct when *when, struct moment *out)
{
	if (!moment_of(&entry->reader->zones, when, out))
		return false;
	if (out->unknown)
		report(entry->reader, true, when->line, "TZID", when->tzid,
			"no such zone: taken as the practice's");
	return true;
}

/* Length. */

static bool
length_by_end(struct entry *entry, const struct moment *end)
{
	const struct moment *const start = &entry->start;

	if (start->wall.is_date != end->wall.is_date)
		return false;
	entry->length = start->zone == end->zone && !start->wall.zone == !end->wall.zone
		? wall_seconds(end->wall) - wall_seconds(start->wall)
		: (moment_minutes(end) - moment_minutes(start)) * 60;
	return true;
}

/* What ends before it begins, or not at all, has no length; a day is a day. */
static void
length_find(struct entry *entry)
{
	const struct component *const component = entry->component;
	const bool day = entry->start.wall.is_date;
	struct moment end;

	entry->length = day ? DAY_SECONDS : 0;
	if (component->end.value) {
		if (!moment_asked(entry, &component->end, &end) || !length_by_end(entry, &end))
			report(entry->reader, true, component->end.line, "DTEND", component->end.value,
				"no end of what begins so: left out");
	} else if (component->duration.value) {
		if (!value_duration(component->duration.value, strlen(component->duration.value),
				    &entry->length))
			report(entry->reader, true, component->duration.line, "DURATION",
				component->duration.value, "no length of time: left out");
	}
	if (entry->length < 0) {
		report(entry->reader, true, component->line, "DTEND", component->end.value,
			"ends before it begins: has no length");
		entry->length = 0;
	}
	if (day && entry->length < DAY_SECONDS)
		entry->length = DAY_SECONDS;
}

/* Exceptions. */

static void
exceptions_read(struct entry *entry)
{
	const struct whens *const dates = &entry->component->exdates;

	for (size_t i = 0; i < dates->count; i++) {
		const char *cursor = dates->list[i].value, *text;

		while ((text = content_part(entry->arena, &cursor, ','))) {
			struct moment moment;

			if (moment_read(&entry->reader->zones, text, strlen(text),
					dates->list[i].tzid, &moment))
				changes_add(&entry->exceptions, "", moment_minutes(&moment),
					moment.wall.is_date);
			else
				report(entry->reader, true, dates->list[i].line, "EXDATE", text,
					"no date: passed over");
		}
	}
}

/* Giving. */

/* One occurrence, from a moment on; `key` tells it from the others of its uid. */
static enum code
give(struct entry *entry, const struct moment *start, long length, const char *key)
{
	const struct ical_reading *const reading = entry->reader->reading;
	struct ical_event event = entry->event;
	struct moment end = moment_later(*start, length);

	event.key = key;
	event.all_day = start->wall.is_date;
	moment_local(start, &event.day, &event.start);
	moment_local(&end, &event.last, &event.until);
	if (event.until == 0 && event.last > event.day) {
		event.last--;
		event.until = (int)DAY_MINUTES;
	}
	if (event.last < event.day || (event.last == event.day && event.until < event.start)) {
		event.last = event.day;
		event.until = event.start;
	}
	if (event.last < reading->from || event.day > reading->to)
		return OK;
	entry->reader->told = true;
	return reading->take(reading->context, &event);
}

static bool
given_before(struct entry *entry, long minutes)
{
	const size_t count = entry->start_count;
	const bool alone = entry->component->rules.count + entry->component->dates.count == 1;

	for (size_t i = 0; i < count && !alone; i++)
		if (entry->starts[i] == minutes)
			return true;
	if ((count & (count - 1)) == 0)
		entry->starts = arena_grow(entry->arena, entry->starts,
			count * sizeof *entry->starts, (count ? 2 * count : 1) * sizeof *entry->starts);
	entry->starts[entry->start_count++] = minutes;
	return false;
}

static const char *
key_of(struct arena *arena, const struct moment *moment)
{
	char day[DAY_SIZE], clock[CLOCK_SIZE];
	int at, minute;

	moment_local(moment, &at, &minute);
	if (moment->wall.is_date)
		return arena_copy(arena, civil_format(day, at));
	return arena_print(arena, "%sT%s", civil_format(day, at), clock_format(clock, minute));
}

/* An occurrence of what recurs, unless it is excepted, changed, or was given already. */
static enum code
give_occurrence(struct entry *entry, const struct moment *start, long length)
{
	const long minutes = moment_minutes(start);

	if (changes_have(&entry->exceptions, "", minutes) ||
	    changes_have(&entry->reader->changes, entry->event.uid, minutes) ||
	    given_before(entry, minutes))
		return OK;
	return give(entry, start, length, key_of(entry->arena, start));
}

/* Rules. */

/* How far the zone of the start is ahead of UTC then: what an UNTIL in UTC is compared by. */
static long
ahead_of(const struct entry *entry, const struct icalrecurrencetype *rule)
{
	const struct moment *const start = &entry->start;
	const time_t until = wall_seconds(rule->until);

	if (start->wall.zone || start->wall.is_date)
		return 0;
	if (start->zone && !start->zone->here) {
		const struct offsets *const offsets = &start->zone->offsets;
		const time_t instant = offsets_instant(offsets, until);

		return (long)(until - instant);
	}
	{
		const int day = (int)(until / DAY_SECONDS);

		return (long)(until - zone_instant(day, (int)(until % DAY_SECONDS / 60)) -
			until % 60);
	}
}

/* Where to begin: before the span by the length of one, and a day for the zones. */
static void
skip_to_span(struct recur *recur, const struct entry *entry)
{
	const struct moment *const start = &entry->start;
	const time_t first = (entry->reader->reading->from - 2) * (time_t)DAY_SECONDS -
		entry->length;
	struct icaltimetype from;

	if (first <= wall_seconds(start->wall))
		return;
	from = wall_time_of(first - (first % DAY_SECONDS) + wall_seconds(start->wall) % DAY_SECONDS,
		start->wall.is_date);
	recur_skip(recur, from);
}

static enum code
walk_rule(struct entry *entry, struct recur *recur, const struct when *when)
{
	const time_t end = (entry->reader->reading->to + 2) * (time_t)DAY_SECONDS;
	struct icaltimetype next;
	enum code code = OK;

	while (code == OK && recur_next(recur, &next) && wall_seconds(next) <= end) {
		struct moment at = entry->start;

		at.wall = next;
		at.wall.is_date = entry->start.wall.is_date;
		at.wall.zone = entry->start.wall.zone;
		if (entry->start_count >= OCCURRENCES) {
			report(entry->reader, false, when->line, "RRULE", when->value,
				"too many occurrences: the rest is left out");
			return OK;
		}
		code = give_occurrence(entry, &at, entry->length);
	}
	if (code == OK && recur_endless(recur))
		report(entry->reader, false, when->line, "RRULE", when->value,
			"too many occurrences: the rest is left out");
	return code;
}

/* A rule made ready to be followed from the start on; NULL where it can't be, which was said. */
static struct recur *
rule_begin(struct entry *entry, const struct when *when, const char *field)
{
	struct icalrecurrencetype rule;
	struct icaltimetype start = entry->start.wall;
	struct recur *recur;

	if (entry->reader->spent > MOST_TIME) {
		report(entry->reader, true, when->line, field, when->value,
			"isn't followed: the rules of this file take too long");
		return NULL;
	}
	if (!recur_parse(when->value, start, &rule)) {
		report(entry->reader, true, when->line, field, when->value, "can't be followed");
		return NULL;
	}
	recur_until(&rule, ahead_of(entry, &rule));
	start.zone = NULL;
	if (!icaltime_is_null_time(rule.until) && wall_seconds(rule.until) < wall_seconds(start))
		report(entry->reader, true, when->line, field, when->value, "ends before it begins");
	recur = recur_new(&rule, start);
	if (!recur)
		report(entry->reader, true, when->line, field, when->value, "gives no occurrence");
	else
		skip_to_span(recur, entry);
	return recur;
}

/* Of a rule that can't be followed there is the first time at least. */
static enum code
follow_rule(struct entry *entry, const struct when *when)
{
	const clock_t begun = clock();
	struct recur *const recur = rule_begin(entry, when, "RRULE");
	enum code code;

	if (!recur)
		return give_occurrence(entry, &entry->start, entry->length);
	code = walk_rule(entry, recur, when);
	entry->reader->spent += clock() - begun;
	recur_free(recur);
	return code;
}

/* What an EXRULE (of RFC 2445) gives is left out. */
static void
except_rule(struct entry *entry, const struct when *when)
{
	const time_t end = (entry->reader->reading->to + 2) * (time_t)DAY_SECONDS;
	const clock_t begun = clock();
	struct recur *const recur = rule_begin(entry, when, "EXRULE");
	struct moment at = entry->start;
	struct icaltimetype next;

	while (recur && recur_next(recur, &next) && wall_seconds(next) <= end) {
		at.wall = next;
		at.wall.is_date = entry->start.wall.is_date;
		at.wall.zone = entry->start.wall.zone;
		changes_add(&entry->exceptions, "", moment_minutes(&at), false);
	}
	entry->reader->spent += clock() - begun;
	recur_free(recur);
}

/* A date of RDATE, or a period with a length of its own. */
static enum code
give_date(struct entry *entry, const struct when *when, const char *text)
{
	const char *const slash = strchr(text, '/');
	const size_t length = slash ? (size_t)(slash - text) : strlen(text);
	struct foreigns *const zones = &entry->reader->zones;
	long seconds = entry->length;
	struct moment start, end;

	if (!moment_read(zones, text, length, when->tzid, &start) ||
	    start.wall.is_date != entry->start.wall.is_date) {
		report(entry->reader, true, when->line, "RDATE", text, "no date: passed over");
		return OK;
	}
	if (slash && moment_read(zones, slash + 1, strlen(slash + 1), when->tzid, &end))
		seconds = (moment_minutes(&end) - moment_minutes(&start)) * 60;
	else if (slash)
		value_duration(slash + 1, strlen(slash + 1), &seconds);
	if (entry->start_count >= OCCURRENCES)
		return OK;
	return give_occurrence(entry, &start, seconds);
}

static enum code
give_dates(struct entry *entry)
{
	const struct whens *const dates = &entry->component->dates;
	enum code code = OK;

	for (size_t i = 0; i < dates->count; i++) {
		const char *cursor = dates->list[i].value, *text;

		while (code == OK && (text = content_part(entry->arena, &cursor, ',')))
			code = give_date(entry, &dates->list[i], text);
	}
	return code;
}

/* Without a rule the start is an occurrence among its dates. */
static enum code
give_recurring(struct entry *entry)
{
	const struct component *const component = entry->component;
	enum code code = OK;

	exceptions_read(entry);
	for (size_t i = 0; i < component->exrules.count; i++)
		except_rule(entry, &component->exrules.list[i]);
	if (component->rules.count == 0)
		code = give_occurrence(entry, &entry->start, entry->length);
	for (size_t i = 0; i < component->rules.count && code == OK; i++)
		code = follow_rule(entry, &component->rules.list[i]);
	return code == OK ? give_dates(entry) : code;
}

/* Components. */

static bool
says(const char *text, const char *word)
{
	return text && text_equal_nocase(text, word);
}

static enum code
take_event(struct entry *entry)
{
	const struct component *const component = entry->component;
	struct moment changed;

	length_find(entry);
	if (component->recurrence.value && moment_asked(entry, &component->recurrence, &changed)) {
		if (component->future)
			report(entry->reader, true, component->recurrence.line, "RECURRENCE-ID",
				component->recurrence.value,
				"the change is taken for this one alone, not for those to come");
		return give(entry, &entry->start, entry->length, key_of(entry->arena, &changed));
	}
	if (component->rules.count || component->dates.count)
		return give_recurring(entry);
	return give(entry, &entry->start, entry->length, "");
}

/* A period of a VFREEBUSY: start/end or start/length. */
static enum code
give_period(struct entry *entry, const struct when *when, const char *text)
{
	const char *const slash = strchr(text, '/');
	struct foreigns *const zones = &entry->reader->zones;
	struct moment start, end;
	long seconds = 0;

	if (!slash || !moment_read(zones, text, (size_t)(slash - text), when->tzid, &start)) {
		report(entry->reader, false, when->line, "FREEBUSY", text, "no period of time");
		return OK;
	}
	if (moment_read(zones, slash + 1, strlen(slash + 1), when->tzid, &end))
		seconds = (moment_minutes(&end) - moment_minutes(&start)) * 60;
	else if (!value_duration(slash + 1, strlen(slash + 1), &seconds)) {
		report(entry->reader, false, when->line, "FREEBUSY", text, "no period of time");
		return OK;
	}
	entry->event.tentative = when->tentative;
	entry->event.line = when->line;
	return give(entry, &start, seconds, key_of(entry->arena, &start));
}

static enum code
take_busy(struct entry *entry)
{
	const struct whens *const busy = &entry->component->busy;
	enum code code = OK;

	entry->event.busy = true;
	for (size_t i = 0; i < busy->count; i++) {
		const char *cursor = busy->list[i].value, *text;

		while (!busy->list[i].free && code == OK &&
		       (text = content_part(entry->arena, &cursor, ',')))
			code = give_period(entry, &busy->list[i], text);
	}
	return code;
}

/* What an event is called, where the file gives it no name for life. */
static const char *
uid_of(struct arena *arena, const struct component *component)
{
	if (!text_is_blank(component->uid))
		return ical_line(arena, component->uid);
	return arena_print(arena, "%s %s", component->start.value ? component->start.value : "",
		text_or_empty(arena, component->summary));
}

static struct entry
entry_of(struct reader *reader, struct arena *arena, const struct component *component)
{
	return (struct entry){.reader = reader, .arena = arena, .component = component, .event = {
		.line = component->line, .uid = uid_of(arena, component), .key = "",
		.summary = text_or_empty(arena, component->summary),
		.location = text_or_empty(arena, component->location),
		.description = text_or_empty(arena, component->description),
		.categories = text_or_empty(arena, component->categories),
		.transparent = says(component->transp, "TRANSPARENT"),
		.tentative = says(component->status, "TENTATIVE"),
	}};
}

static enum code
take_component(void *context, struct arena *arena, const struct component *component)
{
	struct reader *const reader = context;
	struct entry entry;
	enum code code;

	if (text_equal_nocase(component->name, "VTODO") ||
	    text_equal_nocase(component->name, "VJOURNAL")) {
		report(reader, false, component->line, component->name, component->summary,
			"takes up no time: left out");
		return OK;
	}
	entry = entry_of(reader, arena, component);
	if (text_equal_nocase(component->name, "VFREEBUSY"))
		return take_busy(&entry);
	if (says(component->status, "CANCELLED")) {
		report(reader, false, component->line, "STATUS", component->summary,
			"cancelled: left out");
		return OK;
	}
	if (!moment_asked(&entry, &component->start, &entry.start)) {
		report(reader, false, component->start.value ? component->start.line : component->line,
			"DTSTART", component->start.value, "begins at no time that there is");
		return OK;
	}
	code = take_event(&entry);
	changes_free(&entry.exceptions);
	return code;
}

/* The first time. */
static enum code
note_change(void *context, struct arena *arena, const struct component *component)
{
	struct reader *const reader = context;
	struct moment moment;

	if (!component->recurrence.value || !text_equal_nocase(component->name, "VEVENT") ||
	    !moment_of(&reader->zones, &component->recurrence, &moment))
		return OK;
	if (!changes_add(&reader->changes, uid_of(arena, component), moment_minutes(&moment),
			 moment.wall.is_date))
		return fail(INPUT, "calendar: more changed occurrences than can be held");
	return OK;
}

static enum code
read_twice(struct reader *reader, const char *path, FILE *stream)
{
	struct walk walk = {.zones = &reader->zones, .component = note_change,
		.broken = report_broken, .context = reader};
	enum code code;

	reader->counting = true;
	code = walk_calendar(stream, &walk);
	if (code == OK && !walk.calendar)
		code = fail(INPUT, "%s: is no calendar: nothing begins in it", path);
	if (code != OK)
		return code;
	rewind(stream);
	reader->counting = false;
	walk.zones = NULL;
	walk.component = take_component;
	code = walk_calendar(stream, &walk);
	if (code == OK && ferror(stream))
		code = fail(WORLD, "%s: can't be read to its end", path);
	if (code == OK && !reader->told)
		report(reader, false, 1, "file", NULL, "nothing in it takes place in these days");
	return code;
}

enum code
ical_read_stream(FILE *stream, const char *path, const struct ical_reading *reading)
{
	struct reader reader = {.reading = reading};
	enum code code = libical_load();

	if (code != OK)
		return code;
	reader.zones = (struct foreigns){.arena = &reader.zones_arena, .practice = reading->zone};
	code = read_twice(&reader, path, stream);
	changes_free(&reader.changes);
	arena_free(&reader.zones_arena);
	return code;
}

enum code
ical_read(const char *path, const struct ical_reading *reading)
{
	FILE *stream;
	enum code code = spool_open(path, &stream);

	if (code != OK)
		return code;
	code = ical_read_stream(stream, path, reading);
	spool_close(stream);
	return code;
}
