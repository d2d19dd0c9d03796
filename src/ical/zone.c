/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * VTIMEZONE of our own, cut to the years needed. libical's built-in zones carry TZIDs that clients
 * don't know, and whole histories. So the C library is asked for its offset day by day, each change
 * is searched to the second, and changes of a kind make one observance: the first is its DTSTART,
 * the others RDATEs.
 */
#include "zone.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"

#define DAY_SECONDS 86400
#define KINDS 32	/* of change; a zone has two in most years, and few more in a century */

/* What is in force at an instant. */
struct rule {
	long offset;
	bool daylight;
	char name[16];
};

/* An observance: from what to what, and its component. */
struct kind {
	struct rule from, to;
	icalcomponent *component;
	struct icaltimetype onset;	/* the first */
	bool dated;			/* it has RDATEs */
};

struct zone {
	icalcomponent *component;
	struct kind kinds[KINDS];
	size_t count;
};

static struct rule
rule_at(time_t instant)
{
	struct rule rule = {0};
	struct tm wall;

	if (!localtime_r(&instant, &wall))
		return rule;
	rule.offset = wall.tm_gmtoff;
	rule.daylight = wall.tm_isdst > 0;
	snprintf(rule.name, sizeof rule.name, "%s", wall.tm_zone ? wall.tm_zone : "");
	return rule;
}

static bool
rule_equal(const struct rule *a, const struct rule *b)
{
	return a->offset == b->offset && a->daylight == b->daylight && strcmp(a->name, b->name) == 0;
}

/* The first second after `before` whose rule isn't that of `before`; it is `after` or earlier. */
static time_t
change_between(time_t before, time_t after)
{
	const struct rule old = rule_at(before);

	while (after - before > 1) {
		const time_t middle = before + (after - before) / 2;
		const struct rule rule = rule_at(middle);

		if (rule_equal(&rule, &old))
			before = middle;
		else
			after = middle;
	}
	return after;
}

/* An onset is told in the wall time before the change (RFC 5545, 3.6.5). */
static struct icaltimetype
wall_time(time_t instant, long offset)
{
	const time_t wall = instant + offset;
	const time_t second = (wall % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
	struct icaltimetype time = icaltime_null_time();

	civil_date((int)((wall - second) / DAY_SECONDS), &time.year, &time.month, &time.day);
	time.hour = (int)(second / 3600);
	time.minute = (int)(second / 60 % 60);
	time.second = (int)(second % 60);
	return time;
}

/* The side of a pair that is ahead is DAYLIGHT, also where the law calls winter time the exception
 * (Dublin, Casablanca: there tm_isdst is set in winter). */
static icalcomponent_kind
kind_of(const struct rule *from, const struct rule *to)
{
	return to->offset > from->offset && (from->daylight || to->daylight)
		? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT;
}

static icalcomponent *
observance_new(const struct rule *from, const struct rule *to, struct icaltimetype onset)
{
	icalcomponent *const component = icalcomponent_new(kind_of(from, to));

	icalcomponent_add_property(component, icalproperty_new_dtstart(onset));
	icalcomponent_add_property(component, icalproperty_new_tzoffsetfrom((int)from->offset));
	icalcomponent_add_property(component, icalproperty_new_tzoffsetto((int)to->offset));
	icalcomponent_add_property(component, icalproperty_new_tzname(to->name));
	return component;
}

static void
add_date(struct kind *kind, struct icaltimetype onset)
{
	const struct icaldatetimeperiodtype date = {onset, icalperiodtype_null_period()};

	icalcomponent_add_property(kind->component, icalproperty_new_rdate(date));
}

/* One more onset. With RDATEs the first stands among them, too: ical.js looks at nothing else. */
static void
kind_date(struct kind *kind, struct icaltimetype onset)
{
	if (!kind->dated)
		add_date(kind, kind->onset);
	kind->dated = true;
	add_date(kind, onset);
}

static void
zone_add(struct zone *zone, time_t instant, const struct rule *from, const struct rule *to)
{
	const struct icaltimetype onset = wall_time(instant, from->offset);
	icalcomponent *component;

	for (size_t i = 0; i < zone->count; i++) {
		struct kind *const kind = &zone->kinds[i];

		if (rule_equal(&kind->from, from) && rule_equal(&kind->to, to)) {
			kind_date(kind, onset);
			return;
		}
	}
	component = observance_new(from, to, onset);
	icalcomponent_add_component(zone->component, component);
	if (zone->count < KINDS)
		zone->kinds[zone->count++] = (struct kind){*from, *to, component, onset, false};
}

icalcomponent *
zone_component(const char *tzid, int first_year, int last_year)
{
	const time_t begin = (time_t)civil_day(first_year > 1 ? first_year - 1 : 1, 1, 1) * DAY_SECONDS;
	const time_t needed = (time_t)civil_day(first_year, 1, 1) * DAY_SECONDS;
	const time_t end = (time_t)(civil_day(last_year, 12, 31) + 2) * DAY_SECONDS;
	struct rule rule = rule_at(begin);
	struct zone zone = {.component = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT)};

	icalcomponent_add_property(zone.component, icalproperty_new_tzid(tzid));
	for (time_t day = begin; day < end; day += DAY_SECONDS) {
		const struct rule next = rule_at(day + DAY_SECONDS);

		/* Without a change in the year before, what was in force goes ahead. */
		if (day >= needed && zone.count == 0)
			zone_add(&zone, needed - rule.offset, &rule, &rule);
		if (!rule_equal(&rule, &next)) {
			zone_add(&zone, change_between(day, day + DAY_SECONDS), &rule, &next);
			rule = next;
		}
	}
	return zone.component;
}
