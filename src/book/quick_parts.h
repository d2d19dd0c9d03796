/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of the quick line's reader: words that are taken one after the other, first by what
 * they say of time and kind, what is left as names.
 */
#ifndef BOOK_QUICK_PARTS_H
#define BOOK_QUICK_PARTS_H

#include "book/quick.h"

/* What a word was taken for. */
enum taken { TAKEN_NOT, TAKEN, TAKEN_PROVIDER, TAKEN_PATIENT };

struct quick_word {
	size_t at, length;		/* in the line */
	enum taken taken;
	bool marked;
	const char *why;		/* of a marked one */
};

struct reading {
	struct desk *desk;
	struct arena *arena;
	const char *line;
	enum date_order order;
	struct quick *quick;
	struct quick_word *words;
	const char **folded;		/* of each word; "" of one in quotes: only a name */
	size_t count;
	size_t weekday_word, window_word, day_word;	/* the last of that kind */
	bool day_named;			/* just before, so that "thu 15" is Thursday at 15:00 */
	bool provider_said;		/* behind a title or "with" */
	struct provider *providers;
	struct visit_type *types;
	struct chair *chairs;
	size_t provider_count, type_count, chair_count;
};

/* Each takes words from the n-th on: how many, 0 none. */
size_t quick_read_time(struct reading *r, size_t n);
size_t quick_read_row(struct reading *r, size_t n);	/* a chair, type or provider */

/* Finds the patient by the words that are left. */
enum code quick_find_patient(struct reading *r);

/* Marks `count` words; what is marked stays so. */
void quick_mark_words(struct reading *r, size_t n, size_t count, const char *why);
bool quick_word_is(const struct reading *r, size_t n, const char *word);

#endif
