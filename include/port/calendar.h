/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendars come in as days on which the practice, a provider or a chair is shut, or as times when a
 * patient can't come: dated rows, within a window. The same file twice changes nothing; an event that
 * moved moves its closure. (A whole schedule comes in by a map: port/import.h.)
 */
#ifndef PORT_CALENDAR_H
#define PORT_CALENDAR_H

#include "port/import.h"

struct calendar_target {
	int64_t patient;		/* commitments; else closures, */
	int64_t provider, chair;	/* of one of these, or of the practice */
	bool busy;			/* only what takes up time, and without its words */
	int from, to;			/* days; NONE: from today, two years */
};

/* One batch of kind "import". WORLD, INPUT of ical_read. */
enum code import_calendar(struct desk *desk, struct arena *arena, const char *path,
		const struct calendar_target *target, const struct import_options *options,
		struct import_report *report);

#endif
