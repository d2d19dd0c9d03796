/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendars out of the book: live visits, and who is due back. Rows are streamed from one state of
 * the store; the stream is the caller's, who puts a file in its place (base/newfile.h).
 */
#ifndef ICAL_EXPORT_H
#define ICAL_EXPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"

struct desk;

/* Which visits: at most one of these five; all of them where each is 0. */
struct ical_choice {
	int64_t visit, patient;		/* for the patient's calendar, with reminders */
	int64_t chair, provider;	/* for the staff's, like all */
	int64_t household;		/* for who books for all of them: each by the name they go by */
	int from, to;			/* days, both counted; NONE: no bound */
	bool feed;			/* to be subscribed to: the same rows give the same bytes */
	bool reminders, todo;		/* a patient's: the next recalls too, as events or to-dos */
};

/* Writes the live visits chosen, by day, chair and start; *count of them, which may be 0.
 * NOT_FOUND where what is chosen isn't there, CLASH where the visit isn't live. */
enum code ical_export_visits(struct desk *desk, const struct ical_choice *choice, FILE *stream,
		int64_t *count);
/* The same into a file, which is there whole or not at all (base/newfile.h). */
enum code ical_export_visits_file(struct desk *desk, const struct ical_choice *choice,
		const char *path, int64_t *count);

/* Which recalls, and as what. */
struct ical_recalls {
	int due_by;			/* a day; those with no due day are in any case */
	int64_t type;			/* of recall; 0: all */
	bool todo;			/* VTODO, due on the due day; else VEVENT, today at the earliest */
	bool feed;			/* to be subscribed to: the same for the whole of a day */
};

/* What came of it: households (or patients without one) written, and left out because they are not
 * to be contacted now. */
struct ical_recall_count {
	int64_t written, resting;
};

/* Writes the recall list for whoever works it, an entry a household, most urgent first. The same
 * household has the same UID each time. */
enum code ical_export_recalls(struct desk *desk, const struct ical_recalls *which, FILE *stream,
		struct ical_recall_count *count);

/* The same with a file an entry, recall-household-12.ics or recall-patient-7.ics, in a folder that
 * is made where it is missing. Other files in it are left alone. */
enum code ical_export_recall_folder(struct desk *desk, const struct ical_recalls *which,
		const char *folder, struct ical_recall_count *count);

#endif
