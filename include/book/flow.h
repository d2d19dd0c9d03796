/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course of a visit beside its states (desk.md section 3): the dentist's check, stamps put right,
 * what is said at which moment, what must be there before, and how she leaves. Acts are as in
 * book/appointment.h: one batch each, the row as the caller loaded it, a sentence in *said.
 */
#ifndef BOOK_FLOW_H
#define BOOK_FLOW_H

#include "book/appointment.h"

/* The patient in the chair waits for the dentist's check; said again, the dentist has been. CLASH
 * where she isn't in the chair today. */
enum code appointment_check(struct desk *desk, struct arena *arena, struct appointment *visit,
		const char **said);
/* Since when she waits for it; NONE: she doesn't. */
int check_waited_since(const struct appointment_line *visit);

/* Stamps put right: NONE stays as it is. CLASH where the visit hasn't come so far, INPUT where they
 * aren't in their order or lie ahead. */
struct stamps {
	int arrived, seated, done;
};
enum code appointment_stamp(struct desk *desk, struct arena *arena, struct appointment *visit,
		const struct stamps *stamps, const char **said);

/* Why she left without a next visit. CLASH where the visit isn't done. */
enum code appointment_no_next(struct desk *desk, struct arena *arena, struct appointment *visit,
		const char *why, const char **said);
/* The visits done on these days after which nothing is booked or planned, and no reason is given. */
enum code visits_without_next(struct desk *desk, struct arena *arena, int first, int last,
		struct appointment_line **out, size_t *count);
/* Those of past days that are still booked, arrived or seated. */
enum code visits_unsettled(struct desk *desk, struct arena *arena, struct appointment_line **out,
		size_t *count);
enum code visits_unsettled_count(struct desk *desk, int64_t *count);

/* Whether a cancelling now, by the patient, comes early enough: at or before the same time of day so
 * many open days before (setting notice_days, 1). */
enum code notice_now(struct desk *desk, const struct appointment *visit, enum notice *out);

/* The moments at which an alert is said. */
enum moment { MOMENT_BOOKING, MOMENT_CONFIRMING, MOMENT_ARRIVING, MOMENT_SEATING,
	MOMENT_CHECKOUT };
extern const char *const moment_words[];
/* What is to be said to whom, at that moment, about the patient: her alerts that hold on that day. */
enum code alerts_at(struct desk *desk, struct arena *arena, int64_t patient, enum moment moment,
		int day, struct alert **out, size_t *count);
/* What is to be said or asked after a step, a line each: the alerts of its moment, and once she is
 * done, that no next visit is booked. */
enum code step_reminders(struct desk *desk, struct arena *arena, const struct appointment *visit,
		enum step step, const char ***out, size_t *count);
/* An alert with its text and moments (words of moment_words, with blanks between; none: all). INPUT
 * for other words or no text. */
enum code alert_save(struct desk *desk, struct arena *arena, struct alert *alert);

/* Needs. wanted_by NONE: two open days before the visit; it moves along with the visit. */
enum code need_add(struct desk *desk, struct need *need);
enum code need_got(struct desk *desk, struct need *need);
/* Those that each visit of a type brings; and what follows for them from another day. Both need a
 * begun batch. */
enum code needs_of_type(struct desk *desk, const struct visit_type *type,
		const struct appointment *visit);
enum code needs_follow(struct desk *desk, const struct appointment *visit, int day_before);

/* A line of the list of needs that aren't there (view need_list), of visits to come. */
struct need_line {
	struct row row;
	int64_t appointment, patient;
	const char *name, *phone;
	int day, start;			/* of the visit; NONE: it is planned */
	const char *type;		/* its code */
	int kind;			/* enum need_kind_words */
	const char *whom;
	int wanted_by, got;
};
extern const struct record need_line_record;
/* Wanted by a day (NONE: all), soonest first. */
enum code needs_open(struct desk *desk, struct arena *arena, int wanted_by,
		struct need_line **out, size_t *count);

#endif
