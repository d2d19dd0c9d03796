/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Day screen's state, for its own files.
 */
#ifndef UI_DAY_H
#define UI_DAY_H

#include "base/arena.h"
#include "book/sheet.h"
#include "offered.h"
#include "ui/tint.h"
#include "ui/screen.h"

/* What stands in a column; a later kind is drawn over an earlier one. */
enum item_kind { ITEM_KEPT, ITEM_GAP, ITEM_GONE, ITEM_VISIT };

struct item {
	enum item_kind kind;
	int start, until;			/* minutes */
	const struct appointment_line *visit;	/* ITEM_GONE (missed, left), ITEM_VISIT */
	const struct visit_mark *mark;		/* of the visit, may be NULL */
	const char *offered;			/* of ITEM_GAP: who offers a part of it just now */
	const char *words;			/* of ITEM_KEPT */
	bool shut;
};

struct column {
	const struct chair *chair;
	const char *provider;			/* who has most visits there; NULL: nobody */
	struct item *items;			/* in the order of drawing */
	size_t count;
};

/* A row of the day as a list: a visit or a free stretch, and in whose column it stands. */
struct listed {
	const struct column *column;
	const struct item *item;
};

/* Of the visit under the cursor. */
struct selected {
	struct patient_line patient;
	const char *said;			/* "left message Mon 23 Nov"; NULL: nothing */
	const char *with_her;			/* "Tom 11:45, Lia 12:15"; NULL: nobody */
	const char *runs_into;			/* what a later start would run into; NULL */
	const char *next_of_hers;		/* "work from 12:30", that day; NULL */
	const char *say;			/* "come at 11:25 and 11:55"; NULL: nothing */
};

struct day_loaded {
	int today, minute;			/* now */
	int grid;				/* minutes a row */
	int from, until;			/* the rows' first and last minute */
	bool shut;				/* the practice has no hours that day */
	struct appointment_line *visits;
	size_t visit_count;
	const int *foreseen;			/* starts, in the order of visits; NULL: not today */
	int late;				/* minutes from which they are warned */
	struct column *columns;
	size_t column_count;
	struct listed *listed;			/* by start; none where the day isn't seen as a list */
	size_t listed_count;
	struct tints tints;
	struct selected selected;
	struct hand hand;			/* as it is */
	const char *refused;			/* why what is carried can't go there, or NULL */
	struct offered offered;			/* for who was found */
};

/* Whom to call first: asked later, see screen.h. */
#define DAY_CALLS 4
#define GRID_MINUTES 15		/* a row, where the practice says nothing else */

/* What the store says of a day as its columns show it. It says the same until a change is made, another
 * desk writes, or the clock's minute turns: until then a key that moves the cursor asks for none of it. */
struct day_sheet {
	struct day_of {
		int64_t newest, version;	/* of the store: desk_newest, desk_version */
		int day, today, minute, row_minutes;
	} of;
	bool there;
	struct day_loaded loaded;		/* all that doesn't depend on the cursor */
	struct arena arena;			/* owns it */
};

struct day_calls {
	char name[DAY_CALLS][64], by[DAY_CALLS][16];
	size_t count;
};

struct day {
	int day;
	int64_t chair;				/* the cursor: its chair, its minute, and by id */
	int minute;
	int64_t visit;				/* the visit that it stands on; 0: none */
	bool as_list;				/* one below the other, by time */
	int row_minutes;			/* minutes a row; 0: the practice's */
	struct day_calls calls;
	struct day_sheet sheet;
	struct day_loaded loaded;
};

extern const struct action day_actions[];
void day_subject(const void *state, struct subject *out);

/* The cursor's column (NULL: no chairs) and item (NULL: empty time). */
const struct column *day_column(const struct day *day);
const struct item *day_item(const struct day *day);
bool day_has_cursor(const struct day *day);
/* The uppermost item at a minute of a column. */
const struct item *item_at(const struct column *column, int minute);

void day_draw(const void *state, struct grid *grid);
/* How a visit is shown now: its style (and so its sign) and a remark or two. */
struct visit_look {
	enum style style;
	char remark[24], remark2[24];
};
struct visit_look visit_look(const struct appointment_line *visit, int today, int minute);

/* The same with what is foreseen of the day. */
struct visit_look day_look(const struct day_loaded *loaded, const struct appointment_line *visit);
/* When she is expected: as she was told, else as booked. */
int visit_expected(const struct appointment_line *visit);

/* Is she to be told of a delay, while she is still at home; to come when. */
bool day_to_tell(const struct day_loaded *loaded, const struct appointment_line *visit);
int day_come_at(const struct day_loaded *loaded, const struct appointment_line *visit);
/* When it is foreseen to end, where that is later than its rows say; else NONE. */
int day_ends_at(const struct day_loaded *loaded, const struct appointment_line *visit);
/* By how much a column runs late: what is foreseen of its next visit, else the one in the chair. */
int day_column_late(const struct day_loaded *loaded, const struct column *column);

/* The provider's short name, else the whole one, else "". */
const char *visit_provider(const struct appointment_line *visit);
/* "asked, no answer" */
const char *confirmed_said(const struct appointment_line *visit);

/* Moving: the cursor, or what is carried. */
bool day_point(struct ui *ui, void *state, const char *key);	/* "@2.615": chair, minute */
enum code day_up(struct ui *ui, void *state);
enum code day_down(struct ui *ui, void *state);
enum code day_left(struct ui *ui, void *state);
enum code day_right(struct ui *ui, void *state);
enum code day_back(struct ui *ui, void *state);
enum code day_on(struct ui *ui, void *state);
enum code day_today(struct ui *ui, void *state);
/* Seen as a list, or as columns again (right after a find: the card); more of the day in a row, or less. */
enum code day_turn_list(struct ui *ui, void *state);
enum code day_coarser(struct ui *ui, void *state);
enum code day_finer(struct ui *ui, void *state);
enum code day_first(struct ui *ui, void *state);
enum code day_last(struct ui *ui, void *state);

#endif
