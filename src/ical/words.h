/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry says, and what it keeps to itself. Private to the room; results in the arena. */
#ifndef ICAL_WORDS_H
#define ICAL_WORDS_H

#include "ical/write.h"

const char *visit_summary(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit);
/* NULL where there is nothing to say. */
const char *visit_place(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit);
const char *visit_description(const struct ical_calendar *calendar, struct arena *arena);

#endif
