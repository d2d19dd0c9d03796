/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the desk and the settings say of every calendar.
 */
#include <string.h>

#include "ical/write.h"

#define FEED_MINUTES 15

/* An address that can stand in a URI as it is, or NULL. */
static const char *
read_email(struct desk *desk, struct arena *arena)
{
	const char *const email = setting_text(desk, arena, "email", NULL);

	return email && strchr(email, '@') && !strpbrk(email, " \t\r\n<>\"") ? email : NULL;
}

/* What is no alarm is passed over: a setting may be older than its check. */
static void
calendar_alarms(struct ical_calendar *calendar, const char *text)
{
	alarms_parse(text, calendar->alarms, &calendar->alarm_count);
}

enum code
calendar_alarms_of(struct desk *desk, struct arena *arena, int64_t patient,
		struct ical_calendar *calendar)
{
	struct patient row;
	const enum code code = record_get(desk, arena, &patient_record, patient, &row);

	if (code == OK && row.alarms)
		calendar_alarms(calendar, row.alarms);
	return code;
}

void
ical_calendar_load(struct desk *desk, struct arena *arena, enum ical_audience audience,
		struct ical_calendar *out)
{
	char stamp[STAMP_SIZE];

	*out = (struct ical_calendar){
		.audience = audience, .practice = desk->practice, .first = NONE, .last = NONE,
		.address = setting_text(desk, arena, "address", NULL),
		.phone = setting_text(desk, arena, "phone", NULL),
		.email = read_email(desk, arena),
		.zone = setting_text(desk, arena, "zone", "UTC"),
		.stamp = arena_copy(arena, desk_stamp(desk, stamp)),
		.today = desk_today(desk),
		.names = setting_int(desk, "ics_private", 1) == 0,
	};
	if (audience == FOR_PATIENT && out->email)
		out->method = METHOD_PUBLISH;
	if (audience == FOR_PATIENT)
		calendar_alarms(out, setting_text(desk, arena, "alarm_minutes", "1440 120"));
	else
		calendar_alarms(out, setting_text(desk, arena, "staff_alarm_minutes", ""));
}

void
calendar_subscribe(struct desk *desk, struct arena *arena, struct ical_calendar *calendar)
{
	char day[DAY_SIZE];

	calendar->method = METHOD_NONE;
	calendar->steady = true;
	calendar->refresh = setting_int(desk, "feed_minutes", FEED_MINUTES);
	calendar->stamp = arena_print(arena, "%sT00:00:00Z", civil_format(day, calendar->today));
}
