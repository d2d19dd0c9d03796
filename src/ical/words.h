/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry says, and what it keeps to itself. Private to the room; results in the arena. */
#ifndef ICAL_WORDS_H
#define ICAL_WORDS_H

#include "ical/write.h"

/* "Dental visit at Riverside Dental"; `what` may be another word for the visit. */
const char *visit_at_practice(const struct ical_calendar *calendar, struct arena *arena,
		const char *what);
const char *visit_summary(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit);

/* Where the practice is, and how to tell it that one can't come (it has a phone). */
const char *practice_place(const struct ical_calendar *calendar, struct arena *arena);
const char *practice_call(const struct ical_calendar *calendar, struct arena *arena);

#endif
