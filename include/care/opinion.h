/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opinions: one question after a visit ("how was it, 0 to 10, and why?"), never more than once in six
 * months. A low one becomes a complaint with its clock.
 */
#ifndef CARE_OPINION_H
#define CARE_OPINION_H

#include "store/desk.h"

#define SCORE_MOST 10
#define SCORE_LOW 6			/* up to which it is a complaint */
#define OPINION_MONTHS 6		/* in which nobody is asked twice */
#define OPINION_DAYS 14			/* after the visit, within which she is asked */

struct opinion {
	struct row row;
	int64_t patient, appointment;	/* 0: of no visit that is known */
	const char *at, *who;
	int channel;			/* how she was asked: index into told_how_words */
	int score;
	const char *text;		/* her sentence; NULL */
	int64_t concern;		/* the complaint that it became; 0: none */
};
extern const struct record opinion_record;

/* Notes one (record_blank's, with patient, score, text, channel): of her latest visit within 14 days, with
 * a complaint where it is low; one batch. INPUT for a score that is none, CLASH where she was asked in the
 * last six months. *said tells what was done. */
enum code opinion_add(struct desk *desk, struct arena *arena, struct opinion *opinion,
		const char **said);

/* Who may be asked: seen on that day, an active patient not asked in six months, by a message
 * neither, without an open complaint. */
struct ask_line {
	int64_t patient;
	const char *name;
	int64_t visit;
	int start;
	const char *type, *provider_name, *phone;
};
extern const struct record ask_line_record;
enum code opinion_ask(struct desk *desk, struct arena *arena, int day, struct ask_line **out,
		size_t *count);

#endif
