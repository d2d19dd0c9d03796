/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is put on paper: the sheet of a day or a week, and the slip that goes along with a patient.
 */
#ifndef PORT_SHEET_H
#define PORT_SHEET_H

#include "book/appointment.h"

/* Who reads it. On the wall everybody does: initials, and nothing of why they come. */
enum sheet_reader { SHEET_WALL, SHEET_ROOM, SHEET_DESK };
extern const char *const sheet_reader_words[];

/* A listing record: a visit's line. */
struct sheet_line {
	int day, start, minutes;
	const char *chair_name, *provider_name;
	const char *who;		/* initials; called name and name; name and number */
	const char *type;		/* NULL on the wall */
	const char *state;		/* "here", "in chair", "" … */
	const char *say;		/* alerts and what isn't here yet; NULL: nothing */
};
extern const struct record sheet_line_record;

/* The live visits of these days by day, chair and start (a week: first to last), in the arena. */
enum code sheet_lines(struct desk *desk, struct arena *arena, int first, int last,
		enum sheet_reader reader, struct sheet_line **out, size_t *count);

/* A listing record: a line of the slip, "Provider  Dr Lee". */
struct routing_line {
	const char *what, *words;
};
extern const struct record routing_line_record;

/* The slip of a visit: who, when, where, with whom, what for; alerts, needs; the next visit; room to
 * write what was done and what comes next. */
enum code routing_lines(struct desk *desk, struct arena *arena, int64_t id,
		struct routing_line **out, size_t *count);

#endif
