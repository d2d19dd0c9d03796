/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concerns: what patients asked, complained of or were promised, and by when it is answered
 * (desk.md section 6). Each has an owner, a clock and an end: its answer, or a withdrawal. None is
 * ever deleted; what it was before stands in the log.
 */
#ifndef CARE_CONCERN_H
#define CARE_CONCERN_H

#include "store/desk.h"

enum concern_kind { CONCERN_QUESTION, CONCERN_COMPLAINT, CONCERN_PROMISE };
enum concern_outcome { CONCERN_RECOVERED, CONCERN_LEFT, CONCERN_UNRESOLVED };

struct concern {
	struct row row;
	int kind;			/* enum concern_kind */
	int64_t patient;		/* 0: a caller who is no patient */
	const char *caller;
	const char *text;		/* as said */
	const char *about, *wish;	/* about what; what would put it right */
	const char *owner;		/* of the answer */
	const char *opened, *due, *acknowledged, *answered;
	const char *answer, *told_how;
	int outcome;			/* enum concern_outcome, NONE */
	const char *lesson;
	int follow_up;			/* a day */
	const char *withdrawn;
	const char *reason;		/* why it was withdrawn, or last put off */
	int64_t from_answer;		/* the entry of the answer book it was answered from, 0: none */
};

/* A line of the list of concerns (view concern_list). */
struct concern_line {
	struct row row;
	int kind;
	int64_t patient;
	const char *name, *caller, *text, *about, *wish, *owner, *opened, *due, *acknowledged,
		*answered, *answer, *told_how;
	int outcome;
	const char *lesson;
	int follow_up;
	const char *withdrawn, *reason;
	int64_t from_answer;
	const char *whose;		/* asked: the patient's name, else the caller's; */
	const char *due_at;		/* "2026-11-25T10:42", the practice's time */
};

extern const struct record concern_record, concern_line_record;
extern const char *const concern_kind_words[], *const concern_outcome_words[];
/* How an answer was told: call, text, email, letter, desk. */
extern const char *const told_how_words[];

/*
 * The acts: one batch each. *said (may be NULL) tells what was done, in the arena. A row given is one
 * that the caller loaded: STALE where another desk was first. CLASH where it is closed already.
 */

/* Notes one: record_blank's, with kind, text, and patient or caller; opened is filled, and owner
 * where it is NULL: who is at the desk. Due at day and minute (minute NONE: by closing time); day
 * NONE: by its kind, a question after 1 open day, a complaint after 1 (to be acknowledged), while a
 * promise must say. INPUT names what is missing. */
enum code concern_open(struct desk *desk, struct arena *arena, struct concern *concern, int day,
		int minute, const char **said);

/* Tells whoever complained that it was heard; the answer is due 10 open days after the opening.
 * INPUT for what is no complaint, CLASH where it was done before. */
enum code concern_acknowledge(struct desk *desk, struct arena *arena, struct concern *concern,
		const char **said);

struct concern_answer {
	const char *text, *told_how;	/* neither may be missing, but the text where */
	int64_t from_answer;		/* it is an entry's of the answer book; 0: none */
	int outcome;			/* a complaint's must be there, */
	const char *lesson;		/* with what was learned; of others they stay empty */
};
/* Closes it. A complaint is followed up 14 days on, unless whoever complained has left. INPUT where
 * something of the above is missing, CLASH where nobody has agreed to the entry. */
enum code concern_close(struct desk *desk, struct arena *arena, struct concern *concern,
		const struct concern_answer *given, const char **said);

/* Due later, with the reason. INPUT where that is not later than now, or no reason is given. */
enum code concern_put_off(struct desk *desk, struct arena *arena, struct concern *concern, int day,
		int minute, const char *reason, const char **said);

/* Taken back by whoever raised it. INPUT without a reason. */
enum code concern_withdraw(struct desk *desk, struct arena *arena, struct concern *concern,
		const char *reason, const char **said);

/* Which ones; record_blank-like: NULL, NONE, 0 don't ask. */
struct concern_filter {
	const char *owner;
	int due_by;			/* a day */
	int kind, outcome;
	int64_t patient;
	bool closed;			/* also those that are closed */
	int closed_from;		/* a day: only those closed then or later */
};
/* By due time, what is asked filled. */
enum code concerns_load(struct desk *desk, struct arena *arena, const struct concern_filter *filter,
		struct concern_line **out, size_t *count);
/* The open one that is due first, if it is overdue or due today, and how many are; 0: none. */
enum code concern_first(struct desk *desk, struct arena *arena, struct concern_line *out,
		int *count);

/* The consequence of a patient's going away unseen: a complaint, to be made good. */
enum code left_follow(struct desk *desk, const struct written *rows, size_t count);

bool concern_is_open(const struct concern_line *line);
/* Day and minute of a stamp in the practice's time; NONE for NULL. */
void concern_moment(const char *stamp, int *day, int *minute);

#endif
