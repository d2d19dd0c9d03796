/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments of a file from elsewhere, each in its zone, and what they are here. Private to the room. */
#ifndef ICAL_MOMENT_H
#define ICAL_MOMENT_H

#include "component.h"
#include "foreign.h"

struct moment {
	struct icaltimetype wall;	/* as it stands there; is_date: a day */
	const struct foreign *zone;	/* NULL: UTC where wall.zone is set, else the practice's */
	bool unknown;			/* its TZID is nobody's: taken as the practice's */
};

/* Reads `length` bytes with that TZID (or NULL). False where it is no moment. */
bool moment_read(struct foreigns *zones, const char *text, size_t length, const char *tzid,
		struct moment *out);
bool moment_of(struct foreigns *zones, const struct when *when, struct moment *out);

/* The moment `seconds` later by the clock of its zone; a day moves by whole days. */
struct moment moment_later(struct moment moment, time_t seconds);

/* Wall time of the practice. */
void moment_local(const struct moment *moment, int *day, int *minute);
/* The same in minutes since 1970. */
long moment_minutes(const struct moment *moment);

#endif
