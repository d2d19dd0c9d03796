/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries of a calendar as components. Private to the room. Each is owned by the caller
 * (icalcomponent_free); texts made on the way go into the arena.
 */
#ifndef ICAL_ENTRY_H
#define ICAL_ENTRY_H

#include "libical.h"

#include "ical/write.h"

/* A visit as a VEVENT in parts, whose lines follow each other: its name and times as lines (NULL where
 * these need libical's care: then they are in the next, `whole`), what else it has of its own, what
 * all visits of a calendar share, and the alarms of those to come. So the shared ones are made once. */
const char *entry_visit_lines(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit, const char *changed);
icalcomponent *entry_visit(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit, const char *changed, bool whole);
icalcomponent *entry_of_all_visits(const struct ical_calendar *calendar, struct arena *arena);
icalcomponent *entry_of_alarms(const struct ical_calendar *calendar, struct arena *arena);

/* A VEVENT or VTODO. */
icalcomponent *entry_reminder(const struct ical_calendar *calendar,
		const struct ical_reminder *reminder);

/* A VEVENT. */
icalcomponent *entry_span(const struct ical_calendar *calendar, const struct ical_span *span);

#endif
