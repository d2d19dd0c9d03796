/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits: the rows of the book, and everything that happens to one. Each act is one batch (or a
 * part of the caller's: batches nest), takes the row as the caller loaded it (STALE where another
 * desk was first), and on success leaves the new row in it and a sentence of what was done in
 * *said (in the arena): "Haddad, Rima arrived 10:41".
 */
#ifndef BOOK_APPOINTMENT_H
#define BOOK_APPOINTMENT_H

#include "book/patient.h"
#include "book/practice.h"

enum visit_state { VISIT_PLANNED, VISIT_BOOKED, VISIT_ARRIVED, VISIT_SEATED, VISIT_DONE,
	VISIT_MISSED, VISIT_LEFT, VISIT_CANCELLED };
enum confirmed { CONFIRMED_NOT_ASKED, CONFIRMED_ASKED, CONFIRMED_YES, CONFIRMED_NO };
enum cancelled_by { BY_PATIENT, BY_PRACTICE };
enum notice { NOTICE_EARLY, NOTICE_SHORT };

/* The one shape of the cursor, an opening, a block and a visit. */
struct slot {
	int64_t chair;
	int day, start, minutes;
};

struct appointment {
	struct row row;
	const char *uid;		/* UUID, for life (RFC 7986, 5.3) */
	int sequence;			/* RFC 5545, 3.8.7.4 */
	int64_t patient, type, provider, checker, chair;
	int chair_kind;
	int day, start, minutes, held;
	const char *pattern;
	int state, confirmed;
	int arrived, seated, done;	/* minutes of that day */
	int check_asked, checked;	/* since when the dentist's check is waited for, when it was */
	int told_start;
	const char *to_move;		/* why it can't stay where it is; NULL: it can */
	const char *reason;
	int by;				/* enum cancelled_by; of a live one: it was moved by them */
	int notice;			/* of a patient's cancelling: enum notice */
	const char *no_next;		/* why she left without her next visit */
	int call_on;			/* planned: the day to call */
	int target;			/* planned: the Monday of the week it is wanted in */
	int series;
	int64_t replaces;
	const char *note, *made_at, *made_by, *ref;
};

/* A line of the lists of visits (view appointment_list). */
struct appointment_line {
	struct row row;
	const char *uid;
	int sequence;
	const char *ref;
	int64_t patient;
	const char *name, *called, *birth;
	int64_t provider;
	const char *provider_name, *provider_short;
	int64_t checker, chair;
	const char *chair_name;
	int chair_kind, day, start, minutes, held;
	const char *pattern, *type, *type_name, *public_name;
	int state, confirmed, arrived, seated, check_asked, checked, done, told_start;
	const char *to_move, *reason;
	int by, notice;
	const char *no_next;
	int call_on, target, series;
	int64_t replaces;
	const char *note, *made_at, *made_by;
};

struct need {
	struct row row;
	int64_t appointment;
	int kind;
	const char *whom;
	int wanted_by, got;
};

struct wait {
	struct row row;
	int64_t patient, appointment, type;
	int first, last, notice_min;
	const char *note;
	int since, ended;
};

extern const struct record appointment_record, appointment_line_record, need_record, wait_record;
extern const char *const visit_state_words[], *const confirmed_words[], *const by_words[],
	*const notice_words[], *const need_kind_words[];

bool state_is_live(int state);		/* booked, arrived, seated, done */
bool state_is_open(int state);		/* booked, arrived, seated: still to come or going on */

/* What is asked for. Zero or NONE: left to the desk. */
struct booking {
	int64_t patient, type;
	int64_t provider;		/* 0: the first who may do the type and is free */
	int64_t checker;
	struct slot slot;		/* chair 0: the first free one; minutes 0 or NONE: the type's */
	const char *note;
	const char *force;		/* why a rule that can be forced is; NULL: rules hold */
	int64_t replaces;		/* a missed, left or cancelled visit that this one makes good */
	int64_t series;			/* the first visit of the series that it belongs to */
};

/* Books it: the loop over booking_rules (book/rule.h), then one put. CLASH with "RULE: why".
 * Warnings of rules that only warn stand in *said. */
enum code appointment_book(struct desk *desk, struct arena *arena, const struct booking *asked,
		struct appointment *out, const char **said);

/* Moves a live or planned visit: the same row, the same rules (its own cells count as free);
 * confirmed goes back to not_asked. chair 0, provider 0: as they are. */
enum code appointment_move(struct desk *desk, struct arena *arena, struct appointment *visit,
		struct slot slot, int64_t provider, const char *force, const char **said);

