/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient's card: all that the desk knows of her, for the card and the pane beside the list.
 */
#ifndef UI_CARD_H
#define UI_CARD_H

#include "book/habits.h"
#include "book/sheet.h"
#include "care/concern.h"
#include "recall/contact.h"
#include "ui/grid.h"

struct ui;

/* A line of the timeline: a visit, a contact or a closed concern. */
struct past {
	int day;
	const struct appointment_line *visit;
	const struct contact_line *contact;
	const struct concern_line *concern;	/* closed */
};

struct card_facts {
	int today, minute;
	struct patient_line patient;		/* name NULL: nobody */
	const char *looked_at_by;		/* at another desk, just now; NULL: nobody */
	struct appointment_line *visits;	/* all, newest first */
	size_t visit_count;
	const struct appointment_line **coming;	/* of these, those to come, next first */
	size_t coming_count;
	struct past *past;			/* newest first */
	size_t past_count;
	struct habits habits;
	struct recall_line *recalls;
	size_t recall_count;
	struct alert *alerts;
	size_t alert_count;
	struct concern_line *concerns;		/* open and closed, by due time */
	size_t concern_count;
	struct need *needs;
	size_t need_count;
	struct patient_line *same_name;		/* others who are called so */
	size_t same_name_count;
	const char *second_home;		/* of a child, in words; NULL: none */
	struct patient_line *house;		/* the others of the household */
	size_t house_count;
	struct contact_person *speakers;
	size_t speaker_count;
	struct commitment *commitments;
	size_t commitment_count;
	struct patient_reach_line *reaches;
	size_t reach_count;
};

enum code card_facts_load(struct ui *ui, struct arena *arena, int64_t patient,
		struct card_facts *facts);
/* Draws from (y, x) to the row `last` and the column `until`, both not included. `focus`: the row
 * of `coming`, then of `past`, that is focused; -1: none. */
void card_facts_draw(const struct card_facts *facts, struct grid *grid, int y, int x, int last,
		int until, int focus);
/* The same with who she is and the whole timeline alone. */
void card_timeline_draw(const struct card_facts *facts, struct grid *grid, int y, int x, int last,
		int until, int focus);
/* The visit of a focused row, NULL where that is none. */
const struct appointment_line *card_facts_visit(const struct card_facts *facts, size_t row);

#endif
