/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Practices strewn at random, for property tests of the book: hours, exceptions, closures, blocks,
 * visits of every state, commitments of patients and of who brings a child. They come from fixed seeds,
 * so a failure comes again.
 */
#ifndef SUPPORT_STREWN_H
#define SUPPORT_STREWN_H

#include "desk.h"

#define DAYS 16			/* from TODAY on, that visits and exceptions are strewn over */
#define VISITS 60
#define CHAIRS 4
#define PROVIDERS 5
#define PATIENTS 4		/* the first has commitments; the last is a child, brought by two */
#define TYPES 8

/* 0 … n - 1, and mostly a quarter, now and then an odd minute. */
int any(int n);
int any_minute(int from, int until);
int64_t any_chair(void);
int64_t any_provider(void);

/* The practice of a seed; the grid of its openings. A desk that has no store yet is opened, else its
 * practice gives way to this one. */
int strew(struct desk *desk, struct arena *arena, int seed);

#endif
