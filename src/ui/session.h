/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A session: one desk's screens, as the framework's own files see it. (Screens see screen.h.)
 */
#ifndef UI_SESSION_H
#define UI_SESSION_H

#include "aside.h"
#include "base/arena.h"
#include "ui/screen.h"
#include "ui/terminal.h"
#include "ui/ui.h"

#define LAYERS_MOST 12
#define TABS_MOST 8
#define MESSAGE_SIZE 1024

/* A screen that is shown: its row and its state. */
struct layer {
	const struct screen *screen;
	void *state;
	struct arena arena;		/* of the loaded half */
	struct arena kept;		/* of the kept one */
};

/* Of what the counts beside the tabs are: the store's newest change, and the clock. */
struct counted {
	int64_t change;
	int day, minute;
};

struct ui {
	struct desk *desk;		/* without a store (db NULL) while that is being made */
	const struct ui_options *options;
	struct layer tabs[TABS_MOST];	/* as screens[]; the state is NULL before the first visit */
	size_t tab;			/* which of them is at the bottom */
	struct layer pushed[LAYERS_MOST], gone[LAYERS_MOST];
	size_t pushed_count, gone_count;	/* gone: freed when the key is done */
	char message[MESSAGE_SIZE];
	const char *then;		/* behind the message, whatever its length; NULL: nothing */
	bool message_is_error;
	struct hand hand;
	struct aside aside;
	struct arena arena;		/* of one key */
	int counts[TABS_MOST];
	char due[64];			/* of the top line: what is due first; "" nothing */
	struct counted counted;
	bool settled;			/* since the last key what is asked later has been */
	bool asked;			/* it has been asked once: right after the first paint */
	bool soon;			/* what is to be seen has put something off */
	bool unfinished;		/* of what is asked later there is more */
	bool quit, blank, forget;
	unsigned rights;		/* of who has signed in, for what is shown; a bit each */
	int lock_minutes;		/* without a key, until it locks itself; 0: it doesn't */
	int64_t pressed;		/* when the last key was, in seconds of session_idle */
	int rows, cols;			/* of the screen, as it was drawn last */
	int outside_argc;		/* a command line to be run outside the screens; 0: none */
	char **outside;
	const char *outside_said;
};

void session_open(struct ui *ui, struct desk *desk, const struct ui_options *options);
void session_close(struct ui *ui);
/* The layer on top; layers from the bottom (0) up. */
struct layer *session_top(struct ui *ui);
struct layer *session_layer(struct ui *ui, size_t n);
/* The lowest layer that is to be seen. */
size_t session_lowest(struct ui *ui);
size_t session_layers(const struct ui *ui);
/* Would leaving lose something that was typed? Then it says so. */
bool session_unsaved(struct ui *ui);
/* Frees what ui_pop took away. */
void session_sweep(struct ui *ui);
/* Loads what is to be seen; a failure stands on the message line. */
void session_load(struct ui *ui);
/* Puts error_text() on the message line. */
void session_fail(struct ui *ui);

/* Asks what is due, for the top line (due.c). */
void session_due(struct ui *ui);

/* The lock (lock.c): is it shown? session_ask_who shows it where somebody must sign in first,
 * session_lock_minutes asks after how long it is, session_idle shows it after that, by the seconds of
 * a clock that only goes on. */
bool session_locked(struct ui *ui);
enum code session_ask_who(struct ui *ui);
enum code session_lock_minutes(struct ui *ui);
/* Asks anew what who has signed in may. */
enum code session_rights(struct ui *ui);
void session_idle(struct ui *ui, int64_t seconds);

/* Runs a key (action.c). */
void session_key(struct ui *ui, const struct event *event);
/* Are the needs of this action there? And may it be done by who has signed in? */
bool action_ready(const struct layer *layer, const struct action *action);
bool action_allowed(const struct ui *ui, const struct layer *layer, const struct action *action);

/* Draws all: frame, screens, message, hints (frame.c). */
void session_draw(struct ui *ui, struct grid *grid);
/* The keys that work now, for the last line. */
void hints_draw(struct ui *ui, struct grid *grid, int y);

#endif
