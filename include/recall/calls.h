/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calls of the day (desk.md section 5): one line a household with every reason in it, in the
 * order of urgency, rests applied. Small reasons are read whole, recalls streamed by `urgent`.
 */
#ifndef RECALL_CALLS_H
#define RECALL_CALLS_H

#include "recall/contact.h"

/* In the order of desk.md section 5. */
enum call_reason_kind { REASON_LATE, REASON_TO_BE_MOVED, REASON_PROMISED, REASON_CONCERN,
	REASON_GAP, REASON_NOT_HERE, REASON_UNCONFIRMED, REASON_NEED, REASON_MISSED,
	REASON_PLANNED, REASON_UNSETTLED, REASON_RECALL };
/* For --only: late to_be_moved … confirm (unconfirmed) … recall. */
extern const char *const call_reason_words[];

struct call_reason {
	int kind;
	int64_t patient;
	const char *name;		/* as said */
	int64_t appointment, recall, contact, concern;
	int64_t wait, type;		/* a gap's: who waits, for a visit of which type */
	struct slot gap;		/* what is free */
	int minute;			/* late: when to come instead; NONE */
	bool asked;			/* late: that time runs into what else she has: it holds only
					 * once she has agreed */
	const char *words;		/* "14 weeks overdue, missed 2", never a score */
	int due;			/* a recall's day; NONE: it has none */
	const char *say;		/* what to say; NULL: a recall, see call_say */
};

struct call {
	int64_t household, patient;	/* household 0: the patient alone; patient: whom to call */
	const char *name;		/* "Siddiqui, Farah", "Meyer Anna Tom", "Ade household" */
	const char *by;			/* "11:00", "today", "" */
	int reason;			/* the kind of the most urgent one */
	const char *why;		/* all reasons in words */
	int tries;			/* unanswered attempts since the reason arose */
	const char *best;		/* best way now: "tel", "text, tel" */
	const char *phone;
	const char *rest;		/* why it rests today (only where asked for); NULL */
	struct call_reason *reasons;
	size_t count;
};
/* The same as a listing: a line a household. */
extern const struct record call_record;

/* What to say of a reason. Of a recall it is put in words only when it is asked for: they are many, and
 * one is called at a time. */
const char *call_say(struct desk *desk, struct arena *arena, const struct call_reason *reason);

struct calls;
struct calls_options {
	int day;			/* NONE: today */
	unsigned only;			/* bits 1 << kind; 0: all */
	bool rested;			/* also those that rest today, with the reason */
	bool paged;			/* read a page at a time: no line waits until all are read */
};

/* Begins the list; calls_next gives a household at a time, in order, made in `arena`. Left out are
 * those called already today, but for what has come up since, and those that nobody answered in
 * the last 3 hours. calls_close also after a failure. */
enum code calls_open(struct desk *desk, struct arena *arena, const struct calls_options *options,
		struct calls **out);
enum code calls_next(struct calls *calls, struct call *call, bool *more);
/* Between two pages: nothing of the store is held; calls_next goes on behind where it was. */
void calls_pause(struct calls *calls);
void calls_close(struct calls *calls);

/* What came of a call. */
struct call_end {
	int outcome;			/* enum outcome */
	const char *until, *note;	/* as a contact's; may be NULL */
};
/* Logs a call to a household: a contact for each patient that its reasons are about (purpose
 * invitation where it is a recall, reminder where a visit is to be confirmed, else service), on the
 * number of whom was called; where they were told of a delay, the visit's told start. One batch; *said as contact_log, of the whole call. */
enum code call_log(struct desk *desk, struct arena *arena, const struct call *call,
		const struct call_end *end, const char **said);
/* One of them wants no more invitations: stops all her recalls, for that reason; who died or moved
 * away is marked so. What is booked stays but of who died, and is said. One batch. */
enum code call_off(struct desk *desk, struct arena *arena, int64_t patient, enum stopped reason,
		const char **said);

/* Is it past the cut-off for confirming a visit of that day (setting confirm_by: a minute of the open
 * day before, 15:00)? And once it is for those of the next open day, how many of them aren't
 * confirmed. */
enum code confirm_is_late(struct desk *desk, int day, bool *late);
enum code unconfirmed_late(struct desk *desk, int *count);

/* A call that was made: a listing, a line a household and moment. */
struct call_made {
	int start;			/* the minute of the day */
	int64_t household, patient;	/* patient: the first whom it was about */
	const char *name;
	int outcome;
	const char *until, *who, *note;
};
extern const struct record call_made_record;
/* Those of a day, in order. */
enum code calls_made(struct desk *desk, struct arena *arena, int day, struct call_made **out,
		size_t *count);

/* She stays away: inactive from now on, and asked no more (desk.md section 4, after the last word at
 * 24 months). One batch. */
enum code call_inactive(struct desk *desk, struct arena *arena, int64_t patient,
		const char **said);

/* What the foot of the screen counts, today: households left to call, of these those with a recall,
 * with something to confirm or get, with a concern or promise; calls made, reached, booked. A call
 * that was about several patients counts once. */
struct calls_counts {
	int to_make, recall, confirm, care;
	int made, reached, booked;
};
/* The reasons behind these counts, for calls_options.only. */
#define CALLS_RECALL (1u << REASON_RECALL)
#define CALLS_CONFIRM (1u << REASON_UNCONFIRMED | 1u << REASON_NEED)
#define CALLS_CARE (1u << REASON_PROMISED | 1u << REASON_CONCERN)
enum code calls_count(struct desk *desk, const struct calls_options *options,
		struct calls_counts *out);

/* How somebody is about to be reached. */
struct approach {
	int64_t patient;
	enum purpose purpose;
	int channel;			/* enum contact_channel; NONE: whichever */
	int64_t reach;			/* the number or address; 0: none in particular */
	int64_t message;		/* that is about to go: its own waiting is no rest; 0: none */
};
/* Why this patient must not be contacted now for this purpose; NULL: may be. The one function that
 * list, outbox and export ask. The dead are left alone. Who refused the purpose on every number and
 * address gets no reminder, invitation or opinion, nor does anybody a call or text outside the hours
 * for them (settings call_from, call_until: minutes, 8:00 and 20:00). Invitations and opinions rest
 * for who isn't with us any more, during an open complaint of the household, for the day after a
 * talk or an invitation (and while one waits to be sent), for 3 hours after a call that nobody
 * answered, for 30 days after a death in the home. A number or address that failed reaches nobody;
 * one on which the purpose was refused, or that may not be texted, isn't used by itself: a person
 * may still call about a visit that exists. */
enum code contact_rest(struct desk *desk, struct arena *arena, const struct approach *approach,
		const char **why);
/* The part of it that is the number's or address's own. */
enum code reach_rest(struct desk *desk, const struct approach *approach, const char **why);

/* The same for many, hours of the day and numbers left out: what rests today is read once, into the
 * arena. `state` is the patient's. */
struct rests;
enum code rests_read(struct desk *desk, struct arena *arena, enum purpose purpose,
		struct rests **out);
/* Did the rest of somebody who was rung in vain end by the clock alone, since that minute of today? Also
 * where that minute is still to come. */
enum code rests_ended(struct desk *desk, int since, bool *ended);
/* Why; NULL: nothing rests. */
const char *rests_why(const struct rests *rests, int64_t patient, int state, int64_t household,
		enum purpose purpose);

#endif
