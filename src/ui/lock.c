/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signing in, and the lock: a screen that covers all others, with nothing of patients on it, until
 * somebody proves by her secret who she is. What lies below stays as it was left. Where nobody has a
 * secret there is no such thing.
 */
#include "book/person.h"
#include "book/settings.h"
#include "pushed.h"
#include "session.h"
#include "store/right.h"
#include "ui/typing.h"

#include <string.h>

#define FIELD_WIDTH 32
#define LABEL_WIDTH 8
#define MINUTES_OTHERWISE 10	/* as settings.c has it */

enum { NAME, SECRET, FIELDS };

struct lock {
	struct typing fields[FIELDS];
	size_t at;
	bool begins;			/* nobody has signed in here yet */
};

static void
lock_draw(const void *state, struct grid *grid)
{
	const struct lock *const lock = state;
	const int y = grid->rows / 2 - 2;
	const int x = (grid->cols - LABEL_WIDTH - FIELD_WIDTH) / 2;

	grid_put(grid, y, x, STYLE_BOLD, lock->begins ? "Who are you?" : "Locked");
	grid_put(grid, y + 2, x, STYLE_NORMAL, "Name");
	grid_put(grid, y + 3, x, STYLE_NORMAL, "Secret");
	grid_focus(grid, y + 2 + (int)lock->at, x - 2, LABEL_WIDTH + FIELD_WIDTH + 2);
	typing_draw(&lock->fields[NAME], grid, y + 2, x + LABEL_WIDTH, FIELD_WIDTH,
			lock->at == NAME);
	typing_draw_unseen(&lock->fields[SECRET], grid, y + 3, x + LABEL_WIDTH, FIELD_WIDTH,
			lock->at == SECRET);
}

static enum code
enter(struct ui *ui, struct lock *lock)
{
	enum code code;

	if (lock->at == NAME && !lock->fields[SECRET].text[0]) {
		lock->at = SECRET;
		return OK;
	}
	code = sign_in(ui->desk, lock->fields[NAME].text, lock->fields[SECRET].text, true);
	typing_wipe(&lock->fields[SECRET]);
	lock->at = SECRET;
	if (code != OK)
		return code;
	ui_pop(ui);
	ui_say(ui, "%s", ui->desk->who);
	return session_rights(ui);
}

static bool
moves(const char *key)
{
	static const char *const keys[] = { "Tab", "BTab", "Up", "Down", NULL };

	return word_index(keys, key) != NONE;
}

/* What was typed elsewhere and isn't saved is her work who locked it. */
static void
leave(struct ui *ui)
{
	if (!session_unsaved(ui))
		ui->quit = true;
}

/* Every key is this screen's: none reaches what lies below. */
static bool
lock_key(struct ui *ui, void *state, const char *key)
{
	struct lock *const lock = state;

	if (strcmp(key, "Enter") == 0) {
		if (enter(ui, lock) != OK)
			session_fail(ui);
	} else if (moves(key)) {
		lock->at = lock->at == NAME ? SECRET : NAME;
	} else if (strcmp(key, "C-c") == 0) {
		leave(ui);
	} else {
		typing_key(&lock->fields[lock->at], key);
	}
	return true;
}

static void
lock_close(void *state)
{
	typing_wipe(&((struct lock *)state)->fields[SECRET]);
}

static const struct action lock_actions[] = {
	{ "Enter", "sign in", HINT_ONLY, "Proves by the secret who it is: what lies below is there again,"
		" and whoever has signed in acts from now on.", NULL },
	{ "Tab", "name, secret", HINT_ONLY, "Goes from the name to the secret and back: somebody else may"
		" sign in.", NULL },
	{ "C-c", "leave", HINT_ONLY, "Leaves chairtime, where nothing that was typed is unsaved.", NULL },
	ACTIONS_END
};

const struct screen lock_screen = {
	.name = "lock", .kind = SCREEN_WHOLE, .state_size = sizeof(struct lock),
	.kept = sizeof(struct lock), .draw = lock_draw, .actions = lock_actions, .types = true,
	.key = lock_key, .close = lock_close, .covers = true,
};

bool
session_locked(struct ui *ui)
{
	return session_top(ui)->screen == &lock_screen;
}

static void
lock_show(struct ui *ui)
{
	struct lock *const lock = ui_push(ui, &lock_screen);
	const char *const who = ui->desk->person ? ui->desk->who : ui->options->who;

	lock->begins = !ui->desk->person;
	typing_set(&lock->fields[NAME], who);
	lock->at = who ? SECRET : NAME;
	ui_say(ui, "%s", "");
	ui->forget = true;
}

enum code
session_ask_who(struct ui *ui)
{
	bool wanted;
	const enum code code = sign_in_wanted(ui->desk, &wanted);

	if (code == OK && wanted && !session_locked(ui))
		lock_show(ui);
	return code;
}

enum code
lock_now(struct ui *ui, void *state)
{
	bool in_use;
	const enum code code = secrets_in_use(ui->desk, &in_use);

	(void)state;
	if (code == OK && in_use)
		lock_show(ui);
	else if (code == OK)
		ui_blank(ui);		/* nobody could unlock it: the next key shows it again */
	return code;
}

enum code
session_rights(struct ui *ui)
{
	return rights_of(ui->desk, &ui->rights);
}

enum code
session_lock_minutes(struct ui *ui)
{
	bool in_use;
	const enum code code = secrets_in_use(ui->desk, &in_use);

	ui->lock_minutes = code == OK && in_use ? setting_int(ui->desk,
			setting_words[SETTING_LOCK_MINUTES], MINUTES_OTHERWISE) : 0;
	return code;
}

void
session_idle(struct ui *ui, int64_t seconds)
{
	if (ui->lock_minutes > 0 && seconds - ui->pressed >= (int64_t)ui->lock_minutes * 60 &&
	    !session_locked(ui))
		lock_show(ui);
}
