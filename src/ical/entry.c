/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an entry holds: visits and reminders as components of iCalendar.
 */
#include "entry.h"

#include <string.h>
#include <time.h>

#include "words.h"

#define DAY_MINUTES 1440
#define MINUTE_SECONDS 60

static void
add(icalcomponent *component, icalproperty *property)
{
	icalcomponent_add_property(component, property);
}

static struct icaltimetype
date_of(int day)
{
	struct icaltimetype date = icaltime_null_time();

	date.is_date = 1;
	civil_date(day, &date.year, &date.month, &date.day);
	return date;
}

/* Wall time; 24:00 is the next day's 0:00. */
static struct icaltimetype
time_of(int day, int minute)
{
	struct icaltimetype time = date_of(day + minute / DAY_MINUTES);

	time.is_date = 0;
	time.hour = minute % DAY_MINUTES / 60;
	time.minute = minute % 60;
	return time;
}

/* "2026-11-24T15:04:05Z" as UTC. */
static struct icaltimetype
stamp_of(const char *stamp)
{
	struct icaltimetype time = icaltime_null_time();
	time_t instant;
	struct tm utc;

	if (!stamp_parse(stamp, &instant) || !gmtime_r(&instant, &utc))
		return time;
	time.year = utc.tm_year + 1900;
	time.month = utc.tm_mon + 1;
	time.day = utc.tm_mday;
	time.hour = utc.tm_hour;
	time.minute = utc.tm_min;
	time.second = utc.tm_sec;
	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

static icalproperty *
in_zone(icalproperty *property, const char *zone)
{
	icalproperty_add_parameter(property, icalparameter_new_tzid(zone));
	return property;
}

static void
add_organizer(icalcomponent *event, const struct ical_calendar *calendar, struct arena *arena)
{
	icalproperty *const organizer = icalproperty_new_organizer(
		arena_print(arena, "mailto:%s", ical_line(arena, calendar->email)));

	icalproperty_add_parameter(organizer,
		icalparameter_new_cn(ical_line(arena, calendar->practice)));
	add(event, organizer);
}

/* Who is invited, and what is known of the answer. */
static void
add_guest(icalcomponent *event, const struct ical_calendar *calendar, struct arena *arena,
		int confirmed)
{
	icalproperty *const guest = icalproperty_new_attendee(
		arena_print(arena, "mailto:%s", ical_line(arena, calendar->guest)));
	const icalparameter_partstat answer = confirmed == CONFIRMED_YES ? ICAL_PARTSTAT_ACCEPTED
		: confirmed == CONFIRMED_NO ? ICAL_PARTSTAT_DECLINED : ICAL_PARTSTAT_NEEDSACTION;

	if (calendar->guest_name)
		icalproperty_add_parameter(guest,
			icalparameter_new_cn(ical_line(arena, calendar->guest_name)));
	if (calendar->method == METHOD_REQUEST) {
		icalproperty_add_parameter(guest, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
		icalproperty_add_parameter(guest, icalparameter_new_partstat(answer));
		icalproperty_add_parameter(guest, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
	}
	add(event, guest);
}

icalcomponent *
entry_of_all_visits(const struct ical_calendar *calendar, struct arena *arena)
{
	icalcomponent *const event = icalcomponent_new(ICAL_VEVENT_COMPONENT);

	if (!calendar->steady)
		add(event, icalproperty_new_dtstamp(stamp_of(calendar->stamp)));
	add(event, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	add(event, icalproperty_new_status(calendar->method == METHOD_CANCEL
			? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
	add(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
	if (calendar->audience == FOR_STAFF)
		return event;
	add(event, icalproperty_new_location(practice_place(calendar, arena)));
	if (calendar->related)
		add(event, icalproperty_new_relatedto(calendar->related));
	if (calendar->phone)
		add(event, icalproperty_new_description(practice_call(calendar, arena)));
	if (calendar->email && calendar->method != METHOD_NONE)
		add_organizer(event, calendar, arena);
	return event;
}

static icalcomponent *
alarm_new(int minutes, const char *words)
{
	icalcomponent *const alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	struct icaltriggertype trigger = {icaltime_null_time(), icaldurationtype_null_duration()};

	trigger.duration = icaldurationtype_from_int(-minutes * MINUTE_SECONDS);
	add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	add(alarm, icalproperty_new_trigger(trigger));
	add(alarm, icalproperty_new_description(words));
	return alarm;
}

icalcomponent *
entry_of_alarms(const struct ical_calendar *calendar, struct arena *arena)
{
	icalcomponent *const event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	const char *const words = visit_at_practice(calendar, arena, NULL);

	for (size_t i = 0; i < calendar->alarm_count; i++)
		icalcomponent_add_component(event, alarm_new(calendar->alarms[i], words));
	return event;
}

/* Lines of digits and names, which need neither escaping nor folding, are written as they are: libical
 * takes four times as long for them, and they are most of a visit. */

#define PLAIN_MOST 48		/* characters of a name, so that no line is longer than 75 */

/* Letters, digits and what stands in the names of zones and in UUIDs. */
static bool
is_plain(const char *name)
{
	const size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			"0123456789_/+-@.");

	return length <= PLAIN_MOST && name[length] == '\0';
}

/* "2026-11-24T15:04:05Z" without its signs; "" where it is no stamp. */
static const char *
stamp_digits(struct arena *arena, const char *stamp)
{
	time_t instant;
	char *out, *to;

	if (!stamp_parse(stamp, &instant))
		return "";
	out = to = arena_copy(arena, stamp);
	for (; *stamp; stamp++)
		if (*stamp != '-' && *stamp != ':')
			*to++ = *stamp;
	*to = '\0';
	return out;
}

static const char *
time_line(struct arena *arena, const char *name, const char *zone, int day, int minute)
{
	int year, month, mday;

	civil_date(day + minute / DAY_MINUTES, &year, &month, &mday);
	return arena_print(arena, "%s;TZID=%s:%04d%02d%02dT%02d%02d00\r\n", name, zone, year, month,
			mday, minute % DAY_MINUTES / 60, minute % 60);
}

const char *
entry_visit_lines(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit, const char *changed)
{
	const char *const modified = stamp_digits(arena, changed ? changed : visit->made_at);
	const bool timed = visit->day != NONE && visit->start != NONE;

	if (!is_plain(visit->uid) || !is_plain(calendar->zone) || !*modified)
		return NULL;
	return arena_print(arena, "UID:%s\r\nSEQUENCE:%d\r\n%s%s%sLAST-MODIFIED:%s\r\n%s%s",
			visit->uid, visit->sequence, calendar->steady ? "DTSTAMP:" : "",
			calendar->steady ? modified : "", calendar->steady ? "\r\n" : "", modified,
			timed ? time_line(arena, "DTSTART", calendar->zone, visit->day,
			visit->start) : "", timed ? time_line(arena, "DTEND", calendar->zone,
			visit->day, visit->start + visit->minutes) : "");
}

static void
add_time(icalcomponent *event, const struct ical_calendar *calendar,
		const struct appointment_line *visit)
{
	add(event, in_zone(icalproperty_new_dtstart(time_of(visit->day, visit->start)),
		calendar->zone));
	add(event, in_zone(icalproperty_new_dtend(time_of(visit->day, visit->start + visit->minutes)),
		calendar->zone));
}

/* What entry_visit_lines couldn't write. */
static void
add_lines(icalcomponent *event, const struct ical_calendar *calendar,
		const struct appointment_line *visit, const char *changed)
{
	const struct icaltimetype modified = stamp_of(changed ? changed : visit->made_at);

	add(event, icalproperty_new_uid(visit->uid));
	add(event, icalproperty_new_sequence(visit->sequence));
	if (calendar->steady)
		add(event, icalproperty_new_dtstamp(modified));
	add(event, icalproperty_new_lastmodified(modified));
	if (visit->day != NONE && visit->start != NONE)
		add_time(event, calendar, visit);
}

icalcomponent *
entry_visit(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit, const char *changed, bool whole)
{
	icalcomponent *const event = icalcomponent_new(ICAL_VEVENT_COMPONENT);

	if (whole)
		add_lines(event, calendar, visit, changed);
	add(event, icalproperty_new_summary(visit_summary(calendar, arena, visit)));
	if (calendar->guest)
		add_guest(event, calendar, arena, visit->confirmed);
	if (calendar->audience == FOR_STAFF && visit->chair_name)
		add(event, icalproperty_new_location(ical_line(arena, visit->chair_name)));
	return event;
}

icalcomponent *
entry_reminder(const struct ical_calendar *calendar, const struct ical_reminder *reminder)
{
	icalcomponent *const entry = icalcomponent_new(reminder->todo ? ICAL_VTODO_COMPONENT
			: ICAL_VEVENT_COMPONENT);

	add(entry, icalproperty_new_uid(reminder->uid));
	add(entry, icalproperty_new_dtstamp(stamp_of(calendar->stamp)));
	add(entry, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	add(entry, icalproperty_new_sequence(reminder->sequence));
	if (reminder->todo) {
		add(entry, icalproperty_new_status(reminder->off ? ICAL_STATUS_CANCELLED
				: ICAL_STATUS_NEEDSACTION));
		if (reminder->day != NONE)
			add(entry, icalproperty_new_due(date_of(reminder->day)));
	} else {
		add(entry, icalproperty_new_status(reminder->off ? ICAL_STATUS_CANCELLED
				: ICAL_STATUS_CONFIRMED));
		add(entry, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
		add(entry, icalproperty_new_dtstart(date_of(reminder->day)));
		add(entry, icalproperty_new_dtend(date_of(reminder->day + 1)));
	}
	add(entry, icalproperty_new_summary(reminder->summary));
	if (reminder->description)
		add(entry, icalproperty_new_description(reminder->description));
	return entry;
}

/* Of whole days one that ends before the day after; of a span of each day one a day. */
icalcomponent *
entry_span(const struct ical_calendar *calendar, const struct ical_span *span)
{
	icalcomponent *const event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	struct icalrecurrencetype rule;

	add(event, icalproperty_new_uid(span->uid));
	add(event, icalproperty_new_dtstamp(stamp_of(calendar->stamp)));
	add(event, icalproperty_new_sequence(span->sequence));
	add(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
	add(event, icalproperty_new_summary(span->summary));
	if (span->start == NONE) {
		add(event, icalproperty_new_dtstart(date_of(span->first)));
		add(event, icalproperty_new_dtend(date_of(span->last + 1)));
		return event;
	}
	add(event, in_zone(icalproperty_new_dtstart(time_of(span->first, span->start)),
		calendar->zone));
	add(event, in_zone(icalproperty_new_dtend(time_of(span->first, span->until)),
		calendar->zone));
	if (span->last > span->first) {
		icalrecurrencetype_clear(&rule);
		rule.freq = ICAL_DAILY_RECURRENCE;
		rule.count = span->last - span->first + 1;
		add(event, icalproperty_new_rrule(rule));
	}
	return event;
}
