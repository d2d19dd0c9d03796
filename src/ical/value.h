/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values of iCalendar (RFC 5545, 3.3), read strictly: libical's parser takes month 13 and 99:99:99
 * without a word. Private to the room.
 */
#ifndef ICAL_VALUE_H
#define ICAL_VALUE_H

#include <stdbool.h>
#include <time.h>

#include "libical.h"

/* A date or a date with its time, exactly as far as `length`. With a Z its zone is UTC, else it has
 * none. False, and nothing written, where it is no time that exists. */
bool value_time(const char *text, size_t length, struct icaltimetype *out);

/* P1DT2H, -PT15M, P2W: in seconds; days are of 24 hours. */
bool value_duration(const char *text, size_t length, long *seconds);

/* +0100, -033015: in seconds. */
bool value_offset(const char *text, long *seconds);

/* Seconds since 1970 of a wall time as if it were UTC; and back, as a date where `date`. */
time_t wall_seconds(struct icaltimetype time);
struct icaltimetype wall_time_of(time_t seconds, bool date);

#endif
