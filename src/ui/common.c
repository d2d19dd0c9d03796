/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What works on every screen.
 */
#include "aside.h"
#include "base/arena.h"
#include "book/appointment.h"
#include "pushed.h"
#include "store/change.h"

/* What was done just now, in words. */
static enum code
say_batch(struct ui *ui)
{
	const char *words = NULL;
	const enum code code =
			batch_words(ui_desk(ui), ui_arena(ui), batch_id(ui_desk(ui)), &words);

	if (code == OK)
		ui_say(ui, "%s", words);
	return code;
}

static enum code
take_back(struct ui *ui, void *state)
{
	int64_t batch;
	const enum code code = undo(ui_desk(ui), 0, &batch);

	(void)state;
	return code == OK ? say_batch(ui) : code;
}

static enum code
do_again(struct ui *ui, void *state)
{
	int64_t batch;
	const enum code code = redo(ui_desk(ui), &batch);

	(void)state;
	return code == OK ? say_batch(ui) : code;
}

static enum code
blank(struct ui *ui, void *state)
{
	(void)state;
	ui_blank(ui);
	return OK;
}

static enum code
leave(struct ui *ui, void *state)
{
	(void)state;
	ui_leave(ui);
	return OK;
}

const struct action common_actions[] = {
	{ "u", "undo", 0, "Takes back the last change made at this desk.", take_back },
	{ "C-r", "redo", QUIET, "Does again what was taken back.", do_again },
	{ "/", "find", 0, "Finds somebody: name parts, the end of a number, a birth date.",
		find_open },
	{ ":", "command", QUIET, "Runs a command line, as from the shell.", command_open },
	{ "?", "help", QUIET, "Shows the keys and signs.", help_open },
	{ "-", "aside", QUIET, "Puts the work in hand aside when the telephone rings again; on an empty"
		" hand takes it back. Nine fit, and they outlast a restart.", aside_turn },
	{ "C-l", "blank", QUIET, "Blanks the screen until the next key: patients look on.", blank },
	{ "L F12", "lock", QUIET, "Locks the screen until a secret is typed, with nothing of patients on it; where"
		" nobody has a secret it is blanked.", lock_now },
	{ "Q C-c", "leave", QUIET, "Leaves; everything done is saved. Asks only if something is put aside or unsaved.", leave },
	ACTIONS_END
};
