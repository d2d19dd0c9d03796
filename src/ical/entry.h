/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of a calendar as a component. Private to the room. */
#ifndef ICAL_ENTRY_H
#define ICAL_ENTRY_H

#include <libical/ical.h>

#include "ical/write.h"

/* "2026-11-24T15:04:05Z" as UTC. */
struct icaltimetype entry_stamp(const char *stamp);

/* A VEVENT, and a VEVENT or VTODO; texts made on the way go into the arena. Owned by the caller. */
icalcomponent *entry_visit(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit, const char *changed);
icalcomponent *entry_reminder(const struct ical_calendar *calendar,
		const struct ical_reminder *reminder);

#endif
