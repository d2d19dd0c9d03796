/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closing the day (desk.md section 3): what is still open when the last patient has gone, each with
 * what to do about it.
 */
#ifndef CARE_CLOSING_H
#define CARE_CLOSING_H

#include "store/desk.h"

enum closing_kind {
	CLOSING_UNSETTLED,	/* a visit up to now that is still booked, here or in the chair */
	CLOSING_TO_MOVE,	/* whom nobody has told yet that a visit can't be */
	CLOSING_NO_NEXT,	/* gone today without a next visit or a reason */
	CLOSING_NEED,		/* not there, for a visit of the next two open days */
	CLOSING_UNCONFIRMED,	/* a visit of the next two open days */
	CLOSING_CONCERN,	/* due by the end of the next open day */
	CLOSING_MESSAGE,	/* that couldn't be sent */
	CLOSING_SHEET,		/* the next open day's sheet, to be printed */
	CLOSING_BACKUP		/* none was made today */
};
extern const char *const closing_kind_words[];

/* A listing record. */
struct closing_line {
	int kind;			/* enum closing_kind */
	int64_t patient;		/* 0: nobody's */
	const char *name, *phone;
	int64_t appointment, concern;	/* what it is about, 0: not that */
	int day, start;			/* NONE where there is none */
	const char *words;		/* "filling, still booked" */
	const char *mend;		/* the command that settles it */
};
extern const struct record closing_line_record;

/* What is open on closing today, in the order above, in the arena. */
enum code closing_load(struct desk *desk, struct arena *arena, struct closing_line **out,
		size_t *count);

#endif