/* A planned visit: wanted, without a time. call_on NONE: no day to call. */
enum code appointment_plan(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		int call_on, const char *note, struct appointment *out, const char **said);

/* Books it; beyond the day until which the provider's book is open, plans it for the week that was
 * asked for instead (state VISIT_PLANNED; *said tells so): it becomes a call on the day on which the
 * book is opened for that week. Without a provider that is when nobody's book is open. */
enum code appointment_book_or_plan(struct desk *desk, struct arena *arena,
		const struct booking *asked, struct appointment *out, const char **said);
/* Makes the planned visits whose week a provider's book now reaches calls of today. Needs a begun
 * batch. */
enum code planned_open(struct desk *desk, const struct provider *provider);

enum step { STEP_CONFIRM, STEP_ARRIVE, STEP_SEAT, STEP_DONE, STEP_MISS, STEP_LEAVE };
/* She has been told of a later start, today: for waiting and lateness that one counts. */
enum code appointment_told(struct desk *desk, struct arena *arena, struct appointment *visit,
		int start, const char **said);
/* The same where the patient rang that they come later. */
enum code appointment_comes(struct desk *desk, struct arena *arena, struct appointment *visit,
		int start, const char **said);
/* What a visit that begins at `start` instead would run into of her firm commitments, and wouldn't as
 * booked: "work from 12:30", in the arena; NULL: nothing. Such a start is asked, not told. */
enum code told_runs_into(struct desk *desk, struct arena *arena,
		const struct appointment_line *visit, int start, const char **what);
/* In the same words what she has to go to after the visit, that day; NULL: nothing. */
enum code next_commitment(struct desk *desk, struct arena *arena,
		const struct appointment_line *visit, const char **what);
/* One step along the states of desk.md section 3, at the desk's clock: a step that skips one fills
 * the missing stamp with the same minute and says so; a step that isn't there, or whose day hasn't
 * come, is CLASH "state: …". A visit of an earlier day is settled without stamps. */
enum code appointment_step(struct desk *desk, struct arena *arena, struct appointment *visit,
		enum step step, const char **said);
/* Seats in another chair than booked (0: as booked). */
enum code appointment_seat(struct desk *desk, struct arena *arena, struct appointment *visit,
		int64_t chair, const char **said);
/* Takes it out of the book; kept in the planned list as a new planned row if `keep`. */
enum code appointment_cancel(struct desk *desk, struct arena *arena, struct appointment *visit,
		enum cancelled_by by, const char *reason, bool keep, const char **said);

/* What the batch did, in words, for the message line: "Haddad, Rima arrived (Kim)". */
enum code batch_words(struct desk *desk, struct arena *arena, int64_t batch, const char **words);

/* The visits of a day in all chairs, by chair position and start; live ones, and those missed or
 * cancelled where `all`. */
enum code day_visits(struct desk *desk, struct arena *arena, int day, bool all,
		struct appointment_line **out, size_t *count);
/* The live visits of a provider from one day to another, by day and start. */
enum code provider_visits(struct desk *desk, struct arena *arena, int64_t provider, int first,
		int last, struct appointment_line **out, size_t *count);
/* The next live visit of a patient that hasn't begun: NOT_FOUND, with a sentence, where there is
 * none. */
enum code patient_next_visit(struct desk *desk, struct arena *arena, int64_t patient,
		struct appointment_line *out);
/* A patient's, newest first, at most `limit` (0: all). */
enum code patient_visits(struct desk *desk, struct arena *arena, int64_t patient, size_t limit,
		struct appointment_line **out, size_t *count);
/* Planned visits by call-on day, those without one last. */
enum code planned_visits(struct desk *desk, struct arena *arena, struct appointment_line **out,
		size_t *count);

/* Waiting list. CLASH where the patient waits for a visit of that type already. */
enum code wait_add(struct desk *desk, struct arena *arena, struct wait *wait);
/* Who of the waiting list a gap fits: the first of those that have waited longest, whose notice and
 * days allow it, by the booking rules. `but`: a visit that is about to leave the gap, or 0. `first`
 * is all null (id 0) where it fits nobody. */
enum code wait_first_for(struct desk *desk, struct arena *arena, struct slot gap, int64_t but,
		struct wait *first);
/* The next one after that, who would take it if the first doesn't want it. */
enum code wait_next_for(struct desk *desk, struct arena *arena, struct slot gap, int64_t but,
		struct wait *wait);
/* Who waited has what was waited for. Needs a begun batch. */
enum code wait_end(struct desk *desk, struct arena *arena, int64_t id);
enum code wait_list(struct desk *desk, struct arena *arena, struct wait **out, size_t *count);

#endif
