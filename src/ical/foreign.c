/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zones from elsewhere. A VTIMEZONE becomes a table of offsets: the onsets of its observances, each
 * worked out to the end of the table. Only yearly rules are, which is what law makers and programs
 * write: another rule makes the VTIMEZONE unknown, and its name is looked up instead.
 */
#include "foreign.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/text.h"
#include "recur.h"
#include "value.h"

#define ZONES 200		/* in a file */
#define ONSETS 2000		/* of a zone */
#define LAST_YEAR 2100

struct observance {
	long from, to;
	struct icaltimetype start;
	const char *rule;
	time_t *dates;
	size_t count;
	bool broken;
	struct observance *next;
};

static struct foreign *
find_known(const struct foreigns *zones, const char *tzid)
{
	for (struct foreign *zone = zones->first; zone; zone = zone->next)
		if (strcmp(zone->tzid, tzid) == 0)
			return zone;
	return NULL;
}

static struct foreign *
zone_add(struct foreigns *zones, const char *tzid)
{
	struct foreign *const zone = arena_take(zones->arena, sizeof *zone);

	zone->tzid = arena_copy(zones->arena, tzid);
	zone->next = zones->first;
	zones->first = zone;
	zones->count++;
	return zone;
}

/* A name of the system's, or what is left of it behind the prefixes that programs put before it
 * ("/freeassociation.sourceforge.net/Europe/Berlin"). */
static void
zone_look_up(struct foreigns *zones, struct foreign *zone)
{
	const char *name = zone->tzid;
	const char *const windows = windows_zone(name);

	if (windows)
		name = windows;
	while (name && !zone->known) {
		name += *name == '/';
		zone->here = strcmp(name, zones->practice) == 0;
		zone->known = zone->here || offsets_read(zones->arena, name, &zone->offsets);
		name = strchr(name, '/');
	}
}

const struct foreign *
foreign_find(struct foreigns *zones, const char *tzid)
{
	static const struct foreign unknown = {.tzid = "", .known = false};
	struct foreign *zone = find_known(zones, tzid);

	if (zone)
		return zone;
	if (zones->count >= ZONES)
		return &unknown;
	zone = zone_add(zones, tzid);
	zone_look_up(zones, zone);
	return zone;
}

void
foreign_local(const struct foreign *zone, struct icaltimetype wall, int *day, int *minute)
{
	const time_t seconds = wall_seconds(wall);

	if (zone->here) {
		*day = (int)(seconds / 86400 - (seconds % 86400 < 0));
		*minute = (int)((seconds - (time_t)*day * 86400) / 60);
		return;
	}
	zone_local(offsets_instant(&zone->offsets, seconds), day, minute);
}

/* Reading a VTIMEZONE. */

void
foreign_begin(struct foreigns *zones)
{
	zones->tzid = NULL;
	zones->observance = zones->observances = NULL;
}

static void
observance_begin(struct foreigns *zones)
{
	struct observance *const observance = arena_take(zones->arena, sizeof *observance);

	observance->start = icaltime_null_time();
	observance->next = zones->observances;
	zones->observances = zones->observance = observance;
}

static void
dates_read(struct foreigns *zones, struct observance *observance, const char *value)
{
	const char *cursor = value, *text;
	struct icaltimetype time;

	while ((text = content_part(zones->arena, &cursor, ','))) {
		const size_t size = sizeof *observance->dates, count = observance->count;

		if (!value_time(text, strlen(text), &time) || count == ONSETS)
			continue;
		if ((count & (count - 1)) == 0)
			observance->dates = arena_grow(zones->arena, observance->dates, count * size,
				(count ? 2 * count : 1) * size);
		observance->dates[observance->count++] = wall_seconds(time);
	}
}

