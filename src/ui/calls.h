/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Calls screen's state, for its own files.
 */
#ifndef UI_CALLS_H
#define UI_CALLS_H

#include "base/arena.h"
#include "book/opening.h"
#include "book/together.h"
#include "card.h"
#include "figures.h"
#include "recall/calls.h"
#include "ui/list.h"
#include "ui/screen.h"

#define CALLS_CARD_FROM 150	/* columns that have room for the card of who is called */

#define OFFERS 3			/* openings that are offered in a call */
#define CHOSEN_NONE SIZE_MAX

/* What the list is narrowed to. */
enum calls_filter { FILTER_ALL, FILTER_RECALL, FILTER_CONFIRM, FILTER_CARE, FILTER_MADE,
	FILTER_COUNT };

/* What is offered in a call. */
struct calls_offers {
	struct visit_type type;
	int64_t planned;		/* the planned visit that it is; 0: none */
	struct opening *openings;
	size_t count;
	struct together_search together;	/* several of them come together; count 0: one does */
	struct opening *sets[OFFERS];		/* then, of each of openings, those of all */
};

/* Of the call under the cursor. */
struct calls_call {
	const struct call *call;	/* NULL: the list is empty */
	size_t reason;			/* which of its reasons the keys are for */
	const char **says;		/* what to say of each of them */
	struct card_facts whom;		/* who is called */
	const char *role;		/* "mother"; NULL: not known, or herself */
	const char *told;		/* "all of Tom, Lia"; NULL: it is about nobody else */
	const char *second_home;	/* of the first child with one, in words; NULL: none */
	const struct calls_offers *offers;	/* NULL: they are being looked for */
	struct contact_line *contacts;		/* the newest with the reason's patient */
	size_t contact_count;
};

/* The list as it was read: it holds until the store, the clock or the filter changes. */
struct calls_list {
	struct arena arena;
	struct calls *calls;			/* paused; NULL: not read */
	struct call *lines;			/* as many as the cursor needs, then some more */
	size_t count, room;
	bool more;				/* than were read */
	int64_t change;				/* the newest then; 0: not read */
	int day, minute;
	enum calls_filter filter;
};

/* The offers as they were found: they hold as long as the list, for one reason of one call. */
struct calls_found {
	struct arena arena;
	struct calls_offers offers;
	int64_t change;				/* of the list; 0: nothing has been found */
	int minute;
	int64_t key;
	size_t reason, chosen;
};

struct calls_loaded {
	int today;
	const struct call *lines;		/* of the list */
	size_t count;
	struct call_made *made;			/* of FILTER_MADE: the calls of today */
	size_t made_count;
	struct calls_call under;
};

struct calls_screen {
	struct list list;
	int64_t key;			/* the household under the cursor, which stays on it
					 * wherever it goes; 0: by its place in the list */
	size_t chosen;			/* a reason, by hand; CHOSEN_NONE: the first that fits */
	enum calls_filter filter;
	char note[256];			/* goes with what is logged next */
	bool counted;
	struct calls_counts counts;
	struct figures_foot foot;
	struct calls_list read;
	struct calls_found found;
	struct calls_loaded loaded;
};

extern const struct action calls_actions[];
void calls_subject(const void *state, struct subject *out);

void calls_draw(const void *state, struct grid *grid);
/* Loads what is shown of the call under the cursor. */
enum code calls_call_load(struct ui *ui, struct arena *arena, struct calls_screen *screen);

/* Looks for what is offered in it. */
enum code calls_offers_find(struct ui *ui, struct calls_screen *screen);
/* Is that still to be done, or to be done anew? */
bool calls_offers_wanted(const struct calls_screen *screen);

/* A reason for which openings are offered: for a new visit, or for moving one. */
bool reason_books(const struct call_reason *reason);
/* Is it that she asked for another time of a visit? That, or that it can't stay where it is? */
bool reason_asks(const struct call_reason *reason);
bool reason_moves(const struct call_reason *reason);
/* Under the cursor: the call (NULL: none), the reason that the keys are for. */
const struct call_reason *calls_reason(const struct calls_screen *screen);
/* Puts the cursor on a line. */
void calls_point(struct calls_screen *screen, size_t at);
/* The keys 1 to 3. */
enum code calls_book(struct ui *ui, struct calls_screen *screen, size_t n);
/* Logs what came of the call and goes on to the next household. */
enum code calls_end(struct ui *ui, struct calls_screen *screen, const struct call_end *end);
/* The same where nothing but these kinds of that patient (0: of all) was to be said; else the call
 * goes on. */
enum code calls_settle(struct ui *ui, struct calls_screen *screen, int64_t patient, unsigned kinds,
		int outcome);

/* Asks why somebody wants no more calls. */
void calls_off_show(struct ui *ui, int64_t patient);

#endif
