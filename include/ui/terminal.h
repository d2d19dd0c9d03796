/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A terminal: what shows a grid and gives events. Two makers: the real one (term.c, the only file
 * that knows ncurses) and a script of keys (script.c), which prints its screens as text.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "ui/grid.h"

enum event_kind {
	EVENT_KEY,
	EVENT_RESIZE,		/* rows and cols of the terminal have changed */
	EVENT_TICK,		/* `patience` without a key, or `wake` has something */
	EVENT_END,		/* hung up, told to end, or the script is over */
	EVENT_CLOCK,		/* scripts: the clock is moved by `minutes` */
	EVENT_NOW,		/* scripts: the clock is set to `day`, `minutes` */
	EVENT_DESK,		/* scripts: go on at the desk called `key` */
	EVENT_CLICK,		/* the mouse, at x, y */
	EVENT_WHEEL		/* up (-1) or down (1): `minutes` */
};

#define KEY_SIZE 48

/* Keys go by name: "Up" "Down" "Left" "Right" "Home" "End" "PageUp" "PageDown" "Enter" "Tab" "BTab"
 * "Esc" "Space" "BSpace" "Delete" "Insert" "F1" … "F12" "C-a" … "C-z"; else the character
 * itself, as UTF-8. */
struct event {
	enum event_kind kind;
	char key[KEY_SIZE];
	int day, minutes;
	int x, y;
};

/* The text a key types, NULL where it types none. */
const char *event_text(const struct event *event);

struct terminal {
	int rows, cols;
	bool ascii, plain_signs;	/* for the grids it shows, see grid.h */
	bool unhurried;			/* nobody waits (a script): what takes its time is done whole */
	int patience;			/* milliseconds; set by who asks for events */
	int wake;			/* a descriptor whose news end the wait; -1: none; as well */

	void (*draw)(struct terminal *terminal, const struct grid *grid);
	/* The next event; blocks until there is one. */
	void (*next)(struct terminal *terminal, struct event *event);
	/* Gives the terminal back as it was, and frees this. */
	void (*close)(struct terminal *terminal);
	/* Forgets what it knows to be on the screen, and draws all at the next draw; may be
	 * NULL. */
	void (*forget)(struct terminal *terminal);
	/* Leaves the terminal to another program (true), and takes it again; may be NULL: nothing
	 * is to be done for that. */
	void (*lend)(struct terminal *terminal, bool lent);
};

/* On standard input and output. WORLD where these are no terminal, or one of no known kind. From
 * here to close, nothing that writes to standard error is seen. */
enum code term_open(struct terminal **out);

struct script_options {
	const char *path;		/* the script; "-" is standard input */
	int rows, cols;			/* of the first screen; 0: 24 by 80 */
	bool last_only;			/* prints the screen after the last step only */
	FILE *out;
};

/*
 * A script: one step a line, its words typed one after the other: a key's name is that key,
 * `text:a_b` is text with blanks for the underscores, `size:120x40` resizes, `click:X,Y` (from 0) and
 * `wheel:up`, `wheel:down` are the mouse's, `wait:…` is passed
 * over, any other word is typed as it is. A line `now +10m` or `now 2026-11-24T11:00` sets the
 * clock, `desk NAME` goes on at another desk on the same store; `#` begins a comment. After each
 * step a second passes (a tick) and the screen is printed after a line `--- N`. WORLD where it
 * can't be read, INPUT with the line where a step isn't understood.
 */
enum code script_open(struct terminal **out, const struct script_options *options);

/* Sets what the locale can show: for the makers of terminals. */
void terminal_charset(struct terminal *terminal);

#endif
