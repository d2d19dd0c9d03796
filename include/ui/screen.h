/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens. To make one: a file and a row.
 *
 * The file holds a struct of state, `load`, `draw`, and a table of actions, and at its end a
 * `const struct screen x_screen`; the row goes into screens[] (src/ui/screens.c) for a screen with
 * a tab of its own, into pushed_screens[] for one that is pushed (a form, a question, a card):
 * ui_push(ui, &x_screen) puts it on top and gives its zeroed state to fill.
 *
 * The loop: take an event; if it is a key, find the action and run it; load; draw all from state.
 * There is one loop only: nothing but the loop reads a key, so whatever asks the user something is
 * a pushed screen, and what follows from the answer is in that screen's actions. There is no
 * "redraw" either: whatever you change in the state is on the screen after the key.
 *
 * State is one struct in two halves. The first is kept (the cursor by id, typed text): only your
 * actions change it. The second, from `kept` bytes on, is loaded: zeroed and filled by `load`, from
 * queries, into the arena that dies at the next load. News from other desks reload the second half
 * only.
 *
 *	struct day {
 *		int day;			// kept
 *		int64_t visit;
 *		struct day_loaded loaded;	// from offsetof(struct day, loaded) on
 *	};
 *
 * `draw` reads nothing but its state (no query, no clock: load puts what it needs there) and may
 * find the second half all zero, after a load that failed. It draws between grid rows BODY_TOP and
 * body_end(grid); the loop draws the top line, the tabs, the message and the hint line.
 *
 * Actions are rows, and everything about keys comes from them: dispatch, hint line (in the table's
 * order, as many as fit), help page, the key list of the manual. An action runs with the error
 * cleared; a code other than OK shows error_text() on the message line. What was done is said by
 * ui_say(ui, …), usually with the domain's own *said.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "book/appointment.h"
#include "recall/calls.h"
#include "store/right.h"
#include "ui/grid.h"

struct ui;

/* What an action needs: checked before it runs, told where it lacks, and hidden from the hints.
 * A screen's `has` says which of these its state has. */
enum need_of_action {
	NEEDS_VISIT = 1,	/* a visit under the cursor */
	NEEDS_PATIENT = 2,	/* a patient under the cursor, or one found */
	NEEDS_OPENING = 4,	/* numbered openings */
	NEEDS_FREE = 8,		/* a free stretch under the cursor */
	NEEDS_CARRIED = 16,	/* a visit that is being carried */
	NEEDS_EMPTY_HAND = 32,	/* none is being carried */
	NEEDS_ROW = 64,		/* a row under the cursor */
	MAY_WRITE = 128,	/* the right to write what the screen's `writes` says */
	QUIET = 1 << 16,	/* not a need: never in the hint line (arrows …) */
	HINT_ONLY = 1 << 17	/* not a need: shown, and dispatched by the screen's `key` */
};
/* And a right, which is asked before it runs, so that no form opens which couldn't be saved:
 * NEEDS_VISIT | MAY(BOOK). Whoever hasn't it sees no hint of it. (The row that is written is
 * guarded in the store, whatever stands here.) */
#define MAY_SHIFT 24
#define MAY(right) ((unsigned)RIGHT_##right << MAY_SHIFT)

struct action {
	const char *keys;	/* names apart by blanks; the first is shown: "Esc C-g" */
	const char *name;	/* a word or two for the hint line: "arrive" */
	unsigned needs;
	const char *help;	/* a sentence for the help page and the manual */
	enum code (*run)(struct ui *ui, void *state);
};
/* A table of actions ends with this. */
#define ACTIONS_END { NULL, NULL, 0, NULL, NULL }

enum screen_kind {
	SCREEN_WHOLE,		/* covers what is below it */
	SCREEN_OVER		/* draws over the lower rows of what is below it */
};

/* Whom and what is under the cursor, or was found. */
struct subject {
	int64_t patient;		/* 0: nobody */
	int64_t visit;			/* 0: none */
	bool to_come;			/* the visit is not over */
	struct call_reason about;	/* why she would be called */
};

