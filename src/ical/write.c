/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stream of a calendar: its head, entries one at a time, its end. libical makes each entry's
 * text (escaped, folded at 75 octets between characters, CRLF) and forgets it.
 */
#include "ical/write.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "zone.h"

#define BEGIN "BEGIN:VEVENT\r\n"
#define END "END:VEVENT\r\n"
#define PRODID "-//chairtime//chairtime " CHAIRTIME_VERSION "//EN"

struct ical {
	const struct ical_calendar *calendar;
	FILE *stream;
	struct arena arena;		/* of one entry */
	struct arena kept;		/* of the calendar */
	const char *shared, *alarms;	/* lines of every visit, and of those to come */
};

static enum code
fail_write(void)
{
	return fail_writing("calendar");
}

static enum code
put(struct ical *ical, const char *text)
{
	return fputs(text, ical->stream) < 0 ? fail_write() : OK;
}

static enum code
put_component(struct ical *ical, icalcomponent *component)
{
	char *const text = icalcomponent_as_ical_string_r(component);
	const enum code code = put(ical, text);

	icalmemory_free_buffer(text);
	icalcomponent_free(component);
	arena_reset(&ical->arena);
	return code;
}

static enum code
put_property(struct ical *ical, icalproperty *property)
{
	char *const text = icalproperty_as_ical_string_r(property);
	const enum code code = put(ical, text);

	icalmemory_free_buffer(text);
	icalproperty_free(property);
	return code;
}

static enum code
put_method(struct ical *ical)
{
	static const icalproperty_method methods[] = {
		[METHOD_PUBLISH] = ICAL_METHOD_PUBLISH, [METHOD_REQUEST] = ICAL_METHOD_REQUEST,
		[METHOD_CANCEL] = ICAL_METHOD_CANCEL,
	};

	if (ical->calendar->method == METHOD_NONE)
		return OK;
	return put_property(ical, icalproperty_new_method(methods[ical->calendar->method]));
}

/* A property of RFC 7986, and the X- one by which clients knew it before. (libical leaves commas in
 * the value of an X- property as they are; readers of these take the line whole.) Owns `property`. */
static enum code
put_twice(struct ical *ical, icalproperty *property, const char *older_name, const char *value)
{
	icalproperty *const older = icalproperty_new_x(value);
	enum code code = put_property(ical, property);

	icalproperty_set_x_name(older, older_name);
	if (code == OK)
		return put_property(ical, older);
	icalproperty_free(older);
	return code;
}

/* What RFC 7986 has no property for. */
static enum code
put_older(struct ical *ical, const char *name, const char *value)
{
	icalproperty *const property = icalproperty_new_x(value);

	icalproperty_set_x_name(property, name);
	return put_property(ical, property);
}

static enum code
put_name(struct ical *ical)
{
	const struct ical_calendar *const calendar = ical->calendar;
	const char *const name = ical_line(&ical->arena,
			calendar->name ? calendar->name : calendar->practice);

	return put_twice(ical, icalproperty_new_name(name), "X-WR-CALNAME", name);
}

/* How often a subscriber should look again. */
static enum code
put_refresh(struct ical *ical)
{
	const struct icaldurationtype every = icaldurationtype_from_int(ical->calendar->refresh * 60);
	icalproperty *const property = icalproperty_new_refreshinterval(every);
	char *const text = icaldurationtype_as_ical_string_r(every);
	enum code code;

	icalproperty_add_parameter(property, icalparameter_new_value(ICAL_VALUE_DURATION));
	code = put_twice(ical, property, "X-PUBLISHED-TTL", text);
	icalmemory_free_buffer(text);
	return code;
}

