/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a patient's last two years of visits tell the desk: does she miss them, does she come late?
 */
#ifndef BOOK_HABITS_H
#define BOOK_HABITS_H

#include "book/appointment.h"

struct habits {
	int missed;			/* visits of the last 24 months */
	int arrived, late;		/* of her last ten visits with a time of arrival: how many,
					 * and how many of these were 10 minutes late or more */
	int sooner;			/* minutes by which she is asked to come sooner; 0: on time */
	bool misses;			/* three or more were missed */
};

/* Late-prone is who was late at three or more of the last ten: she is asked to come sooner by as
 * much as she was late in the middle of these, rounded up to 5 minutes, 20 at most. */
enum code patient_habits(struct desk *desk, int64_t patient, struct habits *out);

/* "has missed 3 visits", "often late (4 of 10): ask her for 10 minutes sooner"; NULL: nothing to be
 * said. */
const char *habits_missed_said(struct arena *arena, const struct habits *habits);
const char *habits_late_said(struct arena *arena, const struct habits *habits);

#endif
