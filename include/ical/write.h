/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing an iCalendar stream (RFC 5545, RFC 7986), one entry at a time: what is in memory is one
 * entry, however many there are. The same rows, settings and `stamp` give the same bytes.
 *
 * Privacy (design section 7): an entry names no treatment, no diagnosis and no other patient,
 * unless the practice says so, by a visit type's public_name in a patient's file and by the setting
 * ics_private 0 in the staff's.
 */
#ifndef ICAL_WRITE_H
#define ICAL_WRITE_H

#include <stdbool.h>
#include <stdio.h>

#include "book/appointment.h"


/* Whose calendar it is for. */
enum ical_audience {
	FOR_PATIENT,		/* the visits of one patient, with reminders */
	FOR_STAFF		/* a chair's, a provider's or all; patients by initials and id */
};

/* What a file asks of whoever opens it (RFC 5546). */
enum ical_method {
	METHOD_NONE,		/* nothing: a calendar to be looked at (feed, CalDAV) */
	METHOD_PUBLISH,		/* to be taken in; nobody is asked */
	METHOD_REQUEST,		/* an invitation of `guest`, who is asked to answer */
	METHOD_CANCEL		/* what `guest` was invited to is off */
};

/* What holds for all entries of a calendar. Texts may be NULL but for practice, zone and stamp. */
struct ical_calendar {
	enum ical_audience audience;
	enum ical_method method;	/* all but METHOD_NONE need an email, of the practice */
	const char *guest, *guest_name;	/* of REQUEST and CANCEL: address, and name or NULL */
	const char *practice;		/* its name */
	const char *name;		/* of the calendar, in a list of calendars; NULL: the practice's,
					 * "": it is no calendar of a list */
	const char *address, *phone, *email;	/* of the practice */
	const char *zone;		/* "Europe/Berlin": that of the process, too (zone_set) */
	const char *stamp;		/* now, "2026-11-24T15:04:05Z": each entry's DTSTAMP */
	int today;			/* no alarm is set for an earlier day */
	int first, last;		/* every visit lies in the years of these days; NONE: none */
	const char *related;		/* UID of the reminder that a visit takes the place of */
	const char *colour;		/* a name of CSS (RFC 7986, 5.9) */
	int refresh;			/* minutes after which a subscriber looks again; 0: not said */
	bool steady;			/* the same rows give the same bytes: DTSTAMP is LAST-MODIFIED */
	bool household;			/* of several patients: each visit says whose it is */
	bool names;			/* staff may read names and treatments */
	int alarms[ALARMS_MOST];	/* minutes before the start */
	size_t alarm_count;
};

/* Fills it from the desk and the settings: zone, address, phone, email, ics_private (1), and for a
 * patient alarm_minutes ("1440 120"), for staff staff_alarm_minutes (none). What is for a patient is
 * published where the practice has an email (RFC 5546 asks for an organizer). first and last are
 * left NONE, name and the rest NULL. Texts go into the arena. */
void ical_calendar_load(struct desk *desk, struct arena *arena, enum ical_audience audience,
		struct ical_calendar *out);

/* The alarms that a patient wants, where she has said so. */
enum code calendar_alarms_of(struct desk *desk, struct arena *arena, int64_t patient,
		struct ical_calendar *calendar);

/* For one that is subscribed to: its stamps are those of the rows, a reminder's of the day, and who
 * subscribes is asked to look again after feed_minutes (15). */
void calendar_subscribe(struct desk *desk, struct arena *arena, struct ical_calendar *calendar);

/* A calendar being written. */
struct ical;

/* Begins one on `stream`, which stays the caller's; `calendar` is kept and must outlive it. Where
 * first is given, the zone's VTIMEZONE goes ahead, cut to the years needed. WORLD where the stream
 * refuses. */
enum code ical_open(struct ical **out, const struct ical_calendar *calendar, FILE *stream);

/* Writes a visit that has its time as a VEVENT. `changed` is when its row was last written, UTC
 * (LAST-MODIFIED); NULL: when it was made. */
enum code ical_visit(struct ical *ical, const struct appointment_line *visit, const char *changed);

/* Somebody due back: a day, without a time. */
struct ical_reminder {
	const char *uid;		/* for life */
	int day;			/* NONE: none yet; a VTODO may do without */
	const char *summary, *description;	/* description may be NULL, and have lines */
	int sequence;
	bool off;			/* taken back: what it reminded of is booked */
	bool todo;			/* VTODO with DUE, else VEVENT all day long */
};
enum code ical_reminder(struct ical *ical, const struct ical_reminder *reminder);

/* Days, or a span of each of them: shut. */
struct ical_span {
	const char *uid;		/* for life */
	int sequence;
	int first, last;		/* days, both in it */
	int start, until;		/* minutes of each; start NONE: whole days */
	const char *summary;
};
/* A VEVENT that takes up time; of several days with a time of day a recurring one. */
enum code ical_span(struct ical *ical, const struct ical_span *span);

/* Ends it by one call that takes the result: OK writes the calendar's end and flushes, anything
 * else only frees. Returns the result, or WORLD where the stream refuses. */
enum code ical_close(struct ical *ical, enum code result);

/* How a private entry names somebody: "E.R. #12". In the arena. */
const char *ical_initials(struct arena *arena, const char *name, int64_t id);

/* One line of clean text: white space is one blank, what must not reach a calendar U+FFFD. */
const char *ical_line(struct arena *arena, const char *text);

#endif
