/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits to be moved (desk.md section 3): a change of hours, a closure, a block, or somebody who
 * doesn't work here any more may leave visits where they can't take place. They are marked with the
 * reason and stay where they are, in sight, until the patient has been told; a visit that gets
 * another place, or is cancelled, loses the mark. A change taken back takes its marks back.
 *
 * Where a visit could take place but for the dentist's check, another dentist who can looks in, and
 * it isn't marked; it is where nobody can.
 */
#ifndef BOOK_MOVING_H
#define BOOK_MOVING_H

#include "book/appointment.h"

/*
 * What stands where it can't, before and after a change of the set-up. Within one batch: moving_watch,
 * the change, moving_mark. Only what the change has done counts: a visit that was forced to where it
 * stands, on record, isn't marked again and again.
 */
struct moving;

/* The visits to come of these days (last NONE: all that are booked), in the arena. */
enum code moving_watch(struct desk *desk, struct arena *arena, int first, int last,
		struct moving **out);
/* Marks those that can't take place any more, for that reason, and takes the mark from those that
 * now can. */
enum code moving_mark(struct moving *moving, const char *why);

/* A listing record: whom to tell, and what could be offered. */
struct to_move_line {
	struct row row;			/* of the visit */
	int64_t patient;
	const char *name, *phone, *area;
	int day, start, minutes;
	const char *type;		/* its code */
	int64_t provider;
	const char *provider_name, *chair_name;
	const char *state, *to_move;	/* why */
	const char *urgency;		/* "here", "on the way", "this morning", "lives far"; "" */
	int offer_day, offer_start;	/* the first opening; NONE: none */
	int64_t offer_chair, offer_provider;
	const char *offer_chair_name, *offer_provider_name;
};
extern const struct record to_move_line_record;

/* Those of a span of days (NONE: no bound) in the order in which they are told: who is here or on the
 * way now, then this half of the day, then by day, within it those who live far first, then by
 * time. Far is an area that the setting `near` (names with commas between) doesn't name; without it
 * nobody lives far. Offers are asked for the first `offers` lines. */
enum code visits_to_move(struct desk *desk, struct arena *arena, int first, int last,
		size_t offers, struct to_move_line **out, size_t *count);
/* Who was to do that visit is away (ill) from its start to the end of its day: a closure, with its note.
 * One batch; *said with how many visits are to be moved by it. INPUT where it has no provider or time. */
enum code provider_away(struct desk *desk, struct arena *arena, const struct appointment *from,
		const char *note, const char **said);
/* Those that a batch has marked. */
enum code visits_marked(struct desk *desk, struct arena *arena, int64_t batch,
		struct to_move_line **out, size_t *count);

#endif
