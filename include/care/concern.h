/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concerns: what patients asked, complained of or were promised, and by when it is answered
 * (desk.md section 6).
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
};

extern const struct record concern_record, concern_line_record;
extern const char *const concern_kind_words[], *const concern_outcome_words[];

#endif
