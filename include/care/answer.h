/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answer book: the practice's agreed answers to common questions and myths, searched as the
 * question is typed. An entry is used only once somebody has agreed to it.
 */
#ifndef CARE_ANSWER_H
#define CARE_ANSWER_H

#include "store/desk.h"

struct answer {
	struct row row;
	const char *title, *text;
	const char *language;		/* "en" */
	const char *agreed_by;		/* NULL: nobody yet, it isn't told */
	int review_on;			/* the day to look at it again */
	int used;			/* derived: concerns answered from it */
};

/* A search word of an entry: a derived table. */
struct answer_word {
	const char *word;		/* folded */
	int64_t answer;
};

extern const struct record answer_record, answer_word_record;

/* Adds an entry (record_blank's with title and text; language "en" where NULL). INPUT where
 * something is missing. One batch. */
enum code answer_add(struct desk *desk, struct answer *answer);
/* Somebody agrees to it, until a day on which it is looked at again (NONE: a year from today). One
 * batch. INPUT without a name. */
enum code answer_approve(struct desk *desk, struct answer *answer, const char *by, int review_on);
/* Adds the twenty starter entries, agreed to by nobody; those whose title is there already are left
 * out. *added of them. One batch. */
enum code answers_start(struct desk *desk, int *added);

/* Those of which words begin as the words of `text` do, at most `most`: rarer words and
 * those of the title count more; of equals the one used more often is first. Words of which more than half the entries have one count for nothing. */
enum code answers_find(struct desk *desk, struct arena *arena, const char *text, size_t most,
		struct answer **out, size_t *count);

/* A word that questions share and no entry has in its title. */
struct answer_wanted {
	const char *word;		/* folded */
	int asked;			/* questions with it */
	const char *example;		/* the latest of them */
	const char *last;		/* private: the one counted last */
};
extern const struct record answer_wanted_record;
/* What is asked often, with no entry yet: words of at least two questions of the last year that
 * weren't answered from the book, the most frequent first. */
enum code answers_wanted(struct desk *desk, struct arena *arena, struct answer_wanted **out,
		size_t *count);

/* The consequence that keeps search words and `used`: of answers and concerns. */
enum code answers_follow(struct desk *desk, const struct written *rows, size_t count);
/* Recomputes both (for check, replay). */
enum code answers_derive(struct desk *desk);

#endif
