/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient's own reminder that a visit is due. Private to the room. */
#ifndef ICAL_REMINDER_H
#define ICAL_REMINDER_H

#include "ical/write.h"

/* One for each patient, with the same UID for life: due on the earliest due day of what isn't booked;
 * where all is, it is taken back, so that it disappears where the visit appears. *any is false where
 * nothing was ever due. Texts go into the arena. */
enum code reminder_of(struct desk *desk, struct arena *arena,
		const struct ical_calendar *calendar, int64_t patient,
		struct ical_reminder *out, bool *any);

#endif
