/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Care screen's state, for its own files, and the form that closes or moves a concern.
 */
#ifndef UI_CARE_H
#define UI_CARE_H

#include "care/answer.h"
#include "care/concern.h"
#include "ui/list.h"
#include "ui/screen.h"

/* Which concerns the list shows; `v` goes round. */
enum care_view { CARE_OPEN, CARE_MINE, CARE_CLOSED, CARE_VIEWS };

struct care_loaded {
	int today, minute;
	struct concern_line *lines;
	size_t count;
	size_t overdue;			/* of them */
	const char *phone;		/* of the one under the cursor; NULL: none */
	struct answer *answers;		/* of the answer book, that may answer it */
	size_t answer_count;
	struct answer_wanted *wanted;	/* words asked often that the book has no entry for; */
	size_t wanted_count;		/* read where none may answer it */
};

struct care {
	enum care_view view;
	struct list list;
	int64_t id;			/* of the one under the cursor, which stays on it */
	struct care_loaded loaded;
};

extern const struct action care_actions[];
void care_subject(const void *state, struct subject *out);

void care_draw(const void *state, struct grid *grid);
/* The one under the cursor; NULL: the list is empty. */
const struct concern_line *care_line(const struct care *care);

/* When it was answered or withdrawn: a stamp. */
const char *closed_at(const struct concern_line *line);
/* "11:00" today, else "Mon 23 Nov 11:00", in the arena. */
const char *due_words(struct arena *arena, const char *stamp, int today);

/* What is asked before something is done with a concern; an answer may be an entry's of the answer
 * book (NULL: none). */
enum care_act { CARE_ANSWER, CARE_PUT_OFF, CARE_WITHDRAW };
enum code care_form_show(struct ui *ui, int64_t concern, enum care_act act,
		const struct answer *from);

#endif