static void
observance_line(struct foreigns *zones, const struct content_line *line)
{
	struct observance *const observance = zones->observance;

	if (content_is(line, "DTSTART"))
		observance->broken |= !value_time(line->value, strlen(line->value),
			&observance->start);
	else if (content_is(line, "TZOFFSETFROM"))
		observance->broken |= !value_offset(line->value, &observance->from);
	else if (content_is(line, "TZOFFSETTO"))
		observance->broken |= !value_offset(line->value, &observance->to);
	else if (content_is(line, "RRULE"))
		observance->rule = arena_copy(zones->arena, line->value);
	else if (content_is(line, "RDATE"))
		dates_read(zones, observance, line->value);
}

void
foreign_line(struct foreigns *zones, const struct content_line *line)
{
	if (content_is(line, "BEGIN"))
		observance_begin(zones);
	else if (content_is(line, "END"))
		zones->observance = NULL;
	else if (zones->observance)
		observance_line(zones, line);
	else if (content_is(line, "TZID"))
		zones->tzid = arena_copy(zones->arena, line->value);
}

static bool
onset_add(struct offsets *onsets, time_t wall, const struct observance *observance)
{
	if (onsets->count == ONSETS)
		return false;
	onsets->list[onsets->count++] = (struct offset){wall - observance->from, observance->to};
	return true;
}

/* UNTIL of an observance is UTC. */
static bool
rule_onsets(struct offsets *onsets, const struct observance *observance)
{
	struct recur *recur;
	struct icaltimetype next;
	struct icalrecurrencetype rule;
	const time_t end = (time_t)civil_day(LAST_YEAR, 12, 31) * 86400;
	bool good = true;

	if (!recur_parse(observance->rule, observance->start, &rule) || rule.freq != ICAL_YEARLY_RECURRENCE)
		return false;
	recur_until(&rule, observance->from);
	recur = recur_new(&rule, observance->start);
	while (good && recur && recur_next(recur, &next) && wall_seconds(next) < end)
		good = onset_add(onsets, wall_seconds(next), observance);
	recur_free(recur);
	return recur && good;
}

static bool
observance_onsets(struct offsets *onsets, const struct observance *observance)
{
	bool good = !observance->broken && !icaltime_is_null_time(observance->start);

	if (good && observance->rule)
		good = rule_onsets(onsets, observance);
	else if (good)
		good = onset_add(onsets, wall_seconds(observance->start), observance);
	for (size_t i = 0; good && i < observance->count; i++)
		good = onset_add(onsets, observance->dates[i], observance);
	return good;
}

static int
by_since(const void *a, const void *b)
{
	const struct offset *const p = a, *const q = b;

	return (p->since > q->since) - (p->since < q->since);
}

/* What was in force before the first onset goes ahead of it. */
static bool
zone_fill(struct foreigns *zones, struct foreign *zone)
{
	struct offsets *const onsets = &zone->offsets;
	long before = 0;
	time_t earliest = 0;
	bool any = false;

	onsets->list = arena_take(zones->arena, (ONSETS + 1) * sizeof *onsets->list);
	for (const struct observance *o = zones->observances; o; o = o->next) {
		if (!observance_onsets(onsets, o))
			return false;
		if (!any || wall_seconds(o->start) < earliest) {
			earliest = wall_seconds(o->start);
			before = o->from;
			any = true;
		}
	}
	if (!any)
		return false;
	onsets->list[onsets->count++] = (struct offset){earliest - before - 1, before};
	qsort(onsets->list, onsets->count, sizeof *onsets->list, by_since);
	return true;
}

void
foreign_end(struct foreigns *zones)
{
	struct foreign *zone;

	if (!zones->tzid || zones->count >= ZONES || find_known(zones, zones->tzid))
		return;
	zone = zone_add(zones, zones->tzid);
	zone->here = strcmp(zones->tzid, zones->practice) == 0;
	zone->known = zone->here || zone_fill(zones, zone);
	if (!zone->known) {
		zone->offsets = (struct offsets){NULL, 0};
		zone_look_up(zones, zone);
	}
}
