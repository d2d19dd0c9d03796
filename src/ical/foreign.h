/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zones of a file from elsewhere, by their TZIDs. Private to the room. */
#ifndef ICAL_FOREIGN_H
#define ICAL_FOREIGN_H

#include "libical.h"

#include "base/arena.h"
#include "base/content.h"
#include "base/offsets.h"

/* A zone of the file or of the system, once it has been asked for. */
struct foreign {
	const char *tzid;
	bool known, here;		/* here: the practice's own, wall time stays as it is */
	struct offsets offsets;		/* of a known one that isn't here */
	struct foreign *next;
};

struct foreigns {
	struct arena *arena;		/* lives as long as they */
	const char *practice;		/* the practice's zone */
	struct foreign *first;
	size_t count;
	struct observance *observance;	/* of the VTIMEZONE being read */
	struct observance *observances;
	const char *tzid;
};

/* The zone of a TZID: a VTIMEZONE that was read, a system's zone (whatever prefix stands before its
 * name), one of Windows'. What is unknown is told by `known`. Never NULL. */
const struct foreign *foreign_find(struct foreigns *zones, const char *tzid);

/* The instant of a wall time in a known zone, and its day and minute where the practice is. */
void foreign_local(const struct foreign *zone, struct icaltimetype wall, int *day, int *minute);

/* Reading a VTIMEZONE: its beginning, each line inside, its end. */
void foreign_begin(struct foreigns *zones);
void foreign_line(struct foreigns *zones, const struct content_line *line);
void foreign_end(struct foreigns *zones);

/* The system's name of one of Windows' zones ("W. Europe Standard Time"), NULL where it is none. */
const char *windows_zone(const char *name);

#endif
