/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rules of recurrence (RFC 5545, 3.3.10), worked out by libical within bounds. Times are wall times
 * without a zone. Private to the room.
 */
#ifndef ICAL_RECUR_H
#define ICAL_RECUR_H

#include <stdbool.h>

#include "libical.h"

struct recur;

/* False where the rule isn't understood, or where working it out could take without end: a rule by
 * the second, by the hour or minute on certain days alone or at hours that it never meets, by times
 * of what is all day long. */
bool recur_parse(const char *text, struct icaltimetype start, struct icalrecurrencetype *rule);

/* An UNTIL in UTC becomes one of wall time, `ahead` seconds ahead. */
void recur_until(struct icalrecurrencetype *rule, long ahead);

/* The occurrences from `start` on, which counts as the first where the rule meets it. NULL where the
 * rule has none. */
struct recur *recur_new(const struct icalrecurrencetype *rule, struct icaltimetype start);
void recur_free(struct recur *recur);	/* NULL is let pass */

/* Lets go what is earlier than `from`, where the rule doesn't count its occurrences. */
void recur_skip(struct recur *recur, struct icaltimetype from);

/* The next one; false where there are no more, or so many were asked for that it must end. */
bool recur_next(struct recur *recur, struct icaltimetype *next);

/* Did it end only because it must? */
bool recur_endless(const struct recur *recur);

#endif