/* What a list of calendars shows of this one. */
static enum code
put_manner(struct ical *ical)
{
	const struct ical_calendar *const calendar = ical->calendar;
	enum code code = put_name(ical);

	if (code == OK && calendar->colour)
		code = put_property(ical, icalproperty_new_color(calendar->colour));
	if (code == OK && calendar->refresh)
		code = put_refresh(ical);
	if (code == OK && calendar->refresh)
		code = put_older(ical, "X-WR-TIMEZONE", calendar->zone);
	return code;
}

static enum code
put_head(struct ical *ical)
{
	const struct ical_calendar *const calendar = ical->calendar;
	int first_year, last_year, month, day;
	enum code code = put(ical, "BEGIN:VCALENDAR\r\n");

	if (code == OK)
		code = put_property(ical, icalproperty_new_version("2.0"));
	if (code == OK)
		code = put_property(ical, icalproperty_new_prodid(PRODID));
	if (code == OK)
		code = put_method(ical);
	if (code == OK && calendar->method < METHOD_REQUEST
			&& !(calendar->name && !*calendar->name))
		code = put_manner(ical);
	if (code != OK || calendar->first == NONE)
		return code;
	civil_date(calendar->first, &first_year, &month, &day);
	civil_date(calendar->last, &last_year, &month, &day);
	return put_component(ical, zone_component(calendar->zone, first_year, last_year));
}

/* The lines inside a VEVENT, in the arena; the component is freed. */
static const char *
lines_of(struct arena *arena, icalcomponent *event)
{
	char *const text = icalcomponent_as_ical_string_r(event);
	const char *const lines = arena_copy_bytes(arena, text + strlen(BEGIN),
			strlen(text) - strlen(BEGIN) - strlen(END));

	icalmemory_free_buffer(text);
	icalcomponent_free(event);
	return lines;
}

enum code
ical_open(struct ical **out, const struct ical_calendar *calendar, FILE *stream)
{
	struct ical *const ical = calloc(1, sizeof *ical);
	enum code code = libical_load();

	*out = NULL;
	if (!ical)
		return fail(WORLD, "calendar: out of memory");
	if (code != OK) {
		free(ical);
		return code;
	}
	ical->calendar = calendar;
	ical->stream = stream;
	ical->shared = lines_of(&ical->kept, entry_of_all_visits(calendar, &ical->kept));
	ical->alarms = lines_of(&ical->kept, entry_of_alarms(calendar, &ical->kept));
	code = put_head(ical);
	*out = ical;
	return code == OK ? OK : ical_close(ical, code);
}

/* What is over needs none; but what is steady doesn't know of today. */
static bool
has_alarms(const struct ical_calendar *calendar, const struct appointment_line *visit)
{
	return calendar->method != METHOD_CANCEL &&
	       (calendar->steady || visit->day >= calendar->today);
}

enum code
ical_visit(struct ical *ical, const struct appointment_line *visit, const char *changed)
{
	const struct ical_calendar *const calendar = ical->calendar;
	const char *const times = entry_visit_lines(calendar, &ical->arena, visit, changed);
	const char *const own = lines_of(&ical->arena,
			entry_visit(calendar, &ical->arena, visit, changed, !times));
	const int written = fprintf(ical->stream, BEGIN "%s%s%s%s" END, times ? times : "", own,
			ical->shared, has_alarms(calendar, visit) ? ical->alarms : "");

	arena_reset(&ical->arena);
	return written < 0 ? fail_write() : OK;
}

enum code
ical_span(struct ical *ical, const struct ical_span *span)
{
	return put_component(ical, entry_span(ical->calendar, span));
}

enum code
ical_reminder(struct ical *ical, const struct ical_reminder *reminder)
{
	return put_component(ical, entry_reminder(ical->calendar, reminder));
}

enum code
ical_close(struct ical *ical, enum code result)
{
	if (result == OK)
		result = put(ical, "END:VCALENDAR\r\n");
	if (result == OK && fflush(ical->stream) != 0)
		result = fail_write();
	arena_free(&ical->arena);
	arena_free(&ical->kept);
	free(ical);
	return result;
}
