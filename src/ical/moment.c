/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moments: read, moved on, and told in the practice's wall time.
 */
#include "moment.h"

#include <string.h>

#include "base/civil.h"
#include "value.h"

bool
moment_read(struct foreigns *zones, const char *text, size_t length, const char *tzid,
		struct moment *out)
{
	struct moment moment = {0};

	if (!value_time(text, length, &moment.wall))
		return false;
	if (tzid && !moment.wall.is_date && !moment.wall.zone) {
		moment.zone = foreign_find(zones, tzid);
		moment.unknown = !moment.zone->known;
		if (moment.unknown)
			moment.zone = NULL;
	}
	*out = moment;
	return true;
}

bool
moment_of(struct foreigns *zones, const struct when *when, struct moment *out)
{
	size_t length;

	if (!when->value)
		return false;
	length = strcspn(when->value, " \t");
	return moment_read(zones, when->value, length, when->tzid, out);
}

struct moment
moment_later(struct moment moment, time_t seconds)
{
	const icaltimezone *const zone = moment.wall.zone;

	moment.wall = wall_time_of(wall_seconds(moment.wall) + seconds, moment.wall.is_date);
	moment.wall.zone = zone;
	return moment;
}

void
moment_local(const struct moment *moment, int *day, int *minute)
{
	static const struct foreign practice = {.known = true, .here = true};

	if (moment->wall.zone && !moment->wall.is_date)
		zone_local(wall_seconds(moment->wall), day, minute);
	else
		foreign_local(moment->zone && !moment->wall.is_date ? moment->zone : &practice,
			moment->wall, day, minute);
}

long
moment_minutes(const struct moment *moment)
{
	int day, minute;

	moment_local(moment, &day, &minute);
	return day * 1440L + minute;
}