struct screen {
	const char *name;	/* "Day": its tab, its page of help */
	const char *keys;	/* what changes to it from everywhere: "D F1"; NULL: only pushed */
	enum screen_kind kind;
	size_t state_size;
	size_t kept;		/* bytes of the kept half; state_size: all of it */
	/* Fills the loaded half. */
	enum code (*load)(struct ui *ui, struct arena *arena, void *state);
	void (*draw)(const void *state, struct grid *grid);
	const struct action *actions;
	bool types;		/* has a text field: letters are typed, so they are no keys */
	/* May be NULL. Takes a key before the actions do: true where it did. */
	bool (*key)(struct ui *ui, void *state, const char *key);
	/* May be NULL: nothing under the cursor. A set of NEEDS_… */
	unsigned (*has)(const void *state);
	/* May be NULL: nobody is refused. Of what MAY_WRITE stands for: the record that is written,
	 * NULL where whoever has signed in may. */
	const struct record *(*writes)(const void *state);
	/* May be NULL. The number beside the tab ("Calls 14"); 0: none. Asked after the first
	 * paint and once a second after a change, so it may take its time. */
	int (*count)(struct ui *ui);
	/* May be NULL. Whether leaving would lose something typed. */
	bool (*unsaved)(const void *state);
	/* May be NULL. What `load` put off by ui_soon, so that the key is answered first: into the
	 * kept half, once that is painted and no key waits. */
	enum code (*soon)(struct ui *ui, void *state);
	/* May be NULL. Fills a part of the kept half by what takes its time (the first calls): run
	 * as `count` is, while the screen is to be seen. */
	enum code (*later)(struct ui *ui, struct arena *arena, void *state);
	/* May be NULL: makes the state of a screen with a tab when it is first shown. */
	void (*start)(struct ui *ui, void *state);
	/* May be NULL. Frees what a state holds besides its arenas. */
	void (*close)(void *state);
	/* May be NULL: none. Whom and what the verbs (acts.h) are about now. */
	void (*subject)(const void *state, struct subject *out);
	bool covers;		/* of the frame the practice and the time alone: nothing of patients */
	/* May be NULL. The tab that a pushed screen belongs to; NULL: the one below it. */
	const char *tab;
};

/* The screens with tabs, in their order, and those that are pushed (for the key list), each ended
 * by NULL. */
extern const struct screen *const screens[], *const pushed_screens[];
/* What works on every screen. */
extern const struct action common_actions[];

/* The rows that a screen may use: BODY_TOP up to, not including, body_end. */
#define BODY_TOP 2
int body_end(const struct grid *grid);

/* The rows of the whole screen, as it was drawn last; 0: not yet. */
int ui_rows(const struct ui *ui);

/* The desk at which this screen stands; what domain functions take first. */
struct desk *ui_desk(const struct ui *ui);
/* Memory for one key: whatever an action makes; gone after it. */
struct arena *ui_arena(struct ui *ui);
/* Memory that lives as long as the screen now on top. */
struct arena *ui_keep(struct ui *ui);

/* What the last key did, for the message line. Stands until the next key that says something.
 * ui_did adds who did it and "u takes it back". */
void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ui_did(struct ui *ui, const char *said);

/* Puts a screen on top and gives its zeroed state; ui_pop takes the top one away. */
void *ui_push(struct ui *ui, const struct screen *screen);
void ui_pop(struct ui *ui);
/* The action that does only that: Esc of most screens. */
enum code ui_back(struct ui *ui, void *state);
/* The state of the top screen; of a screen with a tab. */
void *ui_top_state(struct ui *ui);
void *ui_state(struct ui *ui, const struct screen *screen);
/* Goes to a screen with a tab: pushed ones are taken away, its own state is as it was left. */
void ui_go(struct ui *ui, const struct screen *screen);
/* Leaves the program when this key is done; says so instead where something is unsaved. */
void ui_leave(struct ui *ui);
/* Shows nothing until the next key (patients look on). */
void ui_blank(struct ui *ui);

/* Of `load`: there is something for `soon`. Of `soon`: there is more, when no key waits. A part should
 * take no longer than a key may. */
void ui_soon(struct ui *ui);
/* Of `later`: there is more to do; it is called again at once, unless a key is pressed first. */
void ui_more(struct ui *ui);

/* Asks `question` ("Leave it? What was typed would be lost."): `key` runs `yes` with the state of
 * the screen below, any other key nothing. */
void ui_confirm(struct ui *ui, const char *question, const char *key, const char *yes_name,
		enum code (*yes)(struct ui *ui, void *state));
/* A line to be typed beside `title`, beginning as `text`; Enter gives it to `accept`, with the id
 * of what it is about, when the line is gone. */
void ui_prompt(struct ui *ui, const char *title, const char *text, int64_t about,
		enum code (*accept)(struct ui *ui, int64_t about, const char *text));
/* Text in a screen of its own, with scrolling: output of a command. Copied. */
void ui_page(struct ui *ui, const char *title, const char *text);

/* Cells of a row of the screen. */
int ui_cols(const struct ui *ui);

/* Runs a command line outside the screens when this key is done: a pager has the terminal, then the
 * screen is put back. `said` (may be NULL) is said where it went well. Copied. */
void ui_outside(struct ui *ui, int argc, char **argv, const char *said);

/* What is in hand whatever the screen: a person found, for whom `b` and `m` are until the cursor
 * moves; and a visit that is carried to another place (with Day's arrows). */
struct hand {
	int64_t found;			/* a patient; 0: nobody */
	bool carries;
	int64_t visit, rev;		/* the one carried; 0: a new one */
	int64_t patient, type, provider;
	struct slot slot;		/* where it would go */
	char name[64];			/* of its patient */
	char what[64];			/* "exam 30" */
};
struct hand *ui_hand(struct ui *ui);

#endif
