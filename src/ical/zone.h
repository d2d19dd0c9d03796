/* SPDX-License-Identifier: GPL-3.0-or-later */
/* VTIMEZONE of our own (RFC 5545, 3.6.5). Private to the room. */
#ifndef ICAL_ZONE_H
#define ICAL_ZONE_H

#include "libical.h"

/*
 * The process's zone under the plain name `tzid`, good from the first of January of `first_year`
 * to the end of `last_year`: each observance with its onsets in these years and in the year before
 * them. Owned by the caller (icalcomponent_free).
 */
icalcomponent *zone_component(const char *tzid, int first_year, int last_year);

#endif
