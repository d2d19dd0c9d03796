/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The huddle: what everybody should know before the day begins, on one page.
 */
#ifndef POST_HUDDLE_H
#define POST_HUDDLE_H

#include "store/desk.h"

/* In the order in which they are told. */
enum huddle_part { HUDDLE_HOLE, HUDDLE_UNCONFIRMED, HUDDLE_NEW, HUDDLE_FAMILY, HUDDLE_BIRTHDAY,
	HUDDLE_LATE, HUDDLE_CONCERN };
extern const char *const huddle_words[];

/* A listing. */
struct huddle_line {
	int part;			/* enum huddle_part */
	int start;			/* the minute of the day that it is about; NONE */
	int64_t patient;		/* 0: a hole */
	const char *name, *words;
};
extern const struct record huddle_line_record;

/* Of a day: free stretches of half an hour or more in each chair; visits not confirmed, of that day
 * and of the next open one; who comes for the first time; who of the same household is due and has
 * no visit; whose birthday it is among those who come; who is often late; open concerns of those who
 * come and those due that day. In the arena. */
enum code huddle_load(struct desk *desk, struct arena *arena, int day, struct huddle_line **out,
		size_t *count);

#endif
